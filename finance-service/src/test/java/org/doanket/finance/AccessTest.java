package org.doanket.finance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint against everybody. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class AccessTest {

    private static final String BASE = Api.BASE;
    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
        "desk-clerk", "tips-officer", "member", "integration"};

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private UUID child;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
        child = federation.unit(unit, "vn");
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, BASE + path).roles(roles).inside(unit, tree.commune()).outside(child, tree.sibling(), tree.elsewhere());
    }

    @Test
    void readsOfOneUnit() {
        String asked = "unit=" + unit;
        for (String path : new String[] {"/pay-records?month=2025-07&", "/journal-entries?", "/trial-balance?", "/periods?", "/dues-runs?",
            "/bank-statements?", "/bank-lines?"}) {
            own("GET", path + asked, "treasurer", "auditor").check();
        }
        own("GET", "/dues-rates?" + asked, "treasurer", "auditor", "unit-officer").check();
        own("GET", "/unit-months?" + asked, "treasurer", "auditor", "unit-officer", "federation-officer").check();
        own("GET", "/unit-months/verification?" + asked, "auditor").check();
        own("GET", "/unit-months/totals?" + asked, "treasurer", "auditor", "unit-officer", "federation-officer").check();
    }

    @Test
    void readsOfOneThing() throws Exception {
        Api.setAccount(unit, String.valueOf(System.nanoTime()).substring(0, 12));
        own("GET", "/units/" + unit + "/bank-account", "treasurer", "auditor", "unit-officer").check();
        federation.member(unit, "A", "non-state-enterprise");
        String pay = Api.loadPay(unit, "2025-07", "code,si-salary\nA,8000000\nB,1\n").getString("id");
        String payImport = first("SELECT id FROM pay_import WHERE unit_id = ?");
        own("GET", "/pay-records/imports/" + payImport, "treasurer", "auditor").check();
        own("GET", "/pay-records/imports/" + payImport + "/faulty-rows", "treasurer", "auditor").check();
        own("GET", "/pay-records/imports/" + payImport + "/faults?purpose=to+be+put+right", "treasurer", "auditor").check();
        own("GET", "/jobs/" + pay, ALL).check();
        Api.runDues(unit, "2025-07", "post");
        String run = first("SELECT id FROM dues_run WHERE unit_id = ?");
        own("GET", "/dues-runs/" + run, "treasurer", "auditor").check();
        own("GET", "/dues-runs/" + run + "/problems", "treasurer", "auditor").check();
        own("GET", "/journal-entries/" + first("SELECT id FROM journal_entry WHERE unit_id = ?"), "treasurer", "auditor").check();
    }

    @Test
    void writes() {
        own("POST", "/pay-records?month=2025-07&unit=" + unit, "treasurer").body("text/csv", () -> "code,si-salary\nX,1").check();
        own("POST", "/dues-runs", "treasurer").body(() -> Map.of("unit", unit, "month", "2025-07", "mode", "preview")).check();
        own("POST", "/dues-rates", "treasurer", "unit-officer").body(() -> Map.of("unit", unit, "validFrom", "2025-07-01", "resolution", "NQ",
                "fixedAmount", Map.of("amount", 15_000, "currency", "VND"))).check();
        own("GET", "/dues-rates/" + first("SELECT id FROM unit_dues WHERE unit_id = ?"), "treasurer", "auditor", "unit-officer").check();
        own("POST", "/payment-requests", "treasurer").body(() -> Map.of("unit", unit, "month", "2025-07")).check();
        own("PUT", "/units/" + unit + "/bank-account", "treasurer").body(() -> Map.of("bankBin", "970436", "account", "1", "holder", "x"))
                .ifMatch("*").check();
        own("POST", "/bank-statements?unit=" + unit, "treasurer").body("application/xml", () -> "<Document/>").check();
    }

    @Test
    void rulesAreForAllToReadAndForTheRootToSet() {
        for (String path : new String[] {"/dues-rules", "/parameters", "/sharing-ratios", "/figures", "/accounts", "/bank-profiles"}) {
            AccessMatrix.of("GET", BASE + path).roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
        }
        Map<String, Object> rule = Map.of("source", Map.of("jurisdiction", "vn", "validFrom", "2040-01-01", "citation", "AccessTest", "verified", false),
                "name", "base-salary", "amount", Map.of("amount", 9_000_000, "currency", "VND"));
        Map<String, Object> source = Map.of("jurisdiction", "cn", "validFrom", "2041-01-01", "citation", "AccessTest", "verified", false);
        Map<String, Object> ratio = Map.of("source", source, "stream", "fund", "up", Map.of("numerator", 35, "denominator", 100));
        Map<String, Object> dues = Map.of("source", source, "code", "R1", "duesKind", "wage", "method", "out-of-scope");
        atTheTop("vn", "/parameters", rule);
        atTheTop("cn", "/sharing-ratios", ratio);
        atTheTop("cn", "/dues-rules", dues);
        atTheTop("cn", "/figures", Map.of("source", source, "name", "access-test", "value", Map.of("numerator", 1, "denominator", 2)));
        for (String table : new String[] {"parameter", "sharing_ratio", "dues_rule", "figure"}) {
            atTheTop(table.equals("parameter") ? "vn" : "cn", "/" + table.replace('_', '-') + "s/" + first("SELECT id FROM " + table + " WHERE citation = 'AccessTest' AND ?::uuid IS NOT NULL")
                    + "/cancellation", Map.of("why", "a test"));
        }
    }

    @Test
    void oneRuleIsForAllToRead() {
        for (String rules : new String[] {"dues-rules", "parameters", "sharing-ratios", "figures", "arrears-phases", "budget-guards", "closing-rules", "loan-rules",
            "fund-rules", "exemption-rules", "owing-rules", "dues-kinds", "relief-rules", "report-mappings"}) {
            String table = rules.replaceAll("s$", "").replace('-', '_');
            AccessMatrix.of("GET", BASE + '/' + rules + '/' + first("SELECT id FROM " + table + " WHERE ?::uuid IS NOT NULL LIMIT 1")).roles(ALL).inside(unit)
                    .answersEverybodyTheirOwn().check();
            Api.as("member", unit).get('/' + rules + '/' + UUID.randomUUID()).then().statusCode(404);
        }
        for (String rule : new String[] {"/payment-rules/suggestion-days", "/payment-rules/suggestion-days?asOf=2025-01-01"}) {
            AccessMatrix.of("GET", BASE + rule).roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
        }
        Api.as("member", unit).get("/payment-rules/suggestion-days?asOf=2024-12-31").then().statusCode(404);
    }

    /** The province is the top of a Vietnamese tree: it sets nothing for China. */
    private void atTheTop(String jurisdiction, String path, Map<String, Object> body) {
        AccessMatrix matrix = AccessMatrix.of("POST", BASE + path).body(() -> body).roles("federation-officer").atTheRoot().outside(tree.commune(), unit);
        (jurisdiction.equals("vn") ? matrix.inside(tree.province()) : matrix.outside(tree.province())).check();
    }

    @Test
    void workOnTheBooks() throws Exception {
        String account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, new Statements.Line("A", 40_000, "for July")));
        own("GET", "/bank-statements/" + first("SELECT id FROM bank_statement WHERE unit_id = ?"), "treasurer", "auditor").check();
        String line = "/bank-lines/" + first("SELECT id FROM bank_line WHERE unit_id = ?");
        own("GET", line, "treasurer", "auditor").check();
        own("POST", line + "/assignment", "treasurer").body(() -> Map.of("month", "2025-07", "stream", "dues")).check();
        own("POST", "/journal-entries/" + first("SELECT id FROM journal_entry WHERE unit_id = ? ORDER BY no LIMIT 1") + "/reversal", "treasurer")
                .body(() -> Map.of("why", "wrong account")).check();
        String period = Api.as("treasurer", unit).get("/periods?unit=" + unit).then().extract().path("items[0].id");
        own("POST", "/periods/" + period + "/closing", "treasurer").check();
    }

    @Test
    void takingOverAPreview() throws Exception {
        Api.done(unit, Api.treasurer(unit).contentType("text/csv").body("code,si-salary\nX,1\n".getBytes())
                .post("/pay-records?mode=preview&month=2025-07&unit=" + unit).then());
        own("POST", "/pay-records/imports/" + first("SELECT id FROM pay_import WHERE unit_id = ?") + "/commit", "treasurer").check();
        own("POST", "/pay-records/imports/" + first("SELECT id FROM pay_import WHERE unit_id = ?") + "/undo", "treasurer").check();
    }

    @Test
    void aMemberSeesHisOwnChargesOnly() throws Exception {
        UUID one = federation.member(unit, "ONE", "non-state-enterprise");
        UUID two = federation.member(unit, "TWO", "non-state-enterprise");
        federation.pay(one, "2025-07", "si_salary", 8_000_000);
        federation.pay(two, "2025-07", "si_salary", 9_000_000);
        Api.runDues(unit, "2025-07", "post");
        Api.with(Tokens.of("member").unit(unit).member(one)).get("/charges?month=2025-07").then().statusCode(200)
                .body("items", hasSize(1)).body("items[0].member", equalTo(one.toString()));
        Api.with(Tokens.of("member").unit(unit).member(one)).get("/charges?month=2025-07&member=" + two).then().statusCode(404);
        Api.with(Tokens.of("member").unit(unit)).get("/charges?month=2025-07").then().statusCode(404);
        Api.as("unit-officer", unit).get("/charges?month=2025-07").then().statusCode(403);
        Api.as("treasurer", tree.commune()).get("/charges?scope=subtree&month=2025-07&unit=" + tree.commune()).then().body("items", hasSize(2));
        Api.as("treasurer", tree.sibling()).get("/charges?month=2025-07&unit=" + unit).then().statusCode(404);
        Api.as("treasurer", tree.sibling()).get("/charges?month=2025-07").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void nobodyReadsAPartitionPastTheRowLevelSecurity() throws Exception {
        Api.runDues(unit, "2025-07", "post");
        assertThatThrownBy(() -> federation.transaction(connection -> Sql.of("SELECT * FROM charge_2025_07").run(connection)))
                .hasStackTraceContaining("permission denied");
    }

    private String first(String sql) {
        String[] id = new String[1];
        federation.transaction(connection -> id[0] = Sql.of(sql, unit).first(connection, row -> row.getString(1)).orElseThrow());
        return id[0];
    }
}
