package org.doanket.servicemap.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PointIndexTest {

    private static final double EARTH_METRES = 6_371_008.8;

    private final PointIndex index = new PointIndex();

    static OpenPointView point(UUID id, double latitude, double longitude) {
        return new OpenPointView(id, 1, id, id, "reading-room", "n", "s", "a", latitude, longitude, "open", "own", List.of(), null, null, 1);
    }

    private Set<UUID> near(double latitude, double longitude, double metres) {
        Set<UUID> found = new HashSet<>();
        index.near(new Plane(latitude, longitude), latitude, longitude, metres, (point, distance) -> {
            assertThat(distance).isLessThanOrEqualTo(metres);
            assertThat(found.add(point.id())).as("found twice").isTrue();
        });
        return found;
    }

    /** Thousands of points that come, move and go: after each step the index must find just what a scan of them all finds. */
    @Test
    void findsWhatAScanOfAllPointsFinds() {
        Random random = new Random(20261122);
        Map<UUID, OpenPointView> all = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            List<OpenPointView> open = new ArrayList<>();
            List<UUID> gone = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                UUID id = new UUID(0, random.nextInt(800));
                if (open.stream().noneMatch(point -> point.id().equals(id)) && !gone.contains(id)) {
                    if (random.nextInt(4) == 0) {
                        gone.add(id);
                        all.remove(id);
                    } else {
                        OpenPointView point = point(id, 21 + random.nextDouble() * 0.2, 179.9 + random.nextDouble() * 0.2);
                        point = point.longitude() > 180 ? point(id, point.latitude(), point.longitude() - 360) : point;
                        open.add(point);
                        all.put(id, point);
                    }
                }
            }
            index.apply(open, gone);
            assertThat(index.size()).isEqualTo(all.size());
            double latitude = 21 + random.nextDouble() * 0.2;
            double longitude = random.nextBoolean() ? 179.95 : -179.95;
            double metres = random.nextDouble() * 8_000;
            Plane plane = new Plane(latitude, longitude);
            Set<UUID> expected = new HashSet<>();
            all.values().stream().filter(point -> plane.metresTo(point.latitude(), point.longitude()) <= metres)
                    .forEach(point -> expected.add(point.id()));
            assertThat(near(latitude, longitude, metres)).isEqualTo(expected);
        }
    }

    @Test
    void worksAtThePolesAndAcrossTheDateLine() {
        UUID pole = UUID.randomUUID();
        UUID line = UUID.randomUUID();
        index.apply(List.of(point(pole, 89.9999, 120), point(line, 0, -179.999)), List.of());
        assertThat(near(89.9999, -60, 50)).containsExactly(pole);
        assertThat(near(0, 179.999, 500)).containsExactly(line);
        assertThat(near(0, -180, 500)).containsExactly(line);
        assertThat(near(0, 180, 500)).containsExactly(line);
    }

    /** In all the squares of half the earth it would be sought for minutes. */
    @Test
    void looksAtNoMoreSquaresThanThereArePointsIn() {
        List<OpenPointView> open = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            open.add(point(new UUID(1, i), i % 50, i % 180));
        }
        index.apply(open, List.of());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(near(0, 100, 20_000_000)).hasSize(500);
            }
        });
    }

    /** The plane against the great circle of a sphere: they may differ by the flattening (0.3 %) and the size of the circle. */
    @Test
    void measuresDistancesOfATownWell() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            double latitude = 8 + random.nextDouble() * 40;
            double longitude = 75 + random.nextDouble() * 55;
            double otherLatitude = latitude + (random.nextDouble() - 0.5) * 0.2;
            double otherLongitude = longitude + (random.nextDouble() - 0.5) * 0.2;
            double expected = haversine(latitude, longitude, otherLatitude, otherLongitude);
            assertThat(new Plane(latitude, longitude).metresTo(otherLatitude, otherLongitude)).isCloseTo(expected, within(0.008 * expected + 0.01));
        }
    }

    private static double haversine(double latitude1, double longitude1, double latitude2, double longitude2) {
        double north = Math.toRadians(latitude2 - latitude1);
        double east = Math.toRadians(longitude2 - longitude1);
        double a = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(latitude1)) * Math.cos(Math.toRadians(latitude2)) * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_METRES * Math.asin(Math.sqrt(a));
    }
}
