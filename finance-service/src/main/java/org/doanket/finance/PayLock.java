package org.doanket.finance;

import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.platform.sql.Sql;

/**
 * Pay files are taken over, and undone, one after the other, and not while a dues run is posted: so that of each run it is certain which of them
 * it has seen.
 */
public final class PayLock {

    private PayLock() {
    }

    /** Until the transaction ends; by who changes what members were paid. */
    public static void hold(Connection connection) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('pay', 4))").run(connection);
    }

    /** Beside other runs; by who works with it. */
    public static void share(Connection connection) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock_shared(hashtextextended('pay', 4))").run(connection);
    }
}
