package org.doanket.membership.congress;

import static org.doanket.membership.congress.Congresses.elect;
import static org.doanket.membership.congress.Congresses.get;
import static org.doanket.membership.congress.Congresses.holding;
import static org.doanket.membership.congress.Congresses.planned;
import static org.doanket.membership.congress.Congresses.send;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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

/** What becomes of a congress when its unit moves, ends and comes back; and of its delegates' names. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CongressReorganisationTest {

    private Api.Tree tree;
    private UUID member;
    private String congress;

    @BeforeEach
    void convene() {
        tree = new Api.Tree();
        member = People.member(tree.commune);
        congress = planned(tree.commune, 40);
        elect(congress, tree.commune, member).statusCode(200);
    }

    @Test
    void isCancelledWithItsUnitAndPlannedAgainWithTheCounterAct() {
        Acts acts = new Acts(tree.province, "2025-08-01");
        String act = acts.draft(Acts.step("move", Acts.code(tree.grassRoots), "parent", Acts.code(tree.sibling)),
                Acts.step("merge", Acts.code(tree.commune), "into", Acts.code(tree.sibling)));
        Acts.done(act);
        Api.officer().get("/reorganisations/" + act + "/dry-run/units").then().body("items.find { it.unitId == '" + tree.commune
                + "' }.lines.'congresses-end'", equalTo(1));
        get("/" + congress).body("state", equalTo("cancelled"), "cancelReason", equalTo("unit-ended"), "closedOn", equalTo("2025-08-01"));
        get("?state=planned&scope=subtree&asOf=2025-07-31&unit=" + tree.province).body("items.id", contains(congress));
        get("?state=planned&scope=subtree&asOf=2025-08-01&unit=" + tree.province).body("items", empty());

        Acts.done(Acts.counter(act, "2025-09-01"));
        get("/" + congress).body("state", equalTo("planned"), "cancelReason", nullValue(), "delegates.elected", equalTo(1));
    }

    @Test
    void endsLikewiseWithAUnitThatEndsByItself() {
        String elsewhere = planned(tree.sibling, 5);
        Api.officer().contentType("application/json").body(Map.of("on", "2025-07-01", "actNumber", "1")).post("/units/" + tree.sibling + "/ending").then()
                .statusCode(200);
        get("/" + elsewhere).body("state", equalTo("cancelled"), "cancelReason", equalTo("unit-ended"));
        send("", Congresses.plan(tree.sibling, "delegates", 5)).statusCode(409).body("code", equalTo("congress-unit-ended"));
    }

    @Test
    void isAnsweredAsTheTreeStoodThatDay() {
        send("/" + congress + "/holding", holding(List.of())).statusCode(200);
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2025-08-25", "actNumber", "2/QD"))
                .post("/units/" + tree.commune + "/moves").then().statusCode(200);

        asOf(tree.province, "2025-05-31").body("items", empty());
        asOf(tree.province, "2025-07-09").body("items.state", contains("planned"), "items[0].delegates.elected", equalTo(0));
        asOf(tree.province, "2025-08-19").body("items.state", contains("planned"), "items[0].present", nullValue(), "items[0].delegates.elected", equalTo(1));
        asOf(tree.province, "2025-08-24").body("items.state", contains("held"), "items[0].present", equalTo(1));
        asOf(tree.province, "2025-08-25").body("items", empty());
        asOf(tree.elsewhere, "2025-08-24").body("items", empty());
        asOf(tree.elsewhere, "2025-08-25").body("items.state", contains("held"));
    }

    @Test
    void namesOnlyDelegatesWhomTheCallerReaches() {
        UUID below = People.member(tree.grassRoots);
        elect(congress, tree.grassRoots, below).statusCode(200);
        send("/" + congress + "/holding", holding(List.of())).statusCode(200);
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.sibling, "from", "2025-08-25", "actNumber", "2/QD"))
                .post("/units/" + tree.grassRoots + "/moves").then().statusCode(200);
        Api.as("unit-officer", tree.commune).get("/congresses/" + congress + "/delegates").then().statusCode(200)
                .body("items.memberName", contains("Trần Thị Mẫu", null));
    }

    private static ValidatableResponse asOf(UUID unit, String day) {
        return Api.as("unit-officer", unit).get("/congresses?scope=subtree&unit=" + unit + "&asOf=" + day).then().statusCode(200);
    }
}
