package org.doanket.finance.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.rule.RuleCommand;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reports by the codes of form B07-TLD. Amounts are as the form shows them: income and spending both above zero. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ReportView {

    /**
     * @param form     b07 (settlement) or b14 (budget)
     * @param head     of b07
     * @param unmapped accounts that fall under no code; they are counted as other income and other spending
     */
    record Report(String form, UUID unit, String unitName, String scope, int year, String period, LocalDate from, LocalDate to,
            String currency, Head head,
            List<Row> rows, List<String> unmapped) implements ReportView {
    }

    /** Staff and payroll subject to the employers' fund, members and pay subject to dues. */
    @Schema(name = "ReportHead")
    record Head(long staff, Money payroll, long members, Money pay) implements ReportView {
    }

    /**
     * @param budget     of the whole year: in b07 what was approved, in b14 what is proposed
     * @param settled    what the books say for the period
     * @param eliminated what was taken off because it only went from one level of the subtree to another
     * @param lastYear   the same period of the year before
     * @param approved   in b07 the settlement as the level above approved it, in b14 the budget as it did
     */
    record Row(String code, String name, String side, Money budget, Money settled, Money eliminated, Money lastYear, Money approved,
            boolean verified)
            implements ReportView {
    }

    /**
     * How a line of the form reads from a day on.
     *
     * @param side on which it stands, for ever
     * @param used whether it is on the form from then on
     */
    record Code(UUID id, String code, String side, String name, RuleCommand.Names names, int place, boolean used, LocalDate validFrom, String citation,
            boolean verified, OffsetDateTime cancelledAt, @JsonIgnore long version) implements ReportView {
    }

    record Mapping(UUID id, String account, String code, LocalDate validFrom, String citation, boolean verified, OffsetDateTime cancelledAt)
            implements ReportView {
    }

    /** One line of an entry that a figure is made of. */
    record Traced(UUID entry, @JsonIgnore long no, @JsonIgnore int line, UUID unit, String kind, LocalDate day, String account, String code,
            Money amount, String note) implements ReportView {
    }

    /** What the level above has approved of a year's settlement. */
    record Approval(UUID id, UUID unit, int year, int version, String act, String approvedBy, OffsetDateTime approvedAt, List<Line> lines)
            implements ReportView {
    }

    record Line(String code, Money settled, Money approved) implements ReportView {
    }
}
