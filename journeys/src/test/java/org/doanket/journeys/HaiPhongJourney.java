package org.doanket.journeys;

import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Hai Phong: grass-roots unions are graded by a sheet of four groups, eight criteria and a hundred points, and may object to the points of a line. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HaiPhongJourney {

    private static final String V1 = "/campaigns/v1/";
    private static final String PILOT = "019400d8-0000-7000-8000-000000000001";
    private static final Map<String, Integer> ALL = Map.of("agreement", 3, "dialogues", 2, "insured", 100, "health-check", 1, "tet-gift", 100, "culture", 2, "sport", 2,
            "course", 1);
    private static final Map<String, Integer> LESS = Map.of("agreement", 3, "dialogues", 1, "insured", 96, "health-check", 1, "tet-gift", 80, "culture", 1, "sport", 2,
            "course", 0);

    private static Federation federation;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("unit-officer", federation.company, V1 + "scoring-sheets");
        Suite.waitUntilKnown("unit-officer", federation.companyElsewhere, V1 + "scoring-sheets");
    }

    @Test
    @Order(1)
    void theSheetOfThePilotIsOpenedForEveryGrassRootsUnion() {
        as("unit-officer", federation.company).get(V1 + "criteria-sets/" + PILOT).then().statusCode(200).body("groups", hasSize(4))
                .body("groups.criteria.flatten()", hasSize(8)).body("groups.criteria.flatten().points.sum()", equalTo(100)).body("total", equalTo(100));
        graded().body("result.opened", equalTo(3)).body("result.graded", equalTo(0));
    }

    @Test
    @Order(2)
    void whatAUnionSaysAndProvesBecomesPoints() {
        fill(federation.company, ALL).body("total", equalTo(100)).body("band", equalTo("excellent"));
        once("unit-officer", federation.company).post(sheet(federation.company) + "/submission").then().statusCode(422).body("errors", hasSize(6));
        handIn(federation.company, "agreement", "dialogues", "health-check", "culture", "sport", "course");
        fill(federation.companyElsewhere, LESS).body("total", equalTo(68)).body("band", equalTo("fair"));
        handIn(federation.companyElsewhere, "agreement", "dialogues", "health-check", "culture", "sport");
    }

    @Test
    @Order(3)
    void theLevelAboveGradesAndAnotherDecidesOnTheObjection() {
        String elsewhere = sheet(federation.companyElsewhere);
        once("campaign-officer", federation.otherCommune).body(Map.of("lines", List.of(Map.of("code", "agreement", "points", 12, "remark", "loại B")))).post(elsewhere + "/grading")
                .then().statusCode(200).body("state", equalTo("graded")).body("total", equalTo(60)).body("appealBy", notNullValue());
        String appeal = once("unit-officer", federation.companyElsewhere).body(Map.of("criterion", "agreement", "reason", "Đã xếp loại A")).post(elsewhere + "/appeals").then()
                .statusCode(200).body("appeals[0].decideBy", notNullValue()).extract().path("appeals[0].id");
        once("federation-officer", federation.province).body(Map.of("granted", true, "points", 20, "answer", "Đúng loại A")).post(elsewhere + "/appeals/" + appeal + "/decision")
                .then().statusCode(200).body("total", equalTo(68));
        graded().body("result.opened", equalTo(0)).body("result.graded", equalTo(1)).body("result.unscored", equalTo(1));
        as("campaign-officer", federation.province).get(V1 + "scoring-sheets?criteriaSet=" + PILOT + "&scope=subtree&unit=" + federation.province).then().statusCode(200)
                .body("items.total", contains(100, 68, null)).body("items.state", contains("graded", "graded", "open"));
        as("unit-officer", federation.company).get(sheet(federation.companyElsewhere)).then().statusCode(404);
    }

    private static ValidatableResponse graded() {
        var accepted = once("campaign-officer", federation.province).body(Map.of("unit", federation.province, "criteriaSet", PILOT, "year", 2026)).post(V1 + "gradings");
        ended(accepted, "campaign-officer", federation.province);
        return as("campaign-officer", federation.province).get(accepted.header("Location")).then();
    }

    private static ValidatableResponse fill(String union, Map<String, Integer> values) {
        String at = sheet(union);
        return as("unit-officer", union).contentType("application/json").header("If-Match", as("unit-officer", union).get(at).header("ETag")).body(Map.of("lines",
                values.entrySet().stream().map(each -> Map.of("code", each.getKey(), "value", each.getValue())).toList())).put(at + "/lines").then().statusCode(200);
    }

    private static void handIn(String union, String... proven) {
        for (String criterion : proven) {
            as("unit-officer", union).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/pdf")
                    .body("%PDF-1.7 minh chứng".getBytes(StandardCharsets.UTF_8)).post(sheet(union) + "/attachments?criterion=" + criterion).then().statusCode(201);
        }
        once("unit-officer", union).post(sheet(union) + "/submission").then().statusCode(200).body("state", equalTo("submitted"));
    }

    /** Found by the province, who sees them all. */
    private static String sheet(String union) {
        return V1 + "scoring-sheets/" + as("campaign-officer", federation.province).get(V1 + "scoring-sheets?criteriaSet=" + PILOT + "&unit=" + union).then().statusCode(200)
                .extract().path("items[0].id");
    }
}
