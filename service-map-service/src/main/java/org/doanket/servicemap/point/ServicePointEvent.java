package org.doanket.servicemap.point;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What happened to a service point; each carries its whole present state, for the topic is compacted. */
public sealed interface ServicePointEvent {

    /** @param openedOn of the latest opening */
    record Whole(UUID id, UUID unitId, UUID siteId, String kind, String name, PointState state, Position position,
            String jurisdiction, String administrativeUnit, List<String> amenities, LocalDate plannedFor, LocalDate openedOn,
            LocalDate closedOn) {

        static Whole of(ServicePointView point) {
            SiteView site = point.site();
            return new Whole(point.id(), point.unitId(), site.id(), point.kind(), point.name(), point.state(), site.position(),
                    site.jurisdiction(), site.administrativeUnit(), point.amenities(), point.plannedFor(), point.openedOn(),
                    point.closedOn());
        }
    }

    /** Opened, for the first time or again. */
    record PointOpened(Whole point, long version) implements ServicePointEvent {
    }

    /** Entered as planned, edited, moved to another place or another unit. */
    record PointChanged(Whole point, long version) implements ServicePointEvent {
    }

    record PointClosed(Whole point, long version) implements ServicePointEvent {
    }

    Whole point();

    /** Dense number of this point's facts. */
    long version();

    default String factName() {
        if (this instanceof PointOpened) {
            return "point-opened";
        }
        return this instanceof PointClosed ? "point-closed" : "point-changed";
    }
}
