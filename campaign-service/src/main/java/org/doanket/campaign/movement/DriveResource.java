package org.doanket.campaign.movement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.campaign.ListFilter;
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

@Path("/v1/movements/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "movements")
public class DriveResource {

    private final DriveService service;
    private final DriveQueries queries;
    private final MovementQueries movements;
    private final Caller caller;

    DriveResource(DriveService service, DriveQueries queries, MovementQueries movements, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.movements = movements;
        this.caller = caller;
    }

    @POST
    @Path("/drives")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Open an appeal for money", description = "With a bank account of its own, which finance keeps from then on; what comes in "
            + "counts for the movement.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MovementView.Drive.class)))
    public Response open(@PathParam("id") UUID id, @Valid @NotNull MovementCommand.OpenDrive command, @Context UriInfo uri) {
        MovementView.Drive drive = service.open(id, command);
        return Created.at(uri, drive.id(), drive, drive.version());
    }

    @GET
    @Path("/drives")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "The appeals of a movement")
    public RestResponse<Page<MovementView.Drive>> drives(@PathParam("id") UUID id, @QueryParam("state") @Pattern(regexp = "planned|open|closed") String state,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        movements.one(caller.scope(), id);
        return PageRequest.typed(queries.drives(id, state, page), uri);
    }

    @GET
    @Path("/drives/{drive}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One appeal of a movement")
    public MovementView.Drive oneDrive(@PathParam("id") UUID id, @PathParam("drive") UUID drive) {
        return queries.drive(movements.one(caller.scope(), id).id(), drive);
    }

    @POST
    @Path("/drives/{drive}/closing")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Close an appeal before its time", description = "At its time it closes by itself.")
    public MovementView.Drive close(@PathParam("id") UUID id, @PathParam("drive") UUID drive, @Valid @NotNull MovementCommand.CloseDrive command) {
        return service.close(id, drive, command);
    }

    @POST
    @Path("/pledges")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Promise money, days of work or goods", description = "A promise is no result; finance expects it.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MovementView.Pledge.class)))
    public Response pledge(@PathParam("id") UUID id, @Valid @NotNull MovementCommand.Pledge command, @Context UriInfo uri) {
        MovementView.Pledge pledge = service.pledge(id, command);
        return Created.at(uri, pledge.id(), pledge, 1);
    }

    @GET
    @Path("/pledges/{pledge}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What one unit has promised")
    public MovementView.Pledge onePledge(@PathParam("id") UUID id, @PathParam("pledge") UUID pledge) {
        return queries.pledge(caller.scope(), movements.one(caller.scope(), id).id(), pledge);
    }

    @POST
    @Path("/pledges/{pledge}/withdrawal")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Take a promise back", description = "At any time, with the reason. Finance expects it no more; what was given of it stays given.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MovementView.Pledge.class)))
    @APIResponse(responseCode = "409", description = "Taken back before")
    public MovementView.Pledge withdraw(@PathParam("id") UUID id, @PathParam("pledge") UUID pledge, @Valid @NotNull MovementCommand.WithdrawPledge command) {
        return service.withdraw(id, pledge, command);
    }

    @GET
    @Path("/pledges")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What units have promised, the newest first")
    public RestResponse<Page<MovementView.Pledge>> pledges(@PathParam("id") UUID id, @Valid @BeanParam ListFilter filter,
            @QueryParam("kind") @Pattern(regexp = "cash|workdays|goods") String kind, @QueryParam("state") @Pattern(regexp = "open|withdrawn") String state,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        movements.one(caller.scope(), id);
        return PageRequest.typed(queries.pledges(caller.scope(), id, filter, kind, state, page), uri);
    }
}
