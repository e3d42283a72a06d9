package org.doanket.servicemap.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.streets.Town;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PlacementTest {

    private static final String PLACEMENTS = "/map/v1/placements";
    private static final String SOLVER = "doanket.solver";

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
        code = "T" + MapApi.number();
        Map<String, Object> areas = Map.of("unitId", tree.commune(), "source", "counted by hand", "areas",
                List.of(area(code + "W", 8_000, 105.79, 105.815), area(code + "E", 8_000, 105.815, 105.84)));
        api.run(Sql.of("UPDATE unit_ref SET territory = ? WHERE id = ?", new String[] {code + "W", code + "E"}, tree.commune()));
        editor(tree.commune()).body(areas).post("/map/v1/administrative-areas").then().statusCode(200);
        api.run(Sql.of("DELETE FROM administrative_area WHERE code NOT LIKE ?", code + "%"));
    }

    private static Map<String, Object> area(String code, int population, double west, double east) {
        return Map.of("code", code, "name", code, "population", population, "outline", Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(west, 20.99), List.of(east, 20.99), List.of(east, 21.04), List.of(west, 21.04), List.of(west, 20.99)))));
    }

    private JsonPath ask(Map<String, Object> more) {
        Map<String, Object> asked = new HashMap<>(Map.of("count", 2, "minutes", 5, "kinds", List.of("mutual-help-desk")));
        asked.putAll(more);
        JsonPath job = ended(asked);
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
        return job.setRootPath("result");
    }

    private JsonPath ended(Map<String, Object> asked) {
        String job = editor(tree.commune()).body(asked).post(PLACEMENTS).then().statusCode(202).extract().header("Location");
        return await().atMost(Duration.ofSeconds(30)).until(() -> editor(tree.commune()).get(job).then().statusCode(200).extract().jsonPath(),
                state -> !state.getString("state").matches("waiting|running"));
    }

    @Test
    void choosesWhatIsForcedAndKeepsToTheBudgetOfEachKind() {
        List<Map<String, Object>> candidates = List.of(Map.of("lat", 21.015, "lon", 105.815, "label", "hall", "kind", "hall", "cost", 5),
                Map.of("lat", 21.022, "lon", 105.808, "label", "hall 2", "kind", "hall", "cost", 5),
                Map.of("lat", 21.0151, "lon", 105.8151, "label", "beside", "kind", "shop", "cost", 1, "forced", true),
                Map.of("lat", 21.025, "lon", 105.825, "label", "shop", "kind", "shop", "cost", 1));
        JsonPath chosen = ask(Map.of("count", 4, "candidates", candidates, "budgets", Map.of("hall", 5)));
        assertThat(chosen.getList("chosen.label", String.class)).contains("beside", "shop").filteredOn(label -> label.startsWith("hall")).hasSize(1);
        assertThat(chosen.getBoolean("truncated")).isFalse();
        JsonPath failed = ended(Map.of("count", 1, "minutes", 5, "candidates", candidates, "budgets", Map.of("shop", 0.5)));
        assertThat(failed.getString("state")).isEqualTo("failed");
        assertThat(failed.getString("failure")).isEqualTo("placement-forced-too-much");
    }

    @Test
    void choosesWhereMostPeopleHaveNothingYetAndSaysWhatIsPossible() {
        JsonPath two = ask(Map.of());
        assertThat(two.getList("chosen")).hasSize(2);
        assertThat(two.getDouble("coveredAfter")).isGreaterThan(two.getDouble("coveredBefore")).isLessThanOrEqualTo(two.getDouble("atMost"));
        assertThat(two.getDouble("atMost")).isLessThanOrEqualTo(two.getDouble("people"));
        assertThat(two.getDouble("share")).isBetween(0.63, 1.0);
        double sum = two.getList("chosen.people", Float.class).stream().mapToDouble(Float::doubleValue).sum();
        assertThat(sum).isCloseTo(two.getDouble("coveredAfter") - two.getDouble("coveredBefore"), org.assertj.core.data.Offset.offset(3.0));
        assertThat(ask(Map.of("count", 3)).getDouble("coveredAfter")).isGreaterThan(two.getDouble("coveredAfter"));
        // What it promises is what coverage says of such a plan.
        String plan = "&plan=" + two.getString("chosen[0].lat") + "," + two.getString("chosen[0].lon") + "&plan=" + two.getString("chosen[1].lat") + ","
                + two.getString("chosen[1].lon");
        double gain = MapApi.anybody().urlEncodingEnabled(false).get("/map/v1/coverage?minutes=5&kind=mutual-help-desk" + plan).then().statusCode(200)
                .extract().jsonPath().getDouble("gains.peopleCovered");
        assertThat(gain).isCloseTo(sum, org.assertj.core.data.Percentage.withPercentage(2));
    }

    @Test
    void keepsToCandidatesBudgetAndForbiddenPlaces() {
        List<Map<String, Object>> candidates = List.of(Map.of("lat", 21.015, "lon", 105.815, "label", "hall", "cost", 10),
                Map.of("lat", 21.005, "lon", 105.805, "label", "school", "cost", 3), Map.of("lat", 21.025, "lon", 105.825, "label", "shop", "cost", 3),
                Map.of("lat", 21.9, "lon", 105.9, "label", "forest", "cost", 1));
        JsonPath chosen = ask(Map.of("candidates", candidates, "budget", 7));
        assertThat(chosen.getList("chosen.label")).containsExactlyInAnyOrder("school", "shop");
        assertThat(chosen.getInt("offStreets")).isEqualTo(1);
        Map<String, Object> north = Map.of("west", 105.0, "south", 21.012, "east", 106.0, "north", 22.0);
        assertThat(ask(Map.of("candidates", candidates, "notIn", List.of(north))).getList("chosen.label")).containsExactly("school");
        assertThat(ask(Map.of("notIn", List.of(north))).getList("chosen.lat", Double.class)).allMatch(lat -> lat < 21.012);
    }

    @Test
    void asksAtThePaceAndOverTheStreetsOfThoseWhomItIsFor() {
        town.loadWithSteps();
        List<Map<String, Object>> candidates = List.of(Map.of("lat", 21.015, "lon", 105.815, "label", "hall"));
        JsonPath usual = ask(Map.of("minutes", 15, "candidates", candidates));
        assertThat((Object) usual.get("pace")).isNull();
        assertThat(usual.getBoolean("stepFree")).isFalse();
        JsonPath slow = ask(Map.of("minutes", 15, "candidates", candidates, "pace", 3));
        assertThat(slow.getDouble("pace")).isEqualTo(3);
        assertThat(slow.getDouble("coveredAfter")).isPositive().isLessThan(usual.getDouble("coveredAfter") / 2);
        JsonPath wheels = ask(Map.of("minutes", 15, "candidates", candidates, "stepFree", true));
        assertThat(wheels.getBoolean("stepFree")).isTrue();
        assertThat(wheels.getDouble("coveredAfter")).isPositive().isLessThan(usual.getDouble("coveredAfter"));
        // As coverage says of such a plan.
        double covered = MapApi.anybody().urlEncodingEnabled(false).get("/map/v1/coverage?minutes=15&kind=mutual-help-desk&pace=3&stepFree=true&plan=21.015,105.815").then()
                .statusCode(200).extract().jsonPath().getDouble("side.total.peopleCovered");
        assertThat(ask(Map.of("minutes", 15, "candidates", candidates, "stepFree", true, "pace", 3)).getDouble("coveredAfter"))
                .isCloseTo(covered, org.assertj.core.data.Offset.offset(1.0));
        refused("pace", 30, "/pace");
        refused("pace", 1, "/pace");
        editor(tree.commune()).body(Map.of("count", 1, "mode", "bicycle", "pace", 3)).post(PLACEMENTS).then().statusCode(400).body("errors[0].pointer", equalTo("/pace"));
        editor(tree.commune()).body(Map.of("count", 1, "mode", "bicycle", "stepFree", true)).post(PLACEMENTS).then().statusCode(400)
                .body("errors[0].pointer", equalTo("/stepFree"));
        town.load();
        editor(tree.commune()).body(Map.of("count", 1, "stepFree", true)).post(PLACEMENTS).then().statusCode(409).body("code", equalTo("steps-unknown"));
    }

    @Test
    void choosesOutOfAllFilesOnWhichTheAreasLie() {
        town.loadTwo();
        Map<String, Object> south = Map.of("code", code + "S", "name", "South", "population", 8_000, "outline", Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(105.99, 9.99), List.of(106.01, 9.99), List.of(106.01, 10.01), List.of(105.99, 10.01), List.of(105.99, 9.99)))));
        api.run(Sql.of("UPDATE unit_ref SET territory = territory || ? WHERE id = ?", code + "S", tree.commune()));
        editor(tree.commune()).body(Map.of("unitId", tree.commune(), "source", "counted there", "areas", List.of(south))).post("/map/v1/administrative-areas").then().statusCode(200);
        JsonPath chosen = ask(Map.of("count", 3, "worstFirst", true));
        assertThat(chosen.getList("chosen.area")).containsExactlyInAnyOrder(code + "W", code + "E", code + "S");
        assertThat(chosen.getList("furtherStreets")).hasSize(1);
        assertThat(chosen.getList("sources")).containsExactlyInAnyOrder("counted by hand", "counted there");
        assertThat(chosen.getDouble("people") + chosen.getInt("unplaced")).isCloseTo(24_000, org.assertj.core.data.Offset.offset(1.0));
        List<Map<String, Object>> candidates = List.of(Map.of("lat", 21.015, "lon", 105.815, "label", "north"), Map.of("lat", 10, "lon", 106, "label", "south"),
                Map.of("lat", 21.9, "lon", 105.9, "label", "forest"));
        JsonPath given = ask(Map.of("candidates", candidates));
        assertThat(given.getList("chosen.label")).containsExactlyInAnyOrder("north", "south");
        assertThat(given.getInt("offStreets")).isEqualTo(1);
        assertThat(given.getList("chosen.people", Float.class)).allMatch(people -> people > 0);
    }

    @Test
    void weighsAreasAndServesTheWorstServedFirst() {
        assertThat(ask(Map.of("weights", Map.of(code + "W", 0))).getList("chosen.area")).containsOnly(code + "E");
        Map<String, Object> there = point(tree.commune(), 21.015, 105.807);
        there.put("kind", "member-shop");
        registered(tree.commune(), there);
        JsonPath fair = ask(Map.of("count", 1, "kinds", List.of("member-shop"), "worstFirst", true));
        assertThat(fair.getList("chosen.area")).containsExactly(code + "E");
    }

    @Test
    void proposesWithinTheUnitsOwnTerritoryOrTheAreasThatAreNamed() {
        api.run(Sql.of("UPDATE unit_ref SET territory = ARRAY[?] WHERE id = ?", code + "E", tree.grassRoots()));
        Map<String, Object> own = new HashMap<>(Map.of("count", 3, "minutes", 5, "kinds", List.of("mutual-help-desk"), "unitId", tree.grassRoots()));
        JsonPath east = ended(own).setRootPath("result");
        assertThat(east.getList("chosen.area")).hasSize(3).containsOnly(code + "E");
        assertThat(east.getDouble("people")).isLessThanOrEqualTo(8_000);
        own.put("areas", List.of(code + "W"));
        assertThat(ended(own).setRootPath("result").getList("chosen.area")).hasSize(3).containsOnly(code + "W");
        own.put("areas", List.of(code + "W", "nowhere"));
        editor(tree.commune()).body(own).post(PLACEMENTS).then().statusCode(400).body("errors.pointer", org.hamcrest.Matchers.contains("/areas"));
        editor(tree.elsewhere()).body(Map.of("count", 1)).post(PLACEMENTS).then().statusCode(409).body("code", equalTo("areas-of-unit-unknown"));
    }

    @Test
    void provesWhatIsBestWhereAskedExactly() {
        JsonPath greedy = ask(Map.of("count", 3));
        JsonPath exact = ask(Map.of("count", 3, "exact", true));
        assertThat(exact.getBoolean("proven")).isTrue();
        assertThat(exact.getDouble("gap")).isZero();
        assertThat(exact.getDouble("coveredAfter")).isEqualTo(exact.getDouble("atMost")).isGreaterThanOrEqualTo(greedy.getDouble("coveredAfter"))
                .isLessThanOrEqualTo(greedy.getDouble("atMost"));
        assertThat(exact.getString("method")).contains("solver");
    }

    @Test
    void failsWithAReasonWhereTheSolverDiesAndRefusesAtOnceWhereThereIsNone() {
        Map<String, Object> asked = Map.of("count", 2, "minutes", 5, "exact", true);
        String before = System.getProperty(SOLVER);
        try {
            System.setProperty(SOLVER, "/bin/false");
            JsonPath failed = ended(asked);
            assertThat(failed.getString("state")).isEqualTo("failed");
            assertThat(failed.getString("failure")).isEqualTo("solver-failed");
            System.setProperty(SOLVER, "");
            editor(tree.commune()).body(asked).post(PLACEMENTS).then().statusCode(409).body("code", equalTo("no-solver"));
        } finally {
            System.setProperty(SOLVER, before);
        }
    }

    @Test
    void refusesWhatIsNoQuestion() {
        editor(tree.commune()).body("{\"count\": 1, \"exact\": true, \"worstFirst\": true}").post(PLACEMENTS).then().statusCode(400)
                .body("errors[0].pointer", equalTo("/exact"));
        editor(tree.commune()).body("{}").post(PLACEMENTS).then().statusCode(400).body("errors[0].pointer", equalTo("/count"));
        editor(tree.commune()).body("{\"count\": 1, \"mode\": \"boat\"}").post(PLACEMENTS).then().statusCode(400);
        editor(tree.commune()).body("{\"count\": 0}").post(PLACEMENTS).then().statusCode(400);
    }

    @Test
    void refusesCodesThatThereAreNotAndBudgetsOfNothing() {
        refused("kinds", List.of("rest-stopp"), "/kinds");
        refused("amenities", List.of("wi-fi"), "/amenities");
        refused("without", List.of(java.util.UUID.randomUUID()), "/without");
        refused("hour", "Tuesday evening", "/hour");
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("hall", null);
        refused("budgets", nothing, "/budgets/hall");
        refused("weights", nothing, "/weights/hall");
        editor(tree.commune()).body(Map.of("count", 1, "hour", "Tu 21:00", "at", "2026-11-24T21:00:00+07:00")).post(PLACEMENTS).then().statusCode(400)
                .body("errors[0].pointer", equalTo("/hour"));
    }

    private void refused(String field, Object value, String pointer) {
        editor(tree.commune()).body(Map.of("count", 1, field, value)).post(PLACEMENTS).then().statusCode(400)
                .body("errors.pointer", org.hamcrest.Matchers.contains(pointer));
    }

    @Test
    void whatIsShutAtThatHourOfTheWeekOrLacksAnAmenityIsNotThere() {
        Map<String, Object> day = point(tree.commune(), 21.015, 105.807);
        day.put("kind", "legal-aid-desk");
        day.put("hours", "Mo-Fr 07:30-17:00");
        day.put("amenities", List.of("wifi"));
        registered(tree.commune(), day);
        Map<String, Object> asked = new HashMap<>(Map.of("count", 1, "kinds", List.of("legal-aid-desk")));
        double always = ask(asked).getDouble("coveredBefore");
        assertThat(always).isPositive();
        for (Map<String, Object> open : List.<Map<String, Object>>of(Map.of("hour", "Tu 09:00"), Map.of("amenities", List.of("wifi")))) {
            asked.putAll(open);
            assertThat(ask(asked).getDouble("coveredBefore")).isEqualTo(always);
        }
        for (Map<String, Object> shut : List.<Map<String, Object>>of(Map.of("hour", "Tu 21:00"), Map.of("hour", "Su 09:00"),
                Map.of("amenities", List.of("wifi", "drinking-water"), "hour", "Tu 09:00"))) {
            asked.putAll(shut);
            assertThat(ask(asked).getDouble("coveredBefore")).isZero();
        }
    }

    @Test
    void isForThoseWhoPlan() {
        AccessMatrix.of("POST", PLACEMENTS).body(() -> Map.of("count", 1, "minutes", 3)).roles("map-editor", "unit-officer", "federation-officer")
                .inside(tree.commune()).check();
    }
}
