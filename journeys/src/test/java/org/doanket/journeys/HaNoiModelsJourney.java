package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Ha Noi 2024: all models of a federation from its sheet, with every sub-total that it published; and one of them up to its certificate, its place on the map and its copy. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HaNoiModelsJourney {

    private record Field(String code, int collective, int individual) {
    }

    private static final List<Field> PUBLISHED = List.of(new Field("economy", 230, 1_238), new Field("culture-society", 467, 3_446),
            new Field("security", 218, 1_470), new Field("political-system", 214, 1_050));

    private static Federation federation;
    private static String model;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilAllIsHeard();
    }

    @Test
    @Order(1)
    void theSheetOfTheYearGivesTheFiguresThatWerePublished() {
        Response upload = as("campaign-officer", federation.province).contentType("text/csv").body(sheet().getBytes(StandardCharsets.UTF_8))
                .post("/campaigns/v1/model-imports");
        ended(upload, "campaign-officer", federation.province);
        ended(once("campaign-officer", federation.province).body("{}").post("/campaigns/v1/model-imports/" + upload.path("id") + "/commit"),
                "campaign-officer", federation.province);
        as("campaign-officer", federation.province).get("/campaigns/v1/tallies/models?year=2024&scope=subtree&unit=" + federation.province).then().statusCode(200)
                .body("total.collective", equalTo(1_129)).body("total.individual", equalTo(7_204))
                .body("fields.collective", contains(230, 467, 218, 214)).body("fields.individual", contains(1_238, 3_446, 1_470, 1_050));
        int one = tally(federation.commune);
        assertThat(one).isPositive();
        assertThat(one + tally(federation.otherCommune)).isEqualTo(8_333);
        as("campaign-officer", federation.province).get("/campaigns/v1/tallies/models?year=2024&asOf=2024-01-31&unit=" + federation.province + "&scope=subtree")
                .then().body("total.all", equalTo(0));
    }

    @Test
    @Order(2)
    void aModelIsRecognisedByEvidenceAndGetsItsCertificate() {
        model = once("campaign-officer", federation.company).body(Map.ofEntries(Map.entry("unit", federation.company), Map.entry("name", "Giờ đối thoại " + federation.mark),
                Map.entry("subjectKind", "collective"), Map.entry("field", "economy"), Map.entry("year", 2026), Map.entry("situation", "ít đối thoại"),
                Map.entry("goals", "mỗi tuần một giờ"), Map.entry("content", "chủ tịch công đoàn gặp tổ"), Map.entry("criteria", List.of("52 giờ một năm")),
                Map.entry("outputs", List.of(Map.of("title", "giờ đối thoại", "quantity", 52))), Map.entry("forces", List.of(Map.of("name", "Ban Chấp hành", "role", "lead"))),
                Map.entry("resources", List.of(Map.of("kind", "workdays", "quantity", 26))), Map.entry("place", Map.of("text", "Xưởng " + federation.mark, "latitude", 18.34, "longitude", 105.9)),
                Map.entry("time", Map.of("starts", "2026-01-05")), Map.entry("prospects", "mọi xưởng"))).post("/campaigns/v1/models").then().statusCode(201)
                .extract().path("id");
        step("campaign-officer", federation.commune, "accept", Map.of());
        step("unit-officer", federation.company, "start", Map.of());
        step("unit-officer", federation.company, "self-assess", Map.of("results", "54 giờ"));
        once("unit-officer", federation.company).body(Map.of("level", "province")).post("/campaigns/v1/models/" + model + "/propose").then().statusCode(422)
                .body("code", equalTo("model-evidence-missing"));
        for (String kind : List.of("achievement-report", "minutes", "request")) {
            as("unit-officer", federation.company).contentType("application/pdf").body("%PDF-1.7 bao cao".getBytes(StandardCharsets.US_ASCII))
                    .post("/campaigns/v1/models/" + model + "/attachments?kind=" + kind).then().statusCode(201);
        }
        step("unit-officer", federation.company, "propose", Map.of("level", "province"));
        String recognition = once("campaign-officer", federation.province).body(Map.of("level", "province", "decision", "7/QĐ-" + federation.mark, "decidedOn",
                "2026-11-20", "models", List.of(model))).post("/campaigns/v1/recognitions").then().statusCode(201).extract().path("recognised[0].id");
        byte[] certificate = as("unit-officer", federation.company).get("/campaigns/v1/recognitions/" + recognition + "/certificate").then().statusCode(200)
                .contentType(containsString("application/pdf")).extract().asByteArray();
        assertThat(new String(certificate, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    }

    @Test
    @Order(3)
    void everybodySeesItOnTheMapWhereItIs() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> anybody().get("/map/ogc/collections/models/items/" + model + "?f=json").then().statusCode(200)
                .body("geometry.coordinates", contains(105.9f, 18.34f)).body("properties.name", containsString(federation.mark))
                .body("properties.field", equalTo("economy")));
    }

    @Test
    @Order(4)
    void anotherUnitCopiesItAndTheFamilyIsSeen() {
        once("unit-officer", federation.companyElsewhere).body(Map.of("unit", federation.companyElsewhere, "name", "Giờ đối thoại xưởng gỗ", "subjectKind", "collective",
                "field", "economy", "year", 2026, "origin", model)).post("/campaigns/v1/models").then().statusCode(201).body("origin", equalTo(model));
        as("campaign-officer", federation.province).get("/campaigns/v1/models/" + model + "/family").then().statusCode(200).body("size", equalTo(2))
                .body("copies.name", contains("Giờ đối thoại xưởng gỗ"));
    }

    private static void step(String role, String unit, String step, Map<String, Object> with) {
        once(role, unit).body(with).post("/campaigns/v1/models/" + model + "/" + step).then().statusCode(200);
    }

    private static int tally(String unit) {
        return as("campaign-officer", federation.province).get("/campaigns/v1/tallies/models?year=2024&scope=subtree&unit=" + unit).path("total.all");
    }

    private static String sheet() {
        StringBuilder sheet = new StringBuilder("unit,name,subjectKind,field,registeredOn,year\n");
        int number = 0;
        for (Field field : PUBLISHED) {
            for (int i = 0; i < field.collective() + field.individual(); i++) {
                sheet.append(federation.code(number % 3 == 0 ? "X1" : "X2")).append(",Mô hình số ").append(++number)
                        .append(i < field.collective() ? ",collective," : ",individual,").append(field.code()).append(",2024-02-01,2024\n");
            }
        }
        return sheet.toString();
    }
}
