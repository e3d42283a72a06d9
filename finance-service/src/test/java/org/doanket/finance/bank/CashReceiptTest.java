package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HeaderConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.core.ThrowingRunnable;
import org.doanket.finance.Api;
import org.doanket.finance.AtOnce;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guild of motorbike-taxi drivers: no pay, no employer, few accounts; each owes 15,000 a month and brings it along. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CashReceiptTest {

    private static final List<String> MONTHS = List.of("2025-08", "2025-09", "2025-10");

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID guild;
    private UUID driver;
    private UUID other;

    @BeforeEach
    void owed() throws InterruptedException {
        tree = federation.tree();
        guild = tree.unit();
        driver = federation.member(guild, "XE-01", "guild");
        other = federation.member(guild, "XE-02", "guild");
        for (String month : MONTHS) {
            federation.pay(driver, month, "fixed_amount", 15_000);
            federation.pay(other, month, "fixed_amount", 15_000);
            Api.runDues(guild, month, "post");
        }
    }

    @Test
    void takesDuesOfOneMemberAndPaysTheOldestMonthsFirst() {
        JsonPath taken = take(payment(driver, 20_000)).statusCode(201).extract().jsonPath();
        assertThat(taken.getList("receipts[0].items.month")).containsExactly("2025-08", "2025-09");
        assertThat(taken.getList("receipts[0].items.amount.amount")).containsExactly(15_000, 5_000);
        assertThat(Api.balance(guild, "1111")).isEqualTo(20_000);
        assertThat(Api.balance(guild, "1388")).isEqualTo(70_000);
        Api.as("auditor", guild).get("/cash-receipts/" + taken.getString("receipts[0].id")).then().statusCode(200)
                .body("state", equalTo("taken")).body("memberCode", equalTo("XE-01")).header("ETag", equalTo("\"v0\""));
    }

    @Test
    void takesAListAndEverythingFollowsAsAfterALineOfTheBank() {
        Map<String, Object> second = new HashMap<>(payment(null, 30_000));
        second.put("memberCode", "XE-02");
        second.put("months", List.of("2025-08", "2025-10"));
        take(payment(driver, 45_000), second).statusCode(201).body("receipts", hasSize(2))
                .body("receipts[1].items.month", contains("2025-08", "2025-10"));
        soon(() -> assertThat(collected("2025-08")).isEqualTo(30_000));
        soon(() -> assertThat(collected("2025-09")).isEqualTo(15_000));
        soon(() -> assertThat(standing(driver)).isEqualTo("2025-10-01"));
        // September is open, so October does not count.
        assertThat(standing(other)).isEqualTo("2025-08-01");
        soon(() -> assertThat(Api.balance(guild, "3381")).as("30 % go up").isEqualTo(-22_500));
        Api.as("treasurer", guild).get("/arrears/members?unit=" + guild).then().statusCode(200).body("items", hasSize(1))
                .body("items[0].member", equalTo(other.toString())).body("items[0].outstanding.amount", equalTo(15_000));
        Api.as("treasurer", guild).get("/bank-lines?unit=" + guild).then().body("items", hasSize(0));
        Api.as("treasurer", guild).get("/bank-statements?unit=" + guild).then().body("items", hasSize(0));
        Api.as("treasurer", guild).get("/cash-receipts?member=" + other + "&unit=" + guild).then().body("items", hasSize(1));
        String entry = federation.text("SELECT id::text FROM journal_entry WHERE unit_id = ? AND kind = 'cash-receipt' LIMIT 1", guild);
        Api.treasurer(guild).body(Map.of("why", "x")).post("/journal-entries/" + entry + "/reversal").then().statusCode(409)
                .body("code", equalTo("entry-of-sub-ledger"));
    }

    @Test
    void countsCashAndTheBankAsOneDebt() throws InterruptedException {
        String account = String.valueOf(System.nanoTime());
        Api.setAccount(guild, account);
        String reference = Api.treasurer(guild).body(Map.of("unit", guild, "month", "2025-08", "member", driver)).post("/payment-requests")
                .then().statusCode(201).extract().path("reference");
        take(month(driver, "2025-08", 10_000)).statusCode(201);
        Api.loadStatement(guild, "camt.053", "application/xml", Statements.camt(account, new Statements.Line("A", 15_000, reference)));
        assertThat(Api.balance(guild, "3385")).as("above what the cash had left").isEqualTo(-10_000);
        take(month(driver, "2025-08", 1)).statusCode(422).body("errors[0].code", equalTo("cash-above-owed"));
    }

    @Test
    void takesAllOfAListOrNothingAndNamesEveryFault() {
        Map<String, Object> ahead = new HashMap<>(payment(driver, 15_000));
        ahead.put("day", "2199-01-01");
        Map<String, Object> unknown = new HashMap<>(payment(null, 0));
        unknown.put("memberCode", "XE-99");
        take(payment(driver, 15_000), payment(UUID.randomUUID(), 15_000), ahead, unknown).statusCode(422).body("errors.pointer",
                containsInAnyOrder("/payments/1/member", "/payments/2/day", "/payments/3/memberCode", "/payments/3/amount"));
        take(payment(driver, 45_000), payment(other, 45_001)).statusCode(422).body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("/payments/1/amount")).body("errors[0].message", containsString("45000"));
        take(month(driver, "2025-07", 15_000)).statusCode(422);
        // Named twice: the second finds what the first has paid.
        take(month(driver, "2025-08", 15_000), month(driver, "2025-08", 15_000)).statusCode(422);
        Map<String, Object> nobody = new HashMap<>(payment(null, 1));
        take(nobody).statusCode(400);
        Api.as("treasurer", guild).contentType("application/json").body(Map.of("unit", guild, "payments", List.of(payment(driver, 1))))
                .post("/cash-receipts").then().statusCode(400);
        Map<String, Object> ancient = new HashMap<>(payment(driver, 15_000));
        ancient.put("day", "1970-01-01");
        take(ancient).statusCode(409).body("code", equalTo("account-not-open"));
        assertThat(Api.balance(guild, "1111")).isZero();
        assertThat(federation.number("SELECT count(*) FROM bank_line WHERE unit_id = ?", guild)).isZero();
    }

    @Test
    void printsTheReceiptAndGivesTheCashBackOnlyByTwo() throws Exception {
        String id = take(month(driver, "2025-08", 15_000)).statusCode(201).extract().path("receipts[0].id");
        soon(() -> assertThat(Api.balance(guild, "3381")).isEqualTo(-4_500));
        String paper = Api.treasurer(guild).body(Map.of("cashReceipt", id)).post("/receipts").then().statusCode(201)
                .body("cashReceipt", equalTo(id)).body("bankLine", nullValue()).body("items[0].memberCode", equalTo("XE-01")).extract().path("id");
        Api.treasurer(guild).body(Map.of("cashReceipt", id)).post("/receipts").then().statusCode(200);
        assertThat(text(paper)).contains("Biên lai thu tiền", "Mười lăm nghìn đồng", "XE-01", "08/2025", "Member XE-01");
        Api.treasurer(guild).body(Map.of("bankLine", id)).post("/receipts").then().statusCode(404);
        Api.treasurer(guild).body(Map.of("bankLine", id, "cashReceipt", id)).post("/receipts").then().statusCode(400);
        Api.treasurer(guild).body(Map.of("month", "2025-09")).post("/bank-lines/" + id + "/assignment").then().statusCode(404);

        String waiting = undo(id).statusCode(202).body("act", equalTo("cash-receipt-reversal")).body("outgoing.amount", equalTo(15_000))
                .body("alone.amount", equalTo(0)).extract().path("id");
        undo(id).statusCode(409).body("code", equalTo("entry-proposed-already"));
        assertThat(Api.balance(guild, "1111")).isEqualTo(15_000);
        Api.treasurer(guild).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code", equalTo("same-person"));
        String entry = Books.another(guild).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200).extract().path("entry");
        Api.as("auditor", guild).get("/journal-entries/" + entry).then().statusCode(200).body("note", equalTo("counted twice"))
                .body("postings.find { it.account == '1111' }.amount.amount", equalTo(-15_000));
        assertThat(Api.balance(guild, "1111")).isZero();
        assertThat(Api.balance(guild, "1388")).isEqualTo(90_000);
        soon(() -> assertThat(Api.balance(guild, "3381")).isZero());
        soon(() -> assertThat(standing(driver)).isEqualTo("none"));
        assertThat(collected("2025-08")).isZero();
        assertThat(text(paper)).contains("ĐÃ HỦY");
        undo(id).statusCode(409).body("code", equalTo("cash-receipt-undone"));
        Api.treasurer(guild).body(Map.of("cashReceipt", id)).post("/receipts").then().statusCode(409);
        Api.as("auditor", guild).get("/cash-receipts/" + id).then().body("state", equalTo("undone"));
        take(month(driver, "2025-08", 15_000)).statusCode(201);
    }

    @Test
    void takesNoMoreThanIsOwedHoweverManyTakeAtOnce() {
        assertThat(AtOnce.count(IntStream.range(0, 8).boxed().toList(), i -> take(payment(driver, 10_000)).extract().statusCode() == 201))
                .isEqualTo(4);
        assertThat(Api.balance(guild, "1111")).isEqualTo(40_000);
        assertThat(Api.balance(guild, "1388")).isEqualTo(50_000);
    }

    @Test
    void isForTheTreasurersOfTheUnitAndAbove() {
        String id = take(payment(driver, 15_000)).statusCode(201).extract().path("receipts[0].id");
        own("POST", "/cash-receipts", "treasurer").body(() -> Map.of("unit", guild, "payments", List.of(payment(driver, 1)))).check();
        own("GET", "/cash-receipts?unit=" + guild, "treasurer", "auditor").check();
        own("GET", "/cash-receipts/" + id, "treasurer", "auditor").check();
        own("POST", "/cash-receipts/" + id + "/reversal", "treasurer").body(() -> Map.of("why", "x")).check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(guild, tree.commune()).outside(tree.sibling(), tree.elsewhere());
    }

    @SafeVarargs
    private ValidatableResponse take(Map<String, Object>... payments) {
        return Api.treasurer(guild).body(Map.of("unit", guild, "payments", List.of(payments))).post("/cash-receipts").then();
    }

    private ValidatableResponse undo(String id) {
        return Api.treasurer(guild).body(Map.of("why", "counted twice")).post("/cash-receipts/" + id + "/reversal").then();
    }

    private static Map<String, Object> payment(UUID member, long amount) {
        Map<String, Object> payment = new HashMap<>(Map.of("amount", Map.of("amount", amount, "currency", "VND"), "day", "2025-11-03"));
        if (member != null) {
            payment.put("member", member);
        }
        return payment;
    }

    private static Map<String, Object> month(UUID member, String month, long amount) {
        Map<String, Object> payment = payment(member, amount);
        payment.put("months", List.of(month));
        return payment;
    }

    private long collected(String month) {
        return federation.number("SELECT dues_collected FROM unit_month WHERE unit_id = ? AND month = ?::date", guild, month + "-01");
    }

    /** Up to which month a member has paid, or none. */
    private String standing(UUID member) {
        return federation.text("SELECT coalesce((SELECT paid_up_to::text FROM member_standing WHERE member_id = ?), 'none')", member);
    }

    private String text(String paper) throws Exception {
        byte[] pdf = Api.as("auditor", guild).config(RestAssured.config().headerConfig(HeaderConfig.headerConfig()
                .overwriteHeadersWithName("Accept-Language"))).header("Accept-Language", "vi").accept("application/pdf")
                .get("/receipts/" + paper).then().statusCode(200).extract().asByteArray();
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static void soon(ThrowingRunnable expected) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(expected);
    }
}
