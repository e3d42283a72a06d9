package org.doanket.servicemap.streets;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/**
 * A made-up town of square blocks, the same for the same seed: streets bend, one in six leads one way for all that has an engine,
 * one in eight is a footpath (of these one in three steps), one in ten is missing. Stands in for a real extract wherever none is at hand.
 */
public final class GridTown {

    public static final double LATITUDE = 21.0;
    public static final double LONGITUDE = 105.8;
    private static final double BLOCK_DEGREES = 0.001;

    private GridTown() {
    }

    public static StreetFile build(Path path, int blocks, long seed) throws IOException {
        return write(path, LATITUDE, LONGITUDE, blocks, seed);
    }

    /** With this place in its middle. */
    public static StreetFile around(Path path, double latitude, double longitude, int blocks, long seed) throws IOException {
        return write(path, latitude - blocks * BLOCK_DEGREES / 2, longitude - blocks * BLOCK_DEGREES / 2, blocks, seed);
    }

    private static StreetFile write(Path path, double south, double west, int blocks, long seed) throws IOException {
        draft(south, west, blocks, seed).write(path, "made-up town of " + blocks + " blocks, seed " + seed, "Made up: these are no real streets", "grid-town/2 steps/1",
                Instant.parse("2026-01-01T00:00:00Z"));
        return StreetFile.open(path);
    }

    /** @param blocks on each side, of some 110 m */
    public static StreetDraft draft(double south, double west, int blocks, long seed) {
        Random random = new Random(seed);
        StreetDraft draft = new StreetDraft();
        double[][] places = new double[(blocks + 1) * (blocks + 1)][];
        for (int i = 0; i < places.length; i++) {
            places[i] = new double[] {south + (i / (blocks + 1) + jitter(random)) * BLOCK_DEGREES, west + (i % (blocks + 1) + jitter(random)) * BLOCK_DEGREES};
            draft.node(places[i][0], places[i][1]);
        }
        for (int row = 0; row <= blocks; row++) {
            for (int column = 0; column <= blocks; column++) {
                int node = row * (blocks + 1) + column;
                if (column < blocks) {
                    street(draft, places, node, node + 1, random);
                }
                if (row < blocks) {
                    street(draft, places, node, node + blocks + 1, random);
                }
            }
        }
        return draft;
    }

    private static void street(StreetDraft draft, double[][] places, int from, int to, Random random) {
        if (random.nextInt(10) == 0) {
            return;
        }
        double[] a = places[from];
        double[] b = places[to];
        double[] bend = {(a[0] + b[0]) / 2 + jitter(random) * BLOCK_DEGREES / 4, (a[1] + b[1]) / 2 + jitter(random) * BLOCK_DEGREES / 4};
        double metres = Earth.metres(a[0], a[1], bend[0], bend[1]) + Earth.metres(bend[0], bend[1], b[0], b[1]);
        boolean isPath = random.nextInt(8) == 0;
        boolean isOneWay = !isPath && random.nextInt(6) == 0;
        double engine = isPath ? 0 : 18 + random.nextInt(4) * 6;
        double cycle = isPath ? 0 : 14;
        // By their place and not by chance: the town of a seed is otherwise the one that it was.
        int flags = !isPath ? StreetFile.RESIDENTIAL : (from + to) % 3 == 0 ? StreetFile.STEPS : 0;
        draft.edge(from, to, metres, new double[] {5, cycle, engine}, new double[] {5, isOneWay ? 0 : cycle, isOneWay ? 0 : engine}, flags, bend);
    }

    private static double jitter(Random random) {
        return (random.nextDouble() - 0.5) * 0.4;
    }
}
