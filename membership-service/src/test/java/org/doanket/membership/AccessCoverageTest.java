package org.doanket.membership;

import org.doanket.testing.AccessCoverage;
import org.junit.jupiter.api.Test;

class AccessCoverageTest {

    @Test
    void noEndpointIsForgotten() {
        AccessCoverage.of("membership", "org.doanket.membership")
                .except("PUT /membership/v1/administrative-units", "at the root alone: AdministrativeUnitTest.isLoadedByTheOfficerOfTheInstallationAlone")
                .except("GET /membership/v1/team-members/{id}/consents", "the member himself or an officer: TeamTest.membersSpeakForThemselvesAndForNobodyElse")
                .except("POST /membership/v1/team-members/{id}/consents", "as above")
                .except("POST /membership/v1/team-members/{id}/consents/{purpose}/withdrawal", "as above")
                .except("POST /membership/v1/card-keys", "at the root alone: CardTest.keysAreChangedByTheOfficerOfTheInstallationAlone")
                .check();
    }
}
