package org.doanket.servicemap.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A service point that passed its checks and waits for the commit; WGS 84 by now. */
record PointDraft(UUID unitId, String kind, String name, String hours, Integer capacity, List<String> amenities, String state,
        LocalDate openedOn, String siteName, String address, String administrativeUnit, double latitude, double longitude,
        String access, String host, String hostName) {

    private static final double METRES_A_DEGREE = 111_195;

    /** From the entrance to another place, in a plane: exact enough over some hundred metres. */
    double metresTo(double otherLatitude, double otherLongitude) {
        double north = (latitude - otherLatitude) * METRES_A_DEGREE;
        return Math.hypot(north, (longitude - otherLongitude) * METRES_A_DEGREE * Math.cos(Math.toRadians(otherLatitude)));
    }

    static double degreesNorth(double metres) {
        return metres / METRES_A_DEGREE;
    }

    /** Of longitude; more than there are metres to near the poles, where a square about a place would have no end. */
    static double degreesEast(double metres, double latitude) {
        return degreesNorth(metres) / Math.max(0.01, Math.cos(Math.toRadians(latitude)));
    }
}
