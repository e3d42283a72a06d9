package org.doanket.membership;

import org.doanket.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesBetweenRooms() {
        ArchitectureRules.check("org.doanket.membership");
    }
}
