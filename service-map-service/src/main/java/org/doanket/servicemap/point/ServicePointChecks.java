package org.doanket.servicemap.point;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.servicemap.hours.HoursService;
import org.doanket.servicemap.kind.KindQueries;
import org.doanket.servicemap.territory.TerritoryQueries;

/** What Bean Validation cannot know of a service point: whether its codes exist and its hours can be judged. */
@ApplicationScoped
class ServicePointChecks {

    private final KindQueries kinds;
    private final HoursService hours;
    private final TerritoryQueries territories;

    ServicePointChecks(KindQueries kinds, HoursService hours, TerritoryQueries territories) {
        this.kinds = kinds;
        this.hours = hours;
        this.territories = territories;
    }

    /** @throws Problem 422 with the metres where the place is outside the territory of one of the units whose point is there */
    void requireWithin(Set<UUID> units, Position place) {
        territories.of(units).values().forEach(territory -> {
            Integer metres = territory.metresOutside(place.lat(), place.lon());
            if (metres != null) {
                throw ServicePointProblems.outsideTerritory(metres, territory.tolerance(), territory.citation());
            }
        });
    }

    /** @param jurisdiction of its unit, or null where there is no such unit; @throws Problem 400 with every fault */
    void require(ServicePointCommand.Register asked, String jurisdiction) {
        List<Fault> faults = faults(asked.kind(), asked.amenities(), asked.hours(), jurisdiction, null);
        if ((asked.site() == null) == (asked.siteId() == null)) {
            faults.add(Fault.at("/site", "site-or-site-id"));
        }
        if (asked.state() == PointState.CLOSED) {
            faults.add(Fault.at("/state", "planned-or-open"));
        }
        refuse(faults);
    }

    /** What it is and has already it may keep, though nothing new can be so any more. @param before as it is */
    void require(ServicePointCommand.Edit asked, String jurisdiction, ServicePointCommand.Edit before) {
        refuse(faults(asked.kind(), asked.amenities(), asked.hours(), jurisdiction, before));
    }

    private List<Fault> faults(String kind, List<String> amenities, String opening, String jurisdiction, ServicePointCommand.Edit before) {
        List<Fault> faults = new ArrayList<>();
        if (!(before != null && before.kind().equals(kind)) && !kinds.offeredKinds(jurisdiction).contains(kind)) {
            faults.add(Fault.at("/kind", "unknown-code", Map.of("code", kind)));
        }
        List<String> named = amenities == null ? List.of() : amenities;
        Set<String> known = kinds.offeredAmenities();
        if (before != null) {
            known.addAll(before.amenities());
        }
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                faults.add(Fault.at("/amenities/" + i, "unknown-code", Map.of("code", named.get(i))));
            }
        }
        faults.addAll(hours.faults(opening == null || opening.isBlank() ? null : opening, "/hours"));
        return faults;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }
}
