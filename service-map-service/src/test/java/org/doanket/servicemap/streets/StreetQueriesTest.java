package org.doanket.servicemap.streets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
        assertThat(streets.network()).isEmpty();
        GridTown.build(file, 20, 1);
        streets.look(file);
        NetworkView old = streets.network().orElseThrow();
        PlaceView place = old.snap(ModeView.FOOT, 21.01, 105.81).orElseThrow();
        int before = old.circle(ModeView.FOOT, true, place, 300_000).cells().length;

        streets.look(file);
        assertThat(streets.network().orElseThrow()).isSameAs(old);
        GridTown.build(file, 22, 2);
        streets.look(file);
        assertThat(streets.network().orElseThrow().about().hash()).isNotEqualTo(old.about().hash());
        assertThat(old.circle(ModeView.FOOT, true, place, 300_000).cells()).hasSize(before);

        NetworkView good = streets.network().orElseThrow();
        Path bad = Files.write(directory.resolve("bad"), new byte[9_999]);
        Files.move(bad, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        streets.look(file);
        assertThat(streets.network().orElseThrow()).isSameAs(good);
        assertThat(streets.networkAt(21.01, 105.81)).isPresent();
        assertThat(streets.networkAt(10, 100)).isEmpty();
    }

    @Test
    void keepsNoMoreSearchesThanAreLikelyToBeAskedAgain() throws IOException {
        Path file = directory.resolve("town.streets");
        GridTown.build(file, 20, 1);
        StreetQueries streets = new StreetQueries(Optional.empty());
        streets.take(file);
        NetworkView network = streets.network().orElseThrow();
        PlaceView place = network.snap(ModeView.FOOT, 21.01, 105.81).orElseThrow();
        assertThat(atOnce(network, place, 5 * NetworkView.MOST_IDLE)).isEqualTo(5 * NetworkView.MOST_IDLE);
        assertThat(network.idle()).isEqualTo(NetworkView.MOST_IDLE);
    }

    /** Each within the one before. */
    private static int atOnce(NetworkView network, PlaceView place, int searches) {
        return searches == 0 ? 0 : network.travel(ModeView.FOOT, true, place, 60_000, travel -> 1 + atOnce(network, place, searches - 1));
    }
}
