package org.doanket.servicemap.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.streets.Town;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TileTest {

    private static final String TILES = "/map/tiles/";

    @Inject
    MapApi api;
    @Inject
    Town town;

    private UUID unit;

    @BeforeEach
    void load() {
        town.load();
        unit = api.plant("vn").commune();
    }

    /** What a tile says, read by the format's rules: of each feature its type, its geometry's numbers and its properties. */
    private record Read(List<Integer> types, List<List<Long>> geometries, List<String> keys, List<String> texts, List<Long> numbers) {
    }

    private static byte[] tile(String address) {
        return anybody().get(TILES + address).then().statusCode(200).extract().asByteArray();
    }

    private static String at(int zoom, double latitude, double longitude) {
        double sine = Math.sin(Math.toRadians(latitude));
        return zoom + "/" + (int) ((longitude + 180) / 360 * (1 << zoom)) + "/"
                + (int) ((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * (1 << zoom)) + ".mvt";
    }

    private static Read read(byte[] tile) {
        Read read = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        message(tile, (field, content, number) -> {
            assertThat(field).isEqualTo(3);
            message(content, (part, bytes, value) -> {
                if (part == 2) {
                    message(bytes, (member, packed, type) -> {
                        if (member == 3) {
                            read.types().add((int) (long) type);
                        } else if (member == 4) {
                            read.geometries().add(numbers(packed));
                        }
                    });
                } else if (part == 3) {
                    read.keys().add(new String(bytes, StandardCharsets.UTF_8));
                } else if (part == 4) {
                    message(bytes, (kind, text, whole) -> {
                        if (kind == 1) {
                            read.texts().add(new String(text, StandardCharsets.UTF_8));
                        } else {
                            read.numbers().add(whole);
                        }
                    });
                }
            });
        });
        return read;
    }

    @FunctionalInterface
    private interface Field {
        void take(int field, byte[] content, Long number);
    }

    private static void message(byte[] bytes, Field taker) {
        int[] at = new int[1];
        while (at[0] < bytes.length) {
            long key = varint(bytes, at);
            long value = varint(bytes, at);
            if ((key & 7) == 2) {
                taker.take((int) (key >> 3), java.util.Arrays.copyOfRange(bytes, at[0], at[0] + (int) value), null);
                at[0] += (int) value;
            } else {
                assertThat(key & 7).isZero();
                taker.take((int) (key >> 3), null, value);
            }
        }
    }

    private static List<Long> numbers(byte[] packed) {
        List<Long> numbers = new ArrayList<>();
        int[] at = new int[1];
        while (at[0] < packed.length) {
            numbers.add(varint(packed, at));
        }
        return numbers;
    }

    private static long varint(byte[] bytes, int[] at) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = bytes[at[0]++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Test
    void drawsEachPointByItselfWhenNearAndBundlesThemFromAfar() {
        for (int i = 0; i < 5; i++) {
            Map<String, Object> point = point(unit, -41.3 + i * 0.0001, 174.77);
            point.put("kind", "cultural-house");
            registered(unit, point);
        }
        Read near = read(tile("service-points/" + at(14, -41.3, 174.77) + "?kind=cultural-house"));
        assertThat(near.types()).hasSize(5).containsOnly(1);
        assertThat(near.keys()).contains("id", "kind", "name", "hours");
        assertThat(near.texts()).contains("cultural-house");
        assertThat(near.geometries()).allSatisfy(geometry -> assertThat(geometry.get(0)).isEqualTo(9));  // move to, once
        Read far = read(tile("service-points/" + at(5, -41.3, 174.77) + "?kind=cultural-house"));
        assertThat(far.types()).hasSize(1);
        assertThat(far.numbers()).contains(5L);
        assertThat(tile("service-points/" + at(14, -10, 10))).isEmpty();
        // A tile from afar is kept, and drawn anew once a point has come.
        Map<String, Object> sixth = point(unit, -41.3, 174.771);
        sixth.put("kind", "cultural-house");
        registered(unit, sixth);
        String fromAfar = "service-points/" + at(5, -41.3, 174.77) + "?kind=cultural-house";
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(read(tile(fromAfar)).numbers()).contains(6L));
    }

    @Test
    void drawsCoverageAndCirclesAsPolygonsWhoseOuterRingsTurnTheRightWay() {
        Map<String, Object> point = point(unit, 21.015, 105.815);
        point.put("kind", "law-enforcement-post");
        String id = registered(unit, point);
        for (int zoom : new int[] {9, 12, 15}) {
            for (String address : List.of("coverage/" + at(zoom, 21.015, 105.815) + "?kind=law-enforcement-post&minutes=5",
                    "isochrones/" + at(zoom, 21.015, 105.815) + "?servicePoint=" + id + "&minutes=5")) {
                Read read = read(tile(address));
                assertThat(read.types()).as(address).isNotEmpty().containsOnly(3);
                assertThat(firstRing(read.geometries().get(0))).as(address).isPositive();
            }
        }
    }

    /** Twice its area by the surveyor's formula, rows growing to the south: positive for an outer ring (4.3.4.4). */
    private static long firstRing(List<Long> numbers) {
        List<long[]> corners = new ArrayList<>();
        long x = 0;
        long y = 0;
        for (int i = 0; numbers.get(i) != 15; ) {
            int command = (int) (long) numbers.get(i++);
            for (int count = command >> 3; count > 0; count--) {
                x += numbers.get(i) >>> 1 ^ -(numbers.get(i) & 1);
                y += numbers.get(i + 1) >>> 1 ^ -(numbers.get(i + 1) & 1);
                i += 2;
                corners.add(new long[] {x, y});
            }
        }
        long area = 0;
        for (int i = 0; i < corners.size(); i++) {
            long[] a = corners.get(i);
            long[] b = corners.get((i + 1) % corners.size());
            area += a[0] * b[1] - b[0] * a[1];
        }
        return area;
    }

    @Test
    void isKeptByCachesAndAskedForAgainOnlyIfItChanged() {
        String address = TILES + "service-points/" + at(14, 21.015, 105.815);
        String tag = anybody().get(address).then().header("Cache-Control", startsWith("public")).contentType("application/vnd.mapbox-vector-tile")
                .extract().header("ETag");
        anybody().header("If-None-Match", tag).get(address).then().statusCode(304);
    }

    @Test
    void tellsMapLibrariesWhereTheTilesAreAndWhoseTheyAre() {
        anybody().header("X-Forwarded-Host", "map.example.org").header("X-Forwarded-Proto", "https").get(TILES + "coverage.json?mode=bicycle").then()
                .statusCode(200).body("tilejson", equalTo("3.0.0")).body("attribution", containsString("nobody's work"))
                .body("tiles[0]", equalTo("https://map.example.org/map/tiles/coverage/{z}/{x}/{y}.mvt?mode=bicycle"));
        anybody().get(TILES + "style").then().statusCode(200).body("version", equalTo(8)).body("sources.service-points.url", endsWith("/map/tiles/service-points.json"));
    }

    @Test
    void refusesWhatIsNoTile() {
        anybody().get(TILES + "service-points/3/8/0.mvt").then().statusCode(404);
        anybody().get(TILES + "roads/3/1/1.mvt").then().statusCode(404);
        anybody().get(TILES + "roads.json").then().statusCode(404);
        anybody().get(TILES + "isochrones.json").then().statusCode(400).body("errors.pointer", org.hamcrest.Matchers.contains("?servicePoint"));
        anybody().get(TILES + "service-points/3/1/1.mvt?kind=nonsense").then().statusCode(400);
        anybody().get(TILES + "isochrones/3/1/1.mvt").then().statusCode(400).body("errors.pointer[0]", equalTo("?servicePoint"));
        anybody().get(TILES + "isochrones/3/1/1.mvt?servicePoint=" + UUID.randomUUID()).then().statusCode(404);
        anybody().get(TILES + "coverage/3/1/1.mvt?mode=boat").then().statusCode(400);
        for (String path : List.of("service-points/3/1/1.mvt", "service-points.json", "style")) {
            AccessMatrix.of("GET", TILES + path).openToAll().check();
        }
    }
}
