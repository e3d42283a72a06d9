package org.doanket.finance.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spending under the guards of its year: 700 of dues are kept in 2025, so 315 may go into pay. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class VoucherTest {

    @Inject
    Federation federation;
    @Inject
    Books books;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void earned() {
        tree = federation.tree();
        unit = tree.unit();
        books.post(unit, "test", "2025-03-01", "1121", 1_000, "5111");
        books.post(unit, "test", "2025-03-02", "6391", 300, "3381");
    }

    @Test
    void isInTheBooksOnceAnotherPersonHasApprovedIt() {
        String id = pay("6151", 300).body("state", equalTo("proposed")).body("findings.find { it.guard == 'dues-pay' }.kept", equalTo(true))
                .extract().path("id");
        assertThat(Api.balance(unit, "6151")).isZero();
        Api.treasurer(unit).post("/vouchers/" + id + "/approval").then().statusCode(409).body("code", equalTo("same-person"));
        approve(id).statusCode(200).body("state", equalTo("approved")).body("entry", notNullValue());
        assertThat(Api.balance(unit, "6151")).isEqualTo(300);
        assertThat(Api.balance(unit, "1121")).isEqualTo(700);
        approve(id).statusCode(409).body("code", equalTo("voucher-decided"));
        Api.as("auditor", unit).get("/reports/b07/entries?year=2025&code=34&unit=" + unit).then().body("items", hasSize(1));

        String income = make("receipt", "5121", 50).statusCode(201).extract().path("id");
        approve(income).statusCode(200);
        assertThat(Api.balance(unit, "5121")).isEqualTo(-50);
        assertThat(Api.balance(unit, "1121")).isEqualTo(750);
    }

    @Test
    void isWithdrawnByItsMakerAloneAndOnlyUntilSomebodyHasDecided() {
        String id = pay("6151", 300).extract().path("id");
        Books.another(unit).post("/vouchers/" + id + "/withdrawal").then().statusCode(409).body("code", equalTo("not-the-maker"));
        Api.treasurer(unit).post("/vouchers/" + id + "/withdrawal").then().statusCode(200).body("state", equalTo("withdrawn")).body("decidedBy", nullValue())
                .body("decidedAt", notNullValue()).body("number", nullValue());
        approve(id).statusCode(409).body("code", equalTo("voucher-decided"));
        Api.treasurer(unit).post("/vouchers/" + id + "/withdrawal").then().statusCode(409).body("code", equalTo("voucher-decided"));
        assertThat(Api.balance(unit, "6151")).isZero();
        Api.as("auditor", unit).get("/vouchers?state=withdrawn&unit=" + unit).then().statusCode(200).body("items.id", contains(id));
        String other = pay("6151", 300).extract().path("id");
        approve(other).statusCode(200).body("number", equalTo("1/2025"));
        Api.treasurer(unit).post("/vouchers/" + other + "/withdrawal").then().statusCode(409).body("code", equalTo("voucher-decided"));
        assertThat(Api.balance(unit, "6151")).isEqualTo(300);
    }

    @Test
    void refusesWhatBreaksAGuardOfTheYearCountingWhatWasSpentBefore() {
        approve(pay("6151", 300).extract().path("id")).statusCode(200);
        String more = pay("6152", 16).body("findings.find { it.guard == 'dues-pay' }.kept", equalTo(false))
                .body("findings.find { it.guard == 'dues-pay' }.numerator.amount", equalTo(316)).extract().path("id");
        approve(more).statusCode(422).body("code", equalTo("budget-guard")).body("findings[0].denominator.amount", equalTo(700));
        approve(pay("6152", 15).extract().path("id")).statusCode(200);
        // Other spending above 15 % only warns.
        approve(pay("6191", 200).body("findings.find { it.guard == 'dues-other' }.kept", equalTo(false)).extract().path("id"))
                .statusCode(200);
        Books.another(unit).body(Map.of("reason", "too much")).post("/vouchers/" + more + "/refusal").then().statusCode(200)
                .body("state", equalTo("refused"));
    }

    @Test
    void countsOnTheApprovedBudgetWhereThatIsMoreThanWhatHasComeInSoFar() {
        String budget = Api.as("treasurer", unit).contentType("application/json")
                .body(Map.of("unit", unit, "year", 2025, "act", "1/NQ", "lines",
                List.of(Map.of("code", "22", "amount", Map.of("amount", 2_000, "currency", "VND")), Map.of("code", "39.01", "amount", Map.of("amount", 600, "currency", "VND"))))).post("/budgets").then()
                .statusCode(201)
                .extract().path("id");
        approve(pay("6151", 316).extract().path("id")).statusCode(422);
        Api.treasurer(unit).body(Map.of("version", 1)).post("/budgets/" + budget + "/submission").then().statusCode(200);
        Books.another(tree.commune()).body(Map.of("version", 1)).post("/budgets/" + budget + "/approval").then().statusCode(200);
        approve(pay("6151", 630).extract().path("id")).statusCode(200);
        approve(pay("6151", 1).extract().path("id")).statusCode(422);
    }

    @Test
    void paymentsAtOnceDoNotBreakTogetherWhatEachKeepsAlone() {
        List<String> ids = IntStream.range(0, 8).mapToObj(i -> pay("6151", 100).extract().<String>path("id")).toList();
        ExecutorService eight = Executors.newFixedThreadPool(8);
        List<Future<Integer>> answers = ids.stream().map(id -> eight.submit(() -> approve(id).extract().statusCode())).toList();
        eight.shutdown();
        assertThat(answers).extracting(Future::get).filteredOn(status -> status == 200).hasSize(3);
        assertThat(Api.balance(unit, "6151")).isEqualTo(300);
    }

    @Test
    void paysWhatIsOwedToTheLevelAboveWithoutSpendingItTwice() {
        approve(pay("6151", 315).extract().path("id")).statusCode(200);
        approve(pay("3381", 300).body("findings", nullValue()).extract().path("id")).statusCode(200);
        assertThat(Api.balance(unit, "3381")).isZero();
        assertThat(Api.balance(unit, "1121")).isEqualTo(385);
        make("receipt", "3381", 1).statusCode(422).body("code", equalTo("voucher-account"));
        make("payment", "1388", 1).statusCode(422).body("code", equalTo("voucher-account"));
    }

    @Test
    void takesOnlyAccountsOfItsKindAndDaysThatHaveCome() {
        for (String account : List.of("5121", "6391", "1121", "9999")) {
            make("payment", account, 1).statusCode(422).body("code", equalTo("voucher-account"));
        }
        make("receipt", "5114", 1).statusCode(422).body("code", equalTo("voucher-account"));
        Api.treasurer(unit).body(body("payment", "6121", 1, "2099-01-01")).post("/vouchers").then().statusCode(422)
                .body("code", equalTo("voucher-day-ahead"));
        make("payment", "6121", 0).statusCode(400);
    }

    @Test
    void aPaymentIsTakenBackByAnotherThanWhoApprovedItAndItsNumberStaysTaken() {
        String id = pay("3381", 200).extract().path("id");
        Books.another(unit).body(Map.of("why", "x")).post("/vouchers/" + id + "/reversal").then().statusCode(409)
                .body("code", equalTo("voucher-not-in-books"));
        String entry = approve(id).statusCode(200).body("number", equalTo("1/2025")).extract().path("entry");
        assertThat(Api.balance(unit, "3381")).isEqualTo(-100);
        Api.treasurer(unit).body(Map.of("why", "x")).post("/journal-entries/" + entry + "/reversal").then().statusCode(409)
                .body("code", equalTo("entry-of-sub-ledger"));
        Books.another(unit).body(Map.of("why", "the wrong payable")).post("/vouchers/" + id + "/reversal").then().statusCode(409)
                .body("code", equalTo("same-person"));
        String reversal = Api.treasurer(unit).body(Map.of("why", "the wrong payable")).post("/vouchers/" + id + "/reversal").then().statusCode(200)
                .body("state", equalTo("reversed")).body("reversedWhy", equalTo("the wrong payable")).extract().path("reversal");
        assertThat(Api.balance(unit, "3381")).isEqualTo(-300);
        assertThat(Api.balance(unit, "1121")).isEqualTo(1_000);
        Api.as("auditor", unit).get("/journal-entries/" + entry).then().body("reversedBy", equalTo(reversal));
        Api.treasurer(unit).body(Map.of("why", "again")).post("/vouchers/" + id + "/reversal").then().statusCode(409)
                .body("code", equalTo("voucher-not-in-books"));
        Api.treasurer(unit).body(Map.of("why", "again")).post("/journal-entries/" + reversal + "/reversal").then().statusCode(409);
        Api.as("auditor", unit).get("/vouchers?state=reversed&unit=" + unit).then().body("items.id", contains(id));
        Api.as("auditor", unit).get("/vouchers?state=approved&unit=" + unit).then().body("items", hasSize(0));
        approve(pay("3381", 300).extract().path("id")).statusCode(200).body("number", equalTo("2/2025"));
        Api.as("auditor", unit).accept("application/pdf").get("/vouchers/" + id).then().statusCode(200);
    }

    @Test
    void whatCameInByAVoucherLeavesAgainOnceAnotherHasAgreed() {
        String id = make("receipt", "5121", 50).statusCode(201).extract().path("id");
        approve(id).statusCode(200);
        String proposal = Api.treasurer(unit).body(Map.of("why", "not ours")).post("/vouchers/" + id + "/reversal").then().statusCode(202)
                .body("act", equalTo("voucher-reversal")).body("outgoing.amount", equalTo(50)).extract().path("id");
        assertThat(Api.balance(unit, "5121")).isEqualTo(-50);
        Api.treasurer(unit).post("/entry-proposals/" + proposal + "/approval").then().statusCode(409).body("code", equalTo("same-person"));
        String entry = Books.another(unit).post("/entry-proposals/" + proposal + "/approval").then().statusCode(200).extract().path("entry");
        assertThat(Api.balance(unit, "5121")).isZero();
        Api.as("auditor", unit).get("/vouchers/" + id).then().body("state", equalTo("reversed")).body("reversal", equalTo(entry));
    }

    /** In January nothing is spent on visits: only spending can bring the share there. */
    @Test
    void theLeastThatIsToBeSpentOnSomethingHoldsNoSpendingOfARunningYearButWhatTakesAwayFromIt() {
        String level = "least-" + System.nanoTime();
        federation.transaction(connection -> {
            Sql.of("UPDATE unit_ref SET level = ? WHERE id = ?", level, unit).run(connection);
            Sql.of("INSERT INTO budget_guard (jurisdiction, name, level, from_year, to_year, numerator, denominator, bound, num, den, severity, "
                    + "citation, verified) VALUES ('vn', ?, ?, 2025, 2025, '{34}', '{22}', 'min', 40, 100, 'block', 'test', false)", level, level)
                    .run(connection);
        });
        approve(pay("6191", 100).extract().path("id")).statusCode(200);
        approve(pay("6151", 100).body("findings.find { it.bound == 'min' }.kept", equalTo(false)).extract().path("id")).statusCode(200);
        Map<String, Object> less = Map.of("unit", unit, "on", "2025-05-02", "note", "moved", "lines", List.of(
                Map.of("account", "6151", "amount", Map.of("amount", -10, "currency", "VND")),
                Map.of("account", "6191", "amount", Map.of("amount", 10, "currency", "VND"))));
        Api.treasurer(unit).body(less).post("/journal-entries").then().statusCode(422).body("code", equalTo("budget-guard"));
    }

    @Test
    void accessOfEverybody() {
        own("POST", "/vouchers", "treasurer").body(() -> body("payment", "6121", 1, "2025-05-01")).check();
        String id = federation.text("SELECT id::text FROM voucher WHERE unit_id = ? LIMIT 1", unit);
        own("GET", "/vouchers?unit=" + unit, "treasurer", "auditor").check();
        own("GET", "/vouchers/" + id, "treasurer", "auditor").check();
        // Who made it may not decide on it, whatever the role: so somebody else has.
        own("POST", "/vouchers/" + otherPersons() + "/withdrawal", "treasurer").check();
        own("POST", "/vouchers/" + otherPersons() + "/refusal", "treasurer").body(() -> Map.of("reason", "x")).check();
        String approved = otherPersons();
        own("POST", "/vouchers/" + approved + "/approval", "treasurer").check();
        own("POST", "/vouchers/" + approved + "/reversal", "treasurer").body(() -> Map.of("why", "x")).check();
    }

    private String otherPersons() {
        return Books.another(unit).body(body("payment", "6121", 1, "2025-05-01")).post("/vouchers").then().statusCode(201).extract()
                .path("id");
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere());
    }

    private ValidatableResponse pay(String account, int amount) {
        return make("payment", account, amount).statusCode(201);
    }

    private ValidatableResponse make(String kind, String account, int amount) {
        return Api.treasurer(unit).body(body(kind, account, amount, "2025-05-01")).post("/vouchers").then();
    }

    private ValidatableResponse approve(String id) {
        return Books.another(unit).post("/vouchers/" + id + "/approval").then();
    }

    private Map<String, Object> body(String kind, String account, int amount, String day) {
        return Map.of("unit", unit, "kind", kind, "day", day, "account", account, "money", "1121", "amount",
                Map.of("amount", amount, "currency", "VND"),
                "purpose", "a test");
    }
}
