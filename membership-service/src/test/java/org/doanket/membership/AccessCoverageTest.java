package org.doanket.membership;

import org.doanket.testing.AccessCoverage;
import org.junit.jupiter.api.Test;

class AccessCoverageTest {

    @Test
    void noEndpointIsForgotten() {
        AccessCoverage.of("membership", "org.doanket.membership")
                .except("PUT /membership/v1/administrative-units", "at the root alone: AdministrativeUnitTest.isLoadedByTheOfficerOfTheInstallationAlone")
                .check();
    }
}
