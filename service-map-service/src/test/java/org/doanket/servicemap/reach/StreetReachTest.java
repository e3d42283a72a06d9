package org.doanket.servicemap.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.streets.StreetDraft;
import org.doanket.servicemap.streets.StreetFile;
import org.doanket.servicemap.streets.Town;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StreetReachTest {

    @Inject
    MapApi api;
    @Inject
    Town town;

    private UUID unit;

    @BeforeEach
    void load() {
        town.load();
        unit = api.plant("vn").commune();
    }

    private String at(double latitude, double longitude, String kind, String hours) {
        Map<String, Object> point = point(unit, latitude, longitude);
        point.put("kind", kind);
        point.put("hours", hours);
        return registered(unit, point);
    }

    private static ValidatableResponse get(String address) {
        return anybody().urlEncodingEnabled(false).get(address).then();
    }

    /** Monday, nine o'clock. */
    private static String reachable(double latitude, double longitude, String more) {
        return "/map/v1/reachable?lat=" + latitude + "&lon=" + longitude + "&at=2026-11-23T09:00:00%2B07:00" + more;
    }

    @Test
    void goesAlongTheStreetsAndSaysWhoseTheyAre() {
        String id = at(21.0150, 105.8150, "reading-room", "24/7");
        get(reachable(21.0135, 105.8135, "&kind=reading-room&minutes=10")).statusCode(200).body("method", equalTo("streets"))
                .body("mode.code", equalTo("foot")).body("mode.speedKmh", nullValue()).body("mode.detourFactor", nullValue()).body("mode.source", equalTo("test/1"))
                .body("streets.attribution", equalTo("nobody's work")).body("streets.hash", notNullValue())
                .body("metresToStreet", lessThanOrEqualTo(60)).body("cut", equalTo(false)).body("items.id", hasItem(id))
                .body("items.find { it.id == '" + id + "' }.pathMetres", greaterThanOrEqualTo(228))
                .body("items.find { it.id == '" + id + "' }.minutes", greaterThan(2.7f));
        get(reachable(21.0135, 105.8135, "&kind=reading-room&minutes=2")).body("items.id", not(hasItem(id)));
        get(reachable(21.0135, 105.8135, "&minutes=40")).body("cut", equalTo(true));
    }

    @Test
    void everythingTakesTwiceAsLongAtHalfThePace() {
        String id = at(21.0150, 105.8150, "town-hall", "24/7");
        String itself = "items.find { it.id == '" + id + "' }.minutes";
        float usual = get(reachable(21.0135, 105.8135, "&kind=town-hall&minutes=60")).extract().path(itself);
        float brisk = get(reachable(21.0135, 105.8135, "&kind=town-hall&minutes=60&pace=6")).body("mode.speedKmh", equalTo(6f)).extract().path(itself);
        float slow = get(reachable(21.0135, 105.8135, "&kind=town-hall&minutes=60&pace=3")).extract().path(itself);
        assertThat(slow).isCloseTo(2 * brisk, org.assertj.core.data.Offset.offset(0.11f));
        assertThat(usual).isBetween(brisk, slow);
        get(reachable(21.0135, 105.8135, "&kind=town-hall&pace=3&minutes=" + ((int) Math.ceil(slow) - 1))).body("items.id", not(hasItem(id)));
        get(reachable(21.0135, 105.8135, "&kind=town-hall&pace=3&minutes=" + (int) Math.ceil(slow))).body("items.id", hasItem(id));
        String circle = "/map/v1/isochrones?lat=21.0135&lon=105.8135&minutes=";
        assertThat(get(circle + "6&pace=3").extract().<Integer>path("features[0].properties.cells")).isEqualTo(get(circle + "3&pace=6").extract()
                .<Integer>path("features[0].properties.cells"));
    }

    @Test
    void reachesWhatLiesInTheCircleAndNothingElse() {
        for (int i = 0; i < 12; i++) {
            at(21.008 + i * 0.001, 105.809 + i % 5 * 0.003, "village-window", "24/7");
        }
        for (String mode : List.of("foot", "bicycle", "motorbike")) {
            List<Map<String, Object>> found = get(reachable(21.0135, 105.8135, "&kind=village-window&minutes=7&mode=" + mode))
                    .extract().path("items");
            List<String> all = get(reachable(21.0135, 105.8135, "&kind=village-window&minutes=60&mode=" + mode)).extract().path("items.id");
            assertThat(found.size()).isBetween(1, all.size());
            assertThat(found).allSatisfy(item -> assertThat(((Number) item.get("minutes")).doubleValue()).isLessThanOrEqualTo(7));
            assertThat(found.stream().map(item -> ((Number) item.get("minutes")).doubleValue()).toList()).isSorted();
        }
    }

    @Test
    void asksTheOtherWayRoundFromWhereOneIsReached() {
        // A street that leads one way for all with an engine: out from its southern end only.
        StreetDraft street = new StreetDraft();
        int south = street.node(20.5, 104.5);
        int north = street.node(20.51, 104.5);
        street.edge(south, north, 1_112, new double[] {5, 15, 30}, new double[] {5, 15, 0}, true);
        town.take(street);
        String id = at(20.51, 104.5, "nursery", "24/7");
        String here = reachable(20.5, 104.5, "&kind=nursery&mode=motorbike&minutes=5");
        get(here).body("items.id", contains(id));
        get(here + "&direction=to").body("items", hasSize(0));
        get(here.replace("motorbike&minutes=5", "bicycle&minutes=5") + "&direction=to").body("items.id", contains(id));
    }

    @Test
    void goesRoundStepsWithAPramAndPromisesNoWayWhereNobodyKnowsWhichAreSteps() {
        StreetDraft street = new StreetDraft();
        int below = street.node(20.5, 104.5);
        int above = street.node(20.502, 104.5);
        int beside = street.node(20.501, 104.504);
        double[] walk = {5, 0, 0};
        street.edge(below, above, 222, walk, walk, StreetFile.STEPS);
        street.edge(below, beside, 431, walk, walk, true);
        street.edge(beside, above, 431, walk, walk, true);
        town.take(street, "test/1 steps/1");
        String id = at(20.502, 104.5, "nursery", "24/7");
        String here = reachable(20.5, 104.5, "&kind=nursery&minutes=");
        get(here + "5").body("items.id", contains(id)).body("stepFree", equalTo(false)).body("items[0].minutes", lessThanOrEqualTo(3f));
        get(here + "5&stepFree=true").body("items", hasSize(0)).body("stepFree", equalTo(true));
        get(here + "15&stepFree=true").body("items.id", contains(id)).body("items[0].minutes", greaterThan(10f)).body("items[0].pathMetres", equalTo(862));
        get(here + "15&stepFree=true&direction=to").body("items.id", contains(id));
        get(here + "5").body("items.id", contains(id));
        String circle = "/map/v1/isochrones?lat=20.5&lon=104.5&minutes=5";
        int all = get(circle).body("stepFree", equalTo(false)).extract().path("features[0].properties.cells");
        get(circle + "&stepFree=true").body("stepFree", equalTo(true)).body("features[0].properties.cells", lessThan(all));
        String coverage = "/map/v1/coverage?minutes=5&kind=nursery";
        float covered = get(coverage).body("stepFree", equalTo(false)).extract().path("side.total.km2Covered");
        get(coverage + "&stepFree=true").body("stepFree", equalTo(true)).body("side.total.km2Covered", lessThan(covered)).body("side.total.km2Covered", greaterThan(0f));
        get(here + "5&stepFree=true&mode=bicycle").statusCode(400).body("errors.pointer", contains("?stepFree"));
        get(circle + "&stepFree=true&mode=motorbike").statusCode(400).body("errors.pointer", contains("?stepFree"));
        get(reachable(10, 100, "&stepFree=true")).statusCode(409).body("code", equalTo("steps-unknown"));
        town.load();
        get(reachable(21.0135, 105.8135, "&stepFree=true")).statusCode(409).body("code", equalTo("steps-unknown"));
    }

    @Test
    void refusesToAnswerFromAStreetThatIsFarOff() {
        StreetDraft street = new StreetDraft();
        street.edge(street.node(20.5, 104.5), street.node(20.52, 104.52), 3_000, new double[] {5, 5, 5}, new double[] {5, 5, 5}, true);
        town.take(street);
        get(reachable(20.5195, 104.5005, "")).statusCode(422).body("code", equalTo("far-from-streets")).body("detail", equalTo(
                "There is no street within 250 m: stand nearer to one, or check the position."));
        get("/map/v1/isochrones?lat=20.5195&lon=104.5005").statusCode(422);
        // Beyond the streets that are known it estimates, and says so.
        get(reachable(20.6, 104.6, "")).statusCode(200).body("method", equalTo("estimate"));
    }

    @Test
    void findsWhatLiesAlongTheWay() {
        String near = at(21.0105, 105.8150, "job-desk", "24/7");
        String far = at(21.0250, 105.8150, "job-desk", "24/7");
        String way = reachable(21.0105, 105.8105, "&toLat=21.0105&toLon=105.8205&kind=job-desk");
        get(way + "&minutes=5").body("items.id", contains(near)).body("directMinutes", greaterThan(10f))
                .body("items[0].detourMinutes", lessThanOrEqualTo(5f)).body("items[0].minutes", greaterThan(4f));
        get(way + "&minutes=60").body("items.id", hasItem(far));
        get(reachable(21.0105, 105.8105, "&toLat=21.0105")).statusCode(400).body("errors.pointer", contains("?toLon"));
        get(way + "&direction=to").statusCode(400).body("errors.pointer", contains("?direction"));
    }

    @Test
    void leavesOutWhatClosesBeforeOneArrives() {
        at(21.0105, 105.8050, "canteen", "08:00-09:03");
        String open = at(21.0106, 105.8050, "canteen", "08:00-10:00");
        get(reachable(21.0105, 105.8105, "&kind=canteen")).body("items.id", contains(open));
        get(reachable(21.0105, 105.8105, "&kind=canteen&open=any")).body("items", hasSize(2));
    }

    @Test
    void drawsCirclesOneWithinTheOther() {
        get("/map/v1/isochrones?lat=21.0135&lon=105.8135&minutes=10,5").statusCode(200).contentType("application/geo+json")
                .body("type", equalTo("FeatureCollection")).body("features.properties.minutes", contains(10, 5))
                .body("features[0].geometry.type", equalTo("MultiPolygon")).body("streets.attribution", notNullValue())
                .body("features[0].properties.cells", greaterThan(500)).body("features[1].properties.areaKm2", lessThanOrEqualTo(0.55f))
                .header("Cache-Control", equalTo("no-store"));
        String id = at(21.0150, 105.8150, "tool-room", "24/7");
        get("/map/v1/isochrones?servicePoint=" + id).statusCode(200).body("direction", equalTo("to")).body("features", hasSize(3));
        get("/map/v1/isochrones?lat=10&lon=100&minutes=15").statusCode(200).body("method", equalTo("estimate"))
                .body("features[0].geometry.coordinates[0][0]", hasSize(73));
        get("/map/v1/isochrones").statusCode(400);
        get("/map/v1/isochrones?lat=10&lon=100&minutes=0").statusCode(400).body("errors.pointer", contains("?minutes"));
        get("/map/v1/isochrones?servicePoint=" + UUID.randomUUID()).statusCode(404);
    }

    @Test
    void needsNoToken() {
        AccessMatrix.of("GET", "/map/v1/isochrones?lat=21.01&lon=105.81").openToAll().check();
    }
}
