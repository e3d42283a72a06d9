package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A county town's circle: one place of each of eight kinds, found on the map by anybody, and what is counted at them by desks and by a device. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DingxiJourney {

    private static final String MARK = Suite.mark();
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1);
    private static final List<String> KINDS = List.of("reading-room", "canteen", "fitness-ground", "nursery", "lecture-room", "tool-room", "health-hut",
            "deliberation-station");

    private static final String KIND_QUERY = KINDS.stream().map(kind -> "&kind=" + kind).collect(Collectors.joining());

    private static String county;
    private static final List<String> POINTS = new ArrayList<>();

    @BeforeAll
    static void found() {
        Map<String, Object> unit = new HashMap<>(Map.of("code", "DX" + MARK, "name", "县总工会", "kind", "county-federation", "jurisdiction", "cn", "validFrom",
                "2020-01-01", "actNumber", "总工发〔2019〕" + MARK, "actDate", "2019-12-20", "territory", List.of()));
        county = once("federation-officer", "root").body(unit).post("/membership/v1/units").then().statusCode(201).extract().path("id");
        Suite.waitUntilKnown("map-editor", county, "/map/v1/visit-counters");
    }

    @Test
    @Order(1)
    void eightKindsOfPlacesAreOnTheMap() {
        for (int i = 0; i < KINDS.size(); i++) {
            Map<String, Object> site = Map.of("name", "职工之家 " + i, "address", "永定路 " + i + " 号", "position", Map.of("lat", 35.5800 + i * 0.0004, "lon", 104.6200),
                    "access", "open", "host", "own");
            POINTS.add(once("map-editor", county).body(Map.of("unitId", county, "site", site, "kind", KINDS.get(i), "name", "站点 " + MARK + i, "hours", "24/7",
                    "state", "open", "openedOn", "2025-01-01")).post("/map/v1/service-points").then().statusCode(201).extract().path("id"));
        }
        anybody().get("/map/v1/service-points?unit=" + county).then().statusCode(200).body("items", hasSize(8));
    }

    @Test
    @Order(2)
    void aDesksListThatIsSentTwiceCountsOnce() {
        List<Map<String, Object>> entries = new ArrayList<>();
        POINTS.forEach(point -> entries.add(Map.of("id", UUID.randomUUID().toString(), "point", point, "day", YESTERDAY.toString(), "visits", 100, "services", 5)));
        for (int expected : new int[] {8, 0}) {
            once("desk-clerk", county).body(Map.of("entries", entries)).post("/map/v1/visits").then().statusCode(200).body("taken", equalTo(expected));
        }
    }

    @Test
    @Order(3)
    void aDeviceAtTheDoorCountsByItsKey() {
        Map<String, Object> device = once("map-editor", county).body(Map.of("point", POINTS.get(0), "label", "门口")).post("/map/v1/visit-counters").then()
                .statusCode(201).extract().path("");
        anybody().contentType("application/json").body(Map.of("counter", device.get("id"), "key", device.get("key"), "readings",
                List.of(Map.of("number", 1, "day", YESTERDAY.toString(), "visits", 34)))).post("/map/v1/visit-counters/readings").then().statusCode(200);
    }

    @Test
    @Order(4)
    void everybodyReadsTheSums() {
        anybody().get("/map/v1/tallies/visits?scope=subtree&by=year&unit=" + county).then().statusCode(200).body("items[0].visits", equalTo(834))
                .body("items[0].services", equalTo(40));
        anybody().get("/map/v1/tallies/visits?split=kind&by=year&kind=reading-room&unit=" + county).then().body("items[0].visits", equalTo(134));
    }

    /** No streets are loaded there: the circle is the estimate's, and says so. */
    @Test
    @Order(5)
    void theCircleOfAQuarterOfAnHourHoldsTheOthersAndTheSmallerCircles() {
        JsonPath circles = anybody().get("/map/v1/isochrones?minutes=5,10,15&servicePoint=" + POINTS.get(0)).then().statusCode(200).body("method", equalTo("estimate"))
                .body("features", hasSize(3)).extract().jsonPath();
        List<Float> km2 = circles.getList("features.properties.areaKm2", Float.class);
        assertThat(km2).doesNotContainNull().isSortedAccordingTo(Comparator.reverseOrder());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(reached(0)).containsAll(POINTS));
        // "Fifteen-minute circles basically cross-cover": from every place of the town at least two others.
        for (int i = 0; i < POINTS.size(); i++) {
            assertThat(reached(i)).filteredOn(POINTS::contains).hasSizeGreaterThan(2);
        }
    }

    private static List<String> reached(int place) {
        return anybody().get("/map/v1/reachable?minutes=15&open=any&limit=200&lat=" + (35.5800 + place * 0.0004) + "&lon=104.6200" + KIND_QUERY).then().statusCode(200)
                .body("method", equalTo("estimate")).extract().path("items.id");
    }

    /** Whoever asks for the share of people covered is told that the streets there are unknown, and not nought. */
    @Test
    @Order(6)
    void itsPeopleAreToldOfAndNoShareIsClaimed() {
        String coverage = "/map/v1/coverage?minutes=15&unit=" + county;
        anybody().get(coverage).then().statusCode(409);
        Map<String, Object> outline = Map.of("type", "Polygon", "coordinates", List.of(List.of(List.of(104.55, 35.55), List.of(104.68, 35.55), List.of(104.68, 35.62),
                List.of(104.55, 35.62), List.of(104.55, 35.55))));
        once("federation-officer", "root").body(Map.of("unitId", county, "source", "made up for this journey", "areas", List.of(Map.of("code", "DX" + MARK, "name", "城区",
                "population", 90_000, "outline", outline)))).post("/map/v1/administrative-areas").then().statusCode(200);
        Response answer = anybody().get(coverage);
        if (answer.statusCode() == 409) {
            answer.then().body("code", equalTo("no-streets"));
        } else {
            answer.then().statusCode(200).body("demand.unplaced", equalTo(90_000)).body("side.total.shareCovered", nullValue()).body("side.areas.state", contains("off-map"));
        }
    }

    /** The federation's own figures: 108 positions and 90,000 visits, a list of the desks for each month. */
    @Test
    @Order(7)
    void ninetyThousandVisitsToAHundredAndEightPositionsAreCountedOnce() {
        StringBuilder rows = new StringBuilder("kind,name,latitude,longitude,state,openedOn\n");
        for (int i = POINTS.size(); i < 108; i++) {
            rows.append(KINDS.get(i % 8)).append(",驿站 ").append(MARK).append(i).append(',').append(35.60 + i * 0.001).append(",104.66,open,2025-01-01\n");
        }
        JsonPath staged = JsonPath.from(once("map-editor", county).config(RestAssured.config().encoderConfig(EncoderConfig.encoderConfig()
                .encodeContentTypeAs("text/csv", ContentType.BINARY).appendDefaultContentCharsetToContentTypeIfUndefined(false))).contentType("text/csv")
                .body(rows.toString().getBytes(StandardCharsets.UTF_8)).post("/map/v1/service-point-imports?datum=wgs84&unit=" + county).then().statusCode(202)
                .extract().asString());
        String address = "/map/v1/service-point-imports/" + staged.getString("id");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Suite.as("map-editor", county).get(address).then().body("state", equalTo("checked")).body("good", equalTo(100)));
        assertThat(Suite.ended(once("map-editor", county).body(Map.of()).post(address + "/commit"), "map-editor", county).getString("state")).isEqualTo("succeeded");
        List<String> points = anybody().get("/map/v1/service-points?limit=200&unit=" + county).then().extract().path("items.id");
        assertThat(points).hasSize(108);
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < 648; i++) {
            entries.add(Map.of("id", UUID.randomUUID().toString(), "point", points.get(i / 6), "day", YESTERDAY.minusMonths(1 + i % 6).toString(),
                    "visits", 90_000 / 648 + (i < 90_000 % 648 ? 1 : 0), "services", 0));
        }
        for (int expected : new int[] {648, 0}) {
            once("desk-clerk", county).body(Map.of("entries", entries)).post("/map/v1/visits").then().statusCode(200).body("taken", equalTo(expected));
        }
        List<Integer> years = anybody().get("/map/v1/tallies/visits?scope=subtree&by=year&unit=" + county).then().statusCode(200).extract().path("items.visits");
        assertThat(years.stream().mapToInt(Integer::intValue).sum()).isEqualTo(90_834);
    }
}
