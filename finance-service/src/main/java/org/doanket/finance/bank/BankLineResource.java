package org.doanket.finance.bank;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.ListSheet;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/bank-lines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank statements")
public class BankLineResource {

    /** The lines that were booked. */
    public record Assigned(List<UUID> lines) {
    }

    private final AssignmentService service;
    private final LineEntryService entries;
    private final BankQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    BankLineResource(AssignmentService service, LineEntryService entries, BankQueries queries, ListSheet sheets, UnitTree tree, Caller caller) {
        this.service = service;
        this.entries = entries;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List lines of statements, the newest first",
            description = "The state suspense is of those that wait for somebody who knows what they paid; with each stands what that "
            + "may be.")
    public RestResponse<Page<LineView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("account") UUID account,
            @QueryParam("state") @Pattern(regexp = "matched|suspense") String state,
            @QueryParam("direction") @Pattern(regexp = "in|out") String direction, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.lines(asked.range(tree, caller), asked.only(), account, state, direction, page), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("account") UUID account,
            @QueryParam("state") @Pattern(regexp = "matched|suspense") String state, @QueryParam("direction") @Pattern(regexp = "in|out") String direction,
            @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        return sheets.of(headers, "bank-lines", range, LineView.class, page -> queries.lines(range, asked.only(), account, state, direction, page));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One line, and what it paid")
    public LineView one(@PathParam("id") UUID id) {
        return queries.line(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-line"));
    }

    @POST
    @Path("/{id}/assignment")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Say what a line in suspense paid",
            description = "A payment request, a month of the unit or of a member, or many of these by a list. What comes above what is "
            + "owed is due "
                    + "back. The shares that follow are booked a moment later.")
    public LineView assign(@PathParam("id") UUID id, @Valid @NotNull BankCommand.Assign command) {
        return service.assign(id, command);
    }

    @POST
    @Path("/{id}/entries")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Say that a line in suspense is what documents have booked already",
            description = "A voucher, a grant, what a drive gave out, a receipt of an employer, an entry by hand: each moved the bank's money before "
            + "the bank told of it. Also another line of the bank, by its entry, where both turn out to be one. It stands on the bank's account once then. One line may be many documents, and one document many lines.")
    public LineView tell(@PathParam("id") UUID id, @Valid @NotNull BankCommand.Tell command) {
        return entries.tell(id, command);
    }

    @POST
    @Path("/{id}/reversal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Put a line back into suspense",
            description = "What it paid is owed again; a receipt that was issued for it is void. Also of lines that were matched by "
            + "themselves, that paid a refund, or that were said to be what documents have booked.")
    public LineView undo(@PathParam("id") UUID id, @Valid @NotNull BankCommand.Undo command) {
        return service.undo(id, command);
    }

    @POST
    @Path("/assignments")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Say what many lines in suspense paid", description = "All of them are booked, or none and every fault is named.")
    public Assigned assignAll(@Valid @NotNull BankCommand.AssignMany command) {
        return new Assigned(service.assignAll(command.assignments()));
    }
}
