package org.doanket.campaign;

import org.doanket.testing.ArchitectureRules;
import org.doanket.testing.MessageRules;
import org.junit.jupiter.api.Test;

class CampaignHouseTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("org.doanket.campaign");
    }

    @Test
    void saysEverythingInThreeLanguages() {
        MessageRules.check("messages/messages");
    }
}
