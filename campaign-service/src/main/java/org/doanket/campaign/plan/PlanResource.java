package org.doanket.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
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

@Path("/v1/action-plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "action plans", description = "Resolutions made into tasks and targets")
public class PlanResource {

    private final PlanService service;
    private final PlanQueries queries;
    private final TargetQueries targets;
    private final HandingDownService handing;
    private final Caller caller;

    PlanResource(PlanService service, PlanQueries queries, TargetQueries targets, HandingDownService handing, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.targets = targets;
        this.handing = handing;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Draw up a plan")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response draw(@Valid @NotNull PlanCommand.Draw command, @Context UriInfo uri) {
        PlanView plan = queries.one(caller.scope(), service.draw(command));
        return Created.at(uri.getRequestUri().getRawPath() + "/" + plan.id(), plan).tag(plan.tag()).build();
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List plans, the newest first")
    public RestResponse<Page<PlanView.Row>> list(@Valid @BeanParam ListFilter filter,
            @QueryParam("state") @Pattern(regexp = "handed-down|adopted|ended") String state, @QueryParam("handedFrom") UUID handedFrom, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, state, handedFrom, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One plan with its tasks and targets")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        PlanView plan = queries.one(caller.scope(), id);
        return Revision.answer(request, plan, plan.tag());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change a plan's name, basis or tasks")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch) {
        service.edit(id, patch, ifMatch);
        PlanView plan = queries.one(caller.scope(), id);
        return Response.ok(plan).tag(plan.tag()).build();
    }

    @POST
    @Path("/{id}/targets")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Add a target to a plan", description = "One of the unit's own, or a share of one that was handed down (adopts).")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TargetView.class)))
    public Response addTarget(@PathParam("id") UUID id, @Valid @NotNull PlanCommand.SetTarget command, @Context UriInfo uri) {
        TargetView target = targets.one(caller.scope(), service.addTarget(id, command));
        return Created.at(Created.path(uri, "v1/targets/" + target.id()), target).tag(target.tag()).build();
    }

    @GET
    @Path("/{id}/targets")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "The targets of a plan")
    public RestResponse<Page<TargetView>> targets(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        queries.one(caller.scope(), id);
        TargetQueries.Filter ofPlan = new TargetQueries.Filter();
        ofPlan.plan = id;
        return PageRequest.typed(targets.list(caller.scope(), ofPlan, page), uri);
    }

    @GET
    @Path("/{id}/offers")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Targets of units above that a plan may take its share of")
    public RestResponse<Page<PlanView.Offer>> offers(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.offers(caller.scope(), id, page), uri);
    }

    @POST
    @Path("/{id}/handing-down")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Give each unit that has a share a plan of its own", description = "With the tasks and its shares, for it to adopt. "
            + "Again, it adds what has come since and corrects what is not adopted yet.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.HandedDown.class)))
    @APIResponse(responseCode = "409", description = "No target of the plan is shared out")
    public PlanView.HandedDown handDown(@PathParam("id") UUID id) {
        return handing.handDown(id);
    }

    @POST
    @Path("/{id}/adoption")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Make a plan that was handed down the unit's own", description = "Its figures are not changed from above any more.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "409", description = "Adopted before")
    public Response adopt(@PathParam("id") UUID id, @Valid @NotNull PlanCommand.Adopt command) {
        service.adopt(id, command);
        PlanView plan = queries.one(caller.scope(), id);
        return Response.ok(plan).tag(plan.tag()).build();
    }
}
