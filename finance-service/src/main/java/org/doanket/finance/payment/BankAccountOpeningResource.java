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
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.Waiting;
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

@Path("/v1/bank-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank accounts")
public class BankAccountOpeningResource {

    private final BankAccountOpeningService service;
    private final BankAccountService accounts;
    private final BankAccountQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    BankAccountOpeningResource(BankAccountOpeningService service, BankAccountService accounts, BankAccountQueries queries, UnitTree tree,
            Caller caller) {
        this.service = service;
        this.accounts = accounts;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "List the accounts of units, in the order in which they were named",
            description = "The main one, others of the unit, that of the employers' fund, and those of relief drives; also those that wait or have ended.")
    public RestResponse<Page<BankAccountView>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("purpose") @Pattern(regexp = "general|fund|drive") String purpose,
            @QueryParam("state") @Pattern(regexp = "waiting|open|refused") String state, @QueryParam("on") LocalDate on,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.accounts(asked.range(tree, caller), new BankAccountQueries.Filter(asked.only(), purpose, state, on), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "One account of a unit")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BankAccountView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        BankAccountView account = find(id);
        return Revision.answer(request, account, account.version());
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Name one more account of a unit",
            description = "General beside the main one, or that of the employers' fund: then requests for the fund are paid there. It waits for another "
                    + "person; until then nobody is asked to pay there, and no statement of it is taken. The account of a drive is named by the drive.")
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = BankAccountView.class)))
    @APIResponse(responseCode = "409", description = "The number is that of another account")
    public Response propose(@Valid @NotNull PaymentCommand.OpenBankAccount command) {
        UUID id = service.propose(command);
        return Waiting.at("/finance/v1/bank-accounts/", id, find(id));
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Approve an account that somebody else named: from now on money is received there")
    public BankAccountView approve(@PathParam("id") UUID id) {
        service.approve(id);
        return find(id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Refuse an account that somebody else named, with the reason")
    public BankAccountView refuse(@PathParam("id") UUID id, @Valid @NotNull PaymentCommand.RefuseBankAccount command) {
        service.refuse(id, command);
        return find(id);
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "End an account on a day", description = "Not the main one, which gives way to another only. Statements of its time are still taken.")
    public BankAccountView end(@PathParam("id") UUID id, @Valid @NotNull PaymentCommand.EndBankAccount command) {
        service.end(id, command);
        return find(id);
    }

    @GET
    @Path("/{id}/qr")
    @Produces("image/png")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "One account as a QR code for any sum, as PNG or SVG")
    public byte[] png(@PathParam("id") UUID id) {
        return accounts.qrOf(find(id)).png();
    }

    @GET
    @Path("/{id}/qr")
    @Produces("image/svg+xml")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "One account as a QR code for any sum, as PNG or SVG")
    public String svg(@PathParam("id") UUID id) {
        return accounts.qrOf(find(id)).svg();
    }

    private BankAccountView find(UUID id) {
        return queries.account(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-account"));
    }
}
