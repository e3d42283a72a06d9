package org.doanket.servicemap.reach;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.servicemap.OpenData;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1/isochrones")
@Produces({"application/geo+json", "application/json"})
@Tag(name = "reachable places")
public class IsochroneResource {

    private static final int MOST_CIRCLES = 6;
    private static final int LONGEST_MINUTES = 60;

    private final IsochroneQueries queries;
    private final ReachQueries reach;

    IsochroneResource(IsochroneQueries queries, ReachQueries reach) {
        this.queries = queries;
        this.reach = reach;
    }

    @GET
    @PermitAll
    @Operation(summary = "The 15-minute circle of a place or of a service point, as GeoJSON",
            description = "Of a place (lat, lon): what can be reached from it. Of an open service point (servicePoint): from where it can be "
                    + "reached. direction=from or to says otherwise. minutes are up to six numbers such as 5,10,15; the smaller circle "
                    + "always lies within the larger. pace is how fast one walks in km/h, within the rule pace. "
                    + "stepFree=true goes over no steps, as far as the streets tell them.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "application/geo+json", schema = @Schema(implementation = IsochroneView.class)))
    public Response circles(@QueryParam("lat") @DecimalMin("-90") @DecimalMax("90") Double lat,
            @QueryParam("lon") @DecimalMin("-180") @DecimalMax("180") Double lon, @QueryParam("servicePoint") UUID servicePoint,
            @QueryParam("mode") @DefaultValue("foot") String mode, @QueryParam("minutes") @DefaultValue("5,10,15") String minutes,
            @QueryParam("pace") BigDecimal pace, @QueryParam("stepFree") boolean stepFree, @QueryParam("direction") String direction) {
        TravelModeView travel = reach.mode(mode).orElseThrow(() -> ReachResource.notOneOf("?mode", ReachQueries.MODES));
        if (direction != null && !direction.equals("from") && !direction.equals("to")) {
            throw ReachResource.notOneOf("?direction", "from, to");
        }
        if (servicePoint == null && (lat == null || lon == null) || servicePoint != null && (lat != null || lon != null)) {
            throw malformed(servicePoint != null ? "?servicePoint" : lat == null ? "?lat" : "?lon");
        }
        List<Integer> most = longestFirst(minutes);
        Double walk = reach.pace(pace, mode);
        ReachQueries.requireOnFoot(stepFree, mode);
        if (servicePoint != null) {
            OpenPointView point = queries.point(servicePoint);
            return Response.ok(queries.circles(point.latitude(), point.longitude(), travel, walk, stepFree, most, "from".equals(direction)))
                    .header("Cache-Control", "public, max-age=60").build();
        }
        // Where somebody is must not stay behind in any cache.
        return Response.ok(queries.circles(lat, lon, travel, walk, stepFree, most, !"to".equals(direction))).header("Cache-Control", "no-store").build();
    }

    private static List<Integer> longestFirst(String text) {
        try {
            List<Integer> minutes = Arrays.stream(text.split(",", -1)).map(Integer::valueOf).distinct().sorted(Collections.reverseOrder()).toList();
            if (minutes.size() <= MOST_CIRCLES && minutes.get(0) <= LONGEST_MINUTES && minutes.get(minutes.size() - 1) >= 1) {
                return minutes;
            }
        } catch (NumberFormatException unreadable) {
            // told below
        }
        throw malformed("?minutes");
    }

    private static Problem malformed(String parameter) {
        return Problem.malformed(Fault.at(parameter, "bad-value"));
    }
}
