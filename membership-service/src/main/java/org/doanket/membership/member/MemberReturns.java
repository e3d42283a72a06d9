package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;

/** Ties the membership of somebody who comes back to the one before, wherever that lay: seniority goes by it. */
@ApplicationScoped
class MemberReturns {

    private static final String KNOWN = "SELECT m.id AS member_id, m.status, coalesce(r.seniority_from, m.joined_on) AS seniority_from "
            + "FROM member m LEFT JOIN member_return r ON r.member_id = m.id WHERE m.ended_on IS NOT NULL AND m.id = ?";

    private final AgroalDataSource dataSource;
    private final MemberRules rules;

    MemberReturns(AgroalDataSource dataSource, MemberRules rules) {
        this.dataSource = dataSource;
        this.rules = rules;
    }

    private record Former(UUID id, String status, LocalDate seniorityFrom) {
    }

    /**
     * How he comes.
     *
     * @param former  the membership that is known to be his; null to look for one by the index of the national id, if there is that
     * @param isAbove whether a unit above the one that takes him says so
     */
    record Coming(UUID former, byte[] nationalIdIndex, String jurisdiction, LocalDate joinedOn, String decisionNumber, LocalDate decisionDate,
            boolean isAbove) {
    }

    /** What the rules have against it: the word for it, and as a refusal. */
    private enum Bar {
        MAY_NOT("may-not-return", MemberProblems::mayNotReturn),
        BY_ABOVE("returns-by-unit-above", MemberProblems::returnsByTheUnitAbove),
        BY_DECISION("returns-by-decision", MemberProblems::returnsByDecision);

        private final String code;
        private final Function<MemberRules.ReturnRule, Problem> refusal;

        Bar(String code, Function<MemberRules.ReturnRule, Problem> refusal) {
            this.code = code;
            this.refusal = refusal;
        }

        static Optional<Bar> of(MemberRules.ReturnRule rule, Coming who) {
            if (!rule.mayReturn()) {
                return Optional.of(MAY_NOT);
            }
            if (rule.byAbove() && !who.isAbove()) {
                return Optional.of(BY_ABOVE);
            }
            boolean isDecided = who.decisionNumber() != null && !who.decisionNumber().isBlank() && who.decisionDate() != null;
            return rule.needsAct() && !isDecided ? Optional.of(BY_DECISION) : Optional.empty();
        }
    }

    void link(UUID member, Coming who) {
        former(who).ifPresent(before -> rules.returning(who.jurisdiction(), before.status(), who.joinedOn()).ifPresent(rule -> {
            Bar.of(rule, who).ifPresent(bar -> {
                throw bar.refusal.apply(rule);
            });
            Sql.of("INSERT INTO member_return (member_id, former_id, seniority_from, citation, verified, act_number, act_date) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    member, before.id(), rule.yearsCount() ? before.seniorityFrom() : who.joinedOn(), rule.citation(), rule.verified(),
                    who.decisionNumber(), who.decisionDate()).run(dataSource);
        }));
    }

    /** What {@link #link} would refuse. */
    Optional<Fault> against(Coming who) {
        return former(who).flatMap(before -> rules.returning(who.jurisdiction(), before.status(), who.joinedOn())
                .flatMap(rule -> Bar.of(rule, who).map(bar -> Fault.at("/nationalId", bar.code, Map.of("rule", rule.citation())))));
    }

    private Optional<Former> former(Coming who) {
        if (who.former() == null && who.nationalIdIndex() == null) {
            return Optional.empty();
        }
        return (who.former() == null ? Sql.of("SELECT * FROM former_membership_of(?)", (Object) who.nationalIdIndex()) : Sql.of(KNOWN, who.former()))
                .first(dataSource, row -> new Former(row.getObject("member_id", UUID.class), row.getString("status"),
                        row.getObject("seniority_from", LocalDate.class)));
    }
}
