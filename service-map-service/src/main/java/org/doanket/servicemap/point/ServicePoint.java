package org.doanket.servicemap.point;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.tree.UnitRef;

/** What is offered at a site: one kind, its hours, its capacity, and whether it is there yet or no longer. */
@Entity
class ServicePoint {

    @Id
    private UUID id;
    @ManyToOne(fetch = FetchType.LAZY)
    private Site site;
    private UUID unitId;
    private String path;
    private String kind;
    private String name;
    private String hours;
    private Integer capacity;
    private String[] amenities;
    @Enumerated(EnumType.STRING)
    private PointState state;
    private LocalDate plannedFor;
    private LocalDate openedOn;
    private LocalDate closedOn;
    private Instant lastVerifiedAt;
    private long version;

    protected ServicePoint() {
    }

    static ServicePoint planned(UnitRef unit, Site site, ServicePointCommand.Edit described) {
        ServicePoint point = new ServicePoint();
        point.id = Ids.next();
        point.site = site;
        point.unitId = unit.id();
        point.path = unit.path();
        point.state = PointState.PLANNED;
        point.describe(described);
        return point;
    }

    /** The first fact of a new point. */
    ServicePointEvent entered() {
        version = 1;
        return new ServicePointEvent.PointChanged(whole(), version);
    }

    ServicePointEvent edit(ServicePointCommand.Edit edited) {
        describe(edited);
        return changed();
    }

    /** Its site is another one or was described anew: what is published of the point has changed. */
    ServicePointEvent changed() {
        version++;
        return new ServicePointEvent.PointChanged(whole(), version);
    }

    ServicePointEvent moveTo(Site another) {
        site = another;
        return changed();
    }

    ServicePointEvent open(LocalDate on, LocalDate today) {
        if (state == PointState.OPEN) {
            throw ServicePointProblems.isAlready(state);
        }
        if (on.isAfter(today)) {
            throw ServicePointProblems.notYet(on);
        }
        if (closedOn != null && on.isBefore(closedOn)) {
            throw ServicePointProblems.beforeClosing(on, closedOn);
        }
        state = PointState.OPEN;
        openedOn = on;
        closedOn = null;
        plannedFor = null;
        version++;
        return new ServicePointEvent.PointOpened(whole(), version);
    }

    ServicePointEvent close(LocalDate on, LocalDate today) {
        if (state != PointState.OPEN) {
            throw ServicePointProblems.isNotOpen(state);
        }
        if (on.isAfter(today)) {
            throw ServicePointProblems.notYet(on);
        }
        if (on.isBefore(openedOn)) {
            throw ServicePointProblems.beforeOpening(on, openedOn);
        }
        state = PointState.CLOSED;
        closedOn = on;
        version++;
        return new ServicePointEvent.PointClosed(whole(), version);
    }

    /** As it is, in the form in which it is edited. */
    ServicePointCommand.Edit described() {
        return new ServicePointCommand.Edit(kind, name, hours, capacity, List.of(amenities), plannedFor, lastVerifiedAt);
    }

    ServicePointView view() {
        return new ServicePointView(id, unitId, kind, name, state, plannedFor, openedOn, closedOn, hours, capacity,
                List.of(amenities), lastVerifiedAt, null, SiteView.of(site), version);
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

    Site site() {
        return site;
    }

    long version() {
        return version;
    }

    private void describe(ServicePointCommand.Edit described) {
        kind = described.kind();
        name = Nfc.of(described.name());
        hours = described.hours() == null || described.hours().isBlank() ? null : described.hours().strip();
        capacity = described.capacity();
        amenities = described.amenities() == null ? new String[0]
                : described.amenities().stream().distinct().sorted().toArray(String[]::new);
        plannedFor = described.plannedFor();
        lastVerifiedAt = described.lastVerifiedAt();
    }

    private ServicePointEvent.Whole whole() {
        return ServicePointEvent.Whole.of(view(), null);
    }
}
