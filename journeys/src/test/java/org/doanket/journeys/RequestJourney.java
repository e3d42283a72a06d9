package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A driver without an account asks his union for advice, and follows it by a link until he says how content he is. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RequestJourney {

    /** With its author in it. */
    private static final byte[] PAPER = ("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R"
            + "/MediaBox[0 0 99 99]/Contents 4 0 R>> endobj\n4 0 obj <</Length 9>> stream\n% a fine.\nendstream endobj\n5 0 obj <</Author(Tran Van Kin)>> endobj\n"
            + "trailer <</Root 1 0 R/Info 5 0 R>>\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);

    private static Federation federation;
    private static String id;
    private static String link;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("desk-clerk", federation.commune, "/map/v1/service-requests");
        Suite.waitUntilKnown("desk-clerk", federation.guild, "/map/v1/service-requests");
    }

    @Test
    @Order(1)
    void whatIsAskedAtTheGuildGoesToTheCommuneThatIsCompetent() {
        once("unit-officer", federation.commune).body(Map.of("unit", federation.commune, "kind", "legal-advice", "validFrom", "2024-01-01"))
                .post("/map/v1/request-competences").then().statusCode(201);
        Map<String, Object> wish = Map.of("kind", "legal-advice", "unit", federation.guild, "subject", "Bị giữ xe mà không có biên bản", "contact", "0919 444 555");
        String key = UUID.randomUUID().toString();
        JsonPath asked = anybody().header("Idempotency-Key", key).contentType("application/json").body(wish).post("/map/v1/service-requests").then().statusCode(201)
                .body("unit", equalTo(federation.commune)).extract().jsonPath();
        id = asked.getString("id");
        link = "/map/v1/service-request-links/" + asked.getString("link");
        // The answer was lost on the way: asked again it is the same request.
        anybody().header("Idempotency-Key", key).contentType("application/json").body(wish).post("/map/v1/service-requests").then().statusCode(201)
                .body("id", equalTo(id));
    }

    @Test
    @Order(2)
    void heAddsAPaperAndSeesThatNobodyHasAnsweredYet() {
        anybody().contentType("application/pdf").body(PAPER).post(link + "/papers").then().statusCode(200).body("attachments", hasSize(1));
        anybody().get(link).then().statusCode(200).body("state", equalTo("received")).body("answer", nullValue());
    }

    @Test
    @Order(3)
    void theDeskReadsThePaperAndAnswers() {
        as("desk-clerk", federation.otherCommune).get("/map/v1/service-requests/" + id).then().statusCode(404);
        String paper = as("desk-clerk", federation.commune).get("/map/v1/service-requests/" + id).then().statusCode(200).extract().path("attachments[0].id");
        byte[] read = as("desk-clerk", federation.commune).accept("*/*").get("/map/v1/service-requests/" + id + "/papers/" + paper).then().statusCode(200).extract().asByteArray();
        assertThat(new String(read, StandardCharsets.ISO_8859_1)).startsWith("%PDF-").contains("% a fine.").doesNotContain("Tran Van Kin");
        once("desk-clerk", federation.commune).post("/map/v1/service-requests/" + id + "/acceptance").then().statusCode(200);
        once("desk-clerk", federation.commune).body(Map.of("answer", "Mời anh đến bàn tư vấn thứ hai.")).post("/map/v1/service-requests/" + id + "/answer").then()
                .statusCode(200).body("state", equalTo("answered"));
    }

    @Test
    @Order(4)
    void heReadsTheAnswerAndSaysHowContentHeIs() {
        anybody().get(link).then().body("answer", equalTo("Mời anh đến bàn tư vấn thứ hai."));
        anybody().contentType("application/json").body(Map.of("stars", 5)).post(link + "/rating").then().statusCode(200).body("rating", equalTo(5));
        as("unit-officer", federation.province).get("/map/v1/tallies/service-requests?scope=subtree&unit=" + federation.province).then().statusCode(200)
                .body("items[0].answered", equalTo(1)).body("items[0].inTime", equalTo(1)).body("items[0].meanRating", equalTo(5.0f));
    }
}
