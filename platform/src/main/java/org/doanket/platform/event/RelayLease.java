package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Leadership of one relay per database: an advisory lock on a session of its own, and an epoch.
 *
 * <p>A leader that dies frees the lock with its session. One that is merely stopped, or cut off, would keep it for ever, so the session
 * carries an idle limit: if the leader lets nothing be heard for that long, PostgreSQL closes it, and likewise a transaction that it left open
 * ({@link WorkerDatabase}). Thus the lease runs by the database's clock alone.
 */
final class RelayLease implements AutoCloseable {
    private static final long LOCK = 0x646f616e6b6574L; // "doanket"

    private final Connection session;
    private final long epoch;

    private RelayLease(Connection session, long epoch) {
        this.session = session;
        this.epoch = epoch;
    }

    /** Takes over the session given; empty, and the session closed, if another relay leads. */
    static Optional<RelayLease> take(Connection session, Duration idleLimit, String holder) throws SQLException {
        try (Statement s = session.createStatement()) {
            s.execute("SET idle_session_timeout = " + idleLimit.toMillis());
            s.execute("SET statement_timeout = " + idleLimit.toMillis());
            if (!lock(s)) {
                session.close();
                return Optional.empty();
            }
            return Optional.of(new RelayLease(session, nextEpoch(session, holder)));
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static boolean lock(Statement s) throws SQLException {
        try (ResultSet r = s.executeQuery("SELECT NOT pg_is_in_recovery() AND pg_try_advisory_lock(" + LOCK + ")")) {
            return r.next() && r.getBoolean(1);
        }
    }

    private static long nextEpoch(Connection c, String holder) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("UPDATE outbox_lease SET epoch = epoch + 1, holder = ?, taken_at = now() RETURNING epoch")) {
            s.setString(1, holder);
            try (ResultSet r = s.executeQuery()) {
                if (!r.next()) throw new SQLException("outbox_lease is empty");
                return r.getLong(1);
            }
        }
    }

    long epoch() {
        return epoch;
    }

    /** Keeps the session from falling idle; fails if it is gone, and the lock with it. */
    void renew() throws SQLException {
        try (Statement s = session.createStatement()) {
            s.execute("SELECT 1");
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // it is gone already, and the lock with it
        }
    }
}
