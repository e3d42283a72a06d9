package org.doanket.campaign.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;

/** Registrations from a sheet: upload, look at every fault, commit, and if it was wrong, undo. */
@Path("/v1/model-imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CAMPAIGN_OFFICER)
public class ModelImportResource {

    private final ModelImportService service;
    private final ModelImportQueries queries;
    private final Caller caller;

    ModelImportResource(ModelImportService service, ModelImportQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    /** CSV or XLSX. @param unit of rows that name none; the caller's own if not given. @param year of rows that name none */
    @POST
    @Idempotent
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(ModelSheet.LARGEST)
    public Response upload(@QueryParam("unit") UUID unit, @QueryParam("year") @Min(2000) @Max(2100) Integer year,
            @QueryParam("fileName") @Size(max = 200) String fileName, @NotNull File sheet, @Context UriInfo uri) {
        ModelImportService.Begun begun = service.upload(unit, year, fileName, sheet.toPath());
        return JobAccepted.at(uri, begun.job(), begun.id());
    }

    @GET
    public Response list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.answer(queries.list(caller.scope(), page), uri);
    }

    @GET
    @Path("/{id}")
    public ModelImportView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    /** Page by page; or, when {@code Accept} names a sheet, the same sheet with an error column, to be mended and uploaded again. */
    @GET
    @Path("/{id}/rows")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    public Response rows(@PathParam("id") UUID id, @QueryParam("only") @Pattern(regexp = "faulty|look-alike") String only,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> sheet(type, id, only)).orElseGet(() -> Response.fromResponse(
                PageRequest.answer(queries.rows(caller.scope(), id, only, Language.current(), page), uri))
                .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Response sheet(String type, UUID id, String only) {
        UnitScope scope = caller.scope();
        queries.one(scope, id);
        Locale locale = Language.current();
        return Sheets.answer(type, "rows", out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, "rows")) {
                queries.export(scope, id, only, locale, sheet);
            }
        });
    }

    @POST
    @Path("/{id}/commit")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public Response commit(@PathParam("id") UUID id, @Valid ModelCommand.CommitImport command, @Context UriInfo uri) {
        ModelImportService.Begun begun = service.commit(id, command);
        return JobAccepted.at(uri, begun.job(), begun.id());
    }

    @POST
    @Path("/{id}/undo")
    @Idempotent
    public Response undo(@PathParam("id") UUID id, @Context UriInfo uri) {
        ModelImportService.Begun begun = service.undo(id);
        return JobAccepted.at(uri, begun.job(), begun.id());
    }
}
