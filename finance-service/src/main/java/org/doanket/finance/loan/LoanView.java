package org.doanket.finance.loan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleTable;

/** Referrals as they are shown. Memo: none of these amounts is the union's. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LoanView {

    record Instalment(int no, LocalDate dueOn, Money principal, Money interest) implements LoanView {
    }

    /**
     * One that held before the present one. @param principal that was to be repaid by it; @param capitalised interest in that which came by it;
     * @param why the next one came is said there
     */
    record Schedule(int no, LocalDate validFrom, Money principal, Money capitalised, Ratio yearlyRate, String why, String madeBy, OffsetDateTime madeAt,
            List<Instalment> instalments) implements LoanView {
    }

    /** @param reverses the report that this one takes back */
    record Payment(UUID id, LocalDate paidOn, Money principal, Money interest, UUID reverses, String reportedBy, OffsetDateTime reportedAt)
            implements LoanView {
    }

    /**
     * @param capitalised interest that the bank has added to the principal, which is still that of its decision; @param interest of the whole schedule,
     * after one before it what was paid then and the rest; @param outstanding principal, with what was added, that was not reported as paid nor written
     * off; @param schedule that holds now, of one referral only, as the {@code schedules}: all that it had, the newest first
     */
    record Referral(UUID id, UUID unit, UUID member, String memberCode, String memberName, String bank, String purpose, Money principal,
            int months, String state, Ratio yearlyRate, LocalDate decidedOn, String note, Money capitalised, Money interest, Money paidPrincipal,
            Money paidInterest, Money outstanding, Money writtenOff, LocalDate writtenOffOn, String writtenOffWhy, String createdBy, String endorsedBy,
            OffsetDateTime createdAt, List<Instalment> schedule, List<Schedule> schedules, List<Payment> payments, @JsonIgnore long version)
            implements LoanView {

        Referral with(List<Schedule> all, List<Payment> paid) {
            return new Referral(id, unit, member, memberCode, memberName, bank, purpose, principal, months, state, yearlyRate, decidedOn,
                    note, capitalised, interest, paidPrincipal, paidInterest, outstanding, writtenOff, writtenOffOn, writtenOffWhy, createdBy, endorsedBy,
                    createdAt, all.isEmpty() ? List.of() : all.get(0).instalments(), all, paid, version);
        }

        static Referral of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            String state = row.getString("state");
            boolean isGranted = List.of("granted", "repaid", "written-off").contains(state);
            Long given = row.getObject("written_off", Long.class);
            Long rate = row.getObject("rate_num", Long.class);
            return new Referral(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("member_id",
                    UUID.class), row.getString("member_code"), row.getString("display_name"), row.getString("bank"),
                    row.getString("purpose"), new Money(row.getLong("principal"), currency), row.getInt("months"), state,
                    rate == null ? null : new Ratio(rate, row.getLong("rate_den")), row.getObject("decided_on", LocalDate.class),
                    row.getString("note"), isGranted ? new Money(row.getLong("capitalised"), currency) : null,
                    isGranted ? new Money(row.getLong("interest"), currency) : null,
                    isGranted ? new Money(row.getLong("paid_principal"), currency) : null,
                    isGranted ? new Money(row.getLong("paid_interest"), currency) : null,
                    isGranted ? new Money(row.getLong("principal") + row.getLong("capitalised") - row.getLong("paid_principal")
                            - row.getLong("written_off"), currency) : null,
                    given == null ? null : new Money(given, currency), row.getObject("written_off_on", LocalDate.class), row.getString("written_off_why"),
                    row.getString("created_by"), row.getString("endorsed_by"), row.getObject("created_at", OffsetDateTime.class), null, null,
                    null, row.getLong("version"));
        }
    }

    /**
     * A loan that is behind. {@code overdueRate} is what the bank may take of the overdue part by the year; whether its rule was read
     * in a source says {@code overdueRateVerified}.
     */
    record Arrears(UUID loan, UUID unit, UUID member, String memberCode, String memberName, String bank, int instalments, LocalDate since,
            long days, Money principal, Money interest, Ratio overdueRate, Boolean overdueRateVerified) implements LoanView {
    }

    /** Over a subtree, by currency. */
    record Totals(UUID unit, long referrals, long granted, long members, Money principal, Money capitalised, Money paidPrincipal, Money paidInterest,
            Money writtenOff, Money outstanding) implements LoanView {
    }

    record LoanRule(UUID id, String jurisdiction, String kind, LocalDate validFrom, Long value, Ratio ratio, String citation,
            boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements LoanView {

        static final RuleTable<LoanRule> TABLE = RuleTable.of("loan_rule", List.of("jurisdiction", "kind"), LoanRule::of).backDated();

        static LoanRule of(ResultSet row) throws SQLException {
            Long numerator = row.getObject("num", Long.class);
            return new LoanRule(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("kind"),
                    row.getObject("valid_from", LocalDate.class), row.getObject("amount", Long.class),
                    numerator == null ? null : new Ratio(numerator, row.getLong("den")), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }
}
