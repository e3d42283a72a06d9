package org.doanket.finance.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.AtOnce;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What employers declare, by sheet: as if each had been declared by itself. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FundDeclarationImportTest {

    private static final String HEADING = "tax code,month,payroll,staff,organisation members,note\n";

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.commune();
    }

    @Test
    void looksAtASheetTakesItOverAndCorrectsByTheDifference() throws Exception {
        String union = Employers.taxCode();
        String held = Employers.taxCode();
        Employers.register(unit, tree.unit(), Map.of("taxCode", union));
        String without = Employers.register(unit, null, Map.of("taxCode", held));
        Employers.pay(unit, without, 6_000_000);
        String sheet = "Mã số thuế;Tháng;Quỹ lương;Số lao động;Thành viên tổ chức của người lao động;Ghi chú\n" + union
                + ";07/2025;500.000.000;100;40;tháng bảy\n" + held + ";2025-07;123.456.789;60;;\n";
        assertThat(counts(load("preview", sheet))).containsExactly(2L, 0L, 2L, 0L, 0L);
        Api.as("auditor", unit).get("/fund-declarations?scope=subtree&unit=" + unit).then().body("items", hasSize(0));
        String id = latest();
        Api.done(unit, Api.treasurer(unit).post("/fund-declaration-imports/" + id + "/commit").then());
        assertThat(Api.balance(tree.unit(), "5112")).isEqualTo(-10_000_000);
        assertThat(Api.balance(unit, "3383")).isEqualTo(-2_469_136);
        settled();
        Api.as("auditor", unit).get("/fund-months?unit=" + unit).then().body("items[0].paid.amount", equalTo(2_469_136));

        assertThat(counts(load("commit", HEADING + union + ",2025-07,600000000,100,40,\n" + held + ",2025-07,123456789,60,,\n")))
                .as("corrected and left alone").containsExactly(2L, 0L, 0L, 1L, 1L);
        assertThat(Api.balance(tree.unit(), "5112")).isEqualTo(-12_000_000);
        assertThat(federation.number("SELECT count(*) FROM fund_declaration d JOIN employer e ON e.no = d.employer_no WHERE e.tax_code IN (?, ?)", union, held))
                .isEqualTo(3);
        assertThat(counts(load("commit", HEADING + union + ",2025-07,600000000,100,40,\n"))).containsExactly(1L, 0L, 0L, 0L, 1L);
        Api.treasurer(unit).post("/fund-declaration-imports/" + id + "/commit").then().statusCode(409)
                .body("code", equalTo("fund-declaration-import-not-previewed")).body("title", equalTo("The sheet was not previewed"));
    }

    @Test
    void saysTheSameAsOneDeclaredByItself() throws Exception {
        for (Map<String, Object> kind : List.<Map<String, Object>>of(Map.of(), Map.of("group", "fdi"), Map.of("union", tree.unit()))) {
            String byHand = Employers.register(unit, null, kind);
            String taxCode = Employers.taxCode();
            Employers.register(unit, null, with(kind, taxCode));
            for (String month : List.of("2014-02", "2025-06", "2025-07")) {
                Employers.declare(unit, byHand, month, 777_777_777, Map.of("headCount", 90, "organisationMembers", 7));
            }
            load("commit", HEADING + taxCode + ",2014-02,777777777,90,7,\n" + taxCode + ",2025-06,777777777,90,7,\n" + taxCode
                    + ",2025-07,777777777,90,7,\n");
            String bySheet = federation.text("SELECT id::text FROM employer WHERE tax_code = ?", taxCode);
            assertThat(told(bySheet)).as("%s", kind).isEqualTo(told(byHand)).contains("15555556");
            assertThat(booked(bySheet)).as("%s", kind).isEqualTo(booked(byHand)).contains("1389");
        }
    }

    @Test
    void namesEveryFaultOfEveryRowAndTakesOverTheRest() throws Exception {
        String good = Employers.taxCode();
        Employers.register(unit, null, Map.of("taxCode", good));
        String elsewhere = Employers.taxCode();
        Employers.register(tree.elsewhere(), null, Map.of("taxCode", elsewhere));
        String above = Employers.taxCode();
        Employers.register(tree.province(), tree.unit(), Map.of("taxCode", above, "validFrom", "2025-07-01"));
        federation.number("WITH moved AS (INSERT INTO employer_state (employer_no, valid_from, name, employer_group, unit_id, status, recorded_by) "
                + "SELECT no, '2025-08-01', name, '', unit_id, 'active', 'test' FROM employer WHERE tax_code = ? RETURNING 1) SELECT count(*) FROM moved", above);
        JsonPath job = load("commit", HEADING + good + ",2025-07,1000,5,,first\n" + good + ",7/2025,2000,5,,\n" + elsewhere + ",2025-07,1,1,,\n"
                + above + ",2025-08,1,1,,\n" + "x,July,-5,many,,\n" + good + ",2077-01,1000,5,9,\n" + good + ",2013-12,,,,\n");
        assertThat(counts(job)).containsExactly(7L, 6L, 1L, 0L, 0L);
        String faulty = "/fund-declaration-imports/" + latest() + "/faulty-rows";
        Api.as("auditor", unit).get(faulty).then().statusCode(200).body("items.number", contains(3, 4, 5, 6, 7, 8))
                .body("items.faults.code", contains(List.of("declared-twice"), List.of("employer-unknown"), List.of("fund-owed-elsewhere"),
                        List.of("bad-tax-code", "bad-month", "bad-amount", "bad-count"), List.of("month-in-future", "more-than-the-staff"),
                        List.of("payroll-missing", "staff-missing", "no-fund-rule")))
                .body("items[0].faults[0].message", equalTo("The employer and month stand in the file twice."));
        String sheet = Api.as("auditor", unit).accept("text/csv").get(faulty).then().statusCode(200).header("Content-Type", startsWith("text/csv"))
                .body(containsString("organisation members,note,Errors")).body(containsString("Is no month")).extract().asString();
        assertThat(counts(load("preview", sheet))).as("as a sheet it can be put right and loaded again").startsWith(6L);
        assertThat(Api.ended(unit, post("commit", "month\n2025-07\n")).getString("failure")).isEqualTo("bad-sheet");
    }

    /** Each declaration corrects what was said before it, whoever said it: the differences make up what is owed, and so do the books. */
    @Test
    void agreesWithThoseWhoDeclareMeanwhile() {
        String taxCode = Employers.taxCode();
        String employer = Employers.register(unit, null, Map.of("taxCode", taxCode));
        List<Integer> turns = List.of(1, 2, 3, 4, 5, 6, 7, 8);
        long declared = AtOnce.count(turns, turn -> {
            if (turn % 2 == 0) {
                return Employers.declare(unit, employer, "2025-07", turn * 1_000_000L, Map.of()).extract().statusCode() == 201;
            }
            try {
                return load("commit", HEADING + taxCode + ",2025-07," + turn * 1_000_000L + ",100,,\n").getLong("result.faulty") == 0;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(declared).isEqualTo(turns.size());
        long owed = federation.number("SELECT assessed FROM fund_month m JOIN employer e ON e.no = m.employer_no WHERE e.tax_code = ?", taxCode);
        assertThat(federation.number("SELECT sum(difference) FROM fund_declaration d JOIN employer e ON e.no = d.employer_no WHERE e.tax_code = ?", taxCode))
                .isEqualTo(owed);
        assertThat(Api.balance(unit, "1389")).isEqualTo(owed);
    }

    @Test
    void opensSheetsToTheRightPeopleOnly() throws Exception {
        load("preview", HEADING + "x,2025-07,1,1,,\n");
        String id = latest();
        own("GET", "/fund-declaration-imports/" + id, "treasurer", "auditor").check();
        own("GET", "/fund-declaration-imports/" + id + "/faulty-rows", "treasurer", "auditor").check();
        own("POST", "/fund-declaration-imports?unit=" + unit, "treasurer").body("text/csv", () -> HEADING + "x,2025-07,1,1,,\n").check();
        own("POST", "/fund-declaration-imports/" + id + "/commit", "treasurer").check();
        Api.as("treasurer", unit).get("/employer-imports/" + id).then().statusCode(404);
    }

    private static Map<String, Object> with(Map<String, Object> kind, String taxCode) {
        Map<String, Object> all = new HashMap<>(kind);
        all.put("taxCode", taxCode);
        return all;
    }

    private String told(String employer) {
        return federation.text("SELECT string_agg(concat_ws(' ', d.month, d.unit_id, d.payroll, d.head_count, d.organisation_members, d.rule_no, d.assessed, "
                + "d.difference, d.currency, m.unit_id, m.held, m.assessed, m.due_on), ';' ORDER BY d.month) FROM fund_declaration d "
                + "JOIN fund_month m USING (employer_no, month) JOIN employer e ON e.no = d.employer_no WHERE e.id = ?::uuid", employer);
    }

    private String booked(String employer) {
        return federation.text("SELECT string_agg(concat_ws(' ', j.unit_id, j.kind, j.effective_date, j.month, p.account, p.amount, p.currency), ';' "
                + "ORDER BY d.month, p.account) FROM fund_declaration d JOIN employer e ON e.no = d.employer_no "
                + "JOIN journal_entry j ON j.source = 'declaration ' || d.no JOIN posting p ON p.entry_no = j.no WHERE e.id = ?::uuid", employer);
    }

    /** Also after each test, so that no settlement of it keeps those of others waiting. */
    @AfterEach
    void settled() {
        await().until(() -> federation.number("SELECT count(*) FROM job WHERE kind LIKE 'fund-%settlement' AND state IN ('waiting', 'running')") == 0);
    }

    private static List<Long> counts(JsonPath job) {
        return List.of(job.getLong("result.rows"), job.getLong("result.faulty"), job.getLong("result.added"), job.getLong("result.changed"),
                job.getLong("result.unchanged"));
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.province()).outside(tree.unit(), tree.elsewhere());
    }

    private JsonPath load(String mode, String sheet) throws Exception {
        return Api.done(unit, post(mode, sheet));
    }

    private ValidatableResponse post(String mode, String sheet) {
        return Api.treasurer(unit).contentType("text/csv").body(sheet.getBytes(StandardCharsets.UTF_8))
                .post("/fund-declaration-imports?unit=" + unit + "&mode=" + mode).then();
    }

    private String latest() {
        return federation.text("SELECT id::text FROM sheet_import WHERE unit_id = ? ORDER BY no DESC LIMIT 1", unit);
    }
}
