package org.doanket.campaign;

import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Meetings, votes, activities and posts against everybody: the row belongs to the commune. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MeetingAccessTest {

    private static final String CAMPAIGN = "campaign-officer";
    private static final String UNIT = "unit-officer";
    private static final String FEDERATION = "federation-officer";
    private static final String INTEGRATION = "integration";
    private static final String V1 = "/campaigns/v1/";
    private static final byte[] PDF = "%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII);

    @Inject
    Federation federation;

    private final UUID member = Ids.next();
    private Federation.Units units;
    private String meeting;
    private String invitation;

    @BeforeEach
    void found() {
        units = federation.found();
        meeting = make("meetings", call());
        json(CAMPAIGN, units.commune()).body(Map.of("people", List.of(Map.of("member", member, "name", "x", "capacity", "member", "votes", true))))
                .post(meeting + "/invitations").then().statusCode(200);
        invitation = as(CAMPAIGN, units.commune()).get(meeting + "/invitations").path("items[0].id");
    }

    @Test
    void meets() {
        writes("POST", V1 + "meetings", call(), null);
        readsWithIntegration(V1 + "meetings?unit=" + units.commune());
        for (String address : List.of(meeting, meeting + "/invitations", meeting + "/invitations/" + invitation + "/pass", meeting + "/minutes", meeting + "/papers")) {
            reads(address);
        }
        matrix("GET", meeting + "/minutes/seal").roles(CAMPAIGN, UNIT, FEDERATION).check();
        writes("PATCH", meeting, Map.of("place", "x"), "\"v9\"");
        writes("POST", meeting + "/invitations", Map.of("people", List.of(Map.of("member", member, "name", "x", "capacity", "member", "votes", true))), null);
        writes("PUT", meeting + "/invitations/" + invitation + "/reply", Map.of("reply", "accepted"), "*");
        AccessMatrix.of("POST", meeting + "/check-ins").body(() -> Map.of("entries", List.of(Map.of("pass", "x", "at", OffsetDateTime.now(ZoneOffset.UTC).toString()))))
                .roles(CAMPAIGN, FEDERATION, UNIT, "desk-clerk").inside(units.commune()).outside(units.grassroots(), units.sibling()).check();
        AccessMatrix.of("POST", meeting + "/papers?name=x").body("application/pdf", () -> PDF).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling()).check();
        String paper = meeting + "/papers/" + as(CAMPAIGN, units.commune()).get(meeting + "/papers").path("[0].id");
        reads(paper);
        reads(paper + "/versions");
        AccessMatrix.of("POST", paper + "/versions").body("application/pdf", () -> PDF).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling()).check();
        writes("POST", meeting + "/invitations/" + invitation + "/presence", Map.of(), null);
        String mine = V1 + "my-meetings/" + meeting.replaceAll(".*/", "");
        for (String address : List.of(mine, mine + "/papers/" + paper.replaceAll(".*/", ""), mine + "/pass", mine + "/votes")) {
            mine("GET", address, null);
        }
        AccessMatrix.of("GET", V1 + "my-meetings").roles("member").member(member).inside(units.grassroots()).answersEverybodyTheirOwn().check();
        mine("PUT", mine + "/reply", Map.of("reply", "accepted"));
        writes("POST", meeting + "/opening", Map.of("chair", invitation, "secretary", invitation), null);
        mine("PUT", mine + "/agenda/1/notes", Map.of("notes", "x"));
        writes("PUT", meeting + "/invitations/" + invitation + "/delegate", Map.of("name", "x"), "*");
        AccessMatrix.of("GET", meeting + "/invitations").accept("text/csv").roles(CAMPAIGN, UNIT, FEDERATION).inside(units.province())
                .outside(units.grassroots(), units.sibling()).check();
        writes("PUT", meeting + "/agenda/1/notes", Map.of("notes", "x"), "\"v9\"");
        votes(mine);
        writes("POST", meeting + "/closing", Map.of("conclusions", "x"), null);
        writes("POST", meeting + "/cancellation", Map.of("why", "x"), null);
        writes("POST", meeting + "/invitations/" + invitation + "/withdrawal", Map.of(), null);
        AccessMatrix.of("GET", V1 + "meeting-keys").openToAll().check();
    }

    private void votes(String mine) {
        String put = V1 + "votes?meeting=" + meeting.replaceAll(".*/", "");
        Map<String, Object> open = Map.of("question", "x", "kind", "open", "options", List.of("a", "b"));
        writes("POST", put, open, null);
        reads(put);
        String vote = V1 + "votes/" + as(CAMPAIGN, units.commune()).get(put).path("items[0].id");
        String mineToo = mine + "/votes/" + vote.replaceAll(".*/", "");
        reads(vote);
        writes("PUT", vote + "/voices/" + invitation, Map.of("choice", 1), null);
        reads(vote + "/voices");
        writes("POST", vote + "/urn", Map.of(), null);
        reads(vote + "/urn");
        mine("PUT", mineToo + "/voice", Map.of("choice", 1));
        mine("POST", mineToo + "/ballot-paper", Map.of("blinded", "A".repeat(342)));
        mine("GET", mineToo + "/urn", null);
        writes("POST", vote + "/closing", Map.of(), null);
        as(CAMPAIGN, units.commune()).get(put).<List<String>>path("items.id").forEach(each -> json(CAMPAIGN, units.commune()).post(V1 + "votes/" + each
                + "/closing"));
    }

    @Test
    void comesBack() {
        Map<String, Object> setting = Map.of("unit", units.commune(), "name", "x", "kind", "team", "monthDays", List.of(5), "atTime", "08:00", "minutes", 60, "starts",
                "2026-01-01");
        String series = make("meeting-series", setting);
        writes("POST", V1 + "meeting-series", setting, null);
        readsWithIntegration(series);
        readsWithIntegration(V1 + "meeting-series?unit=" + units.commune());
        writes("POST", series + "/meetings", Map.of("from", "2026-01-01", "to", "2026-02-28"), null);
        writes("POST", series + "/stop", Map.of("why", "x"), null);
    }

    @Test
    void acts() {
        Map<String, Object> plan = Map.of("unit", units.commune(), "kind", "sport", "name", "x", "startsAt", "2026-05-04T01:00:00Z", "endsAt", "2026-05-04T10:00:00Z");
        String activity = make("activities", plan);
        writes("POST", V1 + "activities", plan, null);
        holdsPapers(activity);
        readsWithIntegration(activity);
        readsWithIntegration(V1 + "activities?unit=" + units.commune());
        writes("PUT", activity, plan, "\"v99\"");
        writes("PUT", activity + "/report", Map.of("attended", 1), "\"v99\"");
        writes("POST", activity + "/cancellation", Map.of("why", "x"), null);
        readsWithIntegration(V1 + "tallies/activities?year=2026&unit=" + units.commune());
    }

    @Test
    void posts() {
        String channel = make("post-channels", Map.of("unit", units.commune(), "kind", "web", "name", "x"));
        writes("POST", V1 + "post-channels", Map.of("unit", units.commune(), "kind", "web", "name", "x"), null);
        readsWithIntegration(channel);
        readsWithIntegration(V1 + "post-channels?unit=" + units.commune());
        Map<String, Object> body = Map.of("unit", units.commune(), "title", "x", "body", "x", "publishAt", "2026-01-01T00:00:00Z", "channels",
                List.of(channel.replaceAll(".*/", "")));
        String post = make("posts", body);
        writes("POST", V1 + "posts", body, null);
        holdsPapers(post);
        readsWithIntegration(post);
        readsWithIntegration(V1 + "posts?unit=" + units.commune());
        writes("PUT", post, body, "\"v99\"");
        for (String step : List.of("submission", "approval")) {
            writes("POST", post + "/" + step, Map.of(), null);
        }
        writes("POST", post + "/return", Map.of("note", "x"), null);
        writes("POST", post + "/reach", Map.of("channel", channel.replaceAll(".*/", ""), "day", "2026-01-02", "reach", 1), null);
        writes("POST", post + "/withdrawal", Map.of("note", "x"), null);
        writes("POST", channel + "/closing", Map.of(), null);
        AccessMatrix.of("POST", V1 + "post-reach-imports").body("text/csv", () -> "post,channel,day,reach\n").roles(CAMPAIGN, FEDERATION, INTEGRATION)
                .inside(units.commune()).answersEverybodyTheirOwn().check();
        readsWithIntegration(V1 + "tallies/posts?year=2026&unit=" + units.commune());
        for (String feed : List.of("posts.rss", "events.ics")) {
            AccessMatrix.of("GET", V1 + "feeds/" + units.commune() + "/" + feed).openToAll().check();
        }
    }

    private Map<String, Object> call() {
        OffsetDateTime begin = OffsetDateTime.now(ZoneOffset.UTC).minusHours(1);
        return Map.of("unit", units.commune(), "name", "x", "kind", "team", "startsAt", begin.toString(), "endsAt", begin.plusHours(2).toString(), "agenda",
                List.of(Map.of("title", "x")));
    }

    private String make(String collection, Map<String, Object> body) {
        return json(CAMPAIGN, units.commune()).body(body).post(V1 + collection).then().statusCode(201).extract().header("Location");
    }

    private void mine(String method, String address, Map<String, Object> body) {
        AccessMatrix matrix = AccessMatrix.of(method, address).roles("member").member(member).inside(units.grassroots());
        if (body == null) {
            matrix.check();
            return;
        }
        // What is asked of a vote may be refused to a voter for its state; that is tried in the test of meetings.
        matrix.body(() -> body).check();
    }

    private void reads(String address) {
        matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION).check();
    }

    private void readsWithIntegration(String address) {
        matrix("GET", address).roles(CAMPAIGN, UNIT, FEDERATION, INTEGRATION).check();
    }

    private void writes(String method, String address, Map<String, Object> body, String ifMatch) {
        AccessMatrix matrix = AccessMatrix.of(method, address).body(() -> body).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling());
        (ifMatch == null ? matrix : matrix.ifMatch(ifMatch)).check();
    }

    private AccessMatrix matrix(String method, String address) {
        return AccessMatrix.of(method, address).inside(units.province()).outside(units.grassroots(), units.sibling());
    }

    /** Papers of what the commune has made. */
    private void holdsPapers(String of) {
        AccessMatrix.of("POST", of + "/attachments?kind=photo").body("application/pdf", () -> PDF).roles(CAMPAIGN, UNIT, FEDERATION).inside(units.commune())
                .outside(units.grassroots(), units.sibling()).check();
        reads(of + "/attachments");
        reads(of + "/attachments/" + as(CAMPAIGN, units.commune()).get(of + "/attachments").path("[0].id"));
    }
}
