package org.doanket.servicemap.merge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.merge.MergeView.Merged;
import org.doanket.servicemap.merge.MergeView.MergedSites;
import org.doanket.servicemap.point.ServicePointQueries;
import org.doanket.servicemap.point.ServicePointService;
import org.doanket.servicemap.point.ServicePointView;
import org.doanket.servicemap.point.SiteView;

/** Makes one of two rows of the same place: what the kept one lacks it takes from the other, which is closed today. */
@ApplicationScoped
@Transactional
public class MergeService {

    private final AgroalDataSource dataSource;
    private final ServicePointQueries points;
    private final ServicePointService service;
    private final Event<MergeEvent> events;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    MergeService(AgroalDataSource dataSource, ServicePointQueries points, ServicePointService service, Event<MergeEvent> events, AuditTrail audit, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.points = points;
        this.service = service;
        this.events = events;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem 422 where the two are of different kinds or the same row, 409 where one is not open */
    public Merged merge(MergeCommand.Merge asked) {
        // Before anything is read, and in one order for all: of two who merge the same two the other way round one comes too late.
        Sql.of("SELECT id FROM service_point WHERE id IN (?, ?) ORDER BY id FOR UPDATE", asked.keep(), asked.drop()).run(dataSource);
        ServicePointView keep = mine(asked.keep());
        ServicePointView drop = mine(asked.drop());
        if (keep.id().equals(drop.id()) || !keep.kind().equals(drop.kind())) {
            throw new Problem(422, "not-the-same-place");
        }
        if (keep.openedOn() == null || keep.closedOn() != null || drop.openedOn() == null || drop.closedOn() != null) {
            throw Problem.conflict("merge-of-closed");
        }
        List<String> taken = new ArrayList<>();
        ObjectNode patch = patch(keep, drop, taken);
        if (asked.preview()) {
            return new Merged(true, as(keep, drop, taken), taken, drop.id());
        }
        ServicePointView kept = taken.isEmpty() ? keep : service.edit(keep.id(), "*", patch);
        Sql.of("INSERT INTO point_merge (dropped_id, kept_id, unit_id, merged_at, merged_by) VALUES (?, ?, ?, ?, ?)", drop.id(), keep.id(), drop.unitId(),
                clock.instant(), caller.subject()).run(dataSource);
        // Afterwards, for what is told of the closing says where it went.
        service.close(drop.id(), null);
        events.fire(new MergeEvent(drop.id(), keep.id(), keep.unitId()));
        audit.record("points-merged", "service-point", drop.id(), drop.unitId(), null);
        return new Merged(false, kept, taken, drop.id());
    }

    /** All points of one place go to another, which is the same; the place that is left empty says where they are. */
    public MergedSites mergeSites(MergeCommand.MergeSites asked) {
        SiteView drop = points.findSite(caller.scope(), asked.drop()).orElseThrow(() -> Problem.notFound("site"));
        List<ServicePointView> moved = service.moveAll(asked.drop(), asked.keep(), asked.preview());
        SiteView kept = points.findSite(caller.scope(), asked.keep()).orElseThrow();
        long metres = Math.round(drop.metresTo(kept));
        if (!asked.preview()) {
            Sql.of("INSERT INTO site_merge (dropped_id, kept_id, unit_id, merged_at, merged_by) VALUES (?, ?, ?, ?, ?)", drop.id(), kept.id(), drop.unitId(),
                    clock.instant(), caller.subject()).run(dataSource);
            audit.record("sites-merged", "site", drop.id(), drop.unitId(), null);
        }
        return new MergedSites(asked.preview(), kept, drop.id(), metres, moved);
    }

    private ServicePointView mine(UUID id) {
        boolean isMine = Sql.of("SELECT FROM service_point WHERE id = ? AND path >= ? AND path < ?", id, caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> true).isPresent();
        if (!isMine) {
            throw Problem.notFound("service-point");
        }
        return points.find(caller.scope(), id).orElseThrow();
    }

    private static ObjectNode patch(ServicePointView keep, ServicePointView drop, List<String> taken) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        if (keep.hours() == null && drop.hours() != null) {
            patch.put("hours", drop.hours());
            taken.add("hours");
        }
        if (keep.capacity() == null && drop.capacity() != null) {
            patch.put("capacity", drop.capacity());
            taken.add("capacity");
        }
        if (!keep.amenities().containsAll(drop.amenities())) {
            amenities(keep, drop).forEach(patch.putArray("amenities")::add);
            taken.add("amenities");
        }
        if (isVerifiedLater(keep, drop)) {
            patch.put("lastVerifiedAt", drop.lastVerifiedAt().toString());
            taken.add("lastVerifiedAt");
        }
        return patch;
    }

    private static ServicePointView as(ServicePointView keep, ServicePointView drop, List<String> taken) {
        return new ServicePointView(keep.id(), keep.unitId(), keep.kind(), keep.name(), keep.state(), keep.plannedFor(), keep.openedOn(), keep.closedOn(),
                taken.contains("hours") ? drop.hours() : keep.hours(), taken.contains("capacity") ? drop.capacity() : keep.capacity(),
                List.copyOf(amenities(keep, drop)), taken.contains("lastVerifiedAt") ? drop.lastVerifiedAt() : keep.lastVerifiedAt(), keep.trust(),
                keep.site(), keep.version());
    }

    private static Set<String> amenities(ServicePointView keep, ServicePointView drop) {
        Set<String> both = new LinkedHashSet<>(keep.amenities());
        both.addAll(drop.amenities());
        return both;
    }

    private static boolean isVerifiedLater(ServicePointView keep, ServicePointView drop) {
        return drop.lastVerifiedAt() != null && (keep.lastVerifiedAt() == null || drop.lastVerifiedAt().isAfter(keep.lastVerifiedAt()));
    }
}
