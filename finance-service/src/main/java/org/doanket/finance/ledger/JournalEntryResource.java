package org.doanket.finance.ledger;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.ListSheet;
import org.doanket.finance.Waiting;
import org.doanket.finance.ledger.LedgerView.Entry;
import org.doanket.finance.ledger.LedgerView.Proposal;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/journal-entries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books")
public class JournalEntryResource {

    private static final String COLLECTION = "/finance/v1/journal-entries/";

    private final ManualEntryService byHand;
    private final LedgerQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    JournalEntryResource(ManualEntryService byHand, LedgerQueries queries, ListSheet sheets, UnitTree tree, Caller caller) {
        this.byHand = byHand;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List entries, the newest first")
    public RestResponse<Page<Entry>> list(@Valid @BeanParam UnitParam asked, @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.entries(asked.range(tree, caller), asked.only(), from, to, page), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to,
            @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        return sheets.of(headers, "journal-entries", range, Entry.class, page -> queries.entries(range, asked.only(), from, to, page));
    }

    /** The number of reversals is the version: an entry itself never changes. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One entry with its postings")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Entry.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Entry entry = queries.entry(caller.scope(), id).orElseThrow(() -> Problem.notFound("journal-entry"));
        return Revision.answer(request, entry, entry.reversedBy() == null ? 0 : 1);
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Make an entry by hand",
            description = "Where more money leaves than one person may let out alone at a unit on a day, the "
            + "entry waits for another person (202, at its Location) and is not in the books until then. Spending keeps to the guards of "
            + "the year, and cash is not paid out that is not there; of a bank account findings say so. Accounts that a sub-ledger controls move by their own documents only.")
    @APIResponse(responseCode = "201", description = "In the books", content = @Content(schema = @Schema(implementation = Entry.class)))
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = Proposal.class)))
    public Response post(@Valid @NotNull LedgerCommand.Post command) {
        return answer(byHand.post(command));
    }

    @POST
    @Path("/{id}/reversal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Reverse an entry", description = "By another entry that is its opposite: entries are never changed. Where money "
            + "leaves by it, it waits for another person as an entry does.")
    @APIResponse(responseCode = "201", description = "The reversal", content = @Content(schema = @Schema(implementation = Entry.class)))
    @APIResponse(responseCode = "202", description = "Waits for another person",
            content = @Content(schema = @Schema(implementation = Proposal.class)))
    public Response reverse(@PathParam("id") UUID id, @Valid @NotNull LedgerCommand.Reverse command) {
        return answer(byHand.reverse(id, command));
    }

    private Response answer(ManualEntryService.Outcome outcome) {
        if (outcome.entry() == null) {
            return Waiting.at(Waiting.PROPOSALS, outcome.proposal(), byHand.proposal(outcome.proposal()));
        }
        return Created.at(COLLECTION + outcome.entry(), queries.entry(caller.scope(), outcome.entry()).orElseThrow().with(outcome.findings()))
                .tag(Revision.tag(0)).build();
    }
}
