package org.doanket.servicemap.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.doanket.platform.error.Problem;
import org.doanket.servicemap.streets.GridTown;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetQueries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageLayersTest {

    @TempDir
    Path directory;

    private final CoverageLayers layers = new CoverageLayers();
    private final AtomicInteger looked = new AtomicInteger();
    private NetworkView network;
    private PlaceView place;

    @BeforeEach
    void build() throws Exception {
        Path file = directory.resolve("town.streets");
        GridTown.build(file, 25, 5);
        StreetQueries streets = new StreetQueries(Optional.empty());
        streets.take(file);
        network = streets.networks().get(0);
        place = network.snap(ModeView.FOOT, 21.012, 105.812).orElseThrow();
    }

    private static CoverageCommand of(int minutes) {
        return new CoverageCommand(ModeView.FOOT, minutes, Set.of(), null, Set.of());
    }

    private CoverageQueries.Sites look() {
        looked.incrementAndGet();
        return new CoverageQueries.Sites(Map.of(new UUID(1, 1), place), Map.of());
    }

    private long covered(int minutes, long version) {
        return layers.use(network, of(minutes), version, this::look, (cells, sites) -> IntStream.range(0, cells.length).filter(i -> cells[i] > 0).count());
    }

    @Test
    void whoeverAsksTheSameAtOnceSharesOneCount() {
        List<CompletableFuture<Long>> all = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> covered(5, 1), task -> new Thread(task).start())).toList();
        assertThat(all.stream().map(CompletableFuture::join).distinct()).singleElement().satisfies(cells -> assertThat(cells).isPositive());
        assertThat(looked).hasValue(1);
        covered(5, 2);
        assertThat(looked).as("the points have changed").hasValue(2);
        covered(5, CoverageLayers.NONE);
        covered(5, 2);
        assertThat(looked).as("others were asked about in between").hasValue(4);
    }

    @Test
    void holdsNoMoreThanSomeLayersAndRefusesWhereAllAreInUse() {
        for (int minutes = 1; minutes <= CoverageLayers.MOST * 3; minutes++) {
            covered(minutes, 1);
        }
        looked.set(0);
        covered(CoverageLayers.MOST * 3, 1);
        assertThat(looked).as("the last is still held").hasValue(0);
        covered(1, 1);
        assertThat(looked).as("the first is not").hasValue(1);
        assertThatThrownBy(() -> nested(20)).isInstanceOfSatisfying(Problem.class, refused -> assertThat(refused.status()).isEqualTo(503));
        assertThat(covered(40, 1)).as("once they are idle again").isPositive();
    }

    /** Uses one layer within the use of another. */
    private long nested(int minutes) {
        return layers.use(network, of(minutes), 1, this::look, (cells, sites) -> nested(minutes + 1));
    }
}
