package org.doanket.servicemap.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreetFileTest {

    @TempDir
    Path directory;

    private StreetFile town() throws IOException {
        return GridTown.build(directory.resolve("town.streets"), 20, 7);
    }

    @Test
    void isTheSameForTheSameStreetsAndAnotherForOthers() throws IOException {
        String hash = town().hash();
        assertThat(town().hash()).isEqualTo(hash).hasSize(64);
        assertThat(GridTown.build(directory.resolve("other.streets"), 20, 8).hash()).isNotEqualTo(hash);
    }

    @Test
    void refusesAFileInWhichOneBitIsWrong() throws IOException {
        town();
        Path path = directory.resolve("town.streets");
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> StreetFile.open(path)).isInstanceOf(IOException.class).hasMessageContaining("damaged");
        Files.write(path, new byte[10_000]);
        assertThatThrownBy(() -> StreetFile.open(path)).hasMessageContaining("no street file");
    }

    @Test
    void keepsDateBoundsAndAttribution() throws IOException {
        StreetFile.Meta meta = town().meta();
        assertThat(meta.source()).isEqualTo("made-up town of 20 blocks, seed 7");
        assertThat(meta.date()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(meta.west()).isBetween(105.799, 105.801);
        assertThat(meta.north()).isBetween(21.019, 21.021);
    }

    @Test
    void incomingArcsAreTheOutgoingOnesTurnedRound() throws IOException {
        StreetFile file = town();
        for (ModeView mode : ModeView.values()) {
            assertThat(arcs(file.incoming(mode), file.nodes(), true)).isEqualTo(arcs(file.outgoing(mode), file.nodes(), false)).isNotEmpty();
        }
    }

    private static Set<String> arcs(StreetFile.Arcs arcs, int nodes, boolean isTurned) {
        Set<String> all = new HashSet<>();
        for (int node = 0; node < nodes; node++) {
            for (int i = arcs.offset().get(node); i < arcs.offset().get(node + 1); i++) {
                int target = arcs.target().get(i);
                all.add((isTurned ? target + ">" + node : node + ">" + target) + " " + arcs.time().get(i) + " " + arcs.edge().get(i));
            }
        }
        return all;
    }

    @Test
    void findsTheNearestStreetAsLookingAtEachDoes() throws IOException {
        StreetFile file = town();
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            double latitude = 20.998 + random.nextDouble() * 0.024;
            double longitude = 105.798 + random.nextDouble() * 0.024;
            ModeView mode = ModeView.values()[i % 3];
            PlaceView place = file.snap(mode, latitude, longitude, 250);
            double nearest = Double.MAX_VALUE;
            for (int edge = 0; edge < file.edges(); edge++) {
                if (file.isOpen(mode, edge)) {
                    nearest = Math.min(nearest, metresTo(file, edge, latitude, longitude));
                }
            }
            if (place == null) {
                assertThat(nearest).isGreaterThan(250);
            } else {
                assertThat(place.metres()).isCloseTo(nearest, org.assertj.core.data.Offset.offset(0.01));
            }
        }
    }

    /** The plain way: the foot of the perpendicular on each piece, in metres around the place asked. */
    private static double metresTo(StreetFile file, int edge, double latitude, double longitude) {
        double perLatitude = Earth.metresPerLatitude(latitude);
        double perLongitude = Earth.metresPerLongitude(latitude);
        double nearest = Double.MAX_VALUE;
        for (int i = 1; i < file.points(edge); i++) {
            double ax = (file.pointLongitude(edge, i - 1) - longitude) * perLongitude;
            double ay = (file.pointLatitude(edge, i - 1) - latitude) * perLatitude;
            double bx = (file.pointLongitude(edge, i) - longitude) * perLongitude;
            double by = (file.pointLatitude(edge, i) - latitude) * perLatitude;
            double square = Math.pow(bx - ax, 2) + Math.pow(by - ay, 2);
            double part = Math.max(0, Math.min(1, (ax * (ax - bx) + ay * (ay - by)) / square));
            nearest = Math.min(nearest, Math.hypot(ax + part * (bx - ax), ay + part * (by - ay)));
        }
        return nearest;
    }

    @Test
    void tiesACellOnceAndNoFartherThanAHundredMetres() throws IOException {
        StreetFile file = town();
        for (ModeView mode : ModeView.values()) {
            StreetFile.Ties ties = file.ties(mode);
            Set<Integer> seen = new HashSet<>();
            for (int edge = 0; edge < file.edges(); edge++) {
                for (int i = ties.offset().get(edge); i < ties.offset().get(edge + 1); i++) {
                    assertThat(seen.add(ties.cell().get(i))).isTrue();
                    assertThat(file.isOpen(mode, edge)).isTrue();
                    double metres = (ties.place().get(i) & 0xffff) / 36.0 * 4;
                    assertThat(metres).isLessThan(100.2).isCloseTo(
                            metresTo(file, edge, file.grid().latitude(ties.cell().get(i)), file.grid().longitude(ties.cell().get(i))),
                            org.assertj.core.data.Offset.offset(0.3));
                }
            }
            assertThat(seen).hasSizeGreaterThan(3_000);
        }
    }
}
