package org.doanket.servicemap.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.doanket.servicemap.streets.GridTown;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetQueries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageLayerTest {

    @TempDir
    Path directory;

    /** Points come, go and move in any order: the counts are those of a count from nothing, and one more point lowers none. */
    @Test
    void countsTheSameWhicheverWayItCameThere() throws Exception {
        Path file = directory.resolve("town.streets");
        GridTown.build(file, 25, 5);
        StreetQueries streets = new StreetQueries(java.util.Optional.empty());
        streets.take(file);
        NetworkView network = streets.networks().get(0);
        Random random = new Random(1);
        for (ModeView mode : ModeView.values()) {
            CoverageLayer layer = new CoverageLayer(network, mode, 5 * 60_000);
            Map<UUID, PlaceView> sites = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                UUID site = new UUID(0, random.nextInt(12));
                if (random.nextInt(3) == 0) {
                    sites.remove(site);
                } else {
                    network.snap(mode, 21.003 + random.nextDouble() * 0.02, 105.803 + random.nextDouble() * 0.02).ifPresent(place -> sites.put(site, place));
                }
                short[] counts = layer.of(sites).clone();
                assertThat(counts).isEqualTo(new CoverageLayer(network, mode, 5 * 60_000).of(sites));
                Map<UUID, PlaceView> more = new HashMap<>(sites);
                network.snap(mode, 21.012, 105.812).ifPresent(place -> more.put(new UUID(1, 1), place));
                short[] after = layer.of(more);
                for (int cell = 0; cell < counts.length; cell++) {
                    if (after[cell] < counts[cell] || after[cell] > counts[cell] + 1) {
                        throw new AssertionError("one more site: " + counts[cell] + " became " + after[cell]);
                    }
                }
                layer.of(sites);
            }
        }
    }
}
