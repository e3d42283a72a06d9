package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.finance.fund.Employers;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Employers pay their fund to the account of the unit that collects it; each owes 10,000,000 for August 2025. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class EmployerLinesTest {

    private static final int OWED = 10_000_000;

    @Inject
    Federation federation;

    private UUID collector;
    private UUID union;
    private String account;
    private String taxCode;
    private String employer;

    @BeforeEach
    void owed() {
        Federation.Tree tree = federation.tree();
        collector = tree.commune();
        union = tree.unit();
        account = String.valueOf(System.nanoTime());
        Api.setAccount(collector, account);
        taxCode = Employers.taxCode();
        employer = register(taxCode);
    }

    @Test
    void findsAnEmployerByTheTaxCodeInTheMemoAndPaysHisMonths() throws Exception {
        load("77001", new Line("A", OWED, "MST" + taxCode + " nop KPCD thang 8 2025"));
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isZero());
        assertThat(Api.balance(collector, "1121")).isEqualTo(OWED);
        assertThat(Api.balance(collector, "3384")).as("suspense").isZero();
        assertThat(Api.balance(union, "3382")).as("the share that goes up").isEqualTo(-2_500_000);
        Api.as("treasurer", collector).get("/bank-lines?state=matched&unit=" + collector).then().body("items", hasSize(1))
                .body("items[0].employer", equalTo(employer)).body("items[0].paid.amount", equalTo(OWED));
    }

    @Test
    void knowsTheNumberOfABranchWithoutItsHyphenAndTheMotherIsNotIt() throws Exception {
        String branch = register(taxCode + "-001");
        JsonPath result = load("77001", new Line("A", OWED, "NOP KPCD " + taxCode + "001"), new Line("B", OWED, taxCode + "-001 KPCD"));
        assertThat(result.getLong("result.matched")).isEqualTo(2);
        Api.as("treasurer", collector).get("/bank-lines?state=matched&unit=" + collector).then()
                .body("items.employer", contains(branch, branch));
    }

    @Test
    void leavesWhatTwoMayHavePaidInSuspenseAndSuggestsBoth() throws Exception {
        String other = Employers.taxCode();
        String second = register(other);
        load("77001", new Line("A", OWED, taxCode + " va " + other));
        Api.as("treasurer", collector).get("/bank-lines?state=suspense&unit=" + collector).then()
                .body("items[0].suggestions.because", contains("tax-code", "tax-code"))
                .body("items[0].suggestions.employer", containsInAnyOrder(employer, second))
                .body("items[0].suggestions.owed.amount", hasItems(OWED));
        assertThat(Api.balance(collector, "3384")).isEqualTo(-OWED);
    }

    @Test
    void isToldByHandWhoPaidLearnsHisAccountAndPutsItBackAgain() throws Exception {
        String line = suspended(new Line("A", OWED, "kinh phi"));
        Api.as("treasurer", collector).get("/bank-lines/" + line).then().body("suggestions", nullValue());
        assign(line, employer).then().statusCode(200).body("state", equalTo("matched")).body("employer", equalTo(employer));
        assign(line, employer).then().statusCode(409).body("code", equalTo("line-assigned-already"));
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isZero());

        String next = suspended(new Line("B", 500_000, "kinh phi nua"));
        Api.as("treasurer", collector).get("/bank-lines/" + next).then().body("suggestions[0].because", equalTo("payer"))
                .body("suggestions[0].employer", equalTo(employer)).body("suggestions[0].owed.amount", equalTo(0));

        Api.treasurer(collector).body(Map.of("why", "it was another firm's")).post("/bank-lines/" + line + "/reversal").then()
                .statusCode(200).body("state", equalTo("suspense")).body("employer", nullValue());
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).as("owed again").isEqualTo(OWED));
        assertThat(Api.balance(collector, "3384")).isEqualTo(-OWED - 500_000);
        assign(line, employer).then().statusCode(200);
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isZero());
    }

    /** Of a month that an employer has declared it is he who pays; of others nobody owes it, and it is income as it comes. */
    @Test
    void fundThatNobodyHasDeclaredIsIncomeAndWhatWasDeclaredIsPaidByItsEmployer() throws Exception {
        String own = String.valueOf(System.nanoTime());
        Api.setAccount(union, own);
        long income = Api.balance(union, "5112");
        Api.loadStatement(union, "camt.053", "application/xml", Statements.camt(own, new Line("F", 700_000, "KPCD")));
        String line = Api.as("treasurer", union).get("/bank-lines?unit=" + union).then().extract().path("items[0].id");
        Map<String, Object> declared = Map.of("month", "2025-08", "stream", "fund");
        Api.treasurer(union).body(declared).post("/bank-lines/" + line + "/assignment").then().statusCode(422).body("errors.code",
                containsInAnyOrder("fund-declared"));
        Map<String, Object> asked = new java.util.HashMap<>(declared);
        asked.putAll(Map.of("unit", union, "amount", Map.of("amount", 700_000, "currency", "VND")));
        Api.treasurer(union).body(asked).post("/payment-requests").then().statusCode(422).body("errors.code", containsInAnyOrder("fund-declared"));
        Api.treasurer(union).body(Map.of("month", "2025-06", "stream", "fund")).post("/bank-lines/" + line + "/assignment").then().statusCode(200);
        assertThat(Api.balance(union, "5112")).isEqualTo(income - 700_000);
        assertThat(Api.balance(union, "1389")).isEqualTo(OWED);
        Api.treasurer(union).body(Map.of("why", "it was rent")).post("/bank-lines/" + line + "/reversal").then().statusCode(200);
        assertThat(Api.balance(union, "5112")).isEqualTo(income);
    }

    @Test
    void givesAnEmployerAReceiptThatIsVoidWhenItWasAnothersMoney() throws Exception {
        String line = suspended(new Line("A", OWED, "kinh phi"));
        Api.treasurer(collector).body(Map.of("bankLine", line)).post("/receipts").then().statusCode(409).body("code", equalTo("receipt-of-suspense"));
        assign(line, employer).then().statusCode(200);
        String receipt = Api.treasurer(collector).body(Map.of("bankLine", line)).post("/receipts").then().statusCode(201)
                .body("payer", notNullValue()).body("amount.amount", equalTo(OWED)).body("items.stream", contains("fund"))
                .body("items[0].amount.amount", equalTo(OWED)).extract().path("id");
        Api.treasurer(collector).body(Map.of("bankLine", line)).post("/receipts").then().statusCode(200).body("id", equalTo(receipt));
        assertThat(Api.as("auditor", collector).accept("application/pdf").get("/receipts/" + receipt).then().statusCode(200).extract().asByteArray())
                .startsWith('%', 'P', 'D', 'F');
        Api.treasurer(collector).body(Map.of("why", "it was another firm's")).post("/bank-lines/" + line + "/reversal").then().statusCode(200);
        Api.as("auditor", collector).get("/receipts/" + receipt).then().statusCode(200).body("state", equalTo("void"))
                .body("items[0].amount.amount", equalTo(OWED));
        assign(line, employer).then().statusCode(200);
        Api.treasurer(collector).body(Map.of("bankLine", line)).post("/receipts").then().statusCode(201).body("number", containsString("/000002"));
    }

    @Test
    void saysOfManyLinesAtOnceWhoPaidThemAndRefusesThemAllForOneFault() throws Exception {
        List<String> lines = List.of(suspended(new Line("A", 1_000_000, "x")), suspended(new Line("B", 2_000_000, "y")));
        String stranger = Employers.register(federation.unit(null, "vn"), null);
        Map<String, Object> good = Map.of("assignments", lines.stream().map(line -> Map.of("line", line, "to", Map.of("employer",
                employer))).toList());
        Map<String, Object> bad = Map.of("assignments", List.of(Map.of("line", lines.get(0), "to", Map.of("employer", employer)),
                Map.of("line", lines.get(1), "to", Map.of("employer", stranger))));
        Api.treasurer(collector).body(bad).post("/bank-lines/assignments").then().statusCode(422)
                .body("errors.pointer", contains("/assignments/1/to/employer")).body("errors.code", contains("employer-unknown"));
        assertThat(Api.balance(collector, "3384")).isEqualTo(-3_000_000);
        Api.treasurer(collector).body(good).post("/bank-lines/assignments").then().statusCode(200);
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isEqualTo(OWED - 3_000_000));
        assertThat(Api.balance(collector, "3384")).isZero();
    }

    @Test
    void paysTheFundOfAnEmployerByTheReferenceOfARequestToHim() throws Exception {
        Map<String, Object> body = Map.of("unit", collector, "month", "2025-08", "stream", "fund", "amount", Map.of("amount", OWED, "currency",
                "VND"), "employer", Map.of("name", "Công ty May Mặc", "taxCode", taxCode));
        JsonPath request = Api.treasurer(collector).body(body).post("/payment-requests").then().statusCode(201).extract().jsonPath();
        load("77001", new Line("A", 6_000_000, request.getString("reference")));
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isEqualTo(4_000_000));
        Api.as("treasurer", collector).get("/payment-requests/" + request.getString("id")).then().body("state", equalTo("partly-paid"))
                .body("paid.amount", equalTo(6_000_000)).body("items[0].paid.amount", equalTo(6_000_000));
        assertThat(federation.number("SELECT count(*) FROM receipt WHERE unit_id = ?", collector)).as("beside the employer's own").isZero();
    }

    @Test
    void settlesManyEmployersOfOneStatementOneAfterTheOther() throws Exception {
        List<String> codes = IntStream.range(0, 12).mapToObj(i -> Employers.taxCode()).toList();
        codes.forEach(this::register);
        load("77001", codes.stream().map(code -> new Line("R" + code, OWED, "KPCD T8 MST " + code)).toArray(Line[]::new));
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).as("all but the first").isEqualTo(OWED));
        assertThat(federation.number("SELECT done FROM job WHERE kind = 'fund-receipts' AND unit_id = ?", collector)).isEqualTo(12);
    }

    private String register(String code) {
        String id = Employers.register(collector, union, Map.of("taxCode", code));
        Employers.declare(collector, id, "2025-08", 500_000_000);
        return id;
    }

    private io.restassured.response.Response assign(String line, String to) {
        return Api.treasurer(collector).body(Map.of("employer", to)).post("/bank-lines/" + line + "/assignment");
    }

    private String suspended(Line line) throws Exception {
        load("77001", line);
        return Api.as("treasurer", collector).get("/bank-lines?state=suspense&unit=" + collector).then().extract().path("items[0].id");
    }

    private JsonPath load(String payer, Line... lines) throws Exception {
        return Api.loadStatement(collector, "camt.053", "application/xml", Statements.camt(account, lines).replace("0011223344", payer));
    }
}
