package org.doanket.membership.body;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
    private Acts acts;
    private String unit;

    @BeforeEach
    void electACommittee() {
        tree = new Api.Tree();
        UUID chair = People.member(tree.grassRoots);
        UUID second = People.member(tree.grassRoots);
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
}
