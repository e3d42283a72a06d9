package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.balance;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Money that comes from outside: a firm's fund before and after it has a union, the bank's own word, a drive's account, and a bank's loan to a driver. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OthersMoneyJourney {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static Federation federation;
    private static String account;

    @BeforeAll
    static void found() {
        federation = new Federation();
        account = "6" + Math.abs(federation.mark.hashCode());
        Suite.waitUntilKnown("treasurer", federation.province, "/finance/v1/unit-months");
        Suite.waitUntilKnown("treasurer", federation.company, "/finance/v1/unit-months");
    }

    /** Of 10,000,000 held for want of a union the new one gets 75 %. */
    @Test
    @Order(1)
    void theFundOfAFirmWithoutAUnionIsHeldApartAndHandedOverOnFounding() {
        String collector = federation.province;
        String employer = once("treasurer", collector).body(Map.of("unit", collector, "taxCode", "03" + Math.abs(federation.mark.hashCode()), "name",
                "Công ty Chưa Có Công đoàn", "validFrom", "2020-01-01")).post("/finance/v1/employers").then().statusCode(201).extract().path("id");
        once("treasurer", collector).body(Map.of("employer", employer, "month", "2025-08", "payroll", dong(500_000_000), "headCount", 60))
                .post("/finance/v1/fund-declarations").then().statusCode(201);
        once("treasurer", collector).body(Map.of("employer", employer, "amount", dong(10_000_000), "day", "2025-09-10", "from", "bank"))
                .post("/finance/v1/fund-receipts").then().statusCode(201);
        await().atMost(SOON).untilAsserted(() -> assertThat(balance(collector, collector, "1389")).isZero());
        assertThat(balance(collector, collector, "3383")).isEqualTo(-10_000_000);
        assertThat(balance(collector, federation.company, "5112")).isZero();
        once("treasurer", collector).body(Map.of("union", federation.company, "foundedOn", "2025-10-01", "actNumber", "9/QĐ-LĐLĐ"))
                .post("/finance/v1/employers/" + employer + "/union").then().statusCode(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(balance(collector, federation.company, "5112")).isEqualTo(-7_500_000));
        assertThat(balance(collector, collector, "3383")).isZero();
        assertThat(balance(collector, collector, "5115")).as("the upper share").isEqualTo(-2_500_000);
    }

    @Test
    @Order(2)
    void theBankTellsOfMoneyByItselfAndTheStatementOfTheDayIsTheSameMoney() {
        String unit = federation.company;
        as("treasurer", unit).contentType("application/json").body(Map.of("bankBin", "970436", "account", account, "holder", "CDCS"))
                .put("/finance/v1/units/" + unit + "/bank-account").then().statusCode(200);
        JsonPath webhook = once("treasurer", unit).post("/finance/v1/units/" + unit + "/bank-account/webhook/secrets").then().statusCode(201).extract()
                .jsonPath();
        JsonPath request = once("treasurer", unit).body(Map.of("unit", unit, "month", "2026-10", "stream", "fund", "amount", dong(40_000)))
                .post("/finance/v1/payment-requests").then().statusCode(201).extract().jsonPath();
        String body = "{\"id\":\"E1\",\"bankRef\":\"C" + federation.mark + "40000\",\"account\":\"" + account + "\",\"valueDate\":\"2026-11-03\",\"amount\":"
                + "{\"amount\":40000,\"currency\":\"VND\"},\"memo\":\"KPCD " + request.getString("reference") + "\"}";
        tell(webhook.getString("address"), "dks_of_a_stranger", body).then().statusCode(401);
        for (int i = 0; i < 2; i++) {
            tell(webhook.getString("address"), webhook.getString("secret"), body).then().statusCode(204);
        }
        assertThat(balance(unit, unit, "1121")).isEqualTo(40_000);
        as("treasurer", unit).get("/finance/v1/payment-requests/" + request.getString("id")).then().body("state", equalTo("paid"));
        var file = Statements.camt053(federation.mark, account, Map.of("KPCD " + request.getString("reference"), 40_000L));
        ended(as("treasurer", unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType(file.type())
                .body(file.content().getBytes(StandardCharsets.UTF_8)).post("/finance/v1/bank-statements?unit=" + unit + "&profile=" + file.profile()),
                "treasurer", unit);
        assertThat(balance(unit, unit, "1121")).isEqualTo(40_000);
    }

    /** One names the account, another holds it against the bank's letter; then a book of its own tells what stands on it. */
    @Test
    @Order(3)
    void aSecondAccountIsOpenedByTwoAndHasABookOfItsOwn() {
        String unit = federation.company;
        String second = "5" + Math.abs(federation.mark.hashCode());
        String id = once("treasurer", unit).body(Map.of("unit", unit, "purpose", "general", "bankBin", "970415", "account", second, "holder", "CDCS",
                "validFrom", "2026-01-01")).post("/finance/v1/bank-accounts").then().statusCode(202).extract().path("id");
        once("treasurer", unit).post("/finance/v1/bank-accounts/" + id + "/approval").then().statusCode(409);
        once("treasurer", federation.commune).post("/finance/v1/bank-accounts/" + id + "/approval").then().statusCode(200).body("state", equalTo("open"));
        var file = Statements.camt053(federation.mark, second, Map.of("UNG HO", 25_000L));
        ended(as("treasurer", unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType(file.type())
                .body(file.content().getBytes(StandardCharsets.UTF_8)).post("/finance/v1/bank-statements?unit=" + unit + "&profile=" + file.profile()),
                "treasurer", unit);
        String asked = "?unit=" + unit + "&from=2026-11-01&to=2026-11-30";
        as("auditor", unit).get("/finance/v1/books/s12-h" + asked + "&account=" + id).then().statusCode(200).body("closing.amount", equalTo(25_000));
        as("auditor", unit).get("/finance/v1/books/s12-h" + asked).then().statusCode(200).body("closing.amount", equalTo(40_000));
    }

    /** 30,000,000 at 7.92 % a year in 36 parts, as worked out in the finance rules. */
    @Test
    @Order(4)
    void aDriverIsReferredToThePolicyBankAndTheScheduleWarnsOfArrears() {
        String guild = federation.guild;
        Rosters.takeIn("unit-officer", guild, "Mã đoàn viên,Họ và tên,Ngày kết nạp\n" + Rosters.memberCode(federation, 1) + ",Thạch Văn Xe,2024-03-01\n", SOON);
        String driver = as("unit-officer", guild).get("/membership/v1/members?unit=" + guild).then().statusCode(200).body("items", hasSize(1)).extract()
                .path("items[0].id");
        Suite.waitUntilAllIsHeard();
        String loan = once("unit-officer", guild).body(Map.of("unit", guild, "member", driver, "bank", "NHCSXH", "purpose", "xe máy", "principal",
                dong(30_000_000), "months", 36)).post("/finance/v1/loan-referrals").then().statusCode(201).extract().path("id");
        String path = "/finance/v1/loan-referrals/" + loan;
        once("unit-officer", guild).body(Map.of()).post(path + "/endorsement").then().statusCode(409);
        once("unit-officer", federation.commune).body(Map.of("note", "siêng năng")).post(path + "/endorsement").then().statusCode(200);
        once("unit-officer", federation.commune).body(Map.of("granted", true, "on", "2025-03-10", "firstDueOn", "2025-04-15"))
                .post(path + "/bank-decision").then().statusCode(200).body("state", equalTo("granted"));
        JsonPath found = as("auditor", guild).get(path).then().statusCode(200).extract().jsonPath();
        assertThat(found.getLong("interest.amount")).isEqualTo(3_663_000);
        List<Long> principals = found.getList("schedule.principal.amount", Long.class);
        assertThat(principals).hasSize(36).endsWith(833_345L);
        as("unit-officer", guild).get("/finance/v1/loan-arrears?asOf=2025-06-01&unit=" + guild).then().statusCode(200).body("items.loan", contains(loan))
                .body("items[0].instalments", equalTo(2));
        assertThat(balance(guild, guild, "1121")).as("it is the bank's money").isZero();
    }

    private static Response tell(String address, String secret, String body) {
        long now = Instant.now().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((now + ".").getBytes(StandardCharsets.UTF_8));
            String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            return anybody().contentType("application/json").header("X-Doanket-Timestamp", now).header("X-Doanket-Signature", signature)
                    .body(body.getBytes(StandardCharsets.UTF_8)).post(address);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Map<String, Object> dong(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
