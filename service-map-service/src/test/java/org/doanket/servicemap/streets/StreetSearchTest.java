package org.doanket.servicemap.streets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.doanket.servicemap.streets.StreetFile.Arcs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** What must hold of every search and every circle, tried on a made-up town. */
class StreetSearchTest {

    private static final int FIFTEEN = 15 * 60_000;
    private static StreetFile file;
    private static NetworkView network;

    @TempDir
    static Path directory;

    @BeforeAll
    static void build() throws IOException {
        file = GridTown.build(directory.resolve("town.streets"), 30, 11);
        network = new NetworkView(file);
    }

    private static PlaceView somewhere(Random random, ModeView mode) {
        PlaceView place = null;
        while (place == null) {
            place = network.snap(mode, 21.002 + random.nextDouble() * 0.026, 105.802 + random.nextDouble() * 0.026).orElse(null);
        }
        return place;
    }

    /** Looks at every arc until nothing changes: slow, and too plain to be wrong. */
    private static long[] oracle(Arcs arcs, int source, int most) {
        long[] times = new long[file.nodes()];
        Arrays.fill(times, Long.MAX_VALUE);
        times[source] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int node = 0; node < times.length; node++) {
                for (int i = arcs.offset().get(node); i < arcs.offset().get(node + 1) && times[node] != Long.MAX_VALUE; i++) {
                    long then = times[node] + arcs.time().get(i);
                    if (then <= most && then < times[arcs.target().get(i)]) {
                        times[arcs.target().get(i)] = then;
                        changed = true;
                    }
                }
            }
        }
        return times;
    }

    @Test
    void reachesTheSameJunctionsInTheSameTimeAsLookingAtEveryArc() {
        Random random = new Random(1);
        StreetSearch search = new StreetSearch(file);
        for (int i = 0; i < 60; i++) {
            ModeView mode = ModeView.values()[i % 3];
            Arcs arcs = i % 2 == 0 ? file.outgoing(mode) : file.incoming(mode);
            int source = random.nextInt(file.nodes());
            int most = 60_000 * (1 + random.nextInt(12));
            search.clear();
            search.seed(source, 0, 0, most);
            search.run(file, arcs, most);
            long[] expected = oracle(arcs, source, most);
            for (int node = 0; node < file.nodes(); node++) {
                assertThat((long) search.millis[node]).isEqualTo(expected[node] == Long.MAX_VALUE ? Integer.MAX_VALUE : expected[node]);
            }
        }
    }

    @Test
    void takesAsLongFromThereToHereAsTheSearchFromHereBackwardsSays() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            ModeView mode = ModeView.values()[i % 3];
            PlaceView a = somewhere(random, mode);
            PlaceView b = somewhere(random, mode);
            int there = network.travel(mode, true, a, FIFTEEN * 2, travel -> travel.millisTo(b));
            int turned = network.travel(mode, false, b, FIFTEEN * 2, travel -> travel.millisTo(a));
            if (there == TravelView.NEVER || turned == TravelView.NEVER) {
                assertThat(turned).isEqualTo(there);
            } else {
                assertThat(turned).isBetween(there - 4, there + 4);  // each part of an edge is rounded by itself
            }
        }
    }

    @Test
    void comesFartherInMoreTime() {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            ModeView mode = ModeView.values()[i % 3];
            PlaceView place = somewhere(random, mode);
            Set<Integer> before = Set.of();
            for (int minutes : new int[] {2, 5, 10, 15}) {
                CellsView circle = network.circle(mode, i % 2 == 0, place, minutes * 60_000);
                Set<Integer> now = set(circle.cells());
                assertThat(now.containsAll(before)).isTrue();
                assertThat(now).hasSize(circle.cells().length);
                before = now;
            }
        }
    }

    @Test
    void cutsASmallerCircleOutOfALargerAsItsOwnSearchWould() {
        Random random = new Random(4);
        for (int i = 0; i < 30; i++) {
            ModeView mode = ModeView.values()[i % 3];
            PlaceView place = somewhere(random, mode);
            assertThat(set(network.circle(mode, true, place, FIFTEEN).within(300_000)))
                    .isEqualTo(set(network.circle(mode, true, place, 300_000).cells()));
        }
    }

    @Test
    void drawsValidPolygonsOfExactlyItsCells() {
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            ModeView mode = ModeView.values()[i % 3];
            CellsView circle = network.circle(mode, true, somewhere(random, mode), FIFTEEN / 3);
            check(circle.grid(), circle.cells());
        }
    }

    @Test
    void drawsAnyCellsWhatever() {
        Random random = new Random(6);
        GridView grid = new GridView(75_600, 380_880, 12, 12);
        for (int i = 0; i < 3_000; i++) {
            int share = 1 + random.nextInt(9);
            check(grid, java.util.stream.IntStream.range(0, 144).filter(cell -> random.nextInt(10) < share).toArray());
        }
    }

    private static void check(GridView grid, int[] cells) {
        GeometryFactory factory = new GeometryFactory();
        Geometry drawn = factory.createMultiPolygon(CellsView.outline(grid, cells).stream().map(polygon -> {
            LinearRing[] rings = polygon.rings().stream().map(ring -> {
                Coordinate[] corners = new Coordinate[ring.length / 2];
                Arrays.setAll(corners, j -> new Coordinate(ring[2 * j], ring[2 * j + 1]));
                return factory.createLinearRing(corners);
            }).toArray(LinearRing[]::new);
            return factory.createPolygon(rings[0], Arrays.copyOfRange(rings, 1, rings.length));
        }).toArray(Polygon[]::new));
        assertThat(drawn.isValid()).isTrue();
        assertThat(drawn.getArea()).isEqualTo(cells.length);
    }

    @Test
    void tellsTheTimeOfACellAsItTellsThatOfAPlaceThere() {
        Random random = new Random(7);
        PlaceView place = somewhere(random, ModeView.FOOT);
        CellsView circle = network.circle(ModeView.FOOT, true, place, FIFTEEN);
        network.travel(ModeView.FOOT, true, place, FIFTEEN + 60_000, travel -> {
            for (int i = 0; i < circle.cells().length; i += 7) {
                int cell = circle.cells()[i];
                PlaceView there = network.snap(ModeView.FOOT, circle.grid().latitude(cell), circle.grid().longitude(cell)).orElseThrow();
                assertThat(travel.millisTo(there)).isBetween(circle.millis()[i] - 800, circle.millis()[i] + 800);
            }
            return null;
        });
    }

    @Test
    void tellsHowLongTheWayIs() {
        Random random = new Random(8);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            PlaceView a = somewhere(random, ModeView.FOOT);
            PlaceView b = somewhere(random, ModeView.FOOT);
            network.travel(ModeView.FOOT, true, a, FIFTEEN * 4, travel -> {
                int millis = travel.millisTo(b);
                if (millis != TravelView.NEVER) {
                    double metres = travel.metresTo(b);
                    seen.merge("found", 1, Integer::sum);
                    assertThat(metres).isGreaterThanOrEqualTo(Earth.metres(a.latitude(), a.longitude(), b.latitude(), b.longitude()) - 2);
                    // 5 km/h on every street, 4 from door to street.
                    double onStreet = metres - a.metres() - b.metres();
                    assertThat(millis / 1_000.0).isCloseTo(onStreet / 5 * 3.6 + (a.metres() + b.metres()) * 0.9, org.assertj.core.data.Offset.offset(2.0));
                }
                return null;
            });
        }
        assertThat(seen.get("found")).isGreaterThan(80);
    }

    @Test
    void saysThatACircleIsCutWhereTheMapEnds() {
        PlaceView middle = network.snap(ModeView.FOOT, 21.015, 105.815).orElseThrow();
        assertThat(network.circle(ModeView.FOOT, true, middle, 5 * 60_000).isCut()).isFalse();
        assertThat(network.circle(ModeView.FOOT, true, middle, 60 * 60_000).isCut()).isTrue();
        assertThat(network.snap(ModeView.FOOT, 21.015, 105.9)).isEmpty();
    }

    private static Set<Integer> set(int[] cells) {
        Set<Integer> set = new HashSet<>();
        for (int cell : cells) {
            set.add(cell);
        }
        return set;
    }
}
