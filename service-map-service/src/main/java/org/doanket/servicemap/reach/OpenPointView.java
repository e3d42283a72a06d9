package org.doanket.servicemap.reach;

import java.util.List;
import java.util.UUID;
import org.doanket.servicemap.hours.ScheduleView;

/** An open service point as the index keeps it. @param schedule null where no hours are known */
record IndexedPoint(UUID id, long version, UUID unitId, UUID siteId, String kind, String name, String siteName, String address,
        double latitude, double longitude, String access, String host, List<String> amenities, String hours,
        ScheduleView schedule) {
}
