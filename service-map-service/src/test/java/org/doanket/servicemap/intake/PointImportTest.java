package org.doanket.servicemap.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.editor;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.datum.DatumQueries;
import org.doanket.servicemap.datum.DatumView;
import org.doanket.servicemap.streets.StreetDraft;
import org.doanket.servicemap.streets.Town;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.Age;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PointImportTest {

    private static final String IMPORTS = "/map/v1/service-point-imports";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    MapApi api;
    @Inject
    Town town;
    @Inject
    DatumQueries datums;
    @Inject
    Housekeeping housekeeping;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("cn");
    }

    private String csv(String... rows) {
        return "kind,name,latitude,longitude,hours,amenities,unit\n" + String.join("\n", rows) + "\n";
    }

    /** As bytes: the test's client would send text in Latin-1 and a sheet as XML. */
    private static RequestSpecification file(UUID editor, String type, byte[] content) {
        return editor(editor).config(RestAssured.config().encoderConfig(EncoderConfig.encoderConfig()
                .encodeContentTypeAs(type, ContentType.BINARY).appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type).body(content);
    }

    private String take(UUID editor, String body, String type, String datum) {
        return take(editor, body.getBytes(StandardCharsets.UTF_8), type, datum);
    }

    private String take(UUID editor, byte[] body, String type, String datum) {
        String id = file(editor, type, body).post(IMPORTS + "?datum=" + datum + "&unit=" + tree.commune()).then()
                .statusCode(202).header("Location", notNullValue()).extract().path("id");
        await().atMost(PATIENCE).untilAsserted(() -> editor(editor).get(IMPORTS + "/" + id).then().body("state", equalTo("checked")));
        return id;
    }

    private void step(String id, String step, String state) {
        editor(tree.commune()).body("{}").post(IMPORTS + "/" + id + "/" + step).then().statusCode(202);
        await().atMost(PATIENCE).untilAsserted(() -> editor(tree.commune()).get(IMPORTS + "/" + id).then().body("state", equalTo(state)));
    }

    @Test
    void checksPreviewsCommitsAndUndoes() {
        String near = tree.grassRoots().toString();
        String id = take(tree.commune(), csv(
                "职工书屋,书屋一,35.58,104.62,Mo-Fr 08:00-18:00,wifi drinking-water,T" + near,
                "canteen,食堂,35.58,104.62,8-17,wifi;sauna,T" + near,
                "pub,,95,104.62,,,T" + tree.sibling(),
                "reading-room,书屋一,35.58001,104.62001,,,",
                "rest-stop,驿站,\"35,57\",\"104,61\",24/7,,"), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(2)).body("faulty", equalTo(3)).body("datum", equalTo("wgs84"));
        editor(tree.commune()).get(IMPORTS + "/" + id + "/rows?faulty=true").then().statusCode(200).body("items.number", contains(3, 4, 5))
                .body("items[0].errors.column", containsInAnyOrder("hours", "amenities"))
                .body("items[1].errors.column", containsInAnyOrder("unit", "name", "kind", "latitude"))
                .body("items[2].errors[0].code", equalTo("duplicate-of-row")).body("items[2].errors[0].message", equalTo(
                        "The same point as in row 2: same kind and name within 50 m."));
        String faulty = editor(tree.commune()).accept("text/csv").get(IMPORTS + "/" + id + "/faulty-rows").then().statusCode(200).extract().asString();
        assertThat(faulty.lines()).hasSize(4);
        assertThat(faulty.lines().findFirst().orElseThrow()).endsWith("errors");
        assertThat(faulty).contains("8-17").contains("Cannot be read as opening hours: 8-17");
        anybody().get(POINTS + "?scope=subtree&unit=" + tree.commune()).then().body("items", hasSize(0));

        step(id, "commit", "committed");
        anybody().get(POINTS + "?scope=subtree&unit=" + tree.commune()).then().body("items.name", containsInAnyOrder("书屋一", "驿站"))
                .body("items.find { it.name == '书屋一' }.unitId", equalTo(near));
        await().atMost(PATIENCE).untilAsserted(() -> anybody().get("/map/v1/reachable?lat=35.57&lon=104.61&kind=rest-stop").then()
                .body("items.name", contains("驿站")));
        editor(tree.commune()).body("{}").post(IMPORTS + "/" + id + "/commit").then().statusCode(409).body("code", equalTo("import-not-checked"));

        // The same file again: what is there already is told.
        String again = take(tree.commune(), csv("rest-stop,驿 站,35.57,104.61,,,".replace("驿 站", "驿站")), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + again + "/rows").then().body("items[0].errors.code", contains("duplicate-of-point"));

        // Somebody mends one of them; the undo must not take his work.
        String kept = anybody().get(POINTS + "?scope=subtree&kind=reading-room&unit=" + tree.commune()).then().extract().path("items[0].id");
        editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"capacity\": 40}")
                .patch(POINTS + "/" + kept).then().statusCode(200);
        step(id, "undo", "undone");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("kept", equalTo(1));
        anybody().get(POINTS + "?scope=subtree&state=any&unit=" + tree.commune()).then().body("items.id", contains(kept));
        await().atMost(PATIENCE).untilAsserted(() -> anybody().get("/map/v1/reachable?lat=35.57&lon=104.61&kind=rest-stop").then()
                .body("items", hasSize(0)));
    }

    /** Two streets with a river between them. */
    @Test
    void tellsHowFarRowsLieOffTheStreetsAndDoubtsAFileOfWhichManyDo() {
        double[] open = {5, 14, 30};
        StreetDraft river = new StreetDraft();
        river.edge(river.node(21.000, 105.800), river.node(21.030, 105.800), 3_336, open, open, true);
        river.edge(river.node(21.000, 105.830), river.node(21.030, 105.830), 3_336, open, open, true);
        town.take(river);
        String id = take(tree.commune(), csv("rest-stop,bờ,21.011,105.8002,,,", "rest-stop,sông,21.012,105.815,,,", "rest-stop,bờ kia,21.013,105.8299,,,",
                "rest-stop,xa,22.5,106.5,,,"), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(4)).body("onStreets", equalTo(3)).body("offStreet", equalTo(1))
                .body("warnings", contains("off-street"));
        List<Integer> metres = editor(tree.commune()).get(IMPORTS + "/" + id + "/rows").then().extract().path("items.metresToStreet");
        assertThat(metres).hasSize(4);
        assertThat(metres.get(0)).isBetween(15, 25);
        assertThat(metres.get(1)).isBetween(1_500, 1_620);
        assertThat(metres.get(3)).isNull();
        String sound = take(tree.commune(), csv("rest-stop,một,21.021,105.8002,,,", "rest-stop,hai,21.022,105.8002,,,", "rest-stop,ba,21.023,105.8002,,,",
                "rest-stop,bốn,21.024,105.8002,,,", "rest-stop,năm,21.025,105.815,,,"), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + sound).then().body("offStreet", equalTo(1)).body("warnings", hasSize(0));
        town.load();
    }

    @Test
    void convertsTheDatumOfChineseMaps() {
        DatumView.Place wgs84 = new DatumView.Place(35.5806, 104.6261);
        DatumView.Place gaode = datums.require("gcj02").conversion().fromWgs84(wgs84);
        String id = take(tree.commune(), """
                {"type": "FeatureCollection", "name": "x", "features": [
                  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [%s, %s]},
                   "properties": {"kind": "rest-stop", "name": "驿站", "amenities": ["wifi", "toilet"], "colour": "red", "hours": null}},
                  {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "properties": {"kind": "rest-stop", "name": "路"}}
                ]}""".formatted(gaode.east(), gaode.north()), "application/geo+json", "gcj02");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(1)).body("faulty", equalTo(1));
        step(id, "commit", "committed");
        var site = anybody().get(POINTS + "?unit=" + tree.commune()).then().body("items[0].amenities", contains("toilet", "wifi")).extract();
        double latitude = Double.parseDouble(site.jsonPath().getString("items[0].site.position.lat"));
        double longitude = Double.parseDouble(site.jsonPath().getString("items[0].site.position.lon"));
        // The test's JSON reader keeps floats: a few metres at this longitude.
        assertThat(latitude).isCloseTo(wgs84.north(), org.assertj.core.api.Assertions.within(1e-5));
        assertThat(longitude).isCloseTo(wgs84.east(), org.assertj.core.api.Assertions.within(1e-5));
    }

    @Test
    void readsItsOwnExportAndXlsx() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.xlsx(bytes, "points")) {
            sheet.row("name", "kind", "latitude", "longitude", "siteName");
            for (int i = 0; i < 30; i++) {
                sheet.row("窗口 " + i, "one-stop-desk", 35.0 + i / 2 * 0.01, 104.0, "镇政府 " + i / 2);
            }
        }
        String id = take(tree.commune(), bytes.toByteArray(), SheetWriter.XLSX, "wgs84");
        step(id, "commit", "committed");
        List<String> sites = anybody().get(POINTS + "?limit=200&unit=" + tree.commune()).then().body("items", hasSize(30))
                .extract().path("items.site.id");
        assertThat(sites.stream().distinct()).hasSize(15);
        String export = anybody().accept("text/csv").get(POINTS + "?unit=" + tree.commune()).then().extract().asString();
        step(id, "undo", "undone");
        String back = take(tree.commune(), export, "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + back).then().body("good", equalTo(30)).body("faulty", equalTo(0));
    }

    @Test
    void desksOfOneHallAreOneSiteAcrossBatchesAndImports() {
        StringBuilder rows = new StringBuilder("kind,name,latitude,longitude,siteName,address\n");
        rows.append("one-stop-desk,窗口,35.2,104.2,安定区总工会,解放路1号\n");
        for (int i = 0; i < 1_000; i++) {
            rows.append("canteen,食堂,").append(36 + i / 100.0).append(",104.2,职工之家 ").append(i).append(",公园路 ").append(i).append('\n');
        }
        // Another kind in the same hall, a batch later, some metres off and written a little differently.
        rows.append("legal-aid-desk,法律援助,35.2001,104.2001,安定区  总工会,解放路1号\n");
        step(take(tree.commune(), rows.toString(), "text/csv", "wgs84"), "commit", "committed");
        step(take(tree.commune(), "kind,name,latitude,longitude,siteName,address\njob-desk,就业,35.2,104.2003,工会大厅,解放路1号\n"
                + "nursery,托育,35.21,104.2,安定区总工会,解放路1号\nreading-room,书屋,35.2,104.2,对面,解放路2号\n", "text/csv", "wgs84"), "commit", "committed");
        var points = anybody().get(POINTS + "?limit=200&unit=" + tree.commune() + "&bbox=104,35,105,35.5").then().extract().jsonPath();
        assertThat(points.getList("items.name")).hasSize(5);
        String hall = points.getString("items.find { it.name == '窗口' }.site.id");
        for (String desk : List.of("法律援助", "就业")) {
            assertThat(points.getString("items.find { it.name == '" + desk + "' }.site.id")).as(desk).isEqualTo(hall);
        }
        // The same address a kilometre away, and another house at the same place.
        for (String elsewhere : List.of("托育", "书屋")) {
            assertThat(points.getString("items.find { it.name == '" + elsewhere + "' }.site.id")).as(elsewhere).isNotEqualTo(hall);
        }
    }

    @Test
    void itsOwnExportSentBackChangesWhatWasChangedInIt() {
        step(take(tree.commune(), "kind,name,latitude,longitude,siteName,address,hours,capacity\none-stop-desk,窗口,35.41,104.4,总工会,解放路1号,24/7,5\n"
                + "legal-aid-desk,法律,35.41,104.4,总工会,解放路1号,,\ncanteen,食堂,35.45,104.4,食堂楼,公园路2号,,\n", "text/csv", "wgs84"), "commit", "committed");
        String export = anybody().accept("text/csv").get(POINTS + "?unit=" + tree.commune()).then().extract().asString();
        String canteen = anybody().get(POINTS + "?kind=canteen&unit=" + tree.commune()).then().extract().path("items[0].id");
        // A place is renamed in both of its rows, one desk gets other hours, and somebody adds a row.
        String edited = export.replace("解放路1号", "解放路8号").replace("24/7", "Mo-Fr 08:00-18:00") + "," + tree.commune()
                + ",nursery,托育,open,,,,,,幼儿园,公园路9号,,35.49,104.4,open,own,\n";
        String id = take(tree.commune(), edited, "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(4)).body("faulty", equalTo(0));
        var rows = editor(tree.commune()).get(IMPORTS + "/" + id + "/rows").then().extract().jsonPath();
        assertThat(rows.getList("items.change")).containsExactlyInAnyOrder("changed", "changed", "unchanged", "new");
        assertThat(rows.<List<String>>getList("items.changed")).containsExactlyInAnyOrder(List.of("hours", "address"), List.of("address"), List.of(), List.of());
        assertThat(rows.getString("items.find { it.change == 'unchanged' }.point")).isEqualTo(canteen);
        step(id, "commit", "committed");
        anybody().get(POINTS + "?limit=200&unit=" + tree.commune()).then().body("items", hasSize(4))
                .body("items.findAll { it.site.name == '总工会' }.site.address", contains("解放路8号", "解放路8号"))
                .body("items.findAll { it.site.name == '总工会' }.version", contains(2, 2))
                .body("items.find { it.name == '窗口' }.hours", equalTo("Mo-Fr 08:00-18:00")).body("items.find { it.name == '窗口' }.capacity", equalTo(5))
                .body("items.find { it.name == '食堂' }.version", equalTo(1));
        step(id, "undo", "undone");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("kept", equalTo(0));
        anybody().get(POINTS + "?limit=200&unit=" + tree.commune()).then().body("items", hasSize(3))
                .body("items.findAll { it.site.name == '总工会' }.site.address", contains("解放路1号", "解放路1号"))
                .body("items.find { it.name == '窗口' }.hours", equalTo("24/7")).body("items.find { it.name == '窗口' }.version", equalTo(3));
    }

    @Test
    void aFileLeavesAloneWhatItDoesNotSpeakOfAndWhatOthersChangedMeanwhile() {
        Map<String, Object> given = MapApi.point(tree.commune(), 35.61, 104.61);
        given.put("capacity", 7);
        String id = MapApi.registered(tree.commune(), given);
        String mine = "id,kind,name,latitude,longitude\n" + id + ",reading-room,新名,35.61,104.61\n";
        String first = take(tree.commune(), mine, "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + first + "/rows").then().body("items[0].changed", contains("name"));
        editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"capacity\": 40}").patch(POINTS + "/" + id)
                .then().statusCode(200);
        step(first, "commit", "committed");
        anybody().get(POINTS + "/" + id).then().body("name", equalTo(given.get("name"))).body("capacity", equalTo(40)).body("version", equalTo(2));
        step(take(tree.commune(), mine, "text/csv", "wgs84"), "commit", "committed");
        anybody().get(POINTS + "/" + id).then().body("name", equalTo("新名")).body("capacity", equalTo(40)).body("amenities", hasSize(2))
                .body("site.address", equalTo("12 Phố Thử Nghiệm"));
    }

    @Test
    void refusesWhatAFileMayNotDoToAPoint() {
        Map<String, Object> given = MapApi.point(tree.commune(), 35.71, 104.71);
        var hall = MapApi.register(tree.commune(), given).statusCode(201).extract();
        Map<String, Object> desk = MapApi.point(tree.commune());
        desk.remove("site");
        desk.put("siteId", hall.path("site.id"));
        String second = MapApi.registered(tree.commune(), desk);
        String first = hall.path("id");
        String head = "id,kind,name,latitude,longitude,address,state,unit\n";
        String faults = take(tree.commune(), head + first + ",reading-room,A,35.71,104.71,新街1号,planned,T" + tree.grassRoots() + "\n" + second
                + ",reading-room,B,35.71,104.71,新街2号,,\n" + second + ",reading-room,B,35.71,104.71,新街2号,,\nx,reading-room,C,35.71,104.71,,,\n", "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + faults + "/rows").then().body("items[0].errors.code", containsInAnyOrder("unit-differs", "state-differs"))
                .body("items[1].errors.code", contains("place-differs")).body("items[2].errors.code", containsInAnyOrder("same-id-as-row", "place-differs"))
                .body("items[3].errors.column", contains("id"));
        // In a place with points of others nothing of the place is changed; and the point of others is as if it had no id.
        Map<String, Object> others = MapApi.point(tree.sibling());
        others.remove("site");
        others.put("siteId", hall.path("site.id"));
        String foreign = MapApi.registered(tree.province(), others);
        String shared = take(tree.commune(), head + first + ",reading-room,A,35.71,104.71,新街1号,,\n" + foreign + ",reading-room,D,35.71,104.71,,,\n", "text/csv",
                "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + shared + "/rows").then().body("items[0].errors.code", contains("place-shared")).body("items[1].change", equalTo("new"));
    }

    @Test
    void tellsNothingOfWhatOthersOnlyPlan() {
        Map<String, Object> plan = MapApi.point(tree.sibling(), 35.3, 104.3);
        plan.put("name", "计划");
        plan.put("state", "planned");
        plan.remove("openedOn");
        MapApi.registered(tree.sibling(), plan);
        String id = take(tree.commune(), csv("reading-room,计划,35.3,104.3,,,"), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(1)).body("faulty", equalTo(0));
        plan.put("unitId", tree.grassRoots());
        plan.put("name", "自己的");
        MapApi.registered(tree.commune(), plan);
        id = take(tree.commune(), csv("reading-room,自己的,35.3,104.3,,,"), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id + "/rows").then().body("items[0].errors.code", contains("duplicate-of-point"));
    }

    @Test
    void aUnitThatEndsOnALaterDayStillTakesPoints() {
        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2999-01-01' WHERE id = ?", tree.grassRoots()));
        String id = take(tree.commune(), csv("reading-room,书屋,35.3,104.3,,,T" + tree.grassRoots()), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(1));
        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2025-01-01' WHERE id = ?", tree.grassRoots()));
        id = take(tree.commune(), csv("reading-room,书屋,35.3,104.3,,,T" + tree.grassRoots()), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(0));
    }

    @Test
    void refusesWhatIsNoFileOfPoints() {
        file(tree.commune(), "text/csv", csv().getBytes(StandardCharsets.UTF_8)).post(IMPORTS + "?unit=" + tree.commune()).then().statusCode(400)
                .body("errors.pointer", contains("?datum"));
        file(tree.commune(), "text/csv", csv().getBytes(StandardCharsets.UTF_8)).post(IMPORTS + "?datum=mars").then().statusCode(400);
        file(tree.commune(), "application/pdf", new byte[] {1}).post(IMPORTS + "?datum=wgs84").then().statusCode(415);
        for (String bad : List.of("a,b\n1,2\n", "kind,name,latitude,longitude\n")) {
            String job = file(tree.commune(), "text/csv", bad.getBytes(StandardCharsets.UTF_8)).post(IMPORTS + "?datum=wgs84").then().statusCode(202)
                    .extract().header("Location");
            await().atMost(PATIENCE).untilAsserted(() -> editor(tree.commune()).get(job).then().body("state", equalTo("failed"))
                    .body("failure", is(oneOf("columns-missing", "bad-sheet"))));
        }
        // Nobody would hear of the third feature if the second ended the list.
        String feature = """
                {"type": "Feature", "geometry": {"type": "Point", "coordinates": [104.61, 35.57]}, "properties": {"kind": "canteen", "name": "食堂"}}""";
        String job = file(tree.commune(), "application/geo+json", ("{\"type\":\"FeatureCollection\",\"features\":[" + feature + ",null," + feature + "]}")
                .getBytes(StandardCharsets.UTF_8)).post(IMPORTS + "?datum=wgs84").then().statusCode(202).extract().header("Location");
        await().atMost(PATIENCE).untilAsserted(() -> editor(tree.commune()).get(job).then().body("state", equalTo("failed")).body("failure", equalTo("bad-sheet")));
    }

    /** Of a name that thousands may have: the neighbour is found, be it just across a border of the strips in which it is sought. */
    @Test
    void findsTheSamePointTwiceAmongThousandsOfOneName() {
        StringBuilder rows = new StringBuilder(csv());
        for (int i = 0; i < 4_000; i++) {
            rows.append("rest-stop,工会驿站,").append(30 + i * 0.00045).append(',').append(100 + i % 7).append(",,,\n");
        }
        rows.append("rest-stop,工会驿站,30.00030,100.0003,,,\n").append("rest-stop,工会驿站,29.99970,99.9998,,,\n");
        String id = take(tree.commune(), rows.toString(), "text/csv", "wgs84");
        editor(tree.commune()).get(IMPORTS + "/" + id).then().body("good", equalTo(4_000)).body("faulty", equalTo(2));
        editor(tree.commune()).get(IMPORTS + "/" + id + "/rows?faulty=true").then().body("items.errors.code.flatten()", contains("duplicate-of-row", "duplicate-of-row"));
    }

    @Test
    void isKeptForNinetyDaysAfterSomebodyLastWorkedOnItAndItsPointsForEver() {
        String committed = take(tree.commune(), csv("canteen,食堂,35,104,,,"), "text/csv", "wgs84");
        step(committed, "commit", "committed");
        String abandoned = take(tree.commune(), csv("canteen,二食堂,36,104,,,"), "text/csv", "wgs84");
        String young = take(tree.commune(), csv("canteen,三食堂,37,104,,,"), "text/csv", "wgs84");
        String lookedAtAgain = take(tree.commune(), csv("canteen,四食堂,38,104,,,"), "text/csv", "wgs84");
        Age.of(worker, "point_import", UUID.fromString(committed), 91);
        Age.of(worker, "point_import", UUID.fromString(abandoned), 91);
        Age.of(worker, "point_import", UUID.fromString(young), 89);
        Age.made(worker, "point_import", UUID.fromString(lookedAtAgain), 91);
        housekeeping.removeWhatIsDue();
        for (String gone : List.of(committed, abandoned)) {
            editor(tree.commune()).get(IMPORTS + "/" + gone).then().statusCode(404);
        }
        editor(tree.commune()).body("{}").post(IMPORTS + "/" + committed + "/undo").then().statusCode(404);
        for (String kept : List.of(young, lookedAtAgain)) {
            editor(tree.commune()).get(IMPORTS + "/" + kept + "/rows").then().statusCode(200).body("items", hasSize(1));
        }
        anybody().get(POINTS + "?unit=" + tree.commune()).then().body("items.name", contains("食堂"));
    }

    @Test
    void isForMapEditorsOfTheSubtree() {
        String id = take(tree.commune(), csv("canteen,食堂,35,104,,,"), "text/csv", "wgs84");
        AccessMatrix.of("POST", IMPORTS + "?datum=wgs84&unit=" + tree.commune()).body("text/csv", () -> csv("canteen,食堂,35,104,,,"))
                .roles("map-editor").inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        for (String path : List.of("", "/rows", "/faulty-rows")) {
            AccessMatrix.of("GET", IMPORTS + "/" + id + path).roles("map-editor").inside(tree.commune(), tree.province())
                    .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        }
        AccessMatrix.of("GET", IMPORTS).roles("map-editor").inside(tree.commune()).answersEverybodyTheirOwn().check();
        for (String step : List.of("commit", "undo")) {
            AccessMatrix.of("POST", IMPORTS + "/" + id + "/" + step).body(() -> "{}").roles("map-editor").inside(tree.commune(), tree.province())
                    .outside(tree.sibling(), tree.grassRoots(), tree.elsewhere()).check();
        }
    }
}
