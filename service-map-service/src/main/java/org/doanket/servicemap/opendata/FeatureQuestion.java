package org.doanket.servicemap.opendata;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Which features are wanted.
 *
 * @param box    west, south, east, north in degrees, west greater than east across 180 degrees; or null
 * @param from   open on some day from this one on; null: from ever
 * @param to     to this one; null: until ever
 * @param isNow  those that are open points today, where no time was asked for
 * @param after  the last one of the page before
 */
record FeatureQuestion(double[] box, LocalDate from, LocalDate to, boolean isNow, String kind, String amenity, String field, UUID unitId, UUID siteId,
        UUID after, int limit, Crs crs) {
}
