package org.doanket.campaign.meeting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.id.Ids;
import org.doanket.platform.time.Zones;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The team's meeting twice a month, with police and union there, and a secretary who writes. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class GuestTest {

    private static final String OFFICER = "campaign-officer";
    private static final String V1 = "/campaigns/v1/";
    private static final String POLICE = "Công an phường";

    @Inject
    Federation federation;
    @Inject
    ClockQueries clocks;
    @Inject
    @Any
    Instance<FactListener> listeners;

    private final UUID head = Ids.next();
    private final UUID writer = Ids.next();
    private Federation.Units units;
    private String meeting;

    @BeforeEach
    void found() {
        units = federation.found();
        OffsetDateTime begin = OffsetDateTime.now(ZoneOffset.UTC).minusHours(1);
        meeting = officer().body(Map.of("unit", units.commune(), "name", "Giao ban tổ", "kind", "committee", "startsAt", begin.toString(), "endsAt",
                begin.plusHours(3).toString(), "agenda", List.of(Map.of("title", "Tình hình an ninh")))).post(V1 + "meetings").then().statusCode(201).extract()
                .header("Location");
        invite(member(head, "Tổ trưởng"), member(writer, "Thư ký")).then().statusCode(200);
    }

    @Test
    void guestsNeitherVoteNorCountForTheQuorum() {
        invite(Map.of("name", "Thiếu tá Mẫu", "capacity", "police", "votes", true, "organisation", POLICE)).then().statusCode(400);
        invite(Map.of("name", "Thiếu tá Mẫu", "capacity", "police", "votes", false, "office", "Phó trưởng công an")).then().statusCode(400);
        invite(police(), Map.of("name", "LĐLĐ huyện", "capacity", "union", "votes", false, "organisation", "LĐLĐ huyện")).then().statusCode(200)
                .body("invited", equalTo(2));
        invite(police()).then().statusCode(200).body("invited", equalTo(0));
        String guest = invitation("Thiếu tá Mẫu");
        present(guest);
        as(OFFICER, units.commune()).get(meeting).then().body("attendance.guests", equalTo(2)).body("attendance.presentGuests", equalTo(1))
                .body("attendance.voters", equalTo(2)).body("attendance.needed", equalTo(2)).body("attendance.hasQuorum", equalTo(false));
        officer().body(Map.of("chair", guest, "secretary", guest)).post(meeting + "/opening").then().statusCode(409).body("code", equalTo("meeting-no-quorum"));
        open();
        String vote = officer().body(Map.of("question", "Thống nhất?", "kind", "open", "options", List.of("Có", "Không"))).post(V1 + "votes?meeting=" + id())
                .then().statusCode(201).extract().header("Location");
        officer().body(Map.of("choice", 1)).put(vote + "/voices/" + guest).then().statusCode(403).body("code", equalTo("vote-no-elector"));
        as(OFFICER, units.commune()).get(meeting + "/minutes").then().statusCode(200).contentType("application/pdf");
    }

    @Test
    void aSeriesInvitesItsPartnersAndWhoComesForThemIsSaidLater() {
        String series = officer().body(Map.of("unit", units.commune(), "name", "Giao ban", "kind", "team", "monthDays", List.of(5, 20), "atTime", "08:00", "minutes",
                60, "starts", "2026-01-01", "partners", List.of(POLICE, "Liên đoàn Lao động"))).post(V1 + "meeting-series").then().statusCode(201).extract()
                .header("Location");
        officer().body(Map.of("from", "2026-01-01", "to", "2026-01-10")).post(series + "/meetings").then().statusCode(200);
        String called = V1 + "meetings/" + as(OFFICER, units.commune()).get(V1 + "meetings?series=" + series.replaceAll(".*/", "")).path("items[0].id");
        as(OFFICER, units.commune()).get(called + "/invitations").then().body("items.organisation", containsInAnyOrder(POLICE, "Liên đoàn Lao động"))
                .body("items.votes", everyItem(equalTo(false)));
        String partner = as(OFFICER, units.commune()).get(called + "/invitations").path("items.find { it.organisation == '" + POLICE + "' }.id");
        officer().header("If-Match", "\"v1\"").body(Map.of("name", "Thiếu tá Mẫu", "office", "Phó trưởng công an")).put(called + "/invitations/" + partner + "/delegate").then()
                .statusCode(200).body("name", equalTo("Thiếu tá Mẫu")).body("organisation", equalTo(POLICE)).body("office", equalTo("Phó trưởng công an"));
        officer().header("If-Match", "*").body(Map.of("name", "Khác")).put(meeting + "/invitations/" + invitation("Tổ trưởng") + "/delegate").then().statusCode(409)
                .body("code", equalTo("meeting-no-guest"));
    }

    @Test
    void whatAnOfficerNotesOfAReplyDoesNotUndoWhatTheMemberHasSaidMeanwhile() {
        String invitation = meeting + "/invitations/" + invitation("Tổ trưởng");
        Map<String, String> coming = Map.of("reply", "accepted");
        officer().body(coming).put(invitation + "/reply").then().statusCode(428);
        officer().body(Map.of("name", "x")).put(invitation + "/delegate").then().statusCode(428);
        String seen = "\"v" + as(OFFICER, units.commune()).get(meeting + "/invitations").path("items.find { it.name == 'Tổ trưởng' }.version") + "\"";
        me(head).contentType("application/json").body(Map.of("reply", "declined", "reason", "đi công tác")).put(V1 + "my-meetings/" + id() + "/reply").then().statusCode(200);
        officer().header("If-Match", seen).body(coming).put(invitation + "/reply").then().statusCode(412).body("code", equalTo("stale"));
        officer().header("If-Match", seen).body(Map.of("name", "x")).put(invitation + "/delegate").then().statusCode(412);
        String now = "\"v" + as(OFFICER, units.commune()).get(meeting + "/invitations").path("items.find { it.reply == 'declined' }.version") + "\"";
        officer().header("If-Match", now).body(coming).put(invitation + "/reply").then().statusCode(200).header("ETag", not(equalTo(now))).body("reply", equalTo("accepted"));
    }

    @Test
    void whoIsInvitedLateIsToldSoAndComesAllTheSame() {
        LocalDate today = Zones.today(Clock.systemUTC(), "vn");
        // For a committee five working days, for a congress fifteen of the calendar; begun an hour ago, so all of them are late.
        as(OFFICER, units.commune()).get(meeting).then().body("attendance.late", equalTo(2)).body("inviteRule", containsString("Doanket"));
        invite(police()).then().body("invited", equalTo(1)).body("late", equalTo(true));
        OffsetDateTime begin = today.plusDays(20).atTime(9, 0).atOffset(ZoneOffset.ofHours(7));
        meeting = officer().body(Map.of("unit", units.commune(), "name", "Đại hội", "kind", "congress", "startsAt", begin.toString(), "endsAt",
                begin.plusHours(3).toString())).post(V1 + "meetings").then().statusCode(201).body("inviteBy", equalTo(today.plusDays(5).toString())).extract()
                .header("Location");
        invite(member(head, "Tổ trưởng")).then().body("late", equalTo(false)).body("inviteBy", equalTo(today.plusDays(5).toString()));
        officer().header("If-Match", "*").body(Map.of("startsAt", begin.minusDays(9).toString())).patch(meeting).then().statusCode(200)
                .body("inviteBy", equalTo(today.minusDays(4).toString())).body("attendance.late", equalTo(1));
        as(OFFICER, units.commune()).get(meeting + "/invitations").then().body("items.late", contains(true)).body("items.invitedAt", everyItem(notNullValue()));
        officer().header("If-Match", "*").body(Map.of("startsAt", begin.minusDays(1).toString())).patch(meeting).then().body("attendance.late", equalTo(0));
    }

    @Test
    void workingDaysBeforeAMeetingPassOverDaysOffAndTheRuleOfTheDayOfTheCallHolds() {
        // Before Wednesday, 6 May 2026, lie 5 and 4 May, 29, 28 and 24 April: the days between are off or a weekend.
        assertThat(clocks.before("vn", "invitation-committee", LocalDate.of(2026, 4, 1), List.of(LocalDate.of(2026, 5, 6), LocalDate.of(2026, 4, 24))))
                .extracting(ClockView.Due::last).containsExactly(LocalDate.of(2026, 4, 24), LocalDate.of(2026, 4, 17));
    }

    @Test
    void aMemberIsNotSentForAnOrganisationWhereHeIsInvitedHimself() {
        invite(police()).then().statusCode(200);
        officer().header("If-Match", "*").body(Map.of("name", "Tổ trưởng", "member", head)).put(meeting + "/invitations/" + invitation("Thiếu tá Mẫu") + "/delegate").then()
                .statusCode(409).body("code", equalTo("meeting-invited-before"));
    }

    @Test
    void theSecretaryWritesDownWhatIsSaidAndNobodyElseOfThoseInvited() {
        open();
        String mine = V1 + "my-meetings/" + id();
        Map<String, Object> notes = Map.of("notes", "Hai vụ mất xe, đã báo công an");
        me(head).body(notes).put(mine + "/agenda/1/notes").then().statusCode(403).body("code", equalTo("meeting-not-the-secretary"));
        me(writer).body(notes).put(mine + "/agenda/1/notes").then().statusCode(428);
        me(writer).header("If-Match", "\"0\"").body(notes).put(mine + "/agenda/1/notes").then().statusCode(412);
        String tag = me(writer).get(mine).then().body("writes", equalTo(true)).extract().header("ETag");
        me(writer).header("If-Match", tag).body(notes).put(mine + "/agenda/9/notes").then().statusCode(404);
        me(writer).header("If-Match", tag).body(notes).put(mine + "/agenda/1/notes").then().statusCode(200).body("agenda[0].notes", equalTo(notes.get("notes")));
        me(writer).header("If-Match", tag).body(Map.of("notes", "khác")).put(mine + "/agenda/1/notes").then().statusCode(412);
        as(OFFICER, units.commune()).get(meeting).then().body("agenda[0].notes", equalTo(notes.get("notes")));
        me(head).get(mine).then().body("writes", equalTo(false)).body("agenda[0].notes", nullValue());
        officer().body(Map.of("conclusions", "x")).post(meeting + "/closing").then().statusCode(200);
        me(writer).header("If-Match", "*").body(notes).put(mine + "/agenda/1/notes").then().statusCode(409);
    }

    @Test
    void attendanceGoesOutAsASheetThatExcelReads() {
        invite(police(), Map.of("name", "=1+1", "capacity", "guest", "votes", false, "organisation", "Khách")).then().statusCode(200);
        open();
        byte[] csv = as(OFFICER, units.commune()).accept("text/csv").get(meeting + "/invitations").then().statusCode(200).extract().asByteArray();
        assertThat(csv).startsWith(0xEF, 0xBB, 0xBF);
        List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(5).anyMatch(line -> line.contains("Thư ký") && line.contains("secretary"))
                .anyMatch(line -> line.contains("Thiếu tá Mẫu") && line.contains(POLICE) && line.contains("Phó trưởng công an"))
                .noneMatch(line -> line.startsWith("=") || line.startsWith("\"="));
        as(OFFICER, units.commune()).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").get(meeting + "/invitations").then()
                .statusCode(200);
        as(OFFICER, units.grassroots()).accept("text/csv").get(meeting + "/invitations").then().statusCode(404);
    }

    @Test
    void aGuestWhoIsForgottenStaysUnderAPseudonymWithoutHisOffice() throws SQLException {
        UUID known = Ids.next();
        invite(Map.of("member", known, "name", "Thiếu tá Mẫu", "capacity", "police", "votes", false, "organisation", POLICE, "office", "Phó trưởng công an"))
                .then().statusCode(200);
        given().header("Authorization", "Bearer " + Tokens.of("member").unit(units.grassroots()).member(known).token()).get(V1 + "me/export").then()
                .body("sections.invitations.organisation", contains(POLICE)).body("sections.invitations.office", contains("Phó trưởng công an"));
        assertThat(Erasures.receipt(listeners, federation.worker(), known).path("invitations").asInt()).isEqualTo(1);
        as(OFFICER, units.commune()).get(meeting + "/invitations").then().body("items.find { it.organisation != null }.name", equalTo(Erasures.PSEUDONYM))
                .body("items.find { it.organisation != null }.office", nullValue()).body("items", hasSize(3));
    }

    private void open() {
        present(invitation("Tổ trưởng"));
        present(invitation("Thư ký"));
        officer().body(Map.of("chair", invitation("Tổ trưởng"), "secretary", invitation("Thư ký"))).post(meeting + "/opening").then().statusCode(200);
    }

    private static Map<String, Object> police() {
        return Map.of("name", "Thiếu tá Mẫu", "capacity", "police", "votes", false, "organisation", POLICE, "office", "Phó trưởng công an");
    }

    private static Map<String, Object> member(UUID id, String name) {
        return Map.of("member", id, "name", name, "capacity", "member", "votes", true);
    }

    @SafeVarargs
    private io.restassured.response.Response invite(Map<String, Object>... people) {
        return officer().body(Map.of("people", List.of(people))).post(meeting + "/invitations");
    }

    private void present(String invitation) {
        officer().body(Map.of()).post(meeting + "/invitations/" + invitation + "/presence").then().statusCode(200);
    }

    private String invitation(String name) {
        return as(OFFICER, units.commune()).get(meeting + "/invitations").path("items.find { it.name == '" + name + "' }.id");
    }

    private String id() {
        return meeting.replaceAll(".*/", "");
    }

    private RequestSpecification officer() {
        return json(OFFICER, units.commune());
    }

    private RequestSpecification me(UUID member) {
        return given().header("Authorization", "Bearer " + Tokens.of("member").unit(units.grassroots()).member(member).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }
}
