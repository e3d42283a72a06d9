package org.doanket.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.doanket.finance.fund.Employers;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Employers go on paying for a union that has ended: what it was owed goes to its heir, and no other employer waits for it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingFundTest {

    private static final int OWED = 10_000_000;
    private static final String ENDS_ON = "2025-08-21";

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    Books books;

    private UUID collector;
    private UUID union;
    private UUID heir;

    @BeforeEach
    void units() {
        Federation.Tree tree = federation.tree();
        collector = tree.commune();
        union = tree.unit();
        heir = tree.sibling();
    }

    @Test
    void lateMoneyOfAnEmployerGoesToTheHeirWithTheSharesThatFollow() throws Exception {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-07", 500_000_000, Map.of("organisationMembers", 40)).statusCode(201);
        close();
        assertThat(Api.balance(heir, "1389")).isEqualTo(OWED);

        Employers.pay(collector, employer, OWED);
        Employers.settled(federation, f -> assertThat(Api.balance(collector, "33831")).as("nothing waits").isZero());
        endings.sweep();
        assertHeirHas(Map.of("13891", (long) OWED, "3382", -2_500_000L, "33833", -3_000_000L));
        assertThat(Api.balance(collector, "33832")).isEqualTo(-OWED);
        assertThat(Api.balance(collector, "1387")).isEqualTo(2_500_000);

        // A correction, and what is let off of it: as late.
        Employers.declare(collector, employer, "2025-07", 600_000_000, Map.of("organisationMembers", 40)).statusCode(201);
        Employers.settled(federation, f -> endings.sweep());
        assertHeirHas(Map.of("1389", 2_000_000L, "13891", (long) OWED, "3382", -2_500_000L, "33833", -3_000_000L));
        Api.with(Tokens.of("federation-officer").unit(collector)).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json").body(reduction(employer)).post("/fund-decisions").then().statusCode(201);
        Employers.settled(federation, f -> endings.sweep());
        assertHeirHas(Map.of("1389", 800_000L, "13891", (long) OWED, "3382", -2_500_000L, "33833", -3_000_000L));
    }

    @Test
    void theOtherEmployersOfAStatementAreSettledBesideOneOfAnEndedUnion() throws Exception {
        String ofEnded = Employers.taxCode();
        String ofOther = Employers.taxCode();
        Employers.declare(collector, Employers.register(collector, union, Map.of("taxCode", ofEnded)), "2025-07", 500_000_000);
        UUID other = federation.unit(collector, "vn");
        Employers.declare(collector, Employers.register(collector, other, Map.of("taxCode", ofOther)), "2025-07", 500_000_000);
        close();
        load(ofEnded, ofOther);
        Employers.settled(federation, f -> assertThat(Api.balance(other, "1389")).isZero());
        endings.sweep();
        assertThat(Api.balance(heir, "1389")).isZero();
    }

    /** A rule so large that it cannot be worked out stands for whatever may go wrong with one employer. */
    @Test
    void oneEmployersFailureIsParkedUnderHisNameAndTheOthersGoOn() throws Exception {
        List<String> codes = List.of(Employers.taxCode(), Employers.taxCode(), Employers.taxCode());
        List<String> employers = codes.stream().map(code -> Employers.register(collector, union, Map.of("taxCode", code))).toList();
        employers.forEach(employer -> Employers.declare(collector, employer, "2025-07", 500_000_000));
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isEqualTo(3 * OWED));
        spoil(employers.get(1), "XWD"); // days of work, which no account of money takes
        load(codes.toArray(String[]::new));
        await().until(() -> federation.number("SELECT count(*) FROM job WHERE kind = 'fund-receipts' AND unit_id = ? AND state = 'succeeded'",
                collector) == 1);
        assertThat(Api.balance(union, "1389")).as("the first and the third").isEqualTo(OWED);
        String job = federation.text("SELECT id::text FROM job WHERE kind = 'fund-receipts' AND unit_id = ?", collector);
        var told = Api.as("treasurer", collector).get("/jobs/" + job).then().statusCode(200).extract().jsonPath();
        assertThat(told.getLong("problems")).isOne();
        assertThat(told.getList("result.parked.employer")).containsExactly(employers.get(1));
        assertThat(federation.text("SELECT state FROM job WHERE id = ?::uuid", told.getString("result.parked[0].job"))).isIn("waiting", "running");

        spoil(employers.get(1), "VND");
        Api.done(collector, Api.treasurer(collector).post("/employers/" + employers.get(1) + "/fund-settlements").then());
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isZero());
    }

    /** The employer is let off a part of his month, and his month is counted in this. */
    private void spoil(String employer, String currency) {
        federation.transaction(connection -> {
            Sql.of("INSERT INTO fund_decision (id, unit_id, employer_no, kind, act_number, decided_on, from_month, to_month, part_num, part_den, "
                    + "reason, recorded_by) SELECT uuidv7(), unit_id, no, 'reduction', 'T', '2025-07-01', '2025-07-01', '2025-07-01', 99, 100, 'test', 't' "
                    + "FROM employer WHERE id = ?::uuid", employer).run(connection);
            Sql.of("UPDATE fund_month m SET currency = ?, relieved = 0 FROM employer e WHERE e.no = m.employer_no AND e.id = ?::uuid", currency,
                    employer).run(connection);
        });
    }

    private void close() {
        endings.end(union, ENDS_ON, heir);
        endings.await(union, "closed");
    }

    private void load(String... codes) throws Exception {
        String account = String.valueOf(System.nanoTime());
        Api.setAccount(collector, account);
        Line[] lines = new Line[codes.length];
        for (int i = 0; i < codes.length; i++) {
            lines[i] = new Line("R" + codes[i], OWED, "KPCD MST " + codes[i]);
        }
        Api.loadStatement(collector, "camt.053", "application/xml", Statements.camt(account, lines));
    }

    private void assertHeirHas(Map<String, Long> balances) {
        Map<String, Long> found = new HashMap<>();
        for (String account : List.of("1389", "13891", "3382", "33833")) {
            found.put(account, Api.balance(heir, account));
            assertThat(Api.balance(union, account)).as("the ended unit's %s", account).isZero();
        }
        found.values().removeIf(balance -> balance == 0);
        assertThat(found).isEqualTo(balances);
    }

    private static Map<String, Object> reduction(String employer) {
        return Map.of("kind", "reduction", "employer", employer, "actNumber", "1/QD", "decidedOn", "2025-11-01", "from", "2025-07", "to", "2025-07",
                "part", Map.of("numerator", 10, "denominator", 100), "reason", "a flood");
    }
}
