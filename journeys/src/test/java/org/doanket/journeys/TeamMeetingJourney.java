package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Soc Trang: a motorbike-taxi team meets twice a month, with police and union there; a reader at the door without a network, a vote, sealed minutes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TeamMeetingJourney {

    private static final String V1 = "/campaigns/v1/";
    private static final OffsetDateTime BEGIN = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).minusHours(1);

    private static Federation federation;
    private static String meeting;
    private static final List<String> DRIVERS = new ArrayList<>();
    private static List<String> invitations;

    @BeforeAll
    static void found() {
        federation = new Federation();
        Suite.waitUntilKnown("unit-officer", federation.guild, V1 + "meetings");
        for (int i = 0; i < 3; i++) {
            DRIVERS.add(UUID.randomUUID().toString());
        }
    }

    @Test
    @Order(1)
    void itMeetsTwiceAMonth() {
        String series = guild().body(Map.of("unit", federation.guild, "name", "Giao ban đội xe ôm", "kind", "team", "monthDays", List.of(5, 20), "atTime", "08:00", "minutes", 60,
                "place", "Bến xe", "starts", "2026-01-01", "partners", List.of("Công an phường", "Liên đoàn Lao động"), "agenda", List.of("An ninh trật tự", "Đời sống")))
                .post(V1 + "meeting-series").then().statusCode(201).extract().header("Location");
        guild().body(Map.of("from", "2026-01-01", "to", "2026-06-30")).post(series + "/meetings").then().statusCode(200).body("called", equalTo(12));
        as("unit-officer", federation.guild).get(V1 + "meetings?limit=100&series=" + id(series)).then().statusCode(200).body("items", hasSize(12))
                .body("items[11].startsAt", equalTo("2026-01-05T01:00:00Z"));
    }

    @Test
    @Order(2)
    void todaysMeetingHasItsPapersAndItsGuests() {
        meeting = guild().body(Map.of("unit", federation.guild, "name", "Họp đội đột xuất", "kind", "committee", "place", "Bến xe", "startsAt", BEGIN.toString(), "endsAt",
                BEGIN.plusHours(3).toString(), "agenda", List.of(Map.of("title", "Hỗ trợ anh em bị nạn")))).post(V1 + "meetings").then().statusCode(201).extract()
                .header("Location");
        List<Map<String, Object>> people = new ArrayList<>();
        DRIVERS.forEach(driver -> people.add(Map.of("member", driver, "name", "Tài xế " + people.size(), "capacity", "member", "votes", true)));
        people.add(Map.of("name", "Công an phường", "capacity", "police", "votes", false));
        guild().body(Map.of("people", people)).post(meeting + "/invitations").then().statusCode(200).body("invited", equalTo(4));
        as("unit-officer", federation.guild).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/pdf")
                .body("%PDF-1.7 danh sách".getBytes(StandardCharsets.UTF_8)).post(meeting + "/papers?item=1&name=danh-sach").then().statusCode(201);
        invitations = as("unit-officer", federation.guild).get(meeting + "/invitations").then().statusCode(200).extract().path("items.id");
        me(0).get(mine()).then().statusCode(200).body("papers.name", contains("danh-sach")).body("agenda.title", contains("Hỗ trợ anh em bị nạn"));
    }

    @Test
    @Order(3)
    void theReaderAtTheDoorHadNoNetworkAndSendsItAllLater() {
        List<Map<String, Object>> read = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String pass = me(i).get(mine() + "/pass").then().statusCode(200).extract().path("pass");
            read.add(Map.of("pass", pass, "at", BEGIN.plusMinutes(10 + i).toString()));
        }
        anybody().get(V1 + "meeting-keys").then().statusCode(200).body("keys", notNullValue());
        for (String result : List.of("counted", "counted-before")) {
            once("desk-clerk", federation.guild).body(Map.of("entries", read)).post(meeting + "/check-ins").then().statusCode(200).body("result", contains(result, result));
        }
        guild().body(Map.of("chair", invitations.get(0), "secretary", invitations.get(1))).post(meeting + "/opening").then().statusCode(200)
                .body("attendance.presentVoters", equalTo(2)).body("attendance.needed", equalTo(2));
    }

    @Test
    @Order(4)
    void theyVoteAndTheMinutesAreSealed() {
        String vote = guild().body(Map.of("question", "Hỗ trợ 2 triệu đồng", "kind", "open", "options", List.of("Đồng ý", "Không"), "item", 1))
                .post(V1 + "votes?meeting=" + id(meeting)).then().statusCode(201).extract().header("Location");
        for (int i = 0; i < 2; i++) {
            me(i).contentType("application/json").body(Map.of("choice", 1)).put(mine() + "/votes/" + id(vote) + "/voice").then().statusCode(204);
        }
        guild().post(vote + "/closing").then().statusCode(200).body("carried", equalTo(1)).body("options.votes", contains(2, 0));
        guild().body(Map.of("conclusions", "Chi trong tuần")).post(meeting + "/closing").then().statusCode(200);
        byte[] minutes = as("unit-officer", federation.guild).get(meeting + "/minutes").then().statusCode(200).contentType("application/pdf").extract().asByteArray();
        assertThat(new String(minutes, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        as("unit-officer", federation.guild).get(meeting + "/minutes/seal").then().statusCode(200).body("sha256", notNullValue()).body("seal", notNullValue());
        as("unit-officer", federation.company).get(meeting).then().statusCode(404);
    }

    private static RequestSpecification guild() {
        return once("unit-officer", federation.guild);
    }

    private static RequestSpecification me(int driver) {
        return as("member", federation.guild, DRIVERS.get(driver));
    }

    private static String mine() {
        return V1 + "my-meetings/" + id(meeting);
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
