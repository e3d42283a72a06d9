package org.doanket.servicemap.point;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.servicemap.OpenData;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1/sites/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service points")
public class SiteResource {

    private final ServicePointService service;
    private final ServicePointQueries queries;
    private final TerritoryNotice notice;
    private final Caller caller;

    SiteResource(ServicePointService service, ServicePointQueries queries, TerritoryNotice notice, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.notice = notice;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(summary = "The place in which service points are", description = "It comes with its first point.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SiteView.class)))
    @APIResponse(responseCode = "308", description = "It was the same as another and was merged with it; Location says which")
    public Response find(@PathParam("id") UUID id, @Context Request request, @Context UriInfo uri) {
        Optional<UUID> kept = queries.siteKeptInstead(id);
        if (kept.isPresent()) {
            return Moved.to(uri, kept.get());
        }
        SiteView site = queries.findSite(PublicScope.of(caller), id).orElseThrow(() -> Problem.notFound("site"));
        return Revision.answer(request, site, site.version());
    }

    @PATCH
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.MAP_EDITOR)
    @Operation(summary = "Change a place's address or entrance", description = "An entrance outside the territory of the units whose points are there is refused (422).")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SiteView.class)))
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        SiteView site = service.editSite(id, ifMatch, patch);
        return notice.on(Response.ok(site).tag(Revision.tag(site.version())).build(), site.unitId(), site.position());
    }
}
