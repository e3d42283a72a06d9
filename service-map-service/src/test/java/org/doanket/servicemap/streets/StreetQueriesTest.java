package org.doanket.servicemap.streets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreetQueriesTest {

    @TempDir
    Path directory;

    @Test
    void takesUpANewFileWhileTheOldOneIsStillAskedAndLeavesABadOneAlone() throws IOException {
        Path file = directory.resolve("town.streets");
        StreetQueries streets = new StreetQueries(Optional.of(file.toString()));
        streets.look(file);
        assertThat(streets.networks()).isEmpty();
        GridTown.build(file, 20, 1);
        streets.look(file);
        NetworkView old = streets.networks().get(0);
        PlaceView place = old.snap(ModeView.FOOT, 21.01, 105.81).orElseThrow();
        int before = old.circle(ModeView.FOOT, true, place, 300_000).cells().length;

        streets.look(file);
        assertThat(streets.networks().get(0)).isSameAs(old);
        GridTown.build(file, 22, 2);
        streets.look(file);
        assertThat(streets.networks().get(0).about().hash()).isNotEqualTo(old.about().hash());
        assertThat(old.circle(ModeView.FOOT, true, place, 300_000).cells()).hasSize(before);

        NetworkView good = streets.networks().get(0);
        Path bad = Files.write(directory.resolve("bad"), new byte[9_999]);
        Files.move(bad, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        streets.look(file);
        assertThat(streets.networks().get(0)).isSameAs(good);
        assertThat(streets.networkAt(21.01, 105.81)).isPresent();
        assertThat(streets.networkAt(10, 100)).isEmpty();
    }

    @Test
    void takesUpEachFileOfADirectoryAndLetsGoOfThoseThatAreGone() throws IOException {
        StreetQueries streets = new StreetQueries(Optional.of(directory.toString()));
        streets.look(directory);
        assertThat(streets.networks()).isEmpty();
        GridTown.build(directory.resolve("north.streets"), 10, 1);
        GridTown.around(directory.resolve("south.streets"), 10, 106, 10, 2);
        // Its box holds the town of the north, of which it has no street.
        StreetDraft around = new StreetDraft();
        double[] walk = {5, 0, 0};
        around.edge(around.node(20.9, 105.7), around.node(20.901, 105.7), 111, walk, walk, true);
        around.edge(around.node(21.2, 106), around.node(21.201, 106), 111, walk, walk, true);
        around.write(directory.resolve("around.streets"), "around", "", "", null);
        Files.write(directory.resolve("bad.streets"), new byte[9_999]);
        Files.write(directory.resolve("README"), new byte[9_999]);
        streets.look(directory);
        assertThat(streets.networks()).hasSize(3);
        assertThat(streets.networkAt(21.005, 105.805).orElseThrow().about().source()).startsWith("made-up town");
        assertThat(streets.networkAt(20.9005, 105.7).orElseThrow().about().source()).isEqualTo("around");
        assertThat(streets.networkAt(10, 106)).isPresent();
        NetworkView north = streets.networkAt(21.005, 105.805).orElseThrow();
        Files.delete(directory.resolve("south.streets"));
        streets.look(directory);
        assertThat(streets.networks()).hasSize(2).contains(north);
        assertThat(streets.networkAt(10, 106)).isEmpty();
    }

    private NetworkView town() throws IOException {
        Path file = directory.resolve("town.streets");
        GridTown.build(file, 20, 1);
        StreetQueries streets = new StreetQueries(Optional.empty());
        streets.take(file);
        return streets.networks().get(0);
    }

    @Test
    void keepsNoMoreSearchesThanAreLikelyToBeAskedAgain() throws IOException {
        NetworkView network = town();
        PlaceView place = network.snap(ModeView.FOOT, 21.01, 105.81).orElseThrow();
        assertThat(atOnce(network, place, 5 * NetworkView.MOST_IDLE)).isEqualTo(5 * NetworkView.MOST_IDLE);
        assertThat(network.idle()).isEqualTo(NetworkView.MOST_IDLE);
    }

    @Test
    void aCrowdWaitsInsteadOfHoldingASearchEach() throws Exception {
        NetworkView network = town();
        PlaceView place = network.snap(ModeView.FOOT, 21.01, 105.81).orElseThrow();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> crowd = IntStream.range(0, 5 * NetworkView.MOST_AT_ONCE).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                network.travel(ModeView.FOOT, true, place, 60_000, travel -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    // One that asks on within its turn does not wait for itself.
                    int within = atOnce(network, place, 2);
                    pause();
                    now.decrementAndGet();
                    return within;
                }), task -> new Thread(task).start())).toList();
        assertThat(crowd.stream().map(CompletableFuture::join)).containsOnly(2);
        assertThat(most).hasValueLessThanOrEqualTo(NetworkView.MOST_AT_ONCE).hasPositiveValue();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /** Each within the one before. */
    private static int atOnce(NetworkView network, PlaceView place, int searches) {
        return searches == 0 ? 0 : network.travel(ModeView.FOOT, true, place, 60_000, travel -> 1 + atOnce(network, place, searches - 1));
    }
}
