package org.doanket.campaign.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.another;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.finished;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.testing.DoanketBackends;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Units scored by a sheet: Hai Phong's eight criteria, points from facts, a whole subtree at once, and appeals. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ScoringTest {

    private static final String OFFICER = "campaign-officer";
    private static final String HAI_PHONG = "019400d8-0000-7000-8000-000000000001";
    private static final String SHEETS = "/campaigns/v1/scoring-sheets/";
    /** One that is over. */
    private static final int YEAR = LocalDate.now(Zones.of("vn")).getYear() - 1;

    @Inject
    ClockQueries clocks;
    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void theSheetOfHaiPhongHasFourGroupsEightCriteriaAndAHundredPoints() {
        JsonPath set = as(OFFICER, units.province()).get("/campaigns/v1/criteria-sets/" + HAI_PHONG).then().statusCode(200)
                .body("groups", hasSize(4)).body("groups.criteria.flatten()", hasSize(8)).body("total", equalTo(100)).extract().jsonPath();
        List<Integer> points = set.getList("groups.criteria.flatten().points");
        assertThat(points.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    }

    @Test
    void whatAUnitSaysBecomesPointsByTheScaleAndAnAppealIsDecidedByAnother() {
        String sheet = SHEETS + opened(HAI_PHONG).getString("items[0].id");
        json(OFFICER, units.grassroots()).body(lines(Map.of("agreement", 3, "dialogues", 1, "insured", 100, "health-check", 1, "tet-gift", 100, "culture", 2,
                "sport", 2, "course", 0))).header("If-Match", "\"v1\"").put(sheet + "/lines").then().statusCode(200).body("total", equalTo(82))
                .body("band", equalTo("good"));
        json(OFFICER, units.grassroots()).post(sheet + "/submission").then().statusCode(422)
                .body("errors.pointer", contains("/lines/agreement", "/lines/dialogues", "/lines/health-check", "/lines/culture", "/lines/sport"));
        for (String criterion : List.of("agreement", "dialogues", "health-check", "culture", "sport")) {
            as(OFFICER, units.grassroots()).contentType("application/pdf").queryParam("criterion", criterion).body(PDF).post(sheet + "/attachments").then()
                    .statusCode(201);
        }
        json(OFFICER, units.grassroots()).post(sheet + "/submission").then().statusCode(200).body("state", equalTo("submitted"));
        json(OFFICER, units.grassroots()).body(Map.of("lines", List.of())).post(sheet + "/grading").then().statusCode(403);
        json(OFFICER, units.commune()).body(Map.of("lines", List.of(Map.of("code", "agreement", "points", 21)))).post(sheet + "/grading").then().statusCode(422);
        json(OFFICER, units.commune()).body(Map.of("lines", List.of(Map.of("code", "agreement", "points", 12, "remark", "loại B")))).post(sheet + "/grading")
                .then().statusCode(200).body("state", equalTo("graded")).body("total", equalTo(74));
        String appeal = json(OFFICER, units.grassroots()).body(Map.of("criterion", "agreement", "reason", "Đã được xếp loại A")).post(sheet + "/appeals").then()
                .statusCode(200).body("appeals[0].before", equalTo(12)).extract().path("appeals[0].id");
        json(OFFICER, units.grassroots()).body(Map.of("criterion", "agreement", "reason", "lần nữa")).post(sheet + "/appeals").then().statusCode(409);
        Map<String, Object> granted = Map.of("granted", true, "points", 20, "answer", "Đúng loại A");
        json("federation-officer", units.grassroots()).body(granted).post(sheet + "/appeals/" + appeal + "/decision").then().statusCode(403);
        another("federation-officer", units.province()).body(granted).post(sheet + "/appeals/" + appeal + "/decision").then().statusCode(200)
                .body("total", equalTo(82)).body("appeals[0].granted", equalTo(true));
        another("federation-officer", units.province()).body(granted).post(sheet + "/appeals/" + appeal + "/decision").then().statusCode(409);
    }

    @Test
    void whoGaveThePointsDoesNotDecideTheAppeal() {
        String sheet = SHEETS + opened(HAI_PHONG).getString("items[0].id");
        Sql.of("UPDATE scoring_sheet SET state = 'submitted' WHERE id = ?::uuid", sheet.replaceAll(".*/", "")).run(federation.worker());
        List<Map<String, Object>> all = new ArrayList<>();
        List.of("agreement", "dialogues", "insured", "health-check", "tet-gift", "culture", "sport", "course").forEach(code -> all.add(Map.of("code", code, "points", 5)));
        json(OFFICER, units.commune()).body(Map.of("lines", all)).post(sheet + "/grading").then().statusCode(200).body("total", equalTo(40));
        String appeal = json(OFFICER, units.grassroots()).body(Map.of("criterion", "sport", "reason", "x")).post(sheet + "/appeals").path("appeals[0].id");
        json(OFFICER, units.commune()).body(Map.of("granted", false, "answer", "không")).post(sheet + "/appeals/" + appeal + "/decision").then()
                .statusCode(403).body("code", equalTo("appeal-decided-by-another"));
    }

    @Test
    void anAppealIsInTimeAsLongAsTheClockSaysAndTheRefusalNamesIt() {
        String sheet = SHEETS + opened(HAI_PHONG).getString("items[0].id");
        Sql.of("UPDATE scoring_sheet SET state = 'submitted' WHERE id = ?::uuid", sheet.replaceAll(".*/", "")).run(federation.worker());
        List<Map<String, Object>> all = new ArrayList<>();
        List.of("agreement", "dialogues", "insured", "health-check", "tet-gift", "culture", "sport", "course").forEach(code -> all.add(Map.of("code", code,
                "points", 5)));
        LocalDate today = LocalDate.now(Zones.of("vn"));
        json(OFFICER, units.commune()).body(Map.of("lines", all)).post(sheet + "/grading").then().statusCode(200)
                .body("appealBy", equalTo(clocks.due("vn", "grading-appeal", today).last().toString())).body("appealRule", containsString("Doanket's own"));
        json(OFFICER, units.grassroots()).body(Map.of("criterion", "sport", "reason", "x")).post(sheet + "/appeals").then().statusCode(200)
                .body("appeals[0].decideBy", equalTo(clocks.due("vn", "grading-appeal-decision", today).last().toString()));
        Sql.of("UPDATE scoring_sheet SET appeal_by = ? WHERE id = ?::uuid", today.minusDays(1), sheet.replaceAll(".*/", "")).run(federation.worker());
        json(OFFICER, units.grassroots()).body(Map.of("criterion", "culture", "reason", "x")).post(sheet + "/appeals").then().statusCode(422)
                .body("code", equalTo("appeal-too-late")).body("rule", containsString("Doanket's own")).body("detail", containsString(today.minusDays(1)
                .toString()));
        Sql.of("UPDATE scoring_sheet SET appeal_by = ? WHERE id = ?::uuid", today, sheet.replaceAll(".*/", "")).run(federation.worker());
        json(OFFICER, units.grassroots()).body(Map.of("criterion", "culture", "reason", "x")).post(sheet + "/appeals").then().statusCode(200);
    }

    @Test
    void whatWasGradedBeforeThereWasAClockHasTheTimeThatItWouldHaveGiven() throws SQLException, IOException {
        UUID sheet = opened(HAI_PHONG).getUUID("items[0].id");
        // Over Tet, over days off that are made up for, and into a year of which no notice is known.
        for (LocalDate day : List.of(LocalDate.of(2025, 1, 10), LocalDate.of(2022, 4, 15), LocalDate.of(2021, 12, 20), LocalDate.of(2027, 12, 20))) {
            Sql.of("UPDATE scoring_sheet SET state = 'graded', appeal_by = NULL, appeal_rule = NULL, changed_at = (?::date + time '08:00') AT TIME ZONE "
                    + "'Asia/Ho_Chi_Minh' WHERE id = ?", day, sheet).run(federation.worker());
            migrate();
            ClockView.Due due = clocks.due("vn", "grading-appeal", day);
            as(OFFICER, units.grassroots()).get(SHEETS + sheet).then().body("appealBy", equalTo(due.last().toString())).body("appealRule", equalTo(due.by()));
        }
        // A job graded it some day before it was appealed against, and its last change is the answer.
        Sql.of("INSERT INTO scoring_appeal (id, sheet_id, unit_id, code, reason, made_by, made_at, before) VALUES (?, ?, ?, 'sport', 'x', 'test', "
                + "'2026-03-02T17:30:00Z', 1)", Ids.next(), sheet, units.grassroots()).run(federation.worker());
        Sql.of("UPDATE scoring_sheet SET appeal_by = NULL, appeal_rule = NULL WHERE id = ?", sheet).run(federation.worker());
        migrate();
        LocalDate appealed = LocalDate.of(2026, 3, 3);
        as(OFFICER, units.grassroots()).get(SHEETS + sheet).then().body("appealBy", equalTo(clocks.due("vn", "grading-appeal", appealed).last().toString()))
                .body("appeals[0].decideBy", equalTo(clocks.due("vn", "grading-appeal-decision", appealed).last().toString()));
        // Of one that somebody graded the trail knows the day.
        Sql.of("INSERT INTO audit_entry (at, actor, action, subject_type, subject_id, unit_id) VALUES ('2026-01-20T01:00:00Z', 'test', 'scoring-sheet-graded', "
                + "'scoring-sheet', ?, ?)", sheet.toString(), units.grassroots()).run(federation.worker());
        Sql.of("UPDATE scoring_sheet SET appeal_by = NULL, appeal_rule = NULL WHERE id = ?", sheet).run(federation.worker());
        migrate();
        as(OFFICER, units.grassroots()).get(SHEETS + sheet).then().body("appealBy", equalTo(clocks.due("vn", "grading-appeal", LocalDate.of(2026, 1, 20)).last()
                .toString()));
    }

    @Test
    void whoFiledAnAppealDoesNotGrantItHimself() {
        String sheet = SHEETS + opened(HAI_PHONG).getString("items[0].id");
        Sql.of("UPDATE scoring_sheet SET state = 'graded', graded_by = 'checker' WHERE id = ?::uuid", sheet.replaceAll(".*/", "")).run(federation.worker());
        Sql.of("UPDATE scoring_line SET points = 3 WHERE sheet_id = ?::uuid", sheet.replaceAll(".*/", "")).run(federation.worker());
        Map<String, Object> granted = Map.of("granted", true, "points", 5, "answer", "Đúng");
        String appeal = another(OFFICER, units.commune()).body(Map.of("criterion", "sport", "reason", "x")).post(sheet + "/appeals").then().statusCode(200)
                .extract().path("appeals[0].id");
        another(OFFICER, units.commune()).body(granted).post(sheet + "/appeals/" + appeal + "/decision").then().statusCode(403)
                .body("code", equalTo("appeal-decided-by-another"));
        json(OFFICER, units.commune()).body(granted).post(sheet + "/appeals/" + appeal + "/decision").then().statusCode(200);
    }

    @Test
    void pointsGivenBeforeASheetWasSentBackDoNotGradeWhatIsHandedInAnew() {
        String set = json(OFFICER, units.province()).body(set(List.of(Map.of("code", "a", "title", "A", "points", 10, "how", "judged")))).post("/campaigns/v1/criteria-sets")
                .then().statusCode(201).extract().path("id");
        String sheet = SHEETS + opened(set).getString("items.find { it.unit == '" + units.grassroots() + "' }.id");
        json(OFFICER, units.grassroots()).post(sheet + "/submission").then().statusCode(200);
        json(OFFICER, units.commune()).body(Map.of("lines", List.of(Map.of("code", "a", "points", 9, "remark", "thiếu minh chứng")))).post(sheet + "/return").then()
                .statusCode(200).body("state", equalTo("open")).body("lines[0].points", equalTo(9));
        json(OFFICER, units.grassroots()).post(sheet + "/submission").then().statusCode(200).body("lines[0].points", nullValue())
                .body("lines[0].remark", equalTo("thiếu minh chứng"));
        finished(json(OFFICER, units.province()).body(Map.of("unit", units.province(), "criteriaSet", set, "year", 2026)).post("/campaigns/v1/gradings"), OFFICER,
                units.province());
        as(OFFICER, units.commune()).get(sheet).then().body("state", equalTo("submitted")).body("total", nullValue());
    }

    @Test
    void pointsForDuesComeFromTheFactsOfEachUnitOfTheSubtree() {
        UUID better = federation.unit("grass-roots", units.sibling());
        fact("dues-assessed", units.grassroots(), 1_000, "2026-05-01");
        fact("dues-collected", units.grassroots(), 949, "2026-05-01");
        fact("dues-assessed", better, 1_000, "2026-05-01");
        fact("dues-collected", better, 950, "2026-05-01");
        fact("dues-collected", better, 9_000, "2025-12-01");
        String set = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "subjectKind", "unit", "level", "grass-roots", "year", 2026, "name",
                "Thu đoàn phí", "total", 10, "citation", "HD 5", "groups", List.of(Map.of("title", "Tài chính", "criteria", List.of(Map.of("code", "dues", "title",
                        "Thu từ 95%", "points", 10, "how", "computed", "fact", Map.of("of", "dues-collected", "per", "dues-assessed", "currency", "VND"),
                        "scale", List.of(Map.of("from", 95, "points", 10))))))))
                .post("/campaigns/v1/criteria-sets").then().statusCode(201).body("version", equalTo(1)).extract().path("id");
        JsonPath sheets = opened(set);
        assertThat(sheets.getList("items.total")).containsExactly(10, 0);
        assertThat(sheets.getString("items[0].unit")).isEqualTo(better.toString());
        as(OFFICER, units.province()).get(SHEETS + sheets.getString("items[0].id")).then().body("lines[0].numerator", equalTo(950))
                .body("lines[0].denominator", equalTo(1_000)).body("lines[0].value", equalTo(95));
        as(OFFICER, units.commune()).get(SHEETS + sheets.getString("items[0].id")).then().statusCode(404);
    }

    @Test
    void aUnitThatEndsBeforeItHasHandedInIsNotMissingAndItsSuccessorIsScored() {
        String set = laidDown(units.province(), YEAR);
        finished(grading(units.province(), units.province(), set, YEAR), OFFICER, units.province());
        String ended = as(OFFICER, units.province()).get("/campaigns/v1/scoring-sheets?criteriaSet=" + set).path("items[0].id");
        UUID successor = federation.unit("grass-roots", units.commune());
        federation.end(units.grassroots(), LocalDate.of(YEAR, 7, 1), successor);
        JsonPath graded = finished(grading(units.province(), units.province(), set, YEAR), OFFICER, units.province());
        assertThat(graded.getInt("result.sheets")).isEqualTo(2);
        assertThat(graded.getInt("result.ended")).isEqualTo(1);
        assertThat(graded.getInt("result.unscored")).isEqualTo(1);
        as(OFFICER, units.province()).get("/campaigns/v1/scoring-sheets?state=ended&criteriaSet=" + set).then().body("items.id", contains(ended)).body("items.unitEnd.on",
                contains(YEAR + "-07-01")).body("items.unitEnd.successors", contains(contains(successor.toString())));
        as(OFFICER, units.province()).get("/campaigns/v1/scoring-sheets?state=open&criteriaSet=" + set).then().body("items.unit", contains(successor.toString()));
        json(OFFICER, units.commune()).header("If-Match", "*").body(lines(Map.of("meals", 1))).put(SHEETS + ended + "/lines").then().statusCode(409)
                .body("code", equalTo("scoring-not-in-state"));
        // Taken back by a counter-act it goes on where it was.
        federation.end(units.grassroots(), null);
        as(OFFICER, units.commune()).get(SHEETS + ended).then().body("state", equalTo("open")).body("unitEnd", nullValue());
        UUID late = federation.unit("grass-roots", units.commune());
        federation.end(late, LocalDate.of(YEAR, 12, 31), successor);
        assertThat(finished(grading(units.province(), units.province(), set, YEAR), OFFICER, units.province()).getInt("result.opened")).as("one that has not seen "
                + "the end of the year").isZero();
    }

    @Test
    void aSetThatDoesNotAddUpIsRefusedWithEveryFaultAndANewVersionReplacesTheOld() {
        Map<String, Object> criterion = Map.of("code", "a", "title", "A", "points", 5, "how", "judged");
        json(OFFICER, units.province()).body(set(List.of(criterion, Map.of("code", "a", "title", "B", "points", 4, "how", "measured", "scale",
                List.of(Map.of("from", 1, "points", 9)))))).post("/campaigns/v1/criteria-sets").then().statusCode(422)
                .body("errors.pointer", hasItems("/groups/0/criteria/1/code", "/groups/0/criteria/1/scale/0/points", "/total"));
        Map<String, Object> good = set(List.of(criterion, Map.of("code", "b", "title", "B", "points", 5, "how", "judged")));
        json(OFFICER, units.province()).body(good).post("/campaigns/v1/criteria-sets").then().statusCode(201).body("version", equalTo(1));
        json(OFFICER, units.province()).body(good).post("/campaigns/v1/criteria-sets").then().statusCode(201).body("version", equalTo(2));
        as(OFFICER, units.province()).queryParam("unit", units.province()).queryParam("newest", true).get("/campaigns/v1/criteria-sets").then()
                .body("items.version", contains(2)).body("items[0].groups", nullValue());
    }

    @Test
    void aGradingLeavesTheSheetOfTheCallersOwnUnitToTheUnitAbove() {
        String set = laidDown(units.province(), 2026);
        String sheet = SHEETS + opened(set).getString("items[0].id");
        json(OFFICER, units.grassroots()).header("If-Match", "\"v1\"").body(lines(Map.of("meals", 1))).put(sheet + "/lines").then().statusCode(200)
                .body("total", equalTo(10));
        json(OFFICER, units.grassroots()).post(sheet + "/submission").then().statusCode(200);
        assertThat(finished(grading(units.grassroots(), units.grassroots(), set, 2026), OFFICER, units.grassroots()).getInt("result.graded")).isZero();
        as(OFFICER, units.grassroots()).get(sheet).then().body("state", equalTo("submitted"));
        assertThat(finished(grading(units.commune(), units.commune(), set, 2026), OFFICER, units.commune()).getInt("result.graded")).isEqualTo(1);
        as(OFFICER, units.grassroots()).get(sheet).then().body("state", equalTo("graded"));
    }

    @Test
    void aGradingIsByASetOfTheUnitOrOneAboveAndOfItsYearAndWhoLaidItDownIsNotScoredByIt() {
        String set = laidDown(units.commune(), 2026);
        grading(units.province(), units.province(), set, 2026).then().statusCode(422).body("code", equalTo("criteria-not-of-unit"));
        grading(units.province(), units.sibling(), set, 2026).then().statusCode(422).body("code", equalTo("criteria-not-of-unit"));
        grading(units.province(), units.commune(), set, 2025).then().statusCode(422).body("code", equalTo("criteria-of-another-year"));
        assertThat(finished(grading(units.province(), units.commune(), set, 2026), OFFICER, units.province()).getInt("result.sheets")).isEqualTo(1);
        as(OFFICER, units.province()).queryParam("criteriaSet", set).get("/campaigns/v1/scoring-sheets").then()
                .body("items.unit", contains(units.grassroots().toString()));
    }

    private static void migrate() throws SQLException, IOException {
        var config = ConfigProvider.getConfig();
        try (Connection owner = DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class), config.getValue("quarkus.flyway.password", String.class));
                var migration = ScoringTest.class.getResourceAsStream("/db/migration/V101__appeals_of_before.sql")) {
            owner.setAutoCommit(false);
            Sql.of(new String(migration.readAllBytes(), StandardCharsets.UTF_8)).run(owner);
            owner.commit();
        }
    }

    private String laidDown(UUID unit, int year) {
        Map<String, Object> criterion = Map.of("code", "meals", "title", "Bữa ăn ca", "points", 10, "how", "measured", "scale", List.of(Map.of("from", 1, "points", 10)));
        Map<String, Object> set = new java.util.HashMap<>(set(List.of(criterion)));
        set.putAll(Map.of("unit", unit, "year", year));
        if (unit.equals(units.province())) {
            set.put("level", "grass-roots");
        }
        return json(OFFICER, unit).body(set).post("/campaigns/v1/criteria-sets").then().statusCode(201).extract().path("id");
    }

    private static Response grading(UUID at, UUID unit, String set, int year) {
        return json(OFFICER, at).body(Map.of("unit", unit, "criteriaSet", set, "year", year)).post("/campaigns/v1/gradings");
    }

    private Map<String, Object> set(List<Map<String, Object>> criteria) {
        return Map.of("unit", units.province(), "subjectKind", "unit", "year", 2026, "name", "Bộ", "total", 10, "citation", "HD", "groups",
                List.of(Map.of("title", "Nhóm", "criteria", criteria)));
    }

    private JsonPath opened(String set) {
        JsonPath job = finished(json(OFFICER, units.province()).body(Map.of("unit", units.province(), "criteriaSet", set, "year", 2026))
                .post("/campaigns/v1/gradings"), OFFICER, units.province());
        assertThat(job.getInt("result.opened")).isPositive();
        return as(OFFICER, units.province()).queryParam("criteriaSet", set).get("/campaigns/v1/scoring-sheets").then().statusCode(200).extract().jsonPath();
    }

    private static Map<String, Object> lines(Map<String, Integer> values) {
        return Map.of("lines", values.entrySet().stream().map(each -> Map.of("code", each.getKey(), "value", each.getValue())).toList());
    }

    private void fact(String binding, UUID unit, long value, String day) {
        Sql.of("INSERT INTO counted_fact (binding, source, currency, unit_id, day, value, version, fact_id, fact, at) VALUES (?, ?, 'VND', ?, ?::date, ?, 1, "
                + "?, ?, now())", binding, Ids.next(), unit, day, value, Ids.next(), binding).run(federation.worker());
    }
}
