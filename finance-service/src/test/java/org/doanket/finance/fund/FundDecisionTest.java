package org.doanket.finance.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is decided of the employers' fund: suspension, deferral, reduction, waiver. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FundDecisionTest {

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

    @Test
    void suspendsForAYearAtMostAndAsksForAllOfItAMonthAfterItsEnd() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-07", 500_000_000);
        decide(Map.of("kind", "suspension", "employer", employer, "from", "2025-07", "to", "2026-07")).statusCode(422)
                .body("code", equalTo("suspension-too-long")).body("rule", startsWith("Law 50/2024"));
        String id = decide(Map.of("kind", "suspension", "employer", employer, "from", "2025-07", "to", "2026-06")).statusCode(201)
                .body("payableBy", equalTo("2026-07-31")).extract().path("id");
        Employers.declare(collector, employer, "2026-06", 500_000_000);
        Employers.settled(federation, f -> month(employer, "2026-07-31").body("items.dueOn", contains("2026-07-31", "2026-07-31"))
                .body("items.overdue", contains(false, false)));
        arrears(employer, "2026-08-01").body("items[0].overdue.amount", equalTo(20_000_000)).body("items[0].months", equalTo(2));
        officer(collector).body(Map.of("why", "production went on")).post("/fund-decisions/" + id + "/revocation").then().statusCode(200)
                .body("revokedWhy", equalTo("production went on"));
        officer(collector).body(Map.of("why", "again")).post("/fund-decisions/" + id + "/revocation").then().statusCode(409);
        Employers.settled(federation, f -> month(employer, "2026-07-31").body("items.dueOn", contains("2025-08-31", "2026-07-31")));
    }

    @Test
    void countsSuspendedMonthsOneAfterTheOtherWhateverTheNumberOfDecisions() {
        String employer = Employers.register(collector, union);
        Map<String, Object> suspension = Map.of("kind", "suspension", "employer", employer);
        decide(with(with(suspension, "from", "2025-07"), "to", "2025-12")).statusCode(201);
        decide(with(with(suspension, "from", "2026-07"), "to", "2026-07")).statusCode(201);
        decide(with(with(suspension, "from", "2026-01"), "to", "2026-06")).statusCode(422)
                .body("code", equalTo("suspension-too-long"));
        String rest = decide(with(with(suspension, "from", "2026-01"), "to", "2026-05")).statusCode(201).extract().path("id");
        decide(with(with(suspension, "from", "2026-06"), "to", "2026-06")).statusCode(422);
        officer(collector).body(Map.of("why", "production went on")).post("/fund-decisions/" + rest + "/revocation").then().statusCode(200);
        decide(with(with(suspension, "from", "2026-06"), "to", "2026-06")).statusCode(201);
    }

    @Test
    void letsManyDecisionsAtOnceNotSuspendForMoreThanAYear() {
        String employer = Employers.register(collector, union);
        long granted = IntStream.range(0, 14).parallel().filter(i -> {
            String month = YearMonth.of(2025, 7).plusMonths(i).toString();
            return decide(Map.of("kind", "suspension", "employer", employer, "from", month, "to", month)).extract().statusCode() == 201;
        }).count();
        long longest = federation.number("SELECT max(n) FROM (SELECT count(*) AS n FROM (SELECT from_month - make_interval(months => (row_number() "
                + "OVER (ORDER BY from_month))::int) AS island FROM fund_decision d JOIN employer e ON e.no = d.employer_no WHERE e.id = ?) s "
                + "GROUP BY island) t", UUID.fromString(employer));
        assertThat(longest).as("of " + granted).isLessThanOrEqualTo(12);
    }

    @Test
    void defersOnlyUnderAnActOrARuleOfThatTimeAndByItsCriterion() {
        String employer = Employers.register(collector, union);
        Map<String, Object> deferral = with(with(Map.of("kind", "deferral", "employer", employer, "staff", 100), "from", "2025-07"), "to", "2025-08");
        decide(with(with(deferral, "payableBy", "2025-12-31"), "idleStaff", 100)).statusCode(422).body("code", equalTo("no-fund-decision-rule"));
        Map<String, Object> covid = with(with(with(with(deferral, "from", "2021-05"), "to", "2021-08"), "payableBy", "2021-12-31"), "decidedOn",
                "2021-08-01");
        decideOn(with(covid, "idleStaff", 49)).statusCode(422).body("code", equalTo("fund-criterion-not-met"));
        decideOn(with(with(covid, "idleStaff", 50), "payableBy", "2022-01-01")).statusCode(422).body("code", equalTo("fund-act-does-not-fit"));
        decideOn(with(with(covid, "idleStaff", 50), "to", "2022-01")).statusCode(422).body("code", equalTo("fund-act-does-not-fit"));
        decideOn(with(covid, "idleStaff", 50)).statusCode(201).body("payableBy", equalTo("2021-12-31"));
        decide(tree.province(), Map.of("kind", "deferral", "unit", tree.province(), "from", "2025-07", "to", "2025-09", "payableBy", "2025-12-31"))
                .statusCode(422).body("code", equalTo("fund-act-without-criterion"));
    }

    private ValidatableResponse decideOn(Map<String, Object> body) {
        return officer(collector).body(with(with(body, "actNumber", "77/QĐ-TLĐ"), "reason", "orders fell away")).post("/fund-decisions").then();
    }

    @Test
    void grantsADeferralOnlyToThoseWhoMeetTheCriterionOfItsAct() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-07", 500_000_000);
        String act = decide(tree.province(), Map.of("kind", "deferral", "unit", tree.province(), "from", "2025-07", "to", "2025-09",
                "payableBy",
                "2025-12-31", "idle", Map.of("numerator", 50, "denominator", 100))).statusCode(201).extract().path("id");
        Map<String, Object> grant = Map.of("kind", "deferral", "employer", employer, "under", act, "from", "2025-07", "to", "2025-08",
                "payableBy",
                "2025-12-31", "staff", 100);
        decide(with(grant, "idleStaff", 49)).statusCode(422).body("code", equalTo("fund-criterion-not-met"));
        decide(with(with(grant, "idleStaff", 50), "to", "2025-10")).statusCode(422).body("code", equalTo("fund-act-does-not-fit"));
        decide(with(grant, "idleStaff", 50)).statusCode(201).body("under", equalTo(act));
        Employers.settled(federation, f -> month(employer, "2025-12-31").body("items[0].dueOn", equalTo("2025-12-31"))
                .body("items[0].overdue", equalTo(false)));
        Api.as("auditor", collector).get("/fund-decisions?unit=" + collector).then().statusCode(200).body("items", hasSize(1));
    }

    @Test
    void letsOffAPartAndWaivesWhatTheDissolvedHaveNotPaid() {
        String employer = Employers.register(collector, union);
        Employers.declare(collector, employer, "2025-07", 500_000_000);
        Employers.declare(collector, employer, "2025-08", 500_000_000);
        decide(Map.of("kind", "reduction", "employer", employer, "from", "2025-07", "to", "2025-07", "part", Map.of("numerator", 30,
                "denominator", 100)))
                .statusCode(201);
        Employers.pay(collector, employer, 9_000_000);
        Employers.settled(federation, f -> month(employer, "2025-12-31").body("items.relieved.amount", contains(3_000_000, 0))
                .body("items.paid.amount", contains(7_000_000, 2_000_000)));
        Map<String, Object> waiver = Map.of("kind", "waiver", "employer", employer, "from", "2025-08", "to", "2025-08");
        decide(waiver).statusCode(422).body("code", equalTo("employer-not-dissolved"));
        Api.treasurer(collector).header("If-Match", "*").body(Map.of("unit", collector, "name", "Công ty May Mặc", "status", "dissolved",
                "validFrom",
                "2025-09-15", "actNumber", "QĐ 7")).put("/employers/" + employer).then().statusCode(200).body("status",
                equalTo("dissolved"));
        decide(waiver).statusCode(201);
        Employers.settled(federation, f -> assertThat(Api.balance(union, "1389")).isZero());
        assertThat(Api.balance(union, "5112")).isEqualTo(-9_000_000);
        arrears(employer, "2026-01-31").body("items", hasSize(0));
    }

    private ValidatableResponse month(String employer, String asOf) {
        return Api.as("auditor", collector).get("/fund-months?employer=" + employer + "&asOf=" + asOf).then().statusCode(200);
    }

    private ValidatableResponse arrears(String employer, String asOf) {
        return Api.as("auditor", collector).get("/fund-arrears?employer=" + employer + "&asOf=" + asOf).then().statusCode(200);
    }

    private RequestSpecification officer(UUID unit) {
        return Api.as("federation-officer", unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }

    private ValidatableResponse decide(Map<String, Object> body) {
        return decide(collector, body);
    }

    private ValidatableResponse decide(UUID as, Map<String, Object> body) {
        return officer(as).body(with(with(with(body, "actNumber", "77/QĐ-TLĐ"), "decidedOn", "2025-08-01"), "reason", "orders fell away"))
                .post("/fund-decisions").then();
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(name, value);
        return more;
    }
}
