package org.doanket.servicemap.reach;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.doanket.servicemap.streets.NetworkView;

/**
 * What can be reached in time, nearest first.
 *
 * @param method         {@code streets}: over the network of streets; {@code estimate}: straight line times a detour factor
 * @param streets        which streets, of when, and whose work they are; null for an estimate
 * @param metresToStreet from where one stands to the street the search begins at; null for an estimate
 * @param cut            the search came to the edge of the streets that are known: there may be more beyond; null for an estimate
 * @param stepFree       over no steps, as far as the streets tell them
 * @param directMinutes  without any stop, where one is on the way to somewhere
 * @param total          how many there are in all
 * @param hoursUnknown   how many more are near enough, but nobody has said when they are open
 */
public record ReachView(String method, NetworkView.About streets, Long metresToStreet, Boolean cut, boolean stepFree, Mode mode, int minutes,
        Instant at, Double directMinutes, int total, int hoursUnknown, List<Point> items, String next) {

    /**
     * @param speedKmh     of the estimate, or that was asked for; null over the streets, each of which has a speed of its own
     * @param detourFactor of the estimate; null over the streets, which are as long as they are
     * @param source       where the speeds come from: over the streets the rules by which their file was made
     */
    public record Mode(String code, Double speedKmh, Double detourFactor, String source) {

        static Mode of(TravelModeView mode, Double pace, NetworkView.About streets) {
            return streets == null ? new Mode(mode.code(), mode.speedKmh(), mode.detourFactor(), mode.source()) : new Mode(mode.code(), pace, null, streets.rules());
        }
    }

    /** WGS 84, in degrees. */
    public record Position(double lat, double lon) {
    }

    /**
     * @param distanceMetres in a straight line
     * @param pathMetres     along the streets, from door to door; null for an estimate
     * @param minutes        of travel, at best, rounded up to a tenth
     * @param detourMinutes  what the stop costs beyond the way without it; null where one does not go on
     * @param openNow        at the moment asked; null where no hours are known
     * @param closesAt       if open: when it closes; null where it does not within a year
     * @param opensAt        if closed: when it opens
     * @param trust          how far these hours can be relied on: 1, or less where people found it closed since somebody was last there to look
     */
    public record Point(UUID id, String kind, String name, String siteName, String address, Position position,
            String access, String host, List<String> amenities, String hours, UUID unitId, UUID siteId, long distanceMetres,
            Long pathMetres, double minutes, Double detourMinutes, Boolean openNow, Instant closesAt, Instant opensAt, double trust) {
    }
}
