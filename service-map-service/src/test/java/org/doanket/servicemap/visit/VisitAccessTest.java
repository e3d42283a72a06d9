package org.doanket.servicemap.visit;

import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.doanket.servicemap.visit.VisitTest.COUNTERS;
import static org.doanket.servicemap.visit.VisitTest.VISITS;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of counts × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class VisitAccessTest {

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private String point;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
        point = registered(tree.commune(), point(tree.commune()));
    }

    private AccessMatrix writing(AccessMatrix matrix, String... roles) {
        return matrix.roles(roles).inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere());
    }

    private Map<String, Object> count() {
        return Map.of("entries", List.of(VisitTest.entry(point, VisitTest.DAY, 1, 0)));
    }

    private String counter() {
        return editor(tree.commune()).body(Map.of("point", point, "label", "Door")).post(COUNTERS).then().statusCode(201).extract().path("id");
    }

    @Test
    void counting() {
        // From elsewhere the points are named as unknown, in a 422.
        writing(AccessMatrix.of("POST", VISITS).body(this::count), "desk-clerk", "map-editor").answersEverybodyTheirOwn().check();
        writing(AccessMatrix.of("GET", VISITS + "/entries?unit=" + tree.commune()), "desk-clerk", "map-editor", "unit-officer", "federation-officer").check();
    }

    @Test
    void takingBack() {
        writing(AccessMatrix.of("POST", () -> {
            Map<String, Object> count = count();
            as("desk-clerk", tree.commune()).body(count).post(VISITS).then().statusCode(200);
            return VISITS + "/entries/" + ((Map<?, ?>) ((List<?>) count.get("entries")).get(0)).get("id") + "/reversal";
        }).body(() -> Map.of("reason", "wrong")), "desk-clerk", "map-editor").check();
    }

    @Test
    void reading() {
        AccessMatrix.of("GET", VISITS).openToAll().check();
        AccessMatrix.of("GET", "/map/v1/tallies/visits").openToAll().check();
        AccessMatrix.of("GET", "/map/v1/tallies/visits/days?point=" + point).accept("text/csv").openToAll().check();
    }

    @Test
    void devices() {
        writing(AccessMatrix.of("POST", COUNTERS).body(() -> Map.of("point", point, "label", "Door")), "map-editor").check();
        writing(AccessMatrix.of("GET", COUNTERS + "?unit=" + tree.commune()), "map-editor", "desk-clerk").check();
        writing(AccessMatrix.of("GET", COUNTERS + "/" + counter()), "map-editor", "desk-clerk").check();
        writing(AccessMatrix.of("POST", () -> COUNTERS + "/" + counter() + "/key"), "map-editor").check();
        writing(AccessMatrix.of("POST", () -> COUNTERS + "/" + counter() + "/retirement"), "map-editor").check();
    }

    @Test
    void devicesHaveNoAccount() {
        JsonPath device = editor(tree.commune()).body(Map.of("point", point, "label", "Door")).post(COUNTERS).then().statusCode(201).extract().jsonPath();
        AccessMatrix.of("POST", COUNTERS + "/readings").body(() -> Map.of("counter", device.getString("id"), "key", device.getString("key"), "readings",
                List.of(Map.of("number", 1, "day", VisitTest.DAY.toString(), "visits", 1)))).openToAll().check();
        anybody().get(COUNTERS).then().statusCode(401);
    }
}
