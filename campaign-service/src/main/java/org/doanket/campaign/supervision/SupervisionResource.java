package org.doanket.campaign.supervision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.supervision.SupervisionView.Supervision;
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

@Path("/v1/supervisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision")
public class SupervisionResource {

    private final SupervisionService service;
    private final FindingService findings;
    private final SupervisionQueries queries;
    private final Caller caller;

    SupervisionResource(SupervisionService service, FindingService findings, SupervisionQueries queries, Caller caller) {
        this.service = service;
        this.findings = findings;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List supervisions, the newest first")
    public RestResponse<Page<Supervision>> list(@Valid @BeanParam ListFilter filter, @Valid @BeanParam SupervisionQueries.SupervisionFilter only,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.supervisions(caller.scope(), filter, only, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One supervision with team, subjects and sessions")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supervision.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Supervision supervision = queries.supervision(caller.scope(), id);
        return Revision.answer(request, supervision, supervision.version());
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Amend a supervision", description = "Until its first session.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supervision.class)))
    public Response amend(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull SupervisionCommand.Plan command) {
        service.amend(id, command, ifMatch);
        return answer(id);
    }

    @POST
    @Path("/{id}/subjects/{number}/self-report")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Note that a subject has reported on itself")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supervision.class)))
    public Response selfReport(@PathParam("id") UUID id, @PathParam("number") @Min(1) @Max(1000) int number,
            @Valid @NotNull SupervisionCommand.SelfReport command) {
        service.selfReport(id, number, command);
        return answer(id);
    }

    @POST
    @Path("/{id}/sessions")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Record a session and its minutes", description = "The first begins the supervision. Never changed afterwards.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Supervision.class)))
    public Response hold(@PathParam("id") UUID id, @Valid @NotNull SupervisionCommand.Session command, @Context UriInfo uri) {
        service.hold(id, command);
        Supervision supervision = queries.supervision(caller.scope(), id);
        return Created.at(Created.path(uri, "v1/supervisions/" + id), supervision).tag(Revision.tag(supervision.version())).build();
    }

    @POST
    @Path("/{id}/findings")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Record a finding", description = "A violation or shortcoming with its severity, or a good practice.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SupervisionView.Finding.class)))
    public Response find(@PathParam("id") UUID id, @Valid @NotNull SupervisionCommand.Find command, @Context UriInfo uri) {
        SupervisionView.Finding finding = queries.finding(caller.scope(), findings.find(id, command));
        return Created.at(Created.path(uri, "v1/findings/" + finding.id()), finding).build();
    }

    @POST
    @Path("/{id}/conclusion")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Conclude a supervision")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supervision.class)))
    public Response conclude(@PathParam("id") UUID id, @Valid @NotNull SupervisionCommand.Conclude command) {
        service.conclude(id, command);
        return answer(id);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Cancel a supervision that has not begun, saying why")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Supervision.class)))
    public Response cancel(@PathParam("id") UUID id, @Valid @NotNull SupervisionCommand.Note command) {
        service.cancel(id, command);
        return answer(id);
    }

    private Response answer(UUID id) {
        Supervision supervision = queries.supervision(caller.scope(), id);
        return Response.ok(supervision).tag(Revision.tag(supervision.version())).build();
    }
}
