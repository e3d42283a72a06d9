package org.doanket.servicemap.merge;

import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MergeTest {

    private static final String MERGES = "/map/v1/point-merges";

    @Inject
    MapApi api;

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
        editor(tree.commune()).get(MERGES + "/candidates?unit=" + tree.commune()).then().statusCode(200).body("items.first", contains(first))
                .body("items.second", contains(second)).body("items[0].metres", equalTo(33));
        editor(tree.commune()).body(Map.of("keep", first, "drop", second, "preview", true)).post(MERGES).then().statusCode(200)
                .body("kept.amenities", containsInAnyOrder("wifi", "drinking-water")).body("taken", contains("amenities"));
        anybody().get(POINTS + "/" + first).then().body("amenities", contains("wifi"));
        editor(tree.commune()).body(Map.of("keep", first, "drop", second)).post(MERGES).then().statusCode(200).body("kept.version", equalTo(2));
        anybody().get(POINTS + "/" + first).then().body("amenities", containsInAnyOrder("wifi", "drinking-water"));
        anybody().get(POINTS + "/" + second).then().body("state", equalTo("closed"));
        editor(tree.commune()).get(MERGES + "/candidates?unit=" + tree.commune()).then().body("items", hasSize(0));
        editor(tree.commune()).body(Map.of("keep", first, "drop", second)).post(MERGES).then().statusCode(409).body("code", equalTo("merge-of-closed"));
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
        String first = named("A", 35.58, "wifi");
        String second = named("A", 35.58, "wifi");
        AccessMatrix.of("POST", MERGES).body(() -> Map.of("keep", first, "drop", second, "preview", true)).roles("map-editor").inside(tree.commune(), tree.province())
                .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
    }
}
