package org.doanket.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each with a code of its own: the database is shared. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DatedRulesTest {

    private static final String RULES = "/probe/v1/probe-rules";
    private static final Map<String, String> WHY = Map.of("why", "typed wrong");

    @Inject
    ProbeTree tree;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private final String code = "c" + System.nanoTime();
    private UUID top;
    private UUID below;
    private UUID chinese;

    @BeforeEach
    void plant() {
        String path = "/" + System.nanoTime() + "/";
        top = tree.unit("T" + path, path);
        below = tree.unit("B" + path, path + "1/");
        chinese = tree.unit("C" + path, "/c" + path.substring(1));
        run(Sql.of("UPDATE unit_ref SET jurisdiction = 'cn' WHERE id = ?", chinese));
    }

    private Map<String, Object> rule(String from, int amount) {
        return new HashMap<>(Map.of("source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "Art. 1", "verified", true), "code", code, "amount", amount));
    }

    private ValidatableResponse set(Map<String, Object> rule) {
        return post(RULES, rule).then();
    }

    private Response post(String path, Object body) {
        return given().header("Authorization", "Bearer " + Tokens.of("federation-officer").unit(top).token()).header("Accept-Language", "en")
                .contentType("application/json").body(body).post(path);
    }

    private ValidatableResponse inForce(String day) {
        return given().header("Authorization", "Bearer " + Tokens.of("member").unit(below).token()).get(RULES + "?jurisdiction=vn&limit=200&asOf=" + day).then()
                .statusCode(200);
    }

    private String amounts() {
        return "items.findAll { it.code == '" + code + "' }.amount";
    }

    @Test
    void aRuleHoldsFromItsDayOnUntilTheNextOneAndTellsWhereItWasSet() {
        set(rule("2090-01-01", 1)).statusCode(201).header("Location", startsWith(RULES + "/")).body("amount", equalTo(1));
        set(rule("2091-01-01", 2)).statusCode(201);
        inForce("2089-12-31").body(amounts(), hasSize(0));
        inForce("2090-01-01").body(amounts(), contains(1));
        inForce("2091-06-01").body(amounts(), contains(2));
        set(rule("2091-01-01", 3)).statusCode(409).body("code", equalTo("rule-begin-taken")).body("detail", containsString("2091-01-01"));
    }

    @Test
    void whatEndsByItselfLetsTheOneBeforeHoldAgain() {
        set(rule("2090-01-01", 1)).statusCode(201);
        Map<String, Object> passing = rule("2091-01-01", 2);
        passing.put("validTo", "2091-03-01");
        set(passing).statusCode(201);
        inForce("2091-02-28").body(amounts(), contains(2));
        inForce("2091-03-01").body(amounts(), contains(1));
    }

    @Test
    void takesNoNumberForADay() {
        Map<String, Object> rule = rule("2090-01-01", 1);
        rule.put("source", Map.of("jurisdiction", "vn", "validFrom", 43_830, "citation", "Art. 1", "verified", true));
        set(rule).statusCode(400).body("errors.pointer", contains("/source/validFrom")).body("errors.code", contains("bad-value"));
    }

    @Test
    void tellsAtOnceAllThatIsWrong() {
        set(rule("2020-01-01", 13)).statusCode(422).body("errors.pointer", containsInAnyOrder("/source/validFrom", "/amount"));
        set(rule(LocalDate.now().plusYears(101).toString(), 1)).statusCode(422).body("errors.code", contains("day-to-come"));
        set(rule(LocalDate.now().minusDays(1).toString(), 1)).statusCode(422);
    }

    @Test
    void isTakenBackBeforeItBeginsAndStaysOnRecordWithTheReason() {
        set(rule("2090-01-01", 1)).statusCode(201);
        String id = set(rule("2091-01-01", 2)).statusCode(201).extract().path("id");
        post(RULES + "/" + id + "/cancellation", WHY).then().statusCode(200).body("cancelledWhy", equalTo("typed wrong"));
        inForce("2091-06-01").body(amounts(), contains(1));
        given().header("Authorization", "Bearer " + Tokens.of("member").unit(below).token()).get(RULES + "?limit=200").then()
                .body("items.find { it.id == '" + id + "' }.cancelledWhy", equalTo("typed wrong"));
        post(RULES + "/" + id + "/cancellation", WHY).then().statusCode(409).body("code", equalTo("rule-cancelled-already"));
        set(rule("2091-01-01", 3)).statusCode(201);
        post(RULES + "/" + top + "/cancellation", WHY).then().statusCode(404);
    }

    @Test
    void whatHasBegunWasAppliedAndStays() {
        UUID id = UUID.randomUUID();
        run(Sql.of("INSERT INTO probe_rule (id, jurisdiction, code, valid_from, amount, citation, verified) VALUES (?, 'vn', ?, '2020-01-01', 1, 'x', true)", id, code));
        post(RULES + "/" + id + "/cancellation", WHY).then().statusCode(409).body("code", equalTo("rule-begun-already")).body("detail", containsString("2020-01-01"));
    }

    @Test
    void ofManyWhoSetOrCancelTheSameAtOnceOneDoes() throws Exception {
        assertThat(atOnce(() -> set(rule("2092-01-01", 1)).extract().statusCode())).containsOnlyOnce(201).containsOnly(201, 409);
        String id = set(rule("2093-01-01", 1)).extract().path("id");
        assertThat(atOnce(() -> post(RULES + "/" + id + "/cancellation", WHY).statusCode())).containsOnlyOnce(200).containsOnly(200, 409);
    }

    private static List<Integer> atOnce(java.util.concurrent.Callable<Integer> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Integer> all = new java.util.ArrayList<>();
            for (Future<Integer> each : threads.invokeAll(Stream.generate(() -> call).limit(8).toList())) {
                all.add(each.get());
            }
            return all;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void isReadPageByPageInTheOrderOfWhatItIsAbout() {
        IntStream.rangeClosed(1, 3).forEach(i -> set(rule("209" + (7 - i) + "-01-01", i)).statusCode(201));
        List<Integer> read = new java.util.ArrayList<>();
        String cursor = "";
        do {
            Response page = given().header("Authorization", "Bearer " + Tokens.of("member").unit(below).token()).get(RULES + "?jurisdiction=vn&limit=1" + cursor);
            page.then().statusCode(200).body("items", hasSize(1));
            if (code.equals(page.path("items[0].code"))) {
                read.add(page.path("items[0].amount"));
            }
            cursor = page.path("next") == null ? null : "&cursor=" + page.path("next");
        } while (cursor != null);
        assertThat(read).containsExactly(3, 2, 1);
    }

    /** A role reaches down, never sideways. */
    @Test
    void isSetAboveAllWhomItBinds() {
        int[] day = {0};
        AccessMatrix.of("POST", RULES).body(() -> rule(LocalDate.parse("2100-01-01").plusDays(day[0]++).toString(), 1)).roles("federation-officer").inside(top)
                .atTheRoot().outside(below, chinese).check();
        AccessMatrix.of("POST", () -> RULES + "/" + set(rule(LocalDate.parse("2100-01-01").plusDays(day[0]++).toString(), 1)).extract().path("id") + "/cancellation")
                .body(() -> WHY).roles("federation-officer").inside(top).atTheRoot().outside(below, chinese).check();
        // What holds in both jurisdictions is set by neither of the two.
        AccessMatrix.of("POST", "/probe/v1/probe-limits").body(() -> Map.of("jurisdiction", "vn", "validFrom", LocalDate.parse("2060-01-01")
                .plusDays(System.nanoTime() % 20_000), "citation", "Art. 2", "verified", true)).roles("federation-officer").atTheRoot().outside(top, below, chinese).check();
        post("/probe/v1/probe-limits", Map.of("jurisdiction", "vn", "validFrom", "2060-01-01", "citation", "Art. 2", "verified", true)).then().statusCode(403)
                .body("code", equalTo("rules-at-the-top-only"));
    }

    private void run(Sql sql) {
        try (Connection connection = worker.getConnection()) {
            sql.run(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
