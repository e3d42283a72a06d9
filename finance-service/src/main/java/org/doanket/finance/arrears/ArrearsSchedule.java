package org.doanket.finance.arrears;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.Jurisdictions;
import org.doanket.finance.standing.StandingService;
import org.doanket.finance.standing.StandingService.Overdue;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;

/** Tells of each month that has come into a phase of arrears, once. Billing goes on meanwhile: a run looks at pay, not at what was paid. */
@ApplicationScoped
class ArrearsSchedule {

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int AT_ONCE = 10_000;
    /** Units have up to thousands of members, who are told in the same transaction. */
    private static final int UNITS_AT_ONCE = 200;

    /**
     * A month that somebody is booking on is left for the next turn: nobody waits for a reminder, and no reminder for anybody. Of phases that
     * have passed unseen only the last is told.
     */
    private static final String REMIND = """
        WITH due AS MATERIALIZED (
          SELECT a.* FROM arrears_on(?::text[], ?::date[]) a
           WHERE NOT EXISTS (SELECT FROM arrears_reminder r WHERE r.unit_id = a.unit_id AND r.month = a.month AND r.phase >= a.phase)
           ORDER BY a.id LIMIT ?
        ), free AS MATERIALIZED (
          SELECT m.id FROM unit_month m WHERE m.id IN (SELECT d.id FROM due d) AND m.assessed + m.taken - m.handed > m.dues_collected FOR UPDATE SKIP LOCKED
        ), noted AS (
          INSERT INTO arrears_reminder (unit_id, month, phase, outstanding)
          SELECT d.unit_id, d.month, d.phase, d.assessed - d.collected FROM due d JOIN free USING (id)
          ON CONFLICT DO NOTHING RETURNING *
        ), changed AS (
          UPDATE unit_month m SET version = m.version + 1 FROM noted n WHERE m.unit_id = n.unit_id AND m.month = n.month
          RETURNING m.*, n.phase, n.outstanding
        ), told AS (
          INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
          SELECT 'unit-month', c.id, c.version, 'dues-overdue', json_build_object('unit', c.unit_id, 'month', to_char(c.month, 'YYYY-MM'),
                 'phase', c.phase, 'action', d.action, 'dueOn', d.due_on,
                 'outstanding', json_build_object('amount', c.outstanding, 'currency', c.currency))
            FROM changed c JOIN due d USING (id)
        )
        SELECT count(*) FROM noted""";

    /** The members of what was told; two processes take different ones. */
    private static final String MEMBERS = """
        UPDATE arrears_reminder r SET members_told = true
          FROM (SELECT unit_id, month, phase FROM arrears_reminder WHERE NOT members_told ORDER BY unit_id LIMIT ? FOR UPDATE SKIP LOCKED) s
         WHERE r.unit_id = s.unit_id AND r.month = s.month AND r.phase = s.phase
        RETURNING r.unit_id, r.month, r.phase""";

    private final AgroalDataSource worker;
    private final StandingService standings;
    private final Clock clock;
    private Repeating timer;

    ArrearsSchedule(@DataSource("worker") AgroalDataSource worker, StandingService standings, Clock clock) {
        this.worker = worker;
        this.standings = standings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("arrears", PAUSE, PAUSE, () -> {
            remind();
            remindMembers();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    /** @return how many months were told of */
    long remind() throws SQLException {
        long all = 0;
        long told;
        Jurisdictions today = Jurisdictions.now(worker, clock);
        do {
            told = committed(connection -> Sql.of(REMIND, today.codes(), today.days(), AT_ONCE).first(connection, row -> row.getLong(1)).orElse(0L));
            all += told;
        } while (told == AT_ONCE);
        return all;
    }

    /** Of the months that units were told of, those of their members who have not paid. */
    void remindMembers() throws SQLException {
        int units;
        do {
            units = committed(connection -> {
                List<Overdue> months = Sql.of(MEMBERS, UNITS_AT_ONCE).list(connection,
                        row -> new Overdue(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class), row.getInt(3)));
                standings.remind(connection, months);
                return months.size();
            });
        } while (units == UNITS_AT_ONCE);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T committed(Work<T> work) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
