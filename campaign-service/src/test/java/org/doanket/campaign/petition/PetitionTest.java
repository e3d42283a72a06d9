package org.doanket.campaign.petition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Petitions: to whom they go, by when, and who is told of their sender. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PetitionTest {

    private static final String OFFICER = "campaign-officer";
    private static final String PETITIONS = "/campaigns/v1/petitions";

    @Inject
    Federation federation;

    private UUID province;
    private UUID commune;
    private UUID grassroots;

    @BeforeEach
    void found() {
        province = federation.unit("province", null);
        commune = federation.unit("upper", province);
        grassroots = federation.unit("grass-roots", commune);
    }

    @Test
    void goesToTheNearestUnitThatIsCompetentAndStaysInSightOfWhoTookItIn() {
        // Received on a Thursday: five working days over Tet are the 26th of February.
        String petition = receive(grassroots, "insurance", "2026-02-12");
        as(OFFICER, grassroots).get(petition).then().body("routeDue", equalTo("2026-02-26")).body("state", equalTo("received")).body("overdue", equalTo(true))
                .body("hasSender", equalTo(true));
        as(OFFICER, grassroots).get(petition + "/competence").then().body("unit", equalTo(commune.toString())).body("verified", equalTo(false));
        json(OFFICER, grassroots).body(Map.of("note", "Chuyển đúng thẩm quyền")).post(petition + "/routing").then().statusCode(200)
                .body("unit", equalTo(commune.toString())).body("state", equalTo("received"));
        as(OFFICER, grassroots).get(PETITIONS + "?unit=" + grassroots).then().body("items", hasSize(1));
        json(OFFICER, grassroots).body(answer("2026-03-02")).post(petition + "/answer").then().statusCode(404);
        json(OFFICER, commune).body(Map.of()).post(petition + "/routing").then().statusCode(200).body("state", equalTo("in-hand"));
        json(OFFICER, commune).body(answer("2026-03-02")).post(petition + "/answer").then().statusCode(200).body("outcome", equalTo("upheld"));
        json(OFFICER, commune).body(note("2026-03-05")).post(petition + "/closing").then().statusCode(200).body("reopenUntil", equalTo("2026-05-04"));
        json(OFFICER, commune).body(note("2026-05-05")).post(petition + "/reopening").then().statusCode(409).body("code", equalTo("petition-reopening-over"));
        json(OFFICER, commune).body(note("2026-05-04")).post(petition + "/reopening").then().statusCode(200).body("state", equalTo("in-hand"))
                .body("reopened", equalTo(1)).body("answeredOn", nullValue()).body("answerDue", equalTo("2026-06-15"));
        as(OFFICER, grassroots).get(petition + "/steps").then().body("step", contains("received", "routed", "taken-in-hand", "answered", "closed", "reopened"));
    }

    @Test
    void tellsOfItsSenderOnlyWhereThatIsAskedForAndWritesDownWhoAsked() {
        String petition = receive(commune, "wages-hours", "2026-06-01");
        assertThat(as(OFFICER, commune).get(petition).asString()).doesNotContain("Nguyễn Văn Đơn", "0912");
        assertThat(as(OFFICER, commune).get(PETITIONS + "?unit=" + commune).asString()).doesNotContain("Nguyễn Văn Đơn");
        assertThat(as(OFFICER, commune).accept("text/csv").get(PETITIONS + "?unit=" + commune).then().statusCode(200).extract().asString())
                .contains("Chậm đóng bảo hiểm").doesNotContain("Nguyễn Văn Đơn");
        as(OFFICER, commune).get(petition + "/sender").then().statusCode(200).body("name", equalTo("Nguyễn Văn Đơn")).body("contact", equalTo("0912 000 111"));
        String id = petition.replaceAll(".*/", "");
        assertThat(Sql.of("SELECT count(*) FROM audit_entry WHERE action = 'petition-sender-read' AND subject_id = ?", id).first(federation.worker(),
                row -> row.getInt(1))).contains(1);
        assertThat(Sql.of("SELECT encode(sender_sealed, 'escape') || content FROM petition WHERE id = ?::uuid", id).first(federation.worker(),
                row -> row.getString(1)).orElseThrow()).doesNotContain("Đơn");
        Map<String, Object> anonymous = petition(commune, "safety", "2026-06-01");
        anonymous.put("senderKind", "anonymous");
        json(OFFICER, commune).body(anonymous).post(PETITIONS).then().statusCode(400);
        anonymous.remove("sender");
        String nameless = json(OFFICER, commune).body(anonymous).post(PETITIONS).then().statusCode(201).extract().header("Location");
        as(OFFICER, commune).get(nameless + "/sender").then().statusCode(404);
    }

    @Test
    void isNotRoutedAsideAndPassesOutOfTheUnionByName() {
        UUID aside = federation.unit("upper", federation.unit("province", null));
        String petition = receive(grassroots, "policy", "2026-06-01");
        json(OFFICER, grassroots).body(Map.of("unit", aside)).post(petition + "/routing").then().statusCode(404);
        json(OFFICER, grassroots).body(Map.of("body", "Sở Nội vụ")).post(petition + "/routing").then().statusCode(200).body("state", equalTo("passed-on"))
                .body("body", equalTo("Sở Nội vụ"));
        json(OFFICER, grassroots).body(answer("2026-06-20")).post(petition + "/answer").then().statusCode(200);
        as(OFFICER, province).get("/campaigns/v1/tallies/petitions?year=2026&scope=subtree&unit=" + province).then().body("received", equalTo(1))
                .body("answered", equalTo(1)).body("inTime", equalTo(1)).body("topics.topic", contains("policy"));
        json(OFFICER, commune).body(petition(commune, "moon", "2026-06-01")).post(PETITIONS).then().statusCode(422).body("code", equalTo("petition-topic-unknown"));
    }

    @Test
    void goesByTheClockThatIsSetFromADayOn() {
        UUID top = federation.unit("province", null);
        json("federation-officer", commune).body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then().statusCode(403)
                .body("code", equalTo("rules-at-the-top-only"));
        json("federation-officer", top).body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then().statusCode(200);
        json("federation-officer", top).body(clock(4)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then().statusCode(428);
        json("federation-officer", top).header("If-Match", "\"v1\"").body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then()
                .statusCode(200).body("find { it.validFrom == '2031-01-01' }.version", equalTo(2));
        json("federation-officer", top).header("If-Match", "\"v1\"").body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2020-01-01").then()
                .statusCode(409).body("code", equalTo("clock-rule-in-force"));
        json("federation-officer", top).body(clock(3)).put("/campaigns/v1/clock-rules/vn/no-such-clock/2031-01-01").then().statusCode(404);
        json("federation-officer", top).body(Map.of("worked", false, "citation", "test")).put("/campaigns/v1/holidays/vn/2031-06-04").then().statusCode(200)
                .body("day", hasItem("2031-06-04"));
        json("federation-officer", top).body(Map.of("worked", true, "citation", "test")).put("/campaigns/v1/holidays/vn/2031-06-04").then().statusCode(428);
        String petition = receive(top, "policy", "2031-06-02");
        as(OFFICER, top).get(petition).then().body("routeDue", equalTo("2031-06-06"));
        as(OFFICER, top).get("/campaigns/v1/clock-rules/vn").then().body("what", hasItem("petition-answer")).body("findAll { !it.citation }", hasSize(0));
        as(OFFICER, top).get("/campaigns/v1/holidays/vn?year=2026").then().body("day", not(hasItem("2031-06-04")));
    }

    private String receive(UUID unit, String topic, String on) {
        return json(OFFICER, unit).body(petition(unit, topic, on)).post(PETITIONS).then().statusCode(201).extract().header("Location");
    }

    private static Map<String, Object> petition(UUID unit, String topic, String on) {
        return new HashMap<>(Map.of("unit", unit, "receivedOn", on, "channel", "letter", "topic", topic, "subject", "Chậm đóng bảo hiểm", "content", "Công ty chậm đóng",
                "senderKind", "person", "sender", Map.of("name", "Nguyễn Văn Đơn", "contact", "0912 000 111", "member", Ids.next())));
    }

    private static Map<String, Object> answer(String on) {
        return Map.of("on", on, "outcome", "upheld", "text", "Đã yêu cầu đóng đủ");
    }

    private static Map<String, Object> note(String on) {
        return Map.of("on", on, "note", "Theo yêu cầu");
    }

    private static Map<String, Object> clock(int days) {
        return Map.of("days", days, "working", true, "citation", "test", "verified", false);
    }
}
