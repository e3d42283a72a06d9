package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.doanket.platform.error.Failures.DatabaseAway;

/**
 * Transactions of background work, on the worker's login.
 *
 * @param idleLimit how long such a transaction may be silent: a process that is stopped in the middle of one would keep its row locks, and
 *                  with them lease and positions, from whoever takes its place
 */
record WorkerDatabase(DataSource dataSource, Duration idleLimit) {
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

    WorkerDatabase(DataSource dataSource) {
        this(dataSource, IDLE_LIMIT);
    }

    interface Work<T> {
        T on(Connection c) throws SQLException;
    }

    /** Commits, or rolls back and throws; no connection to be had is always {@link DatabaseAway}. */
    <T> T transaction(Work<T> work) throws SQLException {
        try (Connection c = open()) {
            try {
                c.setAutoCommit(false);
                limitIdleness(c);
                T result = work.on(c);
                c.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(c, e);
                throw e;
            }
        }
    }

    Connection open() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new DatabaseAway(e);
        }
    }

    private void limitIdleness(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("SET LOCAL idle_in_transaction_session_timeout = " + idleLimit.toMillis());
        }
    }

    private static void rollback(Connection c, Exception cause) {
        try {
            c.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
