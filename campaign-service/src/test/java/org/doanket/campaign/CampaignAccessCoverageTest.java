package org.doanket.campaign;

import org.doanket.testing.AccessCoverage;
import org.junit.jupiter.api.Test;

class CampaignAccessCoverageTest {

    @Test
    void noEndpointIsForgotten() {
        AccessCoverage.of("campaigns", "org.doanket.campaign")
                .except("POST /campaigns/v1/meeting-keys", "at the root alone: MeetingTest.letsTheInstallationsOfficerAloneSignWithANewKey").check();
    }
}
