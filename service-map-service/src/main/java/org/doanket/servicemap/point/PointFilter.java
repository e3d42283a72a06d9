package org.doanket.servicemap.point;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Which service points are wanted. @param state null where {@code anyState} */
record PointFilter(UUID unit, boolean isSubtree, List<String> kinds, PointState state, boolean isAnyState,
        List<String> amenities, Box box, String search, Instant openAt, LocalDate asOf, UUID site) {
}
