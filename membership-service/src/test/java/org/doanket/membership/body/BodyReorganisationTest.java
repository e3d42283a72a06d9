package org.doanket.membership.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of bodies and offices when their unit moves, ends and comes back. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BodyReorganisationTest {

    private Api.Tree tree;
    private UUID body;
    private UUID chair;
    private UUID second;
    private Acts acts;
    private String unit;

    @BeforeEach
    void electACommittee() {
        tree = new Api.Tree();
        chair = People.member(tree.grassRoots);
        second = People.member(tree.grassRoots);
        body = Bodies.formed(Bodies.committee(tree.grassRoots, 3, chair, "chair", second, "treasurer"));
        acts = new Acts(tree.province, "2025-11-01");
        unit = Acts.code(tree.grassRoots);
    }

    @Test
    void bodiesGoWithTheirUnit() {
        Api.as("unit-officer", tree.sibling).get("/bodies/" + body).then().statusCode(404);

        acts.done(Acts.step("move", unit, "parent", Acts.code(tree.sibling)));

        Api.as("unit-officer", tree.sibling).get("/bodies/" + body).then().statusCode(200).body("state", equalTo("sitting"));
        Api.as("unit-officer", tree.sibling).get("/officers?body=" + body).then().statusCode(200).body("items", hasSize(2));
        Api.as("unit-officer", tree.commune).get("/bodies/" + body).then().statusCode(404);
    }

    @Test
    void bodiesAndOfficersAreAnsweredAsTheTreeStoodThatDay() {
        acts.done(Acts.step("move", unit, "parent", Acts.code(tree.sibling)));
        Bodies.act("/officers/" + Bodies.officer(body, "chair") + "/ending", Bodies.end("2025-11-10")).statusCode(200);

        asOf(tree.commune, "bodies", "2025-10-14").body("items", empty());
        asOf(tree.commune, "bodies", "2025-10-31").body("items.id", contains(body.toString()), "items[0].state", equalTo("sitting"),
                "items[0].vacancies", equalTo(2));
        asOf(tree.commune, "bodies", "2025-11-01").body("items", empty());
        asOf(tree.sibling, "bodies", "2025-10-31").body("items", empty());
        asOf(tree.sibling, "bodies", "2025-11-10").body("items.id", contains(body.toString()), "items[0].vacancies", equalTo(3));
        asOf(tree.commune, "bodies", "2019-12-31").body("items", empty());
        // Whoever is above a unit now may ask for what it had where it stood then.
        for (String what : new String[] {"bodies", "officers"}) {
            Api.as("unit-officer", tree.sibling).get("/" + what + "?unit=" + tree.grassRoots + "&asOf=2025-10-31").then().statusCode(200)
                    .body("items.size()", equalTo(what.equals("bodies") ? 1 : 2));
        }

        asOf(tree.commune, "role-bindings", "2025-10-31").body("items.role", containsInAnyOrder("unit-officer", "treasurer"), "items.subject.unique()",
                contains(nullValue()));
        asOf(tree.commune, "role-bindings", "2025-11-01").body("items", empty());
        asOf(tree.sibling, "role-bindings", "2025-11-09").body("items", hasSize(2));
        asOf(tree.sibling, "role-bindings", "2025-11-10").body("items.role", contains("treasurer"));

        // Whom the upper union of that day reaches no more it knows by the office, not by name.
        asOf(tree.commune, "officers", "2025-10-31").body("items.position", containsInAnyOrder("chair", "treasurer"), "items.memberName.unique()",
                contains(nullValue()), "items.find { it.position == 'chair' }.roles", contains("unit-officer"));
        asOf(tree.commune, "officers", "2025-11-01").body("items", empty());
        asOf(tree.sibling, "officers", "2025-11-09").body("items", hasSize(2), "items.memberName.unique()", contains("Trần Thị Mẫu"),
                "items.find { it.position == 'chair' }.endedOn", nullValue(), "items.find { it.position == 'chair' }.roles", contains("unit-officer"));
        asOf(tree.sibling, "officers", "2025-11-10").body("items.position", contains("treasurer"));
        asOf(tree.sibling, "officers", "2025-10-14").body("items", empty());
        Api.as("unit-officer", tree.commune).get("/officers?unit=" + tree.grassRoots + "&asOf=2025-10-31").then().statusCode(404);
    }

    @Test
    void aBodyThatEndedSinceSatOnTheDayBefore() {
        Acts.done(acts.draft(Acts.step("dissolve", unit)));
        Bodies.get("/bodies?unit=" + tree.grassRoots + "&asOf=2025-10-31").body("items[0].state", equalTo("sitting"), "items[0].endedOn", nullValue(),
                "items[0].endReason", nullValue());
        Bodies.get("/bodies?unit=" + tree.grassRoots + "&state=sitting&vacant=true&asOf=2025-10-31").body("items", hasSize(1));
        Bodies.get("/bodies?unit=" + tree.grassRoots + "&state=all&asOf=2025-11-01").body("items", empty());
    }

    private static ValidatableResponse asOf(UUID unit, String what, String day) {
        return Api.as("unit-officer", unit).get("/" + what + "?scope=subtree&unit=" + unit + "&asOf=" + day).then().statusCode(200);
    }

    @Test
    void bodiesEndWithTheirUnitAndComeBackWithIt() {
        String id = acts.draft(Acts.step("dissolve", unit));
        Acts.done(id);

        Bodies.get("/reorganisations/" + id + "/dry-run/units").body("items.find { it.action == 'ended' }.lines.'bodies-end'", equalTo(1),
                "items.find { it.action == 'ended' }.lines.'officers-end'", equalTo(2));
        Bodies.get("/bodies/" + body).body("state", equalTo("ended"), "endedOn", equalTo("2025-11-01"), "endReason", equalTo("unit-ended"));
        Bodies.get("/officers?state=all&body=" + body).body("items.endReason.unique()", contains("unit-ended"));
        Bodies.get("/officers?body=" + body).body("items", empty());

        Acts.done(Acts.counter(id, "2025-11-10"));

        Bodies.get("/bodies/" + body).body("state", equalTo("sitting"));
        Bodies.get("/officers?body=" + body).body("items", hasSize(2))
                .body("items.find { it.position == 'chair' }.roles", contains("unit-officer"));
    }

    @Test
    void officesOfWhomASplitSendsElsewhereAreForeseenEndOnTheDayAndComeBackWithTheCounterAct() {
        UUID upper = Bodies.formed(Bodies.committee(tree.commune, 3, chair, "member", second, "chair"));
        String id = acts.draft(Acts.step("split", unit, "into", Acts.code(tree.sibling), "members", List.of(Acts.memberCode(chair))));
        JsonPath seen = Acts.done(id);
        assertThat(seen.getInt("lines.'officers-elsewhere'")).isEqualTo(2);
        assertThat(seen.getInt("lines.'members-leave'")).isEqualTo(1);
        Bodies.get("/reorganisations/" + id + "/dry-run/findings").body("items.findAll { it.code == 'officers-elsewhere' }.unitCode",
                containsInAnyOrder(unit, Acts.code(tree.commune)));
        for (UUID each : List.of(body, upper)) {
            Bodies.get("/officers?state=all&member=" + chair + "&body=" + each).body("items.endedOn", contains("2025-11-01"), "items.endReason",
                    contains("member-elsewhere"), "items.endAct", contains("215/QD-LDLD"));
            Bodies.get("/officers?body=" + each).body("items.memberId", contains(second.toString()));
        }
        asOf(tree.commune, "officers", "2025-10-31").body("items.memberId", hasItem(chair.toString()));
        Bodies.get("/role-bindings?member=" + chair).body("items", empty());

        String counter = Acts.counter(id, "2025-11-10");
        assertThat(Acts.done(counter).getInt("lines.'officers-return'")).isEqualTo(2);
        Bodies.get("/officers?member=" + chair).body("items.bodyId", containsInAnyOrder(body.toString(), upper.toString()), "items.endAct.unique()",
                contains(nullValue()));
        Bodies.get("/role-bindings?member=" + chair).body("items.role", contains("unit-officer"), "items.validFrom", contains("2025-11-09T17:00:00Z"));
    }

    @Test
    void anOfficeThatSomebodyElseHasTakenMeanwhileIsNotGivenBack() {
        String id = acts.done(Acts.step("split", unit, "into", Acts.code(tree.sibling), "members", List.of(Acts.memberCode(chair))));
        Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", second, "position", "chair"), "basis", "elected", "actNumber", "02/BB",
                "startsOn", "2025-11-05")).statusCode(201);
        Acts.done(Acts.counter(id, "2025-11-10"));
        Bodies.get("/officers?position=chair&body=" + body).body("items.memberId", contains(second.toString()));
        Bodies.get("/officers?state=all&member=" + chair).body("items.endedOn", contains("2025-11-01"));
    }
}
