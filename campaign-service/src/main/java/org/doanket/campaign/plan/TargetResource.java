package org.doanket.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/targets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "targets", description = "Targets, how far they are, and from what that is known")
public class TargetResource {

    private final PlanService plans;
    private final ProgressService progress;
    private final TargetQueries queries;
    private final Caller caller;

    TargetResource(PlanService plans, ProgressService progress, TargetQueries queries, Caller caller) {
        this.plans = plans;
        this.progress = progress;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List targets", description = "binding is the code of one, or none for targets whose progress is typed.")
    public RestResponse<Page<TargetView>> list(@Valid @BeanParam TargetQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One target and how far it is")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TargetView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        TargetView target = queries.one(caller.scope(), id);
        return Revision.answer(request, target, new EntityTag(target.tag()));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change what is planned, or the title, task or offer of a target")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TargetView.class)))
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch) {
        plans.editTarget(id, patch, ifMatch);
        TargetView target = queries.one(caller.scope(), id);
        return Response.ok(target).tag(target.tag()).build();
    }

    @POST
    @Path("/{id}/progress")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Report progress of a target that is not bound",
            description = "A later report for the same day takes the place of the earlier one.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TargetView.class)))
    public Response report(@PathParam("id") UUID id, @Valid @NotNull PlanCommand.Report report, @Context UriInfo uri) {
        progress.report(id, report);
        TargetView target = queries.one(caller.scope(), id);
        return Created.at(uri.getRequestUri().getRawPath(), target).tag(target.tag()).build();
    }

    @GET
    @Path("/{id}/progress")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Progress as it was reported, the newest first")
    public RestResponse<Page<ReportView>> reports(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.reports(caller.scope(), id, page), uri);
    }

    @GET
    @Path("/{id}/facts")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The facts that a bound target is counted from")
    public RestResponse<Page<SourceView>> facts(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.facts(caller.scope(), id, page), uri);
    }

    @GET
    @Path("/{id}/shares")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What units below have taken of a target", description = "With a day as due, also who is late: has not reported since.")
    public RestResponse<Page<ShareView>> shares(@PathParam("id") UUID id, @QueryParam("due") LocalDate due, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.shares(caller.scope(), id, due, page), uri);
    }
}
