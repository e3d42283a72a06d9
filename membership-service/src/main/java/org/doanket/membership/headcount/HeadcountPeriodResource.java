package org.doanket.membership.headcount;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.Sheets;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/headcount-periods")
@Produces("application/json")
@Tag(name = "head counts", description = "What units report of themselves, beside what the register counts")
public class HeadcountPeriodResource {

    private final HeadcountPeriodService service;
    private final HeadcountPeriodQueries queries;
    private final ReconciliationQueries reconciliation;
    private final Caller caller;

    HeadcountPeriodResource(HeadcountPeriodService service, HeadcountPeriodQueries queries, ReconciliationQueries reconciliation, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.reconciliation = reconciliation;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Ask the units below for their head counts")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HeadcountPeriodView.class)))
    @APIResponse(responseCode = "409", description = "The unit has a period of that code")
    @APIResponse(responseCode = "422", description = "Unknown level, days out of order")
    public Response open(@Valid @NotNull HeadcountCommand.Open command, @Context UriInfo uri) {
        UUID id = service.open(command, caller.scope());
        HeadcountPeriodView period = queries.one(caller.scope(), id);
        return Created.at(uri, id, period, period.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "List periods, the newest first", description = "Those that units here are asked in, also from above, and those that they ask in.")
    public RestResponse<Page<HeadcountPeriodView>> list(@Valid @BeanParam HeadcountPeriodQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One period")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HeadcountPeriodView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        HeadcountPeriodView period = queries.one(caller.scope(), id);
        return Revision.answer(request, period, period.version());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, "application/json"})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Rename a period or move its window", description = "For the unit that asks, and those above it.")
    @RequestBody(content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = HeadcountCommand.ChangePeriod.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HeadcountPeriodView.class)))
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(@PathParam("id") UUID id, @NotNull JsonNode patch, @HeaderParam("If-Match") String ifMatch) {
        service.change(id, patch, ifMatch, caller.scope());
        HeadcountPeriodView period = queries.one(caller.scope(), id);
        return Response.ok(period).tag(Revision.tag(period.version())).build();
    }

    @GET
    @Path("/{id}/work-list")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "Who must answer and who has", description = "Units of the period's level as they stood on the cut-off, by code; with late=true "
            + "those who should have filed by now.")
    public RestResponse<Page<HeadcountPeriodView.Task>> workList(@PathParam("id") UUID id, @Valid @BeanParam HeadcountPeriodQueries.TaskFilter filter,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.tasks(caller.scope(), id, filter, page), uri);
    }

    @GET
    @Path("/{id}/progress")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "How many have answered")
    public HeadcountPeriodView.Progress progress(@PathParam("id") UUID id, @QueryParam("unit") UUID unit) {
        return queries.progress(caller.scope(), id, unit);
    }

    @GET
    @Path("/{id}/reconciliation")
    @Produces({"application/json", SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "Reported against counted in the register, unit by unit, as of the cut-off",
            description = "A page as JSON, the whole as CSV or XLSX; with gaps=true only where the two differ.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = "application/json", schema = @Schema(implementation = ReconciliationView.Listed.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response reconciliation(@PathParam("id") UUID id, @QueryParam("unit") UUID unit, @QueryParam("gaps") @DefaultValue("false") boolean gaps,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        Optional<String> sheet = Sheets.wanted(headers);
        return sheet.isPresent()
                ? Sheets.answer(sheet.get(), "reconciliation-" + id, reconciliation.sheet(caller.scope(), id, unit, gaps, sheet.get(), Language.current()))
                : PageRequest.answer(reconciliation.list(caller.scope(), id, unit, gaps, page), uri);
    }

    @GET
    @Path("/{id}/reconciliation/sum")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "Reported against counted over a subtree")
    public ReconciliationView.Sum reconciled(@PathParam("id") UUID id, @QueryParam("unit") UUID unit) {
        return reconciliation.sum(caller.scope(), id, unit);
    }
}
