package org.doanket.servicemap.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReachTest {

    /** Each test in a place of its own, far from the others. */
    private double latitude;
    private MapApi.Tree tree;

    @Inject
    MapApi api;

    @BeforeEach
    void goSomewhere() {
        tree = api.plant("vn");
        latitude = 10 + MapApi.number() % 500 * 0.1;
    }

    /** North of here by so many metres, by the rule of thumb that a degree has 111 km: right to 4 in a thousand. */
    private String at(int metres, String hours) {
        Map<String, Object> point = point(tree.commune(), latitude + metres / 111_000.0, 105);
        point.put("hours", hours);
        return registered(tree.commune(), point);
    }

    /** Monday 2026-11-23, nine o'clock unless said otherwise. */
    private String reachable(String more) {
        return "/map/v1/reachable?lat=" + latitude + "&lon=105&at=2026-11-23T09:00:00%2B07:00" + more;
    }

    private static io.restassured.response.ValidatableResponse get(String address) {
        return anybody().urlEncodingEnabled(false).get(address).then();
    }

    @Test
    void whoWalksMoreSlowlyComesLessFar() {
        String near = at(300, "24/7");
        String farther = at(800, "24/7");
        get(reachable("&pace=3")).statusCode(200).body("items.id", contains(near)).body("items[0].minutes", equalTo(8.3f)).body("mode.speedKmh", equalTo(3f));
        get(reachable("&pace=6.5")).body("items.id", contains(near, farther));
        get(reachable("&pace=1.9")).statusCode(400).body("errors.pointer", contains("?pace")).body("errors.code", contains("decimal-min"));
        get(reachable("&pace=7.1")).statusCode(400).body("errors.code", contains("decimal-max"));
        get(reachable("&pace=3&mode=bicycle")).statusCode(400).body("errors.code", contains("only-on-foot"));
        double usual = get("/map/v1/isochrones?minutes=15&lat=" + latitude + "&lon=105").statusCode(200).extract().jsonPath().getDouble("features[0].properties.areaKm2");
        double slow = get("/map/v1/isochrones?minutes=15&pace=2.4&lat=" + latitude + "&lon=105").statusCode(200).body("pace", equalTo(2.4f)).extract().jsonPath()
                .getDouble("features[0].properties.areaKm2");
        assertThat(slow).isCloseTo(usual / 4, org.assertj.core.data.Percentage.withPercentage(1));
    }

    @Test
    void findsWhatIsNearAndOpenAndSaysHowItWasEstimated() {
        String near = at(300, "Mo-Fr 08:00-17:00");
        String farther = at(800, "24/7");
        at(900, null);      // on foot 15.5 minutes
        at(300, "Sa 08:00-17:00");
        get(reachable("&minutes=15")).statusCode(200).header("Cache-Control", equalTo("no-store"))
                .body("method", equalTo("estimate")).body("mode.code", equalTo("foot")).body("mode.speedKmh", equalTo(4.8f))
                .body("mode.detourFactor", equalTo(1.38f)).body("mode.source", notNullValue())
                .body("items.id", contains(near, farther)).body("total", equalTo(2)).body("hoursUnknown", equalTo(0))
                .body("items[0].distanceMetres", is(oneOf(299, 300, 301))).body("items[0].minutes", equalTo(5.2f))
                .body("items[0].openNow", equalTo(true)).body("items[0].closesAt", equalTo("2026-11-23T10:00:00Z"))
                .body("items[1].closesAt", nullValue()).body("items[1].opensAt", nullValue());
        get(reachable("&minutes=5")).body("items", hasSize(0));
        get(reachable("&minutes=15&mode=motorbike")).body("items", hasSize(2)).body("hoursUnknown", equalTo(1));
    }

    @Test
    void leavesOutWhatClosesBeforeOneArrives() {
        String open = at(800, "08:00-09:20");
        at(800, "08:00-09:10");
        String reopened = at(800, "08:00-09:05,09:10-17:00");
        at(800, "09:05-17:00");
        get(reachable("")).body("items.id", containsInAnyOrder(open, reopened));
        get(reachable("&open=any")).body("items", hasSize(4))
                .body("items.findAll { it.openNow == false }.opensAt", contains("2026-11-23T02:05:00Z"));
    }

    @Test
    void showsClosedOnesAndThoseWithoutHoursOnlyIfAsked() {
        String unknown = at(100, null);
        get(reachable("")).body("items", hasSize(0)).body("hoursUnknown", equalTo(1));
        get(reachable("&open=any")).body("items.id", contains(unknown)).body("items[0].openNow", nullValue());
    }

    @Test
    void choosesByKindAndAmenity() {
        Map<String, Object> canteen = point(tree.commune(), latitude, 105);
        canteen.put("kind", "canteen");
        canteen.put("amenities", List.of("microwave", "seats"));
        String id = registered(tree.commune(), canteen);
        at(10, "24/7");
        get(reachable("")).body("items", hasSize(2));
        get(reachable("&kind=canteen&kind=nursery")).body("items.id", contains(id));
        get(reachable("&amenity=seats&amenity=microwave")).body("items.id", contains(id));
        get(reachable("&amenity=seats&amenity=wifi")).body("items", hasSize(0));
    }

    @Test
    void followsEveryChangeAtOnce() {
        Map<String, Object> plan = point(tree.commune(), latitude, 105);
        plan.put("hours", "24/7");
        plan.put("state", "planned");
        plan.remove("openedOn");
        String id = registered(tree.commune(), plan);
        get(reachable("")).body("items", hasSize(0));
        editor(tree.commune()).body("{}").post(POINTS + "/" + id + "/opening").then().statusCode(200);
        String site = get(reachable("")).body("items.id", contains(id)).extract().path("items[0].siteId");
        editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "*")
                .body("{\"position\": {\"lat\": " + (latitude + 0.05) + "}}").patch("/map/v1/sites/" + site).then().statusCode(200);
        get(reachable("")).body("items", hasSize(0));
        get(reachable("&mode=motorbike&minutes=20")).body("items.id", contains(id));
        editor(tree.commune()).body("{}").post(POINTS + "/" + id + "/closing").then().statusCode(200);
        get(reachable("&mode=motorbike&minutes=20")).body("items", hasSize(0));
    }

    @Test
    void learnsWhatAnotherProcessWrote() {
        String id = at(100, "24/7");
        get(reachable("")).body("items.id", hasItem(id));
        api.run(Sql.of("UPDATE service_point SET hours = 'Sa 08:00-09:00', version = version + 1 WHERE id = ?::uuid", id));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> get(reachable("")).body("items.id", not(hasItem(id))));
    }

    @Test
    void pagesInTheOrderOfTravelTime() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(at(100 + 10 * i, "24/7"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = get(reachable("&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))).body("total", equalTo(5)).extract();
            seen.addAll(page.path("items.id"));
            cursor = page.path("next");
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoQuestion() {
        get("/map/v1/reachable").statusCode(400).body("errors.pointer", containsInAnyOrder("?lat", "?lon"));
        get("/map/v1/reachable?lat=91&lon=181&minutes=61").statusCode(400).body("errors.pointer", containsInAnyOrder("?lat", "?lon", "?minutes"));
        get("/map/v1/reachable?lat=1&lon=1&mode=helicopter").statusCode(400).body("errors.pointer", contains("?mode"))
                .body("errors[0].message", org.hamcrest.Matchers.equalTo("One of: foot, bicycle, motorbike."));
        for (String address : List.of("/map/v1/reachable?lat=1&lon=1", "/map/v1/service-points?unit=" + java.util.UUID.randomUUID())) {
            get(address + "&kind=nonsense&amenity=wifi&amenity=gold").statusCode(400).body("errors.pointer", contains("?kind", "?amenity"))
                    .body("errors[0].message", org.hamcrest.Matchers.containsString("rest-stop"));
        }
        get("/map/v1/reachable?lat=1&lon=1&at=now").statusCode(400).body("errors.pointer", contains("?at"));
        get("/map/v1/reachable?lat=1&lon=1&open=maybe").statusCode(400).body("errors.pointer", contains("?open"));
    }

    @Test
    void refusesMomentsBeyondTheCalendarAndWaysRoundHalfTheEarth() {
        for (String never : List.of("%2B999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "%2B10000-01-01T00:00:00Z")) {
            get("/map/v1/reachable?lat=1&lon=1&at=" + never).statusCode(400).body("errors.pointer", contains("?at"));
            get("/map/v1/coverage?at=" + never).statusCode(400).body("errors.pointer", contains("?at"));
            get("/map/v1/service-points?openAt=" + never).statusCode(400).body("errors.pointer", contains("?openAt"));
        }
        get("/map/v1/reachable?lat=-45&lon=-100&toLat=45&toLon=80&mode=motorbike").statusCode(422).body("code", org.hamcrest.Matchers.equalTo("way-too-long"));
        get(reachable("&toLat=" + latitude + "&toLon=105.05&minutes=60")).statusCode(200);
    }

    @Test
    void namesTheSourcesOfItsSpeeds() {
        get("/map/v1/travel-modes").statusCode(200).body("items.code", contains("foot", "bicycle", "motorbike"))
                .body("items.source", not(hasItem("")));
    }
}
