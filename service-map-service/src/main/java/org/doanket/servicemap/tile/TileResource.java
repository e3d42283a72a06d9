package org.doanket.servicemap.tile;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.servicemap.OpenData;
import org.doanket.servicemap.kind.LegendCodeQueries;
import org.doanket.servicemap.opendata.PublicAddressRef;
import org.doanket.servicemap.streets.ModeView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/tiles")
@PermitAll
@Tag(name = "open data")
public class TileResource {

    private static final String MVT = "application/vnd.mapbox-vector-tile";
    private static final String CACHED = "public, max-age=60, stale-while-revalidate=600";

    private final TileQueries queries;
    private final TileDocuments documents;
    private final LegendCodeQueries legend;

    TileResource(TileQueries queries, TileDocuments documents, LegendCodeQueries legend) {
        this.queries = queries;
        this.documents = documents;
        this.legend = legend;
    }

    @GET
    @Path("/{layer}/{z}/{x}/{y}.mvt")
    @Produces(MVT)
    @Operation(summary = "A vector tile of open service points, of coverage, of the circle of one point, or of recognised models",
            description = "layer: service-points (bundled up to zoom 11), coverage (sites = 1 or 2), isochrones (of servicePoint) or models "
                    + "(recognised good practice, bundled likewise).")
    public Response tile(@PathParam("layer") String layer, @PathParam("z") int z, @PathParam("x") int x, @PathParam("y") int y,
            @QueryParam("kind") List<String> kinds, @QueryParam("mode") @DefaultValue("foot") String mode,
            @QueryParam("minutes") @DefaultValue("15") @Min(1) @Max(60) int minutes, @QueryParam("servicePoint") UUID servicePoint,
            @Context Request request) {
        require(layer);
        Tile tile = new Tile(z, x, y);
        if (!tile.exists()) {
            throw Problem.notFound("tile");
        }
        ModeView travel = ModeView.of(mode);
        if (travel == null) {
            throw Problem.malformed(Fault.at("?mode", "not-one-of", Map.of("allowed", "foot, bicycle, motorbike")));
        }
        requirePoint(layer, servicePoint);
        legend.requireKnown(kinds, List.of());
        Set<String> wanted = Set.copyOf(kinds);
        byte[] bytes = switch (layer) {
            case "service-points" -> queries.points(tile, wanted);
            case "coverage" -> queries.coverage(tile, travel, minutes, wanted);
            case "models" -> queries.models(tile);
            default -> queries.isochrone(tile, servicePoint, travel, minutes);
        };
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        EntityTag tag = new EntityTag(Long.toHexString(sum.getValue()) + Integer.toHexString(bytes.length));
        return Response.fromResponse(Revision.answer(request, bytes, tag)).type(MVT).header("Cache-Control", CACHED).build();
    }

    @GET
    @Path("/{layer}.json")
    @Produces("application/json")
    @Operation(summary = "TileJSON of a layer", description = "What is asked here besides, such as kind or servicePoint, stands in the addresses of its tiles.")
    public Map<String, Object> tileJson(@PathParam("layer") String layer, @QueryParam("servicePoint") UUID servicePoint, @Context UriInfo uri, @Context HttpHeaders headers) {
        require(layer);
        requirePoint(layer, servicePoint);
        String query = uri.getRequestUri().getRawQuery();
        return documents.tileJson(layer, PublicAddressRef.of(headers, uri).root() + "tiles", query == null ? "" : "?" + query, queries.streetAttribution());
    }

    @GET
    @Path("/style")
    @Produces("application/json")
    @Operation(summary = "A MapLibre style that draws coverage and points")
    public Map<String, Object> style(@Context UriInfo uri, @Context HttpHeaders headers) {
        return documents.style(PublicAddressRef.of(headers, uri).root() + "tiles");
    }

    /** Without one the document would hand out addresses that are always refused. */
    private static void requirePoint(String layer, UUID servicePoint) {
        if (layer.equals("isochrones") && servicePoint == null) {
            throw Problem.malformed(Fault.at("?servicePoint", "not-null"));
        }
    }

    private static void require(String layer) {
        if (!TileDocuments.LAYERS.contains(layer)) {
            throw Problem.notFound("layer");
        }
    }
}
