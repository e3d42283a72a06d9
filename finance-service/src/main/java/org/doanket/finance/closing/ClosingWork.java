package org.doanket.finance.closing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Failures;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitState;
import org.jboss.logging.Logger;

/**
 * Begins closings and what undoes them. A fact takes effect at once; a sweep finds what facts alone would miss: the day that has come, a
 * successor who was not known yet, a job that gave up while something was away, and money that came in after the closing.
 */
@ApplicationScoped
class ClosingWork {

    static final String BY = "unit-closing";
    private static final Logger LOG = Logger.getLogger(ClosingWork.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;

    /** Of which the unit is known here: of one that is not yet the sweep hears when it is. */
    private static final String OF_KNOWN = "SELECT c.id, c.unit_id, c.state FROM unit_closing c JOIN unit_ref u ON u.id = c.unit_id ";

    private record Due(UUID id, UUID unit, String state) {
    }

    private final AgroalDataSource worker;
    private final ClosingSaga saga;
    private final Jobs jobs;
    private final Clock clock;
    private Repeating timer;

    ClosingWork(@DataSource("worker") AgroalDataSource worker, ClosingSaga saga, Jobs jobs, Clock clock) {
        this.worker = worker;
        this.saga = saga;
        this.jobs = jobs;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("unit-closings", PAUSE, PAUSE, this::sweep);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    /** Another day of the end counts as long as the books were not touched. */
    void ended(Connection connection, UnitState unit) throws SQLException {
        Sql.of("INSERT INTO unit_closing AS c (unit_id, ends_on) VALUES (?, ?) ON CONFLICT (unit_id) WHERE state <> 'undone' DO UPDATE "
                + "SET ends_on = excluded.ends_on WHERE c.state = 'waiting'", unit.id(), unit.validTo()).run(connection);
        // It ends once more before it got its books back: they are where they were.
        Sql.of("UPDATE unit_closing SET state = CASE WHEN closed_at IS NULL THEN 'running' ELSE 'closed' END, obstacles = NULL, version "
                + "= version + 1 "
                + "WHERE unit_id = ? AND state IN ('undoing', 'undo-blocked')", unit.id()).run(connection);
        if (!unit.validTo().isAfter(today(unit.jurisdiction()))) {
            submit(connection, unit.id(), "waiting");
        }
    }

    void restored(Connection connection, UUID unit) throws SQLException {
        int begun = Sql.of("UPDATE unit_closing SET state = 'undoing', version = version + 1 WHERE unit_id = ? "
                + "AND state NOT IN ('undoing', 'undo-blocked', 'undone')", unit).run(connection);
        if (begun > 0) {
            submit(connection, unit, "undoing");
        }
    }

    /** @return how many closings there was something to do for */
    int sweep() throws SQLException {
        int swept = 0;
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Due> due = Sql.of(OF_KNOWN + "LEFT JOIN job j ON j.id = c.job_id WHERE c.state IN ('waiting', 'running', 'no-heir', 'undoing') "
                        + "AND c.ends_on <= (? AT TIME ZONE CASE u.jurisdiction WHEN 'cn' THEN ? ELSE ? END)::date "
                        + "AND (j.id IS NULL OR j.state NOT IN ('waiting', 'running')) ORDER BY c.no LIMIT ? FOR UPDATE OF c SKIP LOCKED",
                        clock.instant(), Zones.of("cn").getId(), Zones.of("vn").getId(), AT_ONCE).list(connection, ClosingWork::due);
                for (Due closing : due) {
                    submit(connection, closing);
                }
                connection.commit();
                swept = due.size() + passOn(connection);
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
        return swept;
    }

    /** Each closed unit in a transaction of its own: what stands in the way of one holds up no other. */
    private int passOn(Connection connection) throws SQLException {
        List<UUID> late = Sql.of("SELECT c.id FROM unit_closing c WHERE c.state = 'closed' AND EXISTS (SELECT FROM closing_late e "
                + "WHERE e.unit_id = c.unit_id) ORDER BY c.no LIMIT ?", AT_ONCE)
                .list(connection, row -> row.getObject(1, UUID.class));
        int passed = 0;
        for (UUID closing : late) {
            try {
                passed += saga.passOn(connection, closing, BY) ? 1 : 0;
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                // Where the connection itself is gone the rollback fails, and with it the turn.
                connection.rollback();
                LOG.errorf("closing %s not passed on: %s", closing, Failures.trace(failure));
            }
        }
        return passed;
    }

    private void submit(Connection connection, UUID unit, String state) throws SQLException {
        for (Due closing : Sql.of(OF_KNOWN + "WHERE c.unit_id = ? AND c.state = ? FOR UPDATE OF c", unit, state).list(connection, ClosingWork::due)) {
            submit(connection, closing);
        }
    }

    /** In the transaction of the connection. What comes of a fact is of the fact's trace; what the sweep finds is of none. */
    private void submit(Connection connection, Due closing) throws SQLException {
        boolean undoes = closing.state().equals("undoing");
        UUID job = jobs.submit(connection, undoes ? ClosingUndoJob.KIND : ClosingJob.KIND, closing.unit(), BY, new ClosingJob.Parameters(closing.id()));
        Sql.of("UPDATE unit_closing SET state = ?, job_id = ?, version = version + 1 WHERE id = ?", undoes ? "undoing" : "running", job,
                closing.id())
                .run(connection);
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3));
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
