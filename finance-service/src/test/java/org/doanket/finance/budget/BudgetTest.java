package org.doanket.finance.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BudgetTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
    }

    /** Of 1,000 of dues 700 are kept: 45 % of that is 315. */
    @Test
    void aBudgetGoesFromADraftThatBreaksAGuardToApprovalByTheLevelAbove() {
        String id = draw(lines("22", 1_000, "39.01", 300, "34", 316)).body("state", equalTo("draft")).body("approved", nullValue())
                .body("findings.find { it.guard == 'dues-pay' }.kept", equalTo(false))
                .body("findings.find { it.guard == 'dues-pay' }.numerator.amount", equalTo(316))
                .body("findings.find { it.guard == 'dues-pay' }.denominator.amount", equalTo(700))
                .body("findings.find { it.guard == 'fund-care' }.verified", equalTo(false)).extract().path("id");
        post(unit, id, "submission", Map.of("version", 1)).statusCode(422).body("code", equalTo("budget-guard"))
                .body("rule", containsString("QD 4290")).body("findings", hasSize(1)).body("findings[0].guard", equalTo("dues-pay"));
        // 315 is just within; too few visits only warn.
        amend(id, lines("22", 1_000, "39.01", 300, "34", 300, "34.02", 15)).statusCode(200)
                .body("findings.find { it.guard == 'dues-pay' }.kept", equalTo(true))
                .body("findings.find { it.guard == 'dues-visits' }.kept", equalTo(false));
        post(unit, id, "submission", Map.of("version", 1)).statusCode(409).body("code", equalTo("budget-another-version"));
        post(unit, id, "submission", Map.of("version", 2)).statusCode(200).body("state", equalTo("submitted"));
        amend(id, lines("22", 1)).statusCode(409).body("code", equalTo("budget-submitted"));
        decide(unit, id, "approval", Map.of("version", 2)).statusCode(403).body("code", equalTo("level-above-only"));
        post(tree.commune(), id, "approval", Map.of("version", 2)).statusCode(409).body("code", equalTo("same-person"));
        decide(tree.commune(), id, "return", Map.of("version", 2)).statusCode(400);
        decide(tree.commune(), id, "return", Map.of("version", 2, "reason", "no visits")).statusCode(200).body("state", equalTo("returned"))
                .body("newest.reason", equalTo("no visits"));
        post(unit, id, "submission", Map.of("version", 2)).statusCode(409).body("code", equalTo("budget-not-draft"));
        amend(id, lines("22", 1_000, "39.01", 300, "34", 315, "31.03", 280)).statusCode(200);
        post(unit, id, "submission", Map.of("version", 3)).statusCode(200);
        decide(tree.commune(), id, "approval", Map.of("version", 3)).statusCode(200).body("approved", equalTo(3))
                .body("state", equalTo("approved"));
        anAmendmentLeavesInForceWhatWasApproved(id);
    }

    private void anAmendmentLeavesInForceWhatWasApproved(String id) {
        amend(id, lines("22", 2_000, "39.01", 600, "34", 400)).statusCode(200).body("approved", equalTo(3)).body("state", equalTo("draft"));
        Api.as("auditor", unit).get("/budgets/" + id + "/versions").then().statusCode(200).body("items.no", equalTo(List.of(4, 3, 2, 1)))
                .body("items.state", equalTo(List.of("draft", "approved", "returned", "draft")));
        JsonPath b14 = Api.as("auditor", unit).get("/reports/b14?year=2026&unit=" + unit).then().statusCode(200).extract().jsonPath();
        assertThat(b14.getLong("rows.find { it.code == '22' }.budget.amount")).isEqualTo(2_000);
        assertThat(b14.getLong("rows.find { it.code == '22' }.approved.amount")).isEqualTo(1_000);
        JsonPath b07 = Api.as("auditor", unit).get("/reports/b07?year=2026&unit=" + unit).then().statusCode(200).extract().jsonPath();
        assertThat(b07.getLong("rows.find { it.code == '34' }.budget.amount")).isEqualTo(315);
        assertThat(b07.getLong("rows.find { it.code == '50' }.budget.amount")).isEqualTo(1_000 - 300 - 315 - 280);
        Api.as("auditor", tree.commune()).get("/budgets?scope=subtree&state=draft&year=2026&unit=" + tree.commune()).then().statusCode(200)
                .body("items", hasSize(1)).body("items[0].unit", equalTo(unit.toString()));
    }

    /** Of 2026 it was due on 5 December 2025, of 2190 there is time. */
    @Test
    void saysUntilWhenABudgetIsDueAndWhoStillHasToHandItIn() {
        federation.number("UPDATE unit_ref SET valid_from = '2020-01-01' WHERE id = ? RETURNING 1", unit);
        outstanding(2026).body("items", hasSize(1)).body("items[0].state", equalTo("none")).body("items[0].dueOn", equalTo("2025-12-05"))
                .body("items[0].daysLate", greaterThan(0));
        outstanding(2190).body("items[0].dueOn", equalTo("2189-12-05")).body("items[0].daysLate", nullValue());
        String id = draw(lines("22", 1_000)).body("dueOn", equalTo("2025-12-05")).body("daysLate", greaterThan(0)).body("handedIn", nullValue())
                .extract().path("id");
        outstanding(2026).body("items[0].state", equalTo("draft")).body("items[0].budget", equalTo(id));
        post(unit, id, "submission", Map.of("version", 1)).statusCode(200).body("handedIn", notNullValue());
        outstanding(2026).body("items", hasSize(0));
        decide(tree.commune(), id, "return", Map.of("version", 1, "reason", "no visits")).statusCode(200);
        outstanding(2026).body("items[0].state", equalTo("returned"));
        federation.number("UPDATE unit_ref SET valid_from = '2025-12-06' WHERE id = ? RETURNING 1", unit);
        outstanding(2026).body("items", hasSize(0));
    }

    private io.restassured.response.ValidatableResponse outstanding(int year) {
        return Api.as("auditor", unit).get("/budgets/outstanding?year=" + year + "&unit=" + unit).then().statusCode(200);
    }

    @Test
    void namesAllCodesThatNobodyBudgetsForAndAllThatStandTwice() {
        Api.as("treasurer", unit).contentType("application/json").body(budget(lines("20", 1, "99", 1, "22", 1))).post("/budgets").then()
                .statusCode(422)
                .body("code", equalTo("budget-code-unknown")).body("detail", containsString("20, 99"));
        Api.as("treasurer", unit).contentType("application/json").body(budget(lines("22", 1, "22", 2))).post("/budgets").then()
                .statusCode(422)
                .body("code", equalTo("budget-code-twice"));
        draw(lines("22", 1));
        Api.as("treasurer", unit).contentType("application/json").body(budget(lines("22", 1))).post("/budgets").then().statusCode(409)
                .body("code", equalTo("budget-exists"));
    }

    @Test
    void guardsAreSetAtTheRootFromAYearOnAndTakenBackBeforeIt() {
        Map<String, Object> guard = Map.of("jurisdiction", "cn", "name", "test-admin", "level", "grass-roots", "fromYear", 2090,
                "numerator",
                List.of("33"), "denominator", List.of("20"), "bound", "max", "share", Map.of("numerator", 1, "denominator", 10));
        var whole = new java.util.HashMap<>(guard);
        whole.putAll(Map.of("severity", "block", "citation", "BudgetTest", "verified", false));
        officer(tree.province()).body(whole).post("/budget-guards").then().statusCode(403).body("code", equalTo("rules-at-the-top-only"));
        officer(null).body(whole).post("/budget-guards").then().statusCode(422).body("code", equalTo("budget-code-unknown"));
        whole.put("denominator", List.of("22", "-39.01"));
        String id = officer(null).body(whole).post("/budget-guards").then().statusCode(201).extract().path("id");
        officer(null).body(whole).post("/budget-guards").then().statusCode(409);
        Api.as("member", unit).get("/budget-guards?year=2090&jurisdiction=cn").then().body("items", hasSize(1))
                .body("items[0].name", equalTo("test-admin"));
        officer(null).body(Map.of("why", "x")).post("/budget-guards/" + id + "/cancellation").then().statusCode(200);
        Api.as("member", unit).get("/budget-guards?year=2090&jurisdiction=cn").then().body("items", hasSize(0));
        String begun = Api.as("member", unit).get("/budget-guards?year=2026&jurisdiction=vn").then().body("items", hasSize(6)).extract()
                .path("items[0].id");
        officer(null).body(Map.of("why", "x")).post("/budget-guards/" + begun + "/cancellation").then().statusCode(409);
    }

    private io.restassured.specification.RequestSpecification officer(UUID at) {
        return Api.as("federation-officer", at).contentType("application/json");
    }

    private io.restassured.response.ValidatableResponse draw(List<Map<String, Object>> lines) {
        return Api.as("treasurer", unit).contentType("application/json").body(budget(lines)).post("/budgets").then().statusCode(201);
    }

    private io.restassured.response.ValidatableResponse amend(String id, List<Map<String, Object>> lines) {
        return Api.as("treasurer", unit).contentType("application/json").body(Map.of("act", "2/NQ", "lines", lines))
                .post("/budgets/" + id + "/versions").then();
    }

    private io.restassured.response.ValidatableResponse post(UUID at, String id, String verb, Map<String, Object> body) {
        return Api.treasurer(at).body(body).post("/budgets/" + id + "/" + verb).then();
    }

    private io.restassured.response.ValidatableResponse decide(UUID at, String id, String verb, Map<String, Object> body) {
        return Books.another(at).body(body).post("/budgets/" + id + "/" + verb).then();
    }

    private Map<String, Object> budget(List<Map<String, Object>> lines) {
        return Map.of("unit", unit, "year", 2026, "act", "1/NQ", "lines", lines);
    }

    private static List<Map<String, Object>> lines(Object... pairs) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            lines.add(Map.of("code", pairs[i], "amount", Map.of("amount", pairs[i + 1], "currency", "VND")));
        }
        return lines;
    }
}
