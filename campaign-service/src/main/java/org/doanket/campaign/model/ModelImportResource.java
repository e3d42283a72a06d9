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
import org.doanket.campaign.ListFilter;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/model-imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CAMPAIGN_OFFICER)
@Tag(name = "model imports", description = "Registrations from a sheet: sent, looked at with every fault, committed, and undone if it was wrong")
public class ModelImportResource {

    private final ModelImportService service;
    private final ModelImportQueries queries;
    private final Caller caller;

    ModelImportResource(ModelImportService service, ModelImportQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(ModelSheet.LARGEST)
    @Operation(summary = "Send a sheet (CSV or XLSX) of registrations to be checked",
            description = "unit and year are those of rows that name none; the unit is your own if not given.")
    @APIResponse(responseCode = "202", description = "id of the import, and the job that checks it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response upload(@QueryParam("unit") UUID unit, @QueryParam("year") @Min(2000) @Max(2100) Integer year,
            @QueryParam("fileName") @Size(max = 200) String fileName, @NotNull File sheet, @Context UriInfo uri) {
        ModelImportService.Begun begun = service.upload(unit, year, fileName, sheet.toPath());
        return JobAccepted.at(uri, begun.job(), begun.id());
    }

    @GET
    @Operation(summary = "List imports, the newest first")
    public RestResponse<Page<ModelImportView>> list(@Valid @BeanParam ListFilter filter,
            @QueryParam("state") @Pattern(regexp = "checking|checked|committing|committed|undone") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, state, page), uri);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "State and counts of an import")
    public ModelImportView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @GET
    @Path("/{id}/rows")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @Operation(summary = "Rows with their faults",
            description = "Page by page; or, when Accept names a sheet, the same sheet with an error column, to be mended and sent again.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT, properties = {
                    @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = ModelImportView.Row.class),
                    @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
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
    @Operation(summary = "Register the good rows",
            description = "Look-alikes stay out too, unless somebody has seen them and says that they are others.")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response commit(@PathParam("id") UUID id, @Valid ModelCommand.CommitImport command, @Context UriInfo uri) {
        ModelImportService.Begun begun = service.commit(id, command);
        return JobAccepted.at(uri, begun.job(), begun.id());
    }

    @POST
    @Path("/{id}/undo")
    @Idempotent
    @Operation(summary = "Take the registrations of an import back")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response undo(@PathParam("id") UUID id, @Context UriInfo uri) {
        ModelImportService.Begun begun = service.undo(id);
        return JobAccepted.at(uri, begun.job(), begun.id());
    }
}
