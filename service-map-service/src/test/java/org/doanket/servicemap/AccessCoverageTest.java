package org.doanket.servicemap;

import org.doanket.testing.AccessCoverage;
import org.junit.jupiter.api.Test;

class AccessCoverageTest {

    @Test
    void noEndpointIsForgotten() {
        AccessCoverage.of("map", "org.doanket.servicemap").check();
    }
}
