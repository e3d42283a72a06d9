package org.doanket.servicemap;

import org.doanket.testing.AccessCoverage;
import org.junit.jupiter.api.Test;

class AccessCoverageTest {

    @Test
    void noEndpointIsForgotten() {
        AccessCoverage.of("map", "org.doanket.servicemap")
                .except("GET /map/v1/ride-teams/{id}/events", "a stream that a matrix would read to its end: RideTest puts it against everybody")
                .except("GET /map/v1/rides/mine/events", "a stream as well: RideTest puts it against everybody")
                .check();
    }
}
