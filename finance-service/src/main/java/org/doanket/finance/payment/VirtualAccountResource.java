package org.doanket.finance.payment;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
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

@Path("/v1/virtual-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank accounts")
public class VirtualAccountResource {

    private final VirtualAccountService service;
    private final VirtualAccountQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    VirtualAccountResource(VirtualAccountService service, VirtualAccountQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "Say that an account number of the bank's stands for one payer",
            description = "What comes in on it pays what that member, or the unit, owes, the oldest month first.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VirtualAccountView.class)))
    @APIResponse(responseCode = "409", description = "The number stands for somebody already")
    public Response open(@Valid @NotNull PaymentCommand.OpenVirtualAccount command, @Context UriInfo uri) {
        VirtualAccountView view = service.open(command);
        return Created.at(uri, view.id(), view, 0);
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List account numbers that stand for one payer each, the newest first")
    public RestResponse<Page<VirtualAccountView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("member") UUID member,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.accounts(asked.range(tree, caller), asked.only(), member, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One account number that stands for a payer")
    public VirtualAccountView one(@PathParam("id") UUID id) {
        return queries.account(caller.scope(), id).orElseThrow(() -> Problem.notFound("virtual-account"));
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "End an account number", description = "What still comes in on it waits in suspense.")
    public VirtualAccountView end(@PathParam("id") UUID id) {
        return service.end(id);
    }
}
