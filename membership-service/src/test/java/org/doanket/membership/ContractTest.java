package org.doanket.membership;

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
        RowSecurity.check();
    }

    @Test
    void answersTheApiOnRecord() {
        Contracts.checkOpenApi("membership");
    }

    @Test
    void showsWhatItMadeWhereItSays() {
        new Locations()
                .elsewhere("/membership/v1/bodies/{id}/officers", "/membership/v1/officers/{id}", "officers have a collection of their own")
                .elsewhere("/membership/v1/card-keys", "/membership/v1/card-keys", "keys are read together, as verifiers want them")
                .elsewhere("/membership/v1/me/job-seeking", "/membership/v1/me/job-seeking", "a member has one at a time")
                .elsewhere("/membership/v1/members/{id}/returns", "/membership/v1/members/{id}", "who returns is a member")
                .elsewhere("/membership/v1/reorganisations/{id}/counter-act", "/membership/v1/reorganisations/{id}", "a counter-act is a reorganisation")
                .elsewhere("/membership/v1/teams/{id}/handovers", "/membership/v1/team-handovers/{id}", "hand-overs have a collection of their own")
                .elsewhere("/membership/v1/teams/{id}/members", "/membership/v1/team-members/{id}", "members of teams have a collection of their own").check();
    }

    @Test
    void samplesFitTheirSchemas() {
        Contracts.checkSamples("membership");
    }
}
