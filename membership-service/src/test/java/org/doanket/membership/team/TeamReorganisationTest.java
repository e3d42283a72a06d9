package org.doanket.membership.team;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.membership.reorganisation.Acts.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of teams when their guild is merged or dissolved by an act over many units, and when that is taken back. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TeamReorganisationTest {

    private static final String DAY = "2025-07-01";

    private Api.Tree tree;
    private Acts acts;
    private UUID guild;
    private UUID rider;
    private String service;
    private String team;
    private String part;

    @BeforeEach
    void foundGuildAndTeam() {
        tree = new Api.Tree();
        acts = new Acts(tree.province, DAY);
        guild = Api.unit("nghiep-doan", tree.commune);
        rider = People.member(guild);
        service = "ride-" + UUID.randomUUID().toString().substring(0, 8);
        team = post("/teams", Map.of("unitId", guild, "name", "Đội xe ôm", "service", service, "foundedOn", "2024-07-01")).statusCode(201).extract().path("id");
        part = post("/teams/" + team + "/members", Map.of("memberId", rider, "duty", "head", "joinedOn", "2024-08-01")).statusCode(201).extract().path("id");
        agree().statusCode(200);
        post("/teams/" + team + "/handovers", Map.of("teamMemberId", part, "item", "Mũ", "quantity", 1, "givenOn", "2024-08-02")).statusCode(201);
    }

    @Test
    void goOnInTheGuildThatTakesTheMembersAndComeBackWithTheCounterAct() {
        UUID successor = Api.unit("nghiep-doan", tree.sibling);
        String act = acts.draft(step("merge", Acts.code(guild), "into", Acts.code(successor)));
        JsonPath seen = Acts.done(act);
        assertThat(seen.getInt("lines.'teams-leave'")).isEqualTo(1);
        assertThat(seen.getInt("lines.'teams-come'")).isEqualTo(1);

        get("/teams/" + team).body("unitId", equalTo(successor.toString()), "endedOn", nullValue(), "members", equalTo(1));
        get("/team-members/" + part).body("leftOn", nullValue());
        card().body("valid", equalTo(true), "name", equalTo("Anh Mẫu"), "duty", equalTo("head"));
        for (String path : new String[] {"/team-members/" + part, "/teams/" + team + "/handovers", "/team-members/" + part + "/consents"}) {
            Api.as("unit-officer", successor).get(path).then().statusCode(200);
            Api.as("unit-officer", tree.commune).get(path).then().statusCode(404);
        }

        Acts.done(Acts.counter(act, "2025-08-01"));
        get("/teams/" + team).body("unitId", equalTo(guild.toString()), "members", equalTo(1));
        card().body("valid", equalTo(true), "name", equalTo("Anh Mẫu"));
        Api.as("unit-officer", tree.commune).get("/team-members/" + part).then().statusCode(200);
        Api.as("unit-officer", tree.sibling).get("/team-members/" + part).then().statusCode(404);
    }

    @Test
    void endWithTheGuildThatNobodySucceedsAndComeBackWithTheCounterAct() {
        String act = acts.draft(step("dissolve", Acts.code(guild)));
        assertThat(Acts.done(act).getInt("lines.'teams-end'")).isEqualTo(1);

        get("/teams/" + team).body("endedOn", equalTo(DAY), "endReason", equalTo("unit-ended"), "members", equalTo(0));
        get("/team-members/" + part).body("leftOn", equalTo(DAY), "leftReason", equalTo("unit-ended"));
        card().body("valid", equalTo(false), "name", nullValue());
        given().get(Api.BASE + "/public-teams?service=" + service).then().body("items", empty());

        String counter = Acts.counter(act, "2025-08-01");
        assertThat(Acts.done(counter).getInt("lines.'teams-return'")).isEqualTo(1);
        get("/teams/" + team).body("endedOn", nullValue(), "members", equalTo(1));
        get("/team-members/" + part).body("leftOn", nullValue(), "duty", equalTo("head"));
        given().get(Api.BASE + "/public-teams?service=" + service).then().body("items.name", contains("Đội xe ôm"));
        card().body("valid", equalTo(true), "name", nullValue());
        agree().statusCode(200);
        card().body("name", equalTo("Anh Mẫu"));
    }

    @Test
    void areAnsweredAsOfADayInTheGuildThatTheyWereOfThen() {
        UUID successor = Api.unit("nghiep-doan", tree.sibling);
        String act = acts.done(step("merge", Acts.code(guild), "into", Acts.code(successor)));
        asOf(guild, "2024-06-30").body("items", empty());
        asOf(guild, "2024-07-15").body("items.id", contains(team), "items[0].members", equalTo(0));
        asOf(guild, "2025-06-30").body("items.id", contains(team), "items[0].unitId", equalTo(guild.toString()), "items[0].members", equalTo(1));
        asOf(guild, DAY).body("items", empty());
        asOf(successor, "2025-06-30").body("items", empty());
        asOf(successor, DAY).body("items.id", contains(team), "items[0].unitId", equalTo(successor.toString()));
        Api.as("unit-officer", tree.commune).get("/teams?scope=subtree&asOf=2025-06-30&unit=" + tree.commune).then().statusCode(200)
                .body("items.id", contains(team));
        get("/teams/" + team + "/members?asOf=2024-07-31").body("items", empty());
        get("/teams/" + team + "/members?asOf=2024-08-01").body("items.id", contains(part));

        Acts.done(Acts.counter(act, "2025-08-01"));
        asOf(successor, "2025-07-31").body("items.id", contains(team));
        asOf(successor, "2025-08-01").body("items", empty());
        asOf(guild, "2025-07-31").body("items", empty());
        asOf(guild, "2025-08-01").body("items.id", contains(team));
        asOf(guild, "2025-06-30").body("items.id", contains(team));
    }

    private static ValidatableResponse asOf(UUID unit, String day) {
        return get("/teams?unit=" + unit + "&asOf=" + day);
    }

    @Test
    void loseWhomASplitTakesElsewhereUntilItIsTakenBack() {
        UUID other = Api.unit("nghiep-doan", tree.sibling);
        String code = Api.officer().get("/members/" + rider).then().extract().path("code");
        String act = acts.draft(step("split", Acts.code(guild), "into", Acts.code(other), "members", java.util.List.of(code)));
        assertThat(Acts.done(act).getInt("lines.'team-members-elsewhere'")).isEqualTo(1);
        get("/teams/" + team).body("unitId", equalTo(guild.toString()), "endedOn", nullValue());
        get("/team-members/" + part).body("leftOn", equalTo(DAY), "leftReason", equalTo("member-elsewhere"));
        card().body("valid", equalTo(false));

        Acts.done(Acts.counter(act, "2025-08-01"));
        get("/team-members/" + part).body("leftOn", nullValue());
        card().body("valid", equalTo(true));
    }

    private ValidatableResponse agree() {
        return post("/team-members/" + part + "/consents", Map.of("purpose", "name", "shown", "Anh Mẫu", "proof", "phiếu 12/2024", "givenOn", "2024-08-01"));
    }

    private ValidatableResponse card() {
        return given().get(Api.BASE + "/team-cards/" + part).then().statusCode(200);
    }

    private static ValidatableResponse post(String path, Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post(path).then();
    }

    private static ValidatableResponse get(String path) {
        return Api.officer().get(path).then().statusCode(200);
    }
}
