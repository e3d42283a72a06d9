package org.doanket.servicemap.ride;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.jboss.logging.Logger;

/** Lets offers run out, tries again for those who wait, and gives up for those who have waited too long. */
@ApplicationScoped
class RideClock {

    private static final Logger LOG = Logger.getLogger(RideClock.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 200;

    private final AgroalDataSource worker;
    private final RideDispatch dispatch;
    private final Clock clock;
    private final Counter failures;
    private Repeating timer;

    RideClock(@DataSource("worker") AgroalDataSource worker, RideDispatch dispatch, Clock clock, MeterRegistry meters) {
        this.worker = worker;
        this.dispatch = dispatch;
        this.clock = clock;
        failures = meters.counter("doanket.rides.failed");
    }

    private record Open(UUID id, Instant askedAt) {
    }

    private record Due(UUID id, String state, UUID rider, boolean isOver) {
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("rides", PAUSE, PAUSE, () -> sweep(clock.instant()));
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    /** Each ride in a transaction of its own: one that fails is counted and keeps none of the others waiting. One that a desk has in hand is left to the next turn. */
    void sweep(Instant now) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            dispatch.signOffStale(connection, now);
            Open last = null;
            List<Open> some;
            do {
                some = open(connection, now, last);
                connection.setAutoCommit(false);
                try {
                    for (Open ride : some) {
                        tryTurn(connection, ride.id(), now);
                        last = ride;
                    }
                } finally {
                    connection.setAutoCommit(true);
                }
            } while (some.size() == AT_ONCE);
        }
    }

    /** The longest waiting first. @param after goes on behind that one */
    private static List<Open> open(Connection connection, Instant now, Open after) throws SQLException {
        Sql sql = Sql.of("SELECT r.id, r.asked_at FROM ride r WHERE (r.state = 'requested' OR r.state = 'offered' AND EXISTS (SELECT 1 FROM ride_offer o "
                + "WHERE o.ride_id = r.id AND o.answer IS NULL AND o.expires_at <= ?))", now);
        if (after != null) {
            sql.add("AND (r.asked_at, r.id) > (?, ?)", after.askedAt(), after.id());
        }
        return sql.add("ORDER BY r.asked_at, r.id LIMIT ?", AT_ONCE)
                .list(connection, row -> new Open(row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class).toInstant()));
    }

    private void tryTurn(Connection connection, UUID ride, Instant now) throws SQLException {
        try {
            turn(connection, ride, now);
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            failures.increment();
            LOG.warnf("ride %s is left to the next turn: %s", ride, failure.getMessage());
        }
    }

    private void turn(Connection connection, UUID id, Instant now) throws SQLException {
        Due ride = Sql.of("SELECT r.state, r.rider_id, r.asked_at + make_interval(secs => t.wait_seconds) <= ? FROM ride r JOIN ride_team t ON t.id = r.team_id "
                        + "WHERE r.id = ? FOR UPDATE OF r SKIP LOCKED", now, id)
                .first(connection, row -> new Due(id, row.getString(1), row.getObject(2, UUID.class), row.getBoolean(3))).orElse(null);
        if (ride == null) {
            return;
        }
        if (ride.state().equals("offered")) {
            int ranOut = Sql.of("UPDATE ride_offer SET answer = 'expired' WHERE ride_id = ? AND answer IS NULL AND expires_at <= ?", id, now).run(connection);
            if (ranOut == 0) {
                return;
            }
            dispatch.release(connection, id);
            dispatch.become(connection, id, "requested", null, now);
        } else if (!ride.state().equals("requested")) {
            return;
        }
        if (ride.isOver()) {
            dispatch.become(connection, id, "unserved", null, now);
        } else {
            dispatch.offer(connection, id, now);
        }
    }
}
