package org.doanket.finance.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PaymentRequestTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private UUID one;
    private UUID two;
    private String account;

    /** Two members owe 40,000 and 45,000 for July and for August 2025. */
    @BeforeEach
    void owed() throws Exception {
        tree = federation.tree();
        unit = tree.unit();
        one = federation.member(unit, "ONE", "non-state-enterprise");
        two = federation.member(unit, "TWO", "non-state-enterprise");
        for (String month : List.of("2025-07", "2025-08")) {
            federation.pay(one, month, "si_salary", 8_000_000);
            federation.pay(two, month, "si_salary", 9_000_000);
            Api.runDues(unit, month, "post");
        }
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
    }

    @Test
    void asksForManyMembersAndMonthsAtOnceAndTakesPartsInTheirOrder() throws Exception {
        JsonPath request = ask(Map.of("unit", unit, "employer", Map.of("name", "Công ty May Thử", "taxCode", "0312345678"), "items",
                List.of(item("2025-07", one), item("2025-07", two), item("2025-08", one), item("2025-08", two))));
        assertThat(request.getLong("amount.amount")).isEqualTo(170_000);
        assertThat(request.getString("employer.taxCode")).isEqualTo("0312345678");
        String id = request.getString("id");
        load(new Line("A", 60_000, request.getString("reference")));
        get(id).body("state", equalTo("partly-paid")).body("items.paid.amount", contains(40_000, 20_000, 0, 0))
                .body("qr", containsString("5406110000"));
        load(new Line("B", 130_000, request.getString("reference")));
        get(id).body("state", equalTo("paid")).body("items.paid.amount", contains(40_000, 45_000, 40_000, 45_000)).body("qr", nullValue());
        assertThat(Api.balance(unit, "1388")).isZero();
        assertThat(Api.balance(unit, "3385")).isEqualTo(-20_000);
        Api.as("treasurer", unit).get("/bank-lines?unit=" + unit).then().body("items[0].receipts", hasSize(4))
                .body("items[0].paid.amount", equalTo(110_000)).body("items[0].surplus.amount", equalTo(20_000));
        assertThat(federation.text("SELECT paid_up_to::text FROM member_standing WHERE member_id = ?", two)).isEqualTo("2025-08-01");
    }

    @Test
    void asksForAPartAndForTheFundOfAFirm() {
        Map<String, Object> fund = new HashMap<>(item("2025-08", null));
        fund.putAll(Map.of("stream", "fund", "amount", vnd(2_000_000)));
        Map<String, Object> part = new HashMap<>(item("2025-07", one));
        part.put("amount", vnd(15_000));
        JsonPath request = ask(Map.of("unit", unit, "employer", Map.of("id", UUID.randomUUID(), "name", "Firm", "taxCode",
                "0312345678-001"),
                "items", List.of(fund, part)));
        assertThat(request.getLong("amount.amount")).isEqualTo(2_015_000);
        assertThat(request.getString("stream")).isEqualTo("fund");
    }

    @Test
    void asksEachMemberOnceForWhatHeStillOwes() throws Exception {
        Map<String, Object> july = Map.of("unit", unit, "month", "2025-07");
        String reference = ask(Map.of("unit", unit, "month", "2025-07", "member", one)).getString("reference");
        batch(july, 1);
        batch(july, 0);
        load(new Line("A", 15_000, reference));
        batch(july, 0);
        batch(Map.of("unit", unit, "month", "2025-08"), 2);
        Api.as("auditor", unit).get("/payment-requests?month=2025-08&unit=" + unit).then().body("items.amount.amount", hasItems(40_000,
                45_000));
        String id = Api.as("auditor", unit).get("/payment-requests?month=2025-07&state=partly-paid&unit=" + unit).then().extract()
                .path("items[0].id");
        Api.treasurer(unit).body(Map.of("why", "anew")).post("/payment-requests/" + id + "/cancellation").then().statusCode(200);
        batch(july, 1);
        Api.as("auditor", unit).get("/payment-requests?month=2025-07&state=open&member=" + one + "&unit=" + unit).then()
                .body("items.amount.amount", contains(25_000));
        batch(Map.of("unit", unit, "month", "2024-01"), 0);
    }

    private void batch(Map<String, Object> body, int expected) {
        Api.treasurer(unit).body(body).post("/payment-requests/batches").then().statusCode(200).body("requests", equalTo(expected));
    }

    @Test
    void changesTheAccountThatAllCodesPointToOnlyByTwo() {
        String other = String.valueOf(System.nanoTime());
        Map<String, Object> body = Map.of("bankBin", "970415", "account", other, "holder", "CDCS MOI");
        String path = "/units/" + unit + "/bank-account";
        Api.treasurer(unit).body(body).put(path).then().statusCode(428);
        Api.treasurer(unit).header("If-Match", "\"v7\"").body(body).put(path).then().statusCode(412);
        String change = Api.treasurer(unit).header("If-Match", "\"v0\"").body(body).put(path).then().statusCode(202)
                .body("state", equalTo("waiting")).body("account", not(containsString(other))).extract().path("id");
        Api.treasurer(unit).header("If-Match", "\"v0\"").body(body).put(path).then().statusCode(409).body("code",
                equalTo("bank-account-change-waits"));
        Api.as("treasurer", unit).get(path).then().body("bankBin", equalTo("970436"));
        String decision = "/bank-account-changes/" + change + "/";
        Api.treasurer(unit).post(decision + "approval").then().statusCode(409).body("code", equalTo("same-person"));
        Books.another(unit).post(decision + "approval").then().statusCode(200).body("state", equalTo("approved"));
        Books.another(unit).post(decision + "approval").then().statusCode(409).body("code", equalTo("bank-account-change-decided"));
        Api.as("treasurer", unit).get(path).then().body("bankBin", equalTo("970415")).body("account", containsString(other.substring(other
                .length() - 3)));
        String again = Api.treasurer(unit).header("If-Match", "*").body(body).put(path).then().statusCode(202).extract().path("id");
        Books.another(unit).body(Map.of("why", "no letter of the bank")).post("/bank-account-changes/" + again + "/refusal").then()
                .statusCode(200).body("reason", equalTo("no letter of the bank"));
        Api.as("auditor", unit).get("/bank-account-changes?unit=" + unit).then().body("items.state", contains("refused", "approved"));
        own("GET", "/finance/v1/bank-account-changes?unit=" + unit, "treasurer", "auditor").check();
        own("GET", "/finance/v1/bank-account-changes/" + change, "treasurer", "auditor").check();
        own("POST", "/finance/v1/bank-account-changes/" + change + "/approval", "treasurer").check();
        own("POST", "/finance/v1/bank-account-changes/" + change + "/refusal", "treasurer").body(() -> Map.of("why", "x")).check();
    }

    @Test
    void namesEveryFaultOfAList() {
        Map<String, Object> dear = new HashMap<>(item("2025-07", two));
        dear.put("amount", vnd(45_001));
        Map<String, Object> foreign = new HashMap<>(item("2025-08", two));
        foreign.put("amount", Map.of("amount", 1, "currency", "CNY"));
        Map<String, Object> bare = new HashMap<>(item("2025-08", null));
        bare.put("stream", "fund");
        Api.treasurer(unit).body(Map.of("unit", unit, "items", List.of(item("2025-07", one), item("2025-07", one), item("2024-01", one),
                item("2025-07", UUID.randomUUID()), dear, foreign, bare))).post("/payment-requests").then().statusCode(422)
                .body("errors.pointer", hasItems("/items/1", "/items/2", "/items/3/member", "/items/4/amount/amount",
                "/items/5/amount/currency",
                        "/items/6/amount"))
                .body("errors.code", hasItems("item-twice", "item-nothing-due", "item-member-unknown", "item-above-due", "item-currency",
                        "item-amount-missing"));
        Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-07", "items", List.of(item("2025-07", one))))
                .post("/payment-requests").then()
                .statusCode(400);
        assertThat(federation.number("SELECT count(*) FROM payment_request WHERE unit_id = ?", unit)).isZero();
    }

    @Test
    void neverTakesMoreForAMemberThanHeOwesThoughTwoRequestsAskForIt() throws Exception {
        String first = ask(Map.of("unit", unit, "month", "2025-07", "member", one)).getString("reference");
        String second = ask(Map.of("unit", unit, "month", "2025-07", "member", one)).getString("reference");
        load(new Line("A", 40_000, first), new Line("B", 40_000, second));
        assertThat(Api.balance(unit, "3385")).isEqualTo(-40_000);
        assertThat(Api.balance(unit, "1388")).isEqualTo(130_000);
    }

    @Test
    void showsAMemberWhatHeAloneIsAskedFor() {
        String own = ask(Map.of("unit", unit, "month", "2025-07", "member", one)).getString("id");
        String others = ask(Map.of("unit", unit, "month", "2025-07", "member", two)).getString("id");
        ask(Map.of("unit", unit, "items", List.of(item("2025-08", one), item("2025-08", two))));
        Api.with(Tokens.of("member").unit(unit).member(one)).get("/payment-requests").then().statusCode(200).body("items.id",
                contains(own));
        Api.with(Tokens.of("member").unit(unit).member(one)).get("/payment-requests?member=" + two).then().body("items", hasSize(0));
        Api.with(Tokens.of("member").unit(unit).member(one)).get("/payment-requests/" + own).then().statusCode(200)
                .body("qr", containsString("540540000"));
        Api.with(Tokens.of("member").unit(unit).member(one)).get("/payment-requests/" + others).then().statusCode(404);
        Api.with(Tokens.of("member").unit(unit).member(one)).accept("image/png").get("/payment-requests/" + others + "/qr").then()
                .statusCode(404);
        Api.with(Tokens.of("member").unit(unit)).get("/payment-requests").then().statusCode(404);
    }

    @Test
    void takesBackWhatWasNotPaidAndLeavesInSuspenseWhatStillComes() throws Exception {
        JsonPath request = ask(Map.of("unit", unit, "month", "2025-07", "member", one));
        String path = "/payment-requests/" + request.getString("id");
        Api.treasurer(unit).body(Map.of("why", "asked for the wrong month")).post(path + "/cancellation").then().statusCode(200)
                .body("state", equalTo("cancelled")).body("qr", nullValue());
        Api.treasurer(unit).body(Map.of("why", "again")).post(path + "/cancellation").then().statusCode(409).body("code",
                equalTo("payment-request-cancelled"));
        Api.as("treasurer", unit).accept("image/png").get(path + "/qr").then().statusCode(409);
        load(new Line("A", 40_000, request.getString("reference")));
        assertThat(Api.balance(unit, "3384")).isEqualTo(-40_000);
        Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().body("items[0].suggestions[0].because",
                equalTo("reference"))
                .body("items[0].suggestions[0].paymentRequest", equalTo(request.getString("id")));
        Api.as("auditor", unit).get("/payment-requests?state=cancelled&unit=" + unit).then().body("items", hasSize(1));
        Api.as("auditor", unit).get("/payment-requests?state=open&unit=" + unit).then().body("items", hasSize(0));
        Api.as("auditor", unit).get("/payment-requests?reference=" + request.getString("reference").toLowerCase() + "&unit=" + unit).then()
                .body("items", hasSize(1));
    }

    @Test
    void doesNotTakeBackWhatIsPaid() throws Exception {
        JsonPath request = ask(Map.of("unit", unit, "month", "2025-07", "member", two));
        load(new Line("A", 45_000, request.getString("reference")));
        Api.treasurer(unit).body(Map.of("why", "too late")).post("/payment-requests/" + request.getString("id") + "/cancellation").then()
                .statusCode(409).body("code", equalTo("payment-request-paid"));
    }

    @Test
    void paysTheOldestMonthsOfWhoeverHasAnAccountNumberOfHisOwn() throws Exception {
        String number = "VA" + System.nanoTime();
        String id = Api.treasurer(unit).body(Map.of("unit", unit, "member", one, "number", number)).post("/virtual-accounts").then()
                .statusCode(201)
                .body("number", equalTo("*".repeat(number.length() - 4) + number.substring(number.length() - 4))).extract().path("id");
        Api.treasurer(unit).body(Map.of("unit", unit, "number", number)).post("/virtual-accounts").then().statusCode(409);
        String camt = Statements.camt(account, new Line("A", 60_000, "no reference")).replace("</DbtrAcct>",
                "</DbtrAcct><CdtrAcct><Id><Othr><Id>"
                + number + "</Id></Othr></Id></CdtrAcct>");
        assertThat(Api.loadStatement(unit, "camt.053", "application/xml", camt).getLong("result.matched")).isOne();
        Api.as("treasurer", unit).get("/bank-lines?unit=" + unit).then().body("items[0].receipts.month", contains("2025-07", "2025-08"))
                .body("items[0].receipts.amount.amount", contains(40_000, 20_000)).body("items[0].receipts[0].matchedBy",
                equalTo("virtual-account"));
        Api.treasurer(unit).post("/virtual-accounts/" + id + "/ending").then().statusCode(200);
        assertThat(Api.loadStatement(unit, "camt.053", "application/xml", camt.replace(">A<", ">B<")).getLong("result.suspended")).isOne();
    }

    @Test
    void hangsTheAccountOnTheWallForAnySum() {
        Api.as("unit-officer", unit).accept("image/svg+xml").get("/units/" + unit + "/bank-account/qr").then().statusCode(200)
                .body(containsString("<svg"));
        byte[] png = Api.as("treasurer", unit).accept("image/png").get("/units/" + unit + "/bank-account/qr").then().statusCode(200)
                .extract().asByteArray();
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void isForTheTreasurersOfTheUnitAndAbove() {
        String request = "/finance/v1/payment-requests/" + ask(Map.of("unit", unit, "month", "2025-07", "member", one)).getString("id");
        for (String path : List.of(request, request + "/qr", "/finance/v1/payment-requests?unit=" + unit)) {
            own("GET", path, "treasurer", "auditor", "member").member(one).check();
        }
        own("POST", request + "/cancellation", "treasurer").body(() -> Map.of("why", "a test")).check();
        own("POST", "/finance/v1/payment-requests/batches", "treasurer").body(() -> Map.of("unit", unit, "month", "2025-07")).check();
        own("GET", "/finance/v1/units/" + unit + "/bank-account/qr", "treasurer", "auditor", "unit-officer").check();
        own("POST", "/finance/v1/virtual-accounts", "treasurer").body(() -> Map.of("unit", unit, "number", "X" + System.nanoTime()))
                .check();
        own("GET", "/finance/v1/virtual-accounts?unit=" + unit, "treasurer", "auditor").check();
        String id = federation.text("SELECT id FROM virtual_account WHERE unit_id = ? LIMIT 1", unit);
        own("GET", "/finance/v1/virtual-accounts/" + id, "treasurer", "auditor").check();
        own("POST", "/finance/v1/virtual-accounts/" + id + "/ending", "treasurer").check();
    }

    @Test
    void letsTheRootSetTheNumbersOfTheMatchingFromADayOn() {
        java.util.concurrent.atomic.AtomicInteger days = new java.util.concurrent.atomic.AtomicInteger();
        AccessMatrix.of("POST", "/finance/v1/payment-rules").roles("federation-officer").atTheRoot().outside(tree.commune(),
                unit)
                .body(() -> Map.of("name", "suggestion-days", "validFrom", java.time.LocalDate.of(2100, 1, 1)
                .plusDays(System.nanoTime() % 90_000
                        + days.incrementAndGet()).toString(), "value", 5, "citation", "PaymentRequestTest", "verified", false)).check();
        AccessMatrix.of("GET", "/finance/v1/payment-rules").roles("federation-officer", "unit-officer", "treasurer", "auditor",
                "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "member", "integration").inside(unit).answersEverybodyTheirOwn().check();
        Api.as("member", unit).get("/payment-rules").then().body("items.findAll { it.validFrom == '2025-01-01' }.value", hasItems(3, 300,
                24));
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("name", "suggestion-days", "validFrom",
                "2025-01-01",
                "value", 9, "citation", "x", "verified", false)).post("/payment-rules").then().statusCode(409);
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, path).roles(roles).inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere());
    }

    private JsonPath ask(Map<String, Object> body) {
        return Api.treasurer(unit).body(body).post("/payment-requests").then().statusCode(201).extract().jsonPath();
    }

    private io.restassured.response.ValidatableResponse get(String id) {
        return Api.as("auditor", unit).get("/payment-requests/" + id).then().statusCode(200);
    }

    private static Map<String, Object> item(String month, UUID member) {
        return member == null ? Map.of("month", month) : Map.of("month", month, "member", member);
    }

    private static Map<String, Object> vnd(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }

    private void load(Line... lines) throws Exception {
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, lines));
    }
}
