package org.doanket.finance.report;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.report.ReportView.Approval;
import org.doanket.finance.report.ReportView.Mapping;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What stands behind the reports: which account falls under which code, and what the level above has approved. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
public class ReportRuleResource {

    private final ReportService service;
    private final ReportQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    ReportRuleResource(ReportService service, ReportQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Path("/report-mappings")
    @Authenticated
    @Operation(summary = "Which account falls under which code", description = "on a day: what is in force then.")
    public RestResponse<Page<Mapping>> mappings(@QueryParam("on") LocalDate on, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.mappings(on, page), uri);
    }

    @GET
    @Path("/report-mappings/{id}")
    @Authenticated
    @Operation(summary = "One account and the code that it falls under")
    public Mapping oneMapping(@PathParam("id") UUID id) {
        return queries.mapping(id);
    }

    @POST
    @Path("/report-mappings")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Put an account under a code, from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Mapping.class)))
    public Response map(@Valid @NotNull ReportCommand.SetMapping command, @Context UriInfo uri) {
        Mapping mapping = service.map(command);
        return Created.at(uri, mapping.id(), mapping, 0);
    }

    @POST
    @Path("/report-mappings/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back where an account falls, before it begins")
    public Mapping cancel(@PathParam("id") UUID id, @Valid @NotNull ReportCommand.Cancel command) {
        return service.cancel(id, command);
    }

    @GET
    @Path("/report-approvals")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What the level above has approved of a year's settlement, the newest first")
    public List<Approval> approvals(@QueryParam("unit") @NotNull UUID unit,
            @QueryParam("year") @NotNull @Min(2010) @Max(2199) Integer year) {
        return queries.approvals(caller.scope(), tree.require(unit, caller.scope()).id(), year);
    }

    @GET
    @Path("/report-approvals/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One approval of a year's settlement")
    public Approval oneApproval(@PathParam("id") UUID id) {
        return queries.approval(caller.scope(), id);
    }

    @POST
    @Path("/report-approvals")
    @RolesAllowed({Roles.TREASURER, Roles.FEDERATION_OFFICER})
    @Idempotent(required = true)
    @Operation(summary = "Approve the settlement of a unit below", description = "As the books have it, but for the codes given with "
            + "another amount. That of the topmost unit is approved by an officer of it who has written nothing in the books of that year.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response approve(@Valid @NotNull ReportCommand.Approve command, @Context UriInfo uri) {
        Approval approval = service.approve(command);
        return Created.at(uri, approval.id(), approval, 0);
    }
}
