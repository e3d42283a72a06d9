package org.doanket.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/progress-reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "progress reports", description = "Reports of half-years and years on action plans, and who owes one")
public class ProgressReportResource {

    private final ProgressReportService service;
    private final ProgressReportQueries queries;
    private final CompilationQueries compilations;
    private final Caller caller;

    ProgressReportResource(ProgressReportService service, ProgressReportQueries queries, CompilationQueries compilations, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.compilations = compilations;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Draft a report from the data", description = "Every target of the plan as it stood at the end of the period.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProgressReportView.class)))
    public Response draft(@Valid @NotNull ProgressReportCommand.Draft command, @Context UriInfo uri) {
        ProgressReportView report = queries.one(caller.scope(), service.draft(command));
        return Created.at(uri, report.id(), report, report.version());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List reports, the newest first", description = "A page as JSON, or each line of all of them as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = ProgressReportView.class),
            @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam ProgressReportQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        UnitScope scope = caller.scope();
        // Also for a sheet: what must be refused is refused before the first byte is out.
        Page<ProgressReportView> first = queries.list(scope, filter, page);
        return Sheets.wanted(headers).map(type -> sheet(type, taker -> queries.each(scope, filter, taker)))
                .orElseGet(() -> Response.fromResponse(PageRequest.answer(first, uri)).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    /** Gives a taker the lines of reports. */
    private interface Lines {
        void to(Sql.RowTaker taker) throws IOException;
    }

    private static Response sheet(String type, Lines lines) {
        Locale language = Language.current();
        return Sheets.answer(type, "progress", out -> {
            try (ProgressReportSheet sheet = new ProgressReportSheet(type, out, language)) {
                lines.to(sheet::row);
            }
        });
    }

    @GET
    @Path("/late")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Units below that owe a report on their share of a plan", description = "As of today, or of another day (on).")
    public RestResponse<Page<ProgressReportView.Late>> late(@QueryParam("plan") @NotNull UUID plan,
            @QueryParam("period") @NotNull @Pattern(regexp = ProgressReportCommand.PERIOD) String period, @QueryParam("on") LocalDate on,
            @QueryParam("q") @Size(max = 100) String q, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.late(caller.scope(), plan, period, on, SearchForm.containing(q), page), uri);
    }

    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One report with its lines", description = "Or these alone as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ProgressReportView.class)),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response one(@PathParam("id") UUID id, @Context Request request, @Context HttpHeaders headers) {
        UnitScope scope = caller.scope();
        ProgressReportView report = queries.one(scope, id);
        return Sheets.wanted(headers).map(type -> sheet(type, taker -> queries.each(scope, id, taker)))
                .orElseGet(() -> Response.fromResponse(Revision.answer(request, report, report.version(), report.state(), report.late()))
                        .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Complete a report in words", description = "summary, difficulties, proposals, and words on single targets in lines.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgressReportView.class)))
    public Response write(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, JsonNode patch) {
        service.write(id, patch, ifMatch);
        return answer(id);
    }

    @POST
    @Path("/{id}/figures")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Take the figures of a draft anew", description = "As they are known now; the words stay.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgressReportView.class)))
    public Response refresh(@PathParam("id") UUID id) {
        service.refresh(id);
        return answer(id);
    }

    @POST
    @Path("/{id}/submission")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Send a report up", description = "After the end of its period; from now on it does not change.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgressReportView.class)))
    public Response submit(@PathParam("id") UUID id) {
        service.submit(id);
        return answer(id);
    }

    @POST
    @Path("/{id}/return")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Send a report of a unit below back, saying why", description = "Also one that was accepted.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgressReportView.class)))
    public Response sendBack(@PathParam("id") UUID id, @Valid @NotNull ProgressReportCommand.SendBack command) {
        service.sendBack(id, command.note());
        return answer(id);
    }

    @POST
    @Path("/{id}/acceptance")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Accept a report of a unit below")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgressReportView.class)))
    public Response accept(@PathParam("id") UUID id) {
        service.accept(id);
        return answer(id);
    }

    @GET
    @Path("/{id}/compilation")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What the reports of units below say together", description = "As a sheet: each line of each of them.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ProgressReportView.Compilation.class)),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response compile(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> {
            queries.one(caller.scope(), id);
            UnitScope scope = caller.scope();
            Locale language = Language.current();
            return Sheets.answer(type, "progress", out -> {
                try (CompilationSheet sheet = new CompilationSheet(type, out, language)) {
                    compilations.each(scope, id, sheet::row);
                }
            });
        }).orElseGet(() -> Response.ok(compilations.of(caller.scope(), id), MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Response answer(UUID id) {
        ProgressReportView report = queries.one(caller.scope(), id);
        return Response.ok(report).tag(Revision.tag(report.version())).build();
    }
}
