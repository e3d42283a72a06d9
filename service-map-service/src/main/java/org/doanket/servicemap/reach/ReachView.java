package org.doanket.servicemap.reach;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What can be reached in time, nearest first.
 *
 * @param method       {@code estimate}: straight line times a detour factor, no street network
 * @param total        how many there are in all
 * @param hoursUnknown how many more are near enough, but nobody has said when they are open
 */
public record ReachView(String method, TravelModeView mode, int minutes, Instant at, int total, int hoursUnknown,
        List<Point> items, String next) {

    /** WGS 84, in degrees. */
    public record Position(double lat, double lon) {
    }

    /**
     * @param distanceMetres in a straight line
     * @param minutes        of travel, estimated, rounded up to a tenth
     * @param openNow        at the moment asked; null where no hours are known
     * @param closesAt       if open: when it closes; null where it does not within a year
     * @param opensAt        if closed: when it opens
     */
    public record Point(UUID id, String kind, String name, String siteName, String address, Position position,
            String access, String host, List<String> amenities, String hours, UUID unitId, UUID siteId, long distanceMetres,
            double minutes, Boolean openNow, Instant closesAt, Instant opensAt) {
    }
}
