package org.doanket.membership.headcount;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/headcount-reports")
@Produces("application/json")
@Tag(name = "head counts", description = "What units report of themselves, beside what the register counts")
public class HeadcountReportResource {

    private final HeadcountReportService reports;
    private final HeadcountReportQueries queries;
    private final ReconciliationQueries reconciliation;
    private final Caller caller;

    HeadcountReportResource(HeadcountReportService reports, HeadcountReportQueries queries, ReconciliationQueries reconciliation, Caller caller) {
        this.reports = reports;
        this.queries = queries;
        this.reconciliation = reconciliation;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "File a head count, as a draft", description = "Inside the window; one per unit and period.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HeadcountReportView.class)))
    @APIResponse(responseCode = "409", description = "Outside the window, or filed already")
    @APIResponse(responseCode = "422", description = "More women than people, more members than workers, an unknown figure, a unit that is not asked")
    public Response file(@Valid @NotNull HeadcountCommand.File command, @Context UriInfo uri) {
        UUID id = reports.file(command, caller.scope());
        HeadcountReportView report = queries.one(caller.scope(), id);
        return Created.at(uri, id, report, report.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "List head counts, the newest first", description = "asOf a day: those of the units that then stood below this one, by the names that "
            + "they had.")
    public RestResponse<Page<HeadcountReportView>> list(@Valid @BeanParam HeadcountReportQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One head count")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HeadcountReportView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        HeadcountReportView report = queries.one(caller.scope(), id);
        return Revision.answer(request, report, report.version());
    }

    @GET
    @Path("/{id}/check")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "A head count beside the sum of those directly below", description = "Shown, not forced.")
    public HeadcountReportView.Check check(@PathParam("id") UUID id) {
        return reconciliation.check(caller.scope(), id);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Write a head count anew while it is not approved", description = "One that was sent back is pending again by this.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HeadcountReportView.class)))
    @APIResponse(responseCode = "409", description = "Approved, or outside the window")
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response edit(@PathParam("id") UUID id, @Valid @NotNull HeadcountCommand.Figures count, @HeaderParam("If-Match") String ifMatch) {
        reports.edit(id, count, ifMatch, caller.scope());
        return now(id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Take a head count away while it is not approved")
    @APIResponse(responseCode = "204", description = "Gone; that it was there stands on the audit trail")
    @APIResponse(responseCode = "409", description = "Approved, or outside the window")
    public Response delete(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        reports.delete(id, ifMatch, caller.scope());
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/submission")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Hand a draft to the unit above")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HeadcountReportView.class)))
    @APIResponse(responseCode = "409", description = "No draft, or outside the window")
    public Response submit(@PathParam("id") UUID id) {
        reports.submit(id, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Approve a head count", description = "For the units above; nobody approves what they filed themselves.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HeadcountReportView.class)))
    @APIResponse(responseCode = "403", description = "One's own unit, or filed by oneself")
    @APIResponse(responseCode = "409", description = "Not pending")
    public Response approve(@PathParam("id") UUID id, @Valid @NotNull HeadcountCommand.Approve command) {
        reports.approve(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/rejection")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Send a head count back, with a reason", description = "For the units above; also one that was approved by mistake.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HeadcountReportView.class)))
    @APIResponse(responseCode = "403", description = "One's own unit, or filed by oneself")
    @APIResponse(responseCode = "409", description = "Neither pending nor approved")
    public Response reject(@PathParam("id") UUID id, @Valid @NotNull HeadcountCommand.Reject command) {
        reports.reject(id, command, caller.scope());
        return now(id);
    }

    private Response now(UUID id) {
        HeadcountReportView report = queries.one(caller.scope(), id);
        return Response.ok(report).tag(Revision.tag(report.version())).build();
    }
}
