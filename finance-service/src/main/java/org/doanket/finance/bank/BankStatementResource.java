package org.doanket.finance.bank;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.io.File;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.finance.bank.BankView.StatementView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank statements", description = "Statements as banks give them (camt.053, MT940, or CSV and XLSX by a profile), and what "
        + "their lines paid")
public class BankStatementResource {

    private final BankService service;
    private final BankQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    BankStatementResource(BankService service, BankQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @Path("/bank-statements")
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.TEXT_PLAIN, SheetWriter.CSV, SheetWriter.XLSX,
            MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @BodyLimit(UploadService.LARGEST)
    @Operation(summary = "Load a statement and book what came in",
            description = "profile names its form: camt.053, mt940, or a bank's own. Lines that are known already change nothing; those "
            + "that pay a "
                    + "payment request or come in on a payer's own number are matched, the rest wait in suspense. A statement whose "
                    + "balances do "
                    + "not agree with its lines is refused whole. Lines are of the unit's account whose number the statement names; where it "
                    + "names none, of the account that is given, or of the main one.")
    @APIResponse(responseCode = "202", description = "id of the statement, and the job that books it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response load(@QueryParam("unit") @NotNull UUID unit, @QueryParam("profile") @DefaultValue(StatementReader.CAMT) String profile,
            @QueryParam("account") UUID account, @NotNull File file, @Context UriInfo uri) {
        BankService.Started started = service.load(unit, profile, account, file);
        return JobAccepted.at(uri, started.job(), started.statement());
    }

    @GET
    @Path("/bank-statements")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List statements, the newest first")
    public RestResponse<Page<StatementView>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.statements(asked.range(tree, caller), asked.only(), page), uri);
    }

    @GET
    @Path("/bank-statements/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "State and counts of a statement")
    public StatementView one(@PathParam("id") UUID id) {
        return queries.statement(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-statement"));
    }
}
