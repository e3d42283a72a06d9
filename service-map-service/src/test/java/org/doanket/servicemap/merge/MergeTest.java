package org.doanket.servicemap.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MergeTest {

    private static final String MERGES = "/map/v1/point-merges";
    private static final String SITE_MERGES = "/map/v1/site-merges";

    @Inject
    MapApi api;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("cn");
    }

    private String named(String name, double latitude, String amenity) {
        Map<String, Object> point = point(tree.commune(), latitude, 104.62);
        point.put("name", name);
        point.put("amenities", List.of(amenity));
        return registered(tree.commune(), point);
    }

    @Test
    void twoRowsOfOnePlaceAreFoundLookedAtAndMadeOne() {
        String first = named("户外劳动者驿站公园路店", 35.58000, "wifi");
        String second = named("户外劳动者驿站（公园路）", 35.58030, "drinking-water");
        named("户外劳动者驿站（公园路）", 35.59000, "wifi");
        Map<String, Object> other = point(tree.commune(), 35.58010, 104.62);
        other.put("kind", "nursery");
        registered(tree.commune(), other);
        editor(tree.commune()).get(MERGES + "/candidates?unit=" + tree.commune()).then().statusCode(200).body("items[0].first", equalTo(first))
                .body("items.second", contains(second)).body("items[0].metres", equalTo(33));
        editor(tree.commune()).body(Map.of("keep", first, "drop", second, "preview", true)).post(MERGES).then().statusCode(200)
                .body("kept.amenities", containsInAnyOrder("wifi", "drinking-water")).body("taken", contains("amenities"));
        anybody().get(POINTS + "/" + first).then().body("amenities", contains("wifi"));
        editor(tree.commune()).body(Map.of("keep", first, "drop", second)).post(MERGES).then().statusCode(200).body("kept.version", equalTo(2));
        anybody().get(POINTS + "/" + first).then().body("amenities", containsInAnyOrder("wifi", "drinking-water"));
        anybody().redirects().follow(false).get(POINTS + "/" + second).then().statusCode(308).header("Location", endsWith(POINTS + "/" + first));
        anybody().get(POINTS + "?state=closed&unit=" + tree.commune()).then().body("items.id", contains(second));
        // It was one place all along, also on days before the two rows were made one.
        List<String> then = anybody().get(POINTS + "?asOf=2025-06-01&unit=" + tree.commune()).then().statusCode(200).extract().path("items.id");
        assertThat(then).contains(first).doesNotContain(second);
        editor(tree.commune()).get(MERGES + "/candidates?unit=" + tree.commune()).then().body("items", hasSize(0));
        editor(tree.commune()).body(Map.of("keep", first, "drop", second)).post(MERGES).then().statusCode(409).body("code", equalTo("merge-of-closed"));
    }

    @Test
    void whoFollowsAMergedPointComesToTheOneThatIsLeft() {
        String first = named("A", 35.5, "wifi");
        String second = named("A", 35.5, "wifi");
        String third = named("A", 35.5, "wifi");
        editor(tree.commune()).body(Map.of("keep", second, "drop", first)).post(MERGES).then().statusCode(200);
        editor(tree.commune()).body(Map.of("keep", third, "drop", second)).post(MERGES).then().statusCode(200);
        for (String gone : List.of(first, second)) {
            anybody().redirects().follow(false).get(POINTS + "/" + gone).then().statusCode(308).header("Location", endsWith(POINTS + "/" + third));
            anybody().redirects().follow(false).get("/map/ogc/collections/service-points/items/" + gone + "?f=json").then().statusCode(308)
                    .header("Location", endsWith("/map/ogc/collections/service-points/items/" + third + "?f=json"));
        }
        anybody().get(POINTS + "/" + third).then().statusCode(200);
    }

    @Test
    void whatStoodAtTheDroppedRowGoesOnAtTheOneThatIsKept() {
        String drop = named("A", 35.3, "wifi");
        Map<String, Object> later = point(tree.grassRoots(), 35.3, 104.62);
        later.put("openedOn", "2026-06-20");
        String keep = registered(tree.commune(), later);
        var device = editor(tree.commune()).body(Map.of("point", drop, "label", "门")).post("/map/v1/visit-counters").then().statusCode(201).extract().jsonPath();
        String roster = as("desk-clerk", tree.commune()).body(Map.of("pointId", drop, "name", "值班", "weekdays", List.of(1), "startsAt", "07:30", "endsAt", "11:30",
                "peoplePerDuty", 1, "onHolidays", true, "validFrom", "2026-01-05")).post("/map/v1/rosters").then().statusCode(201).extract().path("id");
        as("desk-clerk", tree.commune()).body(Map.of("memberId", UUID.randomUUID(), "name", "王")).post("/map/v1/rosters/" + roster + "/people").then().statusCode(200);
        reported(device, Map.of("number", 1, "day", "2026-06-15", "visits", 5), Map.of("number", 2, "day", "2026-06-25", "visits", 6)).body("taken", equalTo(2));
        editor(tree.commune()).body(Map.of("keep", keep, "drop", drop)).post(MERGES).then().statusCode(200);

        editor(tree.commune()).get("/map/v1/visit-counters?scope=subtree&unit=" + tree.commune() + "&point=" + keep).then().body("items.id", contains(device.getString("id")))
                .body("items[0].unit", equalTo(tree.grassRoots().toString()));
        as("desk-clerk", tree.grassRoots()).get("/map/v1/rosters/" + roster).then().statusCode(200).body("pointId", equalTo(keep)).body("people", hasSize(1));
        // Sent again, with days on which only the row that was dropped was open.
        reported(device, Map.of("number", 1, "day", "2026-06-15", "visits", 5), Map.of("number", 2, "day", "2026-06-25", "visits", 6),
                Map.of("number", 3, "day", "2026-06-16", "visits", 7), Map.of("number", 4, "day", "2026-06-26", "visits", 8)).body("taken", equalTo(2))
                .body("known", equalTo(2)).body("refused", hasSize(0));
        anybody().get("/map/v1/visits?point=" + drop).then().body("items.visits", contains(5, 7, 6));
        anybody().get("/map/v1/visits?point=" + keep).then().body("items.visits", contains(8));
    }

    private static io.restassured.response.ValidatableResponse reported(io.restassured.path.json.JsonPath device, Map<?, ?>... readings) {
        return anybody().contentType("application/json").body(Map.of("counter", device.getString("id"), "key", device.getString("key"), "readings", List.of(readings)))
                .post("/map/v1/visit-counters/readings").then().statusCode(200);
    }

    @Test
    void ofTwoWhoMergeTheSameTwoTheOtherWayRoundOneComesTooLate() throws Exception {
        String first = named("A", 35.4, "wifi");
        String second = named("A", 35.4, "wifi");
        List<Integer> statuses;
        try (Connection holder = worker.getConnection()) {
            holder.setAutoCommit(false);
            Sql.of("SELECT FROM service_point WHERE id IN (?::uuid, ?::uuid) FOR UPDATE", first, second).run(holder);
            List<CompletableFuture<Integer>> both = List.of(merging(first, second), merging(second, first));
            await().atMost(Duration.ofSeconds(30)).until(() -> Sql.of("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted "
                    + "AND pid <> pg_backend_pid()").first(holder, row -> row.getInt(1)).orElseThrow() >= 2);
            holder.rollback();
            holder.setAutoCommit(true);
            statuses = both.stream().map(CompletableFuture::join).toList();
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        anybody().get(POINTS + "?unit=" + tree.commune()).then().body("items", hasSize(1));
    }

    /** In a thread of its own: the common pool has but one where there are two processors, and both are to wait. */
    private CompletableFuture<Integer> merging(String keep, String drop) {
        return CompletableFuture.supplyAsync(() -> editor(tree.commune()).body(Map.of("keep", keep, "drop", drop)).post(MERGES).statusCode(),
                task -> new Thread(task).start());
    }

    private ExtractableResponse<Response> desk(UUID unit, String kind, double latitude) {
        Map<String, Object> point = point(unit, latitude, 104.7);
        point.put("kind", kind);
        return MapApi.register(tree.province(), point).statusCode(201).extract();
    }

    @Test
    void thePointsOfOnePlaceGoToTheOtherAndWhoAsksForItIsSentOn() {
        var kept = desk(tree.commune(), "one-stop-desk", 35.6);
        var gone = desk(tree.commune(), "job-desk", 35.6001);
        String site = kept.path("site.id");
        String dropped = gone.path("site.id");
        Map<String, Object> merge = new HashMap<>(Map.of("keep", site, "drop", dropped, "preview", true));
        editor(tree.commune()).body(merge).post(SITE_MERGES).then().statusCode(200).body("kept.id", equalTo(site)).body("metres", equalTo(11))
                .body("points.id", contains(gone.<String>path("id")));
        anybody().get(POINTS + "?site=" + dropped).then().body("items", hasSize(1));
        merge.put("preview", false);
        editor(tree.commune()).body(merge).post(SITE_MERGES).then().statusCode(200).body("points.site.id", contains(site)).body("points.version", contains(2));
        anybody().get(POINTS + "?site=" + site).then().body("items", hasSize(2));
        anybody().redirects().follow(false).get("/map/v1/sites/" + dropped).then().statusCode(308).header("Location", equalTo("/map/v1/sites/" + site));
        editor(tree.commune()).body(merge).post(SITE_MERGES).then().statusCode(409).body("code", equalTo("site-was-merged"));
        Map<String, Object> late = point(tree.commune());
        late.remove("site");
        late.put("siteId", dropped);
        MapApi.register(tree.commune(), late).statusCode(409).body("code", equalTo("site-was-merged"));
        editor(tree.commune()).body(Map.of("keep", site, "drop", site)).post(SITE_MERGES).then().statusCode(422).body("code", equalTo("not-that-place"));
        // Coverage counts places: the index has both in one.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> anybody().get("/map/v1/reachable?lat=35.6&lon=104.7&open=any&minutes=5").then()
                .body("items.findAll { it.unitId == '" + tree.commune() + "' }.siteId", contains(site, site)));
    }

    @Test
    void aPlaceWithPointsOfOthersIsNotMovedByOneOfThem() {
        var kept = desk(tree.commune(), "one-stop-desk", 35.7);
        var shared = desk(tree.commune(), "job-desk", 35.7001);
        Map<String, Object> others = point(tree.sibling());
        others.remove("site");
        others.put("siteId", shared.path("site.id"));
        registered(tree.province(), others);
        Map<String, Object> merge = Map.of("keep", kept.<String>path("site.id"), "drop", shared.<String>path("site.id"), "preview", true);
        editor(tree.commune()).body(merge).post(SITE_MERGES).then().statusCode(403).body("code", equalTo("site-shared"));
        editor(tree.province()).body(merge).post(SITE_MERGES).then().statusCode(200).body("points", hasSize(2));
    }

    @Test
    void aPointIsPutIntoAnotherPlace() {
        var hall = desk(tree.commune(), "one-stop-desk", 35.8);
        var stray = desk(tree.commune(), "job-desk", 35.8001);
        String address = POINTS + "/" + stray.path("id") + "/relocation";
        editor(tree.commune()).body(Map.of("siteId", hall.<String>path("site.id"))).post(address).then().statusCode(200)
                .body("site.id", equalTo(hall.<String>path("site.id"))).body("version", equalTo(2));
        var abroad = MapApi.register(tree.elsewhere(), point(tree.elsewhere())).extract();
        editor(tree.commune()).body(Map.of("siteId", abroad.<String>path("site.id"))).post(address).then().statusCode(404);
    }

    @Test
    void whatWasMergedDoesNotOpenAgain() {
        String first = named("A", 35.3, "wifi");
        String second = named("A", 35.3, "wifi");
        editor(tree.commune()).body(Map.of("keep", first, "drop", second)).post(MERGES).then().statusCode(200);
        editor(tree.commune()).body("{}").post(POINTS + "/" + second + "/opening").then().statusCode(409).body("code", equalTo("point-was-merged"));
    }

    @Test
    void refusesWhatIsNotTheSamePlace() {
        String book = named("A", 35.58, "wifi");
        Map<String, Object> other = point(tree.commune(), 35.58, 104.62);
        other.put("kind", "nursery");
        editor(tree.commune()).body(Map.of("keep", book, "drop", registered(tree.commune(), other))).post(MERGES).then().statusCode(422)
                .body("code", equalTo("not-the-same-place"));
        editor(tree.commune()).body(Map.of("keep", book, "drop", book)).post(MERGES).then().statusCode(422);
    }

    @Test
    void access() {
        AccessMatrix.of("GET", MERGES + "/candidates?unit=" + tree.commune()).roles("map-editor").inside(tree.commune(), tree.province())
                .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        String hall = desk(tree.commune(), "one-stop-desk", 35.6).path("site.id");
        var other = desk(tree.commune(), "job-desk", 35.6);
        AccessMatrix.of("POST", SITE_MERGES).body(() -> Map.of("keep", hall, "drop", other.<String>path("site.id"), "preview", true)).roles("map-editor")
                .inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        AccessMatrix.of("POST", POINTS + "/" + other.path("id") + "/relocation").body(() -> Map.of("siteId", hall)).roles("map-editor")
                .inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        String first = named("A", 35.58, "wifi");
        String second = named("A", 35.58, "wifi");
        AccessMatrix.of("POST", MERGES).body(() -> Map.of("keep", first, "drop", second, "preview", true)).roles("map-editor").inside(tree.commune(), tree.province())
                .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
    }
}
