package org.doanket.finance;

import org.doanket.testing.AccessCoverage;
import org.junit.jupiter.api.Test;

class AccessCoverageTest {

    @Test
    void noEndpointIsForgotten() {
        AccessCoverage.of("finance", "org.doanket.finance")
                .except("GET /finance/v1/charges", "members read their own: AccessTest.aMemberSeesHisOwnChargesOnly")
                .except("GET /finance/v1/arrears/members", "members read their own: MemberArrearsTest.showsAMemberHisOwnAndNotesWhoLooksAtOthers")
                .except("POST /finance/v1/bank-webhooks/{id}", "the signature is the check: BankWebhookTest.tellsStrangersNothing").check();
    }
}
