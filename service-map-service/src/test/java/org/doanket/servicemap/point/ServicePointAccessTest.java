package org.doanket.servicemap.point;

import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of service points and sites × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ServicePointAccessTest {

    private static final String PATCH = "application/merge-patch+json";

    @Inject
    MapApi api;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    private AccessMatrix writing(AccessMatrix matrix) {
        return matrix.roles("map-editor").inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere());
    }

    private Map<String, Object> planned() {
        Map<String, Object> plan = point(tree.commune());
        plan.put("state", "planned");
        plan.remove("openedOn");
        return plan;
    }

    @Test
    void registering() {
        writing(AccessMatrix.of("POST", POINTS).body(() -> point(tree.commune()))).check();
    }

    @Test
    void editing() {
        String id = registered(tree.commune(), point(tree.commune()));
        writing(AccessMatrix.of("PATCH", POINTS + "/" + id).ifMatch("*").body(PATCH, () -> Map.of("capacity", 3))).check();
    }

    @Test
    void editingAPlace() {
        String site = MapApi.register(tree.commune(), point(tree.commune())).extract().path("site.id");
        writing(AccessMatrix.of("PATCH", "/map/v1/sites/" + site).ifMatch("*").body(PATCH, () -> Map.of("access", "key"))).check();
    }

    @Test
    void opening() {
        writing(AccessMatrix.of("POST", () -> POINTS + "/" + registered(tree.commune(), planned()) + "/opening").body(() -> "{}")).check();
    }

    @Test
    void closing() {
        writing(AccessMatrix.of("POST", () -> POINTS + "/" + registered(tree.commune(), point(tree.commune())) + "/closing").body(() -> "{}")).check();
    }

    /** Reading needs no token, but a bad one is refused: it must not pass for a good one. */
    @Test
    void reading() {
        var open = MapApi.register(tree.commune(), point(tree.commune())).extract();
        for (String address : List.of(POINTS, POINTS + "/" + open.path("id"), "/map/v1/sites/" + open.path("site.id"), "/map/v1/kinds",
                "/map/v1/amenities", "/map/v1/datums", "/map/v1/travel-modes", "/map/v1/reachable?lat=21&lon=105")) {
            AccessMatrix.of("GET", address).openToAll().check();
        }
    }

    @Test
    void plansAreForTheirOwnSubtree() {
        String plan = POINTS + "/" + registered(tree.commune(), planned());
        String list = POINTS + "?state=any&scope=subtree&unit=" + tree.commune();
        for (var unit : List.of(tree.commune(), tree.province())) {
            MapApi.editor(unit).get(plan).then().statusCode(200);
            MapApi.editor(unit).get(list).then().body("items.size()", equalTo(1));
        }
        for (var unit : List.of(tree.sibling(), tree.grassRoots(), tree.elsewhere())) {
            MapApi.editor(unit).get(plan).then().statusCode(404);
            MapApi.editor(unit).get(list).then().body("items.size()", equalTo(0));
        }
        RestAssured.given().get(plan).then().statusCode(404);
        RestAssured.given().get(list).then().body("items.size()", equalTo(0));
    }
}
