package org.doanket.servicemap.point;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Caller;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The verbs of service points and their sites. */
@ApplicationScoped
@Transactional
public class ServicePointService {

    static final String AGGREGATE = "service-point";

    private final ServicePointRepository points;
    private final SiteRepository sites;
    private final ServicePointChecks checks;
    private final UnitTree tree;
    private final Outbox outbox;
    private final Event<ServicePointEvent> happened;
    private final MergePatch mergePatch;
    private final Caller caller;
    private final Clock clock;

    ServicePointService(ServicePointRepository points, SiteRepository sites, ServicePointChecks checks, UnitTree tree,
            Outbox outbox, Event<ServicePointEvent> happened, MergePatch mergePatch, Caller caller, Clock clock) {
        this.points = points;
        this.sites = sites;
        this.checks = checks;
        this.tree = tree;
        this.outbox = outbox;
        this.happened = happened;
        this.mergePatch = mergePatch;
        this.caller = caller;
        this.clock = clock;
    }

    public ServicePointView register(ServicePointCommand.Register asked) {
        checks.require(asked);
        UnitRef unit = tree.require(asked.unitId(), caller.scope());
        LocalDate today = today(unit.jurisdiction());
        if (!unit.existsOn(today)) {
            throw ServicePointProblems.unitEnded(unit.validTo());
        }
        Site site = asked.siteId() != null ? sites.locked(asked.siteId(), caller.scope()) : Site.of(unit, asked.site());
        if (asked.siteId() == null) {
            sites.persist(site);
        }
        ServicePoint point = ServicePoint.planned(unit, site, new ServicePointCommand.Edit(asked.kind(), asked.name(),
                asked.hours(), asked.capacity(), asked.amenities(), asked.plannedFor(), asked.lastVerifiedAt()));
        ServicePointEvent event = asked.state() == PointState.OPEN
                ? point.open(asked.openedOn() == null ? today : asked.openedOn(), today) : point.entered();
        points.persist(point);
        tell(event);
        return point.view();
    }

    public ServicePointView edit(UUID id, String ifMatch, JsonNode patch) {
        ServicePoint point = points.locked(id, caller.scope());
        Revision.require(ifMatch, point.version());
        ServicePointCommand.Edit edited = mergePatch.apply(point.described(), patch);
        checks.require(edited);
        tell(point.edit(edited));
        return point.view();
    }

    public ServicePointView open(UUID id, ServicePointCommand.Opening asked) {
        ServicePoint point = points.locked(id, caller.scope());
        LocalDate today = today(point.site().jurisdiction());
        tell(point.open(asked == null || asked.on() == null ? today : asked.on(), today));
        return point.view();
    }

    public ServicePointView close(UUID id, ServicePointCommand.Closing asked) {
        ServicePoint point = points.locked(id, caller.scope());
        LocalDate today = today(point.site().jurisdiction());
        tell(point.close(asked == null || asked.on() == null ? today : asked.on(), today));
        return point.view();
    }

    /** A place described anew changes what is published of each point in it. */
    public SiteView editSite(UUID id, String ifMatch, JsonNode patch) {
        Site site = sites.locked(id, caller.scope());
        Revision.require(ifMatch, site.version());
        site.describe(mergePatch.apply(site.described(), patch));
        List<ServicePoint> there = points.lockedAt(site);
        if (there.size() < points.count("site", site)) {
            // Points of units outside the caller's scope: everybody may see them, he may not lock them.
            throw ServicePointProblems.siteShared();
        }
        there.forEach(point -> tell(point.changed()));
        return SiteView.of(site);
    }

    private void tell(ServicePointEvent event) {
        // The facts of one point are numbered under its lock; a flush in between keeps row and fact in step.
        points.flush();
        outbox.append(new Fact(AGGREGATE, event.point().id(), event.version(), event.factName(), event.point()));
        happened.fire(event);
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
