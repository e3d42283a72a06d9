package org.doanket.servicemap.point;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * What a feature keeps of a unit that the heir of that unit goes on with when it ends. A feature declares each as a bean; what was done and counted
 * is none, for it stays where it was.
 *
 * @param holders a query of the units that still have some
 */
public record HeirloomRef(String holders, Handing handing) {

    /**
     * Who goes on with what a unit had. Where it was split, what has a place goes where its point went, which is handed over before.
     *
     * @param first of what has no place
     * @param all   the first among them
     */
    public record Heirs(UUID first, List<UUID> all) {

        /** The heir of what belongs to a point, in SQL with two parameters: {@link #ids} and the first. @param point column with its id, or null in it */
        public static String ofPoint(String point) {
            return "coalesce((SELECT p.unit_id FROM service_point p WHERE p.id = " + point + " AND p.unit_id = ANY (?::uuid[])), ?)";
        }

        public Object ids() {
            return Sql.column(all, id -> id);
        }
    }

    /** Hands all of one unit over, on the worker's connection and in its transaction. @param on the first day on which the unit was no more */
    @FunctionalInterface
    public interface Handing {
        void over(Connection connection, UUID from, Heirs heirs, LocalDate on) throws SQLException;
    }
}
