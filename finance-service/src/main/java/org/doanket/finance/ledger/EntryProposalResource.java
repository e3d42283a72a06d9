package org.doanket.finance.ledger;

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
import org.doanket.finance.ledger.LedgerView.Proposal;
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

@Path("/v1/entry-proposals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books")
public class EntryProposalResource {

    private final ManualEntryService service;
    private final ProposalQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    EntryProposalResource(ManualEntryService service, ProposalQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List what waits for another person because money leaves by it, or were decided on, the newest first")
    public RestResponse<Page<Proposal>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("state") @Pattern(regexp = "waiting|approved|refused|withdrawn") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.proposals(asked.range(tree, caller), asked.only(), state, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One thing that waits or was decided on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Proposal.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Proposal proposal = find(id);
        return Revision.answer(request, proposal, proposal.state().equals("waiting") ? 0 : 1);
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Approve what somebody else proposed: an entry, a reversal; it is in the books then",
            description = "Where its month has been closed meanwhile, it takes effect on the first day that is open.")
    public Proposal approve(@PathParam("id") UUID id) {
        service.approve(id);
        return find(id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Refuse what somebody else proposed, with the reason")
    public Proposal refuse(@PathParam("id") UUID id, @Valid @NotNull LedgerCommand.Refuse command) {
        service.refuse(id, command);
        return find(id);
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Withdraw what one proposed oneself and nobody has decided on yet", description = "Nothing was booked by it. It stays on record.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Proposal.class)))
    @APIResponse(responseCode = "409", description = "Proposed by somebody else, or decided already")
    public Proposal withdraw(@PathParam("id") UUID id) {
        service.withdraw(id);
        return find(id);
    }

    private Proposal find(UUID id) {
        return service.proposal(id);
    }
}
