package org.doanket.servicemap.datum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.datum.DatumView.Conversion;
import org.doanket.servicemap.datum.DatumView.Place;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class VietnameseDatumTest {

    private static final String IMPORTS = "/map/v1/service-point-imports";

    @Inject
    DatumQueries datums;
    @Inject
    MapApi api;

    /** What PROJ 9.5.1 (by pyproj 3.7.2, EPSG 11.022) makes of a place on WGS 84 in EPSG:4756, 9209, 5897, 9218 and 5899. */
    @Test
    void agreesWithProjToAMillimetre() {
        agrees("vn2000", 9.3291, 105.9754, 9.33011539, 105.97361997, 1e-8);
        agrees("vn2000-tm3-105-30", 9.3291, 105.9754, 1_031_693.53525214, 552_025.58019824, 1e-3);
        agrees("vn2000-tm3-105-00", 21.0340, 105.85, 2_326_951.91382208, 588_152.11841937, 1e-3);
        agrees("vn2000-tm3-108-30", 12.68, 108.05, 1_402_325.21098238, 450_929.79851095, 1e-3);
        agrees("vn2000-tm3-107-45", 16.06, 108.22, 1_776_275.04660663, 550_091.44729804, 1e-3);
    }

    private void agrees(String code, double latitude, double longitude, double north, double east, double most) {
        Conversion conversion = datums.require(code).conversion();
        Place there = conversion.fromWgs84(new Place(latitude, longitude));
        assertThat(there.north()).as(code).isCloseTo(north, within(most));
        assertThat(there.east()).as(code).isCloseTo(east, within(most));
        Place back = conversion.toWgs84(new Place(north, east));
        assertThat(back.north()).as(code).isCloseTo(latitude, within(2e-8));
        assertThat(back.east()).as(code).isCloseTo(longitude, within(2e-8));
    }

    /** There and back within two millimetres, in each zone three degrees wide. */
    @Test
    void findsTheWayBackInEveryZone() {
        Random random = new Random(34);
        List<DatumView> zones = datums.all().stream().filter(DatumView::projected).toList();
        assertThat(zones).hasSize(17).allMatch(zone -> !zone.provinces().isEmpty());
        for (DatumView zone : zones) {
            double meridian = Double.parseDouble(zone.definition().replaceAll(".*lon_0=([0-9.]+).*", "$1"));
            Conversion conversion = zone.conversion();
            for (int i = 0; i < 200; i++) {
                Place place = new Place(8.5 + random.nextDouble() * 15, meridian - 1.5 + random.nextDouble() * 3);
                Place back = conversion.toWgs84(conversion.fromWgs84(place));
                assertThat(back.north()).isCloseTo(place.north(), within(2e-8));
                assertThat(back.east()).isCloseTo(place.east(), within(2e-8));
            }
        }
    }

    @Test
    void listsEachWithItsParametersAndWhenceTheyAre() {
        anybody().get("/map/v1/datums").then().statusCode(200).body("items.code", hasItem("gcj02")).body("items", hasSize(21))
                .body("items.find { it.code == 'vn2000-tm3-105-30' }.provinces", hasItem("Sóc Trăng"))
                .body("items.find { it.code == 'vn2000' }.verified", equalTo(false)).body("items.find { it.code == 'vn2000' }.definition", org.hamcrest.Matchers.containsString("towgs84"));
    }

    @Test
    void takesMetresInAndGivesTheSameMetresOut() {
        UUID unit = api.plant("vn").commune();
        String zone = "vn2000-tm3-105-30";
        take(unit, zone, "kind,name,northing,easting\nrest-stop,Chòi nghỉ,1031693.535,552025.580\nrest-stop,Sai,99999999,552025\n");
        String id = anybody().get(POINTS + "?unit=" + unit).then().body("items", hasSize(1)).extract().path("items[0].id");
        anybody().get(POINTS + "/" + id).then().body("site.position.lat", near(9.3291f)).body("site.position.lon", near(105.9754f));
        List<String> csv = anybody().accept("text/csv").get(POINTS + "?unit=" + unit + "&datum=" + zone).then().statusCode(200).extract().asString().lines().toList();
        assertThat(csv.get(0)).contains("northing,easting,").endsWith("datum,licence,attribution");
        assertThat(csv.get(1)).contains("1031693.535,552025.58,").contains("," + zone + ",");
        anybody().accept("application/geo+json").get(POINTS + "?unit=" + unit + "&datum=" + zone).then().body("datum", equalTo(zone))
                .body("features[0].geometry.coordinates[0]", near(552_025.58f));
        anybody().accept("text/csv").get(POINTS + "?unit=" + unit + "&datum=mars").then().statusCode(400).body("errors[0].pointer", equalTo("?datum"));
        anybody().get(POINTS + "?unit=" + unit + "&datum=" + zone).then().statusCode(400).body("errors[0].code", equalTo("datum-of-files"));
    }

    private static org.hamcrest.Matcher<Float> near(float number) {
        return org.hamcrest.Matchers.allOf(org.hamcrest.Matchers.greaterThanOrEqualTo(number - number * 1e-6f),
                org.hamcrest.Matchers.lessThanOrEqualTo(number + number * 1e-6f));
    }

    private static void take(UUID unit, String datum, String rows) {
        String id = editor(unit).config(RestAssured.config().encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.BINARY)
                .appendDefaultContentCharsetToContentTypeIfUndefined(false))).contentType("text/csv").body(rows.getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS + "?datum=" + datum + "&unit=" + unit).then().statusCode(202).extract().path("id");
        state(unit, id, "checked");
        editor(unit).get(IMPORTS + "/" + id).then().body("good", equalTo(1)).body("faulty", equalTo(1));
        editor(unit).body("{}").post(IMPORTS + "/" + id + "/commit").then().statusCode(202);
        state(unit, id, "committed");
    }

    private static void state(UUID unit, String id, String state) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> editor(unit).get(IMPORTS + "/" + id).then().body("state", equalTo(state)));
    }
}
