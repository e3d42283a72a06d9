package org.doanket.finance.voucher;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.doanket.finance.Papers;
import org.doanket.finance.Waiting;
import org.doanket.finance.ledger.LedgerView;
import org.doanket.finance.ledger.ProposalQueries;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/vouchers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "vouchers", description = "Payments (C41-BB) and other receipts (C40-BB): one makes the voucher, another approves it into "
        + "the books")
public class VoucherResource {

    private final VoucherService service;
    private final VoucherQueries queries;
    private final ProposalQueries proposals;
    private final UnitTree tree;
    private final Caller caller;

    VoucherResource(VoucherService service, VoucherQueries queries, ProposalQueries proposals, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.proposals = proposals;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List vouchers, the newest first", description = "Those proposed wait for another person.")
    public RestResponse<Page<VoucherView>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("state") @Pattern(regexp = "proposed|approved|refused|withdrawn|reversed") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.vouchers(asked.range(tree, caller), asked.only(), state, page), uri);
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Make a voucher", description = "The answer to a payment says what the guards of the year find.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VoucherView.class)))
    public Response make(@Valid @NotNull VoucherCommand.Make command, @Context UriInfo uri) {
        VoucherView voucher = service.make(command);
        return Created.at(uri, voucher.id(), voucher, 0);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One voucher, and what the guards of its year find")
    public VoucherView one(@PathParam("id") UUID id) {
        return service.find(id);
    }

    @GET
    @Path("/{id}")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One voucher to be printed and signed, as PDF", description = "C40-BB for a receipt, C41-BB for a payment; once it is approved. "
            + "In the language asked for, else in that of the jurisdiction.")
    @APIResponse(responseCode = "200", description = "The voucher")
    public Response paper(@PathParam("id") UUID id, @HeaderParam("Accept-Language") String asked) {
        VoucherView voucher = service.find(id);
        UnitRef unit = tree.find(voucher.unit()).orElseThrow();
        String parent = tree.nameAbove(unit);
        return Papers.printed(asked, unit.jurisdiction(), language -> VoucherPaper.pdf(voucher, unit, parent, language), "voucher", voucher.number());
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Approve a voucher that somebody else made: it is in the books then",
            description = "A payment that breaks a guard that blocks is refused with all that it breaks.")
    public VoucherView approve(@PathParam("id") UUID id) {
        return service.approve(id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Refuse a voucher that somebody else made, with the reason")
    public VoucherView refuse(@PathParam("id") UUID id, @Valid @NotNull VoucherCommand.Refuse command) {
        return service.refuse(id, command);
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Withdraw a voucher that one made oneself and nobody has decided on yet", description = "Nothing was booked by it. It stays on record.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VoucherView.class)))
    @APIResponse(responseCode = "409", description = "Made by somebody else, or decided already")
    public VoucherView withdraw(@PathParam("id") UUID id) {
        return service.withdraw(id);
    }

    @POST
    @Path("/{id}/reversal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Take an approved voucher back", description = "By an entry that is its opposite; its number stays taken. A payment by "
            + "somebody else than who approved it; of a receipt money leaves, so that waits for another person at its Location. Where a line of the "
            + "bank is said to be this voucher's, that is put back first.")
    @APIResponse(responseCode = "200", description = "Taken back", content = @Content(schema = @Schema(implementation = VoucherView.class)))
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = LedgerView.Proposal.class)))
    public Response reverse(@PathParam("id") UUID id, @Valid @NotNull VoucherCommand.Reverse command) {
        VoucherService.Undone undone = service.reverse(id, command);
        return undone.proposal() == null ? Response.ok(undone.voucher()).build()
                : Waiting.at(Waiting.PROPOSALS, undone.proposal(), proposals.proposal(caller.scope(), undone.proposal()).orElseThrow());
    }
}
