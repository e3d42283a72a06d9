package org.doanket.membership.founding;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.platform.sql.Sql;

/**
 * What becomes of unions in the making when the unit above ends: their dossiers go to the unit that takes its place, or are sent back, so that those
 * who found them name another one. Nothing of theirs is destroyed. A counter-act brings back what nobody has gone on with meanwhile.
 */
@ApplicationScoped
class FoundingReorganisation {

    /** Not those that come back with the act, where it is a counter-act: these are gone before the others go. */
    private static final String UNDER_WAY = " FROM founding f JOIN reorganisation_effect e ON e.unit_id = f.unit_id JOIN reorganisation a "
            + "ON a.id = e.reorganisation_id WHERE a.id = ? AND f.state IN ('draft', 'submitted', 'returned') AND NOT EXISTS (SELECT FROM "
            + "reorganisation_effect h WHERE h.reorganisation_id = a.id AND h.action = 'restored' AND h.unit_id = f.unit_before "
            + "AND f.reorganisation_id = a.counter_to) AND ";

    /** Whether the unit that takes the members is one that recognises unions: by its kind in the act, which may found it. */
    private static final String TAKEN = "(SELECT k.level NOT IN ('grass-roots', 'inside') FROM reorganisation_effect t JOIN unit_kind k "
            + "ON k.jurisdiction = f.jurisdiction AND k.code = t.kind WHERE t.reorganisation_id = a.id AND t.unit_id = e.into_id)";
    private static final String LEAVES = "e.action = 'ended' AND " + TAKEN;
    private static final String ENDS = "e.action = 'ended' AND " + TAKEN + " IS NOT TRUE";

    private static final String RETURNING = " FROM founding f JOIN reorganisation a ON f.reorganisation_id = a.counter_to JOIN reorganisation_effect e "
            + "ON e.reorganisation_id = a.id AND e.unit_id = f.unit_before AND e.action = 'restored' WHERE a.id = ? "
            + "AND f.state IN ('draft', 'submitted', 'returned')";

    private static final String LEAVE = "UPDATE founding x SET unit_before = x.unit_id, unit_id = g.into_id, state_before = NULL, reasons_before = NULL, "
            + "reorganisation_id = ?, changed_at = now(), version = x.version + 1 FROM (SELECT f.id, e.into_id" + UNDER_WAY + LEAVES + ") g WHERE x.id = g.id";

    private static final String SEND_BACK = "UPDATE founding x SET unit_before = x.unit_id, state_before = x.state, reasons_before = x.reasons, "
            + "state = 'returned', reasons = 'unit-ended', reorganisation_id = ?, changed_at = now(), version = x.version + 1 "
            + "FROM (SELECT f.id" + UNDER_WAY + ENDS + ") g WHERE x.id = g.id";

    private static final String RETURN = "UPDATE founding x SET unit_id = x.unit_before, unit_before = NULL, state = coalesce(x.state_before, x.state), "
            + "reasons = CASE WHEN x.state_before IS NULL THEN x.reasons ELSE x.reasons_before END, state_before = NULL, reasons_before = NULL, "
            + "reorganisation_id = NULL, changed_at = now(), version = x.version + 1 FROM (SELECT f.id" + RETURNING + ") g WHERE x.id = g.id";

    /** Where it was, so that any day can be asked for. */
    private static final String KEEP = "INSERT INTO earlier_unit (row_id, until, unit_id) SELECT f.id, a.effective, f.unit_id%s ON CONFLICT DO NOTHING";

    private final AgroalDataSource dataSource;

    FoundingReorganisation(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        act.line("foundings-leave", "SELECT f.unit_id, count(*)" + UNDER_WAY + LEAVES + " GROUP BY 1", act.id());
        act.line("foundings-come", "SELECT e.into_id, count(*)" + UNDER_WAY + LEAVES + " GROUP BY 1", act.id());
        act.line("foundings-sent-back", "SELECT f.unit_id, count(*)" + UNDER_WAY + ENDS + " GROUP BY 1", act.id());
        act.line("foundings-move", "SELECT f.unit_id, count(*)" + UNDER_WAY + "e.action IN ('moved', 'carried') GROUP BY 1", act.id());
        act.line("foundings-return", "SELECT e.unit_id, count(*)" + RETURNING + " GROUP BY 1", act.id());
    }

    void execute(@Observes @Priority(Interceptor.Priority.APPLICATION + 1_000) ReorganisationEvent.Executed act) throws SQLException {
        Connection connection = act.connection();
        Sql.of(KEEP.formatted(RETURNING + " AND f.unit_id <> f.unit_before"), act.id()).run(connection);
        Sql.of(RETURN, act.id()).run(connection);
        Sql.of(KEEP.formatted(UNDER_WAY + LEAVES), act.id()).run(connection);
        Sql.of(LEAVE, act.id(), act.id()).run(connection);
        Sql.of(SEND_BACK, act.id(), act.id()).run(connection);
    }

    /** By an act of its own. */
    void unitHappened(@Observes UnitEvent event) {
        if (event instanceof UnitEvent.Ended ended) {
            Sql.of("UPDATE founding SET state = 'returned', reasons = 'unit-ended', changed_at = now(), version = version + 1 "
                    + "WHERE unit_id = ? AND state IN ('draft', 'submitted', 'returned')", ended.unit()).run(dataSource);
        }
    }
}
