package org.doanket.finance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Who owes dues at all is set like every other rule. Each test has a category or word of its own: rules hold for all units. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ExemptionRuleTest {

    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
        "desk-clerk", "tips-officer", "member", "integration"};

    @Inject
    Federation federation;

    @Test
    void freesMembersOfACategoryForAsLongAsTheRuleHoldsAndSaysWhy() throws InterruptedException {
        String category = word("honorary");
        UUID unit = federation.unit(null, "vn");
        UUID free = member(unit, "H1", category);
        UUID other = member(unit, "E1", "employee");
        officer().body(exemption("category", "2025-08-01", category, "2025-09-01")).post("/exemption-rules").then().statusCode(201)
                .body("validTo", equalTo("2025-09-01"));
        for (String month : new String[] {"2025-07", "2025-08", "2025-09"}) {
            federation.pay(free, month, "si_salary", 8_000_000);
            federation.pay(other, month, "si_salary", 8_000_000);
            assertThat(Api.runDues(unit, month, "post").getLong("result.total")).as(month).isEqualTo(month.equals("2025-08") ? 40_000 : 80_000);
        }
        Api.as("auditor", unit).get("/charges?month=2025-08&unit=" + unit).then().statusCode(200)
                .body("items.find { it.memberCode == 'H1' }.explanation.steps", hasItem("Free: members of this category owe no dues (a test)."));
    }

    @Test
    void takesTheRuleOfTheCategoryBeforeTheOneForEverybody() throws InterruptedException {
        String category = word("retired");
        UUID unit = federation.unit(null, "vn");
        federation.pay(member(unit, "R1", category), "2025-08", "si_salary", 8_000_000);
        federation.pay(member(unit, "E1", "employee"), "2025-08", "si_salary", 8_000_000);
        Map<String, Object> rule = new HashMap<>(Map.of("source", source("2025-08-01"), "code", "R3R", "duesKind", "non-state-enterprise",
                "category", category, "method", "rate", "baseKind", "si-salary", "rate", Map.of("numerator", 1, "denominator", 1000)));
        officer().body(rule).post("/dues-rules").then().statusCode(201).body("category", equalTo(category));
        officer().body(rule).post("/dues-rules").then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        assertThat(Api.runDues(unit, "2025-08", "post").getLong("result.total")).isEqualTo(8_000 + 40_000);
        Api.as("auditor", unit).get("/charges?month=2025-08&unit=" + unit).then()
                .body("items.find { it.memberCode == 'R1' }.explanation.rule", equalTo("R3R"))
                .body("items.find { it.memberCode == 'E1' }.explanation.rule", equalTo("R3"));
    }

    @Test
    void letsALastingRuleHoldAgainAfterATemporaryOne() {
        String category = word("seasonal");
        String lasting = set(exemption("category", "2045-01-01", category, null));
        String temporary = set(exemption("category", "2045-03-01", category, "2045-04-01"));
        assertThat(holding(category, "2045-02-01")).isEqualTo(lasting);
        assertThat(holding(category, "2045-03-01")).isEqualTo(temporary);
        assertThat(holding(category, "2045-04-01")).isEqualTo(lasting);
        officer().body(Map.of("why", "dropped")).post("/exemption-rules/" + temporary + "/cancellation").then().statusCode(200);
        assertThat(holding(category, "2045-03-01")).isEqualTo(lasting);
        officer().body(Map.of("why", "over", "validTo", "2045-06-01")).post("/exemption-rules/" + lasting + "/ending").then().statusCode(200)
                .body("endedWhy", equalTo("over"));
        officer().body(Map.of("why", "later", "validTo", "2045-07-01")).post("/exemption-rules/" + lasting + "/ending").then().statusCode(409)
                .body("code", equalTo("rule-cannot-end"));
        assertThat(holding(category, "2045-06-01")).isNull();
    }

    @Test
    void refusesToTouchWhatWasAppliedAndWhatMakesNoSense() {
        String begun = "019400d4-0000-7000-8000-000000000001";
        officer().body(Map.of("why", "no")).post("/exemption-rules/" + begun + "/cancellation").then().statusCode(409)
                .body("code", equalTo("rule-begun-already"));
        officer().body(Map.of("why", "no", "validTo", "2020-01-01")).post("/exemption-rules/" + begun + "/ending").then().statusCode(409);
        officer().body(exemption("category", "2045-01-01", null, null)).post("/exemption-rules").then().statusCode(400);
        officer().body(exemption("si-benefit", "2045-01-01", "retired", null)).post("/exemption-rules").then().statusCode(400);
        officer().body(exemption("category", "2045-01-01", word("x"), "2045-01-01")).post("/exemption-rules").then().statusCode(400);
    }

    @Test
    void comparesPayWithTheParameterThatTheRuleNames() throws InterruptedException {
        UUID unit = federation.unit(null, "cn");
        Map<String, Object> parameter = Map.of("source", cn("2044-05-01"), "name", "relief-line", "amount", Map.of("amount", 300_000, "currency", "CNY"));
        officer().body(parameter).post("/parameters").then().statusCode(201);
        Map<String, Object> rule = Map.of("source", cn("2044-05-01"), "reason", "below-minimum-wage", "parameter", "relief-line", "validTo", "2044-06-01");
        officer().body(rule).post("/exemption-rules").then().statusCode(201).body("minMonths", equalTo(0));
        UUID poor = federation.member(unit, "P", "wage-income");
        UUID well = federation.member(unit, "W", "wage-income");
        for (String month : new String[] {"2044-05", "2044-06"}) {
            federation.pay(poor, month, "wage", 299_000);
            federation.pay(well, month, "wage", 300_000);
        }
        assertThat(Api.runDues(unit, "2044-05", "preview").getLong("result.total")).isEqualTo(1_500);
        assertThat(Api.runDues(unit, "2044-06", "preview").getLong("result.total")).isEqualTo(1_495 + 1_500);
    }

    @Test
    void asksDuesOfAStateFromTheDayThatARuleSaysSo() throws InterruptedException {
        String status = word("probation");
        UUID unit = federation.unit(null, "vn");
        UUID member = federation.learn(UUID.randomUUID(), LocalDate.of(2010, 1, 1), unit, "S", status, "non-state-enterprise");
        federation.pay(member, "2043-01", "si_salary", 8_000_000);
        federation.pay(member, "2043-02", "si_salary", 8_000_000);
        officer().body(Map.of("source", source("2043-02-01"), "status", status, "owes", true)).post("/owing-rules").then().statusCode(201);
        assertThat(Api.runDues(unit, "2043-01", "preview").getLong("result.members")).isZero();
        assertThat(Api.runDues(unit, "2043-02", "preview").getLong("result.total")).isEqualTo(40_000);
        String end = officer().body(Map.of("source", source("2043-03-01"), "status", status, "owes", false)).post("/owing-rules").then()
                .statusCode(201).extract().path("id");
        federation.pay(member, "2043-03", "si_salary", 8_000_000);
        assertThat(Api.runDues(unit, "2043-03", "preview").getLong("result.members")).isZero();
        officer().body(Map.of("why", "kept")).post("/owing-rules/" + end + "/cancellation").then().statusCode(200);
        assertThat(Api.runDues(unit, "2043-03", "preview").getLong("result.total")).isEqualTo(40_000);
    }

    @Test
    void learnsANewWordForAKindOnce() throws InterruptedException {
        String word = word("fdi");
        Map<String, Object> body = Map.of("jurisdiction", "vn", "word", word, "kind", "non-state-enterprise", "citation", "register of the province");
        officer().body(body).post("/dues-kinds").then().statusCode(201).body("word", equalTo(word));
        officer().body(body).post("/dues-kinds").then().statusCode(409).body("code", equalTo("dues-kind-taken"));
        Api.as("member", null).get("/dues-kinds?jurisdiction=vn&limit=200").then().statusCode(200)
                .body("items.findAll { it.word == '" + word + "' }", hasSize(1));
        UUID unit = federation.unit(null, "vn");
        federation.pay(federation.member(unit, "F", word), "2025-08", "si_salary", 8_000_000);
        assertThat(Api.runDues(unit, "2025-08", "preview").getLong("result.total")).isEqualTo(40_000);
    }

    @Test
    void isForAllToReadAndForTheRootToSet() {
        Federation.Tree tree = federation.tree();
        for (String path : new String[] {"/exemption-rules", "/owing-rules", "/dues-kinds"}) {
            AccessMatrix.of("GET", Api.BASE + path).roles(ALL).inside(tree.unit()).answersEverybodyTheirOwn().check();
        }
        String category = word("access");
        String id = set(exemption("category", "2047-01-01", category, null));
        String owing = officer().body(Map.of("source", source("2047-01-01"), "status", category, "owes", true)).post("/owing-rules").then()
                .statusCode(201).extract().path("id");
        atTheRoot(tree, "/exemption-rules", exemption("category", "2047-02-01", category, null));
        atTheRoot(tree, "/exemption-rules/" + id + "/ending", Map.of("why", "a test", "validTo", "2047-03-01"));
        atTheRoot(tree, "/exemption-rules/" + id + "/cancellation", Map.of("why", "a test"));
        atTheRoot(tree, "/owing-rules", Map.of("source", source("2047-02-01"), "status", category, "owes", false));
        atTheRoot(tree, "/owing-rules/" + owing + "/cancellation", Map.of("why", "a test"));
        atTheRoot(tree, "/dues-kinds", Map.of("jurisdiction", "vn", "word", category, "kind", "guild", "citation", "a test"));
    }

    private static void atTheRoot(Federation.Tree tree, String path, Map<String, Object> body) {
        AccessMatrix.of("POST", Api.BASE + path).body(() -> body).roles("federation-officer").inside(tree.province())
                .outside(tree.commune(), tree.unit()).check();
    }

    private UUID member(UUID unit, String code, String category) {
        UUID member = federation.member(unit, code, "non-state-enterprise");
        federation.categorise(member, category);
        return member;
    }

    private static String set(Map<String, Object> exemption) {
        return officer().body(exemption).post("/exemption-rules").then().statusCode(201).extract().path("id");
    }

    private static String holding(String category, String day) {
        return Api.as("auditor", null).get("/exemption-rules?jurisdiction=vn&limit=200&asOf=" + day).then().statusCode(200)
                .extract().path("items.find { it.category == '" + category + "' }?.id");
    }

    private static Map<String, Object> exemption(String reason, String from, String category, String to) {
        Map<String, Object> body = new HashMap<>(Map.of("source", source(from), "reason", reason));
        body.put("category", category);
        body.put("validTo", to);
        return body;
    }

    private static Map<String, Object> source(String from) {
        return Map.of("jurisdiction", "vn", "validFrom", from, "citation", "a test", "verified", false);
    }

    private static Map<String, Object> cn(String from) {
        return Map.of("jurisdiction", "cn", "validFrom", from, "citation", "a test", "verified", false);
    }

    private static String word(String stem) {
        return stem + "-" + Long.toString(System.nanoTime(), 36);
    }

    private static RequestSpecification officer() {
        return Api.as("federation-officer", null).contentType("application/json");
    }
}
