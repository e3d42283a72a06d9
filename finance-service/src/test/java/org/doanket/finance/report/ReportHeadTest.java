package org.doanket.finance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.closing.Endings;
import org.doanket.finance.fund.Employers;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The head of B07: staff and payroll of the fund, members and pay of the dues. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReportHeadTest {

    private static final String MONTH = "2025-09";

    /** Of each member's month in each unit what was charged last, if it was reckoned on pay. */
    private static final String FROM_ENTRIES = """
        SELECT coalesce(sum(c.base), 0) FROM (SELECT DISTINCT ON (n.month, n.member_no, n.unit_id) n.* FROM charge n JOIN unit_ref u ON u.id = n.unit_id
           WHERE starts_with(u.path, ?) AND n.kind < 2 ORDER BY n.month, n.member_no, n.unit_id, n.run_no DESC) c
          JOIN dues_rule r ON r.no = c.rule_no WHERE c.amount > 0 AND r.method = 'rate'""";

    @Inject
    Federation federation;
    @Inject
    Endings endings;

    private Federation.Tree tree;

    @BeforeEach
    void found() {
        tree = federation.tree();
    }

    /** Two months of a firm's declarations, and of one member's pay: people are counted once. */
    @Test
    void theHeadSaysOnWhatFundAndDuesWereReckoned() throws Exception {
        String employer = Employers.register(tree.province(), tree.unit());
        Employers.declare(tree.province(), employer, "2025-08", 400_000_000);
        Employers.declare(tree.province(), employer, "2025-09", 500_000_000, Map.of("headCount", 120)).statusCode(201);
        UUID member = federation.member(tree.unit(), "H1", "non-state-enterprise");
        for (String month : List.of("2025-08", "2025-09")) {
            federation.pay(member, month, "si_salary", 8_000_000);
            Api.runDues(tree.unit(), month, "post");
        }
        federation.pay(member, "2025-09", "si_salary", 9_000_000);
        Api.runDues(tree.unit(), "2025-09", "post");
        JsonPath report = report(tree.unit(), "b07", "year=2025");
        assertThat(report.getLong("head.staff")).isEqualTo(120);
        assertThat(report.getLong("head.payroll.amount")).isEqualTo(900_000_000);
        assertThat(report.getLong("head.members")).isEqualTo(1);
        assertThat(report.getLong("head.pay.amount")).isEqualTo(17_000_000);
        JsonPath first = report(tree.commune(), "b07", "year=2025&period=h1&scope=subtree");
        assertThat(first.getLong("head.staff")).isZero();
        assertThat(report(tree.commune(), "b07", "year=2025&scope=subtree").getLong("head.pay.amount")).isEqualTo(17_000_000);
        assertThat(report(tree.unit(), "b14", "year=2025").<Object>get("head")).isNull();
    }

    /** Five in a unit: one above the cap, one with a fixed amount, one on benefit; and one in another unit. */
    @Test
    void thePayIsThatOfTheChargesAlsoAfterReversalsAndASupplementaryRun() throws Exception {
        UUID one = member("P1", "non-state-enterprise", 8_000_000);
        UUID capped = member("P2", "state-enterprise", 0);
        federation.pay(capped, MONTH, "net_pay", 60_000_000);
        UUID fixed = member("P3", "guild", 0);
        federation.pay(fixed, MONTH, "fixed_amount", 15_000);
        UUID away = member("P4", "non-state-enterprise", 7_000_000);
        federation.away(away, "si-benefit", "2025-09-01", "2025-10-15");
        UUID late = member("P5", "non-state-enterprise", 0);
        UUID other = federation.member(tree.sibling(), "P6", "non-state-enterprise");
        federation.pay(other, MONTH, "si_salary", 9_000_000);
        Api.runDues(tree.commune(), MONTH, "post");
        assertPay(68_000_000, 77_000_000);

        federation.pay(late, MONTH, "si_salary", 10_000_000);
        Api.runDues(tree.commune(), MONTH, "post");
        assertPay(78_000_000, 87_000_000);

        // His dues stay what the cap is, and the pay that they are reckoned on does not.
        federation.pay(capped, MONTH, "net_pay", 65_000_000);
        federation.pay(one, MONTH, "si_salary", 6_000_000);
        assertThat(Api.runDues(tree.unit(), MONTH, "post").getLong("result.changed")).isEqualTo(2);
        assertPay(81_000_000, 90_000_000);

        // He stood elsewhere already, and another was away without pay: one charge is reversed, the other becomes nothing.
        federation.learn(one, LocalDate.parse("2025-08-01"), tree.sibling(), "P1", "active", "non-state-enterprise");
        federation.away(late, "unpaid-leave", "2025-09-01", "2025-10-15");
        Api.runDues(tree.commune(), MONTH, "post");
        assertPay(65_000_000, 80_000_000);
        Api.runDues(tree.commune(), MONTH, "preview");
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
        assertPay(65_000_000, 80_000_000);

        verified(true);
        federation.transaction(connection -> Sql.of("UPDATE unit_month SET pay = pay + 1 WHERE unit_id = ?", tree.sibling()).run(connection));
        verified(false);
    }

    @Test
    void countsWhoWentOnToASuccessorOnceAndHisPayWhereItWasCharged() throws Exception {
        UUID one = member("P1", "non-state-enterprise", 8_000_000);
        Api.runDues(tree.unit(), MONTH, "post");
        federation.learn(one, LocalDate.parse("2025-10-01"), tree.sibling(), "P1", "active", "non-state-enterprise");
        endings.end(tree.unit(), "2025-10-01", tree.sibling());
        endings.await(tree.unit(), "closed");
        federation.pay(one, "2025-10", "si_salary", 8_500_000);
        Api.runDues(tree.sibling(), "2025-10", "post");
        assertPay(8_000_000, 16_500_000);
        assertThat(head(tree.commune(), "subtree").getLong("members")).isOne();
        assertThat(head(tree.unit(), "unit").getLong("members")).isOne();
    }

    private UUID member(String code, String kind, long pay) {
        UUID member = federation.member(tree.unit(), code, kind);
        if (pay > 0) {
            federation.pay(member, MONTH, "si_salary", pay);
        }
        return member;
    }

    private void assertPay(long ofUnit, long ofSubtree) {
        assertThat(head(tree.unit(), "unit").getLong("pay.amount")).isEqualTo(ofUnit);
        assertThat(head(tree.commune(), "subtree").getLong("pay.amount")).isEqualTo(ofSubtree)
                .isEqualTo(federation.number(FROM_ENTRIES, federation.path(tree.commune())));
    }

    private void verified(boolean intact) {
        assertThat(Api.as("auditor", tree.commune()).get("/unit-months/verification?scope=subtree&unit=" + tree.commune()).then().statusCode(200)
                .extract().jsonPath().getBoolean("intact")).isEqualTo(intact);
    }

    private static JsonPath head(UUID unit, String scope) {
        JsonPath report = report(unit, "b07", "year=2025&scope=" + scope);
        return report.setRootPath("head");
    }

    private static JsonPath report(UUID unit, String form, String query) {
        return Api.as("auditor", unit).get("/reports/" + form + "?" + query + "&unit=" + unit).then().statusCode(200).extract().jsonPath();
    }
}
