package org.doanket.servicemap.siting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.Caller;
import org.doanket.servicemap.territory.UnitAreaQueries;

/** Takes a question about new points in; what can be refused at once is refused at once. */
@ApplicationScoped
@Transactional
public class PlacementService {

    private final PlacementQueries queries;
    private final UnitAreaQueries units;
    private final Jobs jobs;
    private final Caller caller;

    PlacementService(PlacementQueries queries, UnitAreaQueries units, Jobs jobs, Caller caller) {
        this.queries = queries;
        this.units = units;
        this.jobs = jobs;
        this.caller = caller;
    }

    /** @return the job */
    public UUID ask(PlacementCommand.Ask asked) {
        UUID unit = asked.unitId() == null ? caller.unit() : asked.unitId();
        if (unit == null) {
            throw Problem.malformed(Fault.at("/unitId", "not-null"));
        }
        PlacementCommand.Ask within = asked.within(areas(unit, asked.areas()));
        queries.check(within);
        return jobs.submit(PlacementJob.KIND, unit, within);
    }

    /** @throws Problem 400 with every area that nobody knows; 404 no such unit; 409 nothing is known of its territory */
    private Set<String> areas(UUID unit, Set<String> asked) {
        if (asked == null || asked.isEmpty()) {
            return units.of(unit).codes();
        }
        List<Fault> faults = units.unknown(asked).stream().map(code -> Fault.at("/areas", "unknown-code", Map.of("code", code))).toList();
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        return units.below(asked);
    }
}
