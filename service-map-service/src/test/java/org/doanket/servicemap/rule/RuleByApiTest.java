package org.doanket.servicemap.rule;

import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
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
    private static final String TERRITORIAL = "/map/v1/territorial-kinds";
    private static final Map<String, Object> WHY = Map.of("why", "typed wrong");

    @Inject
    MapApi api;
    @Inject
    AgroalDataSource dataSource;

    private MapApi.Tree tree;
    private UUID chinese;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
        chinese = api.plant("cn").province();
    }

    private RequestSpecification top() {
        return as("federation-officer", tree.province());
    }

    private static RequestSpecification root() {
        return as("federation-officer");
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
        return RULES + "/" + root().body(rule("visits", day(), Map.of("lateDays", 100))).post(RULES).then().statusCode(201).extract().path("id") + "/cancellation";
    }

    @Test
    void setsARuleFromADayToComeOnAndTakesItBackBeforeItBegins() {
        String from = day();
        String id = root().body(rule("trust", from, Map.of("loss", 0.5, "strangers", 3, "noticeBelow", 0.4))).post(RULES).then().statusCode(201)
                .body("rule", equalTo("trust")).body("values.loss", equalTo(0.5f)).body("values.strangers", equalTo(3)).extract().path("id");
        anybody().get(RULES).then().body("items.rule", hasItems("same-site", "territory", "territory-far", "spread", "off-street", "visits", "trust", "travel", "pace", "tips")).body("items.validFrom", hasItem(from));
        anybody().get(RULES + "?asOf=" + from).then().body("items.id", hasItem(id));
        root().body(rule("trust", from, Map.of("loss", 0.6, "strangers", 3, "noticeBelow", 0.4))).post(RULES).then().statusCode(409)
                .body("code", equalTo("rule-begin-taken"));
        root().body(WHY).post(RULES + "/" + id + "/cancellation").then().statusCode(200).body("cancelledWhy", equalTo("typed wrong"));
        anybody().get(RULES + "?asOf=" + from).then().body("items.id", not(hasItem(id)));
        anybody().get(RULES).then().body("items.find { it.id == '" + id + "' }.cancelledWhy", equalTo("typed wrong"));
        root().body(WHY).post(RULES + "/" + id + "/cancellation").then().statusCode(409).body("code", equalTo("rule-cancelled-already"));
        root().body(rule("trust", from, Map.of("loss", 0.6, "strangers", 3, "noticeBelow", 0.4))).post(RULES).then().statusCode(201);
        String begun = anybody().get(RULES + "?asOf=2026-01-01").then().extract().path("items.find { it.rule == 'trust' }.id");
        root().body(WHY).post(RULES + "/" + begun + "/cancellation").then().statusCode(409).body("code", equalTo("rule-begun-already"));
        root().body(WHY).post(RULES + "/" + tree.commune() + "/cancellation").then().statusCode(404);
    }

    @Test
    void refusesNumbersThatCannotBeAndDaysThatAreOver() {
        root().body(rule("trust", day(), Map.of("loss", 2, "strangers", 1.5, "rain", 1))).post(RULES).then().statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/values/loss", "/values/strangers", "/values/noticeBelow", "/values"));
        root().body(rule("territory", "2024-01-01", Map.of("metres", 50))).post(RULES).then().statusCode(422).body("errors.code", contains("day-to-come"));
        root().body(rule("territory", LocalDate.now().minusDays(1).toString(), Map.of("metres", 50))).post(RULES).then().statusCode(422);
        root().body(rule("travel", day(), Map.of("speedKmh", 5, "detourFactor", 1.2))).post(RULES).then().statusCode(422).body("errors.pointer", contains("/subject"));
    }

    @Test
    void ofHowFastOneGoesEachModeHasItsOwnRule() {
        String from = day();
        for (String mode : List.of("foot", "bicycle")) {
            Map<String, Object> rule = new HashMap<>(rule("travel", from, Map.of("speedKmh", 5.5, "detourFactor", 1.25)));
            rule.put("subject", mode);
            root().body(rule).post(RULES).then().statusCode(201).body("subject", equalTo(mode)).body("values.speedKmh", equalTo(5.5f));
            root().body(rule).post(RULES).then().statusCode(409);
        }
        anybody().get(RULES + "?asOf=2026-01-01").then().body("items.findAll { it.rule == 'travel' }.subject", containsInAnyOrder("foot", "bicycle", "motorbike"))
                .body("items.find { it.subject == 'foot' }.values.speedKmh", equalTo(4.8f));
    }

    @Test
    void howFastOneGoesIsAnsweredByTheRuleThatHoldsNow() {
        String cycling = "items.find { it.code == 'bicycle' }";
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        // As if it had been set before: through the API a rule begins on a day to come.
        Sql.of("INSERT INTO travel_rule (id, subject, valid_from, speed_kmh, detour_factor, citation, verified) VALUES (?, 'bicycle', ?, 12.5, 1.5, 'Quyết định 9', true)",
                UUID.randomUUID(), today).run(dataSource);
        try {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> anybody().get("/map/v1/travel-modes").then().body(cycling + ".speedKmh", equalTo(12.5f))
                    .body(cycling + ".source", equalTo("Quyết định 9")));
        } finally {
            Sql.of("UPDATE travel_rule SET cancelled_at = now(), cancelled_why = 'test' WHERE subject = 'bicycle' AND valid_from = ?", today).run(dataSource);
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> anybody().get("/map/v1/travel-modes").then().body(cycling + ".speedKmh", equalTo(15f)));
    }

    private static Map<String, Object> territorial(String kind, String from) {
        return Map.of("source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "Quyết định 3", "verified", true), "kind", kind, "rank", 2, "holdsBelow", true);
    }

    @Test
    void aKindOfUnitIsThereForAPlaceFromADayToComeOn() {
        String from = day();
        String kind = "zone-union-" + MapApi.number();
        String id = top().body(territorial(kind, from)).post(TERRITORIAL).then().statusCode(201).body("rank", equalTo(2)).body("holdsBelow", equalTo(true))
                .extract().path("id");
        top().body(territorial(kind, from)).post(TERRITORIAL).then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        top().body(territorial(kind, "2024-01-01")).post(TERRITORIAL).then().statusCode(422).body("errors.pointer", contains("/source/validFrom"));
        anybody().get(TERRITORIAL + "?limit=200&jurisdiction=vn&asOf=" + from).then().statusCode(200).body("items.id", hasItem(id));
        anybody().get(TERRITORIAL + "?limit=200&jurisdiction=vn&asOf=2026-01-01").then().body("items.kind", hasItem("commune-union")).body("items.id", not(hasItem(id)));
        top().body(WHY).post(TERRITORIAL + "/" + id + "/cancellation").then().statusCode(200).body("cancelledWhy", equalTo("typed wrong"));
        anybody().get(TERRITORIAL + "?limit=200&jurisdiction=vn&asOf=" + from).then().body("items.id", not(hasItem(id)));
        top(AccessMatrix.of("POST", TERRITORIAL).body(() -> territorial("zone-union", day())));
        top(AccessMatrix.of("POST", () -> TERRITORIAL + "/" + top().body(territorial("zone-union", day())).post(TERRITORIAL).then().statusCode(201).extract()
                .path("id") + "/cancellation").body(() -> WHY));
        AccessMatrix.of("GET", TERRITORIAL).openToAll().check();
        AccessMatrix.of("GET", top().body(territorial("zone-union", day())).post(TERRITORIAL).then().statusCode(201).extract().header("Location")).openToAll().check();
    }

    @Test
    void nobodyMayAskThatFiguresAboutTipsBeOfFewerThanTen() {
        root().body(rule("tips", day(), Map.of("people", 9))).post(RULES).then().statusCode(422).body("errors.pointer", contains("/values/people"));
        root().body(rule("tips", day(), Map.of("people", 20))).post(RULES).then().statusCode(201).body("values.people", equalTo(20));
        anybody().get(RULES + "?asOf=2026-01-01").then().body("items.find { it.rule == 'tips' }.values.people", equalTo(10));
    }

    @Test
    void theRulesOfStreetsAreSetAsTheOthers() {
        Map<String, Map<String, Object>> rules = Map.of("spread", Map.of("mostPeopleKm2", 90_000, "leastStreetKm", 1.5, "leastStreetMetres", 0.75), "off-street",
                Map.of("metres", 120, "share", 0.3), "territory-far", Map.of("metres", 40_000), "pace", Map.of("leastKmh", 2.5, "mostKmh", 6));
        rules.forEach((code, values) -> {
            String from = day();
            String id = root().body(rule(code, from, values)).post(RULES).then().statusCode(201).extract().path("id");
            anybody().get(RULES + "?asOf=" + from).then().body("items.find { it.id == '" + id + "' }.values.keySet()", containsInAnyOrder(values.keySet().toArray()));
        });
        root().body(rule("pace", day(), Map.of("leastKmh", 4, "mostKmh", 3))).post(RULES).then().statusCode(422).body("errors.pointer", contains("/values/mostKmh"));
        root().body(rule("off-street", day(), Map.of("metres", 120, "share", 1.5))).post(RULES).then().statusCode(422).body("errors.pointer", contains("/values/share"));
    }

    @Test
    void letsSomethingElseBeAskedWithClocksThatCanBeTakenBack() {
        Map<String, Object> kind = kind();
        String address = KINDS + "/" + kind.get("code");
        root().body(kind).post(KINDS).then().statusCode(201).header("Location", equalTo(address)).body("labelZh", equalTo("住房"));
        root().body(kind).post(KINDS).then().statusCode(409).body("code", equalTo("legend-code-or-position-taken"));
        String itself = "items.find { it.code == '" + kind.get("code") + "' }";
        anybody("zh").get(KINDS).then().body(itself + ".label", equalTo("住房")).body(itself + ".clocks", hasSize(1));
        String seen = root().get(address).then().statusCode(200).body("labelEn", equalTo("Housing")).extract().header("ETag");
        String homes = "{\"labelEn\": \"Homes\"}";
        root().contentType("application/merge-patch+json").body(homes).patch(address).then().statusCode(428);
        root().contentType("application/merge-patch+json").header("If-Match", seen).body(homes).patch(address).then().statusCode(200).header("ETag", not(equalTo(seen)))
                .body("labelEn", equalTo("Homes"));
        root().contentType("application/merge-patch+json").header("If-Match", seen).body("{\"labelEn\": \"Flats\"}").patch(address).then().statusCode(412);
        root().get(address).then().body("labelEn", equalTo("Homes"));
        String from = day();
        String clock = top().body(clock(from)).post(address + "/clocks").then().statusCode(201).body("answerDays", equalTo(4)).extract().path("id");
        top().body(clock(from)).post(address + "/clocks").then().statusCode(409);
        top().body(clock("2024-01-01")).post(address + "/clocks").then().statusCode(422).body("errors.code", contains("day-to-come"));
        anybody().get(KINDS).then().body(itself + ".clocks.validFrom", hasItem(from));
        top().body(WHY).post(KINDS + "/legal-advice/clocks/" + clock + "/cancellation").then().statusCode(404);
        top().body(WHY).post(address + "/clocks/" + clock + "/cancellation").then().statusCode(200).body("cancelledWhy", equalTo("typed wrong"));
        anybody().get(KINDS).then().body(itself + ".clocks.validFrom", not(hasItem(from)));
        String begun = anybody().get(KINDS).then().extract().path("items.find { it.code == 'legal-advice' }.clocks.find { it.jurisdiction == 'vn' }.id");
        top().body(WHY).post(KINDS + "/legal-advice/clocks/" + begun + "/cancellation").then().statusCode(409).body("code", equalTo("rule-begun-already"));
        Map<String, Object> slow = new HashMap<>(clock(day()));
        slow.put("acceptanceDays", 9);
        top().body(slow).post(address + "/clocks").then().statusCode(422).body("errors.pointer", contains("/answerDays"));
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
        as("unit-officer", tree.commune()).body(WHY).post(team + "/fares/2024-01-01/cancellation").then().statusCode(409).body("code", equalTo("rule-begun-already"));
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
    void isSetAboveAllWhomItBinds() {
        root(AccessMatrix.of("POST", RULES).body(() -> rule("same-site", day(), Map.of("metres", 40))));
        root(AccessMatrix.of("POST", this::set).body(() -> WHY));
        root(AccessMatrix.of("POST", KINDS).body(RuleByApiTest::kind));
        AccessMatrix.of("GET", KINDS + "/convenience").roles("federation-officer").inside(tree.province(), tree.commune(), chinese).atTheRoot()
                .answersEverybodyTheirOwn().check();
        root(AccessMatrix.of("PATCH", KINDS + "/convenience").ifMatch("*").body("application/merge-patch+json", () -> Map.of("labelEn", "Convenience service")));
        top(AccessMatrix.of("POST", KINDS + "/convenience/clocks").body(() -> clock(day())));
        top(AccessMatrix.of("POST", () -> KINDS + "/convenience/clocks/" + top().body(clock(day())).post(KINDS + "/convenience/clocks").then().statusCode(201)
                .extract().path("id") + "/cancellation").body(() -> WHY));
        AccessMatrix.of("GET", RULES).openToAll().check();
        AccessMatrix.of("GET", set().replaceAll("/cancellation$", "")).openToAll().check();
        AccessMatrix.of("GET", top().body(clock(day())).post(KINDS + "/convenience/clocks").then().statusCode(201).extract().header("Location")).openToAll().check();
    }

    /** What holds in one jurisdiction: not the top of another's tree either. */
    private void top(AccessMatrix matrix) {
        matrix.roles("federation-officer").inside(tree.province()).atTheRoot().outside(tree.commune(), tree.sibling(), tree.grassRoots(), chinese).check();
    }

    /** What holds in all: none of the tops. */
    private void root(AccessMatrix matrix) {
        matrix.roles("federation-officer").atTheRoot().outside(tree.province(), tree.commune(), chinese).check();
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

    /** @param said worked, or ordinary where it is null */
    private static Map<String, Object> holiday(String day, Boolean said) {
        Map<String, Object> holiday = new HashMap<>(Map.of("jurisdiction", "vn", "day", day, "code", "tet", "citation", "Notice of that year"));
        holiday.put(said == null ? "ordinary" : "worked", said == null ? true : said);
        return holiday;
    }

    @Test
    void declaresADayToComeOffOrWorkedAndTakesThatBack() {
        String day = day();
        String year = "/map/v1/holidays?jurisdiction=vn&year=" + day.substring(0, 4);
        String itself = "items.find { it.day == '" + day + "' }";
        top().body(holiday(day, false)).post("/map/v1/holidays").then().statusCode(200).body("items.day", hasItem(day));
        anybody().get(year).then().statusCode(200).body(itself + ".code", equalTo("tet")).body(itself + ".worked", equalTo(false));
        top().body(holiday(day, true)).post("/map/v1/holidays").then().statusCode(200).body(itself + ".worked", equalTo(true));
        Map<String, Object> unsaid = holiday(day, null);
        unsaid.remove("ordinary");
        top().body(unsaid).post("/map/v1/holidays").then().statusCode(400).body("errors.pointer", contains("/worked"));
        top().body(holiday(day, null)).post("/map/v1/holidays").then().statusCode(200).body("items.findAll { !it.everyYear }.day", not(hasItem(day)));
        top().body(holiday("2026-01-01", null)).post("/map/v1/holidays").then().statusCode(422).body("errors.pointer", contains("/day"));
        anybody().get("/map/v1/holidays?jurisdiction=us&year=2026").then().statusCode(400);
        top(AccessMatrix.of("POST", "/map/v1/holidays").body(() -> holiday(day(), false)));
        AccessMatrix.of("GET", "/map/v1/holidays?jurisdiction=vn&year=2026").openToAll().check();
    }

    @Test
    void knowsTheDaysOffOfEveryYearBeforeItsNoticeIsOut() {
        anybody().get("/map/v1/holidays?jurisdiction=vn&year=2027").then().statusCode(200)
                .body("items.findAll { it.everyYear }.day", equalTo(List.of("2027-01-01", "2027-04-30", "2027-05-01", "2027-05-03", "2027-09-02")));
        anybody().get("/map/v1/holidays?jurisdiction=vn&year=2026").then().body("items.everyYear", everyItem(equalTo(false)));
    }

    @Test
    void hasTheCalendarOfTheOtherServices() {
        Map<String, List<String>> worked = Map.of("2025", List.of("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"), "2026",
                List.of("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"));
        worked.forEach((year, days) -> anybody().get("/map/v1/holidays?jurisdiction=cn&year=" + year).then().statusCode(200)
                .body("items.findAll { it.worked }.day", equalTo(days)));
        anybody().get("/map/v1/holidays?jurisdiction=vn&year=2026").then().body("items.findAll { !it.worked && it.day.startsWith('2026-04') }.day",
                hasItems("2026-04-27", "2026-04-30"));
    }

    private String competence(String from) {
        return "/map/v1/request-competences/" + as("unit-officer", tree.commune()).body(Map.of("unit", tree.commune(), "kind", "job-help", "validFrom", from, "validTo",
                LocalDate.parse(from).plusDays(1).toString())).post("/map/v1/request-competences").then().statusCode(201).extract().path("id") + "/cancellation";
    }

    @Test
    void takesBackACompetenceBeforeItBegins() {
        String address = competence(day());
        as("unit-officer", tree.commune()).body(WHY).post(address).then().statusCode(200).body("cancelledWhy", equalTo("typed wrong"));
        as("unit-officer", tree.commune()).body(WHY).post(address).then().statusCode(409).body("code", equalTo("rule-cancelled-already"));
        anybody().get("/map/v1/request-competences?unit=" + tree.commune()).then().body("items", hasSize(0));
        as("unit-officer", tree.commune()).body(WHY).post(competence("2024-01-01")).then().statusCode(409).body("code", equalTo("rule-begun-already"));
        AccessMatrix.of("POST", () -> competence(day())).body(() -> WHY).roles("unit-officer", "federation-officer").inside(tree.commune(), tree.province())
                .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
    }
}
