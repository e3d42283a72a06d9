package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A new driver joins through a QR code and is served: a poster of his guild, a form without a token, a decision, a card, a place to rest. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JoiningJourney {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    private static Federation federation;
    private static String nationalId;
    private static String form;
    private static String receipt;
    private static String application;
    private static String member;

    @BeforeAll
    static void found() {
        federation = new Federation();
        nationalId = String.format("%012d", Suite.number() % 1_000_000_000_000L);
    }

    @Test
    @Order(1)
    void theGuildsOfficerOpensAnInvitationAndPrintsItsQrCode() {
        JsonPath invitation = once("unit-officer", federation.guild).body(Map.of("unitId", federation.guild, "opensOn", TODAY.toString(), "closesOn",
                TODAY.plusDays(30).toString(), "most", 50)).post("/membership/v1/application-invitations").then().statusCode(201).extract().jsonPath();
        form = "/membership/v1/application-forms/" + invitation.getString("code");
        assertThat(invitation.getString("address")).endsWith("/application-forms/" + invitation.getString("code").replace("-", ""));
        byte[] png = as("unit-officer", federation.guild).accept("image/png")
                .get("/membership/v1/application-invitations/" + invitation.getString("id") + "/qr").then().statusCode(200).extract().asByteArray();
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    @Order(2)
    void theDriverScansItAndAppliesWithoutAToken() {
        anybody().accept("text/html").get(form).then().statusCode(200).body(containsString("Nghiệp đoàn Xe ôm Một"));
        anybody().get(form).then().statusCode(200).body("categories.code", equalTo(List.of("informal")), "consent.given", equalTo(false));
        String key = UUID.randomUUID().toString();
        receipt = submit(key).then().statusCode(201).body("answerDue", notNullValue()).extract().path("receipt");
        // The line broke, and he presses again.
        submit(key).then().statusCode(201).body("receipt", equalTo(receipt));
        progress().body("state", equalTo("received"));
    }

    @Test
    @Order(3)
    void theOfficerFindsTheApplicationAndAdmitsHimByADecision() {
        JsonPath list = as("unit-officer", federation.guild).get("/membership/v1/applications?unit=" + federation.guild).then().statusCode(200)
                .body("items.size()", equalTo(1)).body("items[0].person.fullName", equalTo("Trần Văn Tài")).body("items[0].memberSomewhere", equalTo(false))
                .extract().jsonPath();
        application = list.getString("items[0].id");
        as("unit-officer", federation.otherCommune).get("/membership/v1/applications/" + application).then().statusCode(404);
        String slip = admit("70/QĐ-NĐ");
        // The number of another decision: nothing was built on it yet, so it is as if it had never been.
        Map<String, Object> mistake = Map.of("applications", List.of(application), "why", "the number of another decision");
        once("unit-officer", federation.guild).body(mistake).post("/membership/v1/applications/admission-undo-preview").then().statusCode(200)
                .body("items[0].outcome", equalTo("undoable"));
        once("unit-officer", federation.guild).body(mistake).post("/membership/v1/applications/admission-undo").then().statusCode(200)
                .body("items[0].outcome", equalTo("reopened"));
        as("unit-officer", federation.guild).get("/membership/v1/members/" + slip).then().statusCode(404);
        progress().body("state", equalTo("received"));
        member = admit("07/QĐ-NĐ");
        progress().body("state", equalTo("admitted")).body("decisionNumber", equalTo("07/QĐ-NĐ"));
    }

    @Test
    @Order(4)
    void theDriverHasHisCardAndHisFile() {
        as("member", federation.guild, member).get("/membership/v1/me/card").then().statusCode(200).body("fullName", equalTo("Trần Văn Tài"))
                .body("statement", notNullValue());
        as("member", federation.guild, member).get("/membership/v1/me").then().statusCode(200).body("unitId", equalTo(federation.guild))
                .body("category", equalTo("informal")).body("joinedOn", equalTo(TODAY.toString()));
        as("member", federation.guild, member).get("/membership/v1/me/consents").then().statusCode(200)
                .body("findAll { it.given }.purpose", hasItem("membership-application"));
    }

    @Test
    @Order(5)
    void heIsServedWhereHisGuildKeepsAPlaceToRest() {
        Suite.waitUntilKnown("map-editor", federation.guild, "/map/v1/service-points?unit=" + federation.guild);
        String name = "Trạm nghỉ " + federation.mark;
        String stop = once("map-editor", federation.guild).body(Map.of("unitId", federation.guild, "kind", "rest-stop", "name", name, "hours", "24/7",
                "state", "open", "openedOn", "2025-01-01", "site", Map.of("name", name, "address", "Đường 2/9", "access", "open", "host", "own",
                        "position", Map.of("lat", 9.4100, "lon", 105.9100)))).post("/map/v1/service-points").then().statusCode(201).extract().path("id");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> anybody().get("/map/v1/reachable?lat=9.4110&lon=105.9100&mode=motorbike&minutes=15&limit=200")
                .then().statusCode(200).body("items.id", hasItem(stop)));
    }

    @Test
    @Order(6)
    void anotherUnitThatHeAppliesToSeesThatHeIsAMemberAndNotWhere() {
        String elsewhere = once("unit-officer", federation.companyElsewhere).body(Map.of("unitId", federation.companyElsewhere, "receivedOn", TODAY.toString(),
                "person", person("employee"), "consent", Map.of("textVersion", 1, "proof", "file 12"))).post("/membership/v1/applications").then()
                .statusCode(201).body("memberSomewhere", equalTo(true)).extract().path("id");
        String transfer = once("unit-officer", federation.companyElsewhere).body(Map.of("movesOn", TODAY.toString()))
                .post("/membership/v1/applications/" + elsewhere + "/transfer-proposal").then().statusCode(200).extract().path("transferId");
        String asked = as("unit-officer", federation.companyElsewhere).get("/membership/v1/transfers/" + transfer).then().statusCode(200).extract().asString();
        assertThat(asked).doesNotContain(federation.guild, member);
        once("unit-officer", federation.guild).body(Map.of("decisionNumber", "08/QĐ-NĐ")).post("/membership/v1/transfers/" + transfer + "/acceptance").then()
                .statusCode(200).body("state", equalTo("done"));
        as("unit-officer", federation.companyElsewhere).get("/membership/v1/members/" + member).then().statusCode(200)
                .body("joinedOn", equalTo(TODAY.toString()));
    }

    private static String admit(String decision) {
        return once("unit-officer", federation.guild).body(Map.of("decisionNumber", decision, "decisionDate", TODAY.toString()))
                .post("/membership/v1/applications/" + application + "/admission").then().statusCode(200).body("state", equalTo("admitted"))
                .extract().path("memberId");
    }

    private static io.restassured.response.Response submit(String key) {
        return anybody().header("Idempotency-Key", key).contentType("application/json")
                .body(Map.of("person", person("informal"), "consent", Map.of("textVersion", 1, "given", true))).post(form + "/submissions");
    }

    private static io.restassured.response.ValidatableResponse progress() {
        return anybody().contentType("application/json").body(Map.of("receipt", receipt)).post("/membership/v1/application-receipts").then().statusCode(200);
    }

    private static Map<String, Object> person(String category) {
        return Map.of("fullName", "Trần Văn Tài", "birthDate", "1990-02-03", "sex", "male", "nationalId", nationalId, "phone", "0903 555 666", "position",
                "Tài xế xe ôm", "category", category);
    }
}
