package org.doanket.servicemap.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The abstract tests of OGC 17-069r4 (Annex A) and 18-058r1 by the requirements they are of, and what map programs do with it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class OgcTest {

    private static final String ROOT = "/map/ogc";
    private static final String ITEMS = ROOT + "/collections/service-points/items";
    /** A thousand by {@code ./test --chaos}; the first of them are the same. */
    private static final int BOXES = Boolean.getBoolean("doanket.chaos") ? 1_000 : 200;
    private static final String EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326";

    @Inject
    MapApi api;

    private UUID unit;
    private double latitude;

    @BeforeEach
    void goSomewhere() {
        unit = api.plant("vn").commune();
        latitude = -60 + MapApi.number() % 500 * 0.1;
    }

    private String at(double lat, double lon) {
        return registered(unit, point(unit, lat, lon));
    }

    private static ValidatableResponse get(String address) {
        return anybody().urlEncodingEnabled(false).get(address).then();
    }

    private String here(double west, double east) {
        return "?bbox=" + west + "," + (latitude - 0.01) + "," + east + "," + (latitude + 0.01);
    }

    /** /req/core/root-success, /req/core/conformance-success, /req/core/api-definition-success. */
    @Test
    void showsWhatItIs() {
        get(ROOT).statusCode(200).contentType("application/json").body("links.rel", hasItems("self", "service-desc", "conformance", "data", "license"))
                .body("links.href.findAll { !it.startsWith('http') }", hasSize(0));
        get(ROOT + "/conformance").body("conformsTo", hasItems("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"));
        get(ROOT + "/api").statusCode(200).contentType(startsWith("application/vnd.oai.openapi+json")).body("openapi", startsWith("3.0"))
                .body("servers[0].url", startsWith("http")).body("paths.'/collections/service-points/items'.get.parameters.find { it.name == 'limit' }.schema.maximum", equalTo(1_000));
        for (String path : List.of("", "/conformance", "/api", "/collections", "/collections/service-points", "/collections/service-points/items", "/collections/models",
                "/collections/models/items")) {
            get(ROOT + path + "?f=html").statusCode(200).contentType("text/html").body(containsString("<!DOCTYPE html>"));
            get(ROOT + path + "?whatever=1").statusCode(400).body("errors.pointer", contains("?whatever"));
            get(ROOT + path + "?f=xml").statusCode(400);
            AccessMatrix.of("GET", ROOT + path).openToAll().check();
        }
    }

    /** /req/core/sfc-md-success, /req/crs/crs-uri, /req/crs/storageCrs-valid-value. */
    @Test
    void describesItsCollection() {
        at(latitude, 100);
        get(ROOT + "/collections").body("collections.id", contains("service-points", "models")).body("collections[0].links.rel", hasItem("items"));
        get(ROOT + "/collections/service-points").body("extent.spatial.bbox[0]", hasSize(4)).body("extent.temporal.interval[0][1]", equalTo(null))
                .body("crs", hasItems("http://www.opengis.net/def/crs/OGC/1.3/CRS84", EPSG_4326)).body("storageCrs", containsString("CRS84"));
        get(ROOT + "/collections/other").statusCode(404);
        get(ROOT + "/collections/other/items").statusCode(404);
    }

    /** /req/core/fc-limit-response-1, /req/core/fc-numberMatched, /req/core/fc-links: and every link keeps the whole question. */
    @Test
    void pagesThroughExactlyWhatItCounted() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            expected.add(at(latitude, 100 + i * 0.001));
        }
        at(latitude, 101);
        String next = ITEMS + here(99.999, 100.5) + "&limit=3&kind=reading-room";
        Set<String> seen = new HashSet<>();
        for (int pages = 0; next != null; pages++) {
            var page = get(next).statusCode(200).contentType("application/geo+json").body("numberMatched", equalTo(7)).extract();
            List<String> ids = page.path("features.id");
            assertThat(page.<Integer>path("numberReturned")).isEqualTo(ids.size());
            assertThat(seen).doesNotContainAnyElementsOf(ids);
            seen.addAll(ids);
            next = page.path("links.find { it.rel == 'next' }?.href");
            assertThat(next == null || next.contains("bbox=") && next.contains("kind=") && next.contains("limit=3")).isTrue();
            at(latitude, 100.7 + pages * 0.001);  // beside the box: upsets nothing
        }
        assertThat(seen).isEqualTo(expected);
    }

    /** /req/core/fc-limit-definition. */
    @Test
    void cutsALimitThatIsTooHighAndRefusesOneThatIsNone() {
        get(ITEMS + "?limit=100000").statusCode(200);
        get(ITEMS + "?limit=99999999999999999999").statusCode(200);
        for (String limit : List.of("0", "-1", "ten", "")) {
            get(ITEMS + "?limit=" + limit).statusCode(400).body("errors.pointer", contains("?limit"));
        }
    }

    /** /req/core/fc-bbox-response, on random boxes against what was put there; and across 180 degrees. */
    @Test
    void findsByBoxAlsoAcrossTheDateLine() {
        Random random = new Random(1);
        double[] longitudes = random.doubles(15, 110, 111).toArray();
        for (double longitude : longitudes) {
            at(latitude, longitude);
        }
        for (int i = 0; i < 40; i++) {
            double a = 110 + random.nextDouble();
            double b = 110 + random.nextDouble();
            int expected = (int) java.util.Arrays.stream(longitudes).filter(each -> each >= Math.min(a, b) && each <= Math.max(a, b)).count();
            get(ITEMS + here(Math.min(a, b), Math.max(a, b)) + "&limit=1000").body("numberMatched", equalTo(expected)).body("features", hasSize(expected));
        }
        String west = at(latitude, 179.9);
        String east = at(latitude, -179.9);
        get(ITEMS + here(179, -179)).body("features.id", containsInAnyOrder(west, east));
        get(ITEMS + "?bbox=179," + (latitude - 1) + ",0,180," + (latitude + 1) + ",9").body("features.id", contains(west));
        for (String bad : List.of("1,2,3", "1,2,3,x", "0,10,0,5", "0,0,0,91", "")) {
            get(ITEMS + "?bbox=" + bad).statusCode(400).body("errors.pointer", contains("?bbox"));
        }
    }

    /** A box, a kind and a time at once, against what was put there. */
    @Test
    void countsInBoxesWhatLiesInThem() {
        record Put(double lat, double lon, boolean isShop, LocalDate closed) {
        }
        Random random = new Random(2);
        List<Put> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Put put = new Put(latitude + Math.round(random.nextDouble(-40_000, 40_000)) / 1e6, 150 + Math.round(random.nextDouble() * 1e6) / 1e6, i % 3 == 0,
                    i % 4 == 0 ? LocalDate.of(2025, 1, 1).plusDays(i) : null);
            Map<String, Object> point = point(unit, put.lat(), put.lon());
            if (put.isShop()) {
                point.put("kind", "rest-stop");
            }
            String id = registered(unit, point);
            if (put.closed() != null) {
                editor(unit).body(Map.of("on", put.closed().toString())).post(POINTS + "/" + id + "/closing").then().statusCode(200);
            }
            all.add(put);
        }
        for (int i = 0; i < BOXES; i++) {
            double[] lon = random.doubles(2, 149.9, 151.1).sorted().toArray();
            double[] lat = random.doubles(2, latitude - 0.045, latitude + 0.045).sorted().toArray();
            LocalDate day = i % 2 == 0 ? null : LocalDate.of(2024, 12, 20).plusDays(random.nextInt(90));
            boolean isOfShops = i % 5 == 0;
            long expected = all.stream().filter(put -> put.lon() >= lon[0] && put.lon() <= lon[1] && put.lat() >= lat[0] && put.lat() <= lat[1])
                    .filter(put -> put.closed() == null || day != null && day.isBefore(put.closed())).filter(put -> !isOfShops || put.isShop()).count();
            get(ITEMS + "?bbox=" + lon[0] + "," + lat[0] + "," + lon[1] + "," + lat[1] + (day == null ? "" : "&datetime=" + day) + (isOfShops ? "&kind=rest-stop" : "")
                    + "&limit=1000").statusCode(200).body("numberMatched", equalTo((int) expected)).body("features", hasSize((int) expected));
        }
    }

    /** As GDAL and QGIS go, who know nothing but the first address: from link to link, and by the number of features that they are told. */
    @Test
    void leadsAMapProgramFromItsFirstPageToTheLastFeature() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            expected.add(at(latitude, 160 + i * 0.001));
        }
        String api = get(ROOT).extract().path("links.find { it.rel == 'service-desc' }.href");
        List<String> known = get(api).extract().path("paths.'/collections/service-points/items'.get.parameters.name");
        assertThat(known).contains("limit", "bbox", "datetime", "crs", "bbox-crs");
        String collections = get(ROOT).extract().path("links.find { it.rel == 'data' }.href");
        List<Map<String, Object>> box = get(collections).extract().path("collections.find { it.id == 'service-points' }.extent.spatial.bbox");
        assertThat(box).hasSize(1);
        String items = get(collections).extract().path("collections.find { it.id == 'service-points' }.links.find { it.rel == 'items' && it.type == 'application/geo+json' }.href");
        String next = items + "?limit=2&bbox=159.9," + (latitude - 0.01) + ",160.1," + (latitude + 0.01);
        List<String> seen = new ArrayList<>();
        while (next != null) {
            var page = anybody().header("Accept", "application/geo+json, application/json").urlEncodingEnabled(false).get(next).then().statusCode(200)
                    .contentType("application/geo+json").body("type", equalTo("FeatureCollection")).body("numberMatched", equalTo(5))
                    .body("features.findAll { it.type != 'Feature' || it.geometry.type != 'Point' || it.geometry.coordinates.size() != 2 || it.properties.name == null }",
                            hasSize(0)).extract();
            seen.addAll(page.path("features.id"));
            next = page.path("links.find { it.rel == 'next' && it.type == 'application/geo+json' }?.href");
        }
        assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(expected);
        // What a program shows in a table is of one kind in all rows: flat, and never a list.
        Map<String, Object> told = get(items + "/" + seen.get(0)).body("id", equalTo(seen.get(0))).extract().path("properties");
        assertThat(told.values()).noneMatch(value -> value instanceof java.util.Collection || value instanceof Map);
    }

    /** The row that was merged away is closed today; for the days before both say that they were open. */
    @Test
    void tellsOfADayThatIsOverAPlaceThatCameTwiceOnce() {
        Map<String, Object> older = point(unit, latitude, 135);
        older.put("openedOn", "2023-01-01");
        String drop = registered(unit, older);
        String keep = registered(unit, point(unit, latitude, 135.0001));
        get(ITEMS + here(134, 136) + "&datetime=2025-01-01").body("features.id", containsInAnyOrder(keep, drop));
        editor(unit).body(Map.of("keep", keep, "drop", drop)).post("/map/v1/point-merges").then().statusCode(200);
        for (String day : List.of("2025-01-01", "2024-06-01", "2024-06-01/..", "2025-01-01/2025-02-01")) {
            get(ITEMS + here(134, 136) + "&datetime=" + day).body("features.id", contains(keep)).body("numberMatched", equalTo(1));
        }
        get(ITEMS + here(134, 136) + "&datetime=2023-05-01").body("features.id", contains(drop));
        get(ITEMS + here(134, 136) + "&datetime=2023-05-01/2025-01-01").body("features.id", containsInAnyOrder(keep, drop));
    }

    /** /req/crs/fc-crs-action, /req/crs/fc-bbox-crs-action, /req/crs/ogc-crs-header: latitude first in EPSG:4326. */
    @Test
    void speaksOtherCoordinates() {
        String id = at(latitude, 120.5);
        String box = (latitude - 0.01) + ",120.4," + (latitude + 0.01) + ",120.6";
        get(ITEMS + "?bbox=" + box + "&bbox-crs=" + EPSG_4326 + "&crs=" + EPSG_4326).header("Content-Crs", equalTo("<" + EPSG_4326 + ">"))
                .body("features.id", contains(id)).body("features[0].geometry.coordinates[1]", equalTo(120.5f));
        get(ITEMS + "?bbox=120.4," + (latitude - 0.01) + ",120.6," + (latitude + 0.01) + "&bbox-crs=" + EPSG_4326).body("features.id", contains(id));
        get(ITEMS + here(120.4, 120.6)).header("Content-Crs", containsString("CRS84")).body("features[0].geometry.coordinates[0]", equalTo(120.5f));
        get(ITEMS + "/" + id + "?crs=http://www.opengis.net/def/crs/EPSG/0/3857").body("geometry.coordinates[0]", equalTo(13_413_998.62f));
        get(ITEMS + "?crs=EPSG:4326").statusCode(400).body("errors.pointer", contains("?crs"));
    }

    /** /req/core/fc-time-response. */
    @Test
    void findsByTime() {
        Map<String, Object> old = point(unit, latitude, 130);
        old.put("openedOn", "2020-01-01");
        String closed = registered(unit, old);
        editor(unit).body("{\"on\": \"2021-01-01\"}").post(POINTS + "/" + closed + "/closing").then().statusCode(200);
        String open = at(latitude, 130);
        get(ITEMS + here(129, 131)).body("features.id", contains(open));
        get(ITEMS + here(129, 131) + "&datetime=2020-06-01").body("features.id", contains(closed));
        get(ITEMS + here(129, 131) + "&datetime=2020-06-01T12:00:00Z/..").body("features.id", containsInAnyOrder(closed, open));
        get(ITEMS + here(129, 131) + "&datetime=../2019-01-01").body("features", hasSize(0));
        for (String bad : List.of("yesterday", "2021-01-01/2020-01-01", "2020-01-01/2020-02-01/2020-03-01")) {
            get(ITEMS + "?datetime=" + bad).statusCode(400).body("errors.pointer", contains("?datetime"));
        }
    }

    @Test
    void givesOneFeatureWithATagAndAPageThatNobodyCanPutAScriptInto() {
        Map<String, Object> nasty = point(unit, latitude, 140);
        nasty.put("name", "<script>alert(1)</script>");
        String id = registered(unit, nasty);
        String tag = get(ITEMS + "/" + id).statusCode(200).contentType("application/geo+json").body("type", equalTo("Feature"))
                .body("properties.kind", equalTo("reading-room")).body("links.rel", hasItems("self", "collection", "license")).extract().header("ETag");
        anybody().header("If-None-Match", tag).get(ITEMS + "/" + id).then().statusCode(304);
        anybody().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8").get(ITEMS + "/" + id).then().contentType("text/html")
                .body(not(containsString("<script>"))).header("Content-Security-Policy", containsString("default-src 'none'"));
        get(ITEMS + "/" + UUID.randomUUID()).statusCode(404);
        Map<String, Object> plan = point(unit, latitude, 141);
        plan.put("state", "planned");
        plan.remove("openedOn");
        get(ITEMS + "/" + registered(unit, plan)).statusCode(404);
        AccessMatrix.of("GET", ITEMS + "/" + id).openToAll().check();
    }

    @Test
    void isCalledByTheNameThatTheClientKnows() {
        anybody().header("X-Forwarded-Host", "map.example.org").header("X-Forwarded-Proto", "https").get(ITEMS + "?limit=1").then()
                .body("links.find { it.rel == 'self' }.href", startsWith("https://map.example.org/map/ogc/collections/service-points/items?f=json&limit=1"));
        anybody().header("X-Forwarded-Host", "a\"b").get(ROOT).then().body("links[0].href", not(containsString("\"")));
        get(ITEMS).body("numberMatched", greaterThanOrEqualTo(0));
    }
}
