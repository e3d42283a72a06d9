package org.doanket.servicemap.kind;

import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The legend of the map, as the top sets it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class KindTest {

    private static final String PATCH = "application/merge-patch+json";

    @Inject
    MapApi api;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
        api.plant("cn");
    }

    /** For what holds in all jurisdictions. */
    private static RequestSpecification root() {
        return as("federation-officer");
    }

    private RequestSpecification top() {
        return as("federation-officer", tree.province());
    }

    private static Map<String, Object> kind(String code, String from) {
        Map<String, Object> kind = amenity(code, from);
        kind.put("jurisdictions", List.of("vn"));
        return kind;
    }

    private static Map<String, Object> amenity(String code, String from) {
        return new HashMap<>(Map.of("code", code, "labelVi", "Trạm đổi pin", "labelEn", "Battery swap", "labelZh", "换电站", "validFrom", from));
    }

    private static String code(String stem) {
        return stem + "-" + MapApi.number();
    }

    @Test
    void aFederationAddsItsOwnKindAndEndsItWithoutTakingItFromAnyPoint() {
        String code = code("battery-swap");
        top().body(kind(code, "2026-01-01")).post("/map/v1/kinds").then().statusCode(201).header("Location", equalTo("/map/v1/kinds/" + code))
                .body("labelZh", equalTo("换电站")).body("version", equalTo(1));
        top().body(kind(code, "2026-01-01")).post("/map/v1/kinds").then().statusCode(409).body("code", equalTo("legend-code-or-position-taken"));
        anybody("zh-CN").get("/map/v1/kinds").then().body("items.find { it.code == '" + code + "' }.label", equalTo("换电站"));
        anybody().get("/map/v1/kinds?jurisdiction=cn").then().body("items.code", not(hasItem(code)));
        anybody().get("/map/v1/kinds?on=2025-12-31").then().body("items.code", not(hasItem(code)));
        Map<String, Object> swap = point(tree.commune());
        swap.put("kind", code);
        String id = registered(tree.commune(), swap);

        anybody().get("/map/v1/kinds/" + code).then().statusCode(200).header("ETag", equalTo("\"v1\"")).body("labelVi", equalTo("Trạm đổi pin"));
        anybody().get("/map/v1/kinds/no-such").then().statusCode(404);
        top().contentType(PATCH).body("{\"validTo\": \"2026-02-01\"}").patch("/map/v1/kinds/" + code).then().statusCode(428);
        top().contentType(PATCH).header("If-Match", "\"v1\"").body("{\"validTo\": \"2025-02-01\"}").patch("/map/v1/kinds/" + code).then().statusCode(400);
        top().contentType(PATCH).header("If-Match", "\"v1\"").body("{\"validTo\": \"2026-02-01\", \"labelEn\": \"Battery station\"}").patch("/map/v1/kinds/" + code)
                .then().statusCode(200).body("labelEn", equalTo("Battery station")).body("validTo", equalTo("2026-02-01")).body("version", equalTo(2));
        MapApi.register(tree.commune(), swap).statusCode(400).body("errors.pointer", contains("/kind"));
        editor(tree.commune()).contentType(PATCH).header("If-Match", "*").body("{\"capacity\": 3}").patch(POINTS + "/" + id).then().statusCode(200)
                .body("kind", equalTo(code));
        anybody().get("/map/v1/kinds").then().body("items.code", not(hasItem(code)));
        anybody().get("/map/v1/kinds?on=2026-01-31").then().body("items.code", hasItem(code));
        anybody().get(POINTS + "?unit=" + tree.commune() + "&kind=" + code).then().body("items.id", contains(id));
    }

    @Test
    void amenitiesLikewise() {
        String code = code("swap");
        root().body(amenity(code, "2026-01-01")).post("/map/v1/amenities").then().statusCode(201);
        Map<String, Object> swap = point(tree.commune());
        swap.put("amenities", List.of(code));
        String id = registered(tree.commune(), swap);
        root().contentType(PATCH).header("If-Match", "\"v1\"").body("{\"validTo\": \"2026-02-01\"}").patch("/map/v1/amenities/" + code).then().statusCode(200);
        MapApi.register(tree.commune(), swap).statusCode(400).body("errors.pointer", contains("/amenities/0"));
        editor(tree.commune()).contentType(PATCH).header("If-Match", "*").body("{\"capacity\": 3}").patch(POINTS + "/" + id).then().statusCode(200)
                .body("amenities", contains(code));
        root().contentType(PATCH).header("If-Match", "*").body("{}").patch("/map/v1/amenities/no-such").then().statusCode(404);
    }

    @Test
    void whatIsFiledAndWhatTipsAreAboutLikewise() {
        String procedure = code("passport");
        top().body(kind(procedure, "2026-01-01")).post("/map/v1/filing-procedures").then().statusCode(201).body("jurisdictions", contains("vn"));
        anybody("zh-CN").get("/map/v1/filing-procedures?jurisdiction=vn").then().body("items.find { it.code == '" + procedure + "' }.label", equalTo("换电站"));
        anybody().get("/map/v1/filing-procedures?on=2025-12-31").then().body("items.code", not(hasItem(procedure)));
        report("2025-12-31", procedure).statusCode(400).body("errors.pointer", contains("/filed/" + procedure));
        report("2026-01-05", procedure).statusCode(201);
        top().contentType(PATCH).header("If-Match", "\"v1\"").body("{\"validTo\": \"2026-02-01\"}").patch("/map/v1/filing-procedures/" + procedure).then().statusCode(200);
        report("2026-02-01", procedure).statusCode(400);
        report("2026-01-31", procedure).statusCode(201);
        String about = code("fire");
        as("tips-officer", tree.commune()).post("/map/v1/tip-rooms").then().statusCode(201);
        tip(about).statusCode(400).body("errors.pointer", contains("/kind"));
        root().body(amenity(about, "2026-01-01")).post("/map/v1/tip-kinds").then().statusCode(201);
        root().body(amenity(about, "2026-01-01")).post("/map/v1/tip-kinds").then().statusCode(409).body("code", equalTo("legend-code-or-position-taken"));
        tip(about).statusCode(201);
        root().contentType(PATCH).header("If-Match", "*").body("{\"validTo\": \"2026-02-01\"}").patch("/map/v1/tip-kinds/" + about).then().statusCode(200);
        anybody().get("/map/v1/tip-kinds").then().body("items.code", not(hasItem(about)));
        tip(about).statusCode(400);
    }

    private io.restassured.response.ValidatableResponse report(String day, String procedure) {
        Map<String, Object> desk = point(tree.commune());
        desk.put("kind", "one-stop-desk");
        return as("desk-clerk", tree.commune()).body(Map.of("pointId", registered(tree.commune(), desk), "day", day, "peopleOnDuty", 1, "peopleHelped", 3, "filed",
                Map.of(procedure, 1))).post("/map/v1/duty-reports").then();
    }

    private io.restassured.response.ValidatableResponse tip(String about) {
        return anybody().contentType("application/json").body(Map.of("unitId", tree.commune(), "kind", about, "text", "Có việc lạ", "answerWanted", false))
                .post("/map/v1/tips").then();
    }

    @Test
    void isSetAtTheTopOnly() {
        top().body(kind(code("k"), "2026-01-01")).post("/map/v1/kinds").then().statusCode(201);
        as("federation-officer", tree.commune()).body(kind(code("k"), "2026-01-01")).post("/map/v1/kinds").then().statusCode(403)
                .body("code", equalTo("rules-at-the-top-only"));
        AccessMatrix.of("POST", "/map/v1/kinds").body(() -> kind(code("k"), "2026-01-01")).roles("federation-officer").inside(tree.province())
                .outside(tree.commune(), tree.sibling(), tree.grassRoots()).check();
        AccessMatrix.of("POST", "/map/v1/amenities").body(() -> amenity(code("a"), "2026-01-01")).roles("federation-officer").atTheRoot()
                .outside(tree.province(), tree.commune()).check();
        AccessMatrix.of("POST", "/map/v1/filing-procedures").body(() -> kind(code("p"), "2026-01-01")).roles("federation-officer").inside(tree.province())
                .outside(tree.commune(), tree.sibling()).check();
        AccessMatrix.of("POST", "/map/v1/tip-kinds").body(() -> amenity(code("t"), "2026-01-01")).roles("federation-officer").atTheRoot()
                .outside(tree.province(), tree.commune()).check();
        Map<String, String> labels = Map.of("kinds/canteen", "Canteen", "amenities/wifi", "Wi-Fi", "filing-procedures/land", "Land", "tip-kinds/drugs", "Drugs");
        for (String what : labels.keySet()) {
            AccessMatrix.of("GET", "/map/v1/" + what).openToAll().check();
            AccessMatrix.of("PATCH", "/map/v1/" + what).ifMatch("*").body(PATCH, () -> Map.of("labelEn", labels.get(what))).roles("federation-officer").atTheRoot()
                    .outside(tree.province(), tree.commune(), tree.sibling()).check();
        }
    }
}
