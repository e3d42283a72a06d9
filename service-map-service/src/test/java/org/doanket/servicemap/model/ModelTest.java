package org.doanket.servicemap.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ModelTest {

    private static final String ITEMS = "/map/ogc/collections/models/items";
    private static final Path SAMPLES = Path.of("../contracts/events/campaigns");

    @Inject
    MapApi api;
    @Inject
    ModelListener listener;
    @Inject
    ModelPlacing placing;
    @Inject
    ObjectMapper json;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private MapApi.Tree tree;
    private double latitude;

    @BeforeEach
    void goSomewhere() {
        tree = api.plant("vn");
        latitude = -50 + MapApi.number() % 500 * 0.1;
    }

    /** As campaign-service tells it. */
    private ObjectNode told(String fact) throws IOException {
        ObjectNode model = (ObjectNode) json.readTree(Files.readString(SAMPLES.resolve(fact + ".v1.sample.json")));
        model.put("id", UUID.randomUUID().toString()).put("unitId", tree.commune().toString());
        model.putObject("place").put("text", "Tổ 5").put("latitude", latitude).put("longitude", 20.5);
        return model;
    }

    private String take(String fact, ObjectNode model) throws SQLException {
        UUID id = UUID.fromString(model.get("id").asText());
        try (Connection connection = worker.getConnection()) {
            listener.on(new ReceivedFact(UUID.randomUUID(), fact, id, 1, Instant.now(), model), connection);
        }
        return id.toString();
    }

    private String own(String more) {
        return ITEMS + "?unitId=" + tree.commune() + more;
    }

    @Test
    void aRecognisedModelIsOnTheMapWhereItCanBeSeen() throws Exception {
        String id = take("model-recognised", told("model-recognised"));
        anybody().get(own("")).then().statusCode(200).contentType("application/geo+json").body("numberMatched", equalTo(1)).body("features.id", contains(id))
                .body("features[0].geometry.coordinates[0]", equalTo(20.5f)).body("features[0].properties.name", equalTo("Tuyến đường hoa"))
                .body("features[0].properties.level", equalTo("province")).body("features[0].properties.recognisedOn", equalTo("2026-11-20"))
                .body("features[0].properties.placedBy", equalTo("position")).body("features[0].properties.unitId", equalTo(tree.commune().toString()));
        String box = "&bbox=20.4," + (latitude - 0.01) + ",20.6," + (latitude + 0.01);
        anybody().get(own(box + "&field=culture-society&datetime=2026-11-20")).then().body("features.id", contains(id));
        anybody().get(own("&datetime=2026-11-19")).then().body("features", hasSize(0));
        anybody().get(own("&field=other")).then().body("features", hasSize(0));
        anybody().get(own("&bbox=30,0,31,1")).then().body("features", hasSize(0));
        anybody().get(ITEMS + "?kind=rest-stop").then().statusCode(400).body("errors.pointer", contains("?kind"));
        anybody().get(ITEMS + "/" + id).then().statusCode(200).body("properties.place", equalTo("Tổ 5"));
        anybody().get(ITEMS + "/" + UUID.randomUUID()).then().statusCode(404);
        anybody().get(ITEMS + "?f=html&unitId=" + tree.commune()).then().statusCode(200).body(containsString("/collections/models/items/" + id));
        anybody().get("/map/ogc/collections/models").then().statusCode(200).body("id", equalTo("models")).body("extent.spatial.bbox[0]", hasSize(4));
        AccessMatrix.of("GET", ITEMS + "/" + id).openToAll().check();
        double sine = Math.sin(Math.toRadians(latitude));
        int row = (int) ((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * (1 << 14));
        int column = (int) ((20.5 + 180) / 360 * (1 << 14));
        byte[] tile = anybody().get("/map/tiles/models/14/" + column + "/" + row + ".mvt").then().statusCode(200).extract().asByteArray();
        assertThat(new String(tile, StandardCharsets.UTF_8)).contains("Tuyến đường hoa", id);
        byte[] far = anybody().get("/map/tiles/models/8/" + (column >> 6) + "/" + (row >> 6) + ".mvt").then().statusCode(200).extract().asByteArray();
        assertThat(new String(far, StandardCharsets.UTF_8)).contains("count").doesNotContain(id);
        anybody().get("/map/tiles/models.json").then().statusCode(200).body("minzoom", equalTo(0)).body("vector_layers[0].id", equalTo("models"));
    }

    @Test
    void whatIsStoppedOrNotRecognisedOrOfAPersonIsNot() throws Exception {
        take("model-registered", told("model-registered"));
        ObjectNode stopping = told("model-recognised");
        take("model-recognised", stopping);
        take("model-stopped", stopping.deepCopy().put("state", "stopped"));
        ObjectNode person = told("model-recognised");
        person.remove("isPublic"); // as it was told before anybody asked
        take("model-recognised", person.put("subjectKind", "individual"));
        anybody().get(own("")).then().body("features", hasSize(0));
        String agreed = take("model-changed", person.put("state", "kept").put("isPublic", true));
        take("model-recognised", told("model-recognised").put("isPublic", false));
        anybody().get(own("")).then().body("features.id", contains(agreed));
    }

    @Test
    void withoutAPositionItIsWhereItsAreaIsOrElseWhereItsUnitIs() throws Exception {
        String code = "M" + MapApi.number();
        ObjectNode named = told("model-recognised");
        named.putObject("place").put("code", code).put("text", "Phường");
        String inArea = take("model-recognised", named);
        ObjectNode silent = told("model-recognised");
        silent.remove("place");
        String ofUnit = take("model-recognised", silent);
        // Nothing is known of the area, nor of the unit.
        anybody().get(own("")).then().body("features", hasSize(0));
        registered(tree.commune(), point(tree.commune(), latitude, 21));
        api.run(Sql.of("UPDATE unit_ref SET territory = ARRAY[?] WHERE id = ?", code, tree.grassRoots()));
        editor(tree.commune()).body(Map.of("unitId", tree.commune(), "source", "drawn", "areas", List.of(Map.of("code", code, "name", "Phường", "outline",
                Map.of("type", "Polygon", "coordinates", List.of(List.of(List.of(22.0, latitude), List.of(22.02, latitude), List.of(22.02, latitude + 0.02),
                        List.of(22.0, latitude + 0.02), List.of(22.0, latitude)))))))).post("/map/v1/administrative-areas").then().statusCode(200);
        placing.placeAll();
        anybody().get(own("")).then().body("features.id", containsInAnyOrder(inArea, ofUnit))
                .body("features.find { it.id == '" + inArea + "' }.properties.placedBy", equalTo("area"))
                .body("features.find { it.id == '" + ofUnit + "' }.properties.placedBy", equalTo("unit"))
                .body("features.find { it.id == '" + ofUnit + "' }.geometry.coordinates[0]", equalTo(21f))
                .body("features.find { it.id == '" + ofUnit + "' }.properties.place", nullValue());
        List<Float> middle = anybody().get(ITEMS + "/" + inArea).then().extract().path("geometry.coordinates");
        assertThat(middle.get(0)).isBetween(22.009f, 22.011f);
        assertThat((double) middle.get(1)).isBetween(latitude + 0.009, latitude + 0.011);
        api.run(Sql.of("UPDATE unit_ref SET territory = ARRAY[?] WHERE id = ?", code, tree.commune()));
        placing.placeAll();
        List<Float> territory = anybody().get(ITEMS + "/" + ofUnit).then().extract().path("geometry.coordinates");
        assertThat(territory).isEqualTo(middle);
    }
}
