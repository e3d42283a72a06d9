package org.doanket.campaign.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ratios whose two parts are counted from facts: made of the sums of the parts at every level, never of the ratios below. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RatioTargetTest {

    private static final String OFFICER = "campaign-officer";
    private static final Map<String, Object> DUES = Map.of("code", "DP", "title", "Tỷ lệ thu đoàn phí", "planned", 80, "binding", "dues-collected", "denominator",
            "dues-assessed", "currency", "VND");

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void isMadeOfItsPartsAndNeverAveraged() {
        month(units.grassroots(), 90, 100);
        month(units.sibling(), 10, 900);
        month(units.stranger(), 500, 500);
        String target = target(units.province(), DUES);
        as(OFFICER, units.province()).get(target).then().body("aggregation", equalTo("ratio")).body("unitOfMeasure", equalTo("%"))
                .body("denominator", equalTo("dues-assessed")).body("progress.numerator", equalTo(100)).body("progress.denominator", equalTo(1_000))
                .body("progress.actual", equalTo(10)).body("progress.percent", equalTo(12.5f)).body("progress.sources", equalTo(4));
        federation.move(units.sibling(), units.stranger());
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(90)).body("progress.met", equalTo(true));
    }

    @Test
    void saysWhatWasCountedInEachPart() {
        month(units.grassroots(), 90, 100);
        month(units.sibling(), 10, 900);
        String target = target(units.province(), DUES);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Response page = as(OFFICER, units.province()).get(target + "/facts?limit=1" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            seen.add(page.path("items[0].binding") + " " + page.path("items[0].value"));
            cursor = page.path("next");
        }
        assertThat(seen).containsExactlyInAnyOrder("dues-collected 90", "dues-assessed 100", "dues-collected 10", "dues-assessed 900");
    }

    @Test
    void nothingInTheDenominatorMakesNoRatio() {
        String target = target(units.province(), DUES);
        as(OFFICER, units.province()).get(target).then().body("progress.actual", nullValue()).body("progress.met", nullValue());
        fact("dues-collected", Ids.next(), units.grassroots(), 90);
        as(OFFICER, units.province()).get(target).then().body("progress.actual", nullValue()).body("progress.numerator", equalTo(90))
                .body("progress.denominator", equalTo(0));
    }

    @Test
    void eachShareIsMeasuredOnItsOwnPartsAndReportsAddThePartsUp() {
        month(units.grassroots(), 90, 100);
        month(units.sibling(), 10, 900);
        String target = target(units.province(), DUES);
        String tag = as(OFFICER, units.province()).get(target).header("ETag");
        json(OFFICER, units.province()).header("If-Match", tag).body(Map.of("shares", List.of(Map.of("unit", units.commune(), "planned", 80, "base", 100),
                Map.of("unit", units.sibling(), "planned", 80, "base", 900)))).put(target + "/allocation").then().statusCode(200);
        String plan = "/campaigns/v1/action-plans/" + as(OFFICER, units.province()).get(target).path("plan");
        json(OFFICER, units.province()).post(plan + "/handing-down").then().statusCode(200).body("targets", equalTo(2));
        as(OFFICER, units.commune()).get("/campaigns/v1/targets?unit=" + units.commune()).then().body("items.denominator", contains("dues-assessed"))
                .body("items.aggregation", contains("ratio")).body("items.progress.actual", contains(90));
        as(OFFICER, units.sibling()).get("/campaigns/v1/targets?unit=" + units.sibling()).then().body("items.progress.actual", contains(1.1f));
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(10));
        String report = json(OFFICER, units.province()).body(Map.of("plan", plan.replaceAll(".*/", ""), "period", "year")).post("/campaigns/v1/progress-reports")
                .then().statusCode(201).extract().header("Location");
        as(OFFICER, units.province()).get(report).then().body("lines[0].numerator", equalTo(100)).body("lines[0].denominator", equalTo(1_000))
                .body("lines[0].actual", equalTo(10));
    }

    @Test
    void aUnitAdoptsAnOfferedRatioWithBothParts() {
        Map<String, Object> offered = new HashMap<>(DUES);
        offered.put("offered", true);
        String target = target(units.province(), offered);
        month(units.grassroots(), 3, 4);
        String plan = plan(units.commune());
        as(OFFICER, units.commune()).get(plan + "/offers").then().body("items.denominator", hasItem("dues-assessed"));
        String share = json(OFFICER, units.commune()).body(Map.of("adopts", target.replaceAll(".*/", ""), "planned", 70)).post(plan + "/targets").then()
                .statusCode(201).extract().header("Location");
        as(OFFICER, units.commune()).get(share).then().body("denominator", equalTo("dues-assessed")).body("progress.actual", equalTo(75));
        json(OFFICER, units.commune()).body(Map.of("day", "2025-05-01", "numerator", 1, "denominator", 2)).post(share + "/progress").then().statusCode(409)
                .body("code", equalTo("target-bound"));
    }

    @Test
    void refusesPartsThatMakeNoPercentage() {
        refused(Map.of("binding", "dues-collected", "denominator", "members-admitted", "currency", "VND"), "/denominator");
        refused(Map.of("binding", "dues-collected", "denominator", "dues-collected", "currency", "VND"), "/denominator");
        refused(Map.of("denominator", "members-admitted"), "/binding");
        refused(Map.of("binding", "dues-collected", "denominator", "dues-assessed", "aggregation", "sum", "currency", "VND"), "/aggregation");
        refused(Map.of("binding", "dues-collected", "denominator", "dues-assessed"), "/currency");
    }

    private void refused(Map<String, Object> parts, String pointer) {
        Map<String, Object> body = new HashMap<>(Map.of("code", "X", "title", "X", "planned", 80));
        body.putAll(parts);
        json(OFFICER, units.province()).body(body).post(plan(units.province()) + "/targets").then().statusCode(400).body("errors.pointer", hasItems(pointer));
    }

    private void month(UUID unit, long collected, long assessed) {
        UUID source = Ids.next();
        fact("dues-collected", source, unit, collected);
        fact("dues-assessed", source, unit, assessed);
    }

    /** As the listener keeps it. */
    private void fact(String binding, UUID source, UUID unit, long value) {
        Sql.of("INSERT INTO counted_fact (binding, source, currency, unit_id, day, value, version, fact_id, fact, at) VALUES (?, ?, 'VND', ?, ?, ?, 1, ?, ?, now())",
                binding, source, unit, LocalDate.of(2025, 5, 1), value, Ids.next(), binding).run(federation.worker());
    }

    private String plan(UUID unit) {
        return json(OFFICER, unit).body(Map.of("unit", unit, "name", "Kế hoạch", "year", 2025)).post("/campaigns/v1/action-plans").then().statusCode(201)
                .extract().header("Location");
    }

    private String target(UUID unit, Map<String, Object> body) {
        return json(OFFICER, unit).body(body).post(plan(unit) + "/targets").then().statusCode(201).extract().header("Location");
    }
}
