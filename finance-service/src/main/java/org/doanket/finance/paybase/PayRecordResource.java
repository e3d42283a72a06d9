package org.doanket.finance.paybase;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.finance.paybase.PayView.FaultyRow;
import org.doanket.finance.paybase.PayView.ImportView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
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

@Path("/v1/pay-records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "pay records", description = "Pay files: checked, shown with their faults, taken over; a later file corrects an earlier one, "
        + "and one on which nothing was built is undone")
public class PayRecordResource {

    private final PayImportService service;
    private final PayQueries queries;
    private final FaultSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    PayRecordResource(PayImportService service, PayQueries queries, FaultSheet sheets, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @BodyLimit(UploadService.LARGEST)
    @Operation(summary = "Load a pay file (CSV or XLSX) of a unit's month",
            description = "The mode preview only checks it; it is taken over once it is committed. Of a month that has begun. "
                    + "A row whose column withdrawn says yes takes back what an earlier file said of the member's month.")
    @APIResponse(responseCode = "202", description = "id of the import, and the job that does it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response load(@QueryParam("unit") @NotNull UUID unit, @QueryParam("month") @NotNull YearMonth month,
            @QueryParam("mode") @DefaultValue("commit") @Pattern(regexp = "preview|commit") String mode, @NotNull File file,
            @Context UriInfo uri) {
        PayImportService.Started started = service.start(unit, month, mode, file);
        return JobAccepted.at(uri, started.job(), started.payImport());
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List what members were paid in a month")
    public RestResponse<Page<PayView.Record>> list(@Valid @BeanParam UnitParam asked, @QueryParam("month") @NotNull YearMonth month,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.records(asked.range(tree, caller), asked.only(), month, page), uri);
    }

    @GET
    @Path("/imports/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "State and counts of a pay file")
    public ImportView one(@PathParam("id") UUID id) {
        return found(id);
    }

    @POST
    @Path("/imports/{id}/commit")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "Take a checked pay file over")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response commit(@PathParam("id") UUID id, @Context UriInfo uri) {
        PayImportService.Started started = service.commit(id);
        return JobAccepted.at(uri, started.job(), started.payImport());
    }

    @POST
    @Path("/imports/{id}/undo")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent
    @Operation(summary = "Take a pay file back out", description = "While nothing was built on it: a posted dues run that worked with what it brought "
            + "stands in the way, and a later file of the same units, which is undone before it. What an earlier file had said holds again.")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    @APIResponse(responseCode = "409", description = "Not taken over, or something was built on it: which run, or which file, it says")
    public Response undo(@PathParam("id") UUID id, @Context UriInfo uri) {
        PayImportService.Started started = service.undo(id);
        return JobAccepted.at(uri, started.job(), started.payImport());
    }

    @GET
    @Path("/imports/{id}/faulty-rows")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Faulty rows of a pay file, with what is wrong", description = "Each look at them is on the audit trail.")
    public RestResponse<Page<FaultyRow>> faultyRows(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.faultyRows(caller.scope(), found(id), Language.current(), page), uri);
    }

    @GET
    @Path("/imports/{id}/faults")
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The faulty rows as the same sheet with one more column that says what is wrong",
            description = "To be put right and loaded again. For who says what for; each is on the audit trail.")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response faultSheet(@PathParam("id") UUID id, @QueryParam("purpose") @Size(min = 10, max = 500) String purpose, @Context HttpHeaders headers) {
        ImportView pay = found(id);
        if (purpose == null) {
            throw new Problem(422, "purpose-missing");
        }
        queries.noteExport(pay, purpose);
        return sheets.of(pay, caller.scope(), Sheets.wanted(headers).orElse(SheetWriter.CSV), Language.current());
    }

    private ImportView found(UUID id) {
        return queries.payImport(caller.scope(), id).orElseThrow(() -> Problem.notFound("pay-import"));
    }
}
