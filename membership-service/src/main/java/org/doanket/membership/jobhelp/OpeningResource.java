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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
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

@Path("/v1/job-openings")
@Produces("application/json")
@Tag(name = "job-help", description = "Openings checked by the union, seekers, and what became of it")
public class OpeningResource {

    private final OpeningService openings;
    private final OpeningQueries queries;
    private final Caller caller;

    OpeningResource(OpeningService openings, OpeningQueries queries, Caller caller) {
        this.openings = openings;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Enter an opening", description = "By an officer, or by an employer's system with the role integration. It shows once it is published.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OpeningView.class)))
    @APIResponse(responseCode = "422", description = "Unknown trade or area, a day that has passed, pay that does not fit")
    public Response enter(@Valid @NotNull OpeningCommand.Enter command, @Context UriInfo uri) {
        UUID id = openings.enter(command, caller.scope());
        OpeningView opening = queries.one(caller.scope(), id);
        return Created.at(uri, id, opening, opening.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "List openings of every state, the newest first", description = "asOf a day: those that were entered by then, in the state and with as "
            + "many hired as then, in the units that then stood below this one.")
    public RestResponse<Page<OpeningView>> list(@Valid @BeanParam OpeningQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "One opening, with whom to ask")
    public OpeningView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/publication")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Publish an opening that was checked")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OpeningView.class)))
    @APIResponse(responseCode = "409", description = "It was checked already, or its last day has passed")
    public OpeningView publish(@PathParam("id") UUID id) {
        openings.publish(id, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse an opening, with the reason")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OpeningView.class)))
    @APIResponse(responseCode = "409", description = "It was checked already")
    public OpeningView refuse(@PathParam("id") UUID id, @Valid @NotNull OpeningCommand.Reason command) {
        openings.refuse(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Close an opening before its last day")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OpeningView.class)))
    @APIResponse(responseCode = "409", description = "It is closed, or was refused")
    public OpeningView close(@PathParam("id") UUID id, @Valid @NotNull OpeningCommand.Reason command) {
        openings.close(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }
}
