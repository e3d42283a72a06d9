package org.doanket.finance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.closing.Endings;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReportTest {

    @Inject
    Federation federation;
    @Inject
    Books books;
    @Inject
    Endings endings;

    private Federation.Tree tree;

    /** 900 left from 2024; 1,000 of dues in 2025, 300 of which go up; visits in March, pay in August. The commune spends 50 of its 300. */
    @BeforeEach
    void twoYears() {
        tree = federation.tree();
        UUID unit = tree.unit();
        books.post(unit, "test", "2024-05-01", "1121", 900, "5111");
        books.post(unit, "test", "2025-03-01", "1121", 1_000, "5111");
        books.post(unit, "test", "2025-03-02", "6391", 300, "3381");
        books.post(unit, "test", "2025-03-03", "6121", 400, "1121");
        books.post(unit, "test", "2025-08-01", "6151", 200, "1121");
        books.post(tree.commune(), "test", "2025-03-02", "1387", 300, "5114");
        books.post(tree.commune(), "test", "2025-04-01", "6141", 50, "1121");
    }

    /** Nobody is above it: so an officer of its own, and not one who has written in the books of that year. */
    @Test
    void theTopmostUnitsSettlementIsApprovedByAnOfficerWhoHasWrittenNothingInItsBooks() {
        Map<String, Object> body = Map.of("unit", tree.province(), "year", 2025, "act", "1/QD");
        books.post(tree.province(), "test", "2025-04-01", "1121", 100, "5111");
        String writer = federation.text("SELECT min(recorded_by) FROM journal_entry WHERE unit_id = ?", tree.province());
        approve(Tokens.of("treasurer").unit(tree.province()).subject("somebody"), body).statusCode(403).body("code", equalTo("level-above-only"));
        approve(Tokens.of("federation-officer").unit(tree.province()).subject(writer), body).statusCode(409).body("code", equalTo("same-person"));
        approve(Tokens.of("federation-officer").unit(tree.province()).subject("chair"), body).statusCode(201).body("version", equalTo(1));
    }

    private static ValidatableResponse approve(Tokens as, Map<String, Object> body) {
        return Api.with(as).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json").body(body).post("/report-approvals")
                .then();
    }

    @Test
    void settlesAUnitsYearBesideTheYearBefore() {
        JsonPath report = report(tree.unit(), "b07", "year=2025");
        assertThat(settled(report, "10")).isEqualTo(900);
        assertThat(settled(report, "22")).isEqualTo(1_000);
        assertThat(settled(report, "20")).isEqualTo(1_000);
        assertThat(settled(report, "31.03")).isEqualTo(400);
        assertThat(settled(report, "31")).isEqualTo(400);
        assertThat(settled(report, "34")).isEqualTo(200);
        assertThat(settled(report, "30")).isEqualTo(600);
        assertThat(settled(report, "39")).isEqualTo(300);
        assertThat(settled(report, "50")).isEqualTo(1_000);
        assertThat(value(report, "22", "lastYear")).isEqualTo(900);
        assertThat(value(report, "50", "lastYear")).isEqualTo(900);
        assertThat(value(report, "10", "lastYear")).isZero();
        // What is left is what stands in the books: money less what is owed.
        assertThat(settled(report, "50")).isEqualTo(federation.number("SELECT sum(p.amount) FROM posting p JOIN account a ON a.code = "
                + "p.account "
                + "WHERE p.unit_id = ? AND a.kind IN ('asset', 'liability')", tree.unit()));
        assertThat(report.getList("unmapped")).isEmpty();
        assertThat(report.getBoolean("rows.find { it.code == '22' }.verified")).isFalse();
    }

    @Test
    void halvesOfAYearMeetInTheMiddle() {
        JsonPath first = report(tree.unit(), "b07", "year=2025&period=h1");
        JsonPath second = report(tree.unit(), "b07", "year=2025&period=h2");
        assertThat(settled(first, "34")).isZero();
        assertThat(settled(first, "50")).isEqualTo(1_200).isEqualTo(settled(second, "10"));
        assertThat(settled(second, "22")).isZero();
        assertThat(settled(second, "50")).isEqualTo(1_000);
    }

    @Test
    void takesOffInASubtreeWhatOnlyWentFromLevelToLevel() {
        JsonPath alone = report(tree.commune(), "b07", "year=2025");
        assertThat(settled(alone, "22")).isEqualTo(300);
        assertThat(value(alone, "22", "eliminated")).isZero();
        JsonPath all = report(tree.commune(), "b07", "year=2025&scope=subtree");
        assertThat(settled(all, "22")).isEqualTo(1_000);
        assertThat(value(all, "22", "eliminated")).isEqualTo(300);
        assertThat(settled(all, "39")).isZero();
        assertThat(settled(all, "33")).isEqualTo(50);
        assertThat(settled(all, "50")).isEqualTo(1_250).isEqualTo(settled(alone, "50")
                + settled(report(tree.unit(), "b07", "year=2025"), "50"));
    }

    @Test
    void showsWhatAClosedUnitHandedOverAndNothingOfItInTheSubtree() {
        books.post(tree.unit(), "test", "2025-04-01", "1121", 5_000, "4313");
        endings.end(tree.unit(), "2025-10-01", tree.sibling());
        endings.await(tree.unit(), "closed");
        // The social fund is handed over as what it is, and is no part of the accumulation.
        assertThat(Api.balance(tree.sibling(), "4313")).isEqualTo(-5_000);
        assertThat(settled(report(tree.unit(), "b07", "year=2025"), "40")).isEqualTo(-1_000);
        assertThat(settled(report(tree.unit(), "b07", "year=2025"), "50")).isZero();
        assertThat(settled(report(tree.sibling(), "b07", "year=2025"), "40")).isEqualTo(1_000);
        assertThat(settled(report(tree.sibling(), "b07", "year=2025"), "50")).isEqualTo(1_000);
        JsonPath all = report(tree.commune(), "b07", "year=2025&scope=subtree");
        assertThat(settled(all, "40")).isZero();
        assertThat(settled(all, "50")).isEqualTo(1_250);
    }

    @Test
    void everyFigureIsTheSumOfEntriesThatCanBeRead() {
        for (String scope : List.of("unit", "subtree")) {
            JsonPath report = report(tree.commune(), "b07", "year=2025&scope=" + scope);
            for (String code : report.<String>getList("rows.code")) {
                assertThat(traced(tree.commune(), "year=2025&scope=" + scope, code)).as("%s of %s", code, scope)
                        .isEqualTo(settled(report, code) + value(report, code, "eliminated"));
            }
        }
        Api.as("auditor", tree.unit()).get("/reports/b07/entries?year=2025&code=31&unit=" + tree.unit()).then().statusCode(200)
                .body("items", hasSize(1)).body("items[0].account", equalTo("6121")).body("items[0].code", equalTo("31.03"))
                .body("items[0].amount.amount", equalTo(400));
        Api.as("auditor", tree.unit()).get("/reports/b07/entries?year=2025&code=99").then().statusCode(422)
                .body("code", equalTo("report-code-unknown"));
    }

    @Test
    void theLevelAboveApprovesWhatItAcceptsOfAYearThatIsOver() {
        Map<String, Object> body = Map.of("unit", tree.unit(), "year", 2025, "act", "12/QD", "lines",
                List.of(Map.of("code", "34", "amount", Map.of("amount", 150, "currency", "VND"))));
        Api.treasurer(tree.unit()).body(body).post("/report-approvals").then().statusCode(403).body("code", equalTo("level-above-only"));
        Api.treasurer(tree.commune()).body(Map.of("unit", tree.unit(), "year", 2100, "act", "12/QD")).post("/report-approvals").then()
                .statusCode(409)
                .body("code", equalTo("report-year-running"));
        Api.treasurer(tree.commune()).body(Map.of("unit", tree.unit(), "year", 2025, "act", "x", "lines",
                List.of(Map.of("code", "50", "amount", Map.of("amount", 1, "currency", "VND")))))
                .post("/report-approvals").then().statusCode(422).body("code", equalTo("report-code-computed"));
        Api.treasurer(tree.commune()).body(body).post("/report-approvals").then().statusCode(201).body("version", equalTo(1));
        JsonPath report = report(tree.unit(), "b07", "year=2025");
        assertThat(value(report, "34", "approved")).isEqualTo(150);
        assertThat(value(report, "50", "approved")).isEqualTo(1_050);
        assertThat(value(report, "22", "approved")).isEqualTo(1_000);
        Api.treasurer(tree.commune()).body(Map.of("unit", tree.unit(), "year", 2025, "act", "13/QD")).post("/report-approvals").then()
                .statusCode(201)
                .body("version", equalTo(2));
        assertThat(value(report(tree.unit(), "b07", "year=2025"), "34", "approved")).isEqualTo(200);
        Api.as("auditor", tree.unit()).get("/report-approvals?year=2025&unit=" + tree.unit()).then().statusCode(200)
                .body("act", equalTo(List.of("13/QD", "12/QD")));
    }

    @Test
    void comesAsSheetAndPaper() {
        String path = "/reports/b07?year=2025&unit=" + tree.unit();
        assertThat(Api.as("auditor", tree.unit()).accept("application/pdf").get(path).then().statusCode(200).extract().asByteArray())
                .startsWith('%', 'P', 'D', 'F');
        assertThat(Api.as("auditor", tree.unit()).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").get(path)
                .then()
                .statusCode(200).extract().asByteArray()).startsWith('P', 'K');
        Api.as("auditor", tree.unit()).accept("text/csv").get(path).then().statusCode(200).body(containsString("31.03"))
                .body(containsString("400"));
    }

    @Test
    void anAccountFallsUnderAnotherCodeFromADayOn() {
        Map<String, Object> body = Map.of("account", "6135", "code", "32", "validFrom", "2090-01-01", "citation", "ReportTest", "verified",
                false);
        Api.as("federation-officer", tree.commune()).contentType("application/json").body(body).post("/report-mappings").then()
                .statusCode(403);
        String id = Api.as("federation-officer", null).contentType("application/json").body(body).post("/report-mappings").then()
                .statusCode(201)
                .extract().path("id");
        Api.as("federation-officer", null).contentType("application/json").body(body).post("/report-mappings").then().statusCode(409);
        Api.as("federation-officer", null).contentType("application/json")
                .body(Map.of("account", "6135", "code", "22", "validFrom", "2091-01-01",
                "citation", "x", "verified", false)).post("/report-mappings").then().statusCode(422)
                .body("code", equalTo("report-code-computed"));
        Api.as("member", null).get("/report-mappings?on=2090-06-01&limit=200").then().statusCode(200)
                .body("items.find { it.account == '6135' }.code", equalTo("32"));
        Api.as("member", null).get("/report-mappings?on=2025-06-01&limit=200").then()
                .body("items.find { it.account == '6135' }.code", equalTo("32.05"));
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("why", "a test"))
                .post("/report-mappings/" + id + "/cancellation")
                .then().statusCode(200);
        Api.as("member", null).get("/report-codes").then().statusCode(200).body("code", hasItem("31.03"));
    }

    private long traced(UUID unit, String query, String code) {
        long sum = 0;
        String cursor = "";
        do {
            JsonPath page = Api.as("auditor", unit).get("/reports/b07/entries?limit=2&" + query + "&code=" + code + "&unit=" + unit
                    + cursor).then()
                    .statusCode(200).extract().jsonPath();
            sum += page.getList("items.amount.amount", Long.class).stream().mapToLong(Long::longValue).sum();
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        return sum;
    }

    private JsonPath report(UUID unit, String form, String query) {
        return Api.as("auditor", unit).get("/reports/" + form + "?" + query + "&unit=" + unit).then().statusCode(200).extract().jsonPath();
    }

    private static long settled(JsonPath report, String code) {
        return value(report, code, "settled");
    }

    private static long value(JsonPath report, String code, String column) {
        return report.getLong("rows.find { it.code == '" + code + "' }." + column + ".amount");
    }
}
