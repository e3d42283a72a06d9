package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.platform.sql.Sql;

/**
 * What becomes of job help when its unit ends. Openings, with whom they were brought together and is not hired yet, and seekers go to the unit that
 * takes the members. Where nobody takes them openings are closed; seekers stay on the list, where the unit above finds them: what they entrusted to
 * the union is not destroyed because a part of it ends. A counter-act brings back what nobody has settled meanwhile. Who was hired stays where it was.
 */
@ApplicationScoped
class JobHelpReorganisation {

    /** Not those that come back with the act, where it is a counter-act: these are gone before the others go. */
    private static final String IN_UNIT = "JOIN reorganisation_effect e ON e.unit_id = r.unit_id JOIN reorganisation a ON a.id = e.reorganisation_id "
            + "WHERE a.id = ? AND NOT EXISTS (SELECT FROM reorganisation_effect h WHERE h.reorganisation_id = a.id AND h.action = 'restored' "
            + "AND h.unit_id = r.unit_before AND r.reorganisation_id = a.counter_to) AND ";

    /** Those past their last day are over, though nobody has closed them. */
    private static final String OPENINGS = " FROM job_opening r " + IN_UNIT + "r.state IN ('entered', 'published', 'filled') AND r.open_until >= a.effective AND ";

    private static final String SEEKERS = " FROM job_seeker r " + IN_UNIT + "r.state = 'looking' AND ";

    private static final String RETURNING = " r JOIN reorganisation a ON r.reorganisation_id = a.counter_to JOIN reorganisation_effect e "
            + "ON e.reorganisation_id = a.id AND e.unit_id = r.unit_before AND e.action = 'restored' WHERE a.id = ? AND ";

    private static final String OPENINGS_RETURNING = " FROM job_opening" + RETURNING + "(r.state IN ('entered', 'published', 'filled') "
            + "OR r.state = 'closed' AND r.reason = 'unit-ended')";

    private static final String SEEKERS_RETURNING = " FROM job_seeker" + RETURNING + "r.state = 'looking'";

    private static final String ENDS = "e.action = 'ended' AND e.into_id IS NULL";
    private static final String LEAVES = "e.action = 'ended' AND e.into_id IS NOT NULL";
    private static final String MOVES = "e.action IN ('moved', 'carried')";

    private static final String LEAVE = "UPDATE %s x SET unit_before = x.unit_id, unit_id = g.into_id, reorganisation_id = ?, version = x.version + 1 "
            + "FROM (SELECT r.id, e.into_id%s" + LEAVES + ") g WHERE x.id = g.id";

    private static final String CLOSE = "UPDATE job_opening x SET state = 'closed', reason = 'unit-ended', ended_on = g.effective, unit_before = x.unit_id, "
            + "reorganisation_id = ?, version = x.version + 1 FROM (SELECT r.id, a.effective" + OPENINGS + ENDS + ") g WHERE x.id = g.id";

    /** One that was hired for meanwhile, or no longer, is what it would be had it never been closed. */
    private static final String REOPEN = "UPDATE job_opening x SET unit_id = x.unit_before, unit_before = NULL, reorganisation_id = NULL, "
            + "state = CASE WHEN x.state <> 'closed' THEN x.state WHEN x.checked_on IS NULL THEN 'entered' WHEN x.hired = x.headcount THEN 'filled' "
            + "ELSE 'published' END, reason = CASE WHEN x.state <> 'closed' THEN x.reason END, ended_on = NULL, version = x.version + 1 "
            + "FROM (SELECT r.id" + OPENINGS_RETURNING + ") g WHERE x.id = g.id RETURNING x.id";

    private static final String SEEK_AGAIN = "UPDATE job_seeker x SET unit_id = x.unit_before, unit_before = NULL, reorganisation_id = NULL, "
            + "version = x.version + 1 FROM (SELECT r.id" + SEEKERS_RETURNING + ") g WHERE x.id = g.id";

    private static final String KEEP = "INSERT INTO earlier_unit (row_id, until, unit_id) SELECT %s ON CONFLICT DO NOTHING";

    /** Those who were brought together, and are not hired yet, stand where their opening stands. */
    private static final String ELSEWHERE = " FROM placement p JOIN job_opening o ON o.id = p.opening_id AND o.unit_id <> p.unit_id "
            + "WHERE p.state IN ('contact', 'intent') AND ";

    private final AgroalDataSource dataSource;

    JobHelpReorganisation(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        act.line("openings-end", "SELECT r.unit_id, count(*)" + OPENINGS + ENDS + " GROUP BY 1", act.id());
        act.line("seekers-stay", "SELECT r.unit_id, count(*)" + SEEKERS + ENDS + " GROUP BY 1", act.id());
        foresee(act, "openings", OPENINGS, OPENINGS_RETURNING);
        foresee(act, "seekers", SEEKERS, SEEKERS_RETURNING);
    }

    private static void foresee(ReorganisationEvent.Foreseen act, String what, String there, String returning) throws SQLException {
        act.line(what + "-leave", "SELECT r.unit_id, count(*)" + there + LEAVES + " GROUP BY 1", act.id());
        act.line(what + "-come", "SELECT e.into_id, count(*)" + there + LEAVES + " GROUP BY 1", act.id());
        act.line(what + "-move", "SELECT r.unit_id, count(*)" + there + MOVES + " GROUP BY 1", act.id());
        act.line(what + "-return", "SELECT e.unit_id, count(*)" + returning + " GROUP BY 1", act.id());
    }

    void execute(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) ReorganisationEvent.Executed act) throws SQLException {
        Connection connection = act.connection();
        if (act.counterTo() != null) {
            comeBack(act);
        }
        keep(connection, "r.id, a.effective, r.unit_id" + OPENINGS + LEAVES, act.id());
        Sql.of(LEAVE.formatted("job_opening", OPENINGS), act.id(), act.id()).run(connection);
        Sql.of(LEAVE.formatted("job_seeker", SEEKERS), act.id(), act.id()).run(connection);
        Sql.of(CLOSE, act.id(), act.id()).run(connection);
        follow(act, "o.reorganisation_id = ?", act.id());
    }

    private static void comeBack(ReorganisationEvent.Executed act) throws SQLException {
        Connection connection = act.connection();
        keep(connection, "r.id, a.effective, r.unit_id" + OPENINGS_RETURNING + " AND r.unit_id <> r.unit_before", act.id());
        List<UUID> openings = Sql.of(REOPEN, act.id()).list(connection, row -> row.getObject(1, UUID.class));
        Sql.of(SEEK_AGAIN, act.id()).run(connection);
        follow(act, "o.id = ANY (?)", (Object) openings.toArray(UUID[]::new));
    }

    private static void follow(ReorganisationEvent.Executed act, String which, Object value) throws SQLException {
        Sql.of(KEEP.formatted("p.id, ?::date, p.unit_id" + ELSEWHERE + which), act.effective(), value).run(act.connection());
        Sql.of("UPDATE placement x SET unit_id = g.unit_id, version = x.version + 1 FROM (SELECT p.id, o.unit_id" + ELSEWHERE + which
                + ") g WHERE x.id = g.id", value).run(act.connection());
    }

    private static void keep(Connection connection, String rows, Object... values) throws SQLException {
        Sql.of(KEEP.formatted(rows), values).run(connection);
    }

    /** By an act of its own: it has no members left whom somebody could take. */
    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended ended) {
            Sql.of("UPDATE job_opening SET state = 'closed', reason = 'unit-ended', ended_on = ?, version = version + 1 WHERE unit_id = ? "
                    + "AND state IN ('entered', 'published', 'filled') AND open_until >= ?", ended.on(), ended.unit(), ended.on()).run(dataSource);
        }
    }
}
