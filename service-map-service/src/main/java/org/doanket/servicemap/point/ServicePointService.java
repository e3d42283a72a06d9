package org.doanket.servicemap.point;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.error.Problem;
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
    private final ServicePointQueries queries;
    private final ServicePointChecks checks;
    private final UnitTree tree;
    private final Outbox outbox;
    private final Event<ServicePointEvent> happened;
    private final MergePatch mergePatch;
    private final Caller caller;
    private final Clock clock;

    ServicePointService(ServicePointRepository points, SiteRepository sites, ServicePointQueries queries, ServicePointChecks checks,
            UnitTree tree, Outbox outbox, Event<ServicePointEvent> happened, MergePatch mergePatch, Caller caller, Clock clock) {
        this.points = points;
        this.sites = sites;
        this.queries = queries;
        this.checks = checks;
        this.tree = tree;
        this.outbox = outbox;
        this.happened = happened;
        this.mergePatch = mergePatch;
        this.caller = caller;
        this.clock = clock;
    }

    public ServicePointView register(ServicePointCommand.Register asked) {
        checks.require(asked, tree.find(asked.unitId()).map(UnitRef::jurisdiction).orElse(null));
        UnitRef unit = tree.require(asked.unitId(), caller.scope());
        LocalDate today = today(unit.jurisdiction());
        if (!unit.existsOn(today)) {
            throw ServicePointProblems.unitEnded(unit.validTo());
        }
        Site site = asked.siteId() != null ? place(asked.siteId()) : Site.of(unit, asked.site());
        if (!site.jurisdiction().equals(unit.jurisdiction())) {
            throw ServicePointProblems.notThatPlace();
        }
        checks.requireWithin(Set.of(unit.id()), site.position());
        if (asked.siteId() == null) {
            sites.persist(site);
        }
        ServicePoint point = ServicePoint.planned(unit, site, new ServicePointCommand.Edit(asked.kind(), asked.name(),
                asked.hours(), asked.capacity(), asked.amenities(), asked.plannedFor(), asked.lastVerifiedAt()));
        ServicePointEvent event = asked.state() == PointState.OPEN
                ? point.open(asked.openedOn() == null ? today : asked.openedOn(), today) : point.entered();
        points.persist(point);
        tell(event);
        return shown(point);
    }

    public ServicePointView edit(UUID id, String ifMatch, JsonNode patch) {
        ServicePoint point = points.locked(id, caller.scope());
        Revision.require(ifMatch, point.version());
        ServicePointCommand.Edit edited = mergePatch.apply(point.described(), patch);
        checks.require(edited, point.site().jurisdiction(), point.described());
        tell(point.edit(edited));
        return shown(point);
    }

    public ServicePointView open(UUID id, ServicePointCommand.Opening asked) {
        ServicePoint point = points.locked(id, caller.scope());
        queries.keptInstead(id).ifPresent(kept -> {
            throw ServicePointProblems.wasMerged(kept);
        });
        LocalDate today = today(point.site().jurisdiction());
        tell(point.open(asked == null || asked.on() == null ? today : asked.on(), today));
        return shown(point);
    }

    public ServicePointView close(UUID id, ServicePointCommand.Closing asked) {
        ServicePoint point = points.locked(id, caller.scope());
        LocalDate today = today(point.site().jurisdiction());
        tell(point.close(asked == null || asked.on() == null ? today : asked.on(), today));
        return shown(point);
    }

    /** A place described anew changes what is published of each point in it. */
    public SiteView editSite(UUID id, String ifMatch, JsonNode patch) {
        Site site = sites.locked(id, caller.scope());
        Revision.require(ifMatch, site.version());
        SiteCommand.Describe described = mergePatch.apply(site.described(), patch);
        List<ServicePoint> there = all(site);
        // Only where it moves: a place that is outside since the territory changed keeps an address that can be mended.
        if (!described.position().equals(site.position())) {
            Set<UUID> units = there.stream().map(ServicePoint::unitId).collect(Collectors.toCollection(HashSet::new));
            units.add(site.unitId());
            checks.requireWithin(units, described.position());
        }
        site.describe(described);
        there.forEach(point -> tell(point.changed()));
        return SiteView.of(site);
    }

    /** To another place that is there already: two desks of one hall are in one place. */
    public ServicePointView relocate(UUID id, ServicePointCommand.Relocation asked) {
        Site site = place(asked.siteId());
        ServicePoint point = points.locked(id, caller.scope());
        if (!site.jurisdiction().equals(point.site().jurisdiction())) {
            throw ServicePointProblems.notThatPlace();
        }
        checks.requireWithin(Set.of(point.unitId()), site.position());
        tell(point.moveTo(site));
        return shown(point);
    }

    /**
     * All points of one place go to another.
     *
     * @param isPreview only say which they are
     * @throws Problem 403 where there are points of units outside the caller's scope, 409 where one of the two was merged before,
     *                 422 where the two cannot be one place, or the place is outside the territory of one of the units whose points come there
     */
    public List<ServicePointView> moveAll(UUID from, UUID to, boolean isPreview) {
        // In one order for all, so that two who do the opposite never wait for each other in a ring.
        Site first = sites.locked(from.compareTo(to) < 0 ? from : to, caller.scope());
        Site second = sites.locked(from.compareTo(to) < 0 ? to : from, caller.scope());
        Site left = first.id().equals(from) ? first : second;
        Site joined = first.id().equals(from) ? second : first;
        if (from.equals(to) || !left.jurisdiction().equals(joined.jurisdiction())) {
            throw ServicePointProblems.notThatPlace();
        }
        requireUnmerged(from);
        requireUnmerged(to);
        List<ServicePoint> there = all(left);
        checks.requireWithin(there.stream().map(ServicePoint::unitId).collect(Collectors.toSet()), joined.position());
        if (!isPreview) {
            there.forEach(point -> tell(point.moveTo(joined)));
        }
        return there.stream().map(this::shown).toList();
    }

    /** Into which points may come. */
    private Site place(UUID id) {
        Site site = sites.locked(id, caller.scope());
        requireUnmerged(id);
        return site;
    }

    private void requireUnmerged(UUID site) {
        queries.siteKeptInstead(site).ifPresent(kept -> {
            throw ServicePointProblems.siteWasMerged(kept);
        });
    }

    private List<ServicePoint> all(Site site) {
        List<ServicePoint> there = points.lockedAt(site);
        if (there.size() < points.count("site", site)) {
            // Points of units outside the caller's scope: everybody may see them, he may not lock them.
            throw ServicePointProblems.siteShared();
        }
        return there;
    }

    /** As others read it now, with what is told of it. */
    private ServicePointView shown(ServicePoint point) {
        return queries.find(caller.scope(), point.id()).orElseThrow();
    }

    private void tell(ServicePointEvent event) {
        // The facts of one point are numbered under its lock; a flush in between keeps row and fact in step.
        points.flush();
        ServicePointEvent.Whole point = event.point();
        if (point.state() == PointState.CLOSED) {
            point = queries.mergedInto(point.id()).map(point::mergedInto).orElse(point);
        }
        outbox.append(new Fact(AGGREGATE, point.id(), event.version(), point.factName(event.factName()), point));
        happened.fire(event);
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
