package org.doanket.servicemap.point;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What happened to a service point; each carries its whole present state, for the topic is compacted. */
public sealed interface ServicePointEvent {

    String CHANGED = "point-changed";

    /**
     * @param openedOn   of the latest opening; null of what was never open: what is planned, was closed on the day on which it opened (as all that is withdrawn
     *                   with its import), or was another row of the point that was kept
     * @param mergedInto that one, or null
     */
    record Whole(UUID id, UUID unitId, UUID siteId, String kind, String name, PointState state, Position position,
            String jurisdiction, String administrativeUnit, List<String> amenities, LocalDate plannedFor, LocalDate openedOn,
            LocalDate closedOn, UUID mergedInto) {

        static Whole of(ServicePointView point, UUID mergedInto) {
            SiteView site = point.site();
            boolean wasOpen = mergedInto == null && point.openedOn() != null && !point.openedOn().equals(point.closedOn());
            return new Whole(point.id(), point.unitId(), site.id(), point.kind(), point.name(), point.state(), site.position(),
                    site.jurisdiction(), site.administrativeUnit(), point.amenities(), point.plannedFor(), wasOpen ? point.openedOn() : null,
                    point.closedOn(), mergedInto);
        }

        Whole mergedInto(UUID kept) {
            return new Whole(id, unitId, siteId, kind, name, state, position, jurisdiction, administrativeUnit, amenities, plannedFor, null, closedOn, kept);
        }

        /** What was never open did not close either: it is told as changed. */
        String factName(String said) {
            return openedOn == null ? CHANGED : said;
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
        return this instanceof PointClosed ? "point-closed" : CHANGED;
    }
}
