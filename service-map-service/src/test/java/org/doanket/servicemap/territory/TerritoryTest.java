package org.doanket.servicemap.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A commune from 9.30 to 9.35 north and 105.90 to 105.95 east: a hundredth of a degree of longitude is 1097 m there. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TerritoryTest {

    private static final String SITES = "/map/v1/sites/";
    private static final String NOTICE = "Doanket-Notice";

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private String code;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
        code = "T" + MapApi.number();
    }

    private void hold(UUID unit, String... codes) {
        api.run(Sql.of("UPDATE unit_ref SET territory = ? WHERE id = ?", codes, unit));
    }

    private void draw(String area) {
        editor(tree.commune()).body(Map.of("unitId", tree.commune(), "source", "drawn", "areas", List.of(Map.of("code", area, "name", "Phường", "outline",
                Map.of("type", "Polygon", "coordinates", List.of(List.of(List.of(105.90, 9.30), List.of(105.95, 9.30), List.of(105.95, 9.35), List.of(105.90, 9.35),
                        List.of(105.90, 9.30)))))))).post("/map/v1/administrative-areas").then().statusCode(200);
    }

    private void holdAndDraw() {
        hold(tree.commune(), code);
        draw(code);
    }

    @Test
    void refusesAPointOutsideAndSaysByHowManyMetres() {
        holdAndDraw();
        register(tree.commune(), point(tree.commune(), 9.32, 105.92)).statusCode(201).header(NOTICE, nullValue());
        register(tree.commune(), point(tree.commune(), 9.32, 105.96)).statusCode(422).body("code", equalTo("position-outside-territory"))
                .body("metres", equalTo(1_097)).body("detail", containsString("1097 m")).body("rule", containsString("outlines"));
        // Some metres over the border street are nobody's mistake.
        register(tree.commune(), point(tree.commune(), 9.32, 105.9508)).statusCode(201);
        register(tree.commune(), point(tree.commune(), 9.32, 105.9512)).statusCode(422).body("metres", equalTo(132));
    }

    /** A grass-roots union holds no area of its own. */
    @Test
    void holdsAUnitWithoutTerritoryAgainstThatOfTheNearestAbove() {
        holdAndDraw();
        hold(tree.province(), code + "P");
        register(tree.commune(), point(tree.grassRoots(), 9.32, 105.96)).statusCode(422);
        register(tree.commune(), point(tree.grassRoots(), 9.32, 105.92)).statusCode(201).header(NOTICE, nullValue());
        register(tree.province(), point(tree.province(), 9.32, 105.96)).statusCode(201).header(NOTICE, equalTo("territory-unknown"));
    }

    @Test
    void takesWhatNoOutlineSpeaksAgainstAndSaysSo() {
        register(tree.commune(), point(tree.commune(), 9.32, 105.96)).statusCode(201).header(NOTICE, equalTo("territory-unknown"));
        hold(tree.commune(), code, code + "-unknown");
        draw(code);
        register(tree.commune(), point(tree.commune(), 9.32, 105.92)).statusCode(201).header(NOTICE, nullValue());
        register(tree.commune(), point(tree.commune(), 9.32, 105.96)).statusCode(201).header(NOTICE, equalTo("territory-unknown"));
    }

    /** A province of which only one commune is drawn: what is beside that may be in another, what is a thousand kilometres off is not. */
    @Test
    void holdsAProvinceAgainstTheAreasBelowItAndAWardWithoutOutlineAgainstItsProvince() {
        hold(tree.province(), code + "P");
        holdAndDraw();
        hold(tree.commune());
        api.run(Sql.of("UPDATE administrative_area SET parent_code = ? WHERE code = ?", code + "P", code));
        hold(tree.sibling(), code + "X");
        for (UUID unit : List.of(tree.province(), tree.sibling())) {
            register(tree.province(), point(unit, 21.03, 105.85)).statusCode(422).body("code", equalTo("position-outside-territory"));
            register(tree.province(), point(unit, 9.32, 105.96)).statusCode(201).header(NOTICE, equalTo("territory-unknown"));
        }
        register(tree.province(), point(tree.province(), 9.32, 105.92)).statusCode(201).header(NOTICE, nullValue());
        register(tree.province(), point(tree.sibling(), 9.321, 105.92)).statusCode(201).header(NOTICE, equalTo("territory-unknown"));
    }

    @Test
    void refusesToMoveAPlaceOrAPointOutside() {
        String outside = register(tree.commune(), point(tree.commune(), 9.32, 105.96)).statusCode(201).extract().path("site.id");
        String inside = register(tree.commune(), point(tree.commune(), 9.32, 105.92)).statusCode(201).extract().path("id");
        String site = MapApi.anybody().get(POINTS + "/" + inside).path("site.id");
        holdAndDraw();
        editor(tree.commune()).body("{}").body(Map.of("siteId", outside)).post(POINTS + "/" + inside + "/relocation").then().statusCode(422)
                .body("code", equalTo("position-outside-territory"));
        move(site, 105.97).statusCode(422).body("metres", equalTo(2_195));
        move(site, 105.93).statusCode(200).header(NOTICE, nullValue());
        // What lies outside since before keeps an address that can be mended.
        editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "*").body(Map.of("address", "so 3")).patch(SITES + outside).then()
                .statusCode(200).body("address", equalTo("so 3"));
    }

    @Test
    void refusesToMergeAPlaceIntoOneOutside() {
        String outside = register(tree.commune(), point(tree.commune(), 9.32, 105.96)).statusCode(201).extract().path("site.id");
        var inside = register(tree.commune(), point(tree.commune(), 9.32, 105.92)).statusCode(201).extract();
        holdAndDraw();
        for (boolean isPreview : List.of(true, false)) {
            merge(outside, inside.path("site.id"), isPreview).statusCode(422).body("code", equalTo("position-outside-territory")).body("metres", equalTo(1_097));
        }
        MapApi.anybody().get(POINTS + "/" + inside.path("id")).then().body("site.id", equalTo(inside.path("site.id")));
        merge(inside.path("site.id"), outside, false).statusCode(200);
    }

    private io.restassured.response.ValidatableResponse merge(String keep, String drop, boolean isPreview) {
        return editor(tree.commune()).body(Map.of("keep", keep, "drop", drop, "preview", isPreview)).post("/map/v1/site-merges").then();
    }

    private io.restassured.response.ValidatableResponse move(String site, double longitude) {
        return editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "*")
                .body(Map.of("position", Map.of("lat", 9.32, "lon", longitude))).patch(SITES + site).then();
    }

    @Test
    void tellsOfEachRowOfAFileByHowManyMetresItIsOutside() {
        holdAndDraw();
        String rows = "kind,name,latitude,longitude,unit\nrest-stop,A,9.32,105.92,\nrest-stop,B,9.32,105.96,T" + tree.grassRoots() + "\nrest-stop,C,9.32,105.97,\n";
        String imports = "/map/v1/service-point-imports";
        String id = editor(tree.commune()).config(RestAssured.config().encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.BINARY)
                .appendDefaultContentCharsetToContentTypeIfUndefined(false))).contentType("text/csv").body(rows.getBytes(StandardCharsets.UTF_8))
                .post(imports + "?datum=wgs84&unit=" + tree.commune()).then().statusCode(202).extract().path("id");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> editor(tree.commune()).get(imports + "/" + id).then().body("state", equalTo("checked")));
        editor(tree.commune()).get(imports + "/" + id).then().body("good", equalTo(1)).body("faulty", equalTo(2)).body("territoryUnknown", equalTo(0));
        List<String> told = editor(tree.commune()).get(imports + "/" + id + "/rows?faulty=true").then().body("items.number", contains(3, 4))
                .body("items[0].errors.column", contains("latitude")).extract().path("items.errors.flatten().message");
        assertThat(told).containsExactly("Outside the territory of the unit by 1097 m.", "Outside the territory of the unit by 2195 m.");
    }
}
