package org.doanket.membership.transfer;

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

@Path("/v1/transfers")
@Produces("application/json")
@Tag(name = "transfers", description = "Members who go from one unit to another: both sides agree, and where one is silent the unit above both decides")
public class TransferResource {

    private final TransferService transfers;
    private final TransferQueries queries;
    private final Caller caller;

    TransferResource(TransferService transfers, TransferQueries queries, Caller caller) {
        this.transfers = transfers;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Let a member go, or wish to receive one", description = "leave: memberId and toUnitCode. receive: unitId, and memberCode or "
            + "nationalId; who is asked is not named until it has accepted.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "409", description = "Nobody has such a membership, it is there already, or a transfer of the member is open")
    public Response ask(@Valid @NotNull TransferCommand.Ask command, @Context UriInfo uri) {
        UUID id = transfers.ask(command, caller.scope());
        TransferView transfer = queries.one(caller.scope(), id);
        return Created.at(uri, id, transfer, transfer.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "List transfers in which a unit is one side, the newest first", description = "silent: the unit above both may decide now.")
    public RestResponse<Page<TransferView>> list(@Valid @BeanParam TransferQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One transfer, as far as the caller's side may see it")
    public TransferView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/acceptance")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Accept a transfer", description = "For the side that was asked; for the unit above both once that has been silent for its time. "
            + "When nobody is missing any more the member goes over at once, or on the day that was asked for.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "409", description = "It is the other side's turn, nobody has been silent for long enough, or it is settled")
    public TransferView accept(@PathParam("id") UUID id, @Valid @NotNull TransferCommand.Accept command) {
        transfers.accept(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse a transfer, with the reason", description = "By whoever might accept it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "409", description = "It is the other side's turn, nobody has been silent for long enough, or it is settled")
    public TransferView refuse(@PathParam("id") UUID id, @Valid @NotNull TransferCommand.Refuse command) {
        transfers.refuse(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Withdraw a transfer", description = "By the side that has asked, until the member has gone over.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "409", description = "The other side has asked, or it is settled")
    public TransferView withdraw(@PathParam("id") UUID id) {
        transfers.withdraw(id, caller.scope());
        return queries.one(caller.scope(), id);
    }
}
