package org.doanket.finance.bank;

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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.Waiting;
import org.doanket.finance.ledger.LedgerView;
import org.doanket.finance.ledger.ProposalQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
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

@Path("/v1/cash-receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "cash receipts", description = "Dues that members give in cash. The paper for it is a receipt of /receipts")
public class CashReceiptResource {

    /** What was taken together. */
    public record Taken(List<CashReceiptView> receipts) {
    }

    private final CashReceiptService service;
    private final CashReceiptQueries queries;
    private final ProposalQueries proposals;
    private final UnitTree tree;
    private final Caller caller;

    CashReceiptResource(CashReceiptService service, CashReceiptQueries queries, ProposalQueries proposals, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.proposals = proposals;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Take dues in cash, of one member or by a list", description = "Each payment pays the months named or, the oldest "
            + "first, what the member owes; more than he owes is not taken. All are booked, or none and every fault is named. Collected "
            + "sums, shares and standing follow a moment later, as after a line of the bank.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Taken.class)))
    public Response take(@Valid @NotNull CashCommand.Take command, @Context UriInfo uri) {
        List<CashReceiptView> taken = service.take(command);
        return Created.at(uri.getRequestUri().getRawPath() + "/" + taken.get(0).id(), new Taken(taken)).build();
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List dues that were taken in cash, the newest first")
    public RestResponse<Page<CashReceiptView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("member") UUID member,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.receipts(asked.range(tree, caller), asked.only(), member, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Dues that a member gave in cash, and which months they paid")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CashReceiptView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        CashReceiptView receipt = queries.receipt(caller.scope(), id).orElseThrow(() -> Problem.notFound("cash-receipt"));
        return Revision.answer(request, receipt, receipt.version());
    }

    @POST
    @Path("/{id}/reversal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Undo what was taken in cash", description = "Cash leaves by it, so it waits for another person at its Location, "
            + "however little it is. Then what was paid is owed again, and a paper that was issued for it is void.")
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = LedgerView.Proposal.class)))
    public Response undo(@PathParam("id") UUID id, @Valid @NotNull CashCommand.Undo command) {
        UUID proposal = service.undo(id, command);
        return Waiting.at(Waiting.PROPOSALS, proposal, proposals.proposal(caller.scope(), proposal).orElseThrow());
    }
}
