package org.doanket.servicemap.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.streets.Town;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A province that holds its own code and a commune below it; the made-up town lies in two areas, its west and its east. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class AreasOfUnitTest {

    private static final String AREAS = "/map/v1/administrative-areas";

    @Inject
    MapApi api;
    @Inject
    Town town;

    private MapApi.Tree tree;
    private String code;

    @BeforeEach
    void load() {
        town.load();
        tree = api.plant("vn");
        code = "U" + MapApi.number();
        is(tree.province(), "provincial-federation", code);
    }

    private void is(UUID unit, String kind, String... territory) {
        api.run(Sql.of("UPDATE unit_ref SET kind = ?, territory = ? WHERE id = ?", kind, territory, unit));
    }

    private static Map<String, Object> area(String code, double west, double east) {
        return new HashMap<>(Map.of("code", code, "name", "Phường " + code, "population", 1_000, "outline", Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(west, 20.99), List.of(east, 20.99), List.of(east, 21.04), List.of(west, 21.04), List.of(west, 20.99))))));
    }

    @SafeVarargs
    private static ValidatableResponse enter(UUID unit, Map<String, Object>... areas) {
        return editor(unit).body(Map.of("unitId", unit, "source", "counted by hand", "areas", List.of(areas))).post(AREAS).then();
    }

    private Map<String, Object> west() {
        return area(code + "W", 105.79, 105.815);
    }

    private Map<String, Object> east() {
        return area(code + "E", 105.815, 105.84);
    }

    private static JsonPath coverageOf(UUID unit) {
        return anybody().get("/map/v1/coverage?minutes=5&kind=nursery&unit=" + unit).then().statusCode(200).extract().jsonPath();
    }

    private static void knowsNothingOf(UUID unit) {
        anybody().get("/map/v1/coverage?unit=" + unit).then().statusCode(409).body("code", equalTo("areas-of-unit-unknown"));
    }

    @Test
    void aProvinceEntersItsCommunesAndIsCountedByThem() {
        api.run(Sql.of("DELETE FROM administrative_area"));
        knowsNothingOf(tree.province());
        enter(tree.province(), west(), east()).statusCode(200);
        JsonPath all = coverageOf(tree.province());
        assertThat(all.getList("side.areas.code")).containsExactly(code + "E", code + "W");
        assertThat(all.getInt("side.total.people") + all.getInt("demand.unplaced")).isEqualTo(2_000);
        assertThat(all.getInt("side.total.people")).isPositive();
        assertThat(all.getList("demand.unknownCodes")).isEmpty();
        // Rather no figure than a nought.
        knowsNothingOf(tree.commune());
        knowsNothingOf(tree.elsewhere());
        is(tree.grassRoots(), "commune-union", code + "E", code + "X");
        JsonPath below = coverageOf(tree.commune());
        assertThat(below.getList("side.areas.code")).containsExactly(code + "E");
        assertThat(below.getList("demand.unknownCodes")).containsExactly(code + "X");
        assertThat(anybody().get(AREAS).then().extract().jsonPath().getString("items.find { it.code == '" + code + "E' }.parent")).isEqualTo(code);
        anybody().get("/map/v1/coverage?unit=" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void aUnitWhoseAreasLieOnSeveralFilesIsCountedOnAllOfThemAndNobodyTwice() {
        api.run(Sql.of("DELETE FROM administrative_area"));
        town.loadTwo();
        Map<String, Object> south = new HashMap<>(Map.of("code", code + "S", "name", "South", "population", 3_000, "outline", Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(105.99, 9.99), List.of(106.01, 9.99), List.of(106.01, 10.01), List.of(105.99, 10.01), List.of(105.99, 9.99))))));
        Map<String, Object> nowhere = area(code + "X", 100, 100.01);
        enter(tree.province(), west(), east(), south, nowhere).statusCode(200);
        for (double[] place : new double[][] {{21.01, 105.81}, {10, 106}}) {
            Map<String, Object> point = MapApi.point(tree.commune(), place[0], place[1]);
            point.put("kind", "fitness-ground");
            MapApi.registered(tree.commune(), point);
        }
        JsonPath all = anybody().get("/map/v1/coverage?minutes=5&kind=fitness-ground&unit=" + tree.province()).then().statusCode(200).extract().jsonPath();
        assertThat(all.getString("streets.source")).isEqualTo("grid town");
        assertThat(all.getList("furtherStreets.source")).singleElement().asString().startsWith("made-up town");
        assertThat(all.getList("side.areas.code")).containsExactly(code + "E", code + "S", code + "W", code + "X");
        assertThat(all.getList("side.areas.state")).last().isEqualTo("off-map");
        assertThat(all.getInt("side.sites")).isEqualTo(2);
        assertThat(all.getInt("side.offStreets")).isZero();
        assertThat(all.getInt("side.total.people") + all.getInt("demand.unplaced")).isBetween(5_999, 6_001);
        assertThat(all.getInt("demand.unplaced")).isGreaterThanOrEqualTo(1_000);
        JsonPath north = anybody().get("/map/v1/coverage?minutes=5&kind=fitness-ground&area=" + code + "W&area=" + code + "E").then().statusCode(200).extract().jsonPath();
        JsonPath alone = anybody().get("/map/v1/coverage?minutes=5&kind=fitness-ground&area=" + code + "S").then().statusCode(200).extract().jsonPath();
        assertThat(alone.getString("streets.source")).startsWith("made-up town");
        assertThat(alone.getList("furtherStreets")).isEmpty();
        for (String figure : List.of("people", "peopleCovered")) {
            assertThat(north.getInt("side.total." + figure)).isPositive();
            assertThat(alone.getInt("side.total." + figure)).isPositive();
            assertThat(all.getInt("side.total." + figure)).isCloseTo(north.getInt("side.total." + figure) + alone.getInt("side.total." + figure),
                    org.assertj.core.data.Offset.offset(1));
        }
        assertThat(all.getList("side.gaps.people", Integer.class)).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(all.getList("side.gaps.area")).contains(code + "S");
    }

    @Test
    void whatSomebodyElseEnteredCountsByWhatItIsPartOf() {
        Map<String, Object> district = area(code + "D", 105.70, 105.71);
        district.put("parent", code);
        Map<String, Object> ward = west();
        ward.put("parent", code + "D");
        io.restassured.RestAssured.given().header("Authorization", "Bearer " + org.doanket.testing.Tokens.of("federation-officer").token()).contentType("application/json")
                .body(Map.of("unitId", tree.elsewhere(), "source", "the statistics office", "areas", List.of(district, ward))).post(AREAS).then().statusCode(200);
        for (JsonPath answer : List.of(coverageOf(tree.province()), coverageOf(tree.elsewhere()),
                anybody().get("/map/v1/coverage?area=" + code + "D").then().statusCode(200).extract().jsonPath())) {
            assertThat(answer.getList("side.areas.code")).containsExactly(code + "W", code + "D");
            // The thousand of the ward are among the thousand of the district: nobody is counted twice.
            assertThat(answer.getInt("side.total.people") + answer.getInt("demand.unplaced")).isEqualTo(1_000);
        }
        knowsNothingOf(tree.commune());
    }

    @Test
    void entersNothingThatAnotherHoldsNorWhatLiesBelowNoProvince() {
        is(tree.elsewhere(), "commune-union", code + "W");
        enter(tree.province(), east(), west()).statusCode(403).body("code", equalTo("area-outside-territory")).body("detail", containsString(code + "W"));
        is(tree.commune(), "commune-union", code + "E");
        Map<String, Object> claimed = area(code + "C", 105.70, 105.71);
        claimed.put("parent", code + "E");
        enter(tree.commune(), claimed).statusCode(403);
        claimed.put("parent", code + "C");
        enter(tree.province(), claimed).statusCode(422).body("errors.pointer", contains("/areas/0/parent"));
        claimed.put("parent", "nobody");
        enter(tree.province(), claimed).statusCode(403);
        enter(tree.commune(), east()).statusCode(200);
    }

    /** Dingxi has no streets here: its people are told of, and no share of them. */
    @Test
    void keepsThePeopleOffTheMapAsUnplacedAndSaysNoShare() {
        MapApi.Tree dingxi = api.plant("cn");
        String stem = String.valueOf(MapApi.number());
        is(dingxi.province(), "city-federation", stem + "00");
        enter(dingxi.province(), area(stem + "02", 104.5, 104.7)).statusCode(200);
        for (String asked : List.of("unit=" + dingxi.province(), "area=" + stem + "02")) {
            JsonPath answer = anybody().get("/map/v1/coverage?" + asked).then().statusCode(200).extract().jsonPath();
            assertThat(answer.getInt("demand.unplaced")).isEqualTo(1_000);
            assertThat(answer.getInt("side.sites")).isZero();
            assertThat(answer.getInt("side.total.people")).isZero();
            assertThat((Object) answer.get("side.total.shareCovered")).isNull();
            assertThat(answer.getList("side.areas.state")).containsExactly("off-map");
            assertThat(answer.getList("side.areas.unplaced")).containsExactly(1_000);
            assertThat((Object) answer.get("side.areas[0].streets.kmOnAKm2")).isNull();
        }
        anybody().get("/map/v1/coverage?area=" + stem + "03").then().statusCode(400).body("errors.code", contains("unknown-code"));
    }
}
