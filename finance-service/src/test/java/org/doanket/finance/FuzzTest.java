package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.closing.Endings;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.doanket.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Order(Fuzz.LAST)
@QuarkusTestResource(DoanketBackends.class)
class FuzzTest {

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private final Fuzz fuzz = new Fuzz();

    @Test
    void answersWhateverComes() throws InterruptedException {
        UUID unit = federation.tree().unit();
        UUID payer = federation.member(unit, "F1", "non-state-enterprise");
        federation.pay(payer, "2026-06", "si_salary", 8_000_000);
        paid(unit, payer);
        UUID member = federation.member(unit, "F2", "guild");
        Map<String, Object> money = money(1_000_000);
        endings.closed(federation.unit(unit, "vn"), "2026-05-01", unit);
        fuzz.at(unit).member(member).jobs(worker)
                .rows("/finance/v1/dues-rates", "unit_dues").rows("/finance/v1/grants", "grant_rule").rows("/finance/v1/receipts", "receipt_paper")
                .rows("/finance/v1/cash-receipts", "bank_line").rows("/finance/v1/bank-suspects", "bank_suspect").rows("/finance/v1/contribution-prices", "contribution_price")
                .rows("/finance/v1/loan-referrals/{id}/payments", "loan_payment", "loan_id")
                .except("GET /finance/v1/grant-payments/{id}", "a grant is paid by the third of three people: GrantTest")
                .except("POST /finance/v1/grant-payments/{id}/reversal", "as above: GrantTest")
                .except("POST /finance/v1/loan-referrals/{id}/payments/{payment}/reversal", "a loan is paid back after three people have spoken: LoanTest")
                .rows("/finance/v1/grant-applications/{id}/evidence", "grant_evidence", "application_id")
                .rows("/finance/v1/relief-drives/{id}/distributions", "relief_distribution", "drive_id")
                .rows("/finance/v1/unit-closings/{id}/items", "closing_item", "closing_id")
                .body("POST /finance/v1/loan-referrals", Map.of("unit", unit, "member", member, "bank", "NHCSXH", "purpose", "xe", "principal", money, "months", 12))
                .body("POST /finance/v1/loan-referrals/{id}/bank-decision", Map.of("granted", true, "on", "2026-06-01", "firstDueOn", "2026-07-01"))
                .body("POST /finance/v1/relief-drives", Map.of("unit", unit, "name", "Bao", "purpose", "nha", "beneficiaries", "dan", "bankBin", "970436",
                        "account", "99887766", "holder", "LDLD", "opensAt", "2026-01-01T00:00:00Z", "closesAt", "2099-01-01T00:00:00Z"))
                .body("POST /finance/v1/contributions", Map.of("unit", unit, "channel", "desk", "gift", Map.of("kind", "workdays", "quantity", 1.5)))
                .body("POST /finance/v1/pledges", Map.of("unit", unit, "gift", Map.of("kind", "goods", "goods", "gao", "measure", "kg", "quantity", 10)))
                .body("POST /finance/v1/contribution-prices", Map.of("jurisdiction", "vn", "kind", "workdays", "validFrom", "2099-01-01", "amount", money,
                        "citation", "NQ"))
                .body("POST /finance/v1/relief-drives/{id}/distributions", Map.of("place", "Xa A", "gift", Map.of("kind", "cash", "amount", money),
                        "recipients", 9, "givenOn", "2026-06-01", "paidFrom", "1111"))
                .body("POST /finance/v1/grant-applications", Map.of("member", member, "grant", "hardship", "reason", "om"))
                .body("POST /finance/v1/grant-lists", Map.of("unit", unit, "grant", "tet", "members", List.of(Map.of("member", member))))
                .body("POST /finance/v1/grant-quotas", Map.of("unit", unit, "grant", "tet", "year", 2026, "people", 100))
                .file("POST /finance/v1/grant-applications/{id}/evidence", "%PDF-1.7 giay")
                .body("POST /finance/v1/dues-runs", Map.of("unit", unit, "month", "2026-06", "mode", "post"))
                .body("PUT /finance/v1/units/{id}/bank-account", Map.of("bankBin", "970436", "account", "0123456789", "holder", "CDCS MAY THU"))
                .body("POST /finance/v1/bank-accounts", Map.of("unit", unit, "purpose", "general", "bankBin", "970436", "account", "5566778899", "holder",
                        "CDCS MAY THU"))
                .body("POST /finance/v1/payment-requests", Map.of("unit", unit, "month", "2026-06"))
                .body("POST /finance/v1/virtual-accounts", Map.of("unit", unit, "number", "VA0123456789"))
                .body("PUT /finance/v1/bank-profiles/{code}", Map.of("name", "Bank", "dateColumn", "Date", "dateFormat", "dd/MM/yyyy",
                "amountColumn", "Amount", "memoColumn", "Memo"))
                .body("POST /finance/v1/dues-rates", Map.of("unit", unit, "validFrom", "2026-01-01", "rate", Map.of("numerator", 7, "denominator", 1000), "resolution", "1/NQ"))
                .body("POST /finance/v1/employers", Map.of("unit", unit, "taxCode", "0100100100", "name", "Cong ty", "validFrom", "2020-01-01"))
                .body("POST /finance/v1/sharing-runs", Map.of("unit", unit, "kind", "re-share", "from", "2026-01", "to", "2026-06", "mode", "post"))
                .body("POST /finance/v1/fund-decisions", Map.of("kind", "reduction", "unit", unit, "actNumber", "1/QD", "decidedOn", "2026-01-05",
                        "from", "2026-01", "to", "2026-03", "part", Map.of("numerator", 1, "denominator", 2), "reason", "a flood"))
                .body("POST /finance/v1/budgets", Map.of("unit", unit, "year", 2026, "act", "1/NQ", "lines", List.of(Map.of("code", "22", "amount", money(100)),
                        Map.of("code", "34", "amount", money(10)))))
                .body("POST /finance/v1/budgets/{id}/versions", Map.of("act", "2/NQ", "lines", List.of(Map.of("code", "31.03", "amount", money(10)))))
                .body("POST /finance/v1/budgets/{id}/submission", Map.of("version", 2))
                .body("POST /finance/v1/vouchers", Map.of("unit", unit, "kind", "payment", "day", "2026-05-01", "account", "6121", "money", "1121",
                        "amount", Map.of("amount", 5, "currency", "VND"), "purpose", "tham hoi"))
                .body("POST /finance/v1/report-approvals", Map.of("unit", unit, "year", 2025, "act", "1/QD"))
                .body("POST /finance/v1/unit-closings/{id}/items", Map.of("part", "documents", "note", "con dau"))
                .file("POST /finance/v1/employer-imports", "tax code,name,group\n0100100101,Cong ty Hai,fdi\n")
                .file("POST /finance/v1/fund-declaration-imports", "tax code,month,payroll,staff\n0100100100,2026-05,1000000,10\n")
                .file("POST /finance/v1/pay-records", "member code,si salary\nF1,8000000\n")
                .file("POST /finance/v1/bank-statements", Statements.camt("0123456789", new Statements.Line("B1", 40_000, "DP0000000000"),
                        new Statements.Line("B2", -7, "phi")))
                .check();
    }

    /** A month with all that comes of it: what was paid by bank and in cash, with papers for it, what is to go back, and what waits for a second word. */
    private void paid(UUID unit, UUID payer) throws InterruptedException {
        Api.runDues(unit, "2026-06", "post");
        Api.setAccount(unit, "0123456789");
        String reference = sent(unit, "payment-requests", Map.of("unit", unit, "month", "2026-06", "member", payer)).path("reference");
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt("0123456789", new Statements.Line("Z1", 50_000, "nop " + reference),
                new Statements.Line("Z2", 7_000, "ung ho"), new Statements.Line("Z3", -3_000, "phi"), new Statements.Line("Z4", 9, "lai"),
                new Statements.Line("Z4", 9, "lai"), new Statements.Line("Z4", 9, "lai"), new Statements.Line("Z4", 9, "lai")));
        fuzz.body("POST /finance/v1/bank-suspects/decisions", Map.of("decisions", List.of(Map.of("suspect", federation.text(
                "SELECT id::text FROM bank_suspect WHERE unit_id = ? ORDER BY id LIMIT 1", unit), "line", federation.text(
                "SELECT id::text FROM bank_line WHERE unit_id = ? AND bank_ref = 'Z4'", unit)))));
        String line = federation.text("SELECT id::text FROM bank_line WHERE unit_id = ? AND bank_ref = 'Z1'", unit);
        sent(unit, "receipts", Map.of("bankLine", line));
        sent(unit, "refunds", Map.of("bankLine", line, "why", "paid too much"));
        sent(unit, "cash-receipts", Map.of("unit", unit, "payments", List.of(Map.of("amount", money(1_000), "day", "2026-07-03", "member", payer))));
        sent(unit, "journal-entries", Map.of("unit", unit, "on", "2026-07-05", "lines", List.of(Map.of("account", "6111", "amount", money(5_000)),
                Map.of("account", "1121", "amount", money(-5_000))), "note", "tham hoi"));
        String employer = sent(unit, "employers", Map.of("unit", unit, "taxCode", "0100100109", "name", "Cong ty Chin", "validFrom", "2020-01-01")).path("id");
        sent(unit, "fund-receipts", Map.of("employer", employer, "amount", money(1_000), "day", "2026-08-01", "from", "bank"));
        Response loan = Api.as("unit-officer", unit).contentType("application/json").body(Map.of("unit", unit, "member", payer, "bank", "NHCSXH", "purpose", "xe", "principal",
                money(1_000_000), "months", 12)).post("/loan-referrals");
        for (Map.Entry<String, Map<String, Object>> step : List.of(Map.entry("endorsement", Map.<String, Object>of("note", "a steady rider")),
                Map.entry("bank-decision", Map.<String, Object>of("granted", true, "on", "2026-06-01", "firstDueOn", "2026-07-01")),
                Map.entry("payments", Map.<String, Object>of("on", "2026-07-01", "principal", money(1_000), "interest", money(10))))) {
            Api.with(Tokens.of("unit-officer").unit(unit).subject("another")).contentType("application/json").body(step.getValue())
                    .post("/loan-referrals/" + loan.path("id") + "/" + step.getKey());
        }
    }

    private Response sent(UUID unit, String collection, Map<String, Object> body) {
        fuzz.body("POST /finance/v1/" + collection, body);
        return Api.treasurer(unit).body(body).post("/" + collection);
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
