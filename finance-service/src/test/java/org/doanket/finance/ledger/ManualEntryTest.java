package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.AtOnce;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ManualEntryTest {

    @Inject
    Federation federation;
    @Inject
    org.doanket.finance.Books others;

    @Test
    void booksWhatCameInAndNamesEveryFaultAtOnce() {
        UUID unit = federation.unit(null, "vn");
        Map<String, Object> body = Books.income(unit, "2025-03-05", 90_000_000);
        body.put("evidence", "PT 17");
        Books.post(unit, body).then().statusCode(201).body("kind", equalTo("manual")).body("evidence", equalTo("PT 17"))
                .body("postings", hasSize(2));
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("9999", 5, "VND"), Books.line("1111", 0, "VND"))).then().statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/lines/0/account", "/lines/1/amount/amount"));
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("5111", 5, "VND"), Books.line("1111", -4, "VND"))).then()
                .statusCode(422)
                .body("code", equalTo("entry-not-zero-sum"));
        Books.post(unit, Books.income(unit, "2199-01-01", 1)).then().statusCode(422).body("code", equalTo("entry-in-future"));
        Api.as("treasurer", unit).contentType("application/json").body(body).post("/journal-entries").then().statusCode(400);
        assertThat(Api.balance(unit, "1111")).isEqualTo(90_000_000);
    }

    @Test
    void letsMuchMoneyLeaveOnlyByTwo() {
        UUID unit = withCash(20_000_000);
        spend(unit, 2_000_000).then().statusCode(201);
        String waiting = spend(unit, 2_000_001).then().statusCode(202).body("state", equalTo("waiting")).body("outgoing.amount",
                equalTo(2_000_001))
                .extract().path("id");
        String refused = spend(unit, 3_000_000).then().statusCode(202).extract().path("id");
        assertThat(Api.balance(unit, "1111")).isEqualTo(18_000_000);
        Api.treasurer(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code",
                equalTo("same-person"));
        Books.other(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200).body("state", equalTo("approved"));
        Books.other(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code",
                equalTo("entry-proposal-decided"));
        Books.other(unit).body(Map.of("why", "no paper")).post("/entry-proposals/" + refused + "/refusal").then().statusCode(200)
                .body("state", equalTo("refused")).body("reason", equalTo("no paper"));
        assertThat(Api.balance(unit, "1111")).isEqualTo(15_999_999);
        Api.as("auditor", unit).get("/entry-proposals?state=waiting&unit=" + unit).then().statusCode(200).body("items", hasSize(0));
        // What two have decided on together is nobody's own; what one let out alone is gone for the day, in however many steps.
        spend(unit, 1).then().statusCode(202).body("alone.amount", equalTo(2_000_000)).body("aloneToday.amount", equalTo(2_000_000));
        // Money that only changes its place does not leave.
        Books.posted(unit, Books.entry(unit, "2025-03-05", Books.line("1121", 9_000_000, "VND"), Books.line("1111", -9_000_000, "VND")));
    }

    @Test
    void isWithdrawnByItsMakerAloneAndOnlyUntilSomebodyHasDecided() {
        UUID unit = withCash(20_000_000);
        String waiting = spend(unit, 3_000_000).then().statusCode(202).extract().path("id");
        Books.other(unit).post("/entry-proposals/" + waiting + "/withdrawal").then().statusCode(409).body("code", equalTo("not-the-maker"));
        Api.treasurer(unit).post("/entry-proposals/" + waiting + "/withdrawal").then().statusCode(200).body("state", equalTo("withdrawn"));
        Books.other(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code", equalTo("entry-proposal-decided"));
        Api.treasurer(unit).post("/entry-proposals/" + waiting + "/withdrawal").then().statusCode(409).body("code", equalTo("entry-proposal-decided"));
        assertThat(Api.balance(unit, "1111")).isEqualTo(20_000_000);
        // What it was about is free to be proposed anew.
        String income = Books.posted(unit, Books.income(unit, "2025-03-05", 5_000_000));
        String reversal = reverse(unit, income).then().statusCode(202).extract().path("id");
        Api.treasurer(unit).post("/entry-proposals/" + reversal + "/withdrawal").then().statusCode(200);
        reverse(unit, income).then().statusCode(202);
        Api.as("auditor", unit).get("/entry-proposals?state=withdrawn&unit=" + unit).then().statusCode(200).body("items", hasSize(2));
    }

    @Test
    void countsAllThatOnePersonLetsOutAtAUnitOnADayWhicheverDayItIsDatedAndHoweverManyAtOnce() {
        UUID unit = federation.unit(null, "vn");
        long booked = AtOnce.count(IntStream.range(0, 12).boxed().toList(), i -> Books.post(unit, Books.entry(unit, "2025-03-" + (10 + i),
                Books.line("6111", 500_000, "VND"), Books.line("1121", -500_000, "VND"))).statusCode() == 201);
        assertThat(booked).isEqualTo(4);
        assertThat(Api.balance(unit, "1121")).isEqualTo(-2_000_000);
        spend(withCash(500_000), 500_000).then().statusCode(201);
        Books.other(unit).body(Books.entry(unit, "2025-03-05", Books.line("6111", 500_000, "VND"), Books.line("1121", -500_000, "VND")))
                .post("/journal-entries").then().statusCode(201);
    }

    @Test
    void takesTheClearingOfADebitOfTheBankForMoneyThatLeaves() {
        UUID unit = federation.unit(null, "vn");
        others.post(unit, "receipt", "2025-03-01", "3384", 9_000_000, "1121");
        clear(unit, "6111").then().statusCode(202).body("act", equalTo("entry")).body("outgoing.amount", equalTo(9_000_000));
        // More than there was to clear is of no line of the bank.
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("6111", 9_000_001, "VND"), Books.line("3384", -9_000_001, "VND"))).then()
                .statusCode(422).body("code", equalTo("suspense-of-lines"));
        assertThat(Api.balance(unit, "6111")).isZero();
        // As it comes with the books of a unit that ended. Out of suspense through the bank: the clearing account takes what the bank gives, and the
        // money is gone all the same.
        UUID heir = federation.unit(null, "vn");
        others.post(heir, "closing-taken", "2025-03-01", "1121", 9_000_000, "3384");
        Books.post(heir, Books.entry(heir, "2025-03-05", Books.line("3384", 9_000_000, "VND"), Books.line("1121", -9_000_000, "VND"))).then()
                .statusCode(202);
        // What came in and waited is income now: nothing leaves.
        Books.posted(heir, Books.entry(heir, "2025-03-05", Books.line("3384", 9_000_000, "VND"), Books.line("5122", -9_000_000, "VND")));
        // A part of a clearing account is one.
        String part = "3384" + (1_000 + System.nanoTime() % 9_000);
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("code", part, "kind", "liability", "parent", "3384",
                "names", Map.of("vi", "a", "en", "a", "zh", "a"), "validFrom", "2020-01-01", "citation", "test")).post("/accounts").then()
                .statusCode(201).body("clearsMoney", equalTo(true));
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("6111", 9_000_000, "VND"), Books.line(part, -9_000_000, "VND"))).then()
                .statusCode(202);
    }

    @Test
    void letsMoneyLeaveByAReversalOnlyByTwo() {
        UUID unit = federation.unit(null, "vn");
        String income = Books.posted(unit, Books.income(unit, "2025-03-05", 90_000_000));
        String waiting = reverse(unit, income).then().statusCode(202).body("act", equalTo("reversal")).body("subject", equalTo(income))
                .body("outgoing.amount", equalTo(90_000_000)).extract().path("id");
        reverse(unit, income).then().statusCode(409).body("code", equalTo("entry-proposed-already"));
        assertThat(Api.balance(unit, "1111")).isEqualTo(90_000_000);
        Api.treasurer(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code", equalTo("same-person"));
        String back = Books.other(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200).extract().path("entry");
        Api.as("auditor", unit).get("/journal-entries/" + back).then().body("reverses", equalTo(income));
        assertThat(Api.balance(unit, "1111")).isZero();
        Books.posted(unit, Books.income(unit, "2025-03-04", 1_500_000));
        // A payment that was taken back is paid again by reversing the reversal; taking it back brings money in.
        String paid = Books.posted(unit, Books.entry(unit, "2025-03-05", Books.line("6111", 1_500_000, "VND"), Books.line("1111",
                -1_500_000, "VND")));
        String taken = reverse(unit, paid).then().statusCode(201).extract().path("id");
        reverse(unit, taken).then().statusCode(202).body("aloneToday.amount", equalTo(1_500_000));
    }

    @Test
    void refusesControlAccountsAndNamesTheDocument() {
        UUID unit = federation.unit(null, "vn");
        Map.of("1388", "dues run", "3381", "voucher", "4314", "contribution", "3385", "refund", "1389", "declaration").forEach(
                (account, document) -> Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("1111", 5, "VND"),
                        Books.line(account, -5, "VND"))).then().statusCode(422).body("code", equalTo("control-account"))
                        .body("detail", containsString(document)));
        Api.as("treasurer", unit).get("/accounts/1388").then().statusCode(200).body("control", equalTo("dues-run"));
    }

    @Test
    void keepsSpendingByHandToTheGuardsOfTheYear() {
        UUID unit = federation.tree().unit();
        others.post(unit, "test", "2025-03-01", "1121", 1_000, "5111");
        pay(unit, "6151", 450).then().statusCode(201);
        pay(unit, "6151", 1).then().statusCode(422).body("code", equalTo("budget-guard")).body("findings[0].guard", equalTo("dues-pay"));
        others.post(unit, "test", "2025-03-01", "1121", 9_000_000, "5111");
        String waiting = pay(unit, "6151", 4_000_000).then().statusCode(202).extract().path("id");
        String more = pay(unit, "6151", 3_000_000).then().statusCode(202).extract().path("id");
        Books.other(unit).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200);
        Books.other(unit).post("/entry-proposals/" + more + "/approval").then().statusCode(422).body("code", equalTo("budget-guard"));
        // Money that comes back breaks nothing.
        Books.post(unit, Books.entry(unit, "2025-03-06", Books.line("1121", 5, "VND"), Books.line("6151", -5, "VND"))).then()
                .statusCode(201);
    }

    private UUID withCash(long amount) {
        UUID unit = federation.unit(null, "vn");
        others.post(unit, "test", "2025-03-01", "1111", amount, "5111");
        return unit;
    }

    private static io.restassured.response.Response pay(UUID unit, String account, long amount) {
        return Books.post(unit, Books.entry(unit, "2025-03-05", Books.line(account, amount, "VND"), Books.line("1121", -amount, "VND")));
    }

    private static io.restassured.response.Response clear(UUID unit, String account) {
        return Books.post(unit, Books.entry(unit, "2025-03-05", Books.line(account, 9_000_000, "VND"), Books.line("3384", -9_000_000,
                "VND")));
    }

    private static io.restassured.response.Response reverse(UUID unit, String entry) {
        return Api.treasurer(unit).body(Map.of("on", "2025-03-31", "why", "twice")).post("/journal-entries/" + entry + "/reversal");
    }

    private static io.restassured.response.Response spend(UUID unit, long amount) {
        return Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("6111", amount, "VND"), Books.line("1111", -amount, "VND")));
    }
}
