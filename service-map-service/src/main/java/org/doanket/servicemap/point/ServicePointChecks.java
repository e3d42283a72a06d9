package org.doanket.servicemap.point;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.servicemap.hours.HoursService;
import org.doanket.servicemap.kind.KindQueries;

/** What Bean Validation cannot know of a service point: whether its codes exist and its hours can be judged. */
@ApplicationScoped
class ServicePointChecks {

    private final KindQueries kinds;
    private final HoursService hours;

    ServicePointChecks(KindQueries kinds, HoursService hours) {
        this.kinds = kinds;
        this.hours = hours;
    }

    /** @throws Problem 400 with every fault */
    void require(ServicePointCommand.Register asked) {
        List<Fault> faults = faults(asked.kind(), asked.amenities(), asked.hours());
        if ((asked.site() == null) == (asked.siteId() == null)) {
            faults.add(Fault.at("/site", "site-or-site-id"));
        }
        if (asked.state() == PointState.CLOSED) {
            faults.add(Fault.at("/state", "planned-or-open"));
        }
        refuse(faults);
    }

    void require(ServicePointCommand.Edit asked) {
        refuse(faults(asked.kind(), asked.amenities(), asked.hours()));
    }

    private List<Fault> faults(String kind, List<String> amenities, String opening) {
        List<Fault> faults = new ArrayList<>();
        if (!kinds.kindCodes().contains(kind)) {
            faults.add(Fault.at("/kind", "unknown-code", Map.of("code", kind)));
        }
        List<String> named = amenities == null ? List.of() : amenities;
        Set<String> unknown = kinds.unknownAmenities(named);
        for (int i = 0; i < named.size(); i++) {
            if (unknown.contains(named.get(i))) {
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
