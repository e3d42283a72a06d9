package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.closing.Endings;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.fuzz.Alone;
import org.doanket.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Alone.class)
@QuarkusTestResource(DoanketBackends.class)
class FuzzTest {

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void answersWhateverComes() {
        UUID unit = federation.tree().unit();
        federation.pay(federation.member(unit, "F1", "non-state-enterprise"), "2026-06", "si_salary", 8_000_000);
        UUID member = federation.member(unit, "F2", "guild");
        Map<String, Object> money = Map.of("amount", 1_000_000, "currency", "VND");
        endings.closed(federation.unit(unit, "vn"), "2026-05-01", unit);
        new Fuzz().at(unit).jobs(worker)
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
                .body("POST /finance/v1/budgets", Map.of("unit", unit, "year", 2026, "act", "1/NQ", "lines", List.of(Map.of("code", "22", "amount", 100),
                        Map.of("code", "34", "amount", 10))))
                .body("POST /finance/v1/budgets/{id}/versions", Map.of("act", "2/NQ", "lines", List.of(Map.of("code", "31.03", "amount", 10))))
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
}
