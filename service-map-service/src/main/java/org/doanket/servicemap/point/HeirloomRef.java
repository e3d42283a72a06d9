package org.doanket.servicemap.point;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a feature keeps of a unit that the heir of that unit goes on with when it ends. A feature declares each as a bean; what was done and counted
 * is none, for it stays where it was.
 *
 * @param holders a query of the units that still have some
 */
public record HeirloomRef(String holders, Handing handing) {

    /** Hands all of one unit over, on the worker's connection and in its transaction. @param on the first day on which the unit was no more */
    @FunctionalInterface
    public interface Handing {
        void over(Connection connection, UUID from, UUID heir, LocalDate on) throws SQLException;
    }
}
