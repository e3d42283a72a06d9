package org.doanket.finance.ledger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.doanket.finance.ledger.LedgerView.AccountLine;
import org.doanket.finance.ledger.LedgerView.Statement;
import org.doanket.finance.ledger.LedgerView.TrialBalance;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1")
@Tag(name = "books")
public class StatementResource {

    private final LedgerQueries ledger;
    private final StatementQueries statements;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    StatementResource(LedgerQueries ledger, StatementQueries statements, UnitTree tree, Caller caller, Clock clock) {
        this.ledger = ledger;
        this.statements = statements;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/trial-balance")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The trial balance, today or asOf a day, as known now or knownAt a moment")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = TrialBalance.class)))
    public Response trialBalance(@Valid @BeanParam UnitParam asked, @QueryParam("asOf") LocalDate asOf, @BeanParam KnownAt known,
            @Context HttpHeaders headers) {
        TrialBalance trial = ledger.trialBalance(asked.range(tree, caller), asked.only(), asOf == null ? asked.today(tree, caller, clock) : asOf, known.moment(),
                Language.current());
        Optional<String> sheet = Sheets.wanted(headers);
        return sheet.isPresent() ? file(sheet.get(), "trial-balance-" + trial.asOf(), LedgerSheet.of(trial, sheet.get(),
                Language.current()))
                : Response.ok(trial, MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Path("/statements")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Opening, movements and closing of each account, of a unit or consolidated over a subtree",
            description = "From the first day of the year until today unless said otherwise. In a subtree, what its units owe or have passed on to one "
                    + "another goes out on both sides; where the two sides differ, the difference is shown.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON,
    schema = @Schema(implementation = Statement.class)))
    public Response statement(@Valid @BeanParam UnitParam asked, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to,
            @BeanParam KnownAt known, @Context HttpHeaders headers) {
        LocalDate last = to == null ? asked.today(tree, caller, clock) : to;
        Statement statement = statements.statement(asked.range(tree, caller), asked.only(), from == null ? last.withDayOfYear(1) : from,
                last,
                known.moment(), Language.current());
        Optional<String> sheet = Sheets.wanted(headers);
        return sheet.isPresent() ? file(sheet.get(), "statement-" + last, LedgerSheet.of(statement, sheet.get(), Language.current()))
                : Response.ok(statement, MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Path("/accounts/{code}/lines")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List what was posted on an account, in the order of days, each with its entry and the balance after it")
    public RestResponse<Page<AccountLine>> lines(@PathParam("code") String code, @Valid @BeanParam UnitParam asked,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to, @BeanParam KnownAt known, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(statements.lines(asked.range(tree, caller), asked.only(), code, from, to, known.moment(), page), uri);
    }

    private static Response file(String type, String name, byte[] content) {
        return Sheets.answer(type, name, out -> out.write(content));
    }
}
