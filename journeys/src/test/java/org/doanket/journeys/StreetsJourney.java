package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Late in the evening in the middle of Ha Noi: a courier looks for an open rest stop, and his ward plans two more. Over the streets
 * where the installation was given some for that place, those of Ha Noi or of a town made up around it, as ./test does; without them ways are
 * estimated, and the plan is left out.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreetsJourney {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double LATITUDE = 21.0245;
    private static final double LONGITUDE = 105.8412;
    /** Saturday, ten past ten in the evening. */
    private static final String LATE = "2026-11-28T22:10:00+07:00";

    private static Federation federation;
    private static String open;
    private static String closed;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("map-editor", federation.commune, "/map/v1/service-points?unit=" + federation.commune);
        open = point("Trạm dừng nghỉ 24 giờ", "24/7", LATITUDE + 0.0020);
        closed = point("Trạm dừng nghỉ ban ngày", "Mo-Su 07:00-22:00", LATITUDE + 0.0010);
    }

    @Test
    @Order(1)
    void aCourierFindsTheRestStopThatIsStillOpenWhenHeArrives() {
        await().atMost(SOON).untilAsserted(() -> reachable("foot").then().statusCode(200).body("items.id", hasItem(open)).body("items.id", not(hasItem(closed))));
        JsonPath late = reachable("foot").jsonPath();
        String mine = "items.find { it.id == '" + open + "' }.";
        assertThat(late.getDouble(mine + "minutes")).isBetween(1.0, 15.0);
        if (late.getString("method").equals("streets")) {
            assertThat(late.getInt(mine + "pathMetres")).isGreaterThanOrEqualTo(late.getInt(mine + "distanceMetres") - 1);
            assertThat(late.getString("streets.attribution")).isNotBlank();
            if (late.getString("streets.rules").contains("steps/")) {
                // With a pram he gets there no sooner, and over no steps.
                JsonPath pram = anybody().queryParam("lat", LATITUDE).queryParam("lon", LONGITUDE).queryParam("minutes", 60).queryParam("kind", "rest-stop")
                        .queryParam("at", LATE).queryParam("limit", 200).queryParam("stepFree", true).get("/map/v1/reachable").then().statusCode(200)
                        .body("stepFree", equalTo(true)).extract().jsonPath();
                assertThat(pram.getDouble(mine + "minutes")).isGreaterThanOrEqualTo(late.getDouble(mine + "minutes"));
            }
        }
        anybody().queryParam("servicePoint", open).queryParam("minutes", "5,15").get("/map/v1/isochrones").then().statusCode(200)
                .body("features.size()", equalTo(2)).body("direction", equalTo("to"));
    }

    @Test
    @Order(2)
    void anyMapProgramFindsItToo() {
        anybody().queryParam("bbox", LONGITUDE - 0.01 + "," + (LATITUDE - 0.01) + "," + (LONGITUDE + 0.01) + "," + (LATITUDE + 0.01))
                .queryParam("unitId", federation.commune).get("/map/ogc/collections/service-points/items").then().statusCode(200)
                .body("numberMatched", equalTo(2)).body("features.id", hasItem(open));
        assertThat(anybody().get("/map/tiles/service-points/14/13008/7212.mvt").then().statusCode(200).extract().asByteArray()).isNotNull();
    }

    @Test
    @Order(3)
    void theWardPlansTwoMoreAndSeesTheGain() {
        boolean hasStreets = reachable("foot").jsonPath().getString("method").equals("streets");
        assumeTrue(hasStreets || Boolean.getBoolean("doanket.streets"), "no streets of Ha Noi in this installation");
        assertThat(hasStreets).as("the streets that this installation was given").isTrue();
        double d = 0.012;
        // The federation's own table: the commune of this journey has no territory.
        once("federation-officer", "root").body(Map.of("unitId", federation.commune, "source", "made up for this journey", "areas", List.of(
                Map.of("code", federation.code("W"), "name", "Phường thử", "population", 40_000, "outline", Map.of("type", "Polygon", "coordinates",
                        List.of(List.of(corner(-d, -d), corner(d, -d), corner(d, d), corner(-d, d), corner(-d, -d)))))))).post("/map/v1/administrative-areas")
                .then().statusCode(200).body("areas", equalTo(1));
        JsonPath plan = Suite.ended(once("map-editor", federation.commune).body(Map.of("count", 2, "minutes", 10, "kinds", List.of("rest-stop"), "at", LATE))
                .post("/map/v1/placements"), "map-editor", federation.commune).setRootPath("result");
        assertThat(plan.getList("chosen")).hasSize(2);
        assertThat(plan.getDouble("coveredAfter")).isGreaterThan(plan.getDouble("coveredBefore")).isLessThanOrEqualTo(plan.getDouble("atMost"));
        JsonPath gain = anybody().queryParam("minutes", 10).queryParam("kind", "rest-stop").queryParam("at", LATE)
                .queryParam("plan", plan.getString("chosen[0].lat") + "," + plan.getString("chosen[0].lon"))
                .queryParam("plan", plan.getString("chosen[1].lat") + "," + plan.getString("chosen[1].lon"))
                .get("/map/v1/coverage").then().statusCode(200).extract().jsonPath();
        assertThat(gain.getInt("gains.peopleCovered")).isPositive()
                .isEqualTo(gain.getInt("side.total.peopleCovered") - gain.getInt("compared.total.peopleCovered"));
    }

    private static List<Double> corner(double east, double north) {
        return List.of(LONGITUDE + east, LATITUDE + north);
    }

    private static io.restassured.response.Response reachable(String mode) {
        return anybody().queryParam("lat", LATITUDE).queryParam("lon", LONGITUDE).queryParam("mode", mode).queryParam("minutes", 15)
                .queryParam("kind", "rest-stop").queryParam("at", LATE).queryParam("limit", 200).get("/map/v1/reachable");
    }

    private static String point(String name, String hours, double latitude) {
        return once("map-editor", federation.commune).body(Map.of("unitId", federation.commune, "kind", "rest-stop", "name", name, "hours", hours,
                "state", "open", "openedOn", "2025-01-01", "site", Map.of("name", name, "address", "Phố Thử Nghiệm", "access", "open", "host", "own",
                        "position", Map.of("lat", latitude, "lon", LONGITUDE)))).post("/map/v1/service-points").then().statusCode(201).extract().path("id");
    }
}
