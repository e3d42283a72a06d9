package org.doanket.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells the planner that the statements of a transaction meet many rows, where it expects a handful: what was just inserted has no statistics, and
 * a plan that the connection keeps was made when the same statement met few.
 */
public final class ManyRows {

    private ManyRows() {
    }

    /** From here on: no nested loops where there is another way, and each statement planned for the values that it has. */
    public static void expect(Connection connection) throws SQLException {
        Sql.of("SET LOCAL enable_nestloop = off").run(connection);
        Sql.of("SET LOCAL plan_cache_mode = force_custom_plan").run(connection);
    }

    public static void expectNoMore(Connection connection) throws SQLException {
        Sql.of("SET LOCAL enable_nestloop = on").run(connection);
        Sql.of("SET LOCAL plan_cache_mode = auto").run(connection);
    }
}
