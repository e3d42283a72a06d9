package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
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
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void answersWhateverComes() {
        UUID unit = federation.tree().unit();
        federation.pay(federation.member(unit, "F1", "non-state-enterprise"), "2026-06", "si_salary", 8_000_000);
        new Fuzz().at(unit).jobs(worker)
                .body("POST /finance/v1/dues-runs", Map.of("unit", unit, "month", "2026-06", "mode", "post"))
                .body("PUT /finance/v1/units/{id}/bank-account", Map.of("bankBin", "970436", "account", "0123456789", "holder", "CDCS MAY THU"))
                .body("POST /finance/v1/payment-requests", Map.of("unit", unit, "month", "2026-06"))
                .body("POST /finance/v1/dues-rates", Map.of("unit", unit, "validFrom", "2026-01-01", "rate", Map.of("numerator", 7, "denominator", 1000), "resolution", "1/NQ"))
                .file("POST /finance/v1/pay-records", "member code,si salary\nF1,8000000\n")
                .file("POST /finance/v1/bank-statements", Statements.camt("0123456789", new Statements.Line("B1", 40_000, "DP0000000000"),
                        new Statements.Line("B2", -7, "phi")))
                .check();
    }
}
