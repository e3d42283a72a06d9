package org.doanket.campaign.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.campaign.Race;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A year of supervision, on the pattern of Da Nang's plan 124: a team led by a vice-chair, five firms, what was found and what came of it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class SupervisionTest {

    private static final String OFFICER = "campaign-officer";
    private static final String SUBJECTS = "/campaigns/v1/supervision-subjects";
    private static final String PROGRAMMES = "/campaigns/v1/supervision-programmes";

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void waitsForNoProgrammeOfAUnitThatHasEnded() {
        federation.end(units.sibling(), LocalDate.of(2025, 7, 1), units.commune());
        as(OFFICER, units.province()).get(PROGRAMMES + "/missing?year=2025&unit=" + units.province()).then().statusCode(200)
                .body("items.unit", contains(units.commune().toString()));
        as(OFFICER, units.province()).get(PROGRAMMES + "/missing?year=2024&unit=" + units.province()).then()
                .body("items.unit", containsInAnyOrder(units.commune().toString(), units.sibling().toString()));
    }

    @Test
    void goesFromARegisteredProgrammeToPeopleHelpedAndMoneyRecovered() {
        String programme = programme(units.commune(), 2025);
        json(OFFICER, units.commune()).post(programme + "/registration").then().statusCode(422).body("code", equalTo("supervision-programme-empty"));
        String supervision = supervise(programme, units.commune());
        json(OFFICER, units.commune()).body(session()).post(supervision + "/sessions").then().statusCode(409).body("code", equalTo("supervision-not-from"));
        as(OFFICER, units.province()).get(PROGRAMMES + "/missing?year=2025&unit=" + units.province()).then().statusCode(200)
                .body("items.unit", containsInAnyOrder(units.commune().toString(), units.sibling().toString()));
        as(OFFICER, units.province()).get(PROGRAMMES + "/missing?year=2025&q=cong doan upper&unit=" + units.province()).then().body("items", hasSize(2));
        as(OFFICER, units.province()).get(PROGRAMMES + "/missing?year=2025&q=nghiep doan&unit=" + units.province()).then().body("items", hasSize(0));
        as(OFFICER, units.province()).get(PROGRAMMES + "/missing?year=2025&limit=1&unit=" + units.province()).then().body("items", hasSize(1)).body("next", notNullValue());
        json(OFFICER, units.commune()).post(programme + "/registration").then().statusCode(200).body("state", equalTo("registered"));
        as(OFFICER, units.province()).get(PROGRAMMES + "/missing?year=2025&unit=" + units.province()).then().body("items.unit", contains(units.sibling().toString()));
        json(OFFICER, units.commune()).post(programme + "/approval").then().statusCode(403).body("code", equalTo("judged-by-the-unit-above"));
        json(OFFICER, units.province()).body(Map.of("note", "Thêm nội dung an toàn")).post(programme + "/return").then().statusCode(200)
                .body("note", equalTo("Thêm nội dung an toàn"));
        json(OFFICER, units.commune()).post(programme + "/registration").then().statusCode(200);
        json(OFFICER, units.province()).post(programme + "/approval").then().statusCode(200).body("state", equalTo("approved"));

        as(OFFICER, units.commune()).get(supervision).then().body("subjects", hasSize(5)).body("subjects.late", hasItem(true)).body("team[0].duty", equalTo("head"));
        json(OFFICER, units.commune()).body(Map.of("on", "2025-03-20")).post(supervision + "/subjects/1/self-report").then().statusCode(200)
                .body("subjects[0].late", equalTo(false));
        json(OFFICER, units.commune()).body(Map.of("on", "2025-03-20")).post(supervision + "/subjects/6/self-report").then().statusCode(422);
        json(OFFICER, units.commune()).body(session()).post(supervision + "/sessions").then().statusCode(201).body("state", equalTo("running"))
                .body("sessions.present", contains(14));
        String arrears = find(supervision, Map.of("subject", 2, "topic", "union-fund", "kind", "violation", "severity", "serious", "persons", 85,
                "amount", Map.of("amount", 113_000_000, "currency", "VND"), "text", "Nợ kinh phí công đoàn 8 tháng"));
        find(supervision, Map.of("subject", 3, "topic", "dialogue", "kind", "shortcoming", "severity", "minor", "text", "Không đối thoại định kỳ"));
        String good = find(supervision, Map.of("subject", 1, "topic", "health-checks", "kind", "good-practice", "text", "Khám sức khỏe hai lần"));
        json(OFFICER, units.commune()).body(Map.of("subject", 1, "topic", "safety", "kind", "violation", "text", "x")).post(supervision + "/findings").then()
                .statusCode(400);
        json(OFFICER, units.commune()).body(Map.of("subject", 1, "topic", "moon", "kind", "good-practice", "text", "x")).post(supervision + "/findings").then()
                .statusCode(422).body("code", equalTo("supervision-topic-unknown"));
        json(OFFICER, units.commune()).body(recommendation()).post(good + "/recommendations").then().statusCode(409).body("code", equalTo("finding-good-practice"));
        // Twenty working days without the 30th of April and the 1st of May.
        String recommendation = json(OFFICER, units.commune()).body(recommendation()).post(arrears + "/recommendations").then().statusCode(201)
                .body("due", equalTo("2025-05-14")).body("overdue", equalTo(true)).extract().header("Location");
        as(OFFICER, units.province()).get("/campaigns/v1/recommendations?overdue=true&scope=subtree&unit=" + units.province()).then().body("items", hasSize(1));
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("on", "2025-04-10", "accepted", true, "text", "Sẽ nộp")).put(recommendation + "/answer")
                .then().statusCode(422).body("errors.code", contains("before-it-was-given"));
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("on", "2025-05-20", "accepted", true, "text", "Sẽ nộp trong quý II"))
                .put(recommendation + "/answer").then().statusCode(200).body("state", equalTo("answered")).body("carryDue", equalTo("2025-08-12"))
                .body("overdue", equalTo(true));
        as(OFFICER, units.province()).get("/campaigns/v1/recommendations?overdue=true&scope=subtree&unit=" + units.province()).then().body("items", hasSize(1));
        as(OFFICER, units.province()).get("/campaigns/v1/tallies/supervision?year=2025&scope=subtree&unit=" + units.province()).then().body("overdue", equalTo(1));
        json(OFFICER, units.commune()).header("If-Match", "\"v2\"").body(Map.of("on", "2025-05-22", "accepted", false, "text", "Không có nợ")).put(recommendation + "/answer")
                .then().statusCode(200).body("state", equalTo("refused")).body("carryDue", nullValue()).body("overdue", equalTo(false));
        json(OFFICER, units.commune()).header("If-Match", "\"v3\"").body(Map.of("on", "2025-05-25", "accepted", true, "by", "2099-06-30", "text", "Sẽ nộp"))
                .put(recommendation + "/answer").then().statusCode(200).body("state", equalTo("answered")).body("overdue", equalTo(false));
        json(OFFICER, units.commune()).header("If-Match", "\"v4\"").body(Map.of("on", "2025-06-30", "people", 85, "amount",
                Map.of("amount", 113_000_000, "currency", "VND"))).put(recommendation + "/result").then().statusCode(200).body("state", equalTo("carried-out"));
        json(OFFICER, units.commune()).body(Map.of("on", "2025-07-01", "text", "Đã khắc phục")).post(supervision + "/conclusion").then().statusCode(200);
        json(OFFICER, units.commune()).post(programme + "/closing").then().statusCode(200).body("state", equalTo("closed"));
        as(OFFICER, units.province()).get("/campaigns/v1/tallies/supervision?year=2025&scope=subtree&unit=" + units.province()).then().statusCode(200)
                .body("supervisions", equalTo(1)).body("concluded", equalTo(1)).body("subjects", equalTo(5)).body("sessions", equalTo(1))
                .body("violations", equalTo(1)).body("serious", equalTo(1)).body("minor", equalTo(1)).body("overdue", equalTo(0)).body("carriedOut", equalTo(1))
                .body("helped", equalTo(85)).body("recovered[0].amount", equalTo(113_000_000)).body("programmes", equalTo(1));
        as(OFFICER, units.province()).get("/campaigns/v1/tallies/supervision?year=2025&unit=" + units.province()).then().body("supervisions", equalTo(0));
        as(OFFICER, units.province()).get("/campaigns/v1/findings?severity=serious&scope=subtree&q=no kinh phi&unit=" + units.province()).then()
                .body("items.subjectName", contains("Công ty số 2"));
        assertThat(as(OFFICER, units.province()).accept("text/csv").get("/campaigns/v1/findings?severity=serious&scope=subtree&unit=" + units.province()).then().statusCode(200)
                .extract().asString()).contains("Công ty số 2", "113000000").doesNotContain("Công ty số 3");
    }

    @Test
    void whoIsSupervisedReportsAndAnswersByItsOwnOfficer() {
        String programme = programme(units.province(), 2025);
        Map<String, Object> plan = plan();
        plan.put("subjects", List.of(Map.of("name", "Doanh nghiệp của người khác", "unit", units.sibling()), Map.of("name", "Công đoàn được giám sát", "unit", units.grassroots())));
        String supervision = json(OFFICER, units.province()).body(plan).post(programme + "/supervisions").then().statusCode(201).extract().header("Location");
        json(OFFICER, units.province()).post(programme + "/registration").then().statusCode(200);
        Sql.of("UPDATE supervision_programme SET state = 'approved' WHERE id = ?::uuid", programme.replaceAll(".*/", "")).run(federation.worker());
        String ours = SUBJECTS + "/" + supervision.replaceAll(".*/", "") + "/2";
        String unitOfficer = "unit-officer";
        as(unitOfficer, units.grassroots()).get(SUBJECTS).then().statusCode(200).body("items.number", contains(2)).body("items.late", contains(true))
                .body("items.unit", contains(units.province().toString()));
        as(unitOfficer, units.grassroots()).get(supervision).then().statusCode(404);
        as(unitOfficer, units.grassroots()).get(SUBJECTS + "/" + supervision.replaceAll(".*/", "") + "/1").then().statusCode(404);
        json(unitOfficer, units.commune()).body(Map.of("on", "2025-03-10")).post(ours + "/self-report").then().statusCode(403);
        json(unitOfficer, units.grassroots()).body(Map.of("on", "2025-03-10", "text", "Đã khám sức khỏe đủ")).post(ours + "/self-report").then().statusCode(200)
                .body("selfReportedOn", equalTo("2025-03-10")).body("late", equalTo(false));
        as(OFFICER, units.province()).get(supervision).then().body("subjects[1].selfReport", equalTo("Đã khám sức khỏe đủ"));
        json(OFFICER, units.province()).body(session()).post(supervision + "/sessions").then().statusCode(201);
        Map<String, Object> found = Map.of("subject", 2, "topic", "safety", "kind", "violation", "severity", "minor", "text", "Thiếu bảo hộ");
        String finding = json(OFFICER, units.province()).body(found).post(supervision + "/findings").then().statusCode(201).extract().header("Location");
        String recommendation = json(OFFICER, units.province()).body(recommendation()).post(finding + "/recommendations").then().statusCode(201).extract().header("Location");
        String others = json(OFFICER, units.province()).body(Map.of("subject", 1, "topic", "safety", "kind", "violation", "severity", "minor", "text", "x"))
                .post(supervision + "/findings").then().statusCode(201).extract().header("Location");
        json(OFFICER, units.province()).body(recommendation()).post(others + "/recommendations").then().statusCode(201);
        as(unitOfficer, units.grassroots()).get(finding).then().statusCode(200);
        as(unitOfficer, units.grassroots()).get(others).then().statusCode(404);
        as(unitOfficer, units.grassroots()).get("/campaigns/v1/findings").then().body("items", hasSize(1));
        as(unitOfficer, units.grassroots()).get("/campaigns/v1/recommendations").then().body("items", hasSize(1))
                .body("items[0].subject", equalTo(units.grassroots().toString()));
        json(unitOfficer, units.grassroots()).header("If-Match", "\"v1\"").body(Map.of("on", "2025-04-20", "accepted", true, "text", "Sẽ cấp đủ")).put(recommendation + "/answer")
                .then().statusCode(200).body("state", equalTo("answered")).body("answeredBy", equalTo("subject"));
        json(unitOfficer, units.grassroots()).header("If-Match", "\"v2\"").body(Map.of("on", "2025-05-20", "people", 12)).put(recommendation + "/result")
                .then().statusCode(200).body("state", equalTo("carried-out")).body("resultBy", equalTo("subject"));
        json(unitOfficer, units.grassroots()).body(recommendation()).post(finding + "/recommendations").then().statusCode(404);
        json(OFFICER, units.province()).body(Map.of("on", "2025-06-01", "text", "x")).post(supervision + "/conclusion").then().statusCode(200);
        json(unitOfficer, units.grassroots()).body(Map.of("on", "2025-06-10")).post(ours + "/self-report").then().statusCode(409);
        as(OFFICER, units.grassroots()).get("/campaigns/v1/tallies/supervision?year=2025").then().body("recommendations", equalTo(0));
    }

    @Test
    void hasOneHeadInATeamAndOneProgrammeAYear() {
        String programme = programme(units.commune(), 2026);
        Map<String, Object> plan = plan();
        plan.put("team", List.of(Map.of("name", "A", "duty", "head"), Map.of("name", "B", "duty", "head")));
        json(OFFICER, units.commune()).body(plan).post(programme + "/supervisions").then().statusCode(422).body("code", equalTo("supervision-without-head"));
        json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "year", 2026, "name", "Hai")).post(PROGRAMMES).then().statusCode(409)
                .body("code", equalTo("supervision-programme-there"));
        String supervision = supervise(programme, units.commune());
        json(OFFICER, units.commune()).body(Map.of("note", "Hoãn")).post(supervision + "/cancellation").then().statusCode(200).body("state", equalTo("cancelled"));
    }

    @Test
    void saysWhatItThinksOfADraftWithinTheClockOfTheYear() {
        String draft = json(OFFICER, units.province()).body(Map.of("unit", units.province(), "title", "Dự thảo Nghị quyết nhà ở công nhân", "askingBody", "HĐND tỉnh",
                "receivedOn", "2026-04-20", "form", "in-writing")).post("/campaigns/v1/social-criticisms").then().statusCode(201)
                // Fifteen working days without the 27th and 30th of April and the 1st of May.
                .body("due", equalTo("2026-05-14")).extract().header("Location");
        json(OFFICER, units.province()).header("If-Match", "\"v1\"").body(Map.of("on", "2026-05-10", "outcome", "accepted")).put(draft + "/outcome").then().statusCode(409);
        json(OFFICER, units.province()).header("If-Match", "\"v1\"").body(Map.of("on", "2026-05-10", "text", "Bổ sung đối tượng")).put(draft + "/opinion").then()
                .statusCode(200).body("overdue", equalTo(false));
        json(OFFICER, units.province()).header("If-Match", "\"v2\"").body(Map.of("on", "2026-06-01", "outcome", "partly-accepted", "explanation", "Điều 3")).put(draft + "/outcome")
                .then().statusCode(200).body("outcome", equalTo("partly-accepted"));
        as(OFFICER, units.province()).get("/campaigns/v1/social-criticisms?q=nha o&year=2026&state=concluded").then().body("items.state", contains("concluded"));
        as(OFFICER, units.province()).get("/campaigns/v1/social-criticisms?state=open").then().body("items", hasSize(0));
    }

    @Test
    void aMistakeInAPlanIsAmendedUntilTheFirstSession() {
        String programme = programme(units.commune(), 2026);
        String supervision = supervise(programme, units.commune());
        json(OFFICER, units.commune()).body(Map.of("on", "2026-03-20")).post(supervision + "/subjects/1/self-report").then().statusCode(200);
        Map<String, Object> amended = plan();
        amended.put("name", "Giám sát, đã sửa");
        amended.put("team", List.of(Map.of("name", "B", "duty", "head")));
        json(OFFICER, units.commune()).body(amended).put(supervision).then().statusCode(428);
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(amended).put(supervision).then().statusCode(412);
        json(OFFICER, units.commune()).header("If-Match", "\"v2\"").body(amended).put(supervision).then().statusCode(200).body("name", equalTo("Giám sát, đã sửa"))
                .body("team.name", contains("B")).body("subjects", hasSize(5)).body("subjects[0].selfReportedOn", equalTo("2026-03-20"));
        json(OFFICER, units.commune()).post(programme + "/registration").then().statusCode(200);
        json(OFFICER, units.commune()).header("If-Match", "\"v3\"").body(amended).put(supervision).then().statusCode(409);
    }

    @Test
    void aProgrammeIsNotClosedWhileTheFirstSessionOfASupervisionIsBeingHeld() throws Exception {
        String programme = programme(units.commune(), 2025);
        String supervision = supervise(programme, units.commune());
        Sql.of("UPDATE supervision_programme SET state = 'approved' WHERE id = ?::uuid", programme.replaceAll(".*/", "")).run(federation.worker());
        Race.during(federation.worker(), Sql.of("UPDATE supervision SET state = 'running', version = version + 1 WHERE id = ?::uuid",
                supervision.replaceAll(".*/", "")), () -> json(OFFICER, units.commune()).post(programme + "/closing")).then().statusCode(409);
        as(OFFICER, units.commune()).get(programme).then().body("state", equalTo("approved"));
        as(OFFICER, units.commune()).get(supervision).then().body("state", equalTo("running"));
    }

    @Test
    void nothingWasHeldFoundAnsweredOrConcludedOnADayToCome() {
        String tomorrow = LocalDate.now(Zones.of("vn")).plusDays(1).toString();
        String programme = programme(units.commune(), 2025);
        String supervision = supervise(programme, units.commune());
        Sql.of("UPDATE supervision_programme SET state = 'approved' WHERE id = ?::uuid", programme.replaceAll(".*/", "")).run(federation.worker());
        inFuture(json(OFFICER, units.commune()).body(Map.of("on", tomorrow)).post(supervision + "/subjects/1/self-report"), "/on");
        inFuture(json(OFFICER, units.commune()).body(Map.of("heldOn", tomorrow, "minutes", "x")).post(supervision + "/sessions"), "/heldOn");
        json(OFFICER, units.commune()).body(session()).post(supervision + "/sessions").then().statusCode(201);
        String finding = find(supervision, Map.of("subject", 1, "topic", "safety", "kind", "violation", "severity", "minor", "text", "x"));
        inFuture(json(OFFICER, units.commune()).body(Map.of("addressee", "x", "text", "x", "givenOn", tomorrow)).post(finding + "/recommendations"), "/givenOn");
        String recommendation = json(OFFICER, units.commune()).body(recommendation()).post(finding + "/recommendations").then().statusCode(201).extract().header("Location");
        inFuture(json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("on", tomorrow, "accepted", true, "text", "x")).put(recommendation + "/answer"),
                "/on");
        inFuture(json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("on", tomorrow, "people", 1)).put(recommendation + "/result"), "/on");
        inFuture(json(OFFICER, units.commune()).body(Map.of("on", tomorrow, "text", "x")).post(supervision + "/conclusion"), "/on");
        Map<String, Object> asked = new HashMap<>(Map.of("unit", units.commune(), "title", "Dự thảo", "askingBody", "HĐND", "receivedOn", tomorrow, "form", "in-writing"));
        inFuture(json(OFFICER, units.commune()).body(asked).post("/campaigns/v1/social-criticisms"), "/receivedOn");
        asked.put("receivedOn", "2026-04-20");
        String criticism = json(OFFICER, units.commune()).body(asked).post("/campaigns/v1/social-criticisms").then().statusCode(201).extract().header("Location");
        inFuture(json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("on", tomorrow, "text", "x")).put(criticism + "/opinion"), "/on");
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("on", "2026-04-19", "text", "x")).put(criticism + "/opinion").then().statusCode(422)
                .body("errors.code", contains("before-it-was-received"));
    }

    private static void inFuture(Response answer, String pointer) {
        answer.then().statusCode(422).body("errors.pointer", contains(pointer)).body("errors.code", contains("in-future"));
    }

    @Test
    void nothingIsAddedToAProgrammeOnceItsClosingHasBegun() throws Exception {
        String programme = programme(units.commune(), 2026);
        Race.during(federation.worker(), Sql.of("UPDATE supervision_programme SET state = 'closed', version = version + 1 WHERE id = ?::uuid",
                programme.replaceAll(".*/", "")), () -> json(OFFICER, units.commune()).body(plan()).post(programme + "/supervisions")).then().statusCode(409);
    }

    private String programme(UUID unit, int year) {
        return json(OFFICER, unit).body(Map.of("unit", unit, "year", year, "name", "Chương trình giám sát " + year, "basis", "QĐ 217")).post(PROGRAMMES).then()
                .statusCode(201).extract().header("Location");
    }

    private static String supervise(String programme, UUID unit) {
        return json(OFFICER, unit).body(plan()).post(programme + "/supervisions").then().statusCode(201).extract().header("Location");
    }

    private static Map<String, Object> plan() {
        return new HashMap<>(Map.of("name", "Giám sát 5 doanh nghiệp", "planNumber", "124/KH", "form", "working-session", "topics",
                List.of("contracts", "wages-hours", "health-checks", "safety", "union-fund", "dialogue"), "starts", "2025-03-01", "ends", "2025-06-30",
                "selfReportDue", "2025-03-15", "team", List.of(Map.of("name", "Trần Thị Phó", "duty", "head", "office", "Phó Chủ tịch"),
                        Map.of("name", "Lê Văn Thư", "duty", "secretary")),
                "subjects", List.of(1, 2, 3, 4, 5).stream().map(number -> Map.of("name", "Công ty số " + number)).toList()));
    }

    private static Map<String, Object> session() {
        return Map.of("heldOn", "2025-04-02", "place", "Hội trường", "present", 14, "minutes", "Nghe báo cáo, kiểm tra hồ sơ", "minutesNumber", "01/BB");
    }

    private static Map<String, Object> recommendation() {
        return Map.of("addressee", "Giám đốc Công ty số 2", "text", "Nộp đủ kinh phí công đoàn", "givenOn", "2025-04-14");
    }

    private String find(String supervision, Map<String, Object> finding) {
        return json(OFFICER, units.commune()).body(finding).post(supervision + "/findings").then().statusCode(201).extract().header("Location");
    }
}
