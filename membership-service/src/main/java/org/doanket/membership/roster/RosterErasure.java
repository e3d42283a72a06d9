package org.doanket.membership.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.sql.Sql;

/**
 * Takes a person's rows out of the stages of imports. No index leads there, since it would cost every import what an erasure needs
 * once in a while. The sheets themselves are sealed whole, and stay until they are thrown away.
 */
@ApplicationScoped
class RosterErasure {

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("DELETE FROM roster_row WHERE member_id = ? OR match_id = ?", gone.member(), gone.member()).run(gone.connection());
    }
}
