package org.doanket.servicemap.point;

import java.util.UUID;

/** A place with one entrance. */
public record SiteView(UUID id, UUID unitId, String jurisdiction, String name, String address, String administrativeUnit,
        Position position, Access access, Host host, String hostName, long version) {

    static SiteView of(Site site) {
        return new SiteView(site.id(), site.unitId(), site.jurisdiction(), site.name(), site.address(), site.administrativeUnit(),
                site.position(), site.access(), site.host(), site.hostName(), site.version());
    }
}
