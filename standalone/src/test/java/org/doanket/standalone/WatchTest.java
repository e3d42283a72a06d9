package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchTest {
    private static final long MINUTE = 60_000_000_000L;
    private final Watch watch = new Watch(null, StatusLines.silent());

    @Test
    void startsAgainThreeTimesInFiveMinutesAndNotOftener() {
        assertThat(watch.mayReturn("finance", 0)).isTrue();
        assertThat(watch.mayReturn("finance", MINUTE)).isTrue();
        assertThat(watch.mayReturn("finance", 2 * MINUTE)).isTrue();
        assertThat(watch.mayReturn("finance", 3 * MINUTE)).isFalse();
    }

    @Test
    void forgetsOldFalls() {
        for (int i = 0; i < 10; i++) {
            assertThat(watch.mayReturn("finance", i * 2 * MINUTE)).isTrue();
        }
    }

    @Test
    void countsEachPartForItself() {
        for (var part : new String[] {"finance", "map", "kafka", "postgresql"}) {
            assertThat(watch.mayReturn(part, 0)).isTrue();
        }
    }
}
