package org.doanket.servicemap.streets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.doanket.servicemap.streets.StreetFile.Arcs;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** What a benchmark on real streets needs of their inside: an oracle, and whether polygons tell the truth. */
public final class StreetGate {

    private final StreetFile file;
    public final NetworkView network;

    public StreetGate(Path path) throws IOException {
        file = StreetFile.open(path);
        network = new NetworkView(file);
    }

    /** A place on a street near a junction taken by chance. */
    public PlaceView somewhere(Random random, ModeView mode) {
        PlaceView place = null;
        while (place == null) {
            int node = random.nextInt(file.nodes());
            place = network.snap(mode, file.latitude(node) + (random.nextDouble() - 0.5) / 2_000,
                    file.longitude(node) + (random.nextDouble() - 0.5) / 2_000).orElse(null);
        }
        return place;
    }

    /** @return how many junctions differ, in being reached or in their time, between our search and one with the JDK's queue */
    public long differences(ModeView mode, boolean isForward, int sources, int most, Random random) {
        Arcs arcs = isForward ? file.outgoing(mode) : file.incoming(mode);
        StreetSearch search = new StreetSearch(file);
        long differences = 0;
        for (int i = 0; i < sources; i++) {
            int source = random.nextInt(file.nodes());
            search.clear();
            search.seed(source, 0, 0, most);
            search.run(file, arcs, most);
            int[] expected = plain(arcs, source, most);
            for (int node = 0; node < expected.length; node++) {
                differences += expected[node] == search.millis[node] ? 0 : 1;
            }
        }
        return differences;
    }

    private int[] plain(Arcs arcs, int source, int most) {
        int[] times = new int[file.nodes()];
        Arrays.fill(times, Integer.MAX_VALUE);
        PriorityQueue<int[]> open = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
        times[source] = 0;
        open.add(new int[] {0, source});
        while (!open.isEmpty()) {
            int[] head = open.remove();
            if (head[0] == times[head[1]]) {
                for (int i = arcs.offset().get(head[1]); i < arcs.offset().get(head[1] + 1); i++) {
                    int then = head[0] + arcs.time().get(i);
                    if (then <= most && then < times[arcs.target().get(i)]) {
                        times[arcs.target().get(i)] = then;
                        open.add(new int[] {then, arcs.target().get(i)});
                    }
                }
            }
        }
        return times;
    }

    /** What a polygon says of junctions against what their times say. */
    public static final class Honesty {
        public long inside;
        public long wronglyIn;
        public long missed;
        public int polygons;
        public int invalid;
        public int notNested;
    }

    public Honesty honesty(ModeView mode, int circles, Random random) {
        Honesty sum = new Honesty();
        GeometryFactory factory = new GeometryFactory();
        for (int i = 0; i < circles; i++) {
            PlaceView place = somewhere(random, mode);
            CellsView circle = network.circle(mode, true, place, 900_000);
            Geometry larger = drawn(factory, circle.grid(), circle.cells());
            for (int minutes : new int[] {10, 5}) {
                Geometry smaller = drawn(factory, circle.grid(), circle.within(minutes * 60_000));
                sum.polygons++;
                sum.invalid += smaller.isValid() ? 0 : 1;
                sum.notNested += larger.covers(smaller) ? 0 : 1;
            }
            sum.polygons++;
            sum.invalid += larger.isValid() ? 0 : 1;
            var prepared = PreparedGeometryFactory.prepare(larger);
            int[] times = network.travel(mode, true, place, 900_000, travel -> {
                int[] at = new int[file.nodes()];
                Arrays.fill(at, Integer.MAX_VALUE);
                travel.eachNode((node, millis) -> at[node] = millis);
                return at;
            });
            for (int node = 0; node < times.length; node++) {
                Point point = factory.createPoint(new Coordinate(file.longitude(node) * 3_600, file.latitude(node) * 3_600));
                if (times[node] == Integer.MAX_VALUE && !larger.getEnvelopeInternal().contains(point.getCoordinate())) {
                    continue;
                }
                boolean isIn = prepared.contains(point);
                sum.inside += isIn ? 1 : 0;
                boolean isOpen = file.outgoing(mode).offset().get(node + 1) > file.outgoing(mode).offset().get(node);
                sum.wronglyIn += isIn && isOpen && times[node] == Integer.MAX_VALUE ? 1 : 0;
                sum.missed += !isIn && times[node] != Integer.MAX_VALUE ? 1 : 0;
            }
        }
        return sum;
    }

    private static Geometry drawn(GeometryFactory factory, GridView grid, int[] cells) {
        return factory.createMultiPolygon(CellsView.outline(grid, cells).stream().map(polygon -> {
            LinearRing[] rings = polygon.rings().stream().map(ring -> {
                Coordinate[] corners = new Coordinate[ring.length / 2];
                Arrays.setAll(corners, j -> new Coordinate(ring[2 * j], ring[2 * j + 1]));
                return factory.createLinearRing(corners);
            }).toArray(LinearRing[]::new);
            return factory.createPolygon(rings[0], Arrays.copyOfRange(rings, 1, rings.length));
        }).toArray(Polygon[]::new));
    }
}
