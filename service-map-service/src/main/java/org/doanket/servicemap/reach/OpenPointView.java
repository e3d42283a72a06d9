package org.doanket.servicemap.reach;

import java.util.List;
import java.util.UUID;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/**
 * An open service point as the index keeps it.
 *
 * @param schedule null where no hours are known
 * @param trust    how far its hours can be relied on, 1 down to 0
 * @param places   where it lies on the streets, once somebody has asked
 */
public record OpenPointView(UUID id, long version, UUID unitId, UUID siteId, String kind, String name, String siteName, String address,
        double latitude, double longitude, String access, String host, List<String> amenities, String hours,
        ScheduleView schedule, double trust, StreetPlacesRef places) {

    public OpenPointView(UUID id, long version, UUID unitId, UUID siteId, String kind, String name, String siteName, String address,
            double latitude, double longitude, String access, String host, List<String> amenities, String hours, ScheduleView schedule,
            double trust) {
        this(id, version, unitId, siteId, kind, name, siteName, address, latitude, longitude, access, host, amenities, hours, schedule,
                trust, new StreetPlacesRef());
    }

    /** The nearest place on a street; null where there is none near enough. */
    public PlaceView placeOn(NetworkView network, ModeView mode) {
        return places.in(network, mode, latitude, longitude);
    }
}
