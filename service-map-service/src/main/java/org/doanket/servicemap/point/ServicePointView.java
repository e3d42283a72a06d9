package org.doanket.servicemap.point;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A service point with its place. Not whether it is open now: that changes without the point changing, see reachable.
 *
 * @param trust how far its hours can be relied on, 1 down to 0; changes without the version changing. Null where it is not read from the register
 */
public record ServicePointView(UUID id, UUID unitId, String kind, String name, PointState state, LocalDate plannedFor,
        LocalDate openedOn, LocalDate closedOn, String hours, Integer capacity, List<String> amenities, Instant lastVerifiedAt,
        Double trust, SiteView site, long version) {
}
