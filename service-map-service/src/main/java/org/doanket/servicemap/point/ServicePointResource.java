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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.servicemap.OpenData;
import org.doanket.servicemap.datum.DatumQueries;
import org.doanket.servicemap.datum.DatumView;
import org.doanket.servicemap.kind.LegendCodeQueries;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1/service-points")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service points", description = "The register of service points: everybody reads it, map editors write it in their own subtree")
public class ServicePointResource {

    private static final MediaType GEO_JSON = new MediaType("application", "geo+json");

    private final ServicePointService service;
    private final ServicePointQueries queries;
    private final PointExport export;
    private final TerritoryNotice notice;
    private final DatumQueries datums;
    private final LegendCodeQueries legend;
    private final Caller caller;

    ServicePointResource(ServicePointService service, ServicePointQueries queries, PointExport export, TerritoryNotice notice,
            DatumQueries datums, LegendCodeQueries legend, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.export = export;
        this.notice = notice;
        this.datums = datums;
        this.legend = legend;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @Operation(summary = "Register a service point, planned or open at once",
            description = "Within the territory of its unit, or of the nearest above it that has one: 422 tells how many metres it lies outside. Where no outline of it is "
                    + "known it is taken as it is, and the header Doanket-Notice says territory-unknown.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ServicePointView.class)))
    public Response register(@Valid @NotNull ServicePointCommand.Register asked, @Context UriInfo uri) {
        ServicePointView point = service.register(asked);
        return notice.on(Created.at(uri, point.id(), point, point.version()), point.unitId(), point.site().position());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "application/geo+json", SheetWriter.CSV, SheetWriter.XLSX})
    @PermitAll
    @Operation(summary = "List service points", description = "A page as JSON; the whole as GeoJSON, CSV or XLSX, without limit and cursor.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT, properties = {
                    @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = ServicePointView.class),
                    @SchemaProperty(name = "next", type = SchemaType.STRING)})))
    public Response list(@BeanParam PointParameters parameters,
            @Parameter(description = "Of the coordinates in GeoJSON, CSV and XLSX, wgs84 by default; see /datums") @QueryParam("datum") String datum, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context Request request) {
        PointFilter filter = parameters.read();
        legend.requireKnown(filter.kinds(), filter.amenities());
        Variant wanted = request.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, GEO_JSON,
                MediaType.valueOf(SheetWriter.CSV), MediaType.valueOf(SheetWriter.XLSX)).build());
        if (wanted == null || wanted.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            if (datum != null && !datum.equals(DatumView.WGS84)) {
                throw Problem.malformed(Fault.at("?datum", "datum-of-files"));
            }
            return PageRequest.answer(queries.list(PublicScope.of(caller), filter, page), uri);
        }
        return Response.ok(export.of(PublicScope.of(caller), filter, datums.require(datum == null ? DatumView.WGS84 : datum), wanted.getMediaType()), wanted.getMediaType()).build();
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One service point")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServicePointView.class)))
    @APIResponse(responseCode = "308", description = "It was the same as another and was merged with it; Location says which")
    public Response find(@PathParam("id") UUID id, @Context Request request, @Context UriInfo uri) {
        Optional<UUID> kept = queries.keptInstead(id);
        if (kept.isPresent()) {
            return Moved.to(uri, kept.get());
        }
        ServicePointView point = queries.find(PublicScope.of(caller), id).orElseThrow(() -> Problem.notFound("service-point"));
        // Trust falls without the version changing: who has the version has not seen that yet.
        return point.trust() < 1 ? answer(point) : Revision.answer(request, point, point.version());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.MAP_EDITOR)
    @Operation(summary = "Change a service point", description = "Opening and closing are deeds of their own; its place is changed at the site.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServicePointView.class)))
    public Response edit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return answer(service.edit(id, ifMatch, patch));
    }

    @POST
    @Path("/{id}/opening")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @Operation(summary = "Open a service point, today or on a day")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServicePointView.class)))
    public Response open(@PathParam("id") UUID id, @Valid ServicePointCommand.Opening asked) {
        return answer(service.open(id, asked));
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @Operation(summary = "Close a service point, today or from a day on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServicePointView.class)))
    public Response close(@PathParam("id") UUID id, @Valid ServicePointCommand.Closing asked) {
        return answer(service.close(id, asked));
    }

    @POST
    @Path("/{id}/relocation")
    @RolesAllowed(Roles.MAP_EDITOR)
    @Idempotent
    @Operation(summary = "Put a service point into another place",
            description = "One that is there already: two desks of one hall are in one place, and cover it once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServicePointView.class)))
    public Response relocate(@PathParam("id") UUID id, @Valid @NotNull ServicePointCommand.Relocation asked) {
        ServicePointView point = service.relocate(id, asked);
        return notice.on(answer(point), point.unitId(), point.site().position());
    }

    private static Response answer(ServicePointView point) {
        return Response.ok(point).tag(Revision.tag(point.version())).build();
    }
}
