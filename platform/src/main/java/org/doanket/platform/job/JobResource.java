package org.doanket.platform.job;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.StreamEnd;
import org.doanket.platform.security.UnitScope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

@Path("/v1/jobs")
@Authenticated
@Tag(name = "jobs", description = "Progress of long work, once or as server-sent events until it ends")
public class JobResource {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final JobQueries queries;
    private final Caller caller;
    private final StreamEnd end;

    @Inject
    JobResource(JobQueries queries, Caller caller, StreamEnd end) {
        this.queries = queries;
        this.caller = caller;
        this.end = end;
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "State of a job")
    public JobView job(@PathParam("id") UUID id) {
        return queries.find(caller.scope(), id).orElseThrow(() -> Problem.notFound("job"));
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(summary = "State of a job, told as it changes", description = "Ends with the job, or with the token: ask again with a new one.")
    public Multi<JobView> events(@PathParam("id") UUID id) {
        UnitScope scope = caller.scope();
        JobView now = queries.find(scope, id).orElseThrow(() -> Problem.notFound("job"));
        if (now.ended()) {
            return Multi.createFrom().item(now);
        }
        return end.of(Multi.createFrom().ticks().every(EVERY)
                .onOverflow().drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> queries.find(scope, id).orElse(now))
                .select().first(new UntilEnded()));
    }

    /** Lets the last state through as well, which a plain predicate would cut off. */
    private static final class UntilEnded implements Predicate<JobView> {

        private boolean ended;

        @Override
        public boolean test(JobView view) {
            boolean wanted = !ended;
            ended = view.ended();
            return wanted;
        }
    }
}
