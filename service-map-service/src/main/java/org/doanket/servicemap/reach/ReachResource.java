package org.doanket.servicemap.reach;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.servicemap.OpenData;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.kind.LegendCodeQueries;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1")
@Produces("application/json")
@Tag(name = "reachable places", description = "What can I reach from here? Needs no token and keeps nothing of the question")
public class ReachResource {

    private static final int LONGEST_MINUTES = 60;

    private final ReachQueries queries;
    private final LegendCodeQueries legend;
    private final Clock clock;

    ReachResource(ReachQueries queries, LegendCodeQueries legend, Clock clock) {
        this.queries = queries;
        this.legend = legend;
        this.clock = clock;
    }

    @GET
    @Path("/reachable")
    @PermitAll
    @Operation(summary = "Open service points within so many minutes",
            description = "Over the streets where they are known (method streets), else by a straight line and a detour factor (method "
                    + "estimate). Open at the moment asked and still open on arrival; open=any shows closed ones too, with when they open, and "
                    + "those whose hours nobody knows. direction=to asks from which points one gets here. With toLat and toLon those "
                    + "along the way there, minutes then being the most that the stop may cost beyond the way without it. pace is how fast one walks in km/h, within "
                    + "the rule pace: 3 for elders or with a pram. stepFree=true goes over no steps, as far as the streets tell them: for wheelchairs and "
                    + "prams.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReachView.class)))
    public Response reachable(@QueryParam("lat") @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @QueryParam("lon") @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon,
            @QueryParam("mode") @DefaultValue("foot") String mode,
            @QueryParam("minutes") @DefaultValue("15") @Min(1) @Max(LONGEST_MINUTES) int minutes,
            @QueryParam("pace") BigDecimal pace, @QueryParam("stepFree") boolean stepFree, @QueryParam("direction") @DefaultValue("from") String direction,
            @QueryParam("toLat") @DecimalMin("-90") @DecimalMax("90") Double toLat,
            @QueryParam("toLon") @DecimalMin("-180") @DecimalMax("180") Double toLon,
            @QueryParam("kind") List<String> kinds, @QueryParam("amenity") List<String> amenities,
            @QueryParam("open") @DefaultValue("now") String open, @QueryParam("at") String at,
            @Valid @BeanParam PageRequest page) {
        TravelModeView travel = queries.mode(mode).orElseThrow(() -> notOneOf("?mode", ReachQueries.MODES));
        if (!open.equals("now") && !open.equals("any")) {
            throw notOneOf("?open", "now, any");
        }
        if (!direction.equals("from") && !direction.equals("to") || direction.equals("to") && toLat != null) {
            throw malformed("?direction");
        }
        if ((toLat == null) != (toLon == null)) {
            throw malformed(toLat == null ? "?toLat" : "?toLon");
        }
        legend.requireKnown(kinds, amenities);
        Double walk = queries.pace(pace, mode);
        ReachQueries.requireOnFoot(stepFree, mode);
        ReachQuestion question = new ReachQuestion(lat, lon, travel.at(walk), minutes, direction.equals("from"),
                toLat == null ? null : new ReachQuestion.Spot(toLat, toLon), Set.copyOf(kinds), Set.copyOf(amenities),
                at == null ? clock.instant() : instant(at), open.equals("any"), walk, stepFree);
        // Where somebody is must not stay behind in any cache.
        return Response.ok(queries.reach(question, page)).header("Cache-Control", "no-store").build();
    }

    @GET
    @Path("/travel-modes")
    @PermitAll
    @Operation(summary = "The speeds and detour factors of the estimate, and where they come from")
    public Page<TravelModeView> modes() {
        return new Page<>(queries.modes(), null);
    }

    private static Instant instant(String text) {
        try {
            return ScheduleView.moment(text);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw malformed("?at");
        }
    }

    static Problem notOneOf(String parameter, String allowed) {
        return Problem.malformed(Fault.at(parameter, "not-one-of", Map.of("allowed", allowed)));
    }

    private static Problem malformed(String parameter) {
        return Problem.malformed(Fault.at(parameter, "bad-value"));
    }
}
