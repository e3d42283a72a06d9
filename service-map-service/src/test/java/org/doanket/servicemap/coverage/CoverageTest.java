package org.doanket.servicemap.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.streets.Town;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test with points of a kind of its own, so that those of others do not count. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CoverageTest {

    private static final String COVERAGE = "/map/v1/coverage?minutes=5&kind=";

    @Inject
    MapApi api;
    @Inject
    Town town;

    private MapApi.Tree tree;

    @BeforeEach
    void load() {
        town.load();
        tree = api.plant("vn");
    }

    private void holds(String... codes) {
        api.run(org.doanket.platform.sql.Sql.of("UPDATE unit_ref SET territory = ? WHERE id = ?", codes, tree.commune()));
    }

    /** The town's west with 1,000 people and its east with 3,000. */
    private void enterAreas() {
        String code = "T" + MapApi.number();
        holds(code + "W", code + "E");
        editor(tree.commune()).body(areas(code)).post("/map/v1/administrative-areas").then().statusCode(200).body("areas", equalTo(2));
        api.run(org.doanket.platform.sql.Sql.of("DELETE FROM administrative_area WHERE code NOT LIKE ?", code + "%"));
    }

    private Map<String, Object> areas(String code) {
        return Map.of("unitId", tree.commune(), "source", "counted by hand", "countedOn", "2025-07-01", "areas", List.of(
                area(code + "W", 1_000, 105.79, 105.815), area(code + "E", 3_000, 105.815, 105.84)));
    }

    private static Map<String, Object> area(String code, int population, double west, double east) {
        return Map.of("code", code, "name", "Phường " + code, "population", population, "outline", Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(west, 20.99), List.of(east, 20.99), List.of(east, 21.04), List.of(west, 21.04), List.of(west, 20.99)))));
    }

    private String at(double latitude, double longitude, String kind) {
        Map<String, Object> point = point(tree.commune(), latitude, longitude);
        point.put("kind", kind);
        return registered(tree.commune(), point);
    }

    private static JsonPath get(String address) {
        return anybody().urlEncodingEnabled(false).get(address).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void countsOverTheStreetsInWhichTheAreasLieWhereThereAreFilesOfSeveralPlaces() {
        enterAreas();
        at(21.01, 105.81, "mother-and-baby-room");
        java.util.UUID other = api.plant("vn").commune();
        Map<String, Object> south = point(other, 10, 106);
        south.put("kind", "mother-and-baby-room");
        registered(other, south);
        town.loadTwo();
        anybody().get("/map/v1/coverage?kind=mother-and-baby-room").then().statusCode(409).body("code", equalTo("streets-of-several-places"));
        JsonPath north = get(COVERAGE + "mother-and-baby-room&unit=" + tree.commune());
        assertThat(north.getString("streets.source")).isEqualTo("grid town");
        assertThat(north.getInt("side.sites")).isEqualTo(1);
        assertThat(north.getInt("side.total.peopleCovered")).isPositive();
        for (String place : List.of("lat=21.01&lon=105.81", "lat=10&lon=106")) {
            assertThat(get("/map/v1/reachable?minutes=5&kind=mother-and-baby-room&open=any&" + place).getString("method")).isEqualTo("streets");
        }
        for (String tile : List.of("12/3251/1803", "12/3254/1933")) {
            assertThat(anybody().get("/map/tiles/coverage/" + tile + ".mvt?kind=mother-and-baby-room&minutes=5").then().statusCode(200).extract().asByteArray()).isNotEmpty();
        }
        assertThat(anybody().get("/map/tiles/coverage/3/6/3.mvt?kind=mother-and-baby-room&minutes=5").then().statusCode(200).extract().asByteArray()).isEmpty();
    }

    @Test
    void countsPeopleOnceAndTwiceByDifferentSites() {
        enterAreas();
        assertThat(get(COVERAGE + "nursery").getInt("side.total.peopleCovered")).isZero();
        String first = at(21.01, 105.81, "nursery");
        JsonPath one = get(COVERAGE + "nursery");
        assertThat(one.getInt("side.sites")).isEqualTo(1);
        assertThat(one.getInt("side.total.people")).isBetween(1_450, 1_550);  // the part of both areas that lies on the map
        assertThat(one.getInt("side.total.peopleCovered")).isPositive();
        assertThat(one.getInt("side.total.peopleTwice")).isZero();
        assertThat(one.getList("side.areas.code")).hasSize(2);
        assertThat(one.getString("demand.sources[0]")).isEqualTo("counted by hand");
        // A second desk in the same hall covers nobody twice.
        String site = anybody().get(POINTS + "/" + first).then().extract().path("site.id");
        Map<String, Object> desk = point(tree.commune());
        desk.put("kind", "nursery");
        desk.remove("site");
        desk.put("siteId", site);
        registered(tree.commune(), desk);
        assertThat(get(COVERAGE + "nursery").getMap("side.total")).isEqualTo(one.getMap("side.total"));
        at(21.011, 105.811, "nursery");
        JsonPath two = get(COVERAGE + "nursery");
        assertThat(two.getInt("side.total.peopleTwice")).isPositive().isLessThan(one.getInt("side.total.peopleCovered"));
        assertThat(two.getInt("side.total.peopleCovered")).isGreaterThan(one.getInt("side.total.peopleCovered"));
        assertThat(two.getDouble("side.total.shareTwice")).isLessThan(two.getDouble("side.total.shareCovered"));
    }

    @Test
    void whoWalksMoreSlowlyIsCoveredByLess() {
        at(21.015, 105.815, "tool-room");
        JsonPath usual = get(COVERAGE + "tool-room");
        JsonPath slow = get(COVERAGE + "tool-room&pace=3");
        assertThat(usual.getString("pace")).isNull();
        assertThat(slow.getDouble("pace")).isEqualTo(3);
        assertThat(slow.getDouble("side.total.km2Covered")).isPositive().isLessThan(usual.getDouble("side.total.km2Covered"));
        anybody().get(COVERAGE + "tool-room&pace=30").then().statusCode(400).body("errors.pointer", org.hamcrest.Matchers.contains("?pace"));
    }

    @Test
    void followsAPointThatClosesAtOnce() {
        String id = at(21.02, 105.82, "health-hut");
        double covered = get(COVERAGE + "health-hut").getDouble("side.total.km2Covered");
        String other = at(21.005, 105.805, "health-hut");
        assertThat(get(COVERAGE + "health-hut").getDouble("side.total.km2Covered")).isGreaterThan(covered);
        editor(tree.commune()).body("{}").post(POINTS + "/" + other + "/closing").then().statusCode(200);
        assertThat(get(COVERAGE + "health-hut").getDouble("side.total.km2Covered")).isEqualTo(covered).isPositive();
        editor(tree.commune()).body("{}").post(POINTS + "/" + id + "/closing").then().statusCode(200);
        assertThat(get(COVERAGE + "health-hut").getDouble("side.total.km2Covered")).isZero();
        // On an earlier day both were open.
        JsonPath then = get(COVERAGE + "health-hut&asOf=2024-07-01&compareAsOf=2024-05-01");
        assertThat(then.getInt("side.sites")).isEqualTo(2);
        assertThat(then.getInt("compared.sites")).isZero();
        assertThat(then.getDouble("gains.km2Covered")).isGreaterThan(covered);
    }

    @Test
    void tellsWhatAPlanWouldGainAndWhereTheGapsAre() {
        enterAreas();
        at(21.01, 105.81, "lecture-room");
        JsonPath plan = get(COVERAGE + "lecture-room&plan=21.02,105.82&plan=21.01,105.82");
        assertThat(plan.getInt("side.sites")).isEqualTo(3);
        assertThat(plan.getInt("compared.sites")).isEqualTo(1);
        assertThat(plan.getInt("gains.peopleCovered")).isPositive()
                .isEqualTo(plan.getInt("side.total.peopleCovered") - plan.getInt("compared.total.peopleCovered"));
        List<Integer> gaps = plan.getList("side.gaps.people", Integer.class);
        assertThat(gaps).isSortedAccordingTo(java.util.Comparator.reverseOrder()).hasSizeBetween(5, 20);
        assertThat(get(COVERAGE + "lecture-room&at=2026-11-28T22:10:00%2B07:00").getInt("side.sites")).isZero();
        assertThat(get(COVERAGE + "lecture-room&at=2026-11-23T09:00:00%2B07:00").getInt("side.sites")).isEqualTo(1);
    }

    @Test
    void countsWhatHasAnAmenityAndIsOpenAtAnHourOfTheWeek() {
        at(21.01, 105.81, "union-office");
        assertThat(get(COVERAGE + "union-office&amenity=wifi&amenity=drinking-water").getInt("side.sites")).isEqualTo(1);
        assertThat(get(COVERAGE + "union-office&amenity=wifi&amenity=shower").getInt("side.sites")).isZero();
        assertThat(get(COVERAGE + "union-office&amenity=wifi").getInt("side.sites")).isEqualTo(1);
        JsonPath hours = get(COVERAGE + "union-office&hour=Tu%2009:00&compareHour=Tu%2021:00");
        assertThat(hours.getInt("side.sites")).isEqualTo(1);
        assertThat(hours.getInt("compared.sites")).isZero();
        assertThat(hours.getDouble("gains.km2Covered")).isPositive().isEqualTo(hours.getDouble("side.total.km2Covered"));
        assertThat(get(COVERAGE + "union-office&hour=Su%2009:00").getInt("side.sites")).isZero();
        anybody().urlEncodingEnabled(false).get(COVERAGE + "union-office&hour=Xx%2009:00&compareHour=Tu%2029:00").then().statusCode(400)
                .body("errors.pointer", hasItems("?hour", "?compareHour"));
        anybody().urlEncodingEnabled(false).get(COVERAGE + "union-office&hour=Tu%2009:00&at=2026-11-23T09:00:00Z").then().statusCode(400)
                .body("errors.code", contains("not-with-at"));
    }

    @Test
    void comparesWithWhatAUnitHasPlannedForThoseWhoMayKnow() {
        enterAreas();
        at(21.01, 105.81, "cultural-house");
        Map<String, Object> plan = point(tree.commune(), 21.02, 105.82);
        plan.put("kind", "cultural-house");
        plan.put("state", "planned");
        plan.remove("openedOn");
        registered(tree.commune(), plan);
        String address = COVERAGE + "cultural-house&plannedOf=" + tree.commune();
        for (var unit : List.of(tree.commune(), tree.province())) {
            JsonPath planned = editor(unit).get(address).then().statusCode(200).extract().jsonPath();
            assertThat(planned.getInt("side.sites")).isEqualTo(planned.getInt("compared.sites") + 1);
            assertThat(planned.getInt("gains.peopleCovered")).isPositive();
        }
        anybody().get(address).then().statusCode(404);
        for (var unit : List.of(tree.sibling(), tree.grassRoots(), tree.elsewhere())) {
            editor(unit).get(address).then().statusCode(404);
        }
    }

    @Test
    void countsWithinTheAreasThatAreNamed() {
        String code = "T" + MapApi.number();
        holds(code + "W", code + "E");
        editor(tree.commune()).body(areas(code)).post("/map/v1/administrative-areas").then().statusCode(200);
        api.run(org.doanket.platform.sql.Sql.of("DELETE FROM administrative_area WHERE code NOT LIKE ?", code + "%"));
        JsonPath east = get(COVERAGE + "deliberation-station&area=" + code + "E");
        assertThat(east.getList("side.areas.code")).containsExactly(code + "E");
        assertThat(east.getInt("side.total.people")).isBetween(1_050, 1_200);
        assertThat(get(COVERAGE + "deliberation-station&area=" + code + "E&area=" + code + "W").getList("side.areas.code")).hasSize(2);
        int before = east.getInt("side.sites");
        at(21.01, 105.81, "deliberation-station");
        assertThat(get(COVERAGE + "deliberation-station&area=" + code + "E").getInt("side.sites")).isEqualTo(before);
        assertThat(get(COVERAGE + "deliberation-station&area=" + code + "W").getInt("side.sites")).isPositive();
        anybody().get(COVERAGE + "deliberation-station&area=nowhere").then().statusCode(400).body("errors[0].pointer", equalTo("?area"));
    }

    @Test
    void refusesWhatIsNoQuestionAndNoArea() {
        anybody().get("/map/v1/coverage?mode=boat&minutes=99&at=now&plan=1&without=x").then().statusCode(400)
                .body("errors.pointer", hasItems("?mode", "?minutes", "?at", "?plan", "?without"));
        String code = "T" + MapApi.number();
        Map<String, Object> bad = Map.of("unitId", tree.commune(), "source", "s", "areas", List.of(
                Map.of("code", code, "name", "n", "outline", Map.of("type", "Point", "coordinates", List.of(1, 2))), area(code, 1, 1, 2)));
        editor(tree.commune()).body(bad).post("/map/v1/administrative-areas").then().statusCode(422)
                .body("errors.pointer", contains("/areas/0/outline", "/areas/1/code"));
        // Nobody's population is entered by whoever comes first, but by him whose territory it is.
        editor(tree.commune()).body(areas(code)).post("/map/v1/administrative-areas").then().statusCode(403).body("code", equalTo("area-outside-territory"))
                .body("detail", containsString(code + "E"));
        holds(code + "W", code + "E");
        editor(tree.province()).body(areas(code)).post("/map/v1/administrative-areas").then().statusCode(200);
        MapApi.Tree other = api.plant("vn");
        Map<String, Object> theirs = new java.util.HashMap<>(areas(code));
        theirs.put("unitId", other.commune());
        editor(other.commune()).body(theirs).post("/map/v1/administrative-areas").then().statusCode(403);
        api.run(org.doanket.platform.sql.Sql.of("UPDATE unit_ref SET territory = ? WHERE id = ?", new String[] {code + "W", code + "E"}, other.commune()));
        editor(other.commune()).body(theirs).post("/map/v1/administrative-areas").then().statusCode(409).body("detail", containsString(code));
        io.restassured.RestAssured.given().header("Authorization", "Bearer " + org.doanket.testing.Tokens.of("federation-officer").token())
                .contentType("application/json").body(areas(code + "R")).post("/map/v1/administrative-areas").then().statusCode(200);
    }

    @Test
    void whereNobodyLivesAlongAStreetTheyLiveAlongAnyOtherAndWhereThereIsNoneItSaysSo() {
        org.doanket.servicemap.streets.StreetDraft draft = new org.doanket.servicemap.streets.StreetDraft();
        double[] open = {5, 14, 30};
        draft.edge(draft.node(12.500, 108.500), draft.node(12.510, 108.500), 1_112, open, open, false);
        draft.edge(draft.node(12.500, 108.520), draft.node(12.510, 108.520), 1_112, open, open, true);
        town.take(draft);
        String code = "T" + MapApi.number();
        holds(code + "A", code + "B");
        Map<String, Object> both = Map.of("unitId", tree.commune(), "source", "counted by hand", "areas",
                List.of(square(code + "A", 500, 108.499), square(code + "B", 70, 108.509)));
        editor(tree.commune()).body(both).post("/map/v1/administrative-areas").then().statusCode(200);
        api.run(org.doanket.platform.sql.Sql.of("DELETE FROM administrative_area WHERE code NOT LIKE ?", code + "%"));
        JsonPath answer = get(COVERAGE + "nursery");
        // Half of the one lies beyond the bounds of the streets.
        assertThat(answer.getInt("side.total.people")).isEqualTo(250);
        assertThat(answer.getInt("demand.unplaced")).isEqualTo(320);
        assertThat(answer.getList("side.areas.state")).containsExactly("cut", "thin");
    }

    /** Some 200 m wide. */
    private static Map<String, Object> square(String code, int population, double west) {
        double east = west + 0.002;
        return Map.of("code", code, "name", code, "population", population, "outline", Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(west, 12.501), List.of(east, 12.501), List.of(east, 12.509), List.of(west, 12.509), List.of(west, 12.501)))));
    }

    @Test
    void isEnteredByThoseWhoseItIsAndReadByAll() {
        String code = "T" + MapApi.number();
        holds(code + "W", code + "E");
        AccessMatrix.of("POST", "/map/v1/administrative-areas").body(() -> areas(code)).roles("map-editor", "federation-officer")
                .inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        AccessMatrix.of("GET", "/map/v1/administrative-areas").openToAll().check();
        AccessMatrix.of("GET", "/map/v1/coverage").openToAll().check();
    }
}
