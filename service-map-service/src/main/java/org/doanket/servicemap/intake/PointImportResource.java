package org.doanket.servicemap.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/service-point-imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.MAP_EDITOR)
@Tag(name = "service point imports", description = "Service points out of a file: check, look at the preview, commit, and undo if it "
        + "was a mistake")
public class PointImportResource {

    private final PointImportService service;
    private final PointImportQueries queries;
    private final FaultyRows faultyRows;
    private final Caller caller;

    PointImportResource(PointImportService service, PointImportQueries queries, FaultyRows faultyRows, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.faultyRows = faultyRows;
        this.caller = caller;
    }

    @POST
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, PointFile.GEO_JSON})
    @Idempotent
    @BodyLimit(PointFile.LARGEST)
    @Operation(summary = "Send a file (CSV, XLSX or GeoJSON) to be checked",
            description = "datum says what its coordinates mean: wgs84, gcj02 (Gaode, Tencent), bd09 (Baidu), vn2000 or a zone of it (see /datums). There is no default, "
                    + "for a wrong guess puts every point some hundred metres off. unit is that of all points that name none; your own "
                    + "if it is left out.")
    @APIResponse(responseCode = "202", description = "id of the import, and the job that checks it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response take(File file, @HeaderParam("Content-Type") String type, @QueryParam("datum") String datum,
            @QueryParam("unit") UUID unit, @Context UriInfo uri) {
        return accepted(service.take(file, type, datum, unit), uri);
    }

    @GET
    @Operation(summary = "List imports, the newest first")
    public RestResponse<Page<PointImportView>> list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), page), uri);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "State and counts of an import")
    public PointImportView find(@PathParam("id") UUID id) {
        return queries.find(caller.scope(), id).orElseThrow(() -> Problem.notFound("service-point-import"));
    }

    @GET
    @Path("/{id}/rows")
    @Operation(summary = "The preview: all rows, or only the faulty ones, or only the good ones",
            description = "Of each whether it is new, changes a point (and in which columns) or leaves it unchanged.")
    public RestResponse<Page<PointImportView.Row>> rows(@PathParam("id") UUID id, @QueryParam("faulty") Boolean faulty, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        find(id);
        return PageRequest.typed(queries.rows(caller.scope(), id, faulty, page), uri);
    }

    @GET
    @Path("/{id}/faulty-rows")
    @Produces(SheetWriter.CSV)
    @Operation(summary = "The faulty rows as a sheet of the same columns and one that says what is wrong",
            description = "To be mended and sent in again.")
    public StreamingOutput faulty(@PathParam("id") UUID id) {
        find(id);
        return faultyRows.of(caller.scope(), id);
    }

    @POST
    @Path("/{id}/commit")
    @Idempotent
    @Operation(summary = "Make points of the good rows, and change those that are there already",
            description = "A row with the id of an open or planned point of your scope, as the export writes it, changes that point; all others make a new one. "
                    + "Columns that the file lacks stay as they are.")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response commit(@PathParam("id") UUID id, @Context UriInfo uri) {
        return accepted(service.commit(id), uri);
    }

    @POST
    @Path("/{id}/undo")
    @Idempotent
    @Operation(summary = "Withdraw the points of an import, and restore those that it changed", description = "Except those that somebody has changed since.")
    @APIResponse(responseCode = "202", description = "The job",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response undo(@PathParam("id") UUID id, @Context UriInfo uri) {
        return accepted(service.undo(id), uri);
    }

    private static Response accepted(PointImportService.Accepted accepted, UriInfo uri) {
        return JobAccepted.at(uri, accepted.job(), accepted.id());
    }
}
