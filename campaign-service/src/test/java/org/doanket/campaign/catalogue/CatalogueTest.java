package org.doanket.campaign.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.attachAll;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody without a token finds of models to copy, and what he does not find of people. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CatalogueTest {

    private static final String OFFICER = "campaign-officer";
    private static final String CATALOGUE = "/campaigns/v1/catalogue";
    private static final String HOLDER = "Trần Thị Mẫu Kín";

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void showsWhatWasRecognisedAndWhatItBroughtAndNothingElse() {
        String recognised = recognised(collective("Camera an ninh ngõ 5"));
        register(OFFICER, units.grassroots(), collective("Chưa công nhận")).then().statusCode(201);
        list().then().statusCode(200).header("Cache-Control", containsString("public")).body("items.id", contains(recognised))
                .body("items[0].name", equalTo("Camera an ninh ngõ 5")).body("items[0].unit.name", notNullValue()).body("items[0].fieldLabel", equalTo("Economy"))
                .body("items[0].level.code", equalTo("province")).body("items[0].level.recognisedOn", equalTo("2026-11-20"))
                .body("items[0].brought.title", contains("Vụ mất trộm giảm")).body("items[0].brought.quantity", contains(12))
                .body("items[0].place.latitude", equalTo(16.06f)).body("items[0].content", nullValue());
        given().get(CATALOGUE + "/" + recognised).then().statusCode(200).body("content", equalTo("Lắp camera")).body("results", equalTo("Yên bình hơn"));
        String other = register(OFFICER, units.grassroots(), collective("Khác")).then().extract().path("id");
        given().get(CATALOGUE + "/" + other).then().statusCode(404);
        Sql.of("UPDATE good_practice_model SET state = 'stopped' WHERE id = ?::uuid", recognised).run(federation.worker());
        given().get(CATALOGUE + "/" + recognised).then().statusCode(404);
        list().then().body("items", hasSize(0));
    }

    @Test
    void ofAnIndividualOnlyWhatHeAgreedTo() {
        Map<String, Object> form = collective("Vườn rau của " + HOLDER);
        form.put("subjectKind", "individual");
        form.put("holder", HOLDER);
        form.put("outputs", List.of(Map.of("title", "Rau của " + HOLDER, "quantity", 3, "measure", "tấn")));
        String silent = recognised(form);
        String all = list().then().body("items.id", contains(silent)).body("items[0].name", equalTo("Vườn rau của …")).body("items[0].holder", nullValue())
                .body("items[0].place.text", nullValue()).body("items[0].place.latitude", nullValue()).body("items[0].brought[0].quantity", equalTo(3))
                .body("items[0].results", nullValue()).extract().asString();
        String one = given().get(CATALOGUE + "/" + silent).then().body("content", nullValue()).extract().asString();
        String csv = new String(at().accept("text/csv").get(CATALOGUE).then().statusCode(200).extract().asByteArray(), StandardCharsets.UTF_8);
        String map = at().accept("application/geo+json").get(CATALOGUE).asString();
        assertThat(all + one + csv + map + given().get(CATALOGUE + "/" + silent + "/family").asString()).doesNotContain(HOLDER, "Mẫu", "Tổ 5", "16.06");
        at().queryParam("q", "mau kin").get(CATALOGUE).then().body("items", hasSize(0));
        named(silent, true).then().statusCode(200).body("holderPublic", equalTo(true));
        list().then().body("items[0].name", equalTo("Vườn rau của " + HOLDER)).body("items[0].holder", equalTo(HOLDER))
                .body("items[0].place.text", equalTo("Tổ 5"));
        named(silent, false).then().statusCode(200);
        list().then().body("items[0].name", equalTo("Vườn rau của …")).body("items[0].holder", nullValue());
        as(OFFICER, units.grassroots()).get("/campaigns/v1/models/" + silent + "/history").then().body("items.verb[-1]", equalTo("hide-holder"))
                .body("items.verb[-2]", equalTo("name-holder"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Contracts.told("model").stream().filter(fact -> fact.key().equals(silent))
                .map(fact -> JsonPath.from(fact.value()).getBoolean("isPublic"))).endsWith(true, false));
    }

    private Response named(String model, boolean agreed) {
        return json(OFFICER, units.grassroots()).header("If-Match", as(OFFICER, units.grassroots()).get("/campaigns/v1/models/" + model).header("ETag"))
                .body(Map.of("agreed", agreed, "note", "Giấy đồng ý 20/11")).put("/campaigns/v1/models/" + model + "/holder-consent");
    }

    @Test
    void isNarrowedByFieldKindYearLevelWordsAndUnit() {
        String one = recognised(collective("Camera an ninh"));
        Map<String, Object> other = collective("Vườn rau sạch");
        other.put("field", "culture-society");
        String two = recognised(other);
        for (String wanted : List.of("field=culture-society", "q=vuon rau")) {
            given().get(CATALOGUE + "?scope=subtree&unit=" + units.province() + "&" + wanted).then().body("items.id", contains(two));
        }
        for (String none : List.of("kind=individual", "year=2025", "level=upper", "q=khong co", "jurisdiction=cn")) {
            given().get(CATALOGUE + "?scope=subtree&unit=" + units.province() + "&" + none).then().body("items", hasSize(0));
        }
        given().get(CATALOGUE + "?unit=" + units.grassroots()).then().body("items.id", contains(two, one));
        given().get(CATALOGUE + "?unit=" + units.province()).then().body("items", hasSize(0));
        given().get(CATALOGUE + "?unit=" + UUID.randomUUID()).then().statusCode(404);
        String next = at().queryParam("limit", 1).get(CATALOGUE).then().body("items.id", contains(two)).extract().path("next");
        at().queryParam("limit", 1).queryParam("cursor", next).get(CATALOGUE).then().body("items.id", contains(one)).body("next", nullValue());
    }

    @Test
    void leadsToTheCopiesAndNamesThoseAloneThatAreRecognisedThemselves() {
        String origin = recognised(collective("Camera an ninh"));
        Map<String, Object> copy = model(units.sibling(), "Camera khu trọ");
        copy.put("origin", origin);
        register(OFFICER, units.sibling(), copy).then().statusCode(201);
        Map<String, Object> known = collective("Camera ký túc xá");
        known.put("origin", origin);
        String second = recognised(known);
        given().get(CATALOGUE + "/" + origin).then().body("copies", equalTo(2)).body("origin", nullValue());
        given().get(CATALOGUE + "/" + second).then().body("origin", equalTo(origin));
        given().get(CATALOGUE + "/" + second + "/family").then().statusCode(200).body("id", equalTo(origin)).body("size", equalTo(3))
                .body("copies.findAll { it.name == null }", hasSize(1)).body("copies.find { it.name != null }.id", equalTo(second));
        assertThat(given().get(CATALOGUE + "/" + origin + "/family").asString()).doesNotContain("khu trọ");
    }

    @Test
    void goesOutAsASheetAndAsAMapOfThoseThatHaveAPlace() {
        recognised(collective("=1+1"));
        Map<String, Object> nowhere = collective("Không có tọa độ");
        nowhere.remove("place");
        recognised(nowhere);
        byte[] csv = at().accept("text/csv").get(CATALOGUE).then().statusCode(200).extract().asByteArray();
        assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(new String(csv, StandardCharsets.UTF_8).lines().toList()).hasSize(3).anyMatch(line -> line.contains("Vụ mất trộm giảm: 12 vụ"))
                .noneMatch(line -> line.startsWith("=") || line.startsWith("\"="));
        at().accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").get(CATALOGUE).then().statusCode(200);
        at().accept("application/geo+json").get(CATALOGUE).then().statusCode(200).body("type", equalTo("FeatureCollection")).body("features", hasSize(1))
                .body("features[0].geometry.coordinates", contains(108.2f, 16.06f)).body("features[0].properties.name", equalTo("=1+1"));
    }

    @Test
    void aCopyOnTheWayIsOfWhatWasAskedForAlone() {
        assertThat(list().headers().getValues("Vary")).contains("Accept", "Accept-Language");
    }

    @Test
    void isOpenToAll() {
        String recognised = recognised(collective("Camera an ninh"));
        for (String address : List.of(CATALOGUE, CATALOGUE + "/" + recognised, CATALOGUE + "/" + recognised + "/family")) {
            AccessMatrix.of("GET", address).openToAll().check();
        }
        AccessMatrix.of("GET", CATALOGUE).accept("text/csv").openToAll().check();
    }

    private Map<String, Object> collective(String name) {
        Map<String, Object> form = new HashMap<>(model(units.grassroots(), name));
        form.put("content", "Lắp camera");
        form.put("outputs", new ArrayList<>(List.of(Map.of("title", "Vụ mất trộm giảm", "quantity", 12, "measure", "vụ"))));
        form.put("place", Map.of("text", "Tổ 5", "latitude", 16.06, "longitude", 108.2));
        return form;
    }

    private String recognised(Map<String, Object> form) {
        form.put("acknowledgedLookalikes", true);
        String id = register(OFFICER, units.grassroots(), form).then().statusCode(201).extract().path("id");
        Sql.of("UPDATE good_practice_model SET state = 'self-assessed', results = 'Yên bình hơn' WHERE id = ?::uuid", id).run(federation.worker());
        attachAll(OFFICER, units.grassroots(), id);
        json(OFFICER, units.grassroots()).body(Map.of("level", "province")).post("/campaigns/v1/models/" + id + "/propose").then().statusCode(200);
        json(OFFICER, units.province()).body(Map.of("level", "province", "decision", "1/QD", "decidedOn", "2026-11-20", "models", List.of(id)))
                .post("/campaigns/v1/recognitions").then().statusCode(201);
        return id;
    }

    private io.restassured.response.Response list() {
        return at().get(CATALOGUE);
    }

    /** Of this test's federation alone: the catalogue is that of all. */
    private RequestSpecification at() {
        return given().header("Accept-Language", "en").queryParam("unit", units.province()).queryParam("scope", "subtree");
    }
}
