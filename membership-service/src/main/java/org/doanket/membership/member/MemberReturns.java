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

    private static final String FORMER = "SELECT m.id, m.status, coalesce(r.seniority_from, m.joined_on) AS seniority_from FROM member m "
            + "LEFT JOIN member_return r ON r.member_id = m.id WHERE m.ended_on IS NOT NULL AND ";

    private final AgroalDataSource dataSource;
    private final MemberBatch batch;
    private final MemberRules rules;

    MemberReturns(AgroalDataSource dataSource, MemberBatch batch, MemberRules rules) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.rules = rules;
    }

    private record Former(UUID id, String status, LocalDate seniorityFrom) {
    }

    /** @param former the membership that is known to be his; null to look for one by the index of the national id, if there is that */
    void link(UUID member, UUID former, byte[] nationalIdIndex, String jurisdiction, LocalDate joinedOn) {
        if (former == null && nationalIdIndex == null) {
            return;
        }
        String[] own = batch.widen();
        Optional<Former> found = (former == null ? Sql.of(FORMER + "m.national_id_index = ? AND m.id <> ? ORDER BY m.ended_on DESC, m.id DESC LIMIT 1",
                nationalIdIndex, member) : Sql.of(FORMER + "m.id = ?", former)).first(dataSource, row -> new Former(row.getObject("id", UUID.class),
                        row.getString("status"), row.getObject("seniority_from", LocalDate.class)));
        batch.narrow(own);
        found.ifPresent(before -> rules.returning(jurisdiction, before.status(), joinedOn).ifPresent(rule -> {
            if (!rule.mayReturn()) {
                throw MemberProblems.mayNotReturn(rule);
            }
            Sql.of("INSERT INTO member_return (member_id, former_id, seniority_from, citation, verified) VALUES (?, ?, ?, ?, ?)", member,
                    before.id(), rule.yearsCount() ? before.seniorityFrom() : joinedOn, rule.citation(), rule.verified()).run(dataSource);
        }));
    }
}
