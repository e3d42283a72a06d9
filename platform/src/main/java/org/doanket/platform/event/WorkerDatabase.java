package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.doanket.platform.event.Failures.DatabaseAway;

/** Transactions of background work, on the worker's login. */
record WorkerDatabase(DataSource dataSource) {
    interface Work<T> {
        T on(Connection c) throws SQLException;
    }

    /** Commits, or rolls back and throws; no connection to be had is always {@link DatabaseAway}. */
    <T> T transaction(Work<T> work) throws SQLException {
        try (Connection c = open()) {
            try {
                c.setAutoCommit(false);
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

    private static void rollback(Connection c, Exception cause) {
        try {
            c.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
