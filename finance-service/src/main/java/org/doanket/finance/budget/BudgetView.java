package org.doanket.finance.budget;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Budgets as they are shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface BudgetView {

    /**
     * @param newest   the version at hand, with its lines
     * @param approved number of the version that holds, or none yet
     * @param dueOn    until when it was to be handed in, and {@code daysLate} how much later that was, or is by now
     * @param handedIn when it was for the first time
     * @param findings what the guards say of the newest version; all of them, also those that are kept
     */
    record Budget(UUID id, @JsonIgnore long no, UUID unit, String unitName, int year, String currency, String state, Integer approved,
            LocalDate dueOn, OffsetDateTime handedIn, Long daysLate, Version newest, List<Finding> findings, @JsonIgnore long version) implements BudgetView {
    }

    /** A unit that still has to hand in its budget of a year. @param state of its newest version: none, draft or returned */
    @Schema(name = "BudgetOutstanding")
    record Outstanding(UUID unit, String unitCode, String unitName, @JsonIgnore String path, int year, String state, UUID budget, LocalDate dueOn,
            Long daysLate) implements BudgetView {
    }

    record Version(@JsonIgnore UUID id, int no, String act, String state, String madeBy, OffsetDateTime madeAt, String submittedBy,
            OffsetDateTime submittedAt, String decidedBy, OffsetDateTime decidedAt, String reason, List<Line> lines) implements BudgetView {
    }

    /** Stands at this code itself; what is given for a part of it comes on top. */
    record Line(String code, Money amount) implements BudgetView {
    }

    /** A share that spending keeps to. @param level of the unions that it binds */
    record Guard(UUID id, String jurisdiction, String name, String title, String level, int fromYear, Integer toYear, List<String> numerator,
            List<String> denominator, String bound, Ratio share, String severity, String citation, boolean verified,
            OffsetDateTime cancelledAt)
            implements BudgetView {
    }

    /** @param kept false where the bound is broken; a guard whose denominator is nothing yet is kept */
    record Finding(String guard, String title, String severity, String bound, Ratio share, Money numerator, Money denominator, boolean kept,
            String citation, boolean verified) implements BudgetView {

        public boolean blocks() {
            return !kept && severity.equals("block");
        }
    }
}
