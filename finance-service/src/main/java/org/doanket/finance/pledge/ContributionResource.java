package org.doanket.finance.pledge;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.ListSheet;
import org.doanket.finance.Waiting;
import org.doanket.finance.ledger.LedgerView;
import org.doanket.finance.ledger.ProposalQueries;
import org.doanket.finance.pledge.PledgeView.Contribution;
import org.doanket.finance.pledge.PledgeView.GivenTotal;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/contributions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contributions")
public class ContributionResource {

    private final ContributionService service;
    private final ReceiptPaper papers;
    private final ProposalQueries proposals;
    private final PledgeQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    ContributionResource(ContributionService service, ReceiptPaper papers, ProposalQueries proposals, PledgeQueries queries, ListSheet sheets,
            UnitTree tree, Caller caller) {
        this.service = service;
        this.papers = papers;
        this.proposals = proposals;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent(required = true)
    @Operation(summary = "Record what was given", description = "Cash, which only a treasurer records, is booked. What the bank has "
            + "credited outside of a drive's time goes to suspense, and so does what is entered after its end, until another person admits it; at a "
            + "desk it is refused.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Contribution.class)))
    @APIResponse(responseCode = "422", description = "The drive is not open; the rule is named")
    public Response take(@Valid @NotNull PledgeCommand.Give command, @Context UriInfo uri) {
        Contribution contribution = service.take(command);
        return Created.at(uri, contribution.id(), contribution, contribution.version());
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER})
    @Operation(summary = "List contributions, the newest first", description = "The state suspense is of what came too late for a drive.")
    public RestResponse<Page<Contribution>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("state") @Pattern(regexp = "received|suspense|refunded|reversed") String state,
            @Valid @BeanParam PledgeQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        Page<Contribution> found = queries.contributions(asked.range(tree, caller), asked.only(), state, filter, page);
        return PageRequest.typed(new Page<>(found.items().stream().map(this::shown).toList(), found.next()), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("state") @Pattern(regexp = "received|suspense|refunded|reversed") String state,
            @Valid @BeanParam PledgeQueries.Filter filter, @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        return sheets.of(headers, "contributions", range, Contribution.class, page -> {
            Page<Contribution> found = queries.contributions(range, asked.only(), state, filter, page);
            return new Page<>(found.items().stream().map(this::shown).toList(), found.next());
        });
    }

    @GET
    @Path("/totals")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What units of a subtree gave, by kind", description = "A line for each kind, sort and measure: they are never "
            + "added together. Worth something only by a price that was set, and then shown apart.")
    public List<GivenTotal> totals(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PledgeQueries.Filter filter) {
        return queries.totals(asked.range(tree, caller), asked.only(), filter);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.CAMPAIGN_OFFICER})
    @Operation(summary = "One contribution")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Contribution.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Contribution found = found(id);
        return Revision.answer(request, shown(found), found.version());
    }

    @GET
    @Path("/{id}/receipt")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "A receipt for who gave, as PDF", description = "The law lets everybody ask for one.")
    @APIResponse(responseCode = "200", description = "The receipt")
    public Response receipt(@PathParam("id") UUID id) {
        return Response.ok(papers.of(found(id), Language.current()).pdf()).header("Cache-Control", "no-store").build();
    }

    @POST
    @Path("/{id}/refund")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Send back what came too late", description = "By somebody else than who recorded it.")
    public Contribution refund(@PathParam("id") UUID id) {
        return service.refund(id);
    }

    @POST
    @Path("/{id}/admission")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Admit what came in a drive's time and was entered after its end", description = "By somebody else than who recorded "
            + "it, who has seen the bank's paper.")
    public Contribution admit(@PathParam("id") UUID id) {
        return service.admit(id);
    }

    @POST
    @Path("/{id}/reversal")
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent(required = true)
    @Operation(summary = "Take back what was recorded by mistake",
            description = "Money leaves by it, so that of money waits for another person at its Location.")
    @APIResponse(responseCode = "200", description = "Taken back",
            content = @Content(schema = @Schema(implementation = Contribution.class)))
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = LedgerView.Proposal.class)))
    public Response undo(@PathParam("id") UUID id, @Valid @NotNull PledgeCommand.Undo command) {
        ContributionService.Undone undone = service.undo(id, command);
        return undone.proposal() == null ? Response.ok(shown(undone.contribution())).build()
                : Waiting.at(Waiting.PROPOSALS, undone.proposal(), proposals.proposal(caller.scope(), undone.proposal()).orElseThrow());
    }

    private Contribution found(UUID id) {
        return queries.contribution(caller.scope(), id).orElseThrow(() -> Problem.notFound("contribution"));
    }

    private Contribution shown(Contribution found) {
        return caller.is(Roles.TREASURER) || caller.is(Roles.AUDITOR) ? found : found.withoutDonor();
    }
}
