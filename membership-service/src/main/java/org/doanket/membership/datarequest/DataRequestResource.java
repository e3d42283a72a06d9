package org.doanket.membership.datarequest;

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
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
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

@Path("/v1/data-requests")
@Produces("application/json")
@Tag(name = "data-requests", description = "What members ask of their data, with its legal clock")
public class DataRequestResource {

    private final DataRequestService requests;
    private final DataRequestQueries queries;
    private final Caller caller;

    DataRequestResource(DataRequestService requests, DataRequestQueries queries, Caller caller) {
        this.requests = requests;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The work list, the most urgent first", description = "Without a state those that wait for an answer.")
    public RestResponse<Page<DataRequestView>> list(@Valid @BeanParam DataRequestQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One request; national id and phone masked")
    public DataRequestView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/first-answer")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Give the first answer that the law asks for")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DataRequestView.class)))
    @APIResponse(responseCode = "409", description = "It was given, or the request has its answer")
    public DataRequestView takeUp(@PathParam("id") UUID id, @Valid @NotNull DataRequestCommand.TakeUp command) {
        requests.takeUp(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/acceptance")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Accept", description = "A correction is made at once. An erasure ends the membership and cannot be undone; "
            + "its state is erasing until it is done. A restriction is in force until it is lifted: the file is kept, and the membership goes on with its "
            + "status, unit and dues, but no officer and no import changes the file otherwise than by the member's own corrections, no sheet of members "
            + "has it, and only officers still find it in lists and by its address; treasurers and integrations do not. Of an objection and of a "
            + "withdrawal the answer, which must be given, says what ends, or was done elsewhere, and why.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DataRequestView.class)))
    @APIResponse(responseCode = "403", description = "It is the caller's own")
    @APIResponse(responseCode = "409", description = "It has its answer, or the person of the corrected national id is a member elsewhere")
    public DataRequestView accept(@PathParam("id") UUID id, @Valid @NotNull DataRequestCommand.Accept command) {
        requests.accept(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/lifting")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Lift a restriction, with the reason", description = "The member, who is told why, may lift it too: by taking-back.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DataRequestView.class)))
    @APIResponse(responseCode = "403", description = "It is the caller's own")
    @APIResponse(responseCode = "409", description = "It is no restriction, or not in force")
    public DataRequestView lift(@PathParam("id") UUID id, @Valid @NotNull DataRequestCommand.Lift command) {
        requests.lift(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse, with the reason")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DataRequestView.class)))
    @APIResponse(responseCode = "403", description = "It is the caller's own")
    @APIResponse(responseCode = "409", description = "It has its answer, or is a withdrawal, which needs nobody's leave")
    public DataRequestView refuse(@PathParam("id") UUID id, @Valid @NotNull DataRequestCommand.Refuse command) {
        requests.refuse(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }
}
