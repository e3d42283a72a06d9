package org.doanket.servicemap.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PhotoTest {

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private String photos;

    @BeforeEach
    void register() {
        tree = api.plant("vn");
        photos = POINTS + "/" + registered(tree.commune(), point(tree.commune())) + "/photos";
    }

    private ValidatableResponse send(String type, byte[] content) {
        return editor(tree.commune()).config(RestAssured.config().encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.BINARY)
                .appendDefaultContentCharsetToContentTypeIfUndefined(false))).contentType(type).body(content).post(photos).then();
    }

    private static Map<String, Object> planned(MapApi.Tree tree) {
        Map<String, Object> plan = point(tree.commune());
        plan.put("state", "planned");
        plan.remove("openedOn");
        return plan;
    }

    @Test
    void showsEverybodyAPictureAndASmallOneOfIt() {
        String address = send("image/png", Pictures.png(2_400, 1_200)).statusCode(201).body("width", equalTo(1_600)).body("height", equalTo(800))
                .body("thumbnail", endsWith("/thumbnail")).extract().header("Location");
        byte[] image = anybody().get(address).then().statusCode(200).contentType("image/jpeg").header("Cache-Control", "public, max-age=3600")
                .header("X-Content-Type-Options", "nosniff").extract().asByteArray();
        assertThat(Pictures.read(image).getWidth()).isEqualTo(1_600);
        byte[] small = anybody().get(address + "/thumbnail").then().statusCode(200).extract().asByteArray();
        assertThat(Pictures.read(small).getWidth()).isEqualTo(320);
        assertThat(small.length).isLessThan(image.length);
        anybody().get(photos).then().body("items", hasSize(1)).body("items[0].image", equalTo(address));
        String tag = anybody().get(address).header("ETag");
        anybody().header("If-None-Match", tag).get(address).then().statusCode(304);
        assertThat(anybody().get(address + "/thumbnail").header("ETag")).isNotEqualTo(tag);
        anybody().get("/map/tiles/service-points.json").then().body("photos", endsWith("/map/v1/service-points/{id}/photos"));
        String feature = photos.replace(POINTS, "/map/ogc/collections/service-points/items").replace("/photos", "");
        anybody().get(feature).then().body("links.href", hasItem(endsWith(photos)));
    }

    @Test
    void takesOnlyWhatIsAPictureByItsContent() {
        send("image/jpeg", "<svg onload='alert(1)'/>".getBytes()).statusCode(422).body("code", equalTo("photo-unreadable"));
        send("image/png", java.util.Arrays.copyOf(Pictures.png(300, 200), 60)).statusCode(422).body("code", equalTo("photo-unreadable"));
        send("application/pdf", new byte[] {1}).statusCode(415);
        send("application/octet-stream", Pictures.png(30, 20)).statusCode(201);
        send("image/png", Pictures.pngThatSays(100_000, 100_000)).statusCode(422).body("code", equalTo("photo-too-large"))
                .body("detail", containsString("26"));
    }

    @Test
    void takesEightAndNoMore() {
        for (int i = 0; i < 8; i++) {
            send("image/png", Pictures.png(30 + i, 20)).statusCode(201);
        }
        send("image/png", Pictures.png(60, 20)).statusCode(409).body("code", equalTo("photos-too-many"));
        String first = anybody().get(photos).then().body("items", hasSize(8)).extract().path("items[0].image");
        editor(tree.commune()).delete(first).then().statusCode(428);
        editor(tree.commune()).header("If-Match", "\"other\"").delete(first).then().statusCode(412);
        editor(tree.commune()).header("If-Match", anybody().get(first).header("ETag")).delete(first).then().statusCode(204);
        anybody().get(first).then().statusCode(404);
        send("image/png", Pictures.png(60, 20)).statusCode(201);
    }

    @Test
    void showsPicturesOfPlansToTheirOwnSubtreeOnly() {
        photos = POINTS + "/" + registered(tree.commune(), planned(tree)) + "/photos";
        String address = send("image/png", Pictures.png(300, 200)).statusCode(201).extract().header("Location");
        editor(tree.commune()).get(address).then().statusCode(200).header("Cache-Control", "private, max-age=60");
        editor(tree.sibling()).get(address).then().statusCode(404);
        anybody().get(address).then().statusCode(404);
        anybody().get(address + "/thumbnail").then().statusCode(404);
        anybody().get(photos).then().statusCode(404).body("items", nullValue());
    }

    @Test
    void isForThoseWhoEditThePoint() {
        AccessMatrix.of("POST", () -> POINTS + "/" + registered(tree.commune(), point(tree.commune())) + "/photos").body("image/png", () -> Pictures.png(30, 20))
                .roles("map-editor").inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        AccessMatrix.of("DELETE", () -> {
            photos = POINTS + "/" + registered(tree.commune(), point(tree.commune())) + "/photos";
            return send("image/png", Pictures.png(30, 20)).statusCode(201).extract().header("Location");
        }).ifMatch("*").roles("map-editor")
                .inside(tree.commune()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
    }

    @Test
    void isThereForEverybodyToSee() {
        String address = send("image/png", Pictures.png(30, 20)).extract().header("Location");
        for (String each : new String[] {photos, address, address + "/thumbnail"}) {
            AccessMatrix.of("GET", each).openToAll().check();
        }
    }
}
