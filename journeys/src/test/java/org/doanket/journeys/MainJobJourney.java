package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The suite's main job from end to end, by the roles that do it: tree, roster, dues, bank, shares, models, targets, map. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobJourney {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MONTH = "2026-10";
    private static final int MEMBERS = 2_000;

    private static Federation federation;
    private static String plan;
    private static String request;
    private static String reference;
    private static long dues;

    @BeforeAll
    static void found() {
        federation = new Federation();
    }

    @Test
    @Order(1)
    void aFederationOfficerFoundsTheTreeAndReadsItAsOfADay() {
        as("federation-officer", federation.province).get("/membership/v1/units/" + federation.province + "/subtree").then()
                .statusCode(200).body("items.size()", equalTo(6));
        as("federation-officer", federation.province).get("/membership/v1/units/" + federation.company + "?asOf=2019-06-01").then()
                .statusCode(404);
        as("unit-officer", federation.otherCommune).get("/membership/v1/units/" + federation.company).then().statusCode(404);
    }

    @Test
    @Order(2)
    void aCampaignOfficerDrawsUpAPlanWhoseTargetsFillThemselves() {
        Suite.waitUntilKnown("campaign-officer", federation.province, "/campaigns/v1/action-plans");
        plan = once("campaign-officer", federation.province).body(Map.of("unit", federation.province, "name", "Kế hoạch 2026", "year", 2026,
                "basis", "NQ 02/2026", "targets", List.of(
                        Map.of("code", "DUES", "title", "Thu đoàn phí", "unitOfMeasure", "đồng", "direction", "up", "aggregation", "sum",
                                "planned", 100_000_000, "binding", "dues-collected", "currency", "VND"),
                        Map.of("code", "MEMBERS", "title", "Kết nạp đoàn viên", "unitOfMeasure", "người", "direction", "up", "aggregation",
                                "sum", "planned", 2_500, "binding", "members-admitted"))))
                .post("/campaigns/v1/action-plans").then().statusCode(201).extract().path("id");
    }

    @Test
    @Order(3)
    void aUnitOfficerUploadsARosterMendsItsFaultsCommitsAndUndoes() {
        String upload = "/membership/v1/imports?unit=" + federation.company + "&source=hr&name=roster.csv";
        String id = upload(upload, "text/csv", Rosters.csv(Rosters.rows(federation, "D1", 0, MEMBERS, 7)));
        as("unit-officer", federation.company).get("/membership/v1/imports/" + id).then().statusCode(200)
                .body("faulty", equalTo(7)).body("fresh", equalTo(MEMBERS - 7));
        String sheet = as("unit-officer", federation.company).accept("text/csv").get("/membership/v1/imports/" + id + "/faults").then()
                .statusCode(200).extract().asString();
        assertThat(sheet.lines().count()).isEqualTo(1 + 7);
        assertThat(sheet.lines().findFirst().orElseThrow()).contains("Họ và tên");
        act(id, "commit");
        members(federation.company, MEMBERS - 7);

        act(id, "undo");
        members(federation.company, 0);

        id = upload("/membership/v1/imports?unit=" + federation.company + "&source=hr&name=roster.xlsx", XLSX,
                Rosters.xlsx(Rosters.rows(federation, "D1", 0, MEMBERS, 0)));
        act(id, "commit");
        members(federation.company, MEMBERS);
    }

    @Test
    @Order(4)
    void theTreasurerRunsTheDuesOnceAndTheSecondRunChangesNothing() {
        Suite.waitUntilKnown("treasurer", federation.company, "/finance/v1/unit-months");
        Suite.waitUntilAllIsHeard();
        StringBuilder pay = new StringBuilder("member_code,si_salary\n");
        for (int i = 0; i < MEMBERS; i++) {
            pay.append(Rosters.memberCode(federation, i)).append(',').append(i == 0 ? 60_000_000 : 8_000_000).append('\n');
        }
        await().atMost(SOON).untilAsserted(() -> {
            JsonPath job = ended(once("treasurer", federation.company).contentType("text/csv").body(pay.toString())
                    .post("/finance/v1/pay-records?unit=" + federation.company + "&month=" + MONTH + "&mode=commit"), "treasurer", federation.company);
            assertThat(job.getInt("problems")).isZero();
        });
        runDues();
        // 1,999 of 8,000,000 at 0.5 %, and one whose 300,000 are capped at a tenth of the base salary (2,530,000 since July 2026).
        dues = 1_999L * 40_000 + 253_000;
        assertThat(assessed()).isEqualTo(dues);
        runDues();
        assertThat(assessed()).isEqualTo(dues);
    }

    @Test
    @Order(5)
    void theTreasurerAsksForThePaymentWithAQrCode() {
        as("treasurer", federation.company).contentType("application/json")
                .body(Map.of("bankBin", "970436", "account", account(), "holder", "CDCS MAY DOAN KET"))
                .put("/finance/v1/units/" + federation.company + "/bank-account").then().statusCode(200);
        JsonPath answer = once("treasurer", federation.company).body(Map.of("unit", federation.company, "month", MONTH))
                .post("/finance/v1/payment-requests").then().statusCode(201).body("amount.amount", equalTo((int) dues))
                .body("qr", startsWith("000201010212")).extract().jsonPath();
        request = answer.getString("id");
        reference = answer.getString("reference");
        assertThat(reference).matches("DP[0-9A-HJKMNP-TV-Z]{10}");
        byte[] png = as("treasurer", federation.company).accept("image/png").get("/finance/v1/payment-requests/" + request + "/qr").then()
                .statusCode(200).extract().asByteArray();
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    @Order(6)
    void theBankStatementIsMatchedByReferenceAndTheRestHeldInSuspense() {
        long first = 50_000_000;
        JsonPath job = statement(Statements.camt053(federation.mark, account(), Map.of("thu doan phi " + reference.toLowerCase() + " t10", first, "khong ro noi dung", 123_000L)));
        assertThat(job.getString("state")).isEqualTo("succeeded");
        lines("matched", 1);
        lines("suspense", 1);
        statement(Statements.csv(federation.mark, Map.of("Nộp nốt " + reference, dues - first)));
        lines("matched", 2);
        // The same statement once more is the same money.
        statement(Statements.csv(federation.mark, Map.of("Nộp nốt " + reference, dues - first)));
        lines("matched", 2);
    }

    @Test
    @Order(7)
    void theLedgerIsZeroSumAndTheUpperLevelHasItsShare() {
        as("treasurer", federation.company).get("/finance/v1/trial-balance?unit=" + federation.company).then().statusCode(200)
                .body("difference.amount", not(hasItem(not(equalTo(0)))));
        // 70/30 since 2023; what goes up is rounded down on the cumulative receipts.
        await().atMost(SOON).untilAsserted(() -> as("treasurer", federation.company)
                .get("/finance/v1/unit-months?unit=" + federation.company + "&month=" + MONTH).then().statusCode(200)
                .body("items[0].collected.amount", equalTo((int) dues)).body("items[0].outstanding.amount", equalTo(0))
                .body("items[0].shared.amount", equalTo((int) (dues * 30 / 100))));
    }

    @Test
    @Order(8)
    void targetsFilledThemselvesFromFacts() {
        await().atMost(SOON).untilAsserted(() -> as("campaign-officer", federation.province).get("/campaigns/v1/action-plans/" + plan + "/targets").then()
                .statusCode(200)
                .body("items.find { it.code == 'MEMBERS' }.progress.actual", equalTo(MEMBERS))
                .body("items.find { it.code == 'DUES' }.progress.actual", equalTo((int) dues)));
    }

    @Test
    @Order(9)
    void aCampaignOfficerRegistersModelsOfACollectiveAndOfAPerson() {
        model("Tổ xe ôm an toàn " + federation.mark, "collective", "security");
        model("Chị Đào giữ sạch ngõ " + federation.mark, "individual", "culture-society");
        as("campaign-officer", federation.province).get("/campaigns/v1/tallies/models?unit=" + federation.province + "&scope=subtree&year=2026")
                .then().statusCode(200).body("total.collective", equalTo(1)).body("total.individual", equalTo(1));
    }

    @Test
    @Order(10)
    void aResidentWithoutATokenFindsWhatIsOpenWithinFifteenMinutes() {
        Suite.waitUntilKnown("map-editor", federation.guild, "/map/v1/service-points?unit=" + federation.guild);
        String open = point("Trạm dừng nghỉ " + federation.mark, "24/7", 9.3300);
        String far = point("Trạm xa " + federation.mark, "24/7", 9.5300);
        String shut = point("Trạm đóng " + federation.mark, "Mo-Su 08:00-08:01", 9.3301);
        await().atMost(SOON).untilAsserted(() -> anybody()
                .queryParam("at", "2026-11-22T13:00:00+07:00").get("/map/v1/reachable?lat=9.3310&lon=105.9800&mode=foot&minutes=15&limit=200").then().statusCode(200)
                .body("method", equalTo("estimate")).body("items.id", hasItem(open)).body("items.id", not(hasItem(far)))
                .body("items.id", not(hasItem(shut))));
    }

    @Test
    @Order(11)
    void oneAddressDescribesTheWholeSuite() {
        anybody().accept("application/json").get("/openapi").then().statusCode(200).body("paths.size()", greaterThan(40))
                .body("paths.keySet()", hasItem(containsString("/finance/v1/dues-runs")));
        anybody().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        Remembered.write(federation, plan, dues);
    }

    private static String upload(String path, String type, byte[] content) {
        var staged = as("unit-officer", federation.company).header("Idempotency-Key", UUID.randomUUID().toString()).contentType(type)
                .body(content).post(path);
        ended(staged, "unit-officer", federation.company);
        return staged.path("id");
    }

    private static void act(String id, String deed) {
        ended(once("unit-officer", federation.company).post("/membership/v1/imports/" + id + "/" + deed), "unit-officer", federation.company);
    }

    private static void members(String unit, int expected) {
        as("unit-officer", unit).get("/membership/v1/members/count?unit=" + unit + "&status=active").then().statusCode(200)
                .body("count", equalTo(expected));
    }

    private static String account() {
        return "1" + Math.abs(federation.mark.hashCode());
    }

    private static void runDues() {
        ended(once("treasurer", federation.company).body(Map.of("unit", federation.company, "month", MONTH, "mode", "post"))
                .post("/finance/v1/dues-runs"), "treasurer", federation.company);
    }

    private static long assessed() {
        return as("treasurer", federation.company).get("/finance/v1/unit-months?unit=" + federation.company + "&month=" + MONTH).then()
                .statusCode(200).extract().jsonPath().getLong("items[0].assessed.amount");
    }

    private static JsonPath statement(Statements.File file) {
        return ended(as("treasurer", federation.company).header("Idempotency-Key", UUID.randomUUID().toString()).contentType(file.type())
                .body(file.content().getBytes(StandardCharsets.UTF_8)).post("/finance/v1/bank-statements?unit=" + federation.company + "&profile=" + file.profile()),
                "treasurer", federation.company);
    }

    private static void lines(String state, int count) {
        as("treasurer", federation.company).get("/finance/v1/bank-lines?unit=" + federation.company + "&state=" + state).then().statusCode(200)
                .body("items.size()", equalTo(count));
    }

    private static void model(String name, String subjectKind, String field) {
        once("campaign-officer", federation.commune).body(Map.of("unit", federation.commune, "name", name, "subjectKind", subjectKind,
                "field", field, "year", 2026)).post("/campaigns/v1/models").then().statusCode(201).body("state", equalTo("registered"));
    }

    private static String point(String name, String hours, double latitude) {
        return once("map-editor", federation.guild).body(Map.of("unitId", federation.guild, "kind", "rest-stop", "name", name, "hours", hours,
                "state", "open", "openedOn", "2025-01-01", "site", Map.of("name", name, "address", "Đường 30/4", "access", "open", "host", "own",
                        "position", Map.of("lat", latitude, "lon", 105.9800)))).post("/map/v1/service-points").then().statusCode(201)
                .extract().path("id");
    }
}
