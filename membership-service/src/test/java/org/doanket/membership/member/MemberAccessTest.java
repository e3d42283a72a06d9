package org.doanket.membership.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of members × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberAccessTest {

    private static final String[] READERS = {"federation-officer", "unit-officer", "treasurer", "integration"};
    private static final String[] OFFICERS = {"federation-officer", "unit-officer"};

    private Api.Tree tree;
    private String member;

    @BeforeEach
    void admitOne() {
        tree = new Api.Tree();
        member = Api.BASE + "/members/" + admitted();
    }

    @Test
    void reading() {
        reach(AccessMatrix.of("GET", member)).roles(READERS).check();
        for (String path : new String[] {"/history", "/moves", "/reminders", "/rights", "/rights?asOf=2024-01-01"}) {
            reach(AccessMatrix.of("GET", member + path)).roles(OFFICERS).check();
        }
        reach(AccessMatrix.of("GET", Api.BASE + "/members/overdue-suspensions?unit=" + tree.commune)).roles(OFFICERS).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/members?unit=" + tree.commune)).roles(READERS).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/members?asOf=2025-01-01&unit=" + tree.commune)).roles(READERS).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/members?asOf=2025-01-01&unit=" + tree.commune).accept("text/csv")).roles(READERS).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/members/count?scope=subtree&unit=" + tree.commune))
                .roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "integration").check();
        reach(AccessMatrix.of("GET", Api.BASE + "/members?unit=" + tree.commune).accept("text/csv")).roles(READERS).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/members?purpose=insurance-list&unit=" + tree.commune).accept("text/csv")).roles(OFFICERS).check();
        AccessMatrix.of("GET", Api.BASE + "/members").roles(READERS).inside(tree.commune).answersEverybodyTheirOwn().check();
    }

    @Test
    void writing() {
        reach(AccessMatrix.of("POST", Api.BASE + "/members").body(() -> Map.of("unitId", tree.commune, "fullName", "A", "joinedOn", "2020-01-01")))
                .roles("federation-officer", "unit-officer", "integration").check();
        reach(AccessMatrix.of("PATCH", member).body("application/merge-patch+json", () -> Map.of("position", "x")).ifMatch("*")).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/members/" + admitted() + "/status-changes")
                .body(() -> Map.of("status", "left", "since", "2024-01-01", "reason", "own request"))).roles(OFFICERS).check();
        everybody(AccessMatrix.of("POST", Api.BASE + "/members/national-id-searches").body(() -> Map.of("nationalId", "001099000001", "purpose",
                "is already a member?"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", member + "/national-id-reveals").body(() -> Map.of("purpose", "insurance claim 12"))).roles(OFFICERS).check();
    }

    @Test
    void endingAndReturning() {
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/members/" + admitted() + "/category-changes")
                .body(() -> Map.of("category", "honorary", "since", "2024-01-01", "reason", "a post"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", member + "/reminders").body(() -> Map.of("on", "2024-01-01", "channel", "letter"))).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", member + "/profile-reveals").body(() -> Map.of("fields", Set.of("religion"), "purpose", "pilgrimage list")))
                .roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/members/" + left() + "/returns").body(() -> Map.of("joinedOn", "2025-01-01",
                "decisionNumber", "12/QĐ", "decisionDate", "2024-12-30")))
                .roles(OFFICERS).check();
    }

    @Test
    void wordsAndRules() {
        String[] all = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor", "desk-clerk", "tips-officer",
            "integration"};
        AccessMatrix.of("GET", Api.BASE + "/member-categories").openToAll().check();
        everybody(AccessMatrix.of("GET", Api.BASE + "/right-rules")).roles(all).check();
        everybody(AccessMatrix.of("GET", Api.BASE + "/member-statuses?jurisdiction=vn")).roles("federation-officer", "unit-officer", "treasurer",
                "auditor", "integration").check();
        everybody(AccessMatrix.of("GET", Api.BASE + "/profile-fields")).roles("federation-officer", "unit-officer", "member", "integration").check();
    }

    private AccessMatrix everybody(AccessMatrix matrix) {
        return matrix.inside(tree.commune).answersEverybodyTheirOwn();
    }

    private UUID left() {
        UUID id = admitted();
        People.setStatus(id, "left", "2024-01-01");
        return id;
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }

    private UUID admitted() {
        return UUID.fromString(Api.officer().contentType("application/json")
                .body(Map.of("unitId", tree.commune, "fullName", "A", "joinedOn", "2020-01-01")).post("/members").then().statusCode(201)
                .extract().path("id"));
    }
}
