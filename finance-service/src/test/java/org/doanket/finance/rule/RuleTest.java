package org.doanket.finance.rule;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RuleTest {

    @ParameterizedTest
    @CsvSource({"2013-08-01, 1150000", "2020-06-30, 1490000", "2020-07-01, 1490000", "2023-07-01, 1800000", "2025-12-31, 2340000", "2026-07-01, 2530000"})
    void knowsTheBaseSalaryOfADayAndNothingOfWhatWasCancelled(String day, int amount) {
        Api.as("member", null).get("/parameters?jurisdiction=vn&asOf=" + day).then().statusCode(200)
                .body("items.findAll { it.name == 'base-salary' }.amount.amount", contains(amount));
    }

    @Test
    void showsTheCancelledRowInItsHistoryWithTheReason() {
        Api.as("auditor", null).get("/parameters?jurisdiction=vn&limit=200").then().statusCode(200)
                .body("items.find { it.amount.amount == 1600000 }.cancelledWhy", equalTo("never took effect; ND 24/2023 went from 1,490,000 to 1,800,000"));
    }

    @Test
    void namesTheRuleInForceOnADay() {
        Api.as("auditor", null).get("/dues-rules?jurisdiction=vn&asOf=2025-07-01").then().statusCode(200).body("items", hasSize(5))
                .body("items.findAll { it.code == 'R3' }.rate", contains(Map.of("numerator", 5, "denominator", 1000)))
                .body("items.find { it.code == 'R6' }.method", equalTo("out-of-scope"));
        Api.as("auditor", null).get("/sharing-ratios?jurisdiction=vn&asOf=2022-06-01").then().body("items.citation", hasItem("QD 3308/QD-TLD 2021"));
    }

    @Test
    void setsAndCancelsAFutureRowAndRefusesToTouchOneThatHasBegun() {
        Map<String, Object> future = Map.of("source", Map.of("jurisdiction", "cn", "validFrom", "2050-01-01", "citation", "a plan", "verified", false),
                "stream", "fund", "up", Map.of("numerator", 35, "denominator", 100));
        String id = officer().body(future).post("/sharing-ratios").then().statusCode(201).body("up.numerator", equalTo(35)).extract().path("id");
        officer().body(future).post("/sharing-ratios").then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        officer().body(Map.of("why", "dropped")).post("/sharing-ratios/" + id + "/cancellation").then().statusCode(200)
                .body("cancelledWhy", equalTo("dropped"));
        officer().body(Map.of("why", "again")).post("/sharing-ratios/" + id + "/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-cancelled-already"));
        Api.as("auditor", null).get("/sharing-ratios?jurisdiction=cn&asOf=2051-01-01").then()
                .body("items.find { it.stream == 'fund' }.up.numerator", equalTo(40));
        officer().body(Map.of("why", "no")).post("/dues-rules/019400d1-0000-7000-8000-000000000006/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-begun-already"));
        officer().body(Map.of("why", "no")).post("/dues-rules/" + UUID.randomUUID() + "/cancellation").then().statusCode(404);
    }

    @Test
    void setsARuleOfDuesAndRefusesARateWithoutItsBase() {
        Map<String, Object> source = Map.of("jurisdiction", "vn", "validFrom", "2051-01-01", "citation", "QD 99", "verified", true);
        officer().body(Map.of("source", source, "code", "R1", "duesKind", "public-unit", "method", "rate")).post("/dues-rules").then()
                .statusCode(422).body("code", equalTo("rule-rate-without-base"));
        String id = officer().body(Map.of("source", source, "code", "R1", "duesKind", "public-unit", "method", "rate", "baseKind", "si-salary",
                "rate", Map.of("numerator", 4, "denominator", 1000), "cap", Map.of("parameter", "base-salary", "part",
                Map.of("numerator", 1, "denominator", 20)))).post("/dues-rules").then().statusCode(201)
                .body("cap.part.denominator", equalTo(20)).extract().path("id");
        officer().body(Map.of("why", "test over")).post("/dues-rules/" + id + "/cancellation").then().statusCode(200);
    }

    @Test
    void refusesAParameterBelowZeroOrBeyondAllMoney() {
        for (long amount : new long[] {-1, 1_000_000_000_001L}) {
            officer().body(Map.of("source", Map.of("jurisdiction", "vn", "validFrom", "2052-01-01", "citation", "a typo", "verified", false), "name",
                    "base-salary", "amount", Map.of("amount", amount, "currency", "VND"))).post("/parameters").then().statusCode(422)
                    .body("errors.pointer", contains("/amount/amount"));
        }
    }

    private static io.restassured.specification.RequestSpecification officer() {
        return Api.as("federation-officer", null).contentType("application/json");
    }
}
