package org.doanket.finance.relief;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;

/**
 * Tells of drives whose time is over, each once. That nothing more comes in does not wait for this: the database refuses it from the second
 * on.
 */
@ApplicationScoped
public class ReliefClosing {

    /** Whoever is taking something in holds the drive; what he took is seen by the statement that comes after the wait, and not by the one that waited. */
    private static final String LOCK = "SELECT d.id FROM relief_drive d WHERE d.told_at IS NULL AND d.closes_at <= clock_timestamp() ORDER BY d.id FOR UPDATE";

    /** Two processes that look at once tell of a drive once: the second finds the row told. */
    private static final String TELL = """
        WITH over AS (
          UPDATE relief_drive d SET told_at = clock_timestamp(), version = d.version + 1
           WHERE d.told_at IS NULL AND d.id = ANY (?::uuid[]) RETURNING d.*
        ), came AS (
          SELECT c.drive_id, c.kind, c.goods, c.measure, c.currency, sum(c.amount) AS amount, sum(c.quantity) AS quantity, count(*) AS count
            FROM contribution c JOIN over o ON o.id = c.drive_id WHERE c.state = 'received' GROUP BY 1, 2, 3, 4, 5
        )
        INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
        SELECT 'contribution', o.id, 1, 'relief-drive-closed', json_strip_nulls(json_build_object('id', o.id,
               'unit', o.unit_id, 'movement', o.movement_id,
               'opensAt', to_char(o.opens_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
               'closesAt', to_char(o.closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'received', coalesce((SELECT json_agg(
               json_build_object('kind', c.kind, 'goods', c.goods, 'measure', c.measure, 'quantity', c.quantity, 'contributions', c.count,
                 'amount', CASE WHEN c.amount IS NOT NULL THEN json_build_object('amount', c.amount, 'currency', c.currency) END)
                 ORDER BY c.kind, c.goods, c.measure)
               FROM came c WHERE c.drive_id = o.id), '[]'::json)))
          FROM over o""";

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final AgroalDataSource worker;
    private Repeating timer;

    ReliefClosing(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("relief-closing", PAUSE, PAUSE, this::tell);
    }

    private void tell() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<UUID> over = Sql.of(LOCK).list(connection, row -> row.getObject(1, UUID.class));
                if (!over.isEmpty()) {
                    Sql.of(TELL, (Object) Sql.column(over, drive -> drive)).run(connection);
                }
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }
}
