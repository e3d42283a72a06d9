package org.doanket.finance.relief;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.finance.Api;
import org.doanket.finance.AtOnce;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As the trade unions of a province collected after storm no. 3 in September 2024. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReliefTest {

    private static final AtomicLong ACCOUNTS = new AtomicLong(System.nanoTime() % 1_000_000_000_000L);

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.province();
    }

    @Test
    void takesInFromItsOpeningToItsLastSecondAndNotAfter() {
        Instant closes = Instant.now().plusSeconds(3);
        String drive = open(Instant.now().minusSeconds(3600), closes);
        give(drive, cash(500_000)).statusCode(201).body("state", equalTo("received")).body("drive", equalTo(drive));
        await().pollInterval(Duration.ofMillis(100)).until(() -> Instant.now().isAfter(closes));
        give(drive, cash(1)).statusCode(422).body("code", equalTo("drive-not-open")).body("rule", startsWith("ND 93/2021"));
        give(drive, goods("rice", "kg", 10)).statusCode(422).body("code", equalTo("drive-not-open"));
        // What the bank had credited a moment before the end is in time whenever it is recorded, but after the end by the word of two; of the
        // end's own second it is not.
        String intime = bank(drive, 700_000, closes.minusMillis(1)).statusCode(201).body("state", equalTo("suspense")).extract().path("id");
        String late = bank(drive, 900_000, closes).statusCode(201).body("state", equalTo("suspense")).body("drive", nullValue())
                .body("lateFor", equalTo(drive)).body("rule", startsWith("ND 93/2021")).extract().path("id");
        assertThat(Api.balance(unit, "4314")).isEqualTo(-500_000);
        treasurer("maker").post("/contributions/" + intime + "/admission").then().statusCode(409).body("code", equalTo("same-person"));
        treasurer("checker").post("/contributions/" + intime + "/admission").then().statusCode(200).body("state", equalTo("received"))
                .body("drive", equalTo(drive)).body("lateFor", nullValue());
        treasurer("checker").post("/contributions/" + intime + "/admission").then().statusCode(409)
                .body("code", equalTo("contribution-step-not-from"));
        treasurer("checker").post("/contributions/" + late + "/admission").then().statusCode(422).body("code", equalTo("drive-not-open"));
        assertThat(told(intime, "contribution-received").getString("drive")).isEqualTo(drive);
        assertThat(Api.balance(unit, "4314")).isEqualTo(-1_200_000);
        assertThat(Api.balance(unit, "3384")).isEqualTo(-900_000);
        published(drive).body("state", equalTo("closed")).body("received", hasSize(1))
                .body("received[0].amount.amount", equalTo(1_200_000));
    }

    @Test
    void isNotToBePassedByAtTheDatabase() {
        // The database rounds what is finer: the very instant of the end must be meant.
        Instant closes = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
        String drive = open(Instant.now().minusSeconds(3600), closes);
        assertThatThrownBy(() -> insert(drive, "bank", closes)).hasStackTraceContaining("drive is not open");
        assertThatThrownBy(() -> insert(drive, "bank", Instant.now().minusSeconds(3601))).hasStackTraceContaining("drive is not open");
        assertThatThrownBy(() -> insert(drive, "bank", Instant.now().plusSeconds(60))).hasStackTraceContaining("not believable");
        assertThatThrownBy(() -> insert(drive, "desk", closes.minusSeconds(120))).hasStackTraceContaining("not believable");
        insert(drive, "bank", closes.minusMillis(1));
    }

    @Test
    void isClosedBeforeItsTimeAndTakesNothingFromThen() {
        String drive = open(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        give(drive, cash(500_000)).statusCode(201);
        give(drive, goods("Rice", "KG", 12.5)).statusCode(201).body("gift.goods", equalTo("rice"));
        officer("officer").body(Map.of("why", "enough")).post("/relief-drives/" + drive + "/closing").then().statusCode(200)
                .body("state", equalTo("closed")).body("closedEarly", equalTo("enough"));
        give(drive, cash(1)).statusCode(422);
        officer("officer").body(Map.of("why", "again")).post("/relief-drives/" + drive + "/closing").then().statusCode(409);
        JsonPath told = told(drive, "relief-drive-closed");
        assertThat(told.getList("received.kind", String.class)).containsExactly("cash", "goods");
        assertThat(told.getLong("received[0].amount.amount")).isEqualTo(500_000);
        assertThat(told.getDouble("received[1].quantity")).isEqualTo(12.5);
    }

    /** Its end comes while a gift is being written down: whoever tells of the end waits for that, and then counts it. */
    @Test
    void tellsAtItsEndAlsoOfWhatWasBeingTakenIn() {
        Instant closes = Instant.now().plusSeconds(2);
        String drive = open(Instant.now().minusSeconds(3600), closes);
        give(drive, cash(500_000)).statusCode(201);
        federation.transaction(connection -> {
            insert(connection, drive, "bank", Instant.now().minusSeconds(60));
            await().atMost(Duration.ofSeconds(20)).until(() -> federation.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND wait_event_type = 'Lock' AND query LIKE '%told_at IS NULL%' AND query NOT LIKE '%pg_stat_activity%'") > 0);
        });
        assertThat(told(drive, "relief-drive-closed").getLong("received[0].amount.amount")).isEqualTo(500_001);
    }

    @Test
    void tellsOfEachContributionWithoutWhoGave() {
        String drive = open(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        Map<String, Object> body = give(drive, "desk", cash(500_000));
        body.put("donor", "Tran Thi Canary");
        String id = treasurer("maker").body(body).post("/contributions").then().statusCode(201).body("giver", nullValue()).extract()
                .path("id");
        assertThat(told(id, "contribution-received").prettify()).doesNotContain("Canary");
        published(drive).body(not(containsString("Canary")));
        Api.as("unit-officer", unit).get("/contributions/" + id).then().statusCode(200).body("donor", nullValue());
        Api.as("treasurer", unit).get("/contributions/" + id).then().statusCode(200).body("donor", equalTo("Tran Thi Canary"));
        byte[] paper = Api.as("treasurer", unit).accept("application/pdf").get("/contributions/" + id + "/receipt").then().statusCode(200)
                .extract().asByteArray();
        assertThat(new String(paper, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    void givesOutByTheWordOfASecondPersonAndNoMoreThanThereIs() {
        String drive = open(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        give(drive, cash(10_000_000)).statusCode(201);
        give(drive, goods("rice", "kg", 100)).statusCode(201);
        String first = propose(drive, "Xa A", cash(6_000_000), 12);
        officer("maker").body(Map.of()).post(approval(drive, first)).then().statusCode(409).body("code", equalTo("same-person"));
        assertThat(Api.balance(unit, "4314")).isEqualTo(-10_000_000);
        officer("officer").body(Map.of()).post(approval(drive, first)).then().statusCode(200).body("state", equalTo("given"));
        officer("officer").body(Map.of()).post(approval(drive, first)).then().statusCode(409)
                .body("code", equalTo("distribution-step-not-from"));
        String second = propose(drive, "Xa B", cash(4_000_001), 7);
        officer("officer").body(Map.of()).post(approval(drive, second)).then().statusCode(409)
                .body("code", equalTo("drive-has-not-so-much"));
        String third = propose(drive, "Xa B", goods("rice", "kg", 100), 7);
        officer("officer").body(Map.of()).post(approval(drive, third)).then().statusCode(200);
        officer("officer").body(Map.of()).post(approval(drive, propose(drive, "Xa B", goods("rice", "kg", 0.001), 7))).then()
                .statusCode(409);
        assertThat(Api.balance(unit, "4314")).isEqualTo(-4_000_000);
        Api.as("auditor", unit).get("/relief-controls?unit=" + unit).then().statusCode(200)
                .body("items[0].subLedger.amount", equalTo(4_000_000)).body("items[0].isEqual", equalTo(true));
        published(drive).body("given.kind", contains("cash", "goods")).body("left.amount", equalTo(4_000_000));
    }

    @Test
    void whatWasGivenWronglyIsTakenBackByAnotherThanWhoGaveTheWordAndIsInHandAgain() {
        String drive = open(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        give(drive, cash(10_000_000)).statusCode(201);
        give(drive, goods("rice", "kg", 100)).statusCode(201);
        String money = propose(drive, "Xa A", cash(6_000_000), 12);
        String rice = propose(drive, "Xa B", goods("rice", "kg", 100), 7);
        String back = "/relief-drives/" + drive + "/distributions/" + money + "/reversal";
        treasurer("other").body(Map.of("why", "x")).post(back).then().statusCode(409).body("code", equalTo("distribution-step-not-from"));
        for (String each : List.of(money, rice)) {
            officer("officer").body(Map.of()).post(approval(drive, each)).then().statusCode(200);
        }
        treasurer("officer").body(Map.of("why", "x")).post(back).then().statusCode(409).body("code", equalTo("same-person"));
        treasurer("maker").body(Map.of("why", "another place")).post(back).then().statusCode(200).body("state", equalTo("reversed"))
                .body("reversedWhy", equalTo("another place"));
        treasurer("maker").body(Map.of("why", "again")).post(back).then().statusCode(409);
        treasurer("maker").body(Map.of("why", "not fetched")).post("/relief-drives/" + drive + "/distributions/" + rice + "/reversal").then()
                .statusCode(200).body("reversal", nullValue());
        assertThat(Api.balance(unit, "4314")).isEqualTo(-10_000_000);
        assertThat(Api.balance(unit, "1121")).isZero();
        Api.as("auditor", unit).get("/relief-controls?unit=" + unit).then().body("items[0].isEqual", equalTo(true));
        published(drive).body("given", hasSize(0)).body("left.amount", equalTo(10_000_000));
        officer("officer").body(Map.of()).post(approval(drive, propose(drive, "Xa C", goods("rice", "kg", 100), 7))).then().statusCode(200);
    }

    @Test
    void ofManyAtOnceOnlySoManyGetWhatThereIs() {
        String drive = open(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        give(drive, cash(5_000_000)).statusCode(201);
        List<String> proposals = IntStream.range(0, 8).mapToObj(i -> propose(drive, "Xa " + i, cash(1_000_000), 6)).toList();
        long given = AtOnce.count(proposals, each -> officer("officer").body(Map.of()).post(approval(drive, each)).statusCode() == 200);
        assertThat(given).isEqualTo(5);
        assertThat(Api.balance(unit, "4314")).isZero();
    }

    @Test
    void publishesNobodyWhoCouldBeToldApart() {
        String drive = open(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        give(drive, cash(100_000_000)).statusCode(201);
        for (Object[] each : new Object[][] {{"Xa A", 2}, {"Xa B", 1}, {"Xa C", 5}, {"Xa D", 20}}) {
            officer("officer").body(Map.of()).post(approval(drive, propose(drive, (String) each[0], cash(1_000_000L * (int) each[1]),
                    (int) each[1]))).then().statusCode(200);
        }
        // A and B are three people together, so C goes with them.
        published(drive).body("distribution.place", contains(nullValue(), equalTo("Xa D"))).body("distribution.recipients", contains(8, 20))
                .body("distribution.amount.amount", contains(8_000_000, 20_000_000)).body("given[0].recipients", equalTo(28));
    }

    private String undoing(String contribution) {
        return treasurer("maker").body(Map.of("why", "twice")).post("/contributions/" + contribution + "/reversal").then().statusCode(202)
                .extract().path("id");
    }

    @Test
    void refundsWhatCameTooLateAndTakesBackWhatWasRecordedByMistake() {
        Instant closes = Instant.now().minusSeconds(60);
        String drive = open(Instant.now().minusSeconds(3600), closes);
        String late = bank(drive, 900_000, closes).statusCode(201).extract().path("id");
        treasurer("maker").post("/contributions/" + late + "/refund").then().statusCode(409).body("code", equalTo("same-person"));
        treasurer("other").post("/contributions/" + late + "/refund").then().statusCode(200).body("state", equalTo("refunded"));
        assertThat(Api.balance(unit, "3384")).isZero();
        assertThat(Api.balance(unit, "1121")).isZero();
        String wrong = bank(drive, 800_000, closes.minusSeconds(5)).statusCode(201).extract().path("id");
        String right = bank(drive, 100_000, closes.minusSeconds(5)).statusCode(201).extract().path("id");
        for (String each : new String[] {wrong, right}) {
            treasurer("other").post("/contributions/" + each + "/admission").then().statusCode(200);
        }
        String admitted = federation.text("SELECT id::text FROM journal_entry WHERE kind = 'contribution-admitted' AND source = ?", right);
        treasurer("other").body(Map.of("why", "x")).post("/journal-entries/" + admitted + "/reversal").then().statusCode(409)
                .body("code", equalTo("entry-of-sub-ledger"));
        officer("officer").body(Map.of()).post(approval(drive, propose(drive, "Xa A", cash(150_000), 9))).then().statusCode(200);
        treasurer("other").post("/entry-proposals/" + undoing(wrong) + "/approval").then().statusCode(409)
                .body("code", equalTo("contribution-given-out"));
        treasurer("other").post("/entry-proposals/" + undoing(right) + "/approval").then().statusCode(200);
        Api.as("auditor", unit).get("/contributions/" + right).then().body("state", equalTo("reversed"));
        assertThat(Api.balance(unit, "4314")).isEqualTo(-650_000);
        assertThat(told(right, "contribution-reversed").getLong("amount.amount")).isEqualTo(100_000);
    }

    @Test
    void hasAnAccountOfItsOwn() {
        String account = String.valueOf(ACCOUNTS.incrementAndGet());
        Api.setAccount(unit, account);
        officer("officer").body(drive(account, Instant.now(), Instant.now().plusSeconds(60))).post("/relief-drives").then().statusCode(409)
                .body("code", equalTo("drive-account-not-its-own"));
        String other = String.valueOf(ACCOUNTS.incrementAndGet());
        officer("officer").body(drive(other, Instant.now(), Instant.now().plusSeconds(60))).post("/relief-drives").then().statusCode(201);
        officer("officer").body(drive(other, Instant.now(), Instant.now().plusSeconds(60))).post("/relief-drives").then().statusCode(409);
        Instant moment = Instant.now();
        officer("officer").body(drive(other + "1", moment, moment)).post("/relief-drives").then().statusCode(422)
                .body("code", equalTo("drive-ends-before-it-begins"));
    }

    @Test
    void isRefusedForTheWrongUnitKindOrMoment() {
        String drive = open(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        Map<String, Object> body = give(drive, "desk", cash(1_000));
        body.put("unit", tree.unit());
        treasurer("maker").body(body).post("/contributions").then().statusCode(422).body("code", equalTo("drive-of-another-unit"));
        treasurer("maker").body(give(drive, "bank", goods("rice", "kg", 1))).post("/contributions").then().statusCode(422)
                .body("errors.pointer", contains("/channel", "/receivedAt"));
        treasurer("maker").body(give(drive, "desk", Map.of("kind", "goods", "amount", Map.of("amount", -1, "currency", "CNY"))))
                .post("/contributions").then().statusCode(422)
                .body("errors.pointer", contains("/gift/amount/currency", "/gift/amount/amount", "/gift/amount", "/gift/quantity",
                "/gift/goods", "/gift/measure"));
        officer("officer").body(give(drive, "desk", cash(1_000))).post("/contributions").then().statusCode(403)
                .body("code", equalTo("cash-for-treasurer"));
    }

    private String open(Instant opens, Instant closes) {
        return officer("officer").body(drive(String.valueOf(ACCOUNTS.incrementAndGet()), opens, closes)).post("/relief-drives").then()
                .statusCode(201).extract().path("id");
    }

    private Map<String, Object> drive(String account, Instant opens, Instant closes) {
        return Map.of("unit", unit, "name", "Storm no. 3", "purpose", "houses", "beneficiaries", "people whose house was damaged",
                "bankBin", "970436", "account", account, "holder", "LDLD TINH", "opensAt", time(opens), "closesAt", time(closes));
    }

    private ValidatableResponse give(String drive, Map<String, Object> gift) {
        return treasurer("maker").body(give(drive, "desk", gift)).post("/contributions").then();
    }

    private ValidatableResponse bank(String drive, long amount, Instant at) {
        Map<String, Object> body = give(drive, "bank", cash(amount));
        body.put("receivedAt", time(at));
        body.put("bankRef", UUID.randomUUID().toString());
        return treasurer("maker").body(body).post("/contributions").then();
    }

    private Map<String, Object> give(String drive, String channel, Map<String, Object> gift) {
        return new HashMap<>(Map.of("unit", unit, "drive", drive, "channel", channel, "gift", gift));
    }

    private String propose(String drive, String place, Map<String, Object> gift, int recipients) {
        Map<String, Object> body = new HashMap<>(Map.of("place", place, "gift", gift, "recipients", recipients, "givenOn", "2026-09-20"));
        if (gift.get("kind").equals("cash")) {
            body.put("paidFrom", "1121");
        }
        return treasurer("maker").body(body).post("/relief-drives/" + drive + "/distributions").then().statusCode(201)
                .body("state", equalTo("proposed")).extract().path("id");
    }

    private static String approval(String drive, String distribution) {
        return "/relief-drives/" + drive + "/distributions/" + distribution + "/approval";
    }

    /** Without a token. */
    private static ValidatableResponse published(String drive) {
        return given().basePath(Api.BASE).get("/relief-drives/" + drive).then().statusCode(200);
    }

    private void insert(String drive, String channel, Instant at) {
        federation.transaction(connection -> insert(connection, drive, channel, at));
    }

    private void insert(Connection connection, String drive, String channel, Instant at) throws SQLException {
        Sql.of("INSERT INTO contribution (id, unit_id, drive_id, kind, amount, currency, channel, "
                + "received_at, received_on, state, recorded_by) VALUES (?, ?, ?, 'cash', 1, 'VND', ?, ?, current_date, 'received', 't')",
                UUID.randomUUID(), unit, UUID.fromString(drive), channel, at).run(connection);
    }

    private RequestSpecification treasurer(String who) {
        return Api.with(Tokens.of("treasurer").unit(unit).subject(who)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private RequestSpecification officer(String who) {
        return Api.with(Tokens.of("unit-officer").unit(unit).subject(who)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    private static JsonPath told(String aggregate, String fact) {
        ConsumerRecord<String, String> found = await().atMost(Duration.ofSeconds(30)).until(() -> Contracts.told("contribution").stream()
                .filter(each -> each.key().equals(aggregate) && new String(each.headers().lastHeader("ce_type").value(),
                        StandardCharsets.UTF_8).contains(fact)).findFirst().orElse(null), Objects::nonNull);
        Contracts.check(found);
        return JsonPath.from(found.value());
    }

    private static Map<String, Object> cash(long amount) {
        return Map.of("kind", "cash", "amount", Map.of("amount", amount, "currency", "VND"));
    }

    private static Map<String, Object> goods(String sort, String measure, double quantity) {
        return Map.of("kind", "goods", "goods", sort, "measure", measure, "quantity", quantity);
    }

    private static String time(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC).toString();
    }
}
