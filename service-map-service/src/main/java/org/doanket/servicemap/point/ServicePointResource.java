package org.doanket.servicemap.point;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
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

/** The register of service points: everybody reads it, map editors write it in their own subtree. */
@Path("/v1/service-points")
@Produces(MediaType.APPLICATION_JSON)
public class ServicePointResource {

    private static final MediaType GEO_JSON = new MediaType("application", "geo+json");

    private final ServicePointService service;
    private final ServicePointQueries queries;
    private final PointExport export;
    private final Caller caller;

    ServicePointResource(ServicePointService service, ServicePointQueries queries, PointExport export, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.export = export;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    public Response register(@Valid @NotNull ServicePointCommand.Register asked, @Context UriInfo uri) {
        ServicePointView point = service.register(asked);
        return Created.at(uri, point.id(), point, point.version());
    }

    /** A page as JSON; the whole as GeoJSON, CSV or XLSX, without limit and cursor. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, "application/geo+json", SheetWriter.CSV, SheetWriter.XLSX})
    @PermitAll
    public Response list(@BeanParam PointParameters parameters, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context Request request) {
        PointFilter filter = parameters.read();
        Variant wanted = request.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, GEO_JSON,
                MediaType.valueOf(SheetWriter.CSV), MediaType.valueOf(SheetWriter.XLSX)).build());
        if (wanted == null || wanted.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return PageRequest.answer(queries.list(PublicScope.of(caller), filter, page), uri);
        }
        return Response.ok(export.of(PublicScope.of(caller), filter, wanted.getMediaType()), wanted.getMediaType()).build();
    }

    @GET
    @Path("/{id}")
    @PermitAll
    public Response find(@PathParam("id") UUID id, @Context Request request) {
        ServicePointView point = queries.find(PublicScope.of(caller), id).orElseThrow(() -> Problem.notFound("service-point"));
        return Revision.answer(request, point, point.version());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.MAP_EDITOR)
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return answer(service.edit(id, ifMatch, patch));
    }

    @POST
    @Path("/{id}/opening")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    public Response open(@PathParam("id") UUID id, @Valid ServicePointCommand.Opening asked) {
        return answer(service.open(id, asked));
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    public Response close(@PathParam("id") UUID id, @Valid ServicePointCommand.Closing asked) {
        return answer(service.close(id, asked));
    }

    private static Response answer(ServicePointView point) {
        return Response.ok(point).tag(Revision.tag(point.version())).build();
    }
}
