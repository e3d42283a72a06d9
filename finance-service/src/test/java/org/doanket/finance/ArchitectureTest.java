package org.doanket.finance;

import org.doanket.testing.ArchitectureRules;
import org.doanket.testing.MessageRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesBetweenRooms() {
        ArchitectureRules.check("org.doanket.finance");
    }

    @Test
    void saysTheSameInThreeLanguages() {
        MessageRules.check("messages/messages");
    }
}
