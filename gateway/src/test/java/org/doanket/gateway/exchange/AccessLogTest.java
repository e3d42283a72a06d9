package org.doanket.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogTest {

    @ParameterizedTest
    @CsvSource({
        "/membership/v1/members/0190a1b2-0000-7000-8000-000000000001/history,/membership/v1/members/*/history",
        "/membership/v1/members/038190001234,/membership/v1/members/*",
        "/map/tiles/points/12/3456/1789.mvt,/map/tiles/points/*/*/*",
        "/finance/v1/dues-runs,/finance/v1/dues-runs",
        "/membership/v1/units/LDLD-HT,/membership/v1/units/*",
        "/membership/v1/members/Nguy%E1%BB%85n,/membership/v1/members/*",
        "/,/"})
    void keepsWordsAndMasksWhatCouldNameSomebody(String path, String logged) {
        StringBuilder line = new StringBuilder();
        AccessLog.mask(path, line);
        assertThat(line.toString()).isEqualTo(logged);
    }
}
