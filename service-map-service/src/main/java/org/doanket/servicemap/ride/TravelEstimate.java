package org.doanket.servicemap.ride;

import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.platform.sql.Sql;

/**
 * How long and how far by road where no streets are known: the straight line, times the detour factor of the mode, at its speed; the same
 * dated numbers that "within 15 minutes" goes by then.
 */
record TravelEstimate(double metresPerSecond, double detourFactor) {

    private static final double EARTH_METRES = 6_371_008.8;
    private static final double KMH_PER_METRE_PER_SECOND = 3.6;

    /** Degrees, WGS 84. */
    record Place(double latitude, double longitude) {
    }

    static TravelEstimate of(Connection connection, String mode) throws SQLException {
        return Sql.of("SELECT speed_kmh, detour_factor FROM travel_today WHERE subject = ?", mode).first(connection,
                row -> new TravelEstimate(row.getDouble(1) / KMH_PER_METRE_PER_SECOND, row.getDouble(2))).orElseThrow();
    }

    double metres(Place from, Place to) {
        double north = Math.toRadians(to.latitude() - from.latitude()) / 2;
        double east = Math.toRadians(to.longitude() - from.longitude()) / 2;
        double chord = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(from.latitude())) * Math.cos(Math.toRadians(to.latitude())) * Math.pow(Math.sin(east), 2);
        return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord))) * detourFactor;
    }

    double seconds(Place from, Place to) {
        return metres(from, to) / metresPerSecond;
    }
}
