package org.doanket.servicemap.roster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "duty reports", description = "What was done at a desk on a day: people helped and files lodged online, in counts")
public class DutyReportResource {

    private final DutyReportService service;
    private final DutyReportQueries queries;
    private final DutyReportSheet sheet;
    private final Caller caller;

    DutyReportResource(DutyReportService service, DutyReportQueries queries, DutyReportSheet sheet, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.sheet = sheet;
        this.caller = caller;
    }

    @POST
    @Path("/duty-reports")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Report a day at a desk")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DutyReportView.class)))
    public Response report(@Valid @NotNull DutyReportCommand.Report asked, @Context UriInfo uri) {
        DutyReportView report = service.report(asked);
        return Created.at(uri, report.id(), report, report.version());
    }

    @GET
    @Path("/duty-reports")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List duty reports", description = "Newest day first: a page as JSON; the whole as CSV or XLSX, without limit and cursor.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = DutyReportView.class),
            @SchemaProperty(name = "next", type = SchemaType.STRING)})), @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "subtree") String scope,
            @QueryParam("point") UUID point, @QueryParam("from") LocalDate from, @QueryParam("until") LocalDate until,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        DutyReportQueries.Asked asked = new DutyReportQueries.Asked(unit, scope, point, from, until);
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "duty-reports", sheet.of(caller.scope(), asked, type)))
                .orElseGet(() -> PageRequest.answer(queries.list(caller.scope(), asked, page), uri));
    }

    @GET
    @Path("/duty-reports/total")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Sums of duty reports")
    public DutyReportView.Total total(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "subtree") String scope,
            @QueryParam("point") UUID point, @QueryParam("from") LocalDate from, @QueryParam("until") LocalDate until) {
        return queries.total(caller.scope(), new DutyReportQueries.Asked(unit, scope, point, from, until));
    }

    @GET
    @Path("/duty-reports/{id}")
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One duty report")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DutyReportView.class)))
    public Response find(@PathParam("id") UUID id, @Context Request request) {
        DutyReportView report = queries.find(caller.scope(), id).orElseThrow(() -> Problem.notFound("duty-report"));
        return Revision.answer(request, report, report.version());
    }

    @PATCH
    @Path("/duty-reports/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({Roles.DESK_CLERK, Roles.UNIT_OFFICER})
    @Operation(summary = "Correct a duty report", description = "The sums of its month are told anew.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DutyReportView.class)))
    public Response correct(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        DutyReportView report = service.correct(id, ifMatch, patch);
        return Response.ok(report).tag(Revision.tag(report.version())).build();
    }
}
