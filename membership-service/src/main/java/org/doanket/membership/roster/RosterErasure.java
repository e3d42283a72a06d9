package org.doanket.membership.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.sql.Sql;

/**
 * Takes a person's rows out of the stages of imports. No index leads there, since it would cost every import what an erasure needs
 * once in a while. The sheets themselves are sealed whole, and stay until they are thrown away.
 */
@ApplicationScoped
class RosterErasure {

    /** What an import made of him; the row as it was sent stands in the file, and its values in the history. */
    void tell(@Observes PersonalData asked) {
        asked.select("imports", """
                SELECT i.name AS sheet, i.source, r.number AS row, r.state, i.committed_at AS "committedAt", i.undone_at AS "undoneAt"
                  FROM roster_row r JOIN roster_import i ON i.id = r.import_id WHERE r.member_id = ? OR r.match_id = ? ORDER BY i.id, r.number""",
                asked.person(), asked.person());
    }

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("DELETE FROM roster_row WHERE member_id = ? OR match_id = ?", gone.member(), gone.member()).run(gone.connection());
    }
}
