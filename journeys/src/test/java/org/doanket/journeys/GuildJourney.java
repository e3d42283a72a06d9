package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A guild of motorbike-taxi drivers from its founding congress to the card that a passenger reads. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuildJourney {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final int DRIVERS = 12;
    private static final String FOUNDINGS = "/membership/v1/foundings/";
    private static final String PHONE = "0919 555 017";

    private static Federation federation;
    private static String founding;
    private static final List<String> DRIVER_IDS = new ArrayList<>();
    private static String guild;
    private static String head;
    private static String teamMember;

    @BeforeAll
    static void found() {
        federation = new Federation();
    }

    @Test
    @Order(1)
    void theCommuneUnionKeepsTheirDossier() {
        founding = upper().body(Map.of("unitId", federation.commune, "kind", "nghiep-doan", "name", "Nghiệp đoàn Xe ôm " + federation.mark,
                "workplace", "Bến xe phường Một", "address", "Đường 30/4, phường Một")).post("/membership/v1/foundings").then().statusCode(201).extract().path("id");
        long mark = Suite.number() % 1_000_000_000L;
        for (int i = 0; i < DRIVERS; i++) {
            DRIVER_IDS.add(upper().body(Map.of("fullName", "Thạch Văn Số " + (i + 1), "birthDate", "1985-04-0" + (i % 9 + 1), "sex", "male",
                    "nationalId", String.format("089%09d", (mark + i) % 1_000_000_000L), "position", "Xe ôm", "appliedOn", TODAY.minusDays(9).toString(),
                    "initiator", i < 3)).post(FOUNDINGS + founding + "/people").then().statusCode(201).extract().path("id"));
        }
        as("unit-officer", federation.commune).get(FOUNDINGS + founding + "/findings").then().statusCode(200).body("code", hasItem("congress-missing"));
    }

    @Test
    @Order(2)
    void theyElectTheirCommitteeAndThePapersAreThere() {
        put("congress", congress());
        put("first-meeting", Map.of("on", TODAY.toString(), "place", "Bến xe", "present", 3, "minutesNumber", "01/BB-BCH", "bodies",
                List.of(Map.of("kind", "executive-committee", "seats", 3, "offices", List.of(office(0, "chair"), office(1, "vice-chair"), office(3, "treasurer"))),
                        Map.of("kind", "inspection-committee", "seats", 1, "offices", List.of(office(4, "head"))))));
        as("unit-officer", federation.commune).get(FOUNDINGS + founding + "/findings").then().statusCode(200).body("findAll { it.blocks }", empty());
        byte[] papers = as("unit-officer", federation.commune).get(FOUNDINGS + founding + "/papers/dossier").then().statusCode(200)
                .contentType("application/pdf").extract().asByteArray();
        assertThat(new String(papers, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    @Order(3)
    void oneDecisionOfTheUnionAboveMakesUnitMembersAndBodiesOfIt() {
        upper().body(Map.of()).post(FOUNDINGS + founding + "/submission").then().statusCode(200).body("answerDue", notNullValue());
        guild = upper().body(Map.of("code", federation.code("ND9"), "actNumber", "12/QĐ-CĐP", "on", TODAY.toString()))
                .post(FOUNDINGS + founding + "/recognition").then().statusCode(200).body("state", equalTo("recognised")).extract().path("foundedId");
        as("unit-officer", guild).get("/membership/v1/tallies/members?unit=" + guild).then().statusCode(200).body("members", equalTo(DRIVERS))
                .body("byCategory.code", equalTo(List.of("informal")));
        head = as("unit-officer", guild).get("/membership/v1/officers?unit=" + guild).then().statusCode(200).extract()
                .path("items.find { it.position == 'chair' }.memberId");
        as("unit-officer", federation.otherCommune).get(FOUNDINGS + founding).then().statusCode(404);
    }

    @Test
    @Order(4)
    void theyFormATeamWithAHeadAndHelmets() {
        String team = once("unit-officer", guild).body(Map.of("unitId", guild, "name", "Đội xe ôm chất lượng cao", "service", "motorbike-taxi",
                "hotline", "0299 3861 000", "foundedOn", TODAY.toString(), "actNumber", "01/QĐ-NĐ")).post("/membership/v1/teams").then().statusCode(201)
                .extract().path("id");
        teamMember = once("unit-officer", guild).body(Map.of("memberId", head, "duty", "head", "joinedOn", TODAY.toString()))
                .post("/membership/v1/teams/" + team + "/members").then().statusCode(201).body("cardNumber", equalTo("001")).extract().path("id");
        once("unit-officer", guild).body(Map.of("teamMemberId", teamMember, "item", "Mũ bảo hiểm", "quantity", 1, "givenOn", TODAY.toString()))
                .post("/membership/v1/teams/" + team + "/handovers").then().statusCode(201);
    }

    @Test
    @Order(5)
    void aPassengerReadsOnTheCardWhatTheHeadAgreedToHaveShown() {
        anybody().get("/membership/v1/team-cards/" + teamMember).then().statusCode(200).body("valid", equalTo(true)).body("phone", nullValue());
        as("member", guild, head).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json")
                .body(Map.of("purpose", "phone", "shown", PHONE, "proof", "in the app", "givenOn", TODAY.toString()))
                .post("/membership/v1/team-members/" + teamMember + "/consents").then().statusCode(200);
        anybody().get("/membership/v1/team-cards/" + teamMember).then().statusCode(200).body("phone", equalTo(PHONE)).body("duty", equalTo("head"));
    }

    @Test
    @Order(6)
    void theHeadsOwnMembersCardCanBeCheckedByAnybody() {
        String statement = as("member", guild, head).get("/membership/v1/me/card").then().statusCode(200).extract().path("statement");
        anybody().contentType("application/json").body(Map.of("code", statement)).post("/membership/v1/card-checks").then().statusCode(200);
        as("member", guild, head).accept("application/pdf").get("/membership/v1/me/card").then().statusCode(200).contentType("application/pdf");
    }

    private static io.restassured.specification.RequestSpecification upper() {
        return once("unit-officer", federation.commune);
    }

    private static void put(String what, Map<String, Object> body) {
        as("unit-officer", federation.commune).contentType("application/json").header("If-Match", "*").body(body).put(FOUNDINGS + founding + "/" + what)
                .then().statusCode(200);
    }

    private static Map<String, Object> congress() {
        Map<String, Object> congress = new LinkedHashMap<>(Map.of("name", "I, 2026-2031", "on", TODAY.toString(), "place", "Bến xe phường Một", "from", "08:00",
                "to", "10:30", "form", "all", "scattered", false, "invited", DRIVERS, "present", DRIVERS, "chair", DRIVER_IDS.get(0)));
        congress.putAll(Map.of("secretary", DRIVER_IDS.get(1), "tellers", List.of(DRIVER_IDS.get(2), DRIVER_IDS.get(3)), "minutesNumber", "01/BB-ĐH",
                "agenda", List.of("Bầu Ban Chấp hành"), "report", "Anh em tự nguyện viết đơn.", "resolution", "Thành lập nghiệp đoàn.", "seats", 3,
                "ballots", Map.of("given", DRIVERS, "returned", DRIVERS, "valid", DRIVERS),
                "candidates", List.of(vote(0, DRIVERS), vote(1, DRIVERS - 1), vote(2, DRIVERS - 2))));
        return congress;
    }

    private static Map<String, Object> vote(int driver, int votes) {
        return Map.of("personId", DRIVER_IDS.get(driver), "votes", votes);
    }

    private static Map<String, Object> office(int driver, String position) {
        return Map.of("personId", DRIVER_IDS.get(driver), "position", position, "votes", 3);
    }
}
