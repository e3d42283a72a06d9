package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MatchingTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private String account;

    /** A unit that is owed 40,000 by one member and 45,000 by another for July 2025. */
    @BeforeEach
    void owed() throws Exception {
        tree = federation.tree();
        unit = tree.unit();
        UUID one = federation.member(unit, "ONE", "non-state-enterprise");
        UUID two = federation.member(unit, "TWO", "non-state-enterprise");
        federation.pay(one, "2025-07", "si_salary", 8_000_000);
        federation.pay(two, "2025-07", "si_salary", 9_000_000);
        Api.runDues(unit, "2025-07", "post");
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        this.one = one;
    }

    private UUID one;

    @Test
    void takesWhatIsAboveTheRequestAsSurplusLineByLine() throws Exception {
        String reference = ask(Map.of("unit", unit, "month", "2025-07", "member", one), 40_000);
        load(new Line("A", 30_000, reference), new Line("B", 30_000, reference), new Line("C", 5_000, reference));
        assertThat(Api.balance(unit, "1388")).isEqualTo(45_000);
        assertThat(Api.balance(unit, "3385")).isEqualTo(-25_000);
        assertThat(Api.balance(unit, "3381")).isEqualTo(-12_000);
        Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-07", "member", one)).post("/payment-requests").then().statusCode(409)
                .body("code", equalTo("nothing-due"));
        ask(Map.of("unit", unit, "month", "2025-07"), 45_000);
    }

    @Test
    void neverCollectsMoreThanTheMonthOwesHoweverManyRequestsAskForIt() throws Exception {
        String first = ask(Map.of("unit", unit, "month", "2025-07"), 85_000);
        String second = ask(Map.of("unit", unit, "month", "2025-07"), 85_000);
        load(new Line("A", 85_000, first), new Line("B", 85_000, second));
        assertThat(Api.balance(unit, "1388")).isZero();
        assertThat(Api.balance(unit, "3385")).isEqualTo(-85_000);
        Api.as("treasurer", unit).get("/bank-lines?unit=" + unit).then().body("items[0].receipts[0].matchedBy",
                equalTo("reference-other-amount"))
                .body("items[1].receipts[0].matchedBy", equalTo("reference"));
    }

    @Test
    void leavesInSuspenseWhatNamesNoReferenceOrTwoOrAnotherUnits() throws Exception {
        String own = ask(Map.of("unit", unit, "month", "2025-07"), 85_000);
        String fund = ask(Map.of("unit", unit, "month", "2025-07", "stream", "fund", "amount", Map.of("amount", 1_000, "currency", "VND")), 1_000);
        JsonPath job = load(new Line("A", 85_000, "dues of July"), new Line("B", 86_000, own + " " + fund),
                new Line("C", 85_000, own.substring(0, 11) + (own.endsWith("0") ? "1" : "0")));
        assertThat(job.getLong("result.matched")).isZero();
        assertThat(Api.balance(unit, "3384")).isEqualTo(-256_000);
        Api.setAccount(tree.sibling(), account + "1");
        JsonPath elsewhere = Api.loadStatement(tree.sibling(), "camt.053", "application/xml", Statements.camt(account + "1", new Line("D", 85_000, own)));
        assertThat(elsewhere.getLong("result.matched")).isZero();
    }

    @Test
    void refusesTheStatementOfAnotherAccount() throws Exception {
        JsonPath job = Api.ended(unit, Api.treasurer(unit).contentType("application/xml").body(Statements.camt("555666777", new Line("A", 1, "x")))
                .post("/bank-statements?unit=" + unit).then());
        assertThat(job.getString("failure")).isEqualTo("statement-of-another-account");
        assertThat(federation.number("SELECT count(*) FROM bank_line WHERE unit_id = ?", unit)).isZero();
    }

    @Test
    void sharesAreExactHoweverTheMoneyComesInParts() throws Exception {
        String reference = ask(Map.of("unit", unit, "month", "2025-07"), 85_000);
        Random random = new Random(11);
        int left = 85_000;
        for (int i = 0; left > 0; i++) {
            int part = Math.min(left, 1 + random.nextInt(23_457));
            left -= part;
            load(new Line("P" + i, part, reference));
            long collected = 85_000 - left;
            assertThat(Api.balance(unit, "3381")).as("after %d", collected).isEqualTo(-(collected * 30 / 100));
            assertThat(Api.balance(tree.commune(), "1387")).isEqualTo(collected * 30 / 100);
        }
        assertThat(federation.number("SELECT sum(amount) FROM income_share WHERE unit_id = ?", unit)).isEqualTo(25_500);
    }

    @Test
    void sharesWhatIsAssignedByHandAMomentLater() throws Exception {
        load(new Line("A", 85_000, "dues of July"));
        String line = Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().extract().path("items[0].id");
        Api.treasurer(unit).body(Map.of("month", "2025-07")).post("/bank-lines/" + line + "/assignment").then().statusCode(200)
                .body("receipts[0].matchedBy", equalTo("hand"));
        await().untilAsserted(() -> assertThat(Api.balance(tree.commune(), "1387")).isEqualTo(25_500));
        assertThat(Api.balance(unit, "3384")).isZero();
    }

    private String ask(Map<String, Object> body, int amount) {
        return Api.treasurer(unit).body(body).post("/payment-requests").then().statusCode(201).body("amount.amount", equalTo(amount))
                .extract().path("reference");
    }

    private JsonPath load(Line... lines) throws Exception {
        return Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, lines));
    }
}
