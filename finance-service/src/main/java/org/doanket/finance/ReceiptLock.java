package org.doanket.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.doanket.platform.sql.Sql;

/** Whoever books, allots or takes back what came in for a unit holds its lock until his transaction ends. */
public final class ReceiptLock {

    private static final String ONE = "SELECT pg_advisory_xact_lock(hashtextextended('receipts ' || ?, 5))";

    /** In the order of units, so that two who hold several wait for each other and never in a circle. */
    private static final String OF_LINES = "SELECT pg_advisory_xact_lock(hashtextextended('receipts ' || u.unit, 5)) "
            + "FROM (SELECT DISTINCT l.unit_id::text AS unit FROM bank_line l WHERE l.id = ANY (?::uuid[]) ORDER BY 1) u";

    private static final String FREE = "SELECT u.id FROM unnest(?::uuid[]) AS u (id) "
            + "WHERE pg_try_advisory_xact_lock(hashtextextended('receipts ' || u.id, 5))";

    private ReceiptLock() {
    }

    /** In the request's transaction. */
    public static void hold(DataSource source, UUID unit) {
        Sql.of(ONE, unit.toString()).run(source);
    }

    public static void hold(Connection connection, UUID unit) throws SQLException {
        Sql.of(ONE, unit.toString()).run(connection);
    }

    /**
     * Those of some units that nobody holds at the moment, held from now on: it waits for nobody, so that whoever holds one and waits for
     * another is not waited for.
     */
    public static List<UUID> holdFree(Connection connection, List<UUID> units) throws SQLException {
        return Sql.of(FREE, (Object) Sql.column(units, unit -> unit)).list(connection, row -> row.getObject(1, UUID.class));
    }

    /** Of all units whose lines these are, in the request's transaction. */
    public static void holdOfLines(DataSource source, List<UUID> lines) {
        Sql.of(OF_LINES, (Object) Sql.column(lines, line -> line)).run(source);
    }
}
