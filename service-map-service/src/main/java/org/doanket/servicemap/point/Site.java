package org.doanket.servicemap.point;

import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumType;
import jakarta.persistence.Id;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.tree.UnitRef;

/** A place with one entrance, where one or more service points are. */
@Entity
class Site {

    @Id
    private UUID id;
    private UUID unitId;
    private String path;
    private String jurisdiction;
    private String name;
    private String address;
    private String administrativeUnit;
    private double latitude;
    private double longitude;
    @Enumerated(EnumType.STRING)
    private Access access;
    @Enumerated(EnumType.STRING)
    private Host host;
    private String hostName;
    private long version;

    protected Site() {
    }

    static Site of(UnitRef unit, SiteCommand.Describe described) {
        Site site = new Site();
        site.id = Ids.next();
        site.unitId = unit.id();
        site.path = unit.path();
        site.jurisdiction = unit.jurisdiction();
        site.describe(described);
        return site;
    }

    void describe(SiteCommand.Describe described) {
        name = Nfc.of(described.name());
        address = Nfc.of(described.address());
        administrativeUnit = described.administrativeUnit();
        latitude = described.position().lat();
        longitude = described.position().lon();
        access = described.access();
        host = described.host();
        hostName = Nfc.of(described.hostName());
        version++;
    }

    /** As it is, in the form in which it is changed. */
    SiteCommand.Describe described() {
        return new SiteCommand.Describe(name, address, administrativeUnit, position(), access, host, hostName);
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    String path() {
        return path;
    }

    String jurisdiction() {
        return jurisdiction;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    String administrativeUnit() {
        return administrativeUnit;
    }

    Position position() {
        return new Position(latitude, longitude);
    }

    Access access() {
        return access;
    }

    Host host() {
        return host;
    }

    String hostName() {
        return hostName;
    }

    long version() {
        return version;
    }
}
