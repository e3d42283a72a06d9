package org.doanket.campaign.rule;

import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.campaign.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules are set for days to come and taken back before they begin. All are far ahead and taken back, so that other tests go by those of today. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RuleTest {

    private static final String FEDERATION = "federation-officer";
    private static final String V1 = "/campaigns/v1/";

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void reportsAreDueByTheRuleOfTheirYearUntilItIsTakenBack() {
        LocalDate day = Rules.day();
        String dates = V1 + "reporting-dates/" + units.commune() + "/" + day.getYear() + "/half-year";
        as(FEDERATION, units.province()).get(dates).then().body("cutOff", equalTo(day.getYear() + "-06-30")).body("verified", equalTo(false));
        String rule = set("reporting-rules", Rules.reporting(day)).then().statusCode(201).body("cutOff", equalTo("05-31"))
                .body("source.citation", equalTo("QD 1")).extract().header("Location");
        as(FEDERATION, units.province()).get(dates).then().body("cutOff", equalTo(day.getYear() + "-05-31")).body("due", equalTo(day.getYear() + "-06-20"))
                .body("citation", equalTo("QD 1")).body("verified", equalTo(true));
        as(FEDERATION, units.province()).get(V1 + "reporting-dates/" + units.commune() + "/" + (day.getYear() - 1) + "/half-year").then()
                .body("cutOff", equalTo(day.getYear() - 1 + "-06-30"));
        cancel(rule).then().statusCode(200).body("source.cancelledWhy", equalTo("nhầm ngày"));
        as(FEDERATION, units.province()).get(dates).then().body("cutOff", equalTo(day.getYear() + "-06-30"));
        cancel(rule).then().statusCode(409).body("code", equalTo("rule-cancelled-already"));
        set("reporting-rules", Rules.reporting(day)).then().statusCode(201);
        cancel(V1 + "reporting-rules/" + as(FEDERATION, units.province()).get(V1 + "reporting-rules?jurisdiction=vn&asOf=" + day)
                .path("items.find { it.period == 'half-year' }.id")).then().statusCode(200);
    }

    @Test
    void lightsAndQuorumsHoldFromTheirDay() {
        LocalDate day = Rules.day();
        String lights = set("light-rules", Rules.lights(day)).then().statusCode(201).extract().header("Location");
        set("light-rules", Rules.lights(day)).then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        as(FEDERATION, units.province()).get(V1 + "light-rules?jurisdiction=vn&asOf=" + day).then().body("items.greenFrom", contains(90.5f));
        as(FEDERATION, units.province()).get(V1 + "light-rules?jurisdiction=vn&asOf=2026-01-01").then().body("items.greenFrom", contains(95.0f));
        String meeting = set("meeting-rules", Rules.meeting(day)).then().statusCode(201).extract().header("Location");
        as(FEDERATION, units.province()).get(V1 + "meeting-rules?jurisdiction=vn&asOf=" + day).then().body("items", hasSize(4))
                .body("items.find { it.kind == 'congress' }.quorum.numerator", equalTo(3))
                .body("items.find { it.kind == 'congress' }.majorityCitation", equalTo("QD 3"))
                .body("items.find { it.kind == 'team' }.majorityCitation", startsWith("Doanket's own word: more than half"));
        String consent = set("petition-consents", Rules.consent(day)).then().statusCode(201).body("textVersion", greaterThan(2)).extract().header("Location");
        as(FEDERATION, units.province()).get(V1 + "petition-consents?jurisdiction=vn&asOf=" + day).then().body("items.texts.en", contains("I agree"));
        cancel(consent).then().statusCode(200);
        as(FEDERATION, units.province()).get(V1 + "petition-consents?jurisdiction=vn&asOf=" + day).then().body("items.textVersion", contains(1));
        String interest = set("interest-rules", Rules.interest(day)).then().statusCode(201).extract().header("Location");
        as(FEDERATION, units.province()).get(V1 + "interest-rules?jurisdiction=vn&asOf=" + day).then().body("items.held", contains(false));
        cancel(interest).then().statusCode(200);
        as(FEDERATION, units.province()).get(V1 + "interest-rules?jurisdiction=vn&asOf=" + day).then().body("items.held", contains(true));
        cancel(lights).then().statusCode(200);
        cancel(meeting).then().statusCode(200);
        as(FEDERATION, units.province()).get(V1 + "meeting-rules?jurisdiction=vn&asOf=" + day).then()
                .body("items.find { it.kind == 'congress' }.quorum.numerator", equalTo(2));
        as(FEDERATION, units.province()).get(V1 + "meeting-rules?jurisdiction=cn").then().body("items.source.jurisdiction", not(hasItem("vn")));
    }

    @Test
    void whatHasBegunIsNeitherSetNorTakenBack() {
        for (String kind : List.of("light-rules", "reporting-rules", "meeting-rules", "interest-rules", "petition-consents")) {
            String begun = as(FEDERATION, units.province()).get(V1 + kind + "?jurisdiction=vn&asOf=2026-01-01").path("items[0].id");
            cancel(V1 + kind + "/" + begun).then().statusCode(409).body("code", equalTo("rule-begun-already"));
        }
        set("light-rules", Rules.lights(LocalDate.of(2026, 1, 1))).then().statusCode(422).body("errors.pointer", contains("/source/validFrom"));
    }

    @Test
    void refusesWhatNoRuleCanBe() {
        LocalDate day = Rules.day();
        set("light-rules", Rules.from(day, Map.of("amberFrom", 95, "greenFrom", 75))).then().statusCode(400);
        set("reporting-rules", Rules.from(day, Map.of("period", "year", "cutOff", "02-29", "dueAfter", 5))).then().statusCode(400)
                .body("errors.pointer", contains("/cutOff"));
        set("meeting-rules", Rules.from(day, Map.of("kind", "congress", "quorum", Rules.ratio(4, 3), "majority", Rules.ratio(1, 1)))).then().statusCode(400)
                .body("errors", hasSize(2));
        Map<String, Object> nowhere = new HashMap<>(Rules.lights(day));
        nowhere.put("source", Map.of("jurisdiction", "vn", "validFrom", day.toString(), "citation", " "));
        set("light-rules", nowhere).then().statusCode(400).body("errors.pointer", containsInAnyOrder("/source/citation"));
    }

    @Test
    void aClockIsTakenBackBeforeItsDayAndSetAnewInItsPlace() {
        LocalDate day = Rules.day();
        String clock = V1 + "clock-rules/vn/criticism-opinion/" + day;
        Map<String, Object> days = Map.of("days", 9, "working", true, "citation", "QD 2", "verified", true);
        json(FEDERATION, units.province()).body(days).put(clock).then().statusCode(200);
        cancel(clock).then().statusCode(200).body("validFrom", equalTo(day.toString())).body("cancelledWhy", equalTo("nhầm ngày"));
        cancel(clock).then().statusCode(409).body("code", equalTo("rule-cancelled-already"));
        json(FEDERATION, units.province()).header("If-Match", "\"v1\"").body(days).put(clock).then().statusCode(412);
        json(FEDERATION, units.province()).header("If-Match", "\"v2\"").body(days).put(clock).then().statusCode(200)
                .body("validFrom", equalTo(day.toString())).body("cancelledAt", nullValue());
        cancel(clock).then().statusCode(200);
        cancel(V1 + "clock-rules/vn/criticism-opinion/2020-01-01").then().statusCode(409).body("code", equalTo("rule-begun-already"));
        cancel(V1 + "clock-rules/vn/criticism-opinion/2019-01-01").then().statusCode(404);
    }

    @Test
    void aUnitTakesItsRuleOfEvidenceBackBeforeItsDay() {
        LocalDate day = Rules.day();
        Map<String, Object> body = Map.of("unit", units.commune(), "step", "accept", "validFrom", day.toString(), "kinds", List.of("photo"), "citation", "HD");
        String rule = json(FEDERATION, units.commune()).body(body).post(V1 + "evidence-rules").then().statusCode(201).extract().header("Location");
        json(FEDERATION, units.commune()).body(body).post(V1 + "evidence-rules").then().statusCode(409);
        json(FEDERATION, units.commune()).body(Map.of("why", "nhầm ngày")).post(rule + "/cancellation").then().statusCode(200)
                .body("cancelledWhy", equalTo("nhầm ngày"));
        json(FEDERATION, units.commune()).body(body).post(V1 + "evidence-rules").then().statusCode(201);
        String jurisdictions = as(FEDERATION, units.commune()).get(V1 + "evidence-rules?limit=200&unit=" + units.commune())
                .path("items.find { it.unit == null }.id");
        json(FEDERATION, units.commune()).body(Map.of("why", "x")).post(V1 + "evidence-rules/" + jurisdictions + "/cancellation").then().statusCode(403);
        json(FEDERATION, units.province()).body(Map.of("why", "x")).post(V1 + "evidence-rules/" + jurisdictions + "/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-begun-already"));
    }

    private Response set(String kind, Map<String, Object> body) {
        return json(FEDERATION, units.province()).body(body).post(V1 + kind);
    }

    private Response cancel(String rule) {
        return json(FEDERATION, units.province()).body(Map.of("why", "nhầm ngày")).post(rule + "/cancellation");
    }
}
