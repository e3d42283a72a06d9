package org.doanket.finance;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.doanket.testing.BodyLimits;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.RowSecurity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ContractTest {

    @Test
    void refusesEveryBodyAboveItsLimit() {
        BodyLimits.check();
    }

    @Test
    void showsRowsOfUnitsByPolicyOnly() {
        RowSecurity.check("grant_rule");
    }

    @Test
    void answersTheApiOnRecord() {
        Contracts.checkOpenApi("finance");
    }

    @Test
    void samplesFitTheirSchemas() {
        Contracts.checkSamples("finance");
    }
}
