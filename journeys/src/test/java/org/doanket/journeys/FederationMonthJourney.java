package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A month of a federation from the pay file to the shares. Its size is Ha Tinh's in the long tests ({@code -Ddoanket.chaos=true}); a tenth of it
 * by default, so that the whole of the tests stays short; {@code -Ddoanket.members=…} for another.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FederationMonthJourney {

    private static final int MEMBERS = Integer.getInteger("doanket.members", Boolean.getBoolean("doanket.chaos") ? 72_059 : 7_206);
    private static final int UNIONS = 12;
    private static final Duration SOON = Duration.ofMinutes(Boolean.getBoolean("doanket.chaos") ? 15 : 3);
    private static final String MONTH = "2026-10";
    /** 8,000,000 at 0.5 %, the rate since July 2025. */
    private static final long DUES = 40_000;

    private static Federation federation;
    private static final List<String> UNITS = new ArrayList<>();

    @BeforeAll
    static void found() {
        federation = new Federation();
        StringBuilder steps = new StringBuilder("Việc,Mã,Tên,Loại,Cấp trên\n");
        for (int i = 0; i < UNIONS; i++) {
            steps.append("Thành lập,").append(code(i)).append(",CĐCS Công ty số ").append(i + 1).append(",grass-roots-union,")
                    .append(federation.code(i < UNIONS / 2 ? "X1" : "X2")).append('\n');
        }
        String act = Acts.draft(federation.province, steps.toString(), "7/QD-LDLD", "2026-01-01").extract().path("id");
        Acts.foreseen(federation.province, act);
        Acts.execute(federation.province, act);
        for (int i = 0; i < UNIONS; i++) {
            UNITS.add(as("federation-officer", federation.province).get("/membership/v1/units?code=" + code(i)).then().statusCode(200)
                    .body("items", hasSize(1)).extract().path("items[0].id"));
        }
    }

    @Test
    @Order(1)
    void theRosterOfAllItsUnionsIsTakenInAtOnce() {
        StringBuilder sheet = new StringBuilder("Mã đoàn viên,Họ và tên,Mã đơn vị,Ngày kết nạp,Loại đoàn viên,Loại đoàn phí\n");
        for (int i = 0; i < MEMBERS; i++) {
            sheet.append(Rosters.memberCode(federation, i)).append(",Trần Thị Mẫu ").append(i).append(',').append(code(i % UNIONS))
                    .append(",2026-03-01,employee,non-state-enterprise\n");
        }
        Rosters.takeIn("federation-officer", federation.province, sheet.toString(), SOON);
        as("federation-officer", federation.province).get("/membership/v1/members/count?unit=" + federation.province + "&scope=subtree&status=active").then()
                .statusCode(200).body("count", equalTo(MEMBERS));
    }

    @Test
    @Order(2)
    void onePayFileAndOneRunAssessAllAndASecondRunChangesNothing() {
        Suite.waitUntilKnown("treasurer", federation.province, "/finance/v1/unit-months");
        Suite.waitUntilAllIsHeard();
        StringBuilder pay = new StringBuilder("member_code,si_salary\n");
        for (int i = 0; i < MEMBERS; i++) {
            pay.append(Rosters.memberCode(federation, i)).append(",8000000\n");
        }
        JsonPath loaded = ended(once("treasurer", federation.province).contentType("text/csv").body(pay.toString())
                .post("/finance/v1/pay-records?unit=" + federation.province + "&month=" + MONTH + "&mode=commit"), "treasurer", federation.province, SOON);
        assertThat(loaded.getInt("problems")).isZero();
        for (int i = 0; i < 2; i++) {
            ended(once("treasurer", federation.province).body(Map.of("unit", federation.province, "month", MONTH, "mode", "post"))
                    .post("/finance/v1/dues-runs"), "treasurer", federation.province, SOON);
            assertThat(totals().getLong("items[0].assessed.amount")).isEqualTo(MEMBERS * DUES);
        }
    }

    @Test
    @Order(3)
    void eachUnionPaysByItsReferenceAndTheLastOneHalf() {
        long paid = 0;
        for (int i = 0; i < UNIONS; i++) {
            String unit = UNITS.get(i);
            as("treasurer", unit).contentType("application/json").body(Map.of("bankBin", "970436", "account", account(i), "holder", "CDCS SO " + i))
                    .put("/finance/v1/units/" + unit + "/bank-account").then().statusCode(200);
            JsonPath request = once("treasurer", unit).body(Map.of("unit", unit, "month", MONTH)).post("/finance/v1/payment-requests").then()
                    .statusCode(201).extract().jsonPath();
            long owed = request.getLong("amount.amount");
            assertThat(owed).isEqualTo(of(i) * DUES);
            long amount = i == UNIONS - 1 ? owed / 2 : owed;
            paid += amount;
            var file = Statements.camt053(federation.mark + "M" + i, account(i), Map.of("DOAN PHI " + request.getString("reference"), amount));
            ended(as("treasurer", unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType(file.type())
                    .body(file.content().getBytes(StandardCharsets.UTF_8)).post("/finance/v1/bank-statements?unit=" + unit + "&profile=" + file.profile()),
                    "treasurer", unit, SOON);
        }
        assertThat(totals().getLong("items[0].collected.amount")).isEqualTo(paid);
        assertThat(totals().getLong("items[0].outstanding.amount")).isEqualTo(MEMBERS * DUES - paid);
    }

    @Test
    @Order(4)
    void threeTenthsOfEachUnionsReceiptsAreBookedForTheLevelAbove() {
        long shares = 0;
        for (int i = 0; i < UNIONS; i++) {
            long received = i == UNIONS - 1 ? of(i) * DUES / 2 : of(i) * DUES;
            shares += received * 30 / 100; // rounded down unit by unit
        }
        assertThat(totals().getLong("items[0].shared.amount")).isEqualTo(shares);
        for (String unit : List.of(UNITS.get(0), federation.commune)) {
            as("auditor", unit).get("/finance/v1/trial-balance?unit=" + unit).then().statusCode(200)
                    .body("difference.amount", not(hasItem(not(equalTo(0)))));
        }
        as("treasurer", federation.commune).get("/finance/v1/unit-months/totals?unit=" + federation.otherCommune).then().statusCode(404);
    }

    private static JsonPath totals() {
        return as("treasurer", federation.province).get("/finance/v1/unit-months/totals?unit=" + federation.province + "&scope=subtree&from=" + MONTH
                + "&to=" + MONTH).then().statusCode(200).extract().jsonPath();
    }

    private static long of(int union) {
        return MEMBERS / UNIONS + (union < MEMBERS % UNIONS ? 1 : 0);
    }

    private static String code(int union) {
        return federation.code("U" + union);
    }

    private static String account(int union) {
        return "2" + Math.abs(federation.mark.hashCode()) + union;
    }
}
