package org.doanket.campaign.movement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.platform.http.Created;
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

@Path("/v1/movements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "movements", description = "Emulation movements: contents that units choose from, what came of it, and appeals for money")
public class MovementResource {

    private final MovementService service;
    private final MovementQueries queries;
    private final Caller caller;

    MovementResource(MovementService service, MovementQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Draw a movement up", description = "A draft, until it is launched.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MovementView.class)))
    public Response drawUp(@Valid @NotNull MovementCommand.DrawUp command, @Context UriInfo uri) {
        MovementView movement = service.drawUp(command);
        return Created.at(uri, movement.id(), movement, movement.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List movements, the newest first", description = "Your own units' and those launched above them.")
    public RestResponse<Page<MovementView>> list(@Valid @BeanParam MovementFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One movement with its contents")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MovementView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        MovementView movement = queries.one(caller.scope(), id);
        return Revision.answer(request, movement, movement.version());
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Change a draft")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MovementView.class)))
    public Response amend(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull MovementCommand.DrawUp command) {
        MovementView movement = service.amend(id, command, ifMatch);
        return Response.ok(movement).tag(Revision.tag(movement.version())).build();
    }

    @POST
    @Path("/{id}/launch")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Launch a movement", description = "From now on the units below see it and choose.")
    public MovementView launch(@PathParam("id") UUID id) {
        return service.launch(id);
    }

    @POST
    @Path("/{id}/closing")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Close a movement", description = "Nothing more is chosen or reported; what was reported may still be checked.")
    public MovementView close(@PathParam("id") UUID id) {
        return service.close(id);
    }

    @GET
    @Path("/{id}/choices")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What units chose")
    public RestResponse<Page<MovementView.Choice>> choices(@PathParam("id") UUID id, @Valid @BeanParam ListFilter filter,
            @QueryParam("content") @Size(max = 40) String content, @QueryParam("field") @Size(max = 60) String field, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.choices(caller.scope(), id, filter, content, field, page), uri);
    }

    @POST
    @Path("/{id}/choices")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Choose contents for a unit", description = "What it chose before stays chosen.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MovementView.class)))
    public MovementView choose(@PathParam("id") UUID id, @Valid @NotNull MovementCommand.Choose command) {
        return service.choose(id, command);
    }

    @POST
    @Path("/{id}/choices/withdrawal")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Take back what was chosen for a unit by mistake", description = "As long as nothing was reported for it; it then counts on no day.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MovementView.class)))
    public MovementView takeBack(@PathParam("id") UUID id, @Valid @NotNull MovementCommand.TakeBack command) {
        return service.takeBack(id, command);
    }
}
