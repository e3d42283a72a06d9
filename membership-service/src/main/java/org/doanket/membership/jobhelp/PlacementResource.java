package org.doanket.membership.jobhelp;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.membership.Restricted;
import org.doanket.platform.http.Created;
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

@Path("/v1/placements")
@Produces("application/json")
@Tag(name = "job-help")
public class PlacementResource {

    private final PlacementService placements;
    private final PlacementQueries queries;
    private final Caller caller;

    PlacementResource(PlacementService placements, PlacementQueries queries, Caller caller) {
        this.placements = placements;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Bring a published opening and a seeker together")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PlacementView.class)))
    @APIResponse(responseCode = "409", description = "The opening is not open, the seeker looks no more or has the file restricted, or they have met")
    public Response bring(@Valid @NotNull PlacementCommand.Bring command, @Context UriInfo uri) {
        UUID id = placements.bring(command, Restricted.isSeenBy(caller), caller.scope());
        PlacementView placement = queries.one(caller.scope(), id);
        return Created.at(uri, id, placement, placement.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "List placements, the newest first", description = "asOf a day: at the step at which they were, in the units that then stood below "
            + "this one.")
    public RestResponse<Page<PlacementView>> list(@Valid @BeanParam PlacementQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/figures")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK, Roles.CAMPAIGN_OFFICER, Roles.AUDITOR})
    @Operation(summary = "Employers, posts, openings, contacts, intents and hired, of a unit and all below it",
            description = "Each step counts on its own day, both days included; an opening on the day of its publication. "
            + "asOf a day: what had happened by then, in the units that then stood below this one.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlacementView.Figures.class)))
    @APIResponse(responseCode = "404", description = "No such unit within your scope, or it did not stand on that day")
    public PlacementView.Figures figures(@QueryParam("unit") UUID unit, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to,
            @QueryParam("asOf") LocalDate asOf) {
        return queries.figures(caller.scope(), unit, from, to, asOf);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "One placement")
    public PlacementView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/intent")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Both sides want it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlacementView.class)))
    @APIResponse(responseCode = "409", description = "It is past that")
    public PlacementView intend(@PathParam("id") UUID id, @Valid @NotNull PlacementCommand.Step command) {
        placements.intend(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/hiring")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "The seeker was hired", description = "Campaigns count it; an opening without a vacancy left shows no more.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlacementView.class)))
    @APIResponse(responseCode = "409", description = "It is past that, all of the opening were hired, or the seeker was hired for another")
    public PlacementView hire(@PathParam("id") UUID id, @Valid @NotNull PlacementCommand.Step command) {
        placements.hire(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "It came to nothing")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlacementView.class)))
    @APIResponse(responseCode = "409", description = "It is past that")
    public PlacementView end(@PathParam("id") UUID id, @Valid @NotNull PlacementCommand.End command) {
        placements.end(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/annulment")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take a hiring back that was none", description = "Campaigns take it back as well.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlacementView.class)))
    @APIResponse(responseCode = "409", description = "It is not on record as a hiring")
    public PlacementView annul(@PathParam("id") UUID id, @Valid @NotNull PlacementCommand.End command) {
        placements.annul(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }
}
