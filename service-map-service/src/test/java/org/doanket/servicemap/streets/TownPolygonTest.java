package org.doanket.servicemap.streets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a drawn circle may say: the gates of the design, on made-up towns. */
class TownPolygonTest {

    private static final int CIRCLES = 12;
    private static final double MOST_WRONGLY_IN = 0.02;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"FOOT, 1", "FOOT, 2", "BICYCLE, 1", "MOTORBIKE, 1"})
    void polygonsAreValidNestedAndHoldHardlyAJunctionThatIsOutOfReach(ModeView mode, long seed) throws Exception {
        Path file = directory.resolve("town.streets");
        GridTown.build(file, 40, seed);
        StreetGate.Honesty honesty = new StreetGate(file).honesty(mode, CIRCLES, new Random(seed));
        assertThat(honesty.polygons).isEqualTo(3 * CIRCLES);
        assertThat(honesty.invalid).as("invalid").isZero();
        assertThat(honesty.notNested).as("5 in 10 in 15 minutes").isZero();
        assertThat(honesty.inside).isGreaterThan(1_000);
        assertThat((double) honesty.wronglyIn / honesty.inside).as("share of the junctions inside that are out of reach").isLessThanOrEqualTo(MOST_WRONGLY_IN);
    }
}
