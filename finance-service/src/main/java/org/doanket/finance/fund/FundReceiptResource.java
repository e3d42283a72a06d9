package org.doanket.finance.fund;

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

@Path("/v1/fund-receipts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers' fund")
public class FundReceiptResource {

    private final FundReceiptService service;
    private final ProposalQueries proposals;
    private final FundQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    FundReceiptResource(FundReceiptService service, ProposalQueries proposals, FundQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.proposals = proposals;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Take in money of an employer", description = "It pays his oldest months first, many if need be; what is "
    + "above all of them "
    + "waits for later ones. Which months it paid, and the shares that follow, are booked a moment later.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FundView.Receipt.class)))
    public Response take(@Valid @NotNull FundCommand.Receive command, @Context UriInfo uri) {
        UUID id = service.take(command);
        return Created.at(uri, id, found(id), 0);
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List receipts from employers, the newest first")
    public RestResponse<Page<FundView.Receipt>> list(@Valid @BeanParam UnitParam asked, @QueryParam("employer") UUID employer,
    @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.receipts(asked.range(tree, caller), asked.only(), employer, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One receipt from an employer")
    public FundView.Receipt one(@PathParam("id") UUID id) {
        return found(id);
    }

    @POST
    @Path("/{id}/reversal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Take back a receipt from an employer", description = "By another of the opposite amount, once. What it had "
            + "paid is owed again, and the shares come back, a moment later. Where money leaves cash or bank by it, it waits for another "
            + "person at its Location.")
    @APIResponse(responseCode = "201", description = "The reversal",
            content = @Content(schema = @Schema(implementation = FundView.Receipt.class)))
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = LedgerView.Proposal.class)))
    public Response reverse(@PathParam("id") UUID id, @Valid @NotNull FundCommand.Revoke command) {
        FundReceiptService.Outcome outcome = service.undo(id, command);
        if (outcome.reversal() == null) {
            return Waiting.at(Waiting.PROPOSALS, outcome.proposal(), proposals.proposal(caller.scope(), outcome.proposal()).orElseThrow());
        }
        return Created.at("/finance/v1/fund-receipts/" + outcome.reversal(), found(outcome.reversal())).tag(Revision.tag(0)).build();
    }

    private FundView.Receipt found(UUID id) {
        return queries.receipt(caller.scope(), id).orElseThrow(() -> Problem.notFound("fund-receipt"));
    }
}
