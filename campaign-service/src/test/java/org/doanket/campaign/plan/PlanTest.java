package org.doanket.campaign.plan;

import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans, their targets handed down the tree, and reports rolled up again. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PlanTest {

    private static final String OFFICER = "campaign-officer";

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void carriesAResolutionIntoTasksAndTargets() {
        Response drawn = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "name", "Chương trình hành động 2026",
                "basis", "NQ Đại hội XIII", "year", 2026, "tasks", List.of(Map.of("title", "Phát triển đoàn viên", "due", "2026-11-30"),
                        Map.of("title", "Thương lượng tập thể")),
                "targets", List.of(Map.of("code", "T1", "title", "Thỏa ước mới", "unitOfMeasure", "thỏa ước", "planned", 3572, "task", 2))))
                .post("/campaigns/v1/action-plans");
        drawn.then().statusCode(201).header("ETag", startsWith("\"v1-")).body("tasks.title", contains("Phát triển đoàn viên", "Thương lượng tập thể"))
                .body("targets[0].code", equalTo("T1")).body("starts", equalTo("2026-01-01")).body("ends", equalTo("2026-12-31"));
        String plan = drawn.header("Location");
        json(OFFICER, units.province()).body(Map.of("code", "T1", "title", "Trùng", "unitOfMeasure", "x", "planned", 1)).post(plan + "/targets")
                .then().statusCode(409).body("code", equalTo("target-code-taken"));
        json(OFFICER, units.province()).body(Map.of("code", "T2", "planned", 1, "starts", "2025-01-01")).post(plan + "/targets")
                .then().statusCode(400).body("errors.pointer", hasItems("/title", "/unitOfMeasure", "/starts"));
        json(OFFICER, units.province()).header("If-Match", drawn.header("ETag")).body("{\"basis\": null, \"name\": \"Chương trình\"}").patch(plan)
                .then().statusCode(200).header("ETag", startsWith("\"v2-")).body("basis", nullValue()).body("tasks", hasSize(2));
        json(OFFICER, units.province()).header("If-Match", "\"v1\"").body("{\"name\": \"Cũ\"}").patch(plan).then().statusCode(412);
        String fresh = as(OFFICER, units.province()).get(plan).header("ETag");
        as(OFFICER, units.province()).header("If-None-Match", fresh).get(plan).then().statusCode(304);
        as(OFFICER, units.province()).get("/campaigns/v1/action-plans?year=2026&q=dai hoi xiii").then().body("items", hasSize(0)); // its basis was taken away
        as(OFFICER, units.province()).get("/campaigns/v1/action-plans?year=2026&q=CHUONG").then().body("items[0].targets", equalTo(1));
        as(OFFICER, units.province()).get("/campaigns/v1/targets?year=2026&q=thoa uoc").then().body("items.code", contains("T1"));
        as(OFFICER, units.province()).get("/campaigns/v1/targets?year=2025&q=thoa uoc").then().body("items", hasSize(0));
        as(OFFICER, units.province()).get("/campaigns/v1/targets?year=2026&q=thoa uoc&state=to-come").then().body("items", hasSize(0));
        String target = "/campaigns/v1/targets/" + as(OFFICER, units.province()).get(plan).path("targets[0].id");
        report(target, units.province(), Map.of("day", "2026-06-30", "value", 1429)).then().statusCode(201)
                .body("progress.percent", equalTo(40));
        as(OFFICER, units.province()).header("If-None-Match", fresh).get(plan).then().statusCode(200).body("targets[0].actual", equalTo(1429));
        String tag = as(OFFICER, units.province()).get(target).header("ETag");
        json(OFFICER, units.province()).header("If-Match", tag).body("{\"planned\": 1429}").patch(target).then().statusCode(200)
                .body("planned", equalTo(1429)).body("progress.met", equalTo(true));
    }

    @Test
    void aTargetKeepsItsTaskWhereverThatStandsAndHoldsItInThePlan() {
        Map<String, Object> members = Map.of("title", "Phát triển đoàn viên");
        Map<String, Object> bargaining = Map.of("title", "Thương lượng tập thể");
        Response drawn = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "name", "Kế hoạch", "year", 2026, "tasks",
                List.of(members, bargaining), "targets", List.of(Map.of("code", "T1", "title", "Thỏa ước mới", "unitOfMeasure", "thỏa ước", "planned", 1, "task", 2))))
                .post("/campaigns/v1/action-plans");
        String plan = drawn.then().statusCode(201).extract().header("Location");
        Response edited = json(OFFICER, units.province()).header("If-Match", drawn.header("ETag")).body(Map.of("tasks", List.of(
                Map.of("title", "Thương lượng tập thể", "due", "2026-10-31"), Map.of("title", "Chăm lo"), members))).patch(plan);
        edited.then().statusCode(200).body("tasks.title", contains("Thương lượng tập thể", "Chăm lo", "Phát triển đoàn viên"));
        String target = "/campaigns/v1/targets/" + edited.path("targets[0].id");
        as(OFFICER, units.province()).get(target).then().body("task", equalTo(1));
        edited = json(OFFICER, units.province()).header("If-Match", edited.header("ETag")).body(Map.of("tasks", List.of(Map.of("title", "Thương lượng và đối thoại"),
                members))).patch(plan);
        edited.then().statusCode(200);
        as(OFFICER, units.province()).get(target).then().body("task", equalTo(1));
        json(OFFICER, units.province()).header("If-Match", edited.header("ETag")).body(Map.of("tasks", List.of(members))).patch(plan).then().statusCode(409)
                .body("code", equalTo("plan-task-has-targets"));
        as(OFFICER, units.province()).get(plan).then().body("tasks", hasSize(2));
    }

    @Test
    void handsATargetDownAndRollsItsSharesUp() {
        String above = target(units.province(), Map.of("code", "T1", "title", "Bữa ăn ca", "unitOfMeasure", "CDCS", "planned", 100, "offered", true));
        String below = plan(units.commune());
        as(OFFICER, units.commune()).get(above).then().statusCode(404);
        as(OFFICER, units.commune()).get(below + "/offers").then().statusCode(200).body("items.target", contains(id(above))).body("items.adopted",
                contains(false));
        json(OFFICER, units.commune()).body(Map.of("adopts", id(above), "planned", 60, "unitOfMeasure", "người")).post(below + "/targets").then()
                .statusCode(400).body("errors.code", contains("fixed-by-parent"));
        String share = json(OFFICER, units.commune()).body(Map.of("adopts", id(above), "planned", 60, "offered", true)).post(below + "/targets").then()
                .statusCode(201).body("code", equalTo("T1")).body("adopts", equalTo(id(above))).extract().header("Location");
        json(OFFICER, units.commune()).body(Map.of("adopts", id(above), "planned", 60, "code", "T9")).post(below + "/targets").then().statusCode(409)
                .body("code", equalTo("target-adopted-already"));
        json(OFFICER, units.stranger()).body(Map.of("adopts", id(above), "planned", 60)).post(plan(units.stranger()) + "/targets").then()
                .statusCode(409).body("code", equalTo("target-not-offered"));
        String grandchild = json(OFFICER, units.grassroots()).body(Map.of("adopts", id(share), "planned", 20))
                .post(plan(units.grassroots()) + "/targets").then().statusCode(201).extract().header("Location");
        report(above, units.province(), Map.of("day", "2026-03-31", "value", 5)).then().statusCode(201);
        report(share, units.commune(), Map.of("day", "2026-03-31", "value", 10)).then().statusCode(201);
        report(share, units.commune(), Map.of("day", "2026-03-31", "value", 12, "note", "sửa")).then().statusCode(201);
        report(share, units.commune(), Map.of("day", "2026-06-30", "value", 8)).then().statusCode(201);
        report(grandchild, units.grassroots(), Map.of("day", "2026-06-30", "value", 3)).then().statusCode(201);
        as(OFFICER, units.province()).get(above).then().body("progress.actual", equalTo(28)).body("progress.percent", equalTo(28));
        as(OFFICER, units.commune()).get(share).then().body("progress.actual", equalTo(23));
        as(OFFICER, units.province()).queryParam("due", "2026-07-15").get(above + "/shares").then().body("items.unit", contains(units.commune().toString()))
                .body("items.actual", contains(23)).body("items.late", contains(true)).body("items.lastReported", contains("2026-06-30"));
        as(OFFICER, units.province()).queryParam("due", "2026-06-30").get(above + "/shares").then().body("items.late", contains(false));
        as(OFFICER, units.commune()).get(share + "/progress").then().body("items.replaced", contains(false, false, true));
        federation.move(units.grassroots(), units.stranger());
        as(OFFICER, units.province()).get(above).then().body("progress.actual", equalTo(25));
    }

    @Test
    void makesRatiosFromTheirParts() {
        String above = target(units.province(), Map.of("code", "R1", "title", "Bao phủ", "unitOfMeasure", "%", "aggregation", "ratio", "planned", 75,
                "offered", true));
        String share = json(OFFICER, units.commune()).body(Map.of("adopts", id(above), "planned", 80))
                .post(plan(units.commune()) + "/targets").then().statusCode(201).extract().header("Location");
        report(share, units.commune(), Map.of("day", "2026-06-30", "value", 50)).then().statusCode(400).body("errors.code", contains("needs-parts"));
        report(share, units.commune(), Map.of("day", "2026-03-31", "numerator", 1, "denominator", 1)).then().statusCode(201);
        report(share, units.commune(), Map.of("day", "2026-06-30", "numerator", 1, "denominator", 2)).then().statusCode(201)
                .body("progress.actual", equalTo(50)).body("progress.met", equalTo(false));
        report(above, units.province(), Map.of("day", "2026-06-30", "numerator", 90, "denominator", 100)).then().statusCode(201)
                .body("progress.actual", equalTo(89.2f)).body("progress.numerator", equalTo(91)).body("progress.met", equalTo(true));
        report(share, units.commune(), Map.of("day", "2027-01-01", "numerator", 1, "denominator", 2)).then().statusCode(400);
    }

    @Test
    void isNotReportedOnForDaysThatAreYetToCome() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        String target = json(OFFICER, units.province()).body(Map.of("code", "T1", "title", "T", "unitOfMeasure", "x", "planned", 3))
                .post(plan(units.province(), today.getYear()) + "/targets").then().statusCode(201).extract().header("Location");
        report(target, units.province(), Map.of("day", today.plusDays(1).toString(), "value", 1)).then().statusCode(400).body("errors.code", contains("in-future"));
        report(target, units.province(), Map.of("day", today.toString(), "value", 1)).then().statusCode(201);
    }

    @Test
    void isDrawnUpByAUnitsOwnOfficerForThatUnitAlone() {
        json("unit-officer", units.commune()).body(Map.of("unit", units.grassroots(), "name", "Kế hoạch", "year", 2026))
                .post("/campaigns/v1/action-plans").then().statusCode(403).body("code", equalTo("own-unit-only"));
        json("unit-officer", units.grassroots()).body(Map.of("unit", units.grassroots(), "name", "Kế hoạch", "year", 2026))
                .post("/campaigns/v1/action-plans").then().statusCode(201);
    }

    private String plan(UUID unit) {
        return plan(unit, 2026);
    }

    private String plan(UUID unit, int year) {
        return json(OFFICER, unit).body(Map.of("unit", unit, "name", "Kế hoạch", "year", year)).post("/campaigns/v1/action-plans").then()
                .statusCode(201).extract().header("Location");
    }

    private String target(UUID unit, Map<String, Object> target) {
        return json(OFFICER, unit).body(target).post(plan(unit) + "/targets").then().statusCode(201).extract().header("Location");
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private Response report(String target, UUID unit, Map<String, Object> report) {
        return json(OFFICER, unit).body(report).post(target + "/progress");
    }
}
