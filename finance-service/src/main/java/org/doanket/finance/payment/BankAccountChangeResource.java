package org.doanket.finance.payment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
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

@Path("/v1/bank-account-changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank accounts")
public class BankAccountChangeResource {

    static final String COLLECTION = "/finance/v1/bank-account-changes/";

    private final BankAccountChangeService service;
    private final BankAccountChangeQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    BankAccountChangeResource(BankAccountChangeService service, BankAccountChangeQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List the changes of units' accounts that wait for another person, or were decided on, the newest first")
    public RestResponse<Page<BankAccountChangeView>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("state") @Pattern(regexp = "waiting|approved|refused") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.changes(asked.range(tree, caller), asked.only(), state, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One change of a unit's account")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BankAccountChangeView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        BankAccountChangeView change = find(id);
        return Revision.answer(request, change, change.version());
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Approve a change that somebody else made: from now on money is received there",
            description = "Refused where the account was changed otherwise meanwhile.")
    public BankAccountChangeView approve(@PathParam("id") UUID id) {
        service.approve(id);
        return find(id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Refuse a change that somebody else made, with the reason")
    public BankAccountChangeView refuse(@PathParam("id") UUID id, @Valid @NotNull PaymentCommand.RefuseBankAccount command) {
        service.refuse(id, command);
        return find(id);
    }

    private BankAccountChangeView find(UUID id) {
        return queries.change(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-account-change"));
    }
}
