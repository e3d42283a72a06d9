package org.doanket.campaign.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan of six tasks from a province to its last unit, and its reports back up. Of last year, so that every period is over. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class HandedDownPlanTest {

    private static final String OFFICER = "campaign-officer";
    private static final int YEAR = LocalDate.now().getYear() - 1;

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void carriesSixTasksDownToSixHundredUnitsAndTheirFiguresUpAgain() {
        List<UUID> grassroots = Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                + "SELECT uuidv7(), 'TH-' || i || '-' || ?::text, 'CĐCS ' || i, 'cdcs ' || i, 'cdcs', 'grassroots', 'vn', ?, ? || i || '/', '2020-01-01', 1 "
                + "FROM generate_series(1, 600) i RETURNING id", units.commune(), units.commune(), federation.path(units.commune()))
                .list(federation.worker(), row -> row.getObject(1, UUID.class));
        String plan = plan(units.province(), 6);
        String target = target(plan, units.province(), Map.of("code", "KN", "title", "Kết nạp đoàn viên", "unitOfMeasure", "người", "planned", 7_777, "task", 1));
        allocate(target, units.province(), Map.of("shares", List.of(Map.of("unit", units.commune(), "planned", 6_777),
                Map.of("unit", units.sibling(), "planned", 1_000)))).then().statusCode(200);
        json(OFFICER, units.province()).post(plan + "/handing-down").then().statusCode(200).body("plans", equalTo(2)).body("targets", equalTo(2));
        String below = ownPlan(units.commune());
        String share = "/campaigns/v1/targets/" + as(OFFICER, units.commune()).get(below).then().statusCode(200).body("state", equalTo("handed-down"))
                .body("tasks", hasSize(6)).body("targets[0].planned", equalTo(6_777)).extract().path("targets[0].id");
        json(OFFICER, units.commune()).body(Map.of("on", "2099-02-01")).post(below + "/adoption").then().statusCode(422).body("errors.code", contains("in-future"));
        json(OFFICER, units.commune()).body(Map.of("actNumber", "05/KH-CĐX", "on", YEAR + "-02-01")).post(below + "/adoption").then().statusCode(200)
                .body("state", equalTo("adopted")).body("actNumber", equalTo("05/KH-CĐX"));
        json(OFFICER, units.commune()).body(Map.of("on", YEAR + "-02-01")).post(below + "/adoption").then().statusCode(409)
                .body("code", equalTo("plan-adopted-before"));
        List<Map<String, Object>> weights = new ArrayList<>();
        grassroots.forEach(unit -> weights.add(Map.of("unit", unit, "weight", 10 + weights.size())));
        allocate(share, units.commune(), Map.of("kept", 77, "shares", weights)).then().statusCode(200).body("shares", hasSize(600));
        json(OFFICER, units.commune()).post(below + "/handing-down").then().statusCode(200).body("plans", equalTo(600)).body("targets", equalTo(600));
        json(OFFICER, units.commune()).post(below + "/handing-down").then().statusCode(200).body("plans", equalTo(0)).body("targets", equalTo(0));
        JsonPath allocation = as(OFFICER, units.commune()).get(share + "/allocation").jsonPath();
        assertThat(allocation.getList("shares.planned", Integer.class).stream().mapToInt(Integer::intValue).sum()).isEqualTo(6_700);
        // Every last unit reports 3; the numbers come up through both levels.
        Sql.of("INSERT INTO progress_report (id, target_id, unit_id, day, value, reported_by, reported_at) SELECT uuidv7(), id, unit_id, ?, 3, 'test', now() "
                + "FROM target WHERE parent_id = ?::uuid", LocalDate.of(YEAR, 6, 1), id(share)).run(federation.worker());
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(1_800)).body("progress.sources", equalTo(600));
        federation.move(grassroots.get(0), units.stranger());
        as(OFFICER, units.province()).get(target).then().body("progress.actual", equalTo(1_797));
    }

    @Test
    void refusesSharesThatDoNotAddUpOrAreNotBelow() {
        String target = target(plan(units.province(), 1), units.province(), Map.of("code", "A", "title", "A", "unitOfMeasure", "x", "planned", 100));
        allocate(target, units.province(), shares(60, 39)).then().statusCode(422).body("code", equalTo("shares-do-not-add-up")).body("shared", equalTo(99));
        allocate(target, units.province(), Map.of("shares", List.of(Map.of("unit", units.stranger(), "planned", 100)))).then().statusCode(422)
                .body("errors.code", contains("unit-not-below"));
        json(OFFICER, units.province()).body(shares(60, 40)).put(target + "/allocation").then().statusCode(428);
        allocate(target, units.province(), shares(60, 40)).then().statusCode(200).body("shares.target", everyItem(nullValue()));
        String tag = as(OFFICER, units.province()).get(target).header("ETag");
        json(OFFICER, units.province()).header("If-Match", tag).body("{\"planned\": 120}").patch(target).then().statusCode(409)
                .body("code", equalTo("target-shared-out"));
        allocate(target, units.province(), Map.of("planned", 120, "kept", 5, "shares", List.of(Map.of("unit", units.commune(), "planned", 115))))
                .then().statusCode(200).body("planned", equalTo(120)).body("kept", equalTo(5)).body("shares", hasSize(1));
    }

    @Test
    void letsAUnitSetItselfMoreThanItsShareButNotLess() {
        String plan = plan(units.province(), 1);
        String target = target(plan, units.province(), Map.of("code", "A", "title", "A", "unitOfMeasure", "x", "planned", 100));
        allocate(target, units.province(), shares(60, 40)).then().statusCode(200);
        json(OFFICER, units.province()).post(plan + "/handing-down").then().statusCode(200);
        String share = "/campaigns/v1/targets/" + as(OFFICER, units.commune()).get(ownPlan(units.commune())).path("targets[0].id");
        String tag = as(OFFICER, units.commune()).get(share).header("ETag");
        json(OFFICER, units.commune()).header("If-Match", tag).body("{\"planned\": 59}").patch(share).then().statusCode(422)
                .body("code", equalTo("target-less-than-its-share"));
        json(OFFICER, units.commune()).header("If-Match", tag).body("{\"planned\": 70}").patch(share).then().statusCode(200);
        as(OFFICER, units.province()).get(target + "/allocation").then().body("shares.set", hasItems(70, 40)).body("shares.fallsShort", everyItem(equalTo(false)));
    }

    @Test
    void isReportedOnEverySixMonthsAndWhoIsLateIsListedAndReminded() {
        String plan = plan(units.province(), 2);
        String sum = target(plan, units.province(), Map.of("code", "S", "title", "Thỏa ước", "unitOfMeasure", "bản", "planned", 100, "task", 1));
        String ratio = target(plan, units.province(), Map.of("code", "R", "title", "Bao phủ", "unitOfMeasure", "%", "aggregation", "ratio", "planned", 75, "task", 2));
        allocate(sum, units.province(), shares(60, 40)).then().statusCode(200);
        allocate(ratio, units.province(), Map.of("shares", List.of(Map.of("unit", units.commune(), "planned", 70, "base", 10),
                Map.of("unit", units.sibling(), "planned", 80, "base", 100)))).then().statusCode(200);
        json(OFFICER, units.province()).post(plan + "/handing-down").then().statusCode(200).body("targets", equalTo(4));
        String below = ownPlan(units.commune());
        List<String> targets = as(OFFICER, units.commune()).get(below).path("targets.id");
        report(targets.get(0), Map.of("day", YEAR + "-03-01", "value", 25));
        report(targets.get(0), Map.of("day", YEAR + "-09-01", "value", 30));
        report(targets.get(1), Map.of("day", YEAR + "-06-30", "numerator", 6, "denominator", 10));
        String report = draft(units.commune(), below, "half-year").then().statusCode(201).body("lines.actual", contains(25, 60)).body("lines[0].percent", equalTo(41.7f))
                .body("lines.light", contains("amber", "amber")).body("state", equalTo("draft")).extract().header("Location");
        draft(units.commune(), below, "half-year").then().statusCode(409).body("code", equalTo("progress-report-there"));
        json(OFFICER, units.commune()).post(report + "/submission").then().statusCode(422).body("errors.pointer", contains("/summary"));
        json(OFFICER, units.commune()).header("If-Match", as(OFFICER, units.commune()).get(report).header("ETag")).body(Map.of("summary", "Đạt khá", "proposals",
                "Thêm cán bộ", "lines", List.of(Map.of("target", targets.get(0), "words", "Hai doanh nghiệp lớn")))).patch(report).then().statusCode(200)
                .body("lines[0].words", equalTo("Hai doanh nghiệp lớn"));
        Sql.of("UPDATE plan_report SET figures_at = ?::timestamptz WHERE id = ?::uuid", YEAR + "-06-30T16:59:59Z", id(report)).run(federation.worker());
        json(OFFICER, units.commune()).post(report + "/submission").then().statusCode(409).body("code", equalTo("progress-report-figures-old"));
        Sql.of("UPDATE plan_report SET figures_at = ?::timestamptz WHERE id = ?::uuid", YEAR + "-06-30T17:00:00Z", id(report)).run(federation.worker());
        json(OFFICER, units.commune()).post(report + "/submission").then().statusCode(200).body("state", equalTo("submitted")).body("late", equalTo(true));
        // What comes in later does not change what was reported.
        report(targets.get(0), Map.of("day", YEAR + "-04-01", "value", 1));
        as(OFFICER, units.commune()).get(report).then().body("lines[0].actual", equalTo(25));
        json(OFFICER, units.commune()).post(report + "/figures").then().statusCode(409);
        json(OFFICER, units.commune()).post(report + "/acceptance").then().statusCode(403).body("code", equalTo("progress-report-judged-above"));
        json(OFFICER, units.province()).body(Map.of("note", "Thiếu thuyết minh")).post(report + "/return").then().statusCode(200).body("state", equalTo("returned"));
        json(OFFICER, units.commune()).post(report + "/figures").then().statusCode(200).body("lines[0].actual", equalTo(26));
        json(OFFICER, units.commune()).post(report + "/submission").then().statusCode(200);
        json(OFFICER, units.province()).post(report + "/acceptance").then().statusCode(200).body("state", equalTo("accepted"));
        // What turns out to be wrong after it was accepted comes back and is accepted anew.
        json(OFFICER, units.province()).body(Map.of("note", "Cộng sai")).post(report + "/return").then().statusCode(200).body("state", equalTo("returned"));
        json(OFFICER, units.commune()).post(report + "/submission").then().statusCode(200);
        json(OFFICER, units.province()).post(report + "/acceptance").then().statusCode(200).body("state", equalTo("accepted"));

        as(OFFICER, units.province()).get("/campaigns/v1/progress-reports/late?period=half-year&plan=" + id(plan)).then().statusCode(200)
                .body("items.unit", contains(units.sibling().toString())).body("items.due", contains(YEAR + "-07-10")).body("items.reminders", contains(0));
        as(OFFICER, units.province()).get("/campaigns/v1/progress-reports/late?period=half-year&q=cong doan&plan=" + id(plan)).then().body("items", hasSize(1));
        as(OFFICER, units.province()).get("/campaigns/v1/progress-reports/late?period=half-year&q=nghiep doan&plan=" + id(plan)).then().body("items",
                hasSize(0));
        as(OFFICER, units.province()).get("/campaigns/v1/progress-reports/late?period=half-year&on=" + YEAR + "-07-10&plan=" + id(plan)).then().body("items", hasSize(0));
        json(OFFICER, units.province()).body(Map.of("plan", id(plan), "period", "half-year", "text", "Gửi ngay")).post("/campaigns/v1/reminders").then()
                .statusCode(200).body("reminded", equalTo(1));
        as(OFFICER, units.sibling()).get("/campaigns/v1/reminders?unit=" + units.sibling()).then().body("items.text", contains("Gửi ngay"));
        as(OFFICER, units.sibling()).get("/campaigns/v1/reminders?q=gui ngay&period=half-year&year=" + YEAR).then().body("items", hasSize(1));
        as(OFFICER, units.sibling()).get("/campaigns/v1/reminders?period=year").then().body("items", hasSize(0));
        as(OFFICER, units.sibling()).get("/campaigns/v1/reminders?year=2001").then().body("items", hasSize(0));
        String own = draft(units.province(), plan, "half-year").then().statusCode(201).body("lines.actual", contains(26, 60)).extract().header("Location");
        as(OFFICER, units.province()).get(own + "/compilation").then().statusCode(200).body("expected", equalTo(2)).body("sent", equalTo(1))
                .body("totals.actual", contains(26, 60)).body("totals[1].numerator", equalTo(6)).body("voices.proposals", contains("Thêm cán bộ"));
        assertThat(as(OFFICER, units.province()).accept("text/csv").get(own + "/compilation").then().statusCode(200).extract().asString())
                .contains("Hai doanh nghiệp lớn");
        as(OFFICER, units.province()).get("/campaigns/v1/progress-reports?scope=subtree&state=accepted&q=dat kha&unit=" + units.province()).then().body("items", hasSize(1));
    }

    @Test
    void ofAUnitThatHasEndedNoReportIsOwedAndItsShareGoesToItsSuccessorByBeingSharedOutAnew() {
        String plan = plan(units.province(), 1);
        String sum = target(plan, units.province(), Map.of("code", "S", "title", "Thỏa ước", "unitOfMeasure", "bản", "planned", 100, "task", 1));
        allocate(sum, units.province(), shares(60, 40)).then().statusCode(200);
        json(OFFICER, units.province()).post(plan + "/handing-down").then().statusCode(200).body("plans", equalTo(2));
        String below = ownPlan(units.commune());
        String begun = draft(units.commune(), below, "half-year").then().statusCode(201).extract().header("Location");
        report(as(OFFICER, units.commune()).get(below).path("targets[0].id"), Map.of("day", YEAR + "-05-01", "value", 25));
        federation.end(units.commune(), LocalDate.of(YEAR, 6, 1), units.sibling());

        as(OFFICER, units.province()).get("/campaigns/v1/progress-reports/late?period=half-year&plan=" + id(plan)).then().body("items.unit",
                contains(units.sibling().toString()));
        as(OFFICER, units.province()).get("/campaigns/v1/progress-reports?state=ended&unit=" + units.commune()).then().body("items.id", contains(id(begun)))
                .body("items.unitEnd.on", contains(YEAR + "-06-01")).body("items.late", contains(false));
        json(OFFICER, units.province()).post(begun + "/submission").then().statusCode(409).body("code", equalTo("progress-report-not-from"));
        draft(units.province(), below, "year").then().statusCode(409).body("code", equalTo("unit-ended"));
        as(OFFICER, units.province()).get("/campaigns/v1/action-plans?state=ended&handedFrom=" + id(plan)).then().body("items.unit",
                contains(units.commune().toString())).body("items.unitEnd.successors", contains(contains(units.sibling().toString())));
        json(OFFICER, units.province()).body(Map.of("on", YEAR + "-02-01")).post(below + "/adoption").then().statusCode(409).body("code", equalTo("unit-ended"));
        String own = draft(units.province(), plan, "half-year").then().statusCode(201).body("lines.actual", contains(25)).extract().header("Location");
        as(OFFICER, units.province()).get(own + "/compilation").then().body("expected", equalTo(1)).body("ended", equalTo(1)).body("sent", equalTo(0));

        as(OFFICER, units.province()).get(sum + "/allocation").then().body("shares.unitEnd.on", contains(YEAR + "-06-01"));
        allocate(sum, units.province(), shares(25, 75)).then().statusCode(200);
        json(OFFICER, units.province()).post(plan + "/handing-down").then().statusCode(200).body("targets", equalTo(1));
        as(OFFICER, units.sibling()).get(ownPlan(units.sibling())).then().body("targets[0].planned", equalTo(75));
        as(OFFICER, units.province()).get(sum).then().body("progress.actual", equalTo(25));
        String other = target(plan, units.province(), Map.of("code", "T", "title", "Khác", "unitOfMeasure", "bản", "planned", 100, "task", 1));
        allocate(other, units.province(), shares(60, 40)).then().statusCode(422).body("errors.code", contains("unit-ended"))
                .body("errors.pointer", contains("/shares/0/unit"));
        as(OFFICER, units.province()).get(sum + "/shares?due=" + YEAR + "-07-01").then().body("items.find { it.unit == '" + units.commune() + "' }.late",
                equalTo(false));
        // A province has nobody above: it does not wait for ever to be told that its report is there.
        Sql.of("UPDATE plan_report SET state = 'submitted' WHERE id = ?::uuid", id(own)).run(federation.worker());
        json(OFFICER, units.province()).body(Map.of("note", "Sai số")).post(own + "/return").then().statusCode(200).body("state", equalTo("returned"));
    }

    @Test
    void isDueWhenTheNearestUnitAboveSaysSo() {
        String at = "/campaigns/v1/reporting-dates/" + units.commune() + "/" + YEAR + "/half-year";
        as(OFFICER, units.commune()).get(at).then().statusCode(200).body("cutOff", equalTo(YEAR + "-06-30")).body("unit", nullValue()).body("verified", equalTo(false));
        json(OFFICER, units.province()).body(Map.of("cutOff", YEAR + "-05-31", "due", YEAR + "-06-05", "citation", "CV 12"))
                .put("/campaigns/v1/reporting-dates/" + units.province() + "/" + YEAR + "/half-year").then().statusCode(200);
        as(OFFICER, units.commune()).get(at).then().body("cutOff", equalTo(YEAR + "-05-31")).body("due", equalTo(YEAR + "-06-05"));
        as(OFFICER, units.stranger()).get("/campaigns/v1/reporting-dates/" + units.stranger() + "/" + YEAR + "/half-year").then().body("cutOff", equalTo(YEAR + "-06-30"));
    }

    @Test
    void aUnitBelowMayAskForReportsSoonerButNotLater() {
        String above = "/campaigns/v1/reporting-dates/" + units.province() + "/" + YEAR + "/half-year";
        String at = "/campaigns/v1/reporting-dates/" + units.commune() + "/" + YEAR + "/half-year";
        dates(above, units.province(), "06-30", "07-15").then().statusCode(200);
        dates(at, units.commune(), "06-30", "07-16").then().statusCode(422).body("code", equalTo("reporting-dates-looser"));
        dates(at, units.commune(), "05-31", "07-10").then().statusCode(422).body("code", equalTo("reporting-dates-looser"));
        dates(at, units.commune(), "06-30", "07-05").then().statusCode(200).body("due", equalTo(YEAR + "-07-05"));
        dates(above, units.province(), "06-30", "07-01").then().statusCode(200);
        as(OFFICER, units.grassroots()).get("/campaigns/v1/reporting-dates/" + units.grassroots() + "/" + YEAR + "/half-year").then()
                .body("due", equalTo(YEAR + "-07-01"));
    }

    @Test
    void whatAUnitTakesIntoAPlanOfItsOwnIsNotLessThanItsShareAndCountsOnce() {
        String target = target(plan(units.province(), 1), units.province(), Map.of("code", "A", "title", "A", "unitOfMeasure", "x", "planned", 100, "offered", true));
        allocate(target, units.province(), shares(60, 40)).then().statusCode(200);
        String own = plan(units.commune(), 1);
        json(OFFICER, units.commune()).body(Map.of("adopts", id(target), "planned", 59)).post(own + "/targets").then().statusCode(422)
                .body("code", equalTo("target-less-than-its-share"));
        json(OFFICER, units.commune()).body(Map.of("adopts", id(target), "planned", 60)).post(own + "/targets").then().statusCode(201);
        json(OFFICER, units.commune()).body(Map.of("adopts", id(target), "planned", 60)).post(plan(units.commune(), 1) + "/targets").then().statusCode(409)
                .body("code", equalTo("target-adopted-already"));
    }

    private static Response dates(String at, UUID unit, String cutOff, String due) {
        String tag = as(OFFICER, unit).get(at).header("ETag");
        return json(OFFICER, unit).header("If-Match", tag == null ? "*" : tag)
                .body(Map.of("cutOff", YEAR + "-" + cutOff, "due", YEAR + "-" + due, "citation", "CV 12")).put(at);
    }

    private Map<String, Object> shares(int commune, int sibling) {
        return Map.of("shares", List.of(Map.of("unit", units.commune(), "planned", commune), Map.of("unit", units.sibling(), "planned", sibling)));
    }

    private String plan(UUID unit, int tasks) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 1; i <= tasks; i++) {
            all.add(Map.of("title", "Nhiệm vụ " + i));
        }
        return json(OFFICER, unit).body(Map.of("unit", unit, "name", "Chương trình hành động", "year", YEAR, "tasks", all)).post("/campaigns/v1/action-plans")
                .then().statusCode(201).extract().header("Location");
    }

    private static String target(String plan, UUID unit, Map<String, Object> target) {
        return json(OFFICER, unit).body(target).post(plan + "/targets").then().statusCode(201).extract().header("Location");
    }

    private static Response allocate(String target, UUID unit, Map<String, Object> body) {
        String tag = as(OFFICER, unit).get(target + "/allocation").header("ETag");
        return json(OFFICER, unit).header("If-Match", tag).body(body).put(target + "/allocation");
    }

    private static Response draft(UUID unit, String plan, String period) {
        return json(OFFICER, unit).body(Map.of("plan", id(plan), "period", period)).post("/campaigns/v1/progress-reports");
    }

    private void report(String target, Map<String, Object> body) {
        json(OFFICER, units.commune()).body(body).post("/campaigns/v1/targets/" + target + "/progress").then().statusCode(201);
    }

    private static String ownPlan(UUID unit) {
        return "/campaigns/v1/action-plans/" + as(OFFICER, unit).get("/campaigns/v1/action-plans?state=handed-down&unit=" + unit).then().statusCode(200)
                .extract().path("items[0].id");
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
