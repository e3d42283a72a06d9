package org.doanket.finance.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.doanket.testing.Erasures.PSEUDONYM;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ErasureTest {

    @Inject
    Federation federation;
    @Inject
    @Any
    Instance<FactListener> listeners;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void putsThePseudonymInThePlaceOfThePersonAndKeepsTheMoney() throws InterruptedException, SQLException {
        UUID unit = federation.tree().unit();
        UUID member = federation.member(unit, "E1", "non-state-enterprise");
        federation.pay(member, "2025-07", "si_salary", 8_000_000);
        Api.runDues(unit, "2025-07", "post");
        Api.setAccount(unit, "55501234567");
        String reference = Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-07", "member", member)).post("/payment-requests").then()
                .statusCode(201).extract().path("reference");
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt("55501234567", new Statements.Line("E-1", 40_000, "Nguyen Van A nop " + reference),
                new Statements.Line("E-2", 7_000, "Nguyen Van B ung ho")));
        assertThat(line(unit, "E-1")).contains("NGUYEN VAN A").contains("Nguyen Van A nop");
        Api.loadStatement(unit, "mt940", "text/plain", Statements.mt940("55501234567", "0099", 0, new Statements.Line("M-1", 40_000, "Nguyen Van A")));
        Map<String, Object> twin = Api.as("treasurer", unit).get("/bank-suspects?unit=" + unit).then().extract().path("items[0]");
        Api.treasurer(unit).body(Map.of("decisions", java.util.List.of(Map.of("suspect", twin.get("id"), "line",
                federation.text("SELECT id::text FROM bank_line WHERE bank_ref = 'E-1' AND unit_id = ?", unit))))).post("/bank-suspects/decisions").then()
                .statusCode(200);

        JsonNode rows = Erasures.receipt(listeners, worker, member);
        for (String once : new String[] {"bank-lines", "bank-suspects", "known-payers", "members"}) {
            assertThat(rows.path(once).asInt()).as(once).isEqualTo(1);
        }
        assertThat(line(unit, "E-1")).contains(PSEUDONYM, reference).doesNotContain("NGUYEN", "Nguyen", "0011223344");
        assertThat(federation.text("SELECT concat_ws('|', payer, payer_account, memo) FROM bank_suspect WHERE unit_id = ?", unit)).contains(PSEUDONYM)
                .doesNotContain("NGUYEN", "Nguyen", "0099");
        assertThat(line(unit, "E-2")).contains("Nguyen Van B ung ho");
        Api.as("treasurer", unit).get("/charges?unit=" + unit + "&month=2025-07").then().statusCode(200)
                .body("items[0].name", equalTo(PSEUDONYM)).body("items[0].amount.amount", equalTo(40_000));
        assertThat(Api.balance(unit, "1121")).isEqualTo(47_000);
    }

    @Test
    void lateFactsDoNotBringTheNameBack() throws SQLException {
        UUID unit = federation.tree().unit();
        UUID member = federation.member(unit, "E2", "non-state-enterprise");
        Erasures.receipt(listeners, worker, member);
        federation.learn(member, LocalDate.of(2026, 1, 1), unit, "E2", "left", "non-state-enterprise");
        assertThat(federation.text("SELECT display_name || code || status FROM member_ref WHERE id = ?", member)).isEqualTo(PSEUDONYM + PSEUDONYM + "left");
    }

    @Test
    void linesOfTheBankAreChangedInNoOtherWay() throws InterruptedException {
        UUID unit = federation.tree().unit();
        Api.setAccount(unit, "55501234568");
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt("55501234568", new Statements.Line("E-3", 5_000, "ung ho")));
        assertThatThrownBy(() -> Sql.of("UPDATE bank_line SET memo = 'x' WHERE unit_id = ?", unit).run(worker)).hasStackTraceContaining("append-only");
        assertThatThrownBy(() -> Sql.of("UPDATE bank_line SET amount = 1 WHERE unit_id = ?", unit).run(worker)).hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> Sql.of("DELETE FROM bank_line WHERE unit_id = ?", unit).run(worker)).hasStackTraceContaining("permission denied");
    }

    private String line(UUID unit, String bankRef) {
        return federation.text("SELECT concat_ws('|', payer, payer_account, memo, reference) FROM bank_line WHERE unit_id = ? AND bank_ref = ?", unit, bankRef);
    }
}
