package org.doanket.servicemap.rule;

import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With days of their own, long after those by which other tests judge. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RuleByApiTest {

    private static final String RULES = "/map/v1/map-rules";
    private static final String KINDS = "/map/v1/request-kinds";
    private static final Map<String, Object> WHY = Map.of("why", "typed wrong");

    @Inject
    MapApi api;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    private RequestSpecification top() {
        return as("federation-officer", tree.province());
    }

    private static String day() {
        return LocalDate.parse("2090-01-01").plusDays(MapApi.number()).toString();
    }

    private static Map<String, Object> rule(String code, String from, Map<String, Object> values) {
        return Map.of("rule", code, "validFrom", from, "values", values, "citation", "Quyết định 1", "verified", true);
    }

    private static Map<String, Object> clock(String from) {
        return Map.of("jurisdiction", "vn", "validFrom", from, "acceptanceDays", 1, "answerDays", 4, "citation", "Quyết định 2", "verified", true);
    }

    private static Map<String, Object> kind() {
        return new HashMap<>(Map.of("code", "kind-" + MapApi.number(), "labelVi", "Nhà ở", "labelEn", "Housing", "labelZh", "住房", "clocks", List.of(clock(day()))));
    }

    private String set() {
        String from = day();
        top().body(rule("visits", from, Map.of("lateDays", 100))).post(RULES).then().statusCode(201);
        return RULES + "/visits/" + from + "/cancellation";
    }

    @Test
    void setsARuleFromADayToComeOnAndTakesItBackBeforeItBegins() {
        String from = day();
        top().body(rule("trust", from, Map.of("loss", 0.5, "strangers", 3, "noticeBelow", 0.4))).post(RULES).then().statusCode(201).body("rule", equalTo("trust"))
                .body("values.loss", equalTo(0.5f)).body("values.strangers", equalTo(3));
        anybody().get(RULES).then().body("items.rule", hasItems("same-site", "territory", "visits", "trust")).body("items.validFrom", hasItem(from));
        top().body(rule("trust", from, Map.of("loss", 0.6, "strangers", 3, "noticeBelow", 0.4))).post(RULES).then().statusCode(409).body("code", equalTo("rule-exists"));
        String cancellation = RULES + "/trust/" + from + "/cancellation";
        top().body(WHY).post(cancellation).then().statusCode(204);
        anybody().get(RULES).then().body("items.validFrom", not(hasItem(from)));
        top().body(WHY).post(cancellation).then().statusCode(404);
        top().body(WHY).post(RULES + "/trust/2020-01-01/cancellation").then().statusCode(409).body("code", equalTo("rule-has-begun"));
        top().body(WHY).post(RULES + "/weather/2020-01-01/cancellation").then().statusCode(404);
    }

    @Test
    void refusesNumbersThatCannotBeAndDaysThatAreOver() {
        top().body(rule("trust", day(), Map.of("loss", 2, "strangers", 1.5, "rain", 1))).post(RULES).then().statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/values/loss", "/values/strangers", "/values/noticeBelow", "/values"));
        top().body(rule("territory", "2024-01-01", Map.of("metres", 50))).post(RULES).then().statusCode(422).body("code", equalTo("rule-begins-too-early"));
        top().body(rule("territory", LocalDate.now().minusDays(1).toString(), Map.of("metres", 50))).post(RULES).then().statusCode(422);
    }

    @Test
    void letsSomethingElseBeAskedWithClocksThatCanBeTakenBack() {
        Map<String, Object> kind = kind();
        String address = KINDS + "/" + kind.get("code");
        top().body(kind).post(KINDS).then().statusCode(201).body("labelZh", equalTo("住房"));
        top().body(kind).post(KINDS).then().statusCode(409).body("code", equalTo("legend-code-or-position-taken"));
        String itself = "items.find { it.code == '" + kind.get("code") + "' }";
        anybody("zh").get(KINDS).then().body(itself + ".label", equalTo("住房")).body(itself + ".clocks", hasSize(1));
        top().contentType("application/merge-patch+json").body("{\"labelEn\": \"Homes\"}").patch(address).then().statusCode(200).body("labelEn", equalTo("Homes"));
        String from = day();
        top().body(clock(from)).post(address + "/clocks").then().statusCode(201).body("answerDays", equalTo(4));
        top().body(clock(from)).post(address + "/clocks").then().statusCode(409);
        top().body(clock("2024-01-01")).post(address + "/clocks").then().statusCode(422).body("code", equalTo("rule-begins-too-early"));
        anybody().get(KINDS).then().body(itself + ".clocks.validFrom", hasItem(from));
        top().body(WHY).post(address + "/clocks/vn/" + from + "/cancellation").then().statusCode(204);
        anybody().get(KINDS).then().body(itself + ".clocks.validFrom", not(hasItem(from)));
        top().body(WHY).post(KINDS + "/legal-advice/clocks/vn/2020-01-01/cancellation").then().statusCode(409);
        Map<String, Object> slow = new HashMap<>(clock(day()));
        slow.put("acceptanceDays", 9);
        top().body(slow).post(address + "/clocks").then().statusCode(400).body("errors[0].pointer", equalTo("/answerDays"));
        top().body(clock(day())).post(KINDS + "/no-such/clocks").then().statusCode(404);
    }

    @Test
    void takesBackAFareBeforeItBegins() {
        String team = team();
        String from = day();
        fare(team, "2024-01-01");
        fare(team, from);
        as("unit-officer", tree.commune()).body(WHY).post(team + "/fares/" + from + "/cancellation").then().statusCode(200);
        as("unit-officer", tree.commune()).get(team + "/fares").then().body("items.validFrom", equalTo(List.of("2024-01-01")));
        as("unit-officer", tree.commune()).body(WHY).post(team + "/fares/2024-01-01/cancellation").then().statusCode(409).body("code", equalTo("rule-has-begun"));
        as("unit-officer", tree.commune()).body(WHY).post(team + "/fares/" + from + "/cancellation").then().statusCode(404).body("items", nullValue());
        fare(team, from);
    }

    private String team() {
        return "/map/v1/ride-teams/" + as("unit-officer", tree.commune()).body(Map.of("unitId", tree.commune(), "name", "Đội")).post("/map/v1/ride-teams").then()
                .statusCode(201).extract().path("id");
    }

    private void fare(String team, String from) {
        as("unit-officer", tree.commune()).body(Map.of("validFrom", from, "firstMetres", 2_000, "firstAmount", 12_000, "kmAmount", 5_000, "roundedTo", 1_000,
                "currency", "VND", "citation", "NQ")).post(team + "/fares").then().statusCode(200);
    }

    @Test
    void isSetAtTheTopOnly() {
        top(AccessMatrix.of("POST", RULES).body(() -> rule("same-site", day(), Map.of("metres", 40))));
        top(AccessMatrix.of("POST", this::set).body(() -> WHY));
        top(AccessMatrix.of("POST", KINDS).body(RuleByApiTest::kind));
        top(AccessMatrix.of("PATCH", KINDS + "/convenience").body("application/merge-patch+json", () -> Map.of("labelEn", "Convenience service")));
        top(AccessMatrix.of("POST", KINDS + "/convenience/clocks").body(() -> clock(day())));
        top(AccessMatrix.of("POST", () -> {
            String from = day();
            top().body(clock(from)).post(KINDS + "/convenience/clocks").then().statusCode(201);
            return KINDS + "/convenience/clocks/vn/" + from + "/cancellation";
        }).body(() -> WHY));
        AccessMatrix.of("GET", RULES).openToAll().check();
    }

    private void top(AccessMatrix matrix) {
        matrix.roles("federation-officer").inside(tree.province()).outside(tree.commune(), tree.sibling(), tree.grassRoots()).check();
    }

    @Test
    void aFareIsTakenBackByThoseWhoseItIs() {
        String team = team();
        AccessMatrix.of("POST", () -> {
            String from = day();
            fare(team, from);
            return team + "/fares/" + from + "/cancellation";
        }).body(() -> WHY).roles("unit-officer").inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
    }

    private static Map<String, Object> holiday(String day, boolean off) {
        return Map.of("jurisdiction", "cn", "day", day, "off", off, "code", "spring-festival", "source", "Notice of that year");
    }

    @Test
    void declaresADayToComeAHolidayAndADayLikeAnyOtherAgain() {
        String day = day();
        String year = "/map/v1/holidays?jurisdiction=cn&year=" + day.substring(0, 4);
        top().body(holiday(day, true)).post("/map/v1/holidays").then().statusCode(200).body("items.day", hasItem(day));
        anybody().get(year).then().statusCode(200).body("items.find { it.day == '" + day + "' }.code", equalTo("spring-festival"));
        top().body(holiday(day, false)).post("/map/v1/holidays").then().statusCode(200).body("items.day", not(hasItem(day)));
        top().body(holiday("2026-01-01", false)).post("/map/v1/holidays").then().statusCode(422).body("code", equalTo("rule-begins-too-early"));
        anybody().get("/map/v1/holidays?jurisdiction=us&year=2026").then().statusCode(400);
        top(AccessMatrix.of("POST", "/map/v1/holidays").body(() -> holiday(day(), true)));
        AccessMatrix.of("GET", "/map/v1/holidays?jurisdiction=vn&year=2026").openToAll().check();
    }

    private String competence(String from) {
        return "/map/v1/request-competences/" + as("unit-officer", tree.commune()).body(Map.of("unit", tree.commune(), "kind", "job-help", "validFrom", from, "validTo",
                LocalDate.parse(from).plusDays(1).toString())).post("/map/v1/request-competences").then().statusCode(201).extract().path("id") + "/cancellation";
    }

    @Test
    void takesBackACompetenceBeforeItBegins() {
        String address = competence(day());
        as("unit-officer", tree.commune()).body(WHY).post(address).then().statusCode(204);
        as("unit-officer", tree.commune()).body(WHY).post(address).then().statusCode(404);
        as("unit-officer", tree.commune()).body(WHY).post(competence("2024-01-01")).then().statusCode(409).body("code", equalTo("rule-has-begun"));
        AccessMatrix.of("POST", () -> competence(day())).body(() -> WHY).roles("unit-officer", "federation-officer").inside(tree.commune(), tree.province())
                .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
    }
}
