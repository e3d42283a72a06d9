package org.doanket.servicemap.request;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.request.RequestView.Competence;
import org.doanket.servicemap.request.RequestView.Kind;
import org.doanket.servicemap.request.RequestView.Tally;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service requests")
public class RequestRuleResource {

    private final CompetenceService service;
    private final RequestQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    RequestRuleResource(CompetenceService service, RequestQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Path("/request-kinds")
    @PermitAll
    @Operation(summary = "What can be asked, and within how many working days it is accepted and answered")
    public Page<Kind> kinds() {
        return new Page<>(queries.kinds(Language.current()), null);
    }

    @GET
    @Path("/request-competences")
    @PermitAll
    @Operation(summary = "Which units answer what")
    public RestResponse<Page<Competence>> competences(@QueryParam("unit") UUID unit, @QueryParam("kind") String kind, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.competences(unit, kind, page), uri);
    }

    @GET
    @Path("/request-competences/{id}")
    @PermitAll
    @Operation(summary = "One unit's competence")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Competence.class)))
    public Response competence(@PathParam("id") UUID id, @Context Request request) {
        Competence competence = queries.competence(id);
        return Revision.answer(request, competence, competence.version());
    }

    @POST
    @Path("/request-competences")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Let a unit answer a kind of request, for itself and all below it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Competence.class)))
    @APIResponse(responseCode = "409", description = "It is competent in that time already")
    public Response declare(@Valid @NotNull RequestCommand.Declare asked, @Context UriInfo uri) {
        Competence competence = service.declare(asked);
        return Created.at(uri, competence.id(), competence, competence.version());
    }

    @PATCH
    @Path("/request-competences/{id}")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "End a unit's competence on a day")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Competence.class)))
    public Response end(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull RequestCommand.End asked) {
        Competence competence = service.end(id, asked, ifMatch);
        return Response.ok(competence).tag(Revision.tag(competence.version())).build();
    }

    @POST
    @Path("/request-competences/{id}/cancellation")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Take back a unit's competence before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Competence.class)))
    @APIResponse(responseCode = "409", description = "It has begun, so end it on a day; or it was cancelled already")
    public Competence cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation asked) {
        return service.cancel(id, asked);
    }

    @GET
    @Path("/tallies/service-requests")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK, Roles.FEDERATION_OFFICER, Roles.CAMPAIGN_OFFICER})
    @Operation(summary = "How many requests came, were answered in time, are late, and how content people are, by kind")
    public Page<Tally> tally(@Valid @BeanParam UnitParam asked, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to) {
        return new Page<>(queries.tally(asked.range(tree, caller), asked.only(), from, to), null);
    }
}
