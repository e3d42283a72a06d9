package org.doanket.membership.body;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of bodies, officers and role bindings × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BodyAccessTest {

    private static final String[] READERS = {"federation-officer", "unit-officer", "auditor", "campaign-officer", "integration"};
    private static final String[] OF_OFFICERS = {"federation-officer", "unit-officer", "auditor", "integration"};
    private static final String[] OFFICERS = {"federation-officer", "unit-officer"};

    private Api.Tree tree;
    private UUID member;

    @BeforeEach
    void plant() {
        tree = new Api.Tree();
        member = People.member(tree.commune);
    }

    @Test
    void reading() {
        AccessMatrix.of("GET", Api.BASE + "/body-kinds").openToAll().check();
        UUID body = Bodies.formed(Bodies.committee(tree.commune, 3, member, "chair"));
        for (String path : List.of("/bodies/" + body, "/bodies/" + body + "/deadlines", "/bodies/" + body + "/findings", "/bodies?unit=" + tree.commune)) {
            reach(AccessMatrix.of("GET", Api.BASE + path)).roles(READERS).inside(tree.commune).check();
        }
        for (String path : List.of("/officers/" + Bodies.officer(body, "chair"), "/officers?unit=" + tree.commune, "/role-bindings?unit=" + tree.commune)) {
            reach(AccessMatrix.of("GET", Api.BASE + path)).roles(OF_OFFICERS).inside(tree.commune).check();
        }
        AccessMatrix.of("GET", Api.BASE + "/bodies").roles(READERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        for (String path : List.of("/officers", "/role-bindings")) {
            AccessMatrix.of("GET", Api.BASE + path).roles(OF_OFFICERS).inside(tree.commune).answersEverybodyTheirOwn().check();
        }
        AccessMatrix.of("GET", Api.BASE + "/body-size-rules").roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "integration").inside(tree.commune).answersEverybodyTheirOwn().check();
    }

    @Test
    void forming() {
        reach(AccessMatrix.of("POST", Api.BASE + "/bodies").body(() -> Bodies.committee(tree.commune, 3, member, "chair"))).roles(OFFICERS)
                .inside(tree.commune).check();
    }

    /** The unit's own officer is among those who must not: what is done to an office is done from above. */
    @Test
    void doingFromAbove() {
        above("ending", () -> Bodies.formed(Bodies.committee(tree.commune, 3, member, "chair")), Bodies.end("2026-01-01"));
        UUID body = Bodies.formed(Bodies.committee(tree.commune, 13, member, "chair"));
        reach(AccessMatrix.of("POST", Api.BASE + "/bodies/" + body + "/officers").body(() -> Map.of("officer", Map.of("memberId", member,
                "position", "member"), "basis", "elected", "actNumber", "1", "startsOn", "2026-01-01"))).outside(tree.commune).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/officers/" + chair() + "/ending").body(() -> Bodies.end("2026-01-01")))
                .outside(tree.commune).roles(OFFICERS).check();
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/officers/" + chair() + "/account").body(() -> Map.of("account", "a")))
                .outside(tree.commune).roles(OFFICERS).check();
        above("recognition", this::waiting, Map.of("actNumber", "1", "on", "2025-11-01"));
        above("refusal", this::waiting, Map.of("actNumber", "1", "on", "2025-11-01", "reason", "a test"));
    }

    @Test
    void settingRulesOfSize() {
        int[] year = {2049};
        String one = Bodies.act("/body-size-rules", rule(++year[0])).statusCode(201).extract().path("id");
        AccessMatrix.of("GET", Api.BASE + "/body-size-rules/" + one).roles("federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer",
                "map-editor", "desk-clerk", "tips-officer", "integration").inside(tree.commune).answersEverybodyTheirOwn().check();
        AccessMatrix.of("POST", Api.BASE + "/body-size-rules").body(() -> rule(++year[0])).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
        AccessMatrix.of("POST", () -> Api.BASE + "/body-size-rules/" + Bodies.act("/body-size-rules", rule(++year[0])).statusCode(201).extract()
                .path("id") + "/cancellation").body(() -> Map.of("why", "a test")).roles("federation-officer").inside(tree.province)
                .outside(tree.commune, tree.sibling, tree.grassRoots).check();
    }

    private void above(String action, java.util.function.Supplier<UUID> fresh, Map<String, Object> command) {
        reach(AccessMatrix.of("POST", () -> Api.BASE + "/bodies/" + fresh.get() + "/" + action).body(() -> command)).outside(tree.commune)
                .roles(OFFICERS).check();
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }

    /** A body of the commune that waits to be recognised: the one there is, or else a new one. */
    private UUID waiting() {
        String present = Bodies.get("/bodies?state=awaiting&unit=" + tree.commune).extract().path("items[0].id");
        return UUID.fromString(present != null ? present : Bodies.formAs("unit-officer", tree.commune,
                Bodies.committee(tree.commune, 3, member, "chair")).statusCode(201).extract().path("id"));
    }

    private String chair() {
        return Bodies.officer(Bodies.formed(Bodies.committee(tree.commune, 3, member, "chair")), "chair");
    }

    private static Map<String, Object> rule(int year) {
        return Map.of("source", Map.of("jurisdiction", "vn", "validFrom", year + "-01-01", "citation", "a plan", "verified", false), "bodyKind",
                "women-committee", "unitKind", "commune-union", "bands", List.of(Map.of("membersFrom", 0, "seatsFrom", 1, "seatsTo", 9)));
    }
}
