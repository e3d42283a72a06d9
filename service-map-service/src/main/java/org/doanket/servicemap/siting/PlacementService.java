package org.doanket.servicemap.siting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.Caller;

/** Takes a question about new points in; what can be refused at once is refused at once. */
@ApplicationScoped
@Transactional
public class PlacementService {

    private final PlacementQueries queries;
    private final Jobs jobs;
    private final Caller caller;

    PlacementService(PlacementQueries queries, Jobs jobs, Caller caller) {
        this.queries = queries;
        this.jobs = jobs;
        this.caller = caller;
    }

    /** @return the job */
    public UUID ask(PlacementCommand.Ask asked) {
        queries.check(asked);
        UUID unit = asked.unitId() == null ? caller.unit() : asked.unitId();
        if (unit == null) {
            throw Problem.malformed(Fault.at("/unitId", "not-null"));
        }
        return jobs.submit(PlacementJob.KIND, unit, asked);
    }
}
