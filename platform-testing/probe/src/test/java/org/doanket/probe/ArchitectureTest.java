package org.doanket.probe;

import org.doanket.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void thePlatformServesEveryTradeAlikeAndKeepsItsOwnRules() {
        ArchitectureRules.checkPlatform();
    }
}
