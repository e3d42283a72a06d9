package org.doanket.finance.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.EmployerLock;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The employers' fund as a treasurer meets it; examples are those of the worked table. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FundTest {

    private static final int DECLARED = 10_000_000;

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID collector;
    private UUID union;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        collector = tree.commune();
        union = tree.unit();
    }

    @ParameterizedTest(name = "example {0}")
    @CsvSource({"21, vn, 500000000, 10000000, 2500000", "23, vn, 123456789, 2469136, 617284", "31, cn, 100000000, 2000000, 800000"})
    void owesByTheRuleAndSharesWhatIsPaid(int example, String jurisdiction, long payroll, int fund, long up) {
        UUID above = federation.unit(null, jurisdiction);
        UUID unit = federation.unit(above, jurisdiction);
        if (jurisdiction.equals("cn")) {
            Employers.chinese(above);
        }
        String employer = Employers.register(above, unit);
        Employers.declare(above, employer, "2025-08", payroll, Map.of()).statusCode(201).body("assessed.amount", equalTo(fund))
                .body("unit", equalTo(unit.toString())).body("rate.numerator", equalTo(2));
        assertThat(Api.balance(unit, "1389")).isEqualTo(fund);
        assertThat(Api.balance(unit, "5112")).isEqualTo(-fund);
        Employers.pay(above, employer, fund);
        Employers.settled(federation, f -> assertThat(Api.balance(unit, "1389")).isZero());
        assertThat(Api.balance(unit, "3382")).isEqualTo(-up);
        assertThat(Api.balance(above, "1387")).isEqualTo(up);
        assertThat(Api.balance(above, "1121")).isEqualTo(fund);
        assertThat(Api.balance(above, "33832")).as("collected for the union").isEqualTo(-fund);
        assertThat(Api.balance(unit, "13891")).isEqualTo(fund);
        assertThat(federation.number("SELECT fund_shared FROM unit_month WHERE unit_id = ?", unit)).isEqualTo(up);
    }

    /** Read before, and booked after the unit that collects has changed, it would stand in the books of one and be allotted in those of the other. */
    @Test
    void isNotReceivedByAUnitThatDoesNotCollectAnyMore() throws Exception {
        String employer = Employers.register(collector, union);
        ExecutorService one = Executors.newSingleThreadExecutor();
        List<Future<Response>> answers = new ArrayList<>();
        federation.transaction(connection -> {
            Sql.of("SELECT FROM employer WHERE id = ?::uuid FOR UPDATE", employer).run(connection);
            answers.add(one.submit(() -> Api.treasurer(collector).body(Map.of("employer", employer, "amount", Map.of("amount", 1_000_000, "currency", "VND"),
                    "day", "2025-10-05", "from", "bank")).post("/fund-receipts")));
            awaitBlocked(connection, 1L);
            Sql.of("UPDATE employer SET unit_id = ? WHERE id = ?::uuid", tree.province(), employer).run(connection);
        });
        one.shutdown();
        answers.get(0).get().then().statusCode(409).body("code", equalTo("concurrent-change"));
        assertThat(Api.balance(collector, "1121")).isZero();
        assertThat(federation.number("SELECT count(*) FROM fund_receipt f JOIN employer e ON e.no = f.employer_no WHERE e.id = ?::uuid", employer)).isZero();
    }

    /** Until so many wait for what this transaction holds. */
    private void awaitBlocked(Connection connection, Long many) throws SQLException {
        int own = Sql.of("SELECT pg_backend_pid()").first(connection, row -> row.getInt(1)).orElseThrow();
        await().until(() -> federation.number("SELECT count(DISTINCT l.pid) FROM pg_locks l WHERE NOT l.granted AND ? = ANY (pg_blocking_pids(l.pid))", own), many::equals);
    }

    /** Who declares while the union is being founded owes it to the union, of whose month it is. */
    @Test
    void isOwedToAUnionThatIsFoundedThisMoment() throws Exception {
        String employer = Employers.register(collector, null);
        String named = Employers.register(collector, null);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<Response>> answers = new ArrayList<>();
        federation.transaction(connection -> {
            for (String each : List.of(employer, named)) {
                EmployerLock.hold(connection, federation.number("SELECT no FROM employer WHERE id = ?::uuid", each));
            }
            answers.add(two.submit(() -> Api.treasurer(collector).body(Map.of("employer", employer, "month", "2025-08", "payroll",
                    Map.of("amount", 500_000_000, "currency", "VND"), "headCount", 100)).post("/fund-declarations")));
            answers.add(two.submit(() -> Api.treasurer(collector).body(Map.of("union", union, "foundedOn", "2025-08-01", "actNumber", "1/QD"))
                    .post("/employers/" + named + "/union")));
            awaitBlocked(connection, 2L);
            Sql.of("WITH e AS (UPDATE employer SET union_id = ? WHERE id = ?::uuid RETURNING *) INSERT INTO employer_state (employer_no, valid_from, name, "
                    + "employer_group, region, unit_id, union_id, status, recorded_by) SELECT no, '2025-08-01', name, employer_group, region, unit_id, union_id, "
                    + "status, 'test' FROM e", union, employer).run(connection);
        });
        two.shutdown();
        answers.get(0).get().then().statusCode(201).body("unit", equalTo(union.toString()));
        assertThat(answers.get(1).get().statusCode()).isBetween(200, 201);
        assertThat(Api.balance(union, "1389")).isEqualTo(DECLARED);
    }

    @Test
    void leavesArrearsAfterPartOfThePayment() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-08", 500_000_000);
        Employers.pay(collector, employer, 6_000_000);
        Employers.settled(federation, f -> assertThat(Api.balance(union, "3382")).isEqualTo(-1_500_000));
        month(employer, "2025-10-05").body("items[0].outstanding.amount", equalTo(4_000_000)).body("items[0].paid.amount", equalTo(6_000_000));
        month(employer, "2025-09-30").body("items[0].outstanding.amount", equalTo(DECLARED)).body("items[0].overdue", equalTo(false))
                .body("items[0].dueOn", equalTo("2025-09-30"));
        month(employer, "2025-10-01").body("items[0].overdue", equalTo(true));
        arrears(employer, "2025-10-05").body("items[0].overdue.amount", equalTo(4_000_000)).body("items[0].oldest", equalTo("2025-08"));
        Employers.pay(collector, employer, 4_000_000);
        Employers.settled(federation, f -> assertThat(Api.balance(union, "3382")).isEqualTo(-2_500_000));
        arrears(employer, "2025-12-31").body("items", hasSize(0));
        // Auditors ask for a day of the past: it is as it was, whatever has been paid since.
        arrears(employer, "2025-10-04").body("items[0].overdue.amount", equalTo(DECLARED)).body("items[0].months", equalTo(1));
        month(employer, "2025-10-04").body("items[0].paid.amount", equalTo(0)).body("items[0].overdue", equalTo(true));
        Api.as("auditor", collector).get("/fund-months?state=overdue&employer=" + employer + "&asOf=2025-10-04").then().body("items", hasSize(1));
        Api.as("auditor", collector).get("/fund-months?state=overdue&employer=" + employer).then().body("items", hasSize(0));
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ? AND kind = 'share-up' AND effective_date = "
                + "'2025-10-05'", union))
                .as("booked on the day of the payment").isEqualTo(2);
    }

    @Test
    void paysManyMonthsByOnePaymentTheOldestFirstAndKeepsTheRestForLaterOnes() {
        String employer = Employers.register(collector, union);
        for (String month : new String[] {"2025-07", "2025-05", "2025-06"}) {
            Employers.declare(collector, employer, month, 500_000_000);
        }
        Employers.pay(collector, employer, 25_000_000);
        Employers.settled(federation, f -> month(employer, "2025-12-01").body("items.paid.amount", contains(DECLARED, DECLARED,
                5_000_000)));
        Employers.pay(collector, employer, 8_000_000);
        Employers.settled(federation, f -> assertThat(Api.balance(collector, "33831")).isEqualTo(-3_000_000));
        Api.as("auditor", collector).get("/fund-receipts?employer=" + employer + "&unit=" + collector).then().statusCode(200)
                .body("items", hasSize(2)).body("items[0].waiting.amount", equalTo(3_000_000));
        Employers.declare(collector, employer, "2025-08", 500_000_000);
        Employers.settled(federation, f -> assertThat(Api.balance(collector, "33831")).isZero());
        assertThat(Api.balance(union, "1389")).isEqualTo(7_000_000);
        Employers.declare(collector, employer, "2025-04", 100_000_000);
        Employers.settled(federation, f -> month(employer, "2025-12-01").body("items.paid.amount",
                contains(2_000_000, DECLARED, DECLARED, DECLARED, 1_000_000)));
        assertThat(federation.number("SELECT fund_collected FROM unit_month WHERE unit_id = ? AND month = '2025-08-01'", union))
                .isEqualTo(1_000_000);
    }

    @Test
    void correctsADeclarationByItsDifference() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-08", 500_000_000);
        Employers.pay(collector, employer, DECLARED);
        Employers.declare(collector, employer, "2025-08", 400_000_000, Map.of("note", "two left in July")).statusCode(201)
                .body("difference.amount", equalTo(-2_000_000)).body("assessed.amount", equalTo(8_000_000));
        Employers.settled(federation, f -> assertThat(Api.balance(collector, "33831")).isEqualTo(-2_000_000));
        assertThat(Api.balance(union, "5112")).isEqualTo(-8_000_000);
        assertThat(Api.balance(union, "3382")).as("the share came back with it").isEqualTo(-2_000_000);
        assertThat(federation.number("SELECT count(*) FROM fund_declaration d JOIN employer e ON e.no = d.employer_no WHERE e.id = ?",
                UUID.fromString(employer))).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"vn, 7500000, 2500000", "cn, 6000000, 4000000"})
    void holdsApartWhatComesFromAnEmployerWithoutAUnionAndHandsItOverOnItsFounding(String jurisdiction, long given, long kept) {
        UUID above = federation.unit(null, jurisdiction);
        UUID unit = federation.unit(above, jurisdiction);
        if (jurisdiction.equals("cn")) {
            Employers.chinese(above);
        }
        String employer = Employers.register(above, null);
        Employers.declare(above, employer, "2025-08", 500_000_000);
        assertThat(Api.balance(above, "3383")).isEqualTo(-DECLARED);
        Employers.pay(above, employer, DECLARED);
        Employers.settled(federation, f -> assertThat(Api.balance(above, "1389")).isZero());
        assertThat(federation.number("SELECT count(*) FROM unit_month WHERE unit_id IN (?, ?)", above, unit)).as("nobody's income yet")
                .isZero();
        assertThat(Api.balance(above, "3383")).isEqualTo(-DECLARED);

        Api.treasurer(above).body(Map.of("union", unit, "foundedOn", "2025-09-10", "actNumber", "12/QD-LDLD")).post("/employers/"
                + employer + "/union")
                .then().statusCode(200).body("union", equalTo(unit.toString()));
        Employers.settled(federation, f -> assertThat(Api.balance(above, "3383")).isZero());
        assertThat(Api.balance(above, "33832")).isEqualTo(-given);
        assertThat(Api.balance(above, "5115")).isEqualTo(-kept);
        assertThat(Api.balance(unit, "13891")).isEqualTo(given);
        assertThat(Api.balance(unit, "5112")).isEqualTo(-given);
        Employers.declare(above, employer, "2025-09", 500_000_000, Map.of()).statusCode(201).body("unit", equalTo(unit.toString()));
        Employers.declare(above, employer, "2025-08", 600_000_000, Map.of()).statusCode(201).body("unit", equalTo(above.toString()));
        Employers.pay(above, employer, 2_000_000);
        Employers.settled(federation, f -> assertThat(Api.balance(above, "5115")).as("what comes later goes the same way")
                .isEqualTo(-kept * 12 / 10));
        assertThat(Api.balance(above, "3383")).isZero();
    }

    @Test
    void splitsThePartOfTheGrassRootsWithAWorkersOrganisation() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-08", 500_000_000, Map.of("organisationMembers", 40)).statusCode(201);
        Employers.pay(collector, employer, DECLARED);
        Employers.settled(federation, f -> assertThat(Api.balance(union, "33833")).isEqualTo(-3_000_000));
        // 10,000,000 less 2,500,000 up less 3,000,000 to the organisation: 4,500,000 remain.
        assertThat(Api.balance(union, "5112") + Api.balance(union, "6392") + Api.balance(union, "63921")).isEqualTo(-4_500_000);
    }

    @Test
    void showsTheBandsOfFinesAndNoDailyCharge() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-08", 2_500_000_000L);
        arrears(employer, "2025-10-01").body("items[0].overdue.amount", equalTo(50_000_000)).body("items[0].fines.kind",
                contains("fine-late", "fine-unpaid"))
                .body("items[0].fines.from.amount", contains(6_000_000, 9_000_000)).body("items[0].fines.to.amount", contains(7_500_000,
                10_000_000))
                .body("items[0].fines.toExcluded", contains(true, false)).body("items[0].remedy.days", equalTo(30))
                .body("items[0].fines.organisation.to.amount", contains(15_000_000, 20_000_000))
                .body("items[0].fines.organisation.verified", contains(false, false)).body("items[0].lateFee", nullValue());
        Employers.declare(collector, employer, "2025-08", 50_000_000_000L);
        arrears(employer, "2025-10-01").body("items[0].fines.to.amount", contains(75_000_000, 75_000_000)).body("items[0].fines.capped",
                contains(true, true));
    }

    @Test
    void asksNothingOfStatePaidUnitsFromJune2025() {
        String employer = Employers.register(collector, union, Map.of("group", "state-paid"));
        Employers.declare(collector, employer, "2025-05", 500_000_000, Map.of()).statusCode(201).body("assessed.amount", equalTo(DECLARED));
        Employers.declare(collector, employer, "2025-06", 500_000_000, Map.of()).statusCode(201).body("assessed.amount", equalTo(0));
    }

    @Test
    void refusesWhatNobodyCanOweOrPay() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2010-01", 1_000, Map.of()).statusCode(422).body("code", equalTo("no-fund-rule"));
        Employers.declare(collector, employer, "2077-01", 1_000, Map.of()).statusCode(422).body("code", equalTo("fund-in-future"));
        Employers.declare(collector, employer, "2025-07", -1, Map.of("organisationMembers", 101)).statusCode(400).body("errors",
                hasSize(2));
        Employers.declare(tree.sibling(), employer, "2025-07", 1_000, Map.of()).statusCode(404);
        Map<String, Object> receipt = Map.of("employer", employer, "amount", Map.of("amount", 5, "currency", "VND"), "day", "2025-08-01",
                "from", "cash");
        // What lies in suspense is of a line of the bank, and said of that line.
        Api.treasurer(collector).body(with(receipt, "from", "suspense")).post("/fund-receipts").then().statusCode(400);
        Api.treasurer(collector).body(with(receipt, "amount", Map.of("amount", 5, "currency", "CNY"))).post("/fund-receipts").then()
                .statusCode(422)
                .body("code", equalTo("wrong-currency"));
        Api.treasurer(union).body(with(receipt, "from", "bank")).post("/fund-receipts").then().statusCode(404);
        Api.treasurer(collector).body(with(receipt, "day", "1970-01-01")).post("/fund-receipts").then().statusCode(409).body("code",
                equalTo("account-not-open"));
    }

    @Test
    void takesAReceiptBackOnceAndOwesAgainWhatItHadPaid() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-08", 500_000_000);
        String receipt = Api.treasurer(collector).body(Map.of("employer", employer, "amount", Map.of("amount", DECLARED, "currency",
                "VND"), "day",
                "2025-08-20", "from", "cash")).post("/fund-receipts").then().statusCode(201).body("account", equalTo("1111")).extract()
                .path("id");
        Employers.settled(federation, f -> assertThat(Api.balance(union, "3382")).isEqualTo(-2_500_000));
        String waiting = Api.treasurer(collector).body(Map.of("why", "another company's")).post("/fund-receipts/" + receipt
                + "/reversal").then().statusCode(202).body("act", equalTo("fund-receipt-reversal")).body("subject", equalTo(receipt))
                .body("outgoing.amount", equalTo(DECLARED)).extract().path("id");
        assertThat(Api.balance(collector, "1111")).as("money leaves by two").isEqualTo(DECLARED);
        Api.treasurer(collector).post("/entry-proposals/" + waiting + "/approval").then().statusCode(409).body("code",
                equalTo("same-person"));
        Books.another(collector).post("/entry-proposals/" + waiting + "/approval").then().statusCode(200).body("entry", notNullValue());
        String reversal = Api.as("auditor", collector).get("/fund-receipts/" + receipt).then().extract().path("reversedBy");
        Api.as("auditor", collector).get("/fund-receipts/" + reversal).then().body("amount.amount", equalTo(-DECLARED)).body("reverses",
                equalTo(receipt)).body("note", equalTo("another company's"));
        Employers.settled(federation, f -> assertThat(Api.balance(union, "3382")).isZero());
        assertThat(Api.balance(union, "1389")).isEqualTo(DECLARED);
        assertThat(Api.balance(collector, "1111")).isZero();
        assertThat(federation.number("SELECT fund_collected + fund_shared FROM unit_month WHERE unit_id = ?", union)).isZero();
        for (String id : new String[] {receipt, reversal}) {
            Api.treasurer(collector).body(Map.of("why", "again")).post("/fund-receipts/" + id + "/reversal").then().statusCode(409)
                    .body("code", equalTo("fund-receipt-reversed-already"));
        }
    }

    @Test
    void holdsTheFundApartAgainWhenTheUnionHasEnded() {
        String employer = Employers.register(collector, union);
        Api.treasurer(collector).header("If-Match", "*").body(Map.of("unit", collector, "name", "Công ty May Mặc", "status", "active",
                "unionEnded", true,
                "validFrom", "2025-08-10")).put("/employers/" + employer).then().statusCode(200).body("union",
                nullValue());
        Employers.declare(collector, employer, "2025-07", 500_000_000, Map.of()).statusCode(201).body("unit", equalTo(union.toString()));
        Employers.declare(collector, employer, "2025-08", 500_000_000, Map.of()).statusCode(201).body("unit",
                equalTo(collector.toString()));
        assertThat(Api.balance(collector, "3383")).isEqualTo(-DECLARED);
    }

    @Test
    void staysWholeWhenManySpeakOfOneEmployerAtOnce() {
        String employer = Employers.register(collector, union);
        IntStream.range(0, 24).parallel().forEach(i -> {
            if (i % 2 == 0) {
                Employers.declare(collector, employer, "2025-0" + (1 + i % 3), 100_000_000L * (1 + i % 5));
            } else {
                Employers.pay(collector, employer, 1_000_000);
            }
        });
        Employers.settled(federation, f -> assertThat(-Api.balance(union, "5112") - Api.balance(union, "1389")).as("what was paid of it")
                .isEqualTo(12_000_000 + Api.balance(collector, "33831")));
        assertThat(Api.balance(collector, "1121")).isEqualTo(12_000_000);
        assertThat(-Api.balance(union, "5112")).isEqualTo(federation.number("SELECT sum(m.assessed) FROM fund_month m JOIN employer e "
                + "ON e.no = m.employer_no "
                + "WHERE e.id = ?", UUID.fromString(employer)));
        assertThat(-Api.balance(union, "3382")).isEqualTo(federation.number("SELECT sum(fund_collected * 25 / 100) FROM unit_month "
                + "WHERE unit_id = ?", union));
    }

    @Test
    void takesAPaymentOnceForAKey() {
        String employer = Employers.register(collector, union);
        String key = UUID.randomUUID().toString();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(Api.as("treasurer", collector).header("Idempotency-Key", key).contentType("application/json")
                    .body(Map.of("employer", employer,
                    "amount", Map.of("amount", 5_000, "currency", "VND"), "day", "2025-08-01", "from", "cash")).post("/fund-receipts")
                    .statusCode());
        }
        assertThat(answers).containsExactly(201, 201);
        assertThat(Api.balance(collector, "1111")).isEqualTo(5_000);
        Api.as("treasurer", collector).contentType("application/json").body("{}").post("/fund-receipts").then().statusCode(400);
    }

    private ValidatableResponse month(String employer, String asOf) {
        return Api.as("auditor", collector).get("/fund-months?employer=" + employer + "&asOf=" + asOf).then().statusCode(200);
    }

    private ValidatableResponse arrears(String employer, String asOf) {
        return Api.as("auditor", collector).get("/fund-arrears?employer=" + employer + "&asOf=" + asOf).then().statusCode(200);
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(name, value);
        return more;
    }
}
