package org.doanket.campaign.criteria;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
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

@Path("/v1/criteria-sets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "criteria sets", description = "By what units and models are scored: groups, criteria, measures and points, by year, level and kind")
public class CriteriaSetResource {

    private final CriteriaService service;
    private final CriteriaQueries queries;
    private final Caller caller;

    CriteriaSetResource(CriteriaService service, CriteriaQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Lay down a criteria set, or its next version", description = "What was scored by an earlier version stays so.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CriteriaView.class)))
    public Response layDown(@Valid @NotNull CriteriaCommand.LayDown command, @Context UriInfo uri) {
        CriteriaView set = service.layDown(command);
        return Created.at(uri, set.id(), set, set.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List criteria sets, the newest first", description = "Those of a jurisdiction, of units above, and of units that the caller "
            + "reaches.")
    public RestResponse<Page<CriteriaView>> list(@Valid @BeanParam CriteriaQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One criteria set with all its criteria")
    public CriteriaView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }
}
