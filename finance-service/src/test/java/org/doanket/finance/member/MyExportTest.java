package org.doanket.finance.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member takes along of what finance keeps of him. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MyExportTest {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private UUID member;
    private String code;

    @BeforeEach
    void learn() {
        tree = federation.tree();
        unit = tree.unit();
        code = "X" + UUID.randomUUID().toString().substring(0, 8);
        member = federation.member(unit, code, "non-state-enterprise");
    }

    @Test
    void holdsWhatWasChargedPaidGrantedAndLent() throws InterruptedException, IOException {
        federation.pay(member, "2025-07", "si_salary", 8_000_000);
        UUID other = federation.member(unit, code + "B", "non-state-enterprise");
        federation.pay(other, "2025-07", "si_salary", 9_000_000);
        federation.away(member, "unpaid-leave", "2025-03-01", "2025-03-31");
        Api.runDues(unit, "2025-07", "post");
        String account = String.valueOf(System.nanoTime()).substring(0, 12);
        Api.setAccount(unit, account);
        String reference = asked(member);
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, new Statements.Line(code + "1", 40_000, "nop " + reference),
                new Statements.Line(code + "2", 45_000, "nop " + asked(other)), new Statements.Line(code + "3", 7_000, "ung ho")));
        Map<String, Object> money = Map.of("amount", 30_000_000, "currency", "VND");
        Api.as("unit-officer", unit).contentType("application/json").body(Map.of("unit", unit, "member", member, "bank", "NHCSXH", "purpose", "xe may", "principal", money,
                "months", 36)).post("/loan-referrals").then().statusCode(201);
        Api.as("unit-officer", unit).contentType("application/json").body(Map.of("member", member, "grant", "hardship", "reason", "om nang")).post("/grant-applications")
                .then().statusCode(201);

        String all = mine(unit, member).get("/me/export").then().statusCode(200).header("Cache-Control", equalTo("no-store")).body("memberId", equalTo(member.toString()),
                "exportedAt", notNullValue(), "parts", hasSize(0), "sections.files.code", contains(code), "sections.membershipSpans", hasSize(1),
                "sections.payRecords[0].siSalary.amount", equalTo(8_000_000), "sections.payRecords.month", contains("2025-07"), "sections.absences.kind",
                contains("unpaid-leave"), "sections.charges.amount.amount", contains(40_000), "sections.charges.kind", contains("charged"),
                "sections.charges[0].citation", notNullValue(), "sections.paymentRequests.reference", contains(reference), "sections.receipts.amount.amount",
                contains(40_000), "sections.receipts.takenBack", contains(false), "sections.bankLines.amount.amount", contains(40_000), "sections.standings.paidUpTo",
                contains("2025-07"), "sections.loanReferrals[0].purpose", equalTo("xe may"), "sections.loanReferrals[0].principal.amount", equalTo(30_000_000),
                "sections.grantApplications[0].reason", equalTo("om nang"), "sections.grantApplications[0].evidence", hasSize(0), "sections.knownPayers", hasSize(1),
                "sections.virtualAccounts", hasSize(0), "sections.arrearsReminders", hasSize(0), "sections.duesProblems", hasSize(0)).extract().asString();
        assertThat(all).doesNotContain(other.toString(), code + "B", "9000000", "45000", "ung ho");

        byte[] sheet = mine(unit, member).accept(XLSX).get("/me/export").then().statusCode(200).extract().asByteArray();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(sheet))) {
            assertThat(workbook.getFirstSheet().read()).extracting(row -> row.getCellText(0) + "." + row.getCellText(2) + "=" + row.getCellText(3))
                    .contains("files.code=" + code, "charges.month=2025-07", "loanReferrals.purpose=xe may");
        }
        Api.as("auditor", unit).get("/audit-trail?unit=" + unit).then().body("items.findAll { it.subjectId == '" + member + "' }.action", hasItem("own-data-exported"));
    }

    @Test
    void goesBackToWhereTheMemberWasBefore() throws InterruptedException {
        federation.pay(member, "2025-07", "si_salary", 8_000_000);
        Api.runDues(unit, "2025-07", "post");
        federation.learn(member, LocalDate.of(2026, 1, 1), tree.sibling(), code, "active", "non-state-enterprise");
        mine(tree.sibling(), member).get("/me/export").then().statusCode(200).body("sections.charges.amount.amount", contains(40_000), "sections.membershipSpans",
                hasSize(2));
        mine(unit, member).get("/me/export").then().statusCode(404);
    }

    @Test
    void isTheMembersOwnAndNobodyElses() {
        UUID child = federation.unit(unit, "vn");
        for (String type : new String[] {"application/json", XLSX}) {
            AccessMatrix.of("GET", Api.BASE + "/me/export").accept(type).roles("member").member(member).inside(unit, tree.commune())
                    .outside(child, tree.sibling(), tree.elsewhere()).check();
        }
        Api.with(Tokens.of("member").unit(unit)).get("/me/export").then().statusCode(403).body("code", equalTo("token-names-no-member"));
        mine(unit, UUID.randomUUID()).get("/me/export").then().statusCode(404);
    }

    private String asked(UUID of) {
        return Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-07", "member", of)).post("/payment-requests").then().statusCode(201).extract()
                .path("reference");
    }

    private static RequestSpecification mine(UUID at, UUID member) {
        return Api.with(Tokens.of("member").unit(at).member(member));
    }
}
