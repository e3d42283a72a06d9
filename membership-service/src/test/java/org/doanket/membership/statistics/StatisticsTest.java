package org.doanket.membership.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.doanket.membership.headcount.Headcounts.approved;
import static org.doanket.membership.headcount.Headcounts.count;
import static org.doanket.membership.statistics.Freezing.CUT_OFF;
import static org.doanket.membership.statistics.Freezing.admit;
import static org.doanket.membership.statistics.Freezing.areas;
import static org.doanket.membership.statistics.Freezing.card;
import static org.doanket.membership.statistics.Freezing.committee;
import static org.doanket.membership.statistics.Freezing.freeze;
import static org.doanket.membership.statistics.Freezing.status;
import static org.doanket.membership.statistics.Freezing.territory;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.headcount.Headcounts;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StatisticsTest {

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Inject
    AgroalDataSource requests;

    @Inject
    FreezeSchedule schedule;

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
    }

    @Test
    void countsATreeAsOfTheCutOffAndNeverAgain() {
        admit(tree.grassRoots, 2, 3);
        String foreigner = admit(tree.grassRoots, "male", "foreign");
        admit(tree.sibling, "female", "employee");
        String left = admit(tree.grassRoots, null, "employee");
        status(left, "left", "2026-06-01");
        String ended = admit(tree.grassRoots, "female", "employee");
        status(ended, "left", CUT_OFF);
        card(tree.grassRoots, "private-company", "2020-01-01");

        freeze(tree.province, CUT_OFF);
        String before = one(tree.province).body("units", equalTo(4), "members", equalTo(8), "women", equalTo(3), "men", equalTo(4), "ofNoSex", equalTo(1))
                .body("by.category.employee", equalTo(7), "by.category.foreign", equalTo(1), "by.status.active", equalTo(8), "by.sex.female", equalTo(3))
                .body("by.kind.grass-roots-union", equalTo(7), "by.kind.commune-union", equalTo(1), "by.ownership.private-company", equalTo(7))
                .body("unitsBy.kind.commune-union", equalTo(2), "unitsBy.ownership.private-company", equalTo(1), "reported", nullValue())
                .extract().asString();

        status(foreigner, "left", "2026-03-01");
        admit(tree.grassRoots, 1, 0);
        card(tree.grassRoots, "state-company", CUT_OFF);
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2026-06-15", "actNumber", "2"))
                .post("/units/" + tree.commune + "/moves").then().statusCode(200);

        assertThat(one(tree.province).extract().asString()).isEqualTo(before);
        one(tree.commune).body("members", equalTo(7), "units", equalTo(2));
        Api.officer().get("/statistics/" + CUT_OFF + "/units?unit=" + tree.province).then().statusCode(200)
                .body("items.unitId", containsInAnyOrder(tree.commune.toString(), tree.sibling.toString()), "items.members", containsInAnyOrder(7, 1));
        Api.officer().get("/statistics/" + CUT_OFF + "/verification?unit=" + tree.commune).then().body("intact", equalTo(true));
        Api.officer().post("/statistics/" + CUT_OFF + "/freezing?unit=" + tree.province).then().statusCode(409).body("code", equalTo("statistics-frozen-already"));
        Api.officer().get("/statistics/2025-11-30?unit=" + tree.province).then().statusCode(404);
        freeze(tree.province, "2025-11-30");
        Api.officer().get("/statistics/2025-11-30?unit=" + tree.province).then().body("members", equalTo(10));
    }

    @Test
    void isFrozenByItselfWhenTheCutOffIsOverAndNoReportCanComeAnyMore() throws Exception {
        admit(tree.grassRoots, 2, 1);
        String cutOff = lastCutOff();
        UUID waiting = Api.unit("provincial-federation", null);
        Headcounts.period(waiting, LocalDate.parse(cutOff));
        Sql.of("UPDATE headcount_period SET closes_on = current_date + 9 WHERE unit_id = ?", waiting).run(worker);
        schedule.freezeWhatIsDue();
        schedule.freezeWhatIsDue();
        org.awaitility.Awaitility.await().atMost(java.time.Duration.ofMinutes(2)).untilAsserted(() -> Api.officer().get("/statistics/" + cutOff + "?unit=" + tree.province)
                .then().statusCode(200).body("members", equalTo(3)));
        assertThat(Sql.of("SELECT count(*) FROM job WHERE kind = 'statistics-freeze' AND unit_id = ? AND created_by = 'cut-off' AND parameters ->> 'cutOff' = ?",
                tree.province, cutOff).first(worker, row -> row.getInt(1))).contains(1);
        schedule.freezeWhatIsDue();
        Api.officer().get("/statistics/" + cutOff + "?unit=" + waiting).then().statusCode(404);
        assertThat(Sql.of("SELECT count(*) FROM job WHERE unit_id = ? AND parameters ->> 'cutOff' = ?", waiting, cutOff).first(worker, row -> row.getInt(1))).contains(0);
    }

    /** The last one that is over for longer than the rule asks for. */
    private static String lastCutOff() {
        LocalDate today = LocalDate.now(org.doanket.platform.time.Zones.of("vn"));
        return java.util.stream.Stream.of(LocalDate.of(today.getYear(), 5, 31), LocalDate.of(today.getYear(), 11, 30), LocalDate.of(today.getYear() - 1, 5, 31),
                LocalDate.of(today.getYear() - 1, 11, 30)).filter(day -> day.plusDays(30).isBefore(today) && day.plusYears(1).isAfter(today.minusDays(1)))
                .max(LocalDate::compareTo).orElseThrow().toString();
    }

    @Test
    void isFrozenForEveryLogin() throws Exception {
        admit(tree.grassRoots, 1, 0);
        freeze(tree.province, CUT_OFF);
        String snapshot = one(tree.province).extract().path("snapshot.id");
        for (String change : List.of("UPDATE statistic_unit SET members = 9", "DELETE FROM statistic_cell", "UPDATE statistic_snapshot SET members = 9",
                "TRUNCATE statistic_public")) {
            assertThatThrownBy(() -> Sql.of(change).run(worker)).as(change).hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> Sql.of("INSERT INTO statistic_cell VALUES (?::uuid, ?, 'male', 'employee', 'active', 'none', 1)", snapshot, Ids.next())
                .run(worker)).hasStackTraceContaining("frozen");
    }

    @Test
    void addsTheHeadCountsThatWereApprovedAboutThatDay() {
        UUID second = Api.unit("grass-roots-union", tree.commune);
        UUID third = Api.unit("grass-roots-union", tree.sibling);
        String period = Headcounts.period(tree.province, LocalDate.parse(CUT_OFF));
        Map<String, Object> count = new HashMap<>(count(10, 4, 20, 8));
        count.put("figures", Map.of("executive-committee", 3));
        approved(period, tree.grassRoots, count);
        approved(period, second, count);
        Headcounts.pending(period, third, count);
        // The commune's own sum is a check, and not counted a second time.
        approved(period, tree.commune, count(20, 8, 40, 16));

        freeze(tree.province, CUT_OFF);
        one(tree.province).body("reported.units", equalTo(2), "reported.members", equalTo(20), "reported.workers", equalTo(40),
                "reported.workersWomen", equalTo(16), "figures.executive-committee", equalTo(6), "members", equalTo(0));
    }

    @Test
    void isTakenOnCutOffsOfTheJurisdictionOnlyAndOnceTheyAreOver() {
        freezing("2026-05-30").statusCode(422).body("code", equalTo("statistics-no-cut-off"));
        freezing("2049-11-30").statusCode(422).body("code", equalTo("statistics-to-come"));
        freezing("2019-11-30").statusCode(422).body("code", equalTo("statistics-not-there"));
        Api.officer().post("/statistics/" + CUT_OFF + "/freezing?unit=" + tree.commune).then().statusCode(403).body("code", equalTo("statistics-whole-tree"));
        Api.officer().get("/statistics/cut-offs?jurisdiction=vn&asOf=2026-01-01").then().statusCode(200).body("month", contains(5, 11), "day", contains(31, 30));

        Map<String, Object> setting = new HashMap<>(Map.of("jurisdiction", "cn", "code", "mid-year", "month", 6, "day", 30, "validFrom", "2049-01-01",
                "citation", "a decision to come", "verified", false));
        String id = Api.officer().contentType("application/json").body(setting).post("/statistics/cut-offs").then().statusCode(201).body("month", equalTo(6))
                .extract().path("id");
        Api.officer().contentType("application/json").body(setting).post("/statistics/cut-offs").then().statusCode(409);
        Api.officer().contentType("application/json").body(Map.of("why", "a slip of the pen")).post("/statistics/cut-offs/" + id + "/cancellation").then()
                .statusCode(200).body("cancelledWhy", equalTo("a slip of the pen"));
        Api.officer().contentType("application/json").body(Map.of("why", "once more")).post("/statistics/cut-offs/" + id + "/cancellation").then().statusCode(409);
        Api.officer().get("/statistics/cut-offs?jurisdiction=cn&asOf=2049-06-01").then().body("code", contains("year"));
        String begun = Api.officer().get("/statistics/cut-offs?jurisdiction=vn&asOf=2026-01-01").then().extract().path("[0].id");
        Api.officer().contentType("application/json").body(Map.of("why", "too late")).post("/statistics/cut-offs/" + begun + "/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-begun-already"));
        Api.officer().contentType("application/json").body(setting).post("/statistics/cut-offs").then().statusCode(201);
        setting.putAll(Map.of("day", 31, "validFrom", "2020-01-01"));
        Api.officer().contentType("application/json").body(setting).post("/statistics/cut-offs").then().statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/day", "/validFrom"));
    }

    @Test
    void publishesNoFigureThatIsTooSmallNorOneThatGivesItAway() {
        admit(tree.grassRoots, 3, 40);
        UUID second = Api.unit("grass-roots-union", tree.sibling);
        admit(second, 30, 20);
        freeze(tree.province, CUT_OFF);

        ValidatableResponse all = anybody("/public?unit=" + tree.province).body("members", equalTo(93), "units", equalTo(5), "smallCell", equalTo(5));
        ValidatableResponse parts = anybody("/public/units?unit=" + tree.province).body("items.unitId", containsInAnyOrder(tree.commune.toString(),
                tree.sibling.toString()));
        String commune = "items.find { it.unitId == '" + tree.commune + "' }.";
        parts.body(commune + "members", equalTo(43), commune + "by.sex.female", nullValue(), commune + "by.sex.male", nullValue());
        Integer women = all.extract().path("by.sex.female");
        Integer others = parts.extract().path("items.find { it.unitId == '" + tree.sibling + "' }.by.sex.female");
        assertThat(women == null || others == null).as("%s less %s are the 3", women, others).isTrue();
        anybody("/public?unit=" + tree.commune).body("by.sex.female", nullValue(), "members", equalTo(43));
        io.restassured.RestAssured.given().basePath(Api.BASE).get("/statistics/" + CUT_OFF + "/public?unit=" + tree.grassRoots).then().statusCode(404);
        io.restassured.RestAssured.given().basePath(Api.BASE).get("/statistics?cutOff=" + CUT_OFF).then().statusCode(200)
                .body("items.unitId", hasItem(tree.province.toString()));
    }

    @Test
    void givesTheReturnsAsJsonAndAsSheets() throws IOException {
        UUID second = Api.unit("grass-roots-union", tree.commune);
        UUID group = Api.unit("union-group", tree.grassRoots);
        admit(tree.grassRoots, 2, 1);
        admit(group, 1, 0);
        admit(second, 0, 1);
        card(tree.grassRoots, "private-company", "2020-01-01");
        card(second, "state-company", "2020-01-01");
        Map<String, Object> count = new HashMap<>(count(4, 3, 9, 6));
        count.put("figures", Map.of("executive-committee", 3));
        approved(Headcounts.period(tree.province, LocalDate.parse(CUT_OFF)), tree.grassRoots, count);
        freeze(tree.province, CUT_OFF);

        String first = "items.find { it.unitName == '" + nameOf(tree.grassRoots) + "' }.";
        asReturn("r3", tree.commune).body("items.size()", equalTo(2), first + "members", equalTo(4), first + "membersWomen", equalTo(3),
                first + "workers", equalTo(9), first + "reported", equalTo(4), first + "figures.executive-committee", equalTo(3));
        asReturn("r5", tree.grassRoots).body("items.size()", equalTo(2), "items[0].trade", equalTo("May mặc"), "items[0].founded", equalTo("1999"),
                "items[0].ownership", equalTo("private-company"), "items[0].extra.'Cụm'", equalTo("Số 3"));
        asReturn("r6", tree.province).body("items.size()", equalTo(3), "items[2].unitName", equalTo(nameOf(tree.province)), "items[2].unions", equalTo(2),
                "items[2].members", equalTo(5), "items[2].workers", equalTo(9), "items[2].figures.executive-committee", equalTo(3));
        asReturn("r7", tree.province).body("items.ownership", contains("private-company", "state-company", "unknown", null), "items.unions", contains(1, 1, 0, 2),
                "items.members", contains(3, 1, 1, 5), "items.sumOf", contains(null, null, null, "all"), "items[3].figures.executive-committee", equalTo(3));
        Api.officer().get("/statistics/" + CUT_OFF + "/returns/r9?unit=" + tree.province).then().statusCode(400);

        List<List<String>> rows = rows("r6", tree.province);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).contains("Unit code", "Unions", "Women among the members", "members of the executive committee");
        assertThat(rows.get(3).subList(3, 8)).containsExactly("2", "9", "6", "5", "3");
        assertThat(rows("r5", tree.province)).hasSize(7);
        assertThat(rows("r5", tree.province).stream().map(row -> row.get(row.size() - 1))).contains("Further fields", "Cụm: Số 3");
    }

    @Test
    void headsEachSheetInTheReadersLanguage() throws IOException {
        freeze(tree.province, CUT_OFF);
        for (String code : List.of("r2", "r3", "r4", "r5", "r6", "r7")) {
            List<String> english = rows(code, tree.province, "en").get(0);
            for (String language : List.of("vi", "zh")) {
                List<String> heads = rows(code, tree.province, language).get(0);
                assertThat(heads).as("%s in %s", code, language).hasSameSizeAs(english).doesNotContainAnyElementsOf(english)
                        .noneMatch(head -> head.startsWith("column."));
            }
        }
        assertThat(rows("r3", tree.province, "vi").get(0)).contains("Chủ tịch", "Ủy viên ban chấp hành", "Xã, phường");
    }

    @Test
    void saysInItsListsWhoLedEachUnionOnTheDayAndInWhichCommunesItIs() throws IOException {
        UUID chair = People.member(tree.grassRoots, Map.of("fullName", "Lê Thị Hoa", "sex", "female"));
        UUID second = People.member(tree.grassRoots, Map.of("sex", "male"));
        admit(tree.grassRoots, 1, 2);
        String body = committee(tree.grassRoots, List.of(Map.of("memberId", chair, "position", "chair", "fullTime", true), Map.of("memberId", second, "position", "member")));
        Api.officer().get("/officers?body=" + body + "&position=chair").then().body("items.fullTime", contains(true));
        areas("64,Tỉnh Mẫu,\n64001,Phường Một,64\n64002,Xã Hai,64\n");
        territory(tree.province, "64", "64001", "64002");
        territory(tree.commune, "64002", "64001");
        Api.officer().contentType("application/json").header("If-Match", "*").body(Map.of("validFrom", "2020-01-01", "cluster", "Số 3"))
                .put("/units/" + tree.grassRoots + "/card").then().statusCode(200);
        UUID nowhere = Api.unit("grass-roots-union", tree.sibling);
        freeze(tree.province, CUT_OFF);

        asReturn("r3", tree.province).body("items.find { it.unitName == '" + nameOf(nowhere) + "' }.communes", nullValue());
        String first = "items.find { it.unitName == '" + nameOf(tree.grassRoots) + "' }.";
        for (String code : List.of("r3", "r5")) {
            asReturn(code, tree.commune).body(first + "chair", equalTo("Lê Thị Hoa"), first + "chairWoman", equalTo(true), first + "chairFullTime", equalTo(true),
                    first + "executiveCommittee", equalTo(2), first + "inspectionCommittee", nullValue(), first + "communes", equalTo("Phường Một, Xã Hai"),
                    first + "membersMen", equalTo(3), first + "membersWomen", equalTo(2));
        }
        asReturn("r3", tree.province, "&commune=64001").body("items.unitName", contains(nameOf(tree.grassRoots)));
        asReturn("r5", tree.province, "&commune=64001").body("items.unitName", contains(nameOf(tree.province), nameOf(tree.commune), nameOf(tree.grassRoots)));
        asReturn("r5", tree.province, "&commune=64009").body("items", hasSize(0));
        asReturn("r3", tree.province, "&cluster=so 3").body("items.unitName", contains(nameOf(tree.grassRoots)));
        Api.officer().get("/statistics/" + CUT_OFF + "/returns/r7?unit=" + tree.province + "&commune=64001").then().statusCode(422)
                .body("code", equalTo("statistics-not-narrowed"));
        List<List<String>> sheet = rows("r3", tree.province);
        assertThat(sheet.stream().filter(row -> row.contains("Lê Thị Hoa"))).singleElement().satisfies(row ->
                assertThat(row.get(sheet.get(0).indexOf("Chair is a woman"))).isEqualTo("Yes"));

        String office = Api.officer().get("/officers?body=" + body + "&position=chair").then().extract().path("items[0].id");
        Api.officer().contentType("application/json").body(Map.of("on", "2026-03-01", "reason", "x", "actNumber", "9")).post("/officers/" + office + "/ending")
                .then().statusCode(200);
        territory(tree.grassRoots, "64002");
        asReturn("r3", tree.commune).body(first + "chair", equalTo("Lê Thị Hoa"), first + "communes", equalTo("Phường Một, Xã Hai"));
        Api.officer().get("/statistics/" + CUT_OFF + "/verification?unit=" + tree.province).then().body("intact", equalTo(true));
        freeze(tree.province, "2025-11-30");
        Api.officer().get("/statistics/2025-11-30/returns/r3?unit=" + tree.province).then().body(first + "chair", equalTo("Lê Thị Hoa"),
                first + "communes", equalTo("Xã Hai"), first + "executiveCommittee", equalTo(2));
    }

    @Test
    void addsUpAYearbooksKindsOfEnterprise() {
        UUID federation = chinese("provincial-federation", null);
        String period = Headcounts.period(federation, LocalDate.parse("2025-12-31"));
        for (String ownership : List.of("enterprise-foreign", "government", "enterprise-domestic")) {
            UUID union = chinese("grass-roots-union", federation);
            card(union, ownership, "2020-01-01");
            People.member(union);
            approved(period, union, directors(ownership.length()));
        }
        freeze(federation, "2025-12-31");

        Api.officer().get("/statistics/2025-12-31/returns/r7?unit=" + federation).then().statusCode(200)
                .body("items.ownership", contains("enterprise-domestic", "enterprise-foreign", "enterprise", "government", "unknown", null),
                        "items.sumOf", contains(null, null, "group", null, null, "all"), "items.unions", contains(1, 1, 2, 1, 0, 3), "items.members", contains(1, 1, 2, 1, 0, 3),
                        "items.figures.worker-directors", contains(19, 18, 37, 10, null, 47), "items[2].figures.women-directors", equalTo(2));
    }

    private static UUID chinese(String kind, UUID parent) {
        Map<String, Object> founding = Api.founding(kind, parent);
        founding.put("jurisdiction", "cn");
        return UUID.fromString(Api.found(founding).statusCode(201).extract().path("id"));
    }

    private static Map<String, Object> directors(int all) {
        Map<String, Object> count = new HashMap<>(count(1, 0, 100, 40));
        count.put("figures", Map.of("worker-directors", all, "women-directors", 1));
        return count;
    }

    /** 02-HDCD, part I: the mean of 8 and 5 million is not the average of a hundred persons and twenty, nor 10 % and 40 % are 25 %. */
    @Test
    void worksOutSharesAndAveragesAnewAtEachLevelFromTheirParts() throws IOException {
        UUID second = Api.unit("grass-roots-union", tree.commune);
        UUID third = Api.unit("grass-roots-union", tree.sibling);
        String period = Headcounts.period(tree.province, LocalDate.parse(CUT_OFF));
        form02(period, tree.grassRoots, count(50, 20, 100, 40), Map.of("workers-short-of-work", 10, "women-short-of-work", 4, "paid-workers-counted", 100,
                "pay-of-workers", 800_000_000, "paid-in-administration", 30, "pay-in-administration", 210_000_000));
        form02(period, second, count(50, 20, 300, 60), Map.of("workers-short-of-work", 120, "women-short-of-work", 6, "paid-workers-counted", 20,
                "pay-of-workers", 100_000_000));
        // Says nothing of work, so its workers are in no share; and of pay neither.
        form02(period, third, count(5, 2, 600, 100), Map.of("executive-committee", 3));
        freeze(tree.province, CUT_OFF);

        String commune = "items.find { it.unitName == '" + nameOf(tree.commune) + "' }.";
        String sibling = "items.find { it.unitName == '" + nameOf(tree.sibling) + "' }.";
        asReturn("r2", tree.province).body("items.size()", equalTo(3), commune + "reports", equalTo(2), commune + "workers", equalTo(400),
                commune + "shortOfWork", equalTo(130), commune + "shortOfWorkPercent", equalTo(32.5f), commune + "womenShortOfWorkPercent", equalTo(10.0f),
                commune + "paid", equalTo(120), commune + "averagePay", equalTo(7_500_000), commune + "paidInAdministration", equalTo(30),
                commune + "averagePayInAdministration", equalTo(7_000_000), commune + "averagePayInPublicUnits", nullValue(),
                sibling + "workers", equalTo(600), sibling + "shortOfWorkPercent", nullValue(), sibling + "averagePay", nullValue(),
                "items[2].unitName", equalTo(nameOf(tree.province)), "items[2].workers", equalTo(1_000), "items[2].shortOfWorkPercent", equalTo(32.5f),
                "items[2].averagePay", equalTo(7_500_000));
        List<List<String>> rows = rows("r2", tree.province);
        assertThat(rows.get(0)).contains("Short of work, %", "Average monthly pay", "Average monthly pay, administration").doesNotContain("executive-committee");
        assertThat(rows.get(3).subList(3, 12)).containsExactly("3", "1000", "200", "130", "32.5", "10", "10", "120", "7500000");
    }

    @Test
    void refusesFiguresThatContradictEachOther() {
        String period = Headcounts.period(tree.province, LocalDate.parse(CUT_OFF));
        Map<String, Object> count = new HashMap<>(count(50, 20, 100, 40));
        count.put("figures", Map.of("workers-short-of-work", 101, "women-short-of-work", 102, "pay-in-administration", 5));
        Headcounts.file(period, tree.grassRoots, count).statusCode(422).body("errors.pointer", containsInAnyOrder("/count/figures/workers-short-of-work",
                "/count/figures/women-short-of-work", "/count/figures/pay-in-administration"), "errors.code", containsInAnyOrder("figure-above-whole",
                "figure-above-whole", "figure-without-persons"));
    }

    private static void form02(String period, UUID unit, Map<String, Object> people, Map<String, Object> figures) {
        Map<String, Object> count = new HashMap<>(people);
        count.put("figures", figures);
        approved(period, unit, count);
    }

    @Test
    void keepsWhatACardSaidBefore() {
        Api.officer().get("/units/" + tree.commune + "/card").then().statusCode(200).body("version", equalTo(0), "ownership", nullValue());
        card(tree.commune, "administration", "2020-01-01");
        card(tree.commune, "public-state-paid", "2025-01-01");
        Api.officer().get("/units/" + tree.commune + "/card?asOf=2024-12-31").then().body("ownership", equalTo("administration"), "version", equalTo(1));
        Api.officer().get("/units/" + tree.commune + "/card").then().body("ownership", equalTo("public-state-paid"), "version", equalTo(2));
        write(Map.of("validFrom", "2021-01-01"), "*").statusCode(409).body("code", equalTo("unit-card-before-last"));
        write(Map.of("validFrom", "2025-02-01"), "\"v1\"").statusCode(412);
        write(Map.of("validFrom", "2049-02-01", "ownership", "x"), "*").statusCode(422).body("errors.pointer", containsInAnyOrder("/validFrom", "/ownership"));
        Api.officer().get("/ownerships?jurisdiction=cn").then().body("code", hasItems("enterprise-domestic", "government", "institution"));
    }

    /** Put there by the database: a rule cannot be set for today, and no test waits for a day. */
    @Test
    void takesOwnershipsByTheRulesOfTheDayAndKeepsItsReturnsByThoseOfTheCutOff() {
        admit(tree.commune, 2, 3);
        card(tree.commune, "private-company", "2020-01-01");
        freeze(tree.province, CUT_OFF);
        String before = asReturn("r7", tree.province).extract().asString();
        Sql.of("INSERT INTO ownership_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, part_of, is_used, citation, verified) VALUES "
                + "('vn', 'private-company', current_date - 2, 'x', 'x', 'x', 'enterprise', true, 'a test', false), "
                + "('vn', 'cooperative', current_date - 2, 'x', 'x', 'x', NULL, false, 'a test', false), "
                + "('vn', 'platform', current_date - 2, 'x', 'Platform', 'x', NULL, true, 'a test', false)").run(requests);
        try {
            assertThat(asReturn("r7", tree.province).extract().asString()).isEqualTo(before);
            write(Map.of("validFrom", LocalDate.now().minusDays(1).toString(), "ownership", "cooperative"), "*").statusCode(422).body("errors.pointer", contains("/ownership"));
            write(Map.of("validFrom", "2021-01-01", "ownership", "platform"), "*").statusCode(422);
            write(Map.of("validFrom", "2021-01-01", "ownership", "cooperative"), "*").statusCode(200);
            write(Map.of("validFrom", LocalDate.now().minusDays(1).toString(), "ownership", "cooperative", "note", "as before"), "*").statusCode(200);
            Api.officer().get("/ownerships?jurisdiction=vn").then().body("code", hasItem("platform"), "code", not(hasItem("cooperative")));
        } finally {
            Sql.of("UPDATE ownership_rule SET cancelled_at = now() WHERE citation = 'a test'").run(requests);
        }
    }

    @Test
    void keepsItsReturnsWhateverIsWrittenOnCardsLater() {
        admit(tree.grassRoots, 2, 3);
        card(tree.grassRoots, "private-company", "2020-01-01");
        freeze(tree.province, CUT_OFF);
        List<String> codes = List.of("r3", "r4", "r5", "r7");
        List<String> before = codes.stream().map(code -> asReturn(code, tree.province).extract().asString()).toList();
        assertThat(before.get(2)).contains("May mặc", "Số 3");

        for (String from : List.of("2020-01-01", "2026-05-01")) {
            Api.officer().contentType("application/json").header("If-Match", "*").body(Map.of("validFrom", from, "ownership", "state-company", "trade", "Da giày",
                    "founded", "2001", "cluster", "Sóng Thần", "phone", "0274 3000 111", "note", "x")).put("/units/" + tree.grassRoots + "/card").then().statusCode(200);
        }

        assertThat(codes.stream().map(code -> asReturn(code, tree.province).extract().asString()).toList()).isEqualTo(before);
        Api.officer().get("/statistics/" + CUT_OFF + "/verification?unit=" + tree.province).then().body("intact", equalTo(true));
    }

    private ValidatableResponse write(Map<String, Object> card, String ifMatch) {
        return Api.officer().contentType("application/json").header("If-Match", ifMatch).body(card).put("/units/" + tree.commune + "/card").then();
    }

    private ValidatableResponse one(UUID unit) {
        return Api.officer().get("/statistics/" + CUT_OFF + "?unit=" + unit).then().statusCode(200);
    }

    private ValidatableResponse freezing(String day) {
        return Api.officer().post("/statistics/" + day + "/freezing?unit=" + tree.province).then();
    }

    private static ValidatableResponse anybody(String path) {
        return io.restassured.RestAssured.given().basePath(Api.BASE).get("/statistics/" + CUT_OFF + path).then().statusCode(200);
    }

    private static ValidatableResponse asReturn(String code, UUID unit) {
        return asReturn(code, unit, "");
    }

    private static ValidatableResponse asReturn(String code, UUID unit, String narrowed) {
        return Api.officer().get("/statistics/" + CUT_OFF + "/returns/" + code + "?unit=" + unit + narrowed).then().statusCode(200);
    }

    private static List<List<String>> rows(String code, UUID unit) throws IOException {
        return rows(code, unit, "en");
    }

    private static List<List<String>> rows(String code, UUID unit, String language) throws IOException {
        return Freezing.rows(CUT_OFF, code, unit, language);
    }

    private static String nameOf(UUID unit) {
        return Api.officer().get("/units/" + unit).then().extract().path("name");
    }
}
