package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.Age;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run comes to in each unit: foreseen by a preview, and after posting what it did. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DuesRunUnitTest {

    private static final String MONTH = "2025-08";

    @Inject
    Federation federation;
    @Inject
    Housekeeping housekeeping;
    @Inject
    DuesBatch batch;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Federation.Tree tree;
    private UUID first;
    private UUID second;

    @BeforeEach
    void members() {
        tree = federation.tree();
        first = federation.member(tree.unit(), "A", "non-state-enterprise");
        second = federation.member(tree.unit(), "B", "non-state-enterprise");
        UUID third = federation.member(tree.sibling(), "C", "non-state-enterprise");
        federation.pay(first, MONTH, "si_salary", 8_000_000);
        federation.pay(second, MONTH, "si_salary", 6_000_000);
        federation.pay(third, MONTH, "si_salary", 10_000_000);
    }

    @Test
    void foreseesInEachUnitWhatPostingThenDoes() throws InterruptedException {
        assertThat(differences(run("preview"))).isEqualTo(Map.of(tree.unit(), 70_000L, tree.sibling(), 50_000L));
        assertThat(differences(run("post"))).isEqualTo(Map.of(tree.unit(), 70_000L, tree.sibling(), 50_000L));
        assertThat(differences(run("post"))).as("again").isEmpty();

        federation.pay(first, MONTH, "si_salary", 12_000_000);
        federation.member(tree.unit(), "D", "non-state-enterprise");
        federation.transaction(connection -> Sql.of("UPDATE member_span SET valid_from = '2025-09-01' "
                + "WHERE member_no = (SELECT no FROM member_ref WHERE id = ?)", second).run(connection));
        String preview = run("preview");
        JsonPath foreseen = units(preview, "scope=subtree&unit=" + tree.commune());
        JsonPath whole = Api.as("auditor", tree.commune()).get("/dues-runs/" + preview).then().statusCode(200).extract().jsonPath();
        for (String sum : List.of("members", "problems")) {
            assertThat(foreseen.getList("items." + sum, Long.class).stream().mapToLong(Long::longValue).sum()).as(sum).isEqualTo(whole.getLong(sum));
        }
        assertThat(foreseen.getList("items.total.amount", Long.class).stream().mapToLong(Long::longValue).sum()).isEqualTo(whole.getLong("total"));
        assertThat(foreseen.getList("items.unit")).hasSize(whole.getInt("units"));
        String mine = "items.find { it.unit == '" + tree.unit() + "' }.";
        assertThat(List.of(foreseen.getLong(mine + "members"), foreseen.getLong(mine + "problems"), foreseen.getLong(mine + "changed"),
                foreseen.getLong(mine + "total.amount"), foreseen.getLong(mine + "charged.amount"), foreseen.getLong(mine + "difference.amount")))
                .as("one corrected, one taken back, one without pay").containsExactly(2L, 1L, 2L, 60_000L, 70_000L, -10_000L);
        assertThat(units(preview, "changed=true&scope=subtree&unit=" + tree.commune()).getList("items.unit")).containsExactly(tree.unit().toString());
        long before = Api.balance(tree.unit(), "1388");
        String posted = run("post");
        assertThat(differences(posted)).isEqualTo(Map.of(tree.unit(), -10_000L));
        assertThat(Api.balance(tree.unit(), "1388") - before).isEqualTo(-10_000);
        assertThat(units(posted, "unit=" + tree.unit()).getLong("items[0].problems")).isOne();
    }

    @Test
    void listsThemPageByPageAndAsASheet() throws InterruptedException {
        String id = run("preview");
        String next = Api.as("treasurer", tree.commune()).get("/dues-runs/" + id + "/units?limit=1").then().statusCode(200).body("items", hasSize(1))
                .extract().path("next");
        Api.as("treasurer", tree.commune()).get("/dues-runs/" + id + "/units?limit=1&cursor=" + next).then().statusCode(200).body("items", hasSize(1))
                .body("next", equalTo(null));
        Api.as("treasurer", tree.commune()).accept("text/csv").get("/dues-runs/" + id + "/units").then().statusCode(200)
                .body(containsString("difference")).body(containsString("70000"));
        Age.of(worker, "dues_run", UUID.fromString(id), 91);
        housekeeping.removeWhatIsDue();
        assertThat(units(id, "scope=subtree&unit=" + tree.commune()).getList("items")).as("what was foreseen is kept for a time").isEmpty();
    }

    @Test
    void makesATableOfAMonthOnlyWherePostedAndOfNoneBeforeAllRules() throws InterruptedException {
        String tables = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'charge'::regclass";
        long before = federation.number(tables);
        Api.runDues(tree.commune(), "2017-03", "preview");
        Api.runDues(tree.commune(), "2090-03", "preview");
        Api.runDues(tree.commune(), "1990-03", "preview");
        assertThat(federation.number(tables)).isEqualTo(before);
        Api.treasurer(tree.commune()).body(Map.of("unit", tree.commune(), "month", "2016-12", "mode", "post")).post("/dues-runs").then().statusCode(422)
                .body("code", equalTo("dues-before-rules"));
        Api.runDues(tree.commune(), "2017-03", "post");
        assertThat(federation.number(tables)).isEqualTo(before + 1);
    }

    /** His old unit was first, and learned only afterwards that he had gone in the middle of the month. */
    @Test
    void chargesWhoMovedOnceThoughHisOldUnitHadChargedHim() throws InterruptedException {
        Api.runDues(tree.unit(), MONTH, "post");
        assertCharged(70_000, 0);
        moved();
        String preview = differences(run("preview")).toString();
        Api.runDues(tree.sibling(), MONTH, "post");
        assertCharged(30_000, 90_000);
        assertThat(preview).contains(tree.unit() + "=-40000", tree.sibling() + "=90000");
        assertThat(Api.runDues(tree.unit(), MONTH, "post").getLong("result.changed")).isZero();
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
        // He never went: the old unit has the month again, whichever of them finds it out.
        federation.transaction(connection -> {
            Sql.of("DELETE FROM member_span s USING member_ref m WHERE m.no = s.member_no AND m.id = ? AND s.unit_id = ?", first, tree.sibling()).run(connection);
            Sql.of("UPDATE member_span s SET valid_to = NULL FROM member_ref m WHERE m.no = s.member_no AND m.id = ?", first).run(connection);
        });
        Api.runDues(tree.unit(), MONTH, "post");
        assertCharged(70_000, 50_000);
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
    }

    @Test
    void chargesWhoMovedOnceWhereHisNewUnitIsFirstOrBothAtOnce() throws Exception {
        moved();
        Api.runDues(tree.sibling(), MONTH, "post");
        Api.runDues(tree.unit(), MONTH, "post");
        assertCharged(30_000, 90_000);
        federation.pay(first, "2025-09", "si_salary", 8_000_000);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<JsonPath>> runs = new ArrayList<>();
        for (UUID each : List.of(tree.unit(), tree.sibling())) {
            runs.add(two.submit(() -> Api.runDues(each, "2025-09", "post")));
        }
        two.shutdown();
        for (Future<JsonPath> each : runs) {
            each.get();
        }
        assertThat(federation.number("SELECT count(*) FROM charge c JOIN member_ref m ON m.no = c.member_no WHERE m.id = ? AND c.month = '2025-09-01'", first)).isOne();
    }

    /** Nobody is asked a second time for what he has paid; what he takes back is asked of him where he stood last. */
    @Test
    void leavesAMonthThatWasPaidWhereItWasCharged() throws InterruptedException {
        Api.runDues(tree.unit(), MONTH, "post");
        String receipt = Api.treasurer(tree.unit()).body(Map.of("unit", tree.unit(), "payments", List.of(Map.of("member", first, "day", "2025-08-20", "amount",
                Map.of("amount", 40_000, "currency", "VND"))))).post("/cash-receipts").then().statusCode(201).extract().path("receipts[0].id");
        assertThat(receipt).isNotNull();
        moved();
        for (UUID each : List.of(tree.sibling(), tree.unit(), tree.commune())) {
            Api.runDues(each, MONTH, "post");
            assertCharged(70_000, 50_000);
        }
    }

    @Test
    void letsTheDatabaseRefuseASecondChargeThatDoesNotKnowOfTheFirst() throws InterruptedException {
        Api.runDues(tree.unit(), MONTH, "post");
        assertThatThrownBy(() -> federation.transaction(connection -> Sql.of("INSERT INTO charge (month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, "
                + "excess_delta) SELECT '2025-08-01', no, 9000000, 0, ?, 40000, 0, 40000, 0 FROM member_ref WHERE id = ?", tree.sibling(), first).run(connection)))
                .hasStackTraceContaining("charge_2025_08_pkey");
    }

    /** Asked for while the run was working, and done after it: what the run has worked with stays. */
    @Test
    void leavesThePayFileThatARunWasPostedWithBetweenTheUndosRequestAndItsJob() throws InterruptedException {
        UUID unit = federation.unit(null, "vn");
        federation.member(unit, "A", "non-state-enterprise");
        Api.loadPay(unit, MONTH, "code,si-salary\nA,8000000\n");
        String file = "/pay-records/imports/" + federation.payImport(unit);
        federation.transaction(connection -> Sql.of("SELECT open_charge_month('2025-08-01')").run(connection));
        List<ValidatableResponse> undo = new ArrayList<>();
        federation.transaction(connection -> {
            long no = Sql.of("INSERT INTO dues_run (id, unit_id, month, mode, state, created_by) VALUES (uuidv7(), ?, '2025-08-01', 'post', 'done', 't') RETURNING no",
                    unit).first(connection, row -> row.getLong(1)).orElseThrow();
            assertThat(batch.run(connection, new DuesBatch.Run(no, new UnitScope(unit, federation.path(unit)), LocalDate.of(2025, 8, 1), true, "t")).changed())
                    .isOne();
            undo.add(Api.treasurer(unit).post(file + "/undo").then().statusCode(202));
            int own = Sql.of("SELECT pg_backend_pid()").first(connection, row -> row.getInt(1)).orElseThrow();
            await().atMost(Duration.ofSeconds(30)).until(() -> federation.number("SELECT count(*) FROM pg_locks l WHERE NOT l.granted "
                    + "AND ? = ANY (pg_blocking_pids(l.pid))", own) > 0);
        });
        JsonPath job = Api.ended(unit, undo.get(0));
        assertThat(job.getString("failure")).isEqualTo("pay-import-used");
        Api.as("auditor", unit).get(file).then().statusCode(200).body("state", equalTo("committed"));
        Api.as("auditor", unit).get("/pay-records?unit=" + unit + "&month=" + MONTH).then().statusCode(200).body("items.siSalary.amount", contains(8_000_000));
        assertThat(Api.runDues(unit, MONTH, "post").getLong("result.changed")).isZero();
        assertThat(Api.balance(unit, "1388")).isEqualTo(40_000);
        Api.treasurer(unit).post(file + "/undo").then().statusCode(409).body("code", equalTo("pay-import-used"));
    }

    private void moved() {
        federation.learn(first, LocalDate.of(2025, 8, 15), tree.sibling(), "A", "active", "non-state-enterprise");
    }

    /** In the books, in the months of the units, and by the charges that count, of which the first member has one. */
    private void assertCharged(long here, long there) {
        assertThat(List.of(Api.balance(tree.unit(), "5111"), Api.balance(tree.sibling(), "5111"))).containsExactly(-here, -there);
        assertThat(federation.text("SELECT string_agg(assessed::text, ' ' ORDER BY unit_id = ? DESC) FROM unit_month WHERE unit_id IN (?, ?) AND month = '2025-08-01' "
                + "AND assessed <> 0", tree.unit(), tree.unit(), tree.sibling())).isEqualTo(there == 0 ? here + "" : here + " " + there);
        assertThat(federation.number("SELECT count(*) FROM (SELECT DISTINCT ON (c.unit_id) c.kind FROM charge c JOIN member_ref m ON m.no = c.member_no "
                + "WHERE m.id = ? AND c.month = '2025-08-01' ORDER BY c.unit_id, c.run_no DESC, c.kind) k WHERE k.kind = 0", first)).isOne();
    }

    @Test
    void isForThoseWhoAnswerForMoney() throws InterruptedException {
        String id = run("preview");
        AccessMatrix.of("GET", Api.BASE + "/dues-runs/" + id + "/units").roles("treasurer", "auditor").inside(tree.commune(), tree.province())
                .outside(tree.unit(), tree.elsewhere()).check();
    }

    private String run(String mode) throws InterruptedException {
        Api.runDues(tree.commune(), MONTH, mode);
        return federation.text("SELECT id::text FROM dues_run WHERE unit_id = ? ORDER BY no DESC LIMIT 1", tree.commune());
    }

    private Map<UUID, Long> differences(String run) {
        JsonPath units = units(run, "changed=true&scope=subtree&unit=" + tree.commune());
        Map<UUID, Long> differences = new HashMap<>();
        units.getList("items", Map.class).forEach(unit -> differences.put(UUID.fromString((String) unit.get("unit")),
                ((Number) ((Map<?, ?>) unit.get("difference")).get("amount")).longValue()));
        return differences;
    }

    private JsonPath units(String run, String asked) {
        return Api.as("treasurer", tree.commune()).get("/dues-runs/" + run + "/units?limit=200&" + asked).then().statusCode(200).extract().jsonPath();
    }
}
