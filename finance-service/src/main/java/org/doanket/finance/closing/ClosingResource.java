package org.doanket.finance.closing;

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
import org.doanket.finance.closing.ClosingView.Closing;
import org.doanket.finance.closing.ClosingView.Item;
import org.doanket.finance.closing.ClosingView.LateReceipt;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
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

@Path("/v1/unit-closings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "unit closings", description = "The books of units that ended: frozen, stated, handed over, and moved to the heirs, as a job "
        + "with steps")
public class ClosingResource {

    private static final String STATES = "waiting|running|no-heir|waiting-for-shares|closed|undoing|undo-blocked|undone";

    private final ClosingService service;
    private final ClosingQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    ClosingResource(ClosingService service, ClosingQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List closings, the newest first", description = "Those that wait for shares wait for somebody above all the "
            + "heirs.")
    public RestResponse<Page<Closing>> list(@Valid @BeanParam UnitParam asked, @QueryParam("state") @Pattern(regexp = STATES) String state,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.closings(asked.range(tree, caller), asked.only(), state, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One closing: its steps, its heirs, its rules, and what keeps it from being undone")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Closing.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Closing closing = queries.one(caller.scope(), id, Language.current());
        return Revision.answer(request, closing, closing.version());
    }

    @POST
    @Path("/{id}/shares")
    @RolesAllowed({Roles.TREASURER, Roles.FEDERATION_OFFICER})
    @Idempotent(required = true)
    @Operation(summary = "Propose how several successors share", description = "By the members who went to each, or as was agreed. "
            + "Somebody else approves.")
    public Closing share(@PathParam("id") UUID id, @Valid @NotNull ClosingCommand.Share command) {
        service.share(id, command);
        return queries.one(caller.scope(), id, Language.current());
    }

    @POST
    @Path("/{id}/shares/approval")
    @RolesAllowed({Roles.TREASURER, Roles.FEDERATION_OFFICER})
    @Idempotent(required = true)
    @Operation(summary = "Approve the shares that somebody else proposed; the closing goes on")
    @APIResponse(responseCode = "202", description = "The job", content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response approve(@PathParam("id") UUID id, @Context UriInfo uri) {
        return JobAccepted.at(uri, service.approve(id), id);
    }

    @GET
    @Path("/{id}/items")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What is handed over, part by part")
    public RestResponse<Page<Item>> items(@PathParam("id") UUID id, @QueryParam("part") @Pattern(regexp = "[a-z-]{1,30}") String part,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        queries.find(caller.scope(), id);
        return PageRequest.typed(queries.items(caller.scope(), id, part, Language.current(), page), uri);
    }

    @GET
    @Path("/{id}/items/{item}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One thing that is handed over")
    public Item item(@PathParam("id") UUID id, @PathParam("item") UUID item) {
        return queries.item(caller.scope(), id, item, Language.current()).orElseThrow(() -> Problem.notFound("closing-item"));
    }

    @POST
    @Path("/{id}/items")
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Add what the books do not know of: assets, records and seal, obligations")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Item.class)))
    public Response add(@PathParam("id") UUID id, @Valid @NotNull ClosingCommand.AddItem command, @Context UriInfo uri) {
        Item item = service.add(id, command);
        return Created.at(uri, item.id(), item, 0);
    }

    @POST
    @Path("/{id}/items/{item}/withdrawal")
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Strike out what was entered by mistake", description = "It stays in the list as struck out.")
    public Item withdraw(@PathParam("id") UUID id, @PathParam("item") UUID item, @Valid @NotNull ClosingCommand.Withdraw command) {
        return service.withdraw(id, item, command);
    }

    @GET
    @Path("/{id}/late-receipts")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Money that came in after the closing, the newest first",
            description = "What paid something, and what is not known yet, is in the heirs' books within a minute; what nobody owed "
            + "waits to be refunded; "
            + "what a line in suspense paid is said as ever, at the line itself.")
    public RestResponse<Page<LateReceipt>> lateReceipts(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.lateReceipts(caller.scope(), queries.find(caller.scope(), id), page), uri);
    }

    @POST
    @Path("/{id}/undo-attempts")
    @RolesAllowed({Roles.TREASURER, Roles.FEDERATION_OFFICER})
    @Idempotent(required = true)
    @Operation(summary = "Try again to give the books back to a unit that is alive again",
            description = "After what stood in the way is gone. The first try follows the counter-act by itself.")
    @APIResponse(responseCode = "202", description = "The job", content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response undo(@PathParam("id") UUID id, @Context UriInfo uri) {
        return JobAccepted.at(uri, service.undo(id), id);
    }
}
