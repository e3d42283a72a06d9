package org.doanket.membership.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.platform.money.Ratio;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ParameterTest {

    @Inject
    ParameterQueries parameters;

    @ParameterizedTest
    @CsvSource({"minimum-members, grass-roots-union, 5, members, true", "minimum-members, nghiep-doan, 10, members, false",
            "minimum-members, commune-union, 1500, members, false", "minimum-units, commune-union, 10, units, false",
            "first-committee-meeting-within, , 10, working-days, true", "recognition-dossier-within, , 15, working-days, true",
            "recognition-answer-within, , 15, working-days, false", "delegates-congress-from, , 150, members, true", "term, , 5, years, false",
            "suspension-at-most, , 12, months, false", "small-cell, , 5, persons, false", "foreign-contract-at-least, , 12, months, true"})
    void knowsWhatTheSourcesSayAndWhetherSomebodyHasReadIt(String name, String subject, int value, String unit, boolean verified) {
        String query = "jurisdiction=vn&asOf=2026-01-01&name=" + name;
        String where = "items.find { it.subject == " + (subject == null ? "null" : "'" + subject + "'") + " }";
        list(query).body(where + ".value", equalTo(value), where + ".unitOfMeasure", equalTo(unit), where + ".verified", equalTo(verified),
                where + ".citation", notNullValue());
    }

    @Test
    void knowsNoRuleBeforeItsDay() {
        list("jurisdiction=vn&asOf=2025-06-11&name=minimum-units").body("items", equalTo(java.util.List.of()));
        list("jurisdiction=vn&asOf=2025-06-12&name=minimum-units").body("items.value", contains(10));
        assertThat(parameters.value("vn", "minimum-units", "commune-union", LocalDate.parse("2025-06-11"))).isEmpty();
        assertThat(parameters.value("cn", "minimum-members", "grass-roots-union", LocalDate.parse("2026-06-11"))).isEmpty();
    }

    @Test
    void takesTheRuleForASubjectBeforeThatForAll() {
        LocalDate day = LocalDate.parse("2026-01-01");
        assertThat(parameters.value("cn", "term", "grass-roots-union", day)).map(ParameterView.Value::value).contains(3L);
        assertThat(parameters.value("cn", "term", "city-federation", day)).map(ParameterView.Value::value).contains(5L);
        assertThat(parameters.value("cn", "term", day)).map(ParameterView.Value::value).contains(5L);
        assertThat(parameters.share("vn", "committee-women-at-least", "provincial-federation", day)).contains(new Ratio(30, 100));
    }

    @Test
    void changesFromADayToComeOnAndTakesBackWhatHasNotBegun() {
        Map<String, Object> twelve = setting("vn", "2049-01-01", "nghiep-doan", 12);
        String id = set(twelve).statusCode(201).header("Location", org.hamcrest.Matchers.startsWith(Api.BASE + "/parameters/"))
                .body("value", equalTo(12)).extract().path("id");

        set(twelve).statusCode(409).body("code", equalTo("rule-begin-taken"));
        list("jurisdiction=vn&name=minimum-members&subject=nghiep-doan&asOf=2048-12-31").body("items.value", contains(10));
        list("jurisdiction=vn&name=minimum-members&subject=nghiep-doan&asOf=2049-01-01").body("items.value", contains(12));

        cancel(id).statusCode(200).body("cancelledWhy", equalTo("the congress decided otherwise"));
        cancel(id).statusCode(409).body("code", equalTo("rule-cancelled-already"));
        list("jurisdiction=vn&name=minimum-members&subject=nghiep-doan&asOf=2049-01-01").body("items.value", contains(10));
        list("jurisdiction=vn&name=minimum-members&subject=nghiep-doan").body("items.value", containsInAnyOrder(10, 12));
        String begun = list("jurisdiction=vn&name=minimum-members&subject=nghiep-doan&asOf=2026-01-01").extract().path("items[0].id");
        cancel(begun).statusCode(409).body("code", equalTo("rule-begun-already"), "detail", org.hamcrest.Matchers.containsString("2013-01-01"));
        cancel(UUID.randomUUID().toString()).statusCode(404);
    }

    @Test
    void namesEveryFaultOfASetting() {
        Map<String, Object> past = setting("vn", "2020-01-01", "nghiep-doan", 12);
        past.remove("value");
        set(past).statusCode(422).body("errors.pointer", containsInAnyOrder("/value", "/source/validFrom"));
        Map<String, Object> share = setting("vn", "2049-02-01", "x", 12);
        share.put("unitOfMeasure", "share");
        share.put("fraction", Map.of("numerator", 3, "denominator", 2));
        set(share).statusCode(422).body("errors.pointer", containsInAnyOrder("/fraction", "/fraction", "/unitOfMeasure"));
        set(setting("us", "2049-02-01", "Ä", 12)).statusCode(400).body("errors.pointer", containsInAnyOrder("/source/jurisdiction", "/subject"));
    }

    @Test
    void isMeasuredAsItIsReadAndNotGreaterThanTheCalendarCounts() {
        refuses("admission-decision-within", 2_000, "working-days", "/value", "366");
        refuses("term", 1_000_000_000, "years", "/value", "100");
        refuses("card-valid-for", 2, "years", "/unitOfMeasure", "months");
        refuses("nobody-reads-it", 2, "years", "/name", "no such figure");
        Map<String, Object> days = setting("vn", "2049-03-01", "", 10);
        days.remove("subject");
        days.putAll(Map.of("name", "transfer-silence", "unitOfMeasure", "days"));
        set(days).statusCode(201);
        Api.as("auditor", null).get("/parameter-kinds").then().body("find { it.name == 'term' }.unitsOfMeasure", contains("years"),
                "find { it.name == 'term' }.most", equalTo(100), "find { it.name == 'congress-quorum' }.most", org.hamcrest.Matchers.nullValue());
    }

    private static void refuses(String name, int value, String unit, String pointer, String says) {
        Map<String, Object> setting = setting("vn", "2049-03-01", "x", value);
        setting.putAll(Map.of("name", name, "unitOfMeasure", unit));
        set(setting).statusCode(422).body("errors.pointer", contains(pointer), "errors[0].message", org.hamcrest.Matchers.containsString(says));
    }

    @Test
    void isSetAtTheTopOfTheTreeAndOnlyForItsOwnJurisdiction() {
        Api.Tree tree = new Api.Tree();
        AccessMatrix.of("GET", Api.BASE + "/parameters").roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "integration").inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("GET", Api.BASE + "/parameter-kinds").roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "integration").inside(tree.commune).answersEverybodyTheirOwn().check();
        int[] year = {2050};
        String one = idOf(setting("vn", "2050-01-01", "access", 1));
        AccessMatrix.of("GET", Api.BASE + "/parameters/" + one).roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "integration").inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", Api.BASE + "/parameters").body(() -> setting("vn", ++year[0] + "-01-01", "access", 1))
                .roles("federation-officer").inside(tree.province).outside(tree.commune, tree.sibling, tree.grassRoots).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/parameters/" + idOf(setting("vn", ++year[0] + "-01-01", "access", 1)) + "/cancellation")
                .body(() -> Map.of("why", "a test")).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
        Api.as("federation-officer", tree.province).contentType("application/json").body(setting("cn", "2050-01-01", "access", 1))
                .post("/parameters").then().statusCode(403).body("code", equalTo("rules-at-the-top-only"));
    }

    private static Map<String, Object> setting(String jurisdiction, String from, String subject, int value) {
        return new HashMap<>(Map.of("source", Map.of("jurisdiction", jurisdiction, "validFrom", from, "citation", "a decision to come",
                "verified", false), "name", "minimum-members", "subject", subject, "value", value, "unitOfMeasure", "members"));
    }

    private static ValidatableResponse set(Map<String, Object> setting) {
        return Api.officer().contentType("application/json").body(setting).post("/parameters").then();
    }

    private static String idOf(Map<String, Object> setting) {
        return set(setting).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse cancel(String id) {
        return Api.officer().contentType("application/json").body(Map.of("why", "the congress decided otherwise"))
                .post("/parameters/" + id + "/cancellation").then();
    }

    private static ValidatableResponse list(String query) {
        return Api.as("auditor", null).get("/parameters?" + query).then().statusCode(200);
    }
}
