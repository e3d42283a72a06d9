package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.balance;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A grass-roots union's books of a year that is over: its budget, its vouchers by two people, its book of cash, and its settlement. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BooksOfAYearJourney {

    private static final int YEAR = 2025;
    private static final String BUDGETS = "/finance/v1/budgets/";

    private static Federation federation;
    private static String company;
    private static String commune;
    private static String entry;

    @BeforeAll
    static void found() {
        federation = new Federation();
        company = federation.company;
        commune = federation.commune;
        Suite.waitUntilKnown("treasurer", company, "/finance/v1/unit-months");
    }

    /** Of 1,000 of dues 700 are kept, and pay may take 45 % of that. */
    @Test
    @Order(1)
    void aBudgetThatBreaksTheGuardIsNotTakenAndAnotherIsApprovedByTheLevelAbove() {
        String budget = once("treasurer", company).body(Map.of("unit", company, "year", YEAR, "act", "1/NQ-BCH", "lines", lines("22", 1_000, "39.01", 300,
                "34", 316))).post("/finance/v1/budgets").then().statusCode(201).body("state", equalTo("draft")).extract().path("id");
        step(company, budget, "submission", 1).statusCode(422).body("code", equalTo("budget-guard")).body("rule", containsString("QD 4290"));
        once("treasurer", company).body(Map.of("act", "2/NQ-BCH", "lines", lines("22", 1_000, "39.01", 300, "34", 315, "31.03", 280)))
                .post(BUDGETS + budget + "/versions").then().statusCode(200);
        step(company, budget, "submission", 2).statusCode(200);
        step(company, budget, "approval", 2).statusCode(403);
        step(commune, budget, "approval", 2).statusCode(200).body("state", equalTo("approved")).body("approved", equalTo(2));
    }

    @Test
    @Order(2)
    void aVoucherIsInTheBooksOnceAnotherPersonHasApprovedIt() {
        String income = voucher("receipt", "5121", 5_000_000, "Công ty hỗ trợ");
        approve(company, income).statusCode(409).body("code", equalTo("same-person"));
        assertThat(balance(company, company, "1111")).isZero();
        approve(commune, income).statusCode(200).body("number", equalTo("1/2025"));
        String visit = voucher("payment", "6121", 1_200_000, "Thăm đoàn viên ốm");
        entry = approve(commune, visit).statusCode(200).extract().path("entry");
        assertThat(balance(company, company, "1111")).isEqualTo(3_800_000);
        byte[] paper = as("auditor", company).accept("application/pdf").get("/finance/v1/vouchers/" + visit).then().statusCode(200).extract().asByteArray();
        assertThat(paper).startsWith('%', 'P', 'D', 'F');
    }

    @Test
    @Order(3)
    void theBookOfCashCarriesTheBalanceAndNamesVoucherAndEntry() {
        String book = "/finance/v1/books/s11-h";
        String asked = "?unit=" + company + "&from=2025-01-01&to=2025-12-31";
        as("auditor", company).get(book + asked).then().statusCode(200).body("opening.amount", equalTo(0)).body("closing.amount", equalTo(3_800_000));
        as("auditor", company).get(book + "/lines" + asked).then().statusCode(200).body("items", hasSize(2))
                .body("items.balance.amount", contains(5_000_000, 3_800_000)).body("items.document", contains("PT 1/2025", "PC 1/2025"))
                .body("items[1].entry", equalTo(entry));
        as("auditor", company).accept("text/csv").get(book + asked).then().statusCode(200).body(containsString(entry));
    }

    @Test
    @Order(4)
    void theLevelAboveApprovesTheSettlementAndEachFigureLeadsToItsEntries() {
        String report = "/finance/v1/reports/b07?year=" + YEAR + "&unit=" + company;
        as("auditor", company).get(report).then().statusCode(200).body("rows.find { it.code == '31.03' }.settled.amount", equalTo(1_200_000))
                .body("rows.find { it.code == '31.03' }.budget.amount", equalTo(280)).body("rows.find { it.code == '50' }.settled.amount", equalTo(3_800_000));
        as("auditor", company).get("/finance/v1/reports/b07/entries?code=31.03&year=" + YEAR + "&unit=" + company).then().statusCode(200)
                .body("items", hasSize(1)).body("items[0].entry", equalTo(entry));
        Map<String, Object> body = Map.of("unit", company, "year", YEAR, "act", "12/QĐ-LĐLĐ", "lines", lines("31.03", 1_000_000));
        once("treasurer", company).body(body).post("/finance/v1/report-approvals").then().statusCode(403);
        once("treasurer", commune).body(body).post("/finance/v1/report-approvals").then().statusCode(201).body("version", equalTo(1))
                .body("approvedBy", notNullValue());
        as("auditor", company).get(report).then().body("rows.find { it.code == '31.03' }.approved.amount", equalTo(1_000_000))
                .body("rows.find { it.code == '31.03' }.settled.amount", equalTo(1_200_000));
    }

    private static ValidatableResponse step(String at, String budget, String verb, int version) {
        return once("treasurer", at).body(Map.of("version", version)).post(BUDGETS + budget + "/" + verb).then();
    }

    private static String voucher(String kind, String account, long amount, String purpose) {
        return once("treasurer", company).body(Map.of("unit", company, "kind", kind, "day", "2025-06-10", "account", account, "money", "1111", "amount",
                Map.of("amount", amount, "currency", "VND"), "purpose", purpose)).post("/finance/v1/vouchers").then().statusCode(201).extract().path("id");
    }

    private static ValidatableResponse approve(String at, String voucher) {
        return once("treasurer", at).post("/finance/v1/vouchers/" + voucher + "/approval").then();
    }

    private static List<Map<String, Object>> lines(Object... pairs) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            lines.add(Map.of("code", pairs[i], "amount", Map.of("amount", pairs[i + 1], "currency", "VND")));
        }
        return lines;
    }
}
