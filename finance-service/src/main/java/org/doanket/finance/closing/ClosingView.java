package org.doanket.finance.closing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.rule.RuleTable;

/** A closing as it is shown. Amounts are debit above zero, credit below, but for payables, which are shown as what is owed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClosingView {

    /**
     * @param endsOn    the first day on which the unit is no more; the statement is as of the day before
     * @param obstacles why it cannot be undone, where that was tried
     */
    record Closing(UUID id, @JsonIgnore long no, UUID unit, String unitCode, String unitName, LocalDate endsOn, LocalDate cutOff,
            String state,
            String shareMethod, String sharesBy, String sharesApprovedBy, UUID job, OffsetDateTime learnedAt, OffsetDateTime closedAt,
            OffsetDateTime undoneAt, List<Step> steps, List<Heir> heirs, List<Obstacle> obstacles, List<Rule> rules,
            @JsonIgnore long version)
            implements ClosingView {

        Closing with(List<Step> itsSteps, List<Heir> itsHeirs, List<Obstacle> itsObstacles, List<Rule> itsRules) {
            return new Closing(id, no, unit, unitCode, unitName, endsOn, cutOff, state, shareMethod, sharesBy, sharesApprovedBy, job,
                    learnedAt,
                    closedAt, undoneAt, itsSteps, itsHeirs, itsObstacles, itsRules, version);
        }
    }

    /** A rule by which closings go, with its dates. */
    record DatedRule(UUID id, String code, Text text, LocalDate validFrom, String citation, boolean verified, OffsetDateTime cancelledAt,
            String cancelledWhy) implements ClosingView {

        static final RuleTable<DatedRule> TABLE = RuleTable.of("closing_rule", List.of("code"), DatedRule::of).backDated();

        static DatedRule of(ResultSet row) throws SQLException {
            return new DatedRule(row.getObject("id", UUID.class), row.getString("code"), new Text(row.getString("text_vi"), row.getString("text_en"),
                    row.getString("text_zh")), row.getObject("valid_from", LocalDate.class), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    record Text(String vi, String en, String zh) {
    }

    record Step(int no, String step, String title, String state, OffsetDateTime doneAt, Long rows) implements ClosingView {
    }

    /** @param members who stood in the unit on its last day and stand in the heir now */
    record Heir(UUID unit, String unitName, long members, Long parts) implements ClosingView {
    }

    /** @param kept what money the heir had left after that entry, of which {@code taken} was not its own */
    record Obstacle(String code, String title, UUID unit, UUID entry, LocalDate day, Long kept, Long taken) implements ClosingView {
    }

    record Rule(String code, String text, String citation, boolean verified) implements ClosingView {
    }

    record Statement(UUID closing, UUID unit, LocalDate cutOff, List<Balance> accounts) implements ClosingView {
    }

    /** @param later booked for days after the cut-off before the books were frozen; moved as well */
    record Balance(String account, String name, Money opening, Money debit, Money credit, Money balance,
            Money later) implements ClosingView {
    }

    /** @param verified false where the part is ours and stands in no text that was seen */
    record Part(int no, String code, String name, boolean byHand, String citation, boolean verified, long items) implements ClosingView {
    }

    record Item(UUID id, @JsonIgnore long no, String part, String what, String title, String ref, String note, Long quantity, Money amount,
            String enteredBy, OffsetDateTime enteredAt, OffsetDateTime withdrawnAt, String withdrawnWhy) implements ClosingView {
    }

    /** Money that came in after the closing: {@code passed-on} once it is in the heirs' books. */
    record LateReceipt(UUID bankLine, @JsonIgnore long no, LocalDate valueDate, Money amount, String state) implements ClosingView {
    }
}
