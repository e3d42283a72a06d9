package org.doanket.campaign.meeting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.Tokens;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A meeting from its call to its sealed minutes: readers without a network, a quorum, votes that nobody can join to voters. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MeetingTest {

    private static final String OFFICER = "campaign-officer";
    private static final String MEETINGS = "/campaigns/v1/meetings";
    private static final byte[] PDF = "%PDF-1.7 tài liệu".getBytes(StandardCharsets.UTF_8);

    @Inject
    Federation federation;
    @Inject
    @Any
    Instance<FactListener> listeners;

    private Federation.Units units;
    private OffsetDateTime begin;

    @BeforeEach
    void found() {
        units = federation.found();
        begin = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).minusHours(1);
    }

    @Test
    void checksInWhatReadersHaveReadWithoutANetworkInAnyOrderAndMoreThanOnce() throws Exception {
        String meeting = call("committee");
        List<UUID> members = invite(meeting, 3);
        List<String> passes = members.stream().map(member -> (String) me(member).get("/campaigns/v1/my-meetings/" + id(meeting) + "/pass").then().statusCode(200)
                .extract().path("pass")).toList();
        // A reader verifies by the published key alone, and what it reads names nobody.
        JsonWebSignature offline = new JsonWebSignature();
        offline.setCompactSerialization(passes.get(0));
        List<Map<String, Object>> keys = given().get("/campaigns/v1/meeting-keys").then().statusCode(200).extract().path("keys");
        offline.setKey(PublicJsonWebKey.Factory.newPublicJwk(keys.stream().filter(key -> key.get("kid").equals(offline.getKeyIdHeaderValue())).findFirst()
                .orElseThrow()).getPublicKey());
        assertThat(offline.verifySignature()).isTrue();
        assertThat(offline.getPayload()).doesNotContain("Đoàn viên", members.get(0).toString());

        List<Map<String, Object>> late = List.of(seen(passes.get(0), 20), seen(passes.get(1), 25), seen(passes.get(0) + "x", 25));
        checkIn(meeting, late).then().statusCode(200).body("result", contains("counted", "counted", "forged"));
        checkIn(meeting, late).then().body("result", contains("counted-before", "counted-before", "forged"));
        // Another reader saw the first of them earlier and is only now in reach.
        checkIn(meeting, List.of(seen(passes.get(0), 5), seen(passes.get(2), 9_999))).then().body("result", contains("counted-before", "not-then"));
        as(OFFICER, units.commune()).get(meeting + "/invitations").then().body("items.checkedInAt", contains(atMinute(5),
                atMinute(25), null));
        as(OFFICER, units.commune()).get(meeting).then().body("attendance.present", equalTo(2)).body("attendance.needed", equalTo(2))
                .body("attendance.hasQuorum", equalTo(true));
        String other = call("team");
        checkIn(other, late.subList(0, 1)).then().body("result", contains("other-meeting"));
        as(OFFICER, units.commune()).accept("image/svg+xml").get(meeting + "/invitations/" + invitations(meeting).get(0) + "/pass").then().statusCode(200)
                .contentType("image/svg+xml");
    }

    @Test
    void keepsWhatAnOfflineReaderBringsAfterTheClosingBesideTheMinutes() {
        String meeting = call("committee");
        List<UUID> members = invite(meeting, 3);
        List<String> invited = invitations(meeting);
        present(meeting, invited.get(0));
        present(meeting, invited.get(1));
        String pass = me(members.get(2)).get(myMeeting(meeting) + "/pass").path("pass");
        json(OFFICER, units.commune()).body(officers(invited)).post(meeting + "/opening").then().statusCode(200);
        json(OFFICER, units.commune()).body(Map.of("conclusions", "x")).post(meeting + "/closing").then().statusCode(200);
        byte[] minutes = as(OFFICER, units.commune()).get(meeting + "/minutes").asByteArray();
        checkIn(meeting, List.of(seen(pass, 20), seen(pass, 20), seen(pass, 15))).then().statusCode(200).body("result", everyItem(equalTo("too-late")));
        checkIn(meeting, List.of(seen(pass, 20))).then().statusCode(200).body("result", contains("too-late"));
        as(OFFICER, units.commune()).get(meeting + "/invitations").then().body("items.passReadAt", contains(null, null, atMinute(15)))
                .body("items[2].checkedInAt", nullValue());
        as(OFFICER, units.commune()).get(meeting).then().body("attendance.present", equalTo(2));
        assertThat(as(OFFICER, units.commune()).get(meeting + "/minutes").asByteArray()).isEqualTo(minutes);
        assertThat(as(OFFICER, units.commune()).accept("text/csv").get(meeting + "/invitations").then().statusCode(200).extract().asString())
                .contains("came after the closing");
        assertThat(Sql.of("SELECT count(*) FROM late_pass WHERE meeting_id = ?::uuid", id(meeting)).first(federation.worker(), row -> row.getInt(1))).contains(2);
    }

    @Test
    void invitesAgainWhoseInvitationWasWithdrawn() {
        String meeting = call("committee");
        UUID member = invite(meeting, 1).get(0);
        String invitation = invitations(meeting).get(0);
        json(OFFICER, units.commune()).post(meeting + "/invitations/" + invitation + "/withdrawal").then().statusCode(200).body("withdrawn", equalTo(true));
        me(member).get(myMeeting(meeting)).then().statusCode(404);
        Map<String, Object> guest = Map.of("member", member, "name", "Đoàn viên", "capacity", "guest", "votes", false);
        json(OFFICER, units.commune()).body(Map.of("people", List.of(guest, guest))).post(meeting + "/invitations").then().statusCode(200).body("invited", equalTo(1));
        as(OFFICER, units.commune()).get(meeting + "/invitations").then().body("items.withdrawn", contains(false)).body("items.capacity", contains("guest"));
        me(member).get(myMeeting(meeting)).then().statusCode(200);
    }

    @Test
    void opensWithAQuorumAndSealsItsMinutesAtTheEnd() throws Exception {
        String meeting = call("committee");
        as(OFFICER, units.commune()).get(MEETINGS + "?q=hop&year=" + begin.atZoneSameInstant(ZoneId.of("Asia/Ho_Chi_Minh")).getYear()).then().body("items", hasSize(1));
        as(OFFICER, units.commune()).get(MEETINGS + "?year=2025").then().body("items", hasSize(0));
        List<UUID> members = invite(meeting, 3);
        List<String> invited = invitations(meeting);
        me(members.get(2)).contentType("application/json").body(Map.of("reply", "declined", "reason", "đi công tác")).put(myMeeting(meeting) + "/reply").then()
                .statusCode(200);
        present(meeting, invited.get(0));
        json(OFFICER, units.commune()).body(officers(invited)).post(meeting + "/opening").then().statusCode(409).body("code", equalTo("meeting-no-quorum"));
        present(meeting, invited.get(1));
        json(OFFICER, units.commune()).body(Map.of("chair", invited.get(2), "secretary", invited.get(0))).post(meeting + "/opening").then().statusCode(422)
                .body("code", equalTo("meeting-not-present"));
        json(OFFICER, units.commune()).body(officers(invited)).post(meeting + "/opening").then().statusCode(200).body("state", equalTo("open"));
        Map<String, Object> notes = Map.of("notes", "Thống nhất hỗ trợ ba đoàn viên");
        json(OFFICER, units.commune()).body(notes).put(meeting + "/agenda/1/notes").then().statusCode(428);
        json(OFFICER, units.commune()).header("If-Match", as(OFFICER, units.commune()).get(meeting).header("ETag")).body(notes).put(meeting + "/agenda/1/notes").then()
                .statusCode(200);
        json(OFFICER, units.commune()).body(Map.of("question", "x", "kind", "open", "options", List.of("Có", "Không", " có")))
                .post("/campaigns/v1/votes?meeting=" + id(meeting))
                .then().statusCode(422).body("errors.pointer", contains("/options/2")).body("errors.code", contains("option-twice"));
        String vote = put(meeting, "open");
        as(OFFICER, units.commune()).get(vote).then().body("majorityBy", org.hamcrest.Matchers.containsString("more than half of the votes"));
        json(OFFICER, units.commune()).body(Map.of("conclusions", "x")).post(meeting + "/closing").then().statusCode(409).body("code", equalTo("meeting-votes-open"));
        json(OFFICER, units.commune()).body(Map.of("choice", 1)).put(vote + "/voices/" + invited.get(0)).then().statusCode(200).body("options.votes", everyItem(nullValue()));
        me(members.get(1)).contentType("application/json").body(Map.of("choice", 1)).put(myMeeting(meeting) + "/votes/" + id(vote) + "/voice").then().statusCode(204);
        me(members.get(2)).contentType("application/json").body(Map.of("choice", 2)).put(myMeeting(meeting) + "/votes/" + id(vote) + "/voice").then().statusCode(403)
                .body("code", equalTo("vote-no-elector"));
        json(OFFICER, units.commune()).post(vote + "/closing").then().statusCode(200).body("options.votes", contains(2, 0)).body("carried", equalTo(1)).body("electors", equalTo(2));
        as(OFFICER, units.commune()).get(vote + "/voices").then().body("items.choice", contains(1, 1));
        byte[] draft = as(OFFICER, units.commune()).get(meeting + "/minutes").then().statusCode(200).contentType("application/pdf").extract().asByteArray();
        as(OFFICER, units.commune()).get(meeting + "/minutes/seal").then().statusCode(409);
        json(OFFICER, units.commune()).body(Map.of("conclusions", "Giao đội trưởng thực hiện")).post(meeting + "/closing").then().statusCode(200).body("state", equalTo("closed"));
        byte[] minutes = as(OFFICER, units.commune()).get(meeting + "/minutes").asByteArray();
        assertThat(minutes).isNotEqualTo(draft).isEqualTo(as(OFFICER, units.commune()).get(meeting + "/minutes").asByteArray());
        Response seal = as(OFFICER, units.commune()).get(meeting + "/minutes/seal");
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(minutes));
        seal.then().statusCode(200).body("sha256", equalTo(hash));
        assertThat(payload(seal.path("seal"))).contains(hash, id(meeting));
        json(OFFICER, units.commune()).body(Map.of("notes", "sửa")).put(meeting + "/agenda/1/notes").then().statusCode(409);

        me(members.get(1)).get("/campaigns/v1/me/export").then().statusCode(200).body("sections.invitations.capacity", contains("member"), "sections.openVotes.choice",
                hasSize(1), "sections.ballotPapers", hasSize(0));

        // Who is forgotten is so in the minutes too: they are made and sealed anew.
        assertThat(Erasures.receipt(listeners, federation.worker(), members.get(0)).path("invitations").asInt()).isEqualTo(1);
        assertThat(as(OFFICER, units.commune()).get(meeting + "/minutes").asByteArray()).isNotEqualTo(minutes);
        as(OFFICER, units.commune()).get(meeting + "/invitations").then().body("items[0].name", equalTo(Erasures.PSEUDONYM));
    }

    @Test
    void oneBallotPaperAloneIsNoSecretSoItsUrnIsNotOpened() {
        String meeting = opened(2);
        List<UUID> members = members(meeting);
        String vote = put(meeting, "secret");
        Map<String, String> key = as(OFFICER, units.commune()).get(vote).path("publicKey");
        paper(meeting, vote, members.get(0), new Voter(UUID.fromString(id(vote)), key).blinded()).then().statusCode(200);
        json(OFFICER, units.commune()).post(vote + "/urn").then().statusCode(409).body("code", equalTo("vote-one-paper"));
        json(OFFICER, units.commune()).post(vote + "/closing").then().statusCode(200).body("state", equalTo("closed")).body("cast", equalTo(0));
        String second = put(meeting, "secret");
        Map<String, String> other = as(OFFICER, units.commune()).get(second).path("publicKey");
        members.forEach(member -> paper(meeting, second, member, new Voter(UUID.fromString(id(second)), other).blinded()).then().statusCode(200));
        json(OFFICER, units.commune()).post(second + "/urn").then().statusCode(200).body("state", equalTo("casting"));
    }

    @Test
    void countsASecretVoteThatEverybodyCanVerifyAndNobodyCanJoinToAVoter() {
        String meeting = opened(5);
        List<UUID> members = members(meeting);
        String vote = put(meeting, "secret");
        UUID voteId = UUID.fromString(id(vote));
        Map<String, String> key = as(OFFICER, units.commune()).get(vote).path("publicKey");
        List<Voter> voters = members.stream().map(any -> new Voter(voteId, key)).toList();
        List<String> signatures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            signatures.add(voters.get(i).signature(paper(meeting, vote, members.get(i), voters.get(i).blinded()).then().statusCode(200).extract().path("signature")));
        }
        // The same paper again, never another; and nobody votes before all papers are out.
        assertThat(voters.get(0).signature(paper(meeting, vote, members.get(0), voters.get(0).blinded()).path("signature"))).isEqualTo(signatures.get(0));
        paper(meeting, vote, members.get(0), new Voter(voteId, key).blinded()).then().statusCode(409).body("code", equalTo("ballot-paper-given"));
        cast(vote, voters.get(0).serial(), 1, signatures.get(0)).then().statusCode(409).body("code", equalTo("vote-not-from"));
        json(OFFICER, units.commune()).post(vote + "/urn").then().statusCode(200).body("given", equalTo(5)).body("state", equalTo("casting"));
        paper(meeting, vote, members.get(1), voters.get(1).blinded()).then().statusCode(409);
        cast(vote, voters.get(0).serial(), 1, signatures.get(1)).then().statusCode(422).body("code", equalTo("ballot-not-signed"));
        cast(vote, voters.get(0).serial(), 3, signatures.get(0)).then().statusCode(422).body("code", equalTo("vote-no-option"));
        for (int i = 4; i >= 0; i--) {
            cast(vote, voters.get(i).serial(), i < 3 ? 1 : 2, signatures.get(i)).then().statusCode(204);
        }
        // Whoever sends it, and however often: it is the signature that counts.
        AccessMatrix.of("PUT", vote + "/ballots/" + voters.get(0).serial()).body(() -> Map.of("choice", 1, "signature", signatures.get(0))).openToAll().check();
        cast(vote, voters.get(0).serial(), 2, signatures.get(0)).then().statusCode(409).body("code", equalTo("ballot-cast-before"));
        as(OFFICER, units.commune()).get(vote + "/urn").then().statusCode(409);
        json(OFFICER, units.commune()).post(vote + "/closing").then().statusCode(200).body("options.votes", contains(3, 2)).body("cast", equalTo(5))
                .body("carried", equalTo(1));
        cast(vote, new Voter(voteId, key).serial(), 1, signatures.get(0)).then().statusCode(422);

        // Each finds his own, anybody checks every signature and counts.
        List<Map<String, Object>> urn = me(members.get(3)).get(myMeeting(meeting) + "/votes/" + voteId + "/urn").then().statusCode(200).extract().path("items");
        assertThat(urn).hasSize(5).anySatisfy(ballot -> assertThat(ballot).containsEntry("serial", voters.get(3).serial()).containsEntry("choice", 2));
        assertThat(urn).allSatisfy(ballot -> assertThat(BlindSignature.isGood(BlindSignature.publicKey(number(key.get("n")), number(key.get("e"))),
                BlindSignature.message(voteId, (String) ballot.get("serial")), Base64.getUrlDecoder().decode((String) ballot.get("signature")))).isTrue());

        // What is kept: no column of the urn names voter or time, nor does where and by which transaction its rows lie there tell their order.
        assertThat(Sql.of("SELECT column_name FROM information_schema.columns WHERE table_name = 'ballot'").list(federation.worker(), row -> row.getString(1)))
                .containsExactlyInAnyOrder("vote_id", "serial", "choice", "signature");
        assertThat(Sql.of("SELECT column_name FROM information_schema.columns WHERE table_name = 'ballot_paper'").list(federation.worker(), row -> row.getString(1)))
                .containsExactlyInAnyOrder("vote_id", "invitation_id", "unit_id", "blinded_hash");
        List<String> lying = Sql.of("SELECT serial FROM ballot WHERE vote_id = ? ORDER BY ctid", voteId).list(federation.worker(), row -> row.getString(1));
        assertThat(lying).isSorted();
        assertThat(Sql.of("SELECT count(DISTINCT xmin::text) FROM ballot WHERE vote_id = ?", voteId).first(federation.worker(), row -> row.getInt(1))).contains(1);
        assertThat(Sql.of("SELECT count(*) FROM idempotency_record WHERE body LIKE ANY (?::text[]) OR body LIKE ?", signatures.stream().map(each -> "%" + each + "%")
                .toArray(String[]::new), "%signature%").first(federation.worker(), row -> row.getInt(1))).contains(0);
        assertThat(Sql.of("SELECT key_sealed IS NULL FROM meeting_vote WHERE id = ?", voteId).first(federation.worker(), row -> row.getBoolean(1))).contains(true);
    }

    @Test
    void letsTheInstallationsOfficerAloneSignWithANewKey() {
        String meeting = call("team");
        String pass = me(invite(meeting, 1).get(0)).get(myMeeting(meeting) + "/pass").path("pass");
        Map<String, String> why = Map.of("why", "Hằng năm");
        given().contentType("application/json").body(why).post("/campaigns/v1/meeting-keys").then().statusCode(401);
        json("federation-officer", units.province()).body(why).post("/campaigns/v1/meeting-keys").then().statusCode(403);
        given().header("Authorization", "Bearer " + Tokens.of("unit-officer").token()).contentType("application/json").body(why).post("/campaigns/v1/meeting-keys").then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + Tokens.of("federation-officer").token()).contentType("application/json").body(why).post("/campaigns/v1/meeting-keys").then()
                .statusCode(200).body("keys[0].d", nullValue());
        assertThat((String) as(OFFICER, units.commune()).get(meeting + "/invitations/" + invitations(meeting).get(0) + "/pass").path("pass")).isNotEqualTo(pass);
        checkIn(meeting, List.of(seen(pass, 10))).then().body("result", contains("counted"));
    }

    @Test
    void takesInWhoComesWhileItRunsOver() {
        String meeting = call("team");
        List<UUID> members = invite(meeting, 3);
        List<String> invited = invitations(meeting);
        present(meeting, invited.get(0));
        present(meeting, invited.get(1));
        json(OFFICER, units.commune()).body(officers(invited)).post(meeting + "/opening").then().statusCode(200);
        String pass = me(members.get(2)).get(myMeeting(meeting) + "/pass").path("pass");
        // It was to end twenty minutes after its begin, forty minutes ago.
        Sql.of("UPDATE meeting SET ends_at = ? WHERE id = ?::uuid", begin.plusMinutes(20), id(meeting)).run(federation.worker());
        checkIn(meeting, List.of(seen(pass, 30))).then().statusCode(200).body("result", contains("counted"));
        json(OFFICER, units.commune()).body(Map.of("conclusions", "x")).post(meeting + "/closing").then().statusCode(200);
        checkIn(meeting, List.of(seen(pass, 29))).then().body("result", contains("counted-before"));
        assertThat(Long.parseLong(payload(pass).replaceAll(".*\"exp\":(\\d+).*", "$1"))).as("a reader without a connection still takes it")
                .isGreaterThan(begin.plusHours(3).toEpochSecond());
    }

    @Test
    void papersGoAlongWithThePointsOfTheAgenda() {
        String meeting = call("team");
        for (int item = 1; item <= 2; item++) {
            as(OFFICER, units.commune()).contentType("application/pdf").body(PDF).queryParam("name", "Điểm " + item).queryParam("item", item).post(meeting + "/papers").then()
                    .statusCode(201);
        }
        agenda(meeting, "Việc khác", "Hỗ trợ đoàn viên", "Phát động thi đua");
        as(OFFICER, units.commune()).get(meeting + "/papers").then().body("name", contains("Điểm 1", "Điểm 2")).body("item", contains(2, 1));
        agenda(meeting, "Hỗ trợ đoàn viên");
        as(OFFICER, units.commune()).get(meeting + "/papers").then().body("item", contains(1, null));
    }

    private void agenda(String meeting, String... titles) {
        as(OFFICER, units.commune()).contentType("application/merge-patch+json;charset=UTF-8").header("If-Match", as(OFFICER, units.commune()).get(meeting).header("ETag"))
                .body(Map.of("agenda", List.of(titles).stream().map(title -> Map.of("title", title)).toList())).patch(meeting).then().statusCode(200);
    }

    @Test
    void keepsEveryVersionOfItsPapers() {
        String meeting = call("team");
        List<UUID> members = invite(meeting, 1);
        String paper = as(OFFICER, units.commune()).contentType("application/pdf").body(PDF).queryParam("name", "Báo cáo quý").queryParam("item", 1).post(meeting + "/papers")
                .then().statusCode(201).body("version", equalTo(1)).extract().header("Location");
        as(OFFICER, units.commune()).contentType("application/pdf").body("kịch bản".getBytes(StandardCharsets.UTF_8)).queryParam("name", "x").post(meeting + "/papers").then()
                .statusCode(422).body("code", equalTo("meeting-paper-content"));
        byte[] second = "%PDF-1.7 bản sửa".getBytes(StandardCharsets.UTF_8);
        as(OFFICER, units.commune()).contentType("application/pdf").body(second).post(paper + "/versions").then().statusCode(201).body("version", equalTo(2));
        as(OFFICER, units.commune()).get(paper + "/versions").then().body("items.version", contains(2, 1)).body("items.sha256", everyItem(notNullValue()));
        assertThat(as(OFFICER, units.commune()).get(paper).asByteArray()).isEqualTo(second);
        assertThat(as(OFFICER, units.commune()).get(paper + "?version=1").asByteArray()).isEqualTo(PDF);
        me(members.get(0)).get(myMeeting(meeting)).then().statusCode(200).body("papers.version", contains(2)).body("agenda", hasSize(2));
        assertThat(me(members.get(0)).get(myMeeting(meeting) + "/papers/" + id(paper)).asByteArray()).isEqualTo(second);
        as(OFFICER, units.commune()).get(paper).then().header("Content-Disposition", equalTo("attachment")).header("X-Content-Type-Options",
                equalTo("nosniff"));
        // Where attachments lie, and not in the row; one from before, which does, is read there.
        assertThat(Sql.of("SELECT count(*) FROM paper_version WHERE paper_id = ?::uuid AND content IS NULL AND file_id IS NOT NULL", id(paper))
                .first(federation.worker(), row -> row.getInt(1))).contains(2);
        Sql.of("INSERT INTO paper_version (paper_id, unit_id, version, media_type, size, sha256, content, added_by, added_at) SELECT paper_id, unit_id, "
                + "3, media_type, "
                + "size, sha256, ?, added_by, added_at FROM paper_version WHERE paper_id = ?::uuid AND version = 1", PDF, id(paper)).run(federation.worker());
        assertThat(as(OFFICER, units.commune()).get(paper).asByteArray()).isEqualTo(PDF);
        assertThat(me(members.get(0)).get(myMeeting(meeting) + "/papers/" + id(paper)).asByteArray()).isEqualTo(PDF);
        me(Ids.next()).get(myMeeting(meeting)).then().statusCode(404);
    }

    @Test
    void comesBackTwiceAMonthWithPoliceAndUnion() {
        String series = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "name", "Giao ban đội xe ôm", "kind", "team", "monthDays", List.of(5, 20), "atTime",
                "08:00", "minutes", 60, "starts", "2026-01-01", "partners", List.of("Công an xã", "Liên đoàn Lao động"), "agenda", List.of("An ninh trật tự", "Đời sống")))
                .post("/campaigns/v1/meeting-series").then().statusCode(201).extract().header("Location");
        Map<String, Object> span = Map.of("from", "2026-06-01", "to", "2026-08-31");
        json(OFFICER, units.commune()).body(span).post(series + "/meetings").then().statusCode(200).body("called", equalTo(6));
        json(OFFICER, units.commune()).body(span).post(series + "/meetings").then().body("called", equalTo(0));
        List<String> meetings = as(OFFICER, units.commune()).get(MEETINGS + "?series=" + id(series)).then().body("items", hasSize(6))
                .body("items[5].startsAt", equalTo("2026-06-05T01:00:00Z")).extract().path("items.id");
        as(OFFICER, units.commune()).get(MEETINGS + "/" + meetings.get(0) + "/invitations").then().body("items.name", hasSize(2)).body("items.capacity", everyItem(equalTo("partner")));
        as(OFFICER, units.commune()).get(MEETINGS + "/" + meetings.get(0)).then().body("agenda.title", contains("An ninh trật tự", "Đời sống"));
        String list = "/campaigns/v1/meeting-series?q=giao ban&kind=team&";
        as(OFFICER, units.commune()).get(list + "state=running&year=2026").then().statusCode(200).body("items", hasSize(1));
        as(OFFICER, units.commune()).get(list + "year=2025").then().body("items", hasSize(0));
        as(OFFICER, units.commune()).get(list + "state=over").then().body("items", hasSize(0));
        json(OFFICER, units.commune()).body(Map.of("why", "Hết giai đoạn")).post(series + "/stop").then().statusCode(200).body("stoppedOn", notNullValue());
        json(OFFICER, units.commune()).body(span).post(series + "/meetings").then().statusCode(409);
        json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "name", "x", "kind", "team", "monthDays", List.of(5), "weekday", 1, "ordinals", List.of(1), "atTime", "08:00",
                "minutes", 60, "starts", "2026-01-01")).post("/campaigns/v1/meeting-series").then().statusCode(400);
    }

    @Test
    void eachMeetingOfASeriesHasTheQuorumOfItsOwnDay() {
        String kind = "team";
        UUID rule = Ids.next();
        Sql.of("INSERT INTO meeting_rule (id, jurisdiction, kind, valid_from, quorum_num, quorum_den, majority_num, majority_den, citation, verified) "
                + "VALUES (?, 'vn', ?, '2031-07-01', 3, 4, 1, 2, 'HD 9', false)", rule, kind).run(federation.worker());
        try {
            String series = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "name", "Giao ban", "kind", kind, "monthDays", List.of(5), "atTime",
                    "08:00", "minutes", 60, "starts", "2031-06-01", "partners", List.of(), "agenda", List.of())).post("/campaigns/v1/meeting-series").then()
                    .statusCode(201).extract().header("Location");
            json(OFFICER, units.commune()).body(Map.of("from", "2031-06-01", "to", "2031-07-31")).post(series + "/meetings").then().statusCode(200)
                    .body("called", equalTo(2));
            assertThat(Sql.of("SELECT quorum_by FROM meeting WHERE series_id = ?::uuid ORDER BY series_day", id(series)).list(federation.worker(),
                    row -> row.getString(1))).hasSize(2).last().isEqualTo("HD 9");
            assertThat(Sql.of("SELECT quorum_num FROM meeting WHERE series_id = ?::uuid ORDER BY series_day", id(series)).list(federation.worker(),
                    row -> row.getInt(1))).last().isEqualTo(3);
            assertThat(Sql.of("SELECT quorum_by FROM meeting WHERE series_id = ?::uuid ORDER BY series_day", id(series)).list(federation.worker(),
                    row -> row.getString(1))).first().isNotEqualTo("HD 9");
        } finally {
            Sql.of("UPDATE meeting_rule SET cancelled_at = now(), cancelled_why = 'test' WHERE id = ?", rule).run(federation.worker());
        }
    }

    @Test
    void aVoteAsksForAsManyAsTheRuleOrMore() {
        String meeting = opened(3);
        Map<String, Object> looser = new java.util.HashMap<>(Map.of("question", "Thông qua", "kind", "open", "options", List.of("Đồng ý", "Không"), "majority",
                Map.of("num", 1, "den", 10)));
        json(OFFICER, units.commune()).body(looser).post("/campaigns/v1/votes?meeting=" + id(meeting)).then().statusCode(422)
                .body("code", equalTo("vote-majority-looser"));
        looser.put("majority", Map.of("num", 2, "den", 3));
        json(OFFICER, units.commune()).body(looser).post("/campaigns/v1/votes?meeting=" + id(meeting)).then().statusCode(201)
                .body("majorityNum", equalTo(2)).body("majorityBy", equalTo("as the meeting decides"));
    }

    private String call(String kind) {
        return json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "name", "Họp", "kind", kind, "place", "Trụ sở", "startsAt", begin.toString(), "endsAt",
                begin.plusHours(3).toString(), "agenda", List.of(Map.of("title", "Hỗ trợ đoàn viên"), Map.of("title", "Việc khác")))).post(MEETINGS).then().statusCode(201)
                .extract().header("Location");
    }

    private List<UUID> invite(String meeting, int count) {
        List<UUID> members = new ArrayList<>();
        List<Map<String, Object>> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(Ids.next());
            people.add(Map.of("member", members.get(i), "name", "Đoàn viên " + i, "capacity", "member", "votes", true));
        }
        json(OFFICER, units.commune()).body(Map.of("people", people)).post(meeting + "/invitations").then().statusCode(200).body("invited", equalTo(count));
        json(OFFICER, units.commune()).body(Map.of("people", people)).post(meeting + "/invitations").then().body("invited", equalTo(0));
        return members;
    }

    private List<String> invitations(String meeting) {
        return as(OFFICER, units.commune()).get(meeting + "/invitations").path("items.id");
    }

    private List<UUID> members(String meeting) {
        List<String> members = as(OFFICER, units.commune()).get(meeting + "/invitations").path("items.member");
        return members.stream().map(UUID::fromString).toList();
    }

    private String opened(int members) {
        String meeting = call("committee");
        invite(meeting, members);
        List<String> invited = invitations(meeting);
        invited.forEach(each -> present(meeting, each));
        json(OFFICER, units.commune()).body(officers(invited)).post(meeting + "/opening").then().statusCode(200);
        return meeting;
    }

    private static Map<String, Object> officers(List<String> invited) {
        return Map.of("chair", invited.get(0), "secretary", invited.get(1));
    }

    private void present(String meeting, String invitation) {
        json(OFFICER, units.commune()).post(meeting + "/invitations/" + invitation + "/presence").then().statusCode(200);
    }

    private String put(String meeting, String kind) {
        return json(OFFICER, units.commune()).body(Map.of("question", "Thông qua mức hỗ trợ", "kind", kind, "options", List.of("Đồng ý", "Không đồng ý"), "item", 1))
                .post("/campaigns/v1/votes?meeting=" + id(meeting)).then().statusCode(201).extract().header("Location");
    }

    private Response checkIn(String meeting, List<Map<String, Object>> entries) {
        return json("desk-clerk", units.commune()).body(Map.of("entries", entries)).post(meeting + "/check-ins");
    }

    private Map<String, Object> seen(String pass, int minutes) {
        return Map.of("pass", pass, "at", atMinute(minutes));
    }

    /** As answers write a moment: with its seconds, also where they are none, which an OffsetDateTime leaves out. */
    private String atMinute(int minutes) {
        return begin.plusMinutes(minutes).toInstant().toString();
    }

    private Response paper(String meeting, String vote, UUID member, String blinded) {
        return me(member).contentType("application/json").header("Idempotency-Key", UUID.randomUUID().toString()).body(Map.of("blinded", blinded))
                .post(myMeeting(meeting) + "/votes/" + id(vote) + "/ballot-paper");
    }

    private static Response cast(String vote, String serial, int choice, String signature) {
        return given().contentType("application/json").header("Accept-Language", "en").body(Map.of("choice", choice, "signature", signature)).put(vote + "/ballots/" + serial);
    }

    private RequestSpecification me(UUID member) {
        return given().header("Authorization", "Bearer " + Tokens.of("member").unit(units.grassroots()).member(member).token()).header("Accept-Language", "en");
    }

    private static String myMeeting(String meeting) {
        return "/campaigns/v1/my-meetings/" + id(meeting);
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    private static String payload(String jws) {
        return new String(Base64.getUrlDecoder().decode(jws.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
