package org.doanket.finance.employer;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.util.UUID;
import org.doanket.finance.SheetImportView;
import org.doanket.finance.SheetImports;
import org.doanket.finance.UploadService;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/employer-imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers")
public class EmployerImportResource {

    private final SheetImports sheets;

    EmployerImportResource(SheetImports sheets) {
        this.sheets = sheets;
    }

    @POST
    @Consumes({SheetWriter.CSV, SheetWriter.XLSX, MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @BodyLimit(UploadService.LARGEST)
    @Operation(summary = "Load a sheet (CSV or XLSX) of employers whose fund a unit collects", description = "Columns: tax code, name, group, region, union (its code), valid from. "
            + "Who is known by his tax code is changed. The mode preview only checks it.")
    @APIResponse(responseCode = "202", description = "id of the import, and the job that does it",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response load(@QueryParam("unit") @NotNull UUID unit,
            @QueryParam("mode") @DefaultValue("preview") @Pattern(regexp = "preview|commit") String mode, @NotNull File file,
            @Context UriInfo uri) {
        return sheets.load(EmployerSheet.KIND, unit, mode, file, uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "State and counts of a sheet of employers")
    public SheetImportView one(@PathParam("id") UUID id) {
        return sheets.one(EmployerSheet.KIND, id);
    }

    @POST
    @Path("/{id}/commit")
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take a checked sheet of employers over")
    @APIResponse(responseCode = "202", description = "The job", content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response commit(@PathParam("id") UUID id, @Context UriInfo uri) {
        return sheets.commit(EmployerSheet.KIND, id, uri);
    }

    @GET
    @Path("/{id}/faulty-rows")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER})
    @Operation(summary = "Faulty rows of a sheet of employers, with what is wrong",
            description = "As a sheet by Accept: all of them as they came, with one more column that says what is wrong; to be put right and loaded again.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SheetImports.FaultyRows.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response faultyRows(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        return sheets.faultyRows(EmployerSheet.KIND, id, page, uri, headers);
    }
}
