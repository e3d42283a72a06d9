package org.doanket.finance.paybase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Age;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** What is staged is kept for ninety days after somebody last worked on it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PurgeTest {

    private static final String FAULTY = "code,si-salary\nA,8000000\nB,much\n";

    @Inject
    Federation federation;
    @Inject
    Housekeeping housekeeping;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void aPreviewThatWasAbandonedGoesWithItsFile() throws Exception {
        UUID old = preview();
        UUID young = preview();
        UUID lookedAtAgain = preview();
        Age.of(worker, "pay_import", old, 91);
        Age.of(worker, "pay_import", young, 89);
        Age.made(worker, "pay_import", lookedAtAgain, 91);
        housekeeping.removeWhatIsDue();
        assertThat(kept("pay_import", old) + kept("upload", old)).isZero();
        assertThat(federation.number("SELECT count(*) FROM pay_fault f WHERE NOT EXISTS (SELECT FROM pay_import i WHERE i.no = f.import_no)")).isZero();
        for (UUID id : new UUID[] {young, lookedAtAgain}) {
            assertThat(kept("pay_import", id)).isOne();
            assertThat(kept("upload", id)).isOne();
        }
    }

    @Test
    void whatWasTakenOverStaysAndItsFaultyRowsGo() throws Exception {
        UUID unit = federation.unit(null, "vn");
        federation.member(unit, "A", "non-state-enterprise");
        Api.loadPay(unit, "2025-07", FAULTY);
        UUID id = federation.payImport(unit);
        String address = "/pay-records/imports/" + id;
        housekeeping.removeWhatIsDue();
        Api.as("treasurer", unit).get(address + "/faulty-rows").then().body("items", hasSize(1));
        Age.of(worker, "pay_import", id, 91);
        housekeeping.removeWhatIsDue();
        Api.as("treasurer", unit).get(address + "/faulty-rows").then().statusCode(200).body("items", hasSize(0));
        Api.as("treasurer", unit).get(address).then().statusCode(200).body("state", equalTo("committed"));
        Api.as("treasurer", unit).get("/pay-records?month=2025-07&unit=" + unit).then().body("items", hasSize(1));
    }

    @Test
    void aStatementThatCouldNotBeBookedGoesWithItsFile() throws Exception {
        UUID unit = federation.unit(null, "vn");
        Api.setAccount(unit, String.valueOf(System.nanoTime()));
        Api.ended(unit, Api.treasurer(unit).contentType("application/xml").body(Statements.camt("555666777", new Statements.Line("A", 1, "x")))
                .post("/bank-statements?unit=" + unit).then());
        UUID id = Sql.of("SELECT id FROM bank_statement WHERE unit_id = ?", unit).first(worker, row -> row.getObject(1, UUID.class)).orElseThrow();
        housekeeping.removeWhatIsDue();
        assertThat(kept("upload", id)).isOne();
        Age.of(worker, "bank_statement", id, 91);
        housekeeping.removeWhatIsDue();
        assertThat(kept("upload", id) + kept("bank_statement", id)).isZero();
    }

    private UUID preview() throws InterruptedException {
        UUID unit = federation.unit(null, "vn");
        Api.done(unit, Api.treasurer(unit).contentType("text/csv").body(FAULTY.getBytes(StandardCharsets.UTF_8))
                .post("/pay-records?mode=preview&month=2025-07&unit=" + unit).then());
        return federation.payImport(unit);
    }

    private long kept(String table, UUID id) {
        return federation.number("SELECT count(*) FROM " + table + " WHERE id = ?", id);
    }
}
