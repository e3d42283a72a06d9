package org.doanket.finance.bank;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BankWebhookTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private String account;
    private String address;
    private String secret;

    @BeforeEach
    void opened() {
        tree = federation.tree();
        unit = tree.unit();
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        JsonPath made = newSecret();
        address = made.getString("address");
        secret = made.getString("secret");
    }

    @Test
    void booksWhatTheBankTellsOnceHoweverOftenItIsTold() throws Exception {
        UUID member = federation.member(unit, "ONE", "non-state-enterprise");
        federation.pay(member, "2025-07", "si_salary", 8_000_000);
        Api.runDues(unit, "2025-07", "post");
        String reference = Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-07", "member", member)).post("/payment-requests")
                .then()
                .statusCode(201).extract().path("reference");
        String body = told("E1", "FT1", 40_000, "MBVCB " + reference);
        for (int i = 0; i < 3; i++) {
            tell(secret, now(), body).then().statusCode(204);
        }
        // The same telling under another body is the same, too: its name counts.
        tell(secret, now(), told("E1", "FT9", 99_000, "other")).then().statusCode(204);
        assertThat(Api.balance(unit, "1121")).isEqualTo(40_000);
        assertThat(Api.balance(unit, "1388")).isZero();
        assertThat(Api.balance(tree.commune(), "1387")).isEqualTo(12_000);
        Api.as("treasurer", unit).get("/bank-lines?unit=" + unit).then().body("items.size()", equalTo(1)).body("items[0].source",
                equalTo("webhook"))
                .body("items[0].payerAccount", equalTo("******3344"));
        Api.as("treasurer", unit).get("/bank-statements?unit=" + unit).then().body("items.size()", equalTo(0));
    }

    @Test
    void isOneLineWithTheStatementWhicheverComesFirst() throws Exception {
        tell(secret, now(), told("E1", "FT1", 40_000, "one")).then().statusCode(204);
        tell(secret, now(), told("E2", null, 41_000, "hai  nghìn")).then().statusCode(204);
        tell(secret, now(), told("E3", null, 41_000, "hai nghin")).then().statusCode(204);
        String camt = Statements.camt(account, new Line("FT1", 40_000, "one"), new Line("FT2", 41_000, "HAI NGHIN"), new Line("FT3",
                41_000, "hai nghin"),
                new Line("FT4", 41_000, "hai nghin"), new Line("FT5", 42_000, "later"));
        JsonPath job = Api.loadStatement(unit, "camt.053", "application/xml", camt);
        assertThat(job.getLong("result.known")).isEqualTo(3);
        assertThat(Api.balance(unit, "1121")).isEqualTo(40_000 + 3 * 41_000 + 42_000);
        assertThat(Api.loadStatement(unit, "camt.053", "application/xml", camt).getLong("result.known")).isEqualTo(5);
        // After the statement: by the bank's reference, or as the same day, amount and memo, each line once.
        tell(secret, now(), told("E5", "FT5", 42_000, "LATER")).then().statusCode(204);
        assertThat(Api.balance(unit, "1121")).isEqualTo(40_000 + 3 * 41_000 + 42_000);
        tell(secret, now(), told("E6", null, 42_000, "later")).then().statusCode(204);
        assertThat(Api.balance(unit, "1121")).isEqualTo(40_000 + 3 * 41_000 + 2 * 42_000);
        JsonPath next = Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, new Line("FT5", 42_000, "later"),
                new Line("FT6", 42_000, "later"), new Line("FT7", 42_000, "later")));
        assertThat(next.getLong("result.known")).isEqualTo(2);
        assertThat(Api.balance(unit, "1121")).isEqualTo(40_000 + 3 * 41_000 + 3 * 42_000);
    }

    @Test
    void takesALineOfTheStatementForTheTellingOfItsDayThatComesLater() throws Exception {
        Api.loadStatement(unit, "mt940", "text/plain", Statements.mt940(account, "0011", 0, new Line(null, 5_000, "khong so"),
                new Line(null, 5_000, "khong so")));
        for (int i = 1; i <= 3; i++) {
            tell(secret, now(), told("E" + i, "FT" + i, 5_000, "khong so")).then().statusCode(204);
        }
        assertThat(Api.balance(unit, "1121")).isEqualTo(15_000);
    }

    @Test
    void tellsStrangersNothing() {
        String body = told("E1", "FT1", 40_000, "x");
        Response nowhere = given().basePath("").contentType("application/json").header("X-Doanket-Timestamp", now())
                .header("X-Doanket-Signature", sign(secret, now(), body)).body(body).post("/finance/v1/bank-webhooks/" + UUID.randomUUID());
        Response wrong = tell("dks_another", now(), body);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(problem(nowhere)).isEqualTo(problem(wrong));
        for (Response refused : new Response[] {tell(secret, now() - 301, body), tell(secret, now() + 310, body),
            given().contentType("application/json").body(body).post(address), send(now(), "zz", body), send(now(), "", "{"),
            send(now(), sign(secret, now(), body + " "), body), send("soon", sign(secret, "soon", body), body)}) {
            assertThat(problem(refused)).isEqualTo(problem(wrong));
        }
        assertThat(federation.number("SELECT count(*) FROM bank_line WHERE unit_id = ?", unit)).isZero();
        tell(secret, now() - 290, body).then().statusCode(204);
    }

    @Test
    void namesToTheBankWhatIsWrongWithWhatItTells() {
        tell(secret, now(), "{\"id\":\"\",\"amount\":{\"amount\":1,\"currency\":\"VND\"},\"colour\":1}").then().statusCode(400);
        tell(secret, now(), "no json").then().statusCode(400);
        tell(secret, now(), told("E1", null, 5, "x").replace("VND", "CNY")).then().statusCode(422).body("code", equalTo("wrong-currency"));
        tell(secret, now(), told("E1", null, 5, "x").replace("\"memo\"", "\"account\":\"99999\",\"memo\"")).then().statusCode(422)
                .body("code", equalTo("statement-of-another-account"));
        tell(secret, now(), told("E1", null, Long.MAX_VALUE, "x")).then().statusCode(422);
        assertThat(federation.number("SELECT count(*) FROM bank_webhook_event WHERE unit_id = ?", unit)).isZero();
    }

    @Test
    void changesItsSecretWithSomeTimeForTheBankToFollow() {
        String later = newSecret().getString("secret");
        assertThat(later).isNotEqualTo(secret);
        tell(secret, now(), told("E1", null, 1_000, "a")).then().statusCode(204);
        tell(later, now(), told("E2", null, 1_000, "b")).then().statusCode(204);
        newSecret();
        tell(secret, now(), told("E3", null, 1_000, "c")).then().statusCode(401);
        tell(later, now(), told("E4", null, 1_000, "d")).then().statusCode(204);
        Api.as("auditor", unit).get("/units/" + unit + "/bank-account/webhook").then().statusCode(200).body("secret", nullValue())
                .body("address", equalTo(address)).header("ETag", equalTo("\"v2\""));
        assertThat(federation.number("SELECT count(*) FROM bank_webhook WHERE unit_id = ? AND position('dks_'::bytea IN sealed) > 0", unit)).isZero();
        assertThat(federation.number("SELECT count(*) FROM idempotency_record WHERE body LIKE '%dks_%'")).isZero();
        Api.treasurer(unit).header("If-Match", "\"v2\"").delete("/units/" + unit + "/bank-account/webhook").then().statusCode(204);
        tell(later, now(), told("E5", null, 1_000, "e")).then().statusCode(401);
    }

    @Test
    void booksOnceThoughManyAreToldAtOnce() {
        IntStream.range(0, 16).parallel().forEach(i -> tell(secret, now(), told("E" + i / 4, "FT" + i / 4, 1_000, "x")).then()
                .statusCode(204));
        assertThat(federation.number("SELECT count(*) FROM bank_line WHERE unit_id = ?", unit)).isEqualTo(4);
        assertThat(Api.balance(unit, "3384")).isEqualTo(-4_000);
    }

    @Test
    void isSetByTheTreasurersOfTheUnitAndAbove() {
        String webhook = "/finance/v1/units/" + unit + "/bank-account/webhook";
        own("GET", webhook, "treasurer", "auditor").check();
        own("POST", webhook + "/secrets", "treasurer").check();
        AccessMatrix.of("DELETE", () -> {
            newSecret();
            return webhook;
        }).ifMatch("*").roles("treasurer").inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere()).check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, path).roles(roles).inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere());
    }

    private JsonPath newSecret() {
        return Api.treasurer(unit).post("/units/" + unit + "/bank-account/webhook/secrets").then().statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .extract().jsonPath();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String told(String id, String bankRef, long amount, String memo) {
        return "{\"id\":\"" + id + "\"," + (bankRef == null ? "" : "\"bankRef\":\"" + bankRef + "\",")
                + "\"valueDate\":\"2025-08-20\",\"amount\":{\"amount\":"
                + amount + ",\"currency\":\"VND\"},\"memo\":\"" + memo + "\",\"payer\":\"NGUYEN VAN A\",\"payerAccount\":\"0011223344\"}";
    }

    private Response tell(String by, long time, String body) {
        return send(time, sign(by, time, body), body);
    }

    private Response send(Object time, String signature, String body) {
        return given().contentType("application/json").header("X-Doanket-Timestamp", time).header("X-Doanket-Signature", signature)
                .body(body.getBytes(StandardCharsets.UTF_8)).post(address);
    }

    private static String sign(String by, Object time, String body) {
        return HexFormat.of().formatHex(WebhookSignature.mac(by, String.valueOf(time), body.getBytes(StandardCharsets.UTF_8)));
    }

    /** All that a stranger can see, but for what differs from call to call. */
    private static String problem(Response response) {
        return response.statusCode() + response.asString().replaceAll("\"(traceId|instance)\":\"[^\"]*\"", "")
                .replaceAll("[0-9a-f-]{36}", "");
    }
}
