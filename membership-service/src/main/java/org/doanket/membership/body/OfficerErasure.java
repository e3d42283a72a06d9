package org.doanket.membership.body;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.sql.Sql;

/**
 * Who held an office stays, under the pseudonym; the account and why it ended in somebody's own words go. A role that has ended goes on being known by
 * its account: else a token that still names the role would be good again.
 */
@ApplicationScoped
class OfficerErasure {

    void tell(@Observes PersonalData asked) {
        asked.select("roles", """
                SELECT b.role, u.code AS "unitCode", b.subject AS account, b.valid_from AS "validFrom", b.valid_to AS "validTo"
                  FROM role_binding b JOIN unit u ON u.id = b.unit_id WHERE b.member_id = ? ORDER BY b.valid_from, b.id""", asked.person());
    }

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE officer SET account = NULL, end_reason = CASE WHEN " + PersonForgotten.isCode("end_reason") + " THEN end_reason END, "
                + "version = version + 1 WHERE member_id = ?", gone.member()).run(gone.connection());
    }
}
