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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.streets.GridView;
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
    @Inject
    CoverageQueries coverage;
    @Inject
    DemandQueries demands;

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
                    Offset.offset(1));
        }
        assertThat(all.getList("side.gaps.people", Integer.class)).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(all.getList("side.gaps.area")).contains(code + "S");
    }

    /** One commune from the west of one file to the east of the other, beside one that lies wholly where both have streets. */
    @Test
    void anAreaAcrossTwoFilesIsCountedOnBothAndEachCellOfItOnce() {
        api.run(Sql.of("DELETE FROM administrative_area"));
        town.loadHalves();
        enter(tree.province(), across(), area(code + "B", 105.826, 105.829)).statusCode(200);
        for (double longitude : new double[] {105.81, 105.827, 105.845}) {
            Map<String, Object> point = MapApi.point(tree.commune(), 21.015, longitude);
            point.put("kind", "mutual-help-desk");
            MapApi.registered(tree.commune(), point);
        }
        List<CoverageQueries.Part> parts = coverage.parts(Set.of(code + "A"));
        assertThat(parts).extracting(part -> part.network().about().source()).containsExactlyInAnyOrder("west", "east");
        List<String> cells = new ArrayList<>();
        double people = 0;
        for (CoverageQueries.Part part : parts) {
            DemandView demand = demands.of(part).within(part.areas());
            GridView grid = part.network().grid();
            for (int cell : demand.cells()) {
                cells.add(grid.row() + cell / grid.columns() + " " + (grid.column() + cell % grid.columns()));
                people += demand.people()[cell];
            }
        }
        assertThat(cells).doesNotHaveDuplicates();
        JsonPath all = coverageOf("area=" + code + "A");
        assertThat(all.getList("furtherStreets")).hasSize(1);
        assertThat(all.getInt("side.sites")).isEqualTo(3);
        assertThat(all.getDouble("side.total.people")).isCloseTo(people, Offset.offset(1.0));
        assertThat(people + all.getInt("demand.unplaced")).isCloseTo(20_000, Offset.offset(1.0));
        // Two thirds of it lie in the two boxes.
        assertThat(people).isBetween(11_000.0, 17_000.0);
        assertThat(all.getList("side.areas.code")).containsExactly(code + "A");
        assertThat(all.getList("side.areas.state")).containsExactly("cut");
        assertThat(all.getInt("side.areas[0].figures.people")).isEqualTo(all.getInt("side.total.people"));
        assertThat(all.getInt("side.areas[0].unplaced")).isEqualTo(all.getInt("demand.unplaced"));
        assertThat(all.getInt("side.total.peopleCovered")).isBetween(1, all.getInt("side.total.people"));
        JsonPath between = coverageOf("area=" + code + "B");
        assertThat(between.getList("furtherStreets")).isEmpty();
        assertThat(between.getInt("side.total.people") + between.getInt("demand.unplaced")).isEqualTo(1_000);
        // With one half alone the other half of the people are nowhere.
        town.load();
        JsonPath half = coverageOf("area=" + code + "A");
        assertThat(half.getInt("side.total.people")).isLessThan(all.getInt("side.total.people") * 3 / 4);
        assertThat(half.getInt("side.total.people") + half.getInt("demand.unplaced")).isBetween(19_999, 20_001);
    }

    private Map<String, Object> across() {
        Map<String, Object> area = area(code + "A", 105.78, 105.855);
        area.put("population", 20_000);
        area.put("outline", Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(105.78, 21.0), List.of(105.855, 21.0), List.of(105.855, 21.033), List.of(105.78, 21.033), List.of(105.78, 21.0)))));
        return area;
    }

    private static JsonPath coverageOf(String asked) {
        return anybody().get("/map/v1/coverage?minutes=5&kind=mutual-help-desk&" + asked).then().statusCode(200).extract().jsonPath();
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
