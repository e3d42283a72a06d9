package org.doanket.membership.headcount;

import static org.doanket.membership.headcount.Headcounts.above;
import static org.doanket.membership.headcount.Headcounts.approved;
import static org.doanket.membership.headcount.Headcounts.below;
import static org.doanket.membership.headcount.Headcounts.count;
import static org.doanket.membership.headcount.Headcounts.file;
import static org.doanket.membership.headcount.Headcounts.opening;
import static org.doanket.membership.headcount.Headcounts.pending;
import static org.doanket.membership.headcount.Headcounts.period;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class HeadcountTest {

    @Inject
    AgroalDataSource requests;

    private static final LocalDate CUT_OFF = LocalDate.parse("2026-05-31");

    private Api.Tree tree;
    private String period;

    @BeforeEach
    void openPeriod() {
        tree = new Api.Tree();
        period = period(tree.province, CUT_OFF);
    }

    @Test
    void goesFromDraftToApproved() {
        String id = file(period, tree.grassRoots, count(120, 70, 150, 80)).statusCode(201)
                .body("state", equalTo("draft"), "members.men", equalTo(50), "workers.total", equalTo(150), "version", equalTo(1)).extract().path("id");
        above().contentType("application/json").body(Map.of()).post("/headcount-reports/" + id + "/approval").then().statusCode(409).body("code", equalTo("headcount-not-pending"));

        below(tree.grassRoots).post("/headcount-reports/" + id + "/submission").then().statusCode(200).body("state", equalTo("pending"));
        below(tree.grassRoots).post("/headcount-reports/" + id + "/submission").then().statusCode(409).body("code", equalTo("headcount-not-draft"));
        above().contentType("application/json").body(Map.of("note", "đúng")).post("/headcount-reports/" + id + "/approval").then().statusCode(200)
                .body("state", equalTo("approved"), "decidedBy", equalTo("above"), "note", equalTo("đúng"), "filedBy", equalTo("below"));

        edit(id, count(1, 1, 1, 1), "*").statusCode(409).body("code", equalTo("headcount-approved"));
        below(tree.grassRoots).header("If-Match", "*").delete("/headcount-reports/" + id).then().statusCode(409);
    }

    @Test
    void takesOneReportPerUnitAndPeriod() {
        approved(period, tree.grassRoots, count(10, 5, 10, 5));
        file(period, tree.grassRoots, count(11, 5, 11, 5)).statusCode(409).body("code", equalTo("headcount-filed-already"));
        file(period(tree.province, CUT_OFF), tree.grassRoots, count(11, 5, 11, 5)).statusCode(201);
    }

    @Test
    void isPendingAgainWhenOneThatWasSentBackIsMended() {
        String id = pending(period, tree.grassRoots, count(10, 5, 10, 5));
        above().contentType("application/json").body(Map.of("note", "thiếu người")).post("/headcount-reports/" + id + "/rejection").then()
                .statusCode(200).body("state", equalTo("rejected"), "note", equalTo("thiếu người"));

        edit(id, count(12, 5, 12, 5), "\"v2\"").statusCode(412);
        edit(id, count(12, 5, 12, 5), "\"v3\"").statusCode(200).body("state", equalTo("pending"), "members.total", equalTo(12), "note", nullValue());
        edit(id, count(13, 5, 13, 5), "*").statusCode(200).body("state", equalTo("pending"));
        above().contentType("application/json").body(Map.of()).post("/headcount-reports/" + id + "/approval").then().statusCode(200);
        above().contentType("application/json").body(Map.of("note", "nhầm")).post("/headcount-reports/" + id + "/rejection").then().statusCode(200)
                .body("state", equalTo("rejected"));
        below(tree.grassRoots).header("If-Match", "*").delete("/headcount-reports/" + id).then().statusCode(204);
        below(tree.grassRoots).get("/headcount-reports/" + id).then().statusCode(404);
    }

    @Test
    void isNeverApprovedByWhoeverFiledIt() {
        String id = pending(period, tree.grassRoots, count(10, 5, 10, 5));
        below(tree.grassRoots).contentType("application/json").body(Map.of()).post("/headcount-reports/" + id + "/approval").then().statusCode(403).body("code", equalTo("headcount-above-decides"));
        Api.with(Tokens.of("unit-officer").unit(tree.grassRoots).subject("colleague")).contentType("application/json").body(Map.of()).post("/headcount-reports/" + id + "/approval").then()
                .statusCode(403).body("code", equalTo("headcount-above-decides"));
        Api.with(Tokens.of("unit-officer").unit(tree.commune).subject("below")).contentType("application/json").body(Map.of()).post("/headcount-reports/" + id + "/approval").then()
                .statusCode(403).body("code", equalTo("headcount-own-report"));
        Api.with(Tokens.of("unit-officer").unit(tree.commune).subject("commune")).contentType("application/json").body(Map.of()).post("/headcount-reports/" + id + "/approval").then().statusCode(200);
    }

    @Test
    void namesEveryFaultOfTheFigures() {
        Map<String, Object> count = new HashMap<>(count(120, 121, 100, 101));
        count.put("figures", Map.of("executive-committee", 5, "no-such-figure", 1));
        file(period, tree.grassRoots, count).statusCode(422).body("errors.pointer", containsInAnyOrder("/count/members/women",
                "/count/workers/women", "/count/members/total", "/count/figures"))
                .body("errors.code", containsInAnyOrder("women-above-total", "women-above-total", "members-above-workers", "unknown-figure"));
        file(period, tree.grassRoots, count(10, 5, null, null)).statusCode(422).body("errors.pointer", contains("/count/workers"));
        file(period, tree.grassRoots, count(-1, 5, 10, 5)).statusCode(400);
        count.putAll(count(5, 5, 5, 5));
        count.put("figures", Map.of("executive-committee", 5));
        file(period, tree.grassRoots, count).statusCode(201).body("figures.executive-committee", equalTo(5));
    }

    /** Put there by the database: a rule cannot be set for today, and no test waits for a day. */
    @Test
    void hasTheFiguresThatTheRulesOfItsCutOffName() {
        String before = period(tree.commune, LocalDate.parse("2025-05-31"));
        String after = period(tree.commune, LocalDate.parse("2025-11-30"));
        Sql.of("INSERT INTO headcount_figure_rule (jurisdiction, code, valid_from, rank, name_vi, name_en, name_zh, part_of, is_used, citation, verified) VALUES "
                + "('vn', 'on-call', '2025-06-01', 5, 'x', 'On call', 'x', 'workers', true, 'a test', false), "
                + "('vn', 'executive-committee', '2025-06-01', 10, 'x', 'x', 'x', NULL, false, 'a test', false)").run(requests);
        try {
            Map<String, Object> old = count(10, 5, 20, 9);
            old.put("figures", Map.of("executive-committee", 5));
            Map<String, Object> fresh = count(10, 5, 20, 9);
            fresh.put("figures", Map.of("on-call", 21));
            file(before, tree.grassRoots, fresh).statusCode(422).body("errors.code", contains("unknown-figure"));
            file(after, tree.grassRoots, old).statusCode(422).body("errors.code", contains("unknown-figure"));
            file(after, tree.grassRoots, fresh).statusCode(422).body("errors.code", contains("figure-above-whole"));
            file(before, tree.grassRoots, old).statusCode(201);
            fresh.put("figures", Map.of("on-call", 3));
            file(after, tree.grassRoots, fresh).statusCode(201).body("figures.on-call", equalTo(3));
            Api.officer().get("/headcount-figures?jurisdiction=vn").then().body("code", hasItem("on-call"), "code", not(hasItem("executive-committee")));
            Api.officer().get("/headcount-figures?jurisdiction=vn&asOf=2025-05-31").then().body("code", hasItem("executive-committee"), "code",
                    not(hasItem("on-call")));
        } finally {
            Sql.of("UPDATE headcount_figure_rule SET cancelled_at = now() WHERE citation = 'a test'").run(requests);
        }
    }

    @Test
    void letsAGuildHaveMoreMembersThanWorkers() {
        UUID guild = Api.unit("nghiep-doan", tree.commune);
        file(period, guild, count(35, 2, null, null)).statusCode(201).body("workers", nullValue());
        UUID other = Api.unit("nghiep-doan", tree.commune);
        file(period, other, count(35, 2, 3, 1)).statusCode(201);
    }

    @Test
    void isFiledInsideTheWindowOnly() {
        Map<String, Object> past = opening(tree.province, CUT_OFF);
        past.put("opensOn", "2026-06-01");
        past.put("dueOn", "2026-06-15");
        past.put("closesOn", "2026-06-20");
        String closed = Headcounts.open(past).statusCode(201).extract().path("id");
        file(closed, tree.grassRoots, count(10, 5, 10, 5)).statusCode(409).body("code", equalTo("headcount-outside-window"),
                "detail", containsString("2026-06-20"));
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "\"v1\"").body(Map.of("closesOn", Headcounts.TODAY.toString()))
                .patch("/headcount-periods/" + closed).then().statusCode(200).body("closesOn", equalTo(Headcounts.TODAY.toString()), "version", equalTo(2));
        String id = file(closed, tree.grassRoots, count(10, 5, 10, 5)).statusCode(201).extract().path("id");
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "\"v2\"").body(Map.of("closesOn", "2026-06-30"))
                .patch("/headcount-periods/" + closed).then().statusCode(200);
        edit(id, count(11, 5, 11, 5), "*").statusCode(409);
        below(tree.grassRoots).post("/headcount-reports/" + id + "/submission").then().statusCode(409).body("code", equalTo("headcount-outside-window"));
        below(tree.grassRoots).header("If-Match", "*").delete("/headcount-reports/" + id).then().statusCode(409);
    }

    @Test
    void asksOnlyWhoStoodBelowOnTheCutOff() {
        file(period, tree.elsewhere, count(10, 5, 10, 5)).statusCode(422).body("code", equalTo("headcount-not-asked"));
        Map<String, Object> young = Api.founding("grass-roots-union", tree.commune);
        young.put("validFrom", "2026-06-01");
        UUID late = UUID.fromString(Api.found(young).statusCode(201).extract().path("id"));
        file(period, late, count(10, 5, 10, 5)).statusCode(422).body("code", equalTo("headcount-unit-not-there"));

        UUID ended = Api.unit("grass-roots-union", tree.commune);
        end(ended, "2026-06-30");
        file(period, ended, count(10, 5, 10, 5)).statusCode(201);
        UUID before = Api.unit("grass-roots-union", tree.commune);
        end(before, "2026-05-31");
        file(period, before, count(10, 5, 10, 5)).statusCode(422).body("code", equalTo("headcount-unit-not-there"));
        Api.officer().get("/headcount-periods/" + period + "/work-list").then().statusCode(200)
                .body("items.unitId", containsInAnyOrder(tree.grassRoots.toString(), ended.toString()));
    }

    @Test
    void saysWhoIsLate() {
        UUID second = Api.unit("grass-roots-union", tree.sibling);
        UUID third = Api.unit("grass-roots-union", tree.commune);
        Map<String, Object> due = opening(tree.province, CUT_OFF);
        due.put("dueOn", Headcounts.TODAY.minusDays(2).toString());
        String late = Headcounts.open(due).statusCode(201).extract().path("id");
        pending(late, tree.grassRoots, count(10, 5, 10, 5));
        file(late, second, count(10, 5, 10, 5)).statusCode(201);

        Api.officer().get("/headcount-periods/" + late + "/progress").then().statusCode(200).body("expected", equalTo(3), "missing", equalTo(1),
                "draft", equalTo(1), "pending", equalTo(1), "late", equalTo(2));
        Api.officer().get("/headcount-periods/" + late + "/progress?unit=" + tree.commune).then().body("expected", equalTo(2), "late", equalTo(1));
        Api.officer().get("/headcount-periods/" + late + "/work-list?late=true").then().body("items.unitId",
                containsInAnyOrder(second.toString(), third.toString())).body("items.daysLate", contains(2, 2));
        Api.officer().get("/headcount-periods/" + late + "/work-list?state=missing&unit=" + tree.commune).then()
                .body("items.unitId", contains(third.toString()));
        Api.officer().get("/headcount-periods/" + period + "/progress").then().body("expected", equalTo(3), "late", equalTo(0));
        String next = Api.officer().get("/headcount-periods/" + late + "/work-list?limit=2").then().body("items.size()", equalTo(2)).extract().path("next");
        Api.officer().get("/headcount-periods/" + late + "/work-list?limit=2&cursor=" + next).then().body("items.size()", equalTo(1), "next", nullValue());
    }

    @Test
    void showsAndDoesNotForceThatChildrenAddUp() {
        UUID second = Api.unit("grass-roots-union", tree.commune);
        Api.unit("grass-roots-union", tree.commune);
        String above = pending(period, tree.commune, count(100, 50, 200, 100));
        pending(period, tree.grassRoots, count(60, 30, 120, 60));
        file(period, second, count(40, 20, 80, 40)).statusCode(201);

        Api.officer().get("/headcount-reports/" + above + "/check").then().statusCode(200).body("children", equalTo(3), "reported", equalTo(1),
                "childrenMembers.total", equalTo(60), "gap", equalTo(40), "workersGap", equalTo(80), "agrees", equalTo(false));
        String draft = Api.officer().get("/headcount-reports?unit=" + second).then().extract().path("items[0].id");
        below(second).post("/headcount-reports/" + draft + "/submission").then().statusCode(200);
        Api.officer().get("/headcount-reports/" + above + "/check").then().body("gap", equalTo(0), "agrees", equalTo(true), "reported", equalTo(2));
    }

    @Test
    void isSeenBelowWhereItIsAskedFrom() {
        below(tree.grassRoots).get("/headcount-periods").then().statusCode(200).body("items.id", hasItem(period));
        below(tree.elsewhere).get("/headcount-periods").then().body("items", equalTo(List.of()));
        below(tree.grassRoots).get("/headcount-periods?openOn=" + Headcounts.TODAY.plusDays(6)).then().body("items", equalTo(List.of()));
        below(tree.grassRoots).get("/headcount-reports").then().body("items", equalTo(List.of()));
        Map<String, Object> again = opening(tree.province, CUT_OFF);
        again.put("code", Api.officer().get("/headcount-periods/" + period).then().extract().path("code"));
        Headcounts.open(again).statusCode(409).body("code", equalTo("headcount-period-code-taken"));
        again.put("level", "galaxy");
        again.put("to", "2020-01-01");
        again.put("dueOn", Headcounts.TODAY.minusDays(6).toString());
        Headcounts.open(again).statusCode(422).body("errors.pointer", containsInAnyOrder("/level", "/to", "/dueOn"));
    }

    @Test
    void knowsTheFiguresOfTheYearbooks() {
        Api.officer().get("/headcount-figures?jurisdiction=cn").then().statusCode(200)
                .body("code", hasItems("womens-committees", "audit-bodies", "worker-congresses", "open-affairs", "mediation-committees"));
    }

    private io.restassured.response.ValidatableResponse edit(String id, Map<String, Object> count, String ifMatch) {
        return below(tree.grassRoots).contentType("application/json").header("If-Match", ifMatch).body(count).put("/headcount-reports/" + id).then();
    }

    private static void end(UUID unit, String on) {
        Api.officer().contentType("application/json").body(Map.of("on", on, "actNumber", "9")).post("/units/" + unit + "/ending").then().statusCode(200);
    }
}
