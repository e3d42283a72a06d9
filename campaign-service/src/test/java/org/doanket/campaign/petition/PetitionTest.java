package org.doanket.campaign.petition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.reading;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Petitions: to whom they go, by when, and who is told of their sender. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PetitionTest {

    private static final byte[] PDF = "%PDF-1.7 don".getBytes(StandardCharsets.UTF_8);
    private static final String OFFICER = "campaign-officer";
    private static final Map<String, Object> PURPOSE = Map.of("purpose", "Mời người gửi đơn đến làm việc");
    private static final String FORMS = "/campaigns/v1/petition-forms/";
    private static final String RECEIPTS = "/campaigns/v1/petition-receipts";
    private static final String PETITIONS = "/campaigns/v1/petitions";

    @Inject
    ClockQueries clocks;
    @Inject
    Federation federation;
    @Inject
    Housekeeping housekeeping;

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
        as(OFFICER, grassroots).get(petition + "/steps").then().body("items.step", contains("received", "routed", "taken-in-hand", "answered", "closed",
                "reopened"));
    }

    @Test
    void tellsOfItsSenderOnlyWhereThatIsAskedForAndWritesDownWhoAsked() {
        String petition = receive(commune, "wages-hours", "2026-06-01");
        assertThat(as(OFFICER, commune).get(petition).asString()).doesNotContain("Nguyễn Văn Đơn", "0912");
        assertThat(as(OFFICER, commune).get(PETITIONS + "?unit=" + commune).asString()).doesNotContain("Nguyễn Văn Đơn");
        assertThat(as(OFFICER, commune).accept("text/csv").get(PETITIONS + "?unit=" + commune).then().statusCode(200).extract().asString())
                .contains("Chậm đóng bảo hiểm").doesNotContain("Nguyễn Văn Đơn");
        assertThat(reading("vi", OFFICER, commune).accept("text/csv").get(PETITIONS).then().statusCode(200).extract().asString())
                .contains("Thư,", "Đã tiếp nhận").doesNotContain("letter", "received", "wages-hours");
        json(OFFICER, commune).body(Map.of("purpose", "xem")).post(petition + "/sender-reveals").then().statusCode(400);
        json(OFFICER, commune).body(PURPOSE).post(petition + "/sender-reveals").then().statusCode(200).body("name", equalTo("Nguyễn Văn Đơn"))
                .body("contact", equalTo("0912 000 111"));
        json(OFFICER, province).body(PURPOSE).post(petition + "/sender-reveals").then().statusCode(403).body("code", equalTo("petition-of-others"));
        String id = petition.replaceAll(".*/", "");
        assertThat(Sql.of("SELECT count(*) FROM audit_entry WHERE action = 'petition-sender-read' AND subject_id = ? AND purpose = ?", id, PURPOSE.get("purpose")).first(federation.worker(),
                row -> row.getInt(1))).contains(1);
        assertThat(Sql.of("SELECT encode(sender_sealed, 'escape') || content FROM petition WHERE id = ?::uuid", id).first(federation.worker(),
                row -> row.getString(1)).orElseThrow()).doesNotContain("Đơn");
        Map<String, Object> anonymous = petition(commune, "safety", "2026-06-01");
        anonymous.put("senderKind", "anonymous");
        json(OFFICER, commune).body(anonymous).post(PETITIONS).then().statusCode(400);
        anonymous.remove("sender");
        String nameless = json(OFFICER, commune).body(anonymous).post(PETITIONS).then().statusCode(201).extract().header("Location");
        json(OFFICER, commune).body(PURPOSE).post(nameless + "/sender-reveals").then().statusCode(404);
    }

    @Test
    void isReadByWhoHasTakenItInAndWhoHasItButNotByTheUnitInBetween() {
        String petition = receive(grassroots, "policy", "2026-06-01");
        as(OFFICER, commune).get(petition).then().statusCode(200);
        json(OFFICER, grassroots).body(Map.of()).post(petition + "/routing").then().statusCode(200).body("unit", equalTo(province.toString()));
        as(OFFICER, commune).get(petition).then().statusCode(404);
        as(OFFICER, commune).get(petition + "/steps").then().statusCode(404);
        json(OFFICER, commune).body(PURPOSE).post(petition + "/sender-reveals").then().statusCode(404);
        as(OFFICER, commune).get(PETITIONS + "?scope=subtree&unit=" + commune).then().body("items", hasSize(0));
        as(OFFICER, grassroots).get(petition).then().statusCode(200);
        as(OFFICER, province).get(petition).then().statusCode(200);
        json("unit-officer", province).body(PURPOSE).post(petition + "/sender-reveals").then().statusCode(200);
        String passedUp = receive(grassroots, "policy", "2026-06-01");
        json(OFFICER, grassroots).body(Map.of("unit", commune)).post(passedUp + "/routing").then().statusCode(200);
        json(OFFICER, commune).body(Map.of("unit", province)).post(passedUp + "/routing").then().statusCode(204);
        as(OFFICER, province).get(passedUp).then().statusCode(200).body("unit", equalTo(province.toString()));
    }

    @Test
    void goesBackUpToTheUnitAboveThatTookItIn() {
        String petition = receive(province, "policy", "2026-06-01");
        json(OFFICER, province).body(Map.of("unit", commune)).post(petition + "/routing").then().statusCode(200).body("unit", equalTo(commune.toString()));
        json(OFFICER, commune).body(Map.of("unit", province, "note", "Không thuộc thẩm quyền")).post(petition + "/routing").then().statusCode(204);
        as(OFFICER, commune).get(petition).then().statusCode(404);
        as(OFFICER, province).get(petition).then().statusCode(200).body("unit", equalTo(province.toString())).body("state", equalTo("received"));
        json(OFFICER, province).body(Map.of("unit", grassroots)).post(petition + "/routing").then().statusCode(200);
        json("unit-officer", grassroots).body(Map.of()).post(petition + "/routing").then().statusCode(204);
        json(OFFICER, grassroots).body(Map.of("unit", province)).post(petition + "/routing").then().statusCode(404);
        as(OFFICER, province).get(petition + "/steps").then().body("items.step", contains("received", "routed", "routed", "routed", "routed"));
        json(OFFICER, province).body(Map.of()).post(petition + "/routing").then().statusCode(200).body("state", equalTo("in-hand"));
    }

    @Test
    void goesDownWithThePapersThatTheUnitAboveHasAttached() {
        String petition = receive(commune, "policy", "2026-06-01");
        String paper = as(OFFICER, commune).contentType("application/pdf").body(PDF).post(petition + "/attachments?kind=letter").then().statusCode(201)
                .extract().header("Location");
        as(OFFICER, grassroots).get(petition + "/attachments").then().statusCode(404);
        json(OFFICER, commune).body(Map.of("unit", grassroots)).post(petition + "/routing").then().statusCode(200);
        as(OFFICER, grassroots).get(petition + "/attachments").then().statusCode(200).body("kind", contains("letter"));
        as(OFFICER, grassroots).get(paper).then().statusCode(200);
        as(OFFICER, commune).contentType("application/pdf").body(PDF).post(petition + "/attachments?kind=letter").then().statusCode(201);
    }

    @Test
    void isSentByAnybodyAndFollowedByTheCodeOfItsReceipt() {
        String form = FORMS + grassroots;
        int version = given().header("Accept-Language", "en").get(form).then().statusCode(200).body("topics.code", hasItem("insurance"))
                .body("consent.text", startsWith("The union may keep my name")).extract().path("consent.textVersion");
        Map<String, Object> sent = submission(version);
        given().contentType("application/json").body(sent).header("Idempotency-Key", "k1" + grassroots).post(form + "/submissions").then().statusCode(201)
                .body("answerDue", notNullValue());
        String receipt = given().contentType("application/json").body(sent).header("Idempotency-Key", "k1" + grassroots).post(form + "/submissions").then()
                .statusCode(201).extract().path("receipt");
        as(OFFICER, grassroots).get(PETITIONS).then().body("items", hasSize(1)).body("items[0].channel", equalTo("online")).body("items[0].hasSender", equalTo(true));
        String petition = PETITIONS + "/" + as(OFFICER, grassroots).get(PETITIONS).path("items[0].id");
        json(OFFICER, grassroots).body(PURPOSE).post(petition + "/sender-reveals").then().body("name", equalTo("Nguyễn Thị Đơn"));
        as(OFFICER, grassroots).get(petition + "/steps").then().body("items.takenBy", contains("sender"));
        json(OFFICER, grassroots).body(Map.of("on", LocalDate.now(Zones.of("vn")).toString(), "outcome", "upheld", "text", "Đã yêu cầu đóng đủ")).post(petition + "/answer").then().statusCode(200);
        given().contentType("application/json").body(Map.of("receipt", receipt.toLowerCase(Locale.ROOT))).post(RECEIPTS).then().statusCode(200)
                .body("state", equalTo("answered")).body("answer", equalTo("Đã yêu cầu đóng đủ")).body("name", nullValue());
        given().contentType("application/json").body(Map.of("receipt", "0000-0000-0000-0000")).post(RECEIPTS).then().statusCode(404);
        given().get(FORMS + Ids.next()).then().statusCode(404);
    }

    @Test
    void forgetsWhoSentItAYearAfterItWasClosedUnlessHeIsAMember() {
        List<String> closed = new ArrayList<>();
        for (boolean isMember : new boolean[] {false, false, true}) {
            Map<String, Object> form = petition(commune, "policy", "2024-01-02");
            if (!isMember) {
                form.put("sender", Map.of("name", "Nguyễn Văn Đơn", "contact", "0912 000 111"));
            }
            String petition = json(OFFICER, commune).body(form).post(PETITIONS).then().statusCode(201).extract().header("Location");
            json(OFFICER, commune).body(answer("2024-01-03")).post(petition + "/answer").then().statusCode(200);
            json(OFFICER, commune).body(note("2024-01-04")).post(petition + "/closing").then().statusCode(200);
            closed.add(petition);
        }
        String open = json(OFFICER, commune).body(petition(commune, "policy", "2024-01-02")).post(PETITIONS).then().statusCode(201).extract().header("Location");
        Sql.of("UPDATE petition SET closed_on = current_date - 364, reopen_until = current_date - 300 WHERE id = ?::uuid", closed.get(1).replaceAll(".*/", ""))
                .run(federation.worker());
        housekeeping.removeWhatIsDue();
        as(OFFICER, commune).get(closed.get(0)).then().body("hasSender", equalTo(false)).body("senderKind", equalTo("person")).body("outcome", equalTo("upheld"));
        json(OFFICER, commune).body(PURPOSE).post(closed.get(0) + "/sender-reveals").then().statusCode(404);
        as(OFFICER, commune).get(closed.get(0) + "/steps").then().body("items.step", contains("received", "answered", "closed", "sender-forgotten"));
        for (String kept : List.of(closed.get(1), closed.get(2), open)) {
            as(OFFICER, commune).get(kept).then().body("hasSender", equalTo(true));
        }
        as(OFFICER, commune).get("/campaigns/v1/tallies/petitions?year=2024&unit=" + commune).then().body("received", equalTo(4)).body("answered", equalTo(3));
        Sql.of("UPDATE petition SET closed_on = current_date - 366, reopen_until = current_date WHERE id = ?::uuid", closed.get(1).replaceAll(".*/", ""))
                .run(federation.worker());
        housekeeping.removeWhatIsDue();
        as(OFFICER, commune).get(closed.get(1)).then().body("hasSender", equalTo(true));
    }

    @Test
    void isNotKeptWithANameUnlessItsSenderAgrees() {
        String form = FORMS + grassroots + "/submissions";
        Map<String, Object> sent = submission(1);
        sent.remove("consent");
        given().contentType("application/json").body(sent).post(form).then().statusCode(422).body("errors.pointer", contains("/consent/given"));
        given().contentType("application/json").body(submission(7)).post(form).then().statusCode(422).body("errors.pointer", contains("/consent/textVersion"));
        sent.remove("name");
        given().contentType("application/json").body(sent).post(form).then().statusCode(422).body("errors.pointer", containsInAnyOrder("/name", "/consent/given"));
        sent.put("anonymous", true);
        given().contentType("application/json").body(sent).post(form).then().statusCode(400);
        sent.remove("contact");
        given().contentType("application/json").body(sent).post(form).then().statusCode(201);
        as(OFFICER, grassroots).get(PETITIONS).then().body("items.hasSender", contains(false)).body("items.senderKind", contains("anonymous"));
        sent.put("topic", "moon");
        given().contentType("application/json").body(sent).post(form).then().statusCode(422).body("code", equalTo("petition-topic-unknown"));
    }

    @Test
    void aMemberFindsWhatHeHasSentWhereverItIs() {
        UUID member = Ids.next();
        member(member).body(submission(1)).post(FORMS + grassroots + "/submissions").then().statusCode(201);
        member(Ids.next()).body(submission(1)).post(FORMS + grassroots + "/submissions").then().statusCode(201);
        Map<String, Object> nameless = submission(1);
        nameless.keySet().removeAll(List.of("name", "contact", "consent"));
        nameless.put("anonymous", true);
        member(member).body(nameless).post(FORMS + grassroots + "/submissions").then().statusCode(201);
        member(member).get("/campaigns/v1/me/petitions").then().statusCode(200).body("items", hasSize(1)).body("items[0].state", equalTo("received"));
        as(OFFICER, grassroots).get("/campaigns/v1/me/petitions").then().statusCode(403);
    }

    private RequestSpecification member(UUID member) {
        return given().header("Authorization", "Bearer " + Tokens.of("member").unit(commune).member(member).token()).contentType("application/json");
    }

    private static Map<String, Object> submission(int version) {
        return new HashMap<>(Map.of("topic", "insurance", "subject", "Chậm đóng bảo hiểm", "content", "Công ty chậm đóng sáu tháng", "anonymous", false,
                "name", "Nguyễn Thị Đơn", "contact", "0912 000 222", "consent", Map.of("textVersion", version, "given", true)));
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
        as(OFFICER, province).get("/campaigns/v1/tallies/petitions/units?year=2026").then().statusCode(200).body("items", hasSize(2))
                .body("items.find { it.unit == '" + commune + "' }.received", equalTo(1)).body("items.find { it.own }.received", equalTo(0));
        json(OFFICER, commune).body(petition(commune, "moon", "2026-06-01")).post(PETITIONS).then().statusCode(422).body("code", equalTo("petition-topic-unknown"));
        federation.end(grassroots, LocalDate.of(2026, 7, 1));
        json(OFFICER, commune).body(Map.of("unit", grassroots)).post(receive(commune, "policy", "2026-06-01") + "/routing").then().statusCode(409)
                .body("code", equalTo("unit-ended"));
    }

    @Test
    void goesByTheClockThatIsSetFromADayOn() {
        UUID top = federation.unit("province", null);
        json("federation-officer", commune).body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then().statusCode(403)
                .body("code", equalTo("rules-at-the-top-only"));
        json("federation-officer", top).body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then().statusCode(200);
        json("federation-officer", top).body(clock(4)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then().statusCode(428);
        json("federation-officer", top).header("If-Match", "\"v1\"").body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2031-01-01").then()
                .statusCode(200).body("version", equalTo(2));
        json("federation-officer", top).header("If-Match", "\"v1\"").body(clock(3)).put("/campaigns/v1/clock-rules/vn/petition-routing/2020-01-01").then()
                .statusCode(409).body("code", equalTo("clock-rule-in-force"));
        json("federation-officer", top).body(clock(3)).put("/campaigns/v1/clock-rules/vn/no-such-clock/2031-01-01").then().statusCode(404);
        json("federation-officer", top).body(Map.of("worked", false, "citation", "test")).put("/campaigns/v1/holidays/vn/2031-06-04").then().statusCode(200)
                .body("day", hasItem("2031-06-04"));
        json("federation-officer", top).body(Map.of("worked", true, "citation", "test")).put("/campaigns/v1/holidays/vn/2031-06-04").then().statusCode(428);
        assertThat(clocks.due("vn", "petition-routing", LocalDate.of(2031, 6, 2)).last()).isEqualTo(LocalDate.of(2031, 6, 6));
        as(OFFICER, top).get("/campaigns/v1/clock-rules/vn").then().body("items.what", hasItem("petition-answer")).body("items.findAll { !it.citation }",
                hasSize(0));
        as(OFFICER, top).get("/campaigns/v1/holidays/vn?year=2026").then().body("day", not(hasItem("2031-06-04")));
    }

    @Test
    void countsNoNewYearsDayOfAYearWhoseNoticeIsNotOutYet() {
        as(OFFICER, commune).get(receive(commune, "policy", "2026-11-28")).then().body("answerDue", equalTo("2027-01-11"));
        as(OFFICER, commune).get("/campaigns/v1/holidays/vn?year=2028").then().body("findAll { it.everyYear }.day",
                contains("2028-01-01", "2028-01-03", "2028-04-30", "2028-05-01", "2028-05-02", "2028-09-02", "2028-09-04"));
        as(OFFICER, commune).get("/campaigns/v1/holidays/vn?year=2026").then().body("findAll { it.day == '2026-01-01' }", hasSize(1));
        UUID top = federation.unit("province", null);
        json("federation-officer", top).body(Map.of("citation", "test")).put("/campaigns/v1/holidays/vn/2024-09-02").then().statusCode(400);
        json("federation-officer", top).body(Map.of("worked", true, "citation", "test")).put("/campaigns/v1/holidays/vn/2024-09-02").then().statusCode(200)
                .body("find { it.day == '2024-09-02' }.worked", equalTo(true));
        as(OFFICER, top).get(receive(top, "policy", "2024-08-30")).then().body("routeDue", equalTo("2024-09-06"));
    }

    @Test
    void nothingIsReceivedAnsweredOrClosedOnADayThatHasNotCome() {
        String ahead = LocalDate.now(Zones.of("vn")).plusDays(1).toString();
        json(OFFICER, commune).body(petition(commune, "policy", ahead)).post(PETITIONS).then().statusCode(422).body("errors.pointer", contains("/receivedOn"))
                .body("errors.code", contains("in-future"));
        String petition = receive(commune, "policy", "2026-05-04");
        json(OFFICER, commune).body(answer(ahead)).post(petition + "/answer").then().statusCode(422).body("errors.pointer", contains("/on"));
        json(OFFICER, commune).body(answer("2026-05-05")).post(petition + "/answer").then().statusCode(200);
        json(OFFICER, commune).body(note(ahead)).post(petition + "/closing").then().statusCode(422).body("errors.code", contains("in-future"));
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
