package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
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
    record Coming(UUID member, UUID former, byte[] nationalIdIndex, String jurisdiction, LocalDate joinedOn, String decisionNumber, LocalDate decisionDate,
            boolean isAbove) {
    }

    void link(Coming who) {
        UUID former = who.former();
        byte[] nationalIdIndex = who.nationalIdIndex();
        if (former == null && nationalIdIndex == null) {
            return;
        }
        Optional<Former> found = (former == null ? Sql.of("SELECT * FROM former_membership_of(?)", (Object) nationalIdIndex)
                : Sql.of(KNOWN, former)).first(dataSource, row -> new Former(row.getObject("member_id", UUID.class), row.getString("status"),
                        row.getObject("seniority_from", LocalDate.class)));
        found.ifPresent(before -> rules.returning(who.jurisdiction(), before.status(), who.joinedOn()).ifPresent(rule -> {
            if (!rule.mayReturn()) {
                throw MemberProblems.mayNotReturn(rule);
            }
            if (rule.byAbove() && !who.isAbove()) {
                throw MemberProblems.returnsByTheUnitAbove(rule);
            }
            if (rule.needsAct() && former != null && (who.decisionNumber() == null || who.decisionDate() == null)) {
                throw MemberProblems.returnsByDecision(rule);
            }
            Sql.of("INSERT INTO member_return (member_id, former_id, seniority_from, citation, verified, act_number, act_date) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    who.member(), before.id(), rule.yearsCount() ? before.seniorityFrom() : who.joinedOn(), rule.citation(), rule.verified(),
                    who.decisionNumber(), who.decisionDate()).run(dataSource);
        }));
    }
}
