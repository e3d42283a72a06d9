package org.doanket.servicemap.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Who is forgotten keeps his turns under the pseudonym, loses his calendar and is asked no more; when he was away is nobody's business. */
@ApplicationScoped
class RosterErasure {

    void forget(@Observes PersonErased erased) throws SQLException {
        erased.replace("roster-people", Sql.of("UPDATE roster_person SET name = ?, feed_hash = NULL, left_on = coalesce(left_on, current_date) WHERE member_id = ?",
                erased.pseudonym(), erased.person()));
        erased.replace("duties", Sql.of("DELETE FROM duty WHERE member_id = ? AND day > current_date", erased.person()));
        erased.replace("roster-absences", Sql.of("DELETE FROM roster_absence WHERE member_id = ?", erased.person()));
    }
}
