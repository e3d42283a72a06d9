package org.doanket.servicemap.point;

import java.util.UUID;

/** A place with one entrance. */
public record SiteView(UUID id, UUID unitId, String jurisdiction, String name, String address, String administrativeUnit,
        Position position, Access access, Host host, String hostName, long version) {

    private static final double METRES_A_DEGREE = 111_195;

    /** In a plane: exact enough where two may be one. */
    public double metresTo(SiteView other) {
        double north = (other.position.lat() - position.lat()) * METRES_A_DEGREE;
        return Math.hypot(north, (other.position.lon() - position.lon()) * METRES_A_DEGREE * Math.cos(Math.toRadians(position.lat())));
    }

    static SiteView of(Site site) {
        return new SiteView(site.id(), site.unitId(), site.jurisdiction(), site.name(), site.address(), site.administrativeUnit(),
                site.position(), site.access(), site.host(), site.hostName(), site.version());
    }
}
