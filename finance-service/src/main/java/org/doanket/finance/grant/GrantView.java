package org.doanket.finance.grant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleTable;

/** Grants as they are shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface GrantView {

    /** A kind of grant as it holds from a day on. @param unit null: for everybody */
    record Grant(UUID id, String jurisdiction, UUID unit, String code, String name, LocalDate validFrom, String method, Money cash,
            Money inKind, Ratio share, Money personYear, Integer personTimes, List<String> evidence, List<Long> approvalLimits,
            String fundingCode, String account, String inKindAccount, String citation, boolean verified, OffsetDateTime cancelledAt,
            String cancelledWhy) implements GrantView {

        static final RuleTable<Grant> TABLE = RuleTable.of("grant_rule", List.of("jurisdiction", "unit_id", "code"), Grant::of).backDated();

        static Grant of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            Long share = row.getObject("share_num", Long.class);
            Long most = row.getObject("person_year", Long.class);
            return new Grant(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getObject("unit_id", UUID.class),
                    row.getString("code"), row.getString("name"), row.getObject("valid_from", LocalDate.class), row.getString("method"),
                    new Money(row.getLong("cash"), currency), new Money(row.getLong("in_kind"), currency), share == null ? null
                    : new Ratio(share, row.getLong("share_den")), most == null ? null : new Money(most, currency),
                    row.getObject("person_times", Integer.class), Arrays.asList((String[]) row.getArray("evidence").getArray()),
                    Arrays.asList((Long[]) row.getArray("approval_limits").getArray()), row.getString("funding_code"),
                    row.getString("cash_account"), row.getString("in_kind_account"), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }

        /** How many levels up somebody has to approve so much: 0 is the unit itself. */
        int levelsUp(long amount) {
            return GrantView.levelsUp(approvalLimits, amount);
        }
    }

    /** @param granted what of it is taken, by what was submitted, approved or paid in the unit and all below it */
    record Quota(UUID id, @JsonIgnore long no, UUID unit, String grant, int year, Money amount, Integer people, Money granted,
            long grantedPeople, String note, String setBy, OffsetDateTime setAt) implements GrantView {

        static Quota of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            Long amount = row.getObject("amount", Long.class);
            return new Quota(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                    row.getString("code"), row.getInt("year"), amount == null ? null : new Money(amount, currency), row.getObject("people",
                    Integer.class), new Money(row.getLong("granted"), currency), row.getLong("granted_people"), row.getString("note"),
                    row.getString("set_by"), row.getObject("set_at", OffsetDateTime.class));
        }
    }

    record Evidence(UUID id, String kind, String mediaType, int size, String uploadedBy, OffsetDateTime uploadedAt) implements GrantView {

        static Evidence of(ResultSet row) throws SQLException {
            return new Evidence(row.getObject("id", UUID.class), row.getString("kind"), row.getString("media_type"), row.getInt("size"),
                    row.getString("uploaded_by"), row.getObject("uploaded_at", OffsetDateTime.class));
        }
    }

    /** @param levelsUp how far above the unit somebody has to approve it: 0 is the unit itself; @param evidence of one application only; @param findings as it is paid: that the bank did not hold it */
    record Application(UUID id, UUID unit, UUID member, String memberCode, String memberName, UUID list, String grant, int year,
            LocalDate appliedOn, Money cash, Money inKind, String reason, String state, int levelsUp, String createdBy, String submittedBy,
            String decidedBy, String decisionNote, UUID payment, LocalDate paidOn, List<Evidence> evidence, List<Finding> findings,
            @JsonIgnore UUID rule, @JsonIgnore long version) implements GrantView {

        static Application of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            Money cash = new Money(row.getLong("cash"), currency);
            Money inKind = new Money(row.getLong("in_kind"), currency);
            return new Application(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("member_id",
                    UUID.class), row.getString("member_code"), row.getString("display_name"), row.getObject("list_id", UUID.class),
                    row.getString("code"), row.getInt("year"), row.getObject("applied_on", LocalDate.class), cash, inKind,
                    row.getString("reason"), row.getString("state"), row.getInt("levels_up"), row.getString("created_by"),
                    row.getString("submitted_by"), row.getString("decided_by"), row.getString("decision_note"), row.getObject("payment_id",
                    UUID.class), row.getObject("paid_on", LocalDate.class), null, null, row.getObject("rule_id", UUID.class),
                    row.getLong("version"));
        }

        Application with(List<Evidence> attached) {
            return new Application(id, unit, member, memberCode, memberName, list, grant, year, appliedOn, cash, inKind, reason, state,
                    levelsUp, createdBy, submittedBy, decidedBy, decisionNote, payment, paidOn, attached, findings, rule, version);
        }

        Application paid(List<Finding> its) {
            return new Application(id, unit, member, memberCode, memberName, list, grant, year, appliedOn, cash, inKind, reason, state,
                    levelsUp, createdBy, submittedBy, decidedBy, decisionNote, payment, paidOn, evidence, its.isEmpty() ? null : its, rule, version);
        }
    }

    /**
     * @param id null of a preview; @param state of those on it that were not refused; @param levelsUp who has to approve all of it together;
     *           @param findings as it is paid: that the bank did not hold it
     */
    record GrantList(UUID id, UUID unit, String grant, int year, LocalDate appliedOn, String note, long people, Money cash, Money inKind,
            String state, int levelsUp, String createdBy, OffsetDateTime createdAt, List<Wrong> errors, List<Finding> findings)
            implements GrantView {

        static GrantList of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            List<Long> limits = Arrays.asList((Long[]) row.getArray("approval_limits").getArray());
            return new GrantList(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"),
                    row.getInt("year"), row.getObject("applied_on", LocalDate.class), row.getString("note"), row.getLong("people"),
                    new Money(row.getLong("cash"), currency), new Money(row.getLong("in_kind"), currency), row.getString("state"),
                    GrantView.levelsUp(limits, row.getLong("cash") + row.getLong("in_kind")), row.getString("created_by"),
                    row.getObject("created_at", OffsetDateTime.class), null, null);
        }

        GrantList paid(List<Finding> its) {
            return new GrantList(id, unit, grant, year, appliedOn, note, people, cash, inKind, state, levelsUp, createdBy, createdAt, errors,
                    its.isEmpty() ? null : its);
        }
    }

    /** How many of the limits so much is above. */
    private static int levelsUp(List<Long> limits, long amount) {
        return (int) limits.stream().filter(limit -> limit < amount).count();
    }

    /** One act of payment. @param reversal the entry that took it back */
    record GrantPayment(UUID id, UUID unit, String grant, int year, LocalDate paidOn, String paidFrom, int people, Money cash, Money inKind,
            UUID entry, String paidBy, OffsetDateTime paidAt, UUID reversal, String reversedBy, String why) implements GrantView {

        static GrantPayment of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            return new GrantPayment(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"),
                    row.getInt("year"), row.getObject("paid_on", LocalDate.class), row.getString("paid_from"), row.getInt("people"),
                    new Money(row.getLong("cash"), currency), new Money(row.getLong("in_kind"), currency), row.getObject("entry_id",
                    UUID.class), row.getString("paid_by"), row.getObject("paid_at", OffsetDateTime.class), row.getObject("reversal",
                    UUID.class), row.getString("reversed_by"), row.getString("why"));
        }
    }

    /** What a preview finds wrong, in the words of an error. */
    record Wrong(String pointer, String code, String message) {
    }
}
