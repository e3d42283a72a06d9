package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a unit resolves of its own dues, how it ends and how a wrong one is taken back. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DuesRateTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void unit() {
        tree = federation.tree();
        unit = tree.unit();
    }

    /** R5 speaks of R2 and R3: those of public units pay the common rate whatever the unit resolves. */
    @Test
    void appliesAHigherRateOnlyToTheKindsWhoseRuleAllowsIt() throws InterruptedException {
        for (String kind : new String[] {"public-unit", "non-state-enterprise"}) {
            federation.pay(federation.member(unit, kind, kind), "2025-08", "si_salary", 8_000_000);
        }
        resolve(rate("2025-07-01", 1)).statusCode(201);
        assertThat(Api.runDues(unit, "2025-08", "post").getLong("result.total")).isEqualTo(40_000 + 80_000);
        Api.as("auditor", unit).get("/charges?month=2025-08&unit=" + unit).then()
                .body("items.find { it.memberCode == 'public-unit' }.amount.amount", equalTo(40_000));
        Api.as("auditor", null).get("/dues-rules?jurisdiction=vn&asOf=2025-08-01").then().body("items.findAll { it.ownRate }.code", hasSize(2));
    }

    /** Of 2025-07 both rules that may be raised ask for 0.5 %; before that for 1 %. */
    @Test
    void takesNoRateBelowTheCommonOne() {
        Map<String, Object> lower = new HashMap<>(rate("2025-07-01", 1));
        lower.put("rate", Map.of("numerator", 1, "denominator", 1_000));
        resolve(lower).statusCode(422).body("code", equalTo("dues-rate-too-low")).body("rule", containsString("QD 61"));
        lower.put("rate", Map.of("numerator", 1, "denominator", 200));
        resolve(lower).statusCode(201);
        lower.put("validFrom", "2025-06-01");
        resolve(lower).statusCode(422);
        resolve(rate("2025-06-01", 1)).statusCode(201);
    }

    @Test
    void takesARateAndAFixedAmountOfOneDayAndNoSecondOfTheSame() throws InterruptedException {
        resolve(rate("2025-07-01", 1)).statusCode(201);
        resolve(fixed("2025-07-01", 15_000)).statusCode(201);
        resolve(rate("2025-07-01", 2)).statusCode(409).body("code", equalTo("dues-rate-taken"));
        resolve(fixed("2025-07-01", 16_000)).statusCode(409);
        federation.pay(federation.member(unit, "R", "non-state-enterprise"), "2025-08", "si_salary", 8_000_000);
        federation.member(unit, "G", "guild");
        assertThat(Api.runDues(unit, "2025-08", "preview").getLong("result.total")).isEqualTo(80_000 + 15_000);
    }

    @Test
    void takesBackAWrongResolutionAsLongAsNobodyWasChargedByIt() throws InterruptedException {
        federation.pay(federation.member(unit, "R", "non-state-enterprise"), "2025-08", "si_salary", 8_000_000);
        String wrong = resolve(rate("2025-07-01", 3)).statusCode(201).extract().path("id");
        step(wrong, "cancellation", Map.of("why", "one percent was meant")).statusCode(200).body("cancelledWhy", equalTo("one percent was meant"));
        step(wrong, "cancellation", Map.of("why", "again")).statusCode(409).body("code", equalTo("dues-rate-cancelled"));
        step(wrong, "ending", Map.of("why", "again", "validTo", "2199-01-01")).statusCode(409);
        assertThat(Api.runDues(unit, "2025-08", "preview").getLong("result.total")).as("the common rate").isEqualTo(40_000);
        String right = resolve(rate("2025-07-01", 1)).statusCode(201).extract().path("id");
        assertThat(Api.runDues(unit, "2025-08", "post").getLong("result.total")).isEqualTo(80_000);
        step(right, "cancellation", Map.of("why", "too late")).statusCode(409).body("code", equalTo("dues-rate-applied"));
        assertThat(federation.number("SELECT count(*) FROM audit_entry WHERE unit_id = ? AND action = 'dues-rate-cancelled'", unit)).isOne();
    }

    /** After the end no earlier one of the unit holds again: it was replaced. */
    @Test
    void endsOnADayToComeAndThenTheCommonDuesHoldAgain() throws InterruptedException {
        UUID member = federation.member(unit, "R", "non-state-enterprise");
        federation.pay(member, "2060-05", "si_salary", 8_000_000);
        federation.pay(member, "2060-06", "si_salary", 8_000_000);
        resolve(rate("2025-07-01", 2)).statusCode(201);
        String id = resolve(rate("2060-01-01", 1)).statusCode(201).extract().path("id");
        step(id, "ending", Map.of("why", "over", "validTo", "2020-01-01")).statusCode(409).body("code", equalTo("dues-rate-cannot-end"));
        step(id, "ending", Map.of("why", "over", "validTo", "2060-01-01")).statusCode(409);
        step(id, "ending", Map.of("why", "over", "validTo", "2060-06-01")).statusCode(200).body("validTo", equalTo("2060-06-01"))
                .body("endedWhy", equalTo("over"));
        step(id, "ending", Map.of("why", "longer", "validTo", "2060-07-01")).statusCode(409);
        assertThat(Api.runDues(unit, "2060-05", "preview").getLong("result.total")).isEqualTo(80_000);
        assertThat(Api.runDues(unit, "2060-06", "preview").getLong("result.total")).isEqualTo(40_000);
    }

    @Test
    void isForTheUnitAndThoseAbove() {
        String ended = resolve(rate("2060-01-01", 1)).statusCode(201).extract().path("id");
        own("/dues-rates/" + ended + "/ending", Map.of("why", "a test", "validTo", "2061-01-01"));
        own("/dues-rates/" + ended + "/cancellation", Map.of("why", "a test"));
    }

    private void own(String path, Map<String, Object> body) {
        AccessMatrix.of("POST", Api.BASE + path).body(() -> body).roles("treasurer", "unit-officer").inside(unit, tree.commune())
                .outside(tree.sibling(), tree.elsewhere()).check();
    }

    private ValidatableResponse resolve(Map<String, Object> body) {
        return Api.treasurer(unit).body(body).post("/dues-rates").then();
    }

    private ValidatableResponse step(String id, String step, Map<String, Object> body) {
        return Api.treasurer(unit).body(body).post("/dues-rates/" + id + "/" + step).then();
    }

    private Map<String, Object> rate(String from, int percent) {
        return new HashMap<>(Map.of("unit", unit, "validFrom", from, "resolution", "NQ 1", "rate", Map.of("numerator", percent, "denominator", 100)));
    }

    private Map<String, Object> fixed(String from, long amount) {
        return new HashMap<>(Map.of("unit", unit, "validFrom", from, "resolution", "NQ 2", "fixedAmount", Map.of("amount", amount, "currency", "VND")));
    }
}
