package org.doanket.servicemap;

import org.doanket.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void holdsTheRulesBetweenRooms() {
        ArchitectureRules.check("org.doanket.servicemap");
    }
}
