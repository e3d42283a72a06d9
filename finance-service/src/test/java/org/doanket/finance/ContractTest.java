package org.doanket.finance;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.doanket.testing.BodyLimits;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Locations;
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
    void showsWhatItMadeWhereItSays() {
        new Locations()
                .elsewhere("/finance/v1/fund-receipts/{id}/reversal", "/finance/v1/fund-receipts/{id}", "what takes a receipt back is a receipt")
                .elsewhere("/finance/v1/journal-entries/{id}/reversal", "/finance/v1/journal-entries/{id}", "what takes an entry back is an entry")
                .elsewhere("/finance/v1/me/payment-requests", "/finance/v1/payment-requests/{id}", "a member's own request is one as all are").check();
    }

    @Test
    void samplesFitTheirSchemas() {
        Contracts.checkSamples("finance");
    }
}
