package org.doanket.campaign.supervision;

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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.supervision.SupervisionView.Programme;
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

@Path("/v1/supervision-programmes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision", description = "Programmes of supervision, findings, recommendations and what came of them; social criticism")
public class SupervisionProgrammeResource {

    private final ProgrammeService service;
    private final SupervisionService supervisions;
    private final SupervisionQueries queries;
    private final Caller caller;

    SupervisionProgrammeResource(ProgrammeService service, SupervisionService supervisions, SupervisionQueries queries, Caller caller) {
        this.service = service;
        this.supervisions = supervisions;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Draw up a unit's programme of a year")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Programme.class)))
    public Response draw(@Valid @NotNull SupervisionCommand.Programme command, @Context UriInfo uri) {
        Programme programme = queries.programme(caller.scope(), service.draw(command));
        return Created.at(uri, programme.id(), programme, programme.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List programmes, the newest first")
    public RestResponse<Page<Programme>> list(@Valid @BeanParam ListFilter filter,
            @QueryParam("state") @Pattern(regexp = "draft|registered|returned|approved|closed") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.programmes(caller.scope(), filter, state, page), uri);
    }

    @GET
    @Path("/missing")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Units directly below that have registered no programme of a year")
    public RestResponse<Page<SupervisionView.Missing>> missing(@QueryParam("unit") @NotNull UUID unit,
            @QueryParam("year") @NotNull @Min(2000) @Max(2100) Integer year, @QueryParam("q") @Size(max = 100) String q,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.missing(caller.scope(), unit, year, q, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One programme")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Programme.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Programme programme = queries.programme(caller.scope(), id);
        return Revision.answer(request, programme, programme.version());
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change the name or basis of a draft, or of what was returned", description = "Unit and year stay as they are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Programme.class)))
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull SupervisionCommand.Programme command) {
        service.edit(id, command, ifMatch);
        return answer(id);
    }

    @POST
    @Path("/{id}/registration")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Register a programme with the unit above")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Programme.class)))
    public Response register(@PathParam("id") UUID id) {
        service.register(id);
        return answer(id);
    }

    @POST
    @Path("/{id}/approval")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Approve a programme of a unit below")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Programme.class)))
    public Response approve(@PathParam("id") UUID id) {
        service.decide(id, "approved", null);
        return answer(id);
    }

    @POST
    @Path("/{id}/return")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Send a programme of a unit below back, saying why")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Programme.class)))
    public Response sendBack(@PathParam("id") UUID id, @Valid @NotNull SupervisionCommand.Note command) {
        service.decide(id, "returned", command.note());
        return answer(id);
    }

    @POST
    @Path("/{id}/closing")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Close a programme", description = "What has not begun is cancelled; what is running must be concluded before.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Programme.class)))
    public Response close(@PathParam("id") UUID id) {
        service.close(id);
        return answer(id);
    }

    @POST
    @Path("/{id}/supervisions")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Plan a supervision: form, topics, team, who is supervised, when")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Supervision.class)))
    public Response plan(@PathParam("id") UUID id, @Valid @NotNull SupervisionCommand.Plan command, @Context UriInfo uri) {
        Supervision made = queries.supervision(caller.scope(), supervisions.plan(id, command));
        return Created.at(Created.path(uri, "v1/supervisions/" + made.id()), made).tag(Revision.tag(made.version())).build();
    }

    private Response answer(UUID id) {
        Programme programme = queries.programme(caller.scope(), id);
        return Response.ok(programme).tag(Revision.tag(programme.version())).build();
    }
}
