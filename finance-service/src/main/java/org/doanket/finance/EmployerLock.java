package org.doanket.finance;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.doanket.platform.sql.Sql;

/**
 * Whoever declares, settles or takes back for an employer holds his lock until his transaction ends, and so does who changes what he is: what is owed
 * goes by where he stands and whether a union is there. A sheet of many declarations needs no lock for each: it comes alone.
 */
public final class EmployerLock {

    private static final String ONE = "SELECT pg_advisory_xact_lock(hashtextextended('fund of ' || ?::text, 7))";
    private static final String BESIDE_SHEETS = "SELECT pg_advisory_xact_lock_shared(hashtextextended('fund declarations', 7))";
    private static final String ALL = "SELECT pg_advisory_xact_lock(hashtextextended('fund declarations', 7))";

    private EmployerLock() {
    }

    /** One at a time for an employer: the second finds what the first has done. */
    public static void hold(Connection connection, long employer) throws SQLException {
        Sql.of(ONE, employer).run(connection);
    }

    /** As above, and not while a sheet is taken over: before what he is is read or changed. In the request's transaction. */
    public static void holdBesideSheets(DataSource source, long employer) {
        Sql.of(BESIDE_SHEETS).run(source);
        Sql.of(ONE, employer).run(source);
    }

    /** For a sheet, so that nobody changes what it has found. */
    public static void holdAll(Connection connection) throws SQLException {
        Sql.of(ALL).run(connection);
    }
}
