package org.doanket.finance.sharing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/sharing-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sharing", description = "What goes up the levels of what came in, gone over for a subtree: after a ratio was decided late, at "
+ "the end of a year")
public class SharingRunResource {

    private final SharingRunService service;
    private final SharingRunQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    SharingRunResource(SharingRunService service, SharingRunQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Go over the shares of a unit and all below it",
    description = "The mode preview books nothing. Harmless when run again: it books only what differs from what was shared.")
    @APIResponse(responseCode = "202", description = "id of the run, and the job that does it",
    content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response start(@Valid @NotNull SharingRunCommand command, @Context UriInfo uri) {
        SharingRunService.Started started = service.start(command);
        return JobAccepted.at(uri, started.job(), started.run());
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List runs, the newest first")
    public RestResponse<Page<SharingRunView>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page,
    @Context UriInfo uri) {
        return PageRequest.typed(queries.runs(asked.range(tree, caller), asked.only(), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "State and sums of a run")
    public SharingRunView one(@PathParam("id") UUID id) {
        return queries.run(caller.scope(), id).orElseThrow(() -> Problem.notFound("sharing-run"));
    }

    @GET
    @Path("/{id}/lines")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "What a run changed, or would change, unit by unit and month by month")
    public RestResponse<Page<SharingRunView.Line>> lines(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page,
    @Context UriInfo uri) {
        queries.run(caller.scope(), id).orElseThrow(() -> Problem.notFound("sharing-run"));
        return PageRequest.typed(queries.lines(caller.scope(), id, page), uri);
    }
}
