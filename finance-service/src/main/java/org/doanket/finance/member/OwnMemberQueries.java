package org.doanket.finance.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** A member of whom this service keeps something. */
@ApplicationScoped
@Transactional
public class OwnMemberQueries {

    private final AgroalDataSource dataSource;

    OwnMemberQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The unit that he is of now. @throws Problem 404 where the token's unit does not reach it, as everywhere with what is a member's own */
    public UUID unit(UnitScope scope, UUID member) {
        return Sql.of("SELECT m.unit_id FROM member_ref m JOIN unit_ref u ON u.id = m.unit_id WHERE m.id = ? AND u.path >= ? AND u.path < ?", member,
                scope.from(), scope.to()).first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow(() -> Problem.notFound("member"));
    }

    void tell(@Observes PersonalData asked) {
        asked.select("files", """
                SELECT m.code, m.display_name AS "displayName", m.category, m.status, m.since, m.dues_kind AS "duesKind", u.code AS "unitCode"
                  FROM member_ref m LEFT JOIN unit_ref u ON u.id = m.unit_id WHERE m.id = ?""", asked.person());
        asked.select("membershipSpans", """
                SELECT s.valid_from AS "validFrom", s.valid_to AS "validTo", u.code AS "unitCode", s.status, s.category, s.dues_kind AS "duesKind"
                  FROM member_span s JOIN member_ref m ON m.no = s.member_no LEFT JOIN unit_ref u ON u.id = s.unit_id WHERE m.id = ?
                 ORDER BY s.valid_from""", asked.person());
    }
}
