package org.doanket.servicemap.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.register;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ServicePointTest {

    private static final String PATCH = "application/merge-patch+json";

    @Inject
    MapApi api;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    @Test
    void registersAPointWithItsPlaceForEverybodyToSee() {
        var created = register(tree.commune(), point(tree.commune())).statusCode(201).header("ETag", equalTo("\"v1\""))
                .body("state", equalTo("open")).body("openedOn", equalTo("2024-06-01")).body("amenities", contains("drinking-water", "wifi"))
                .body("site.jurisdiction", equalTo("vn")).body("site.position.lat", equalTo(21.034f)).extract();
        String address = created.header("Location");
        assertThat(address).isEqualTo(POINTS + "/" + created.path("id"));
        anybody().get(address).then().statusCode(200).body("name", equalTo(created.path("name"))).header("ETag", equalTo("\"v1\""));
        anybody().header("If-None-Match", "\"v1\"").get(address).then().statusCode(304);
        anybody().get("/map/v1/sites/" + created.path("site.id")).then().statusCode(200).body("access", equalTo("open"));
    }

    @Test
    void namesEveryFaultAtOnceAndInTheLanguageAskedFor() {
        Map<String, Object> bad = point(tree.commune());
        bad.put("kind", "pub");
        bad.put("hours", "Mo-Fr 08:00-17:00; Xx off; 18:00+");
        bad.put("amenities", List.of("wifi", "jacuzzi"));
        bad.put("siteId", UUID.randomUUID());
        register(tree.commune(), bad).statusCode(400).body("errors.pointer",
                        containsInAnyOrder("/kind", "/amenities/1", "/hours", "/hours", "/site"))
                .body("errors.message", hasItem("Cannot be read as opening hours: Xx off"));
        editor(tree.commune(), "vi").body(bad).post(POINTS).then()
                .body("errors.message", hasItem("Không đọc được giờ mở cửa: Xx off"));

        Map<String, Object> worse = point(tree.commune(), 91, 105);
        worse.put("colour", "red");
        worse.put("state", "burnt");
        register(tree.commune(), worse).statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/site/position/lat", "/colour", "/state"));
    }

    @Test
    void livesFromPlanToOpeningToClosingToOpeningAgain() {
        Map<String, Object> plan = point(tree.commune());
        plan.put("state", "planned");
        plan.put("plannedFor", "2030-01-01");
        plan.remove("openedOn");
        String address = POINTS + "/" + registered(tree.commune(), plan);
        // A plan is the business of its own subtree.
        anybody().get(address).then().statusCode(404);
        editor(tree.sibling()).get(address).then().statusCode(404);
        editor(tree.province()).get(address).then().statusCode(200).body("state", equalTo("planned"));

        editor(tree.commune()).body("{}").post(address + "/closing").then().statusCode(409).body("code", equalTo("point-still-planned"));
        editor(tree.commune()).body(Map.of("on", "2999-01-01")).post(address + "/opening").then().statusCode(422).body("code", equalTo("date-in-future"));
        editor(tree.commune()).body(Map.of("on", "2025-03-01")).post(address + "/opening").then().statusCode(200)
                .body("state", equalTo("open")).body("plannedFor", nullValue()).header("ETag", equalTo("\"v2\""));
        anybody().get(address).then().statusCode(200);
        editor(tree.commune()).body("{}").post(address + "/opening").then().statusCode(409).body("code", equalTo("point-already-open"));
        editor(tree.commune()).body(Map.of("on", "2025-01-01")).post(address + "/closing").then().statusCode(422)
                .body("code", equalTo("closing-before-opening")).body("detail", containsString("2025-03-01"));
        editor(tree.commune()).body(Map.of("on", "2025-06-01")).post(address + "/closing").then().statusCode(200).body("closedOn", equalTo("2025-06-01"));
        editor(tree.commune()).body(Map.of("on", "2025-05-31")).post(address + "/opening").then().statusCode(422).body("code", equalTo("opening-before-closing"));
        editor(tree.commune()).body(Map.of("on", "2025-09-01")).post(address + "/opening").then().statusCode(200).body("closedOn", nullValue());

        String query = POINTS + "?unit=" + tree.commune() + "&asOf=";
        anybody().get(query + "2025-02-28").then().body("items", hasSize(0));
        anybody().get(query + "2025-03-01").then().body("items", hasSize(1));
        anybody().get(query + "2025-06-01").then().body("items", hasSize(0));
        anybody().get(query + "2025-08-31").then().body("items", hasSize(0));
        anybody().get(query + "2026-01-01").then().body("items", hasSize(1));
    }

    @Test
    void editsByMergePatchAgainstTheVersionSeen() {
        String address = POINTS + "/" + registered(tree.commune(), point(tree.commune()));
        editor(tree.commune()).contentType(PATCH).body("{\"capacity\": 12}").patch(address).then().statusCode(428);
        editor(tree.commune()).contentType(PATCH).header("If-Match", "\"v1\"").body("{\"capacity\": 12, \"hours\": null}").patch(address).then()
                .statusCode(200).body("capacity", equalTo(12)).body("hours", nullValue()).body("name", notNullValue()).header("ETag", equalTo("\"v2\""));
        editor(tree.commune()).contentType(PATCH).header("If-Match", "\"v1\"").body("{\"capacity\": 13}").patch(address).then().statusCode(412);
        editor(tree.commune()).contentType(PATCH).header("If-Match", "\"v2\"")
                .body("{\"state\": \"closed\", \"hours\": \"8-17\", \"capacity\": 0, \"name\": null}").patch(address).then().statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/state", "/capacity", "/name"));
        editor(tree.commune()).contentType(PATCH).header("If-Match", "\"v2\"").body("{\"hours\": \"8-17\"}").patch(address).then()
                .statusCode(400).body("errors.pointer", contains("/hours"));
    }

    @Test
    void movesAllPointsOfAPlaceWithIt() {
        var first = register(tree.commune(), point(tree.commune())).extract();
        Map<String, Object> second = point(tree.commune());
        second.remove("site");
        second.put("siteId", first.path("site.id"));
        second.put("kind", "rest-stop");
        String other = registered(tree.commune(), second);
        String site = "/map/v1/sites/" + first.path("site.id");
        editor(tree.commune()).contentType(PATCH).header("If-Match", "\"v1\"").body("{\"position\": {\"lat\": 21.5}, \"access\": \"key\"}")
                .patch(site).then().statusCode(200).body("position.lat", equalTo(21.5f)).body("position.lon", equalTo(105.85f));
        anybody().get(POINTS + "/" + other).then().body("version", equalTo(2)).body("site.access", equalTo("key"));
        anybody().get(POINTS + "?site=" + first.path("site.id")).then().body("items", hasSize(2));

        // Somebody above puts a point of another unit there: from then on only he may edit the place.
        Map<String, Object> foreign = new java.util.HashMap<>(second);
        foreign.put("unitId", tree.sibling());
        registered(tree.province(), foreign);
        editor(tree.commune()).contentType(PATCH).header("If-Match", "*").body("{\"access\": \"open\"}").patch(site).then()
                .statusCode(403).body("code", equalTo("site-shared"));
        editor(tree.province()).contentType(PATCH).header("If-Match", "*").body("{\"access\": \"open\"}").patch(site).then().statusCode(200);
    }

    @Test
    void takesNoPointForAUnitThatHasEndedOrLiesElsewhere() {
        api.run(org.doanket.platform.sql.Sql.of("UPDATE unit_ref SET valid_to = '2025-07-01' WHERE id = ?", tree.grassRoots()));
        register(tree.commune(), point(tree.grassRoots())).statusCode(422).body("code", equalTo("unit-has-ended"));
        register(tree.commune(), point(tree.sibling())).statusCode(404);
        register(tree.commune(), point(UUID.randomUUID())).statusCode(404);
        Map<String, Object> intruder = point(tree.sibling());
        intruder.remove("site");
        intruder.put("siteId", register(tree.commune(), point(tree.commune())).extract().path("site.id"));
        register(tree.sibling(), intruder).statusCode(404);
    }

    @Test
    void filtersTheList() {
        Map<String, Object> night = point(tree.grassRoots(), 21.10, 105.90);
        night.put("kind", "rest-stop");
        night.put("name", "Trạm dừng nghỉ Đông Ngạc");
        night.put("hours", "22:00-06:00");
        night.put("amenities", List.of("wifi"));
        String nightId = registered(tree.commune(), night);
        String dayId = registered(tree.commune(), point(tree.commune(), -17.0, 179.9));
        String all = POINTS + "?unit=" + tree.commune() + "&scope=subtree";
        anybody().get(all).then().body("items.id", containsInAnyOrder(nightId, dayId));
        anybody().get(POINTS + "?unit=" + tree.commune()).then().body("items.id", contains(dayId));
        anybody().get(all + "&kind=rest-stop&kind=nursery").then().body("items.id", contains(nightId));
        anybody().get(all + "&amenity=wifi&amenity=drinking-water").then().body("items.id", contains(dayId));
        anybody().queryParam("q", "dong ngac tram").get(all).then().body("items.id", contains(nightId));
        anybody().queryParam("q", "50%").get(all).then().body("items", hasSize(0));
        anybody().get(all + "&bbox=105.8,21.0,106,21.2").then().body("items.id", contains(nightId));
        anybody().get(all + "&bbox=179,-20,-179,0").then().body("items.id", contains(dayId));
        // Monday 2026-11-23: nine in the morning, one at night.
        anybody().queryParam("openAt", "2026-11-23T09:00:00+07:00").get(all).then().body("items.id", contains(dayId));
        anybody().queryParam("openAt", "2026-11-23T01:00:00+07:00").get(all).then().body("items.id", contains(nightId));
        anybody().get(all + "&state=closed").then().body("items", hasSize(0));
        anybody().get(POINTS + "?unit=x&bbox=1,2,3&openAt=today&state=lost&scope=all").then().statusCode(400)
                .body("errors.pointer", containsInAnyOrder("?unit", "?bbox", "?openAt", "?state", "?scope"));
        anybody().get(POINTS + "?limit=201").then().statusCode(400);
        anybody().get(POINTS + "?unit=" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void pagesWithoutLossWhileHoursAreJudged() {
        Set<String> open = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            Map<String, Object> point = point(tree.commune());
            point.put("hours", i % 3 == 0 ? "22:00-06:00" : "08:00-17:00");
            String id = registered(tree.commune(), point);
            if (i % 3 != 0) {
                open.add(id);
            }
        }
        for (String extra : List.of("", "&openAt=2026-11-23T09:00:00%2B07:00")) {
            Set<String> seen = new HashSet<>();
            String next = POINTS + "?limit=2&unit=" + tree.commune() + extra;
            while (next != null) {
                var answer = anybody().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
                List<String> ids = answer.jsonPath().getList("items.id");
                assertThat(ids).hasSizeLessThanOrEqualTo(2).allMatch(seen::add, "not seen before");
                String link = answer.headers().getValues("Link").stream().filter(each -> each.contains("rel=\"next\"")).findFirst().orElse(null);
                next = link == null ? null : link.substring(1, link.indexOf('>'));
            }
            assertThat(seen).hasSize(extra.isEmpty() ? 9 : 6).containsAll(open);
        }
    }

    @Test
    void givesTheWholeAsGeoJsonAndAsSheets() {
        String id = registered(tree.commune(), point(tree.commune()));
        Map<String, Object> formula = point(tree.commune());
        formula.put("name", "=HYPERLINK(1)");
        registered(tree.commune(), formula);
        String all = POINTS + "?unit=" + tree.commune();
        anybody().accept("application/geo+json").get(all).then().statusCode(200).contentType(startsWith("application/geo+json"))
                .body("type", equalTo("FeatureCollection")).body("datum", equalTo("wgs84")).body("features", hasSize(2)).body("features[0].id", equalTo(id))
                .body("features[0].geometry.coordinates", contains(105.85f, 21.034f))
                .body("features[0].properties.kind", equalTo("reading-room"));
        String csv = anybody().accept("text/csv").get(all).then().statusCode(200).contentType(startsWith("text/csv")).extract().asString();
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).contains(id).contains("'=HYPERLINK(1)").contains("drinking-water wifi");
        byte[] sheet = anybody().accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").get(all).then().statusCode(200)
                .extract().asByteArray();
        assertThat(new String(sheet, 0, 2, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("PK");
        anybody().accept("image/png").get(all).then().statusCode(406);
    }

    @Test
    void aPointIsOfAKindThatIsOfferedWhereItIsAndInAPlaceOfItsOwnJurisdiction() {
        UUID chinese = api.plant("cn").commune();
        Map<String, Object> stand = point(chinese);
        stand.put("kind", "taxi-stand");
        register(chinese, stand).statusCode(400).body("errors.pointer", contains("/kind"));
        String id = registered(chinese, point(chinese));
        editor(chinese).header("If-Match", "*").body(Map.of("kind", "taxi-stand")).patch(POINTS + "/" + id).then().statusCode(400).body("errors.pointer", contains("/kind"));
        UUID vietnamese = api.plant("vn").commune();
        stand.put("unitId", vietnamese);
        register(vietnamese, stand).statusCode(201);
        String site = anybody().get(POINTS + "/" + id).then().extract().path("site.id");
        Map<String, Object> there = point(vietnamese);
        there.remove("site");
        there.put("siteId", site);
        MapApi.as("map-editor").body(there).post(POINTS).then().statusCode(422).body("code", org.hamcrest.Matchers.equalTo("not-that-place"));
    }

    @Test
    void translatesKindsAndAmenities() {
        anybody().get("/map/v1/kinds").then().statusCode(200).body("items.code", hasItem("deliberation-station"))
                .body("items.find { it.code == 'nursery' }.label", equalTo("Nursery")).body("next", nullValue());
        anybody("zh-CN").get("/map/v1/kinds?jurisdiction=cn").then()
                .body("items.find { it.code == 'reading-room' }.label", equalTo("职工书屋")).body("items.code", not(hasItem("taxi-stand")));
        anybody().get("/map/v1/amenities").then().body("items.code", hasItem("milk-fridge"));
    }

    @Test
    void answersARepeatedRegistrationFromTheRecord() {
        Map<String, Object> body = point(tree.commune());
        String key = UUID.randomUUID().toString();
        String first = editor(tree.commune()).header("Idempotency-Key", key).body(body).post(POINTS).then().statusCode(201).extract().path("id");
        editor(tree.commune()).header("Idempotency-Key", key).body(body).post(POINTS).then().statusCode(201)
                .header("Idempotent-Replay", equalTo("true")).body("id", equalTo(first));
        anybody().get(POINTS + "?unit=" + tree.commune()).then().body("items", hasSize(1));
    }
}
