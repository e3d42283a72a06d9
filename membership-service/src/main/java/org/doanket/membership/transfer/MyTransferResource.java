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

@Path("/v1/me/transfers")
@Produces("application/json")
@Tag(name = "me")
public class MyTransferResource {

    private final TransferService transfers;
    private final TransferQueries queries;
    private final Caller caller;

    MyTransferResource(TransferService transfers, TransferQueries queries, Caller caller) {
        this.transfers = transfers;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.MEMBER)
    @Idempotent
    @Operation(summary = "Ask to go over to another unit", description = "My unit and the other one are asked both.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "409", description = "I am there already, or another transfer of mine is open")
    public Response ask(@Valid @NotNull TransferCommand.AskOwn command, @Context UriInfo uri) {
        TransferView transfer = queries.one(caller.scope(), transfers.askOwn(caller.ownMember(), command, caller.scope()));
        return Created.at(uri, transfer.id(), transfer, transfer.version());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "One transfer of mine")
    public TransferView one(@PathParam("id") UUID id) {
        return queries.own(caller.scope(), caller.ownMember(), id);
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Transfers of mine, whoever has asked for them, the newest first")
    public RestResponse<Page<TransferView>> mine(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.of(caller.scope(), caller.ownMember(), page), uri);
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed(Roles.MEMBER)
    @Idempotent
    @Operation(summary = "Withdraw what I have asked for, until it is done")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "409", description = "It is settled")
    public TransferView withdraw(@PathParam("id") UUID id) {
        transfers.withdrawOwn(id, caller.ownMember(), caller.scope());
        return queries.one(caller.scope(), id);
    }
}
