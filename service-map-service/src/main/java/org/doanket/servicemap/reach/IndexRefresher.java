package org.doanket.servicemap.reach;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.hours.HoursService;
import org.doanket.servicemap.point.ServicePointEvent;
import org.doanket.servicemap.point.ServicePointQueries;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the index in step with the table. Each round reads what was written by transactions that the round before had not
 * yet seen end: none is missed however late it commits, whichever process wrote it.
 */
@ApplicationScoped
class IndexRefresher {

    private static final Logger LOG = Logger.getLogger(IndexRefresher.class);
    private static final int BATCH = 5_000;
    /** New versions that are held beside those they replace, where a whole country has changed. */
    private static final int AT_ONCE = 50_000;
    private static final long PATIENCE_MILLIS = 500;
    private static final int MOST_SHARED = 100_000;
    private static final String ROWS = "SELECT p.id, p.version, p.state, p.unit_id, p.site_id, p.kind, p.name, s.name AS site_name, "
            + "s.address, s.latitude, s.longitude, s.access, s.host, p.amenities, p.hours, s.jurisdiction, "
            + ServicePointQueries.TRUST + " FROM service_point p JOIN site s ON s.id = p.site_id WHERE p.id IN ("
            // Two questions and not one with OR, which would look through the whole table each second.
            + "SELECT t.id FROM service_point t WHERE t.touched_by >= ?::xid8 UNION SELECT c.point_id FROM found_closed c WHERE c.written_by >= ?::xid8)";

    private final AgroalDataSource worker;
    private final ReachQueries reach;
    private final HoursService hours;
    private final long everyMillis;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "point-index");
        thread.setDaemon(true);
        return thread;
    });
    private String unseen = "0";
    /** What many points have in common is held once: in a country they are hundreds of thousands. Of the one thread that writes. */
    private final Map<Object, Object> shared = new HashMap<>();

    IndexRefresher(@DataSource("worker") AgroalDataSource worker, ReachQueries reach, HoursService hours,
            @ConfigProperty(name = "doanket.map.index-refresh-millis", defaultValue = "1000") long everyMillis) {
        this.worker = worker;
        this.reach = reach;
        this.hours = hours;
        this.everyMillis = everyMillis;
    }

    void start(@Observes StartupEvent event) {
        writer.scheduleWithFixedDelay(this::refreshQuietly, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        writer.shutdownNow();
    }

    /** Whoever changed a point through this process finds it changed in the next answer, unless the database is slow. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ServicePointEvent event) {
        try {
            writer.submit(this::refreshQuietly).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            LOG.debug("the index follows at its next round");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void refreshQuietly() {
        try {
            refresh();
        } catch (SQLException | RuntimeException later) {
            LOG.warnf("points not read, answering from those known: %s", later.getMessage());
        }
    }

    private void refresh() throws SQLException {
        hours.requireHolidays();
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            // One snapshot for the rows and for the horizon of the next round.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                // Each time: a rule begins on its day, and somebody may have set one.
                reach.modes(modes(connection));
                reach.paces(paces(connection));
                String horizon = Sql.of("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                        .first(connection, row -> row.getString(1)).orElseThrow();
                read(connection);
                unseen = horizon;
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
        reach.ready();
    }

    private void read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setString(1, unseen);
            select.setString(2, unseen);
            select.setFetchSize(BATCH);
            List<OpenPointView> open = new ArrayList<>();
            List<UUID> gone = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (open.size() + gone.size() >= AT_ONCE) {
                        reach.index().apply(open, gone);
                        open.clear();
                        gone.clear();
                    }
                    UUID id = row.getObject("id", UUID.class);
                    if (!"open".equals(row.getString("state"))) {
                        gone.add(id);
                    } else if (!reach.index().knows(id, row.getLong("version"), row.getDouble("trust"))) {
                        open.add(point(id, row));
                    }
                }
            }
            reach.index().apply(open, gone);
        }
    }

    private OpenPointView point(UUID id, ResultSet row) throws SQLException {
        String opening = row.getString("hours");
        return new OpenPointView(id, row.getLong("version"), shared(row.getObject("unit_id", UUID.class)),
                row.getObject("site_id", UUID.class), row.getString("kind").intern(), row.getString("name"),
                row.getString("site_name"), row.getString("address"), row.getDouble("latitude"), row.getDouble("longitude"),
                row.getString("access").intern(), row.getString("host").intern(),
                shared(List.of((String[]) row.getArray("amenities").getArray())), shared(opening),
                hours.schedule(opening, row.getString("jurisdiction")), row.getDouble("trust"));
    }

    @SuppressWarnings("unchecked")
    private <T> T shared(T value) {
        if (shared.size() > MOST_SHARED) {
            shared.clear();
        }
        return value == null ? null : (T) shared.computeIfAbsent(value, each -> each);
    }

    private static ReachQueries.Paces paces(Connection connection) throws SQLException {
        return Sql.of("SELECT least_kmh, most_kmh FROM pace_rule WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(connection, row -> new ReachQueries.Paces(row.getBigDecimal(1), row.getBigDecimal(2))).orElseThrow();
    }

    private static List<TravelModeView> modes(Connection connection) throws SQLException {
        return Sql.of("SELECT subject, speed_kmh, detour_factor, citation FROM travel_today ORDER BY speed_kmh").list(connection,
                row -> new TravelModeView(row.getString(1), row.getDouble(2), row.getDouble(3), row.getString(4)));
    }
}
