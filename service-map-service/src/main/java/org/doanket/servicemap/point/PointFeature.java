package org.doanket.servicemap.point;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.servicemap.datum.DatumView;

/** A service point as a GeoJSON feature (RFC 7946): flat properties, since map programs show no nested ones. */
record PointFeature(String type, UUID id, Geometry geometry, Properties properties) {

    /** @param coordinates longitude first */
    record Geometry(String type, double[] coordinates) {
    }

    record Properties(String kind, String name, PointState state, String hours, Integer capacity, List<String> amenities,
            LocalDate openedOn, LocalDate closedOn, Instant lastVerifiedAt, Double trust, String siteName, String address,
            String administrativeUnit, Access access, Host host, String hostName, UUID unitId) {
    }

    /** @param place in the datum that was asked for */
    static PointFeature of(ServicePointView point, DatumView.Place place) {
        SiteView site = point.site();
        // Seven decimals are a centimetre; RFC 7946 asks for no more than is known.
        double[] coordinates = {rounded(place.east()), rounded(place.north())};
        return new PointFeature("Feature", point.id(), new Geometry("Point", coordinates), new Properties(point.kind(), point.name(),
                point.state(), point.hours(), point.capacity(), point.amenities(), point.openedOn(), point.closedOn(),
                point.lastVerifiedAt(), point.trust(), site.name(), site.address(), site.administrativeUnit(), site.access(), site.host(),
                site.hostName(), point.unitId()));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }
}
