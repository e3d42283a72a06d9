package org.doanket.campaign.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.finished;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.reading;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thousands of registrations from a sheet, and the figures that Ha Noi published for 2024. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ModelTallyTest {

    private static final String OFFICER = "campaign-officer";
    private static final Map<String, int[]> HA_NOI_2024 = Map.of("economy", new int[] {230, 1_238}, "culture-society", new int[] {467, 3_446},
            "security", new int[] {218, 1_470}, "political-system", new int[] {214, 1_050});

    @Inject
    Federation federation;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void addsUpToWhatHaNoiPublished() {
        String id = upload(haNoi());
        JsonPath preview = as(OFFICER, units.province()).get("/campaigns/v1/model-imports/" + id).then().statusCode(200)
                .body("state", equalTo("checked")).body("faulty", equalTo(0)).body("lookAlikes", equalTo(0)).extract().jsonPath();
        assertThat(preview.getInt("rows")).isEqualTo(1_129 + 7_204);
        JsonPath job = commit(id, false);
        assertThat(job.getInt("result.registered")).isEqualTo(8_333);
        tally(units.province()).then().statusCode(200)
                .body("total.collective", equalTo(1_129)).body("total.individual", equalTo(7_204)).body("total.all", equalTo(8_333))
                .body("fields.field", contains("economy", "culture-society", "security", "political-system"))
                .body("fields.collective", contains(230, 467, 218, 214)).body("fields.individual", contains(1_238, 3_446, 1_470, 1_050))
                .body("fields[0].label", equalTo("Economy")).body("states.state", contains("registered"));
        JsonPath below = as(OFFICER, units.province()).queryParam("unit", units.province()).queryParam("year", 2024).get("/campaigns/v1/tallies/models/units").then()
                .statusCode(200).extract().jsonPath();
        assertThat(below.getList("items.all", Integer.class).stream().mapToInt(Integer::intValue).sum()).isEqualTo(8_333);
        assertThat(below.getList("items.unit")).containsExactlyInAnyOrder(units.province().toString(), units.commune().toString(), units.sibling().toString());
        assertThat(below.getInt("items.find { it.unit == '" + units.commune() + "' }.all")).isEqualTo((int) tally(units.commune()).path("total.all"));
        as(OFFICER, units.commune()).queryParam("unit", units.province()).get("/campaigns/v1/tallies/models/units").then().statusCode(404);
        int commune = tally(units.commune()).path("total.all");
        int sibling = tally(units.sibling()).path("total.all");
        assertThat(commune + sibling).isEqualTo(8_333);
        assertThat(commune).isPositive();
        federation.move(units.grassroots(), units.sibling());
        assertThat((int) tally(units.sibling()).path("total.all")).as("after the grass-roots unit moved, at once")
                .isEqualTo(sibling + 2_778);
        assertThat(tally(units.province()).<Integer>path("total.all")).isEqualTo(8_333);
        as(OFFICER, units.province()).queryParam("year", 2023).get("/campaigns/v1/tallies/models").then().body("total.all", equalTo(0));
    }

    @Test
    void overAllJurisdictionsEachFieldStandsOnceAndTheFieldsAddUp() {
        register(OFFICER, units.province(), model(units.grassroots(), "Tổ tự quản")).then().statusCode(201);
        JsonPath all = given().header("Authorization", "Bearer " + Tokens.of(OFFICER).token()).get("/campaigns/v1/tallies/models").then().statusCode(200).extract()
                .jsonPath();
        assertThat(all.getList("fields.field")).doesNotHaveDuplicates();
        assertThat(all.getList("fields.all", Integer.class).stream().mapToInt(Integer::intValue).sum()).isEqualTo(all.getInt("total.all")).isPositive();
    }

    @Test
    void showsEveryFaultOfEveryRowAndRegistersTheOthers() {
        String code = federation.code(units.grassroots());
        String id = upload("DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO\nMã đơn vị;Tên mô hình;Loại;Lĩnh vực;Tiêu chí;Lực lượng;Nguồn lực;Ngày đăng ký\n"
                + code + ";Tuyến đường hoa;Tập thể;Kinh tế;\"12 tuyến\n80% hộ\";Chủ trì | Công đoàn;Kinh phí | 5000000 | VND;05/03/2024\n"
                + "X-1;;Nhóm;Thiên văn;;;;32/13/2024\n"
                + code + ";TUYEN DUONG HOA;Tập thể;Kinh tế;;;;06/03/2024\n");
        as(OFFICER, units.province()).get("/campaigns/v1/model-imports/" + id).then().body("rows", equalTo(3)).body("faulty", equalTo(1))
                .body("lookAlikes", equalTo(1));
        as(OFFICER, units.province()).queryParam("only", "faulty").get("/campaigns/v1/model-imports/" + id + "/rows").then().statusCode(200)
                .body("items", hasSize(1)).body("items[0].number", equalTo(4))
                .body("items[0].errors.pointer", hasItems("/unit", "/name", "/subjectKind", "/field", "/registeredOn"));
        String sheet = new String(as(OFFICER, units.province()).accept("text/csv").queryParam("only", "faulty")
                .get("/campaigns/v1/model-imports/" + id + "/rows").then().statusCode(200).extract().asByteArray(), StandardCharsets.UTF_8);
        assertThat(sheet).contains("Mã đơn vị,Tên mô hình").contains("Error").contains("Mã đơn vị: There is no unit with this code").doesNotContain("/unit");
        assertThat(commit(id, false).getInt("result.registered")).isEqualTo(1);
        String model = as(OFFICER, units.province()).get("/campaigns/v1/models").then().body("items", hasSize(1)).extract().path("items[0].id");
        as(OFFICER, units.province()).get("/campaigns/v1/models/" + model).then().body("criteria", contains("12 tuyến", "80% hộ"))
                .body("forces[0].name", equalTo("Công đoàn")).body("resources[0].quantity", equalTo(5_000_000))
                .body("registeredOn", equalTo("2024-03-05")).body("state", equalTo("registered")).body("version", equalTo(2));
        as(OFFICER, units.province()).get("/campaigns/v1/models/" + model + "/history").then().body("items.verb", contains("import"));
    }

    @Test
    void findsLookAlikesAmongManyRowsOfOneUnitAsAmongFew() {
        Random letters = new Random(7);
        StringBuilder sheet = new StringBuilder("unit,name,subjectKind,field\n");
        String line = federation.code(units.grassroots()) + ",%s,collective,economy\n";
        for (int row = 0; row < 600; row++) {
            sheet.append(line.formatted(letters.ints(24, 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)));
        }
        sheet.append(line.formatted("Tổ tự quản an ninh")).append(line.formatted("To tu quan an ninh mới")).append(line.formatted("Vườn rau sạch"));
        String id = upload(sheet.toString());
        as(OFFICER, units.province()).get("/campaigns/v1/model-imports/" + id).then().body("rows", equalTo(603)).body("faulty", equalTo(0))
                .body("lookAlikes", equalTo(1));
    }

    @Test
    void isUndoneButForWhatHasBeenWorkedOnSince() {
        String id = upload("unit,name,subjectKind,field\n" + federation.code(units.grassroots()) + ",Một,collective,economy\n"
                + federation.code(units.grassroots()) + ",Hai,individual,security\n");
        commit(id, false);
        String worked = as(OFFICER, units.province()).queryParam("q", "hai").get("/campaigns/v1/models").path("items[0].id");
        as(OFFICER, units.province()).contentType("application/json").body("{\"note\": \"thiếu\"}").post("/campaigns/v1/models/" + worked + "/return")
                .then().statusCode(200);
        JsonPath undone = finished(as(OFFICER, units.province()).post("/campaigns/v1/model-imports/" + id + "/undo"), OFFICER, units.province());
        assertThat(undone.getInt("result.withdrawn")).isEqualTo(1);
        assertThat(undone.getInt("result.kept")).isEqualTo(1);
        tally(units.province()).then().body("total.all", equalTo(0));
        as(OFFICER, units.province()).post("/campaigns/v1/model-imports/" + id + "/undo").then().statusCode(409);
    }

    @Test
    void refusesASheetItCannotUnderstandAtOnce() {
        as(OFFICER, units.province()).contentType("text/csv").body("a,b,c\n1,2,3\n").post("/campaigns/v1/model-imports").then().statusCode(422)
                .body("code", equalTo("import-without-heading"));
        as(OFFICER, units.province()).contentType("text/csv").body("name,field,colour,name\n").post("/campaigns/v1/model-imports").then().statusCode(422)
                .body("errors.code", hasItems("unknown-column", "column-twice", "column-missing"));
    }

    @Test
    void readsBackItsOwnExport() {
        register(OFFICER, units.province(), model(units.grassroots(), "=Công thức")).then().statusCode(201);
        byte[] export = as(OFFICER, units.province()).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .get("/campaigns/v1/models").then().statusCode(200).extract().asByteArray();
        Response accepted = as(OFFICER, units.province())
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").body(export).post("/campaigns/v1/model-imports?fileName=Tổng hợp.xlsx");
        finished(accepted, OFFICER, units.province());
        as(OFFICER, units.province()).get("/campaigns/v1/model-imports/" + accepted.path("id")).then().body("rows", equalTo(1))
                .body("faulty", equalTo(0)).body("lookAlikes", equalTo(1));
        for (String wanted : List.of("state=checked", "q=tong hop", "unit=" + units.province())) {
            as(OFFICER, units.province()).get("/campaigns/v1/model-imports?" + wanted).then().statusCode(200).body("items.id", contains(accepted.<String>path("id")));
        }
        for (String none : List.of("state=undone", "q=khac", "unit=" + units.commune(), "year=2025")) {
            as(OFFICER, units.province()).get("/campaigns/v1/model-imports?" + none).then().statusCode(200).body("items", hasSize(0));
        }
    }

    @Test
    void exportsTheWholeFormInTheReadersWordsAndReadsItBack() {
        Map<String, Object> form = model(units.grassroots(), "Tổ tự quản");
        form.putAll(Map.of("situation", "Rác; bãi | hẻm", "goals", "Sạch", "content", "Thu gom", "criteria", List.of("Một; hai", "Ba\\bốn"), "prospects", "Nhân rộng",
                "outputs", List.of(Map.of("title", "Tuyến đường", "quantity", 12.5, "measure", "km", "proof", "Biên bản | ảnh")),
                "forces", List.of(Map.of("role", "taking-part", "name", "Đoàn viên"), Map.of("role", "lead", "name", "Công đoàn", "task", "phụ trách; chung")),
                "resources", List.of(Map.of("kind", "money", "quantity", 5_000_000, "currency", "VND"), Map.of("kind", "tools", "description", "XE"))));
        form.put("time", Map.of("starts", "2026-02-01", "ends", "2026-11-30", "schedule", "Hằng quý"));
        form.put("standing", "existing");
        String first = register(OFFICER, units.province(), form).then().statusCode(201).extract().path("id");
        byte[] export = reading("vi", OFFICER, units.province()).accept("text/csv").get("/campaigns/v1/models").then().statusCode(200).extract().asByteArray();
        assertThat(new String(export, StandardCharsets.UTF_8)).contains("Tập thể", "Đã đăng ký", "Kinh tế", "Chủ trì", "Hằng quý")
                .doesNotContain("collective", "registered", "taking-part", "existing");
        String id = upload(new String(export, StandardCharsets.UTF_8));
        as(OFFICER, units.province()).get("/campaigns/v1/model-imports/" + id).then().body("faulty", equalTo(0));
        commit(id, true);
        String second = as(OFFICER, units.province()).get("/campaigns/v1/models").then().body("items", hasSize(2)).extract().path("items[0].id");
        JsonPath one = as(OFFICER, units.province()).get("/campaigns/v1/models/" + first).jsonPath();
        JsonPath other = as(OFFICER, units.province()).get("/campaigns/v1/models/" + second).jsonPath();
        for (String box : List.of("situation", "goals", "content", "criteria", "outputs", "forces", "resources", "time", "prospects", "standing", "missing")) {
            assertThat((Object) other.get(box)).as(box).isEqualTo(one.get(box));
        }
    }

    @Test
    void aWorkbookThatWasExportedIsChangedInAnOfficeProgramAndRegistersWhatIsNew() throws Exception {
        Map<String, Object> form = model(units.grassroots(), "=HYPERLINK(\"http://x\";\"Tổ tự quản\")");
        form.putAll(Map.of("situation", "+84 gọi; @mọi người", "criteria", List.of("-5% điện", "=1+1"), "goals", "@đoàn viên"));
        form.put("outputs", Collections.nCopies(30, Map.of("title", "Tuyến đường ".repeat(30).strip(), "quantity", 12)));
        form.put("time", Map.of("starts", "2026-02-01"));
        String first = register(OFFICER, units.province(), form).then().statusCode(201).extract().path("id");
        String csv = new String(as(OFFICER, units.province()).accept("text/csv").get("/campaigns/v1/models").then().statusCode(200).extract().asByteArray(),
                StandardCharsets.UTF_8);
        assertThat(csv).as("no cell begins a formula").contains("'=HYPERLINK", "'+84 gọi", "'-5% điện", "'@đoàn viên").doesNotContainPattern("(^|,)\"?[=+@-]");
        Path exported = Files.createTempFile("models", ".xlsx");
        Path changed = Files.createTempFile("models", ".xlsx");
        try {
            Files.write(exported, as(OFFICER, units.province()).accept(SheetWriter.XLSX).get("/campaigns/v1/models").then().statusCode(200).extract().asByteArray());
            try (OutputStream out = Files.newOutputStream(changed); SheetWriter writer = SheetWriter.xlsx(out, "Sheet1");
                    SheetReader reader = SheetReader.open(exported, ModelSheet.LIMITS)) {
                SheetRow heading = reader.next();
                writer.row("DANH SÁCH ĐĂNG KÝ");
                writer.row(heading.cells().toArray());
                int name = heading.cells().indexOf("Name of the model");
                assertThat(name).as(heading.toString()).isNotNegative();
                Object[] row = reader.next().cells().toArray();
                writer.row(row);
                row[name] = "=2+2 mô hình mới";
                writer.row(row);
            }
            Response accepted = as(OFFICER, units.province()).contentType(SheetWriter.XLSX).body(Files.readAllBytes(changed)).post("/campaigns/v1/model-imports");
            finished(accepted, OFFICER, units.province());
            String id = accepted.path("id");
            as(OFFICER, units.province()).get("/campaigns/v1/model-imports/" + id).then().body("rows", equalTo(2)).body("faulty", equalTo(0)).body("lookAlikes", equalTo(1));
            assertThat(commit(id, false).getInt("result.registered")).isEqualTo(1);
        } finally {
            Files.deleteIfExists(exported);
            Files.deleteIfExists(changed);
        }
        String second = as(OFFICER, units.province()).queryParam("q", "mo hinh moi").get("/campaigns/v1/models").then().body("items", hasSize(1)).extract().path("items[0].id");
        JsonPath one = as(OFFICER, units.province()).get("/campaigns/v1/models/" + first).jsonPath();
        as(OFFICER, units.province()).get("/campaigns/v1/models/" + second).then().body("name", equalTo("=2+2 mô hình mới")).body("situation", equalTo("+84 gọi; @mọi người"))
                .body("criteria", equalTo(one.getList("criteria"))).body("outputs", equalTo(one.getList("outputs"))).body("goals", equalTo("@đoàn viên")).body("time.starts", equalTo("2026-02-01"));
    }

    @Test
    void aChineseModelChangesOnTheDayThatItIsThere() {
        UUID id = Ids.next();
        Sql.of("INSERT INTO good_practice_model (id, unit_id, jurisdiction, name, subject_kind, field, standing, year, registered_on, state, version, facts, "
                + "created_by, created_at, changed_at) VALUES (?, ?, 'cn', 'Mô hình', 'collective', 'economy', 'new', 2026, '2026-02-01', 'registered', 1, 1, "
                + "'test', now(), now())", id, units.grassroots()).run(federation.worker());
        Sql.of("UPDATE good_practice_model SET state = 'accepted', facts = 2, changed_at = '2026-03-31T16:30:00Z' WHERE id = ?", id).run(federation.worker());
        // Half past eleven of the last day of March in Ha Noi is April already in Beijing.
        as(OFFICER, units.province()).queryParam("year", 2026).queryParam("asOf", "2026-03-31").get("/campaigns/v1/tallies/models").then()
                .body("states.state", contains("registered"));
        as(OFFICER, units.province()).queryParam("year", 2026).queryParam("asOf", "2026-04-01").get("/campaigns/v1/tallies/models").then()
                .body("states.state", contains("accepted"));
    }

    @Test
    void asOfADayBeforeAUnitMovedAwayItCountsWhereItStoodThen() {
        try {
            for (UUID unit : List.of(units.province(), units.commune(), units.grassroots(), units.sibling(), units.stranger())) {
                placed(unit, "2020-01-01");
            }
            for (UUID unit : List.of(units.grassroots(), units.commune())) {
                Sql.of("INSERT INTO good_practice_model (id, unit_id, jurisdiction, name, subject_kind, field, standing, year, registered_on, state, "
                        + "version, facts, created_by, created_at, changed_at) VALUES (?, ?, 'vn', 'Mô hình', 'collective', 'economy', 'new', 2026, "
                        + "'2026-02-01', 'registered', 1, 1, 'test', now(), now())", Ids.next(), unit).run(federation.worker());
            }
            federation.move(units.grassroots(), units.stranger());
            Sql.of("UPDATE unit_placement SET valid_to = '2026-06-01' WHERE unit_id = ?", units.grassroots()).run(federation.worker());
            placed(units.grassroots(), "2026-06-01");
            asOf(units.commune(), "2026-03-31").then().statusCode(200).body("total.all", equalTo(2));
            asOf(units.province(), "2026-03-31").then().body("total.all", equalTo(2)).body("fields.collective[0]", equalTo(2));
            asOf(units.stranger(), "2026-03-31").then().body("total.all", equalTo(0));
            asOf(units.commune(), "2026-06-01").then().body("total.all", equalTo(1));
            asOf(units.stranger(), "2026-06-01").then().body("total.all", equalTo(1));
            as(OFFICER, units.sibling()).queryParam("unit", units.commune()).queryParam("scope", "subtree").queryParam("year", 2026)
                    .queryParam("asOf", "2026-03-31").get("/campaigns/v1/tallies/models").then().statusCode(404);
        } finally {
            // Whether some unit has moved is asked of all, and others' tests know of no placements.
            for (UUID unit : List.of(units.province(), units.commune(), units.grassroots(), units.sibling(), units.stranger())) {
                Sql.of("DELETE FROM unit_placement WHERE unit_id = ?", unit).run(federation.worker());
            }
        }
    }

    private void placed(UUID unit, String from) {
        Sql.of("INSERT INTO unit_placement (unit_id, path, parent_id, valid_from) SELECT id, path, parent_id, ?::date FROM unit_ref WHERE id = ?", from, unit)
                .run(federation.worker());
    }

    private static Response asOf(UUID unit, String day) {
        return as(OFFICER, unit).queryParam("unit", unit).queryParam("scope", "subtree").queryParam("year", 2026).queryParam("asOf", day)
                .get("/campaigns/v1/tallies/models");
    }

    private String haNoi() {
        StringBuilder sheet = new StringBuilder("unit,name,subjectKind,field,registeredOn,year\n");
        UUID[] holders = {units.grassroots(), units.commune(), units.sibling()};
        int[] number = {0};
        HA_NOI_2024.forEach((field, counts) -> {
            for (int kind = 0; kind < 2; kind++) {
                for (int i = 0; i < counts[kind]; i++) {
                    sheet.append(federation.code(holders[number[0] % 3])).append(",Mô hình ").append(++number[0])
                            .append(kind == 0 ? ",collective," : ",individual,").append(field).append(",2024-03-15,2024\n");
                }
            }
        });
        return sheet.toString();
    }

    private String upload(String sheet) {
        Response accepted = as(OFFICER, units.province()).contentType("text/csv").body(sheet.getBytes(StandardCharsets.UTF_8))
                .post("/campaigns/v1/model-imports");
        finished(accepted, OFFICER, units.province());
        return accepted.path("id");
    }

    private JsonPath commit(String id, boolean withLookalikes) {
        return finished(as(OFFICER, units.province()).contentType("application/json").body("{\"acknowledgedLookalikes\": " + withLookalikes + "}")
                .post("/campaigns/v1/model-imports/" + id + "/commit"), OFFICER, units.province());
    }

    private Response tally(UUID unit) {
        return as(OFFICER, units.province()).queryParam("unit", unit).queryParam("scope", "subtree").queryParam("year", 2024)
                .get("/campaigns/v1/tallies/models");
    }
}
