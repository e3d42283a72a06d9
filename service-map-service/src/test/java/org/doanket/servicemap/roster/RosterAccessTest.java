package org.doanket.servicemap.roster;

import static org.doanket.servicemap.roster.Desk.MONDAY;
import static org.doanket.servicemap.roster.Desk.REPORTS;
import static org.doanket.servicemap.roster.Desk.ROSTERS;
import static org.doanket.servicemap.roster.Desk.TODAY;
import static org.doanket.servicemap.roster.Desk.clerk;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint of rosters and duty reports × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterAccessTest {

    private static final String PATCH = "application/merge-patch+json";

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private String desk;
    private String roster;
    private UUID member;

    @BeforeEach
    void drawUp() {
        tree = api.plant("vn");
        desk = Desk.desk(tree.commune());
        roster = clerk(tree.commune()).body(Desk.pattern(desk, 1)).post(ROSTERS).then().statusCode(201).extract().path("id");
        member = Desk.pool(tree.commune(), roster, 1).get(0);
    }

    private AccessMatrix desk(AccessMatrix matrix, String... roles) {
        return matrix.roles(roles).inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere());
    }

    private AccessMatrix writing(AccessMatrix matrix) {
        return desk(matrix, "desk-clerk", "unit-officer");
    }

    @Test
    void rosters() {
        writing(AccessMatrix.of("POST", ROSTERS).body(() -> Desk.pattern(desk, 4))).check();
        writing(AccessMatrix.of("GET", ROSTERS + "/" + roster)).check();
        writing(AccessMatrix.of("GET", ROSTERS + "/" + roster + "/duties")).check();
        writing(AccessMatrix.of("PATCH", ROSTERS + "/" + roster).ifMatch("*").body(PATCH, () -> Map.of("peoplePerDuty", 2))).check();
        writing(AccessMatrix.of("GET", ROSTERS)).answersEverybodyTheirOwn().check();
    }

    @Test
    void pool() {
        writing(AccessMatrix.of("POST", ROSTERS + "/" + roster + "/people").body(() -> Map.of("memberId", UUID.randomUUID(), "name", "Đoàn viên"))).check();
        writing(AccessMatrix.of("POST", ROSTERS + "/" + roster + "/people/" + member + "/feed")).check();
        writing(AccessMatrix.of("POST", ROSTERS + "/" + roster + "/absences")
                .body(() -> Map.of("memberId", member, "firstDay", TODAY.toString(), "lastDay", TODAY.toString()))).check();
        writing(AccessMatrix.of("DELETE", () -> ROSTERS + "/" + roster + "/absences/" + clerk(tree.commune()).body(Map.of("memberId", member, "firstDay",
                TODAY.toString(), "lastDay", TODAY.toString())).post(ROSTERS + "/" + roster + "/absences").then().statusCode(200).extract()
                .path("people.find { it.memberId == '" + member + "' }.absences[0].id")).ifMatch("*")).check();
        writing(AccessMatrix.of("POST", ROSTERS + "/" + roster + "/people/" + member + "/leaving").body(() -> "{}")).check();
    }

    @Test
    void turns() {
        writing(AccessMatrix.of("POST", ROSTERS + "/" + roster + "/plan").body(() -> Map.of("until", MONDAY.toString()))).check();
        writing(AccessMatrix.of("POST", ROSTERS + "/" + roster + "/swaps")
                .body(() -> Map.of("day", MONDAY.toString(), "memberId", member, "withMemberId", member))).check();
    }

    @Test
    void reports() {
        String report = REPORTS + "/" + clerk(tree.commune()).body(Desk.report(desk, TODAY)).post(REPORTS).then().statusCode(201).extract().path("id");
        writing(AccessMatrix.of("POST", REPORTS).body(() -> Desk.report(desk, TODAY))).check();
        writing(AccessMatrix.of("PATCH", report).ifMatch("*").body(PATCH, () -> Map.of("peopleHelped", 1))).check();
        desk(AccessMatrix.of("GET", report), "desk-clerk", "unit-officer", "federation-officer").check();
        for (String list : List.of(REPORTS, REPORTS + "/total")) {
            desk(AccessMatrix.of("GET", list), "desk-clerk", "unit-officer", "federation-officer").answersEverybodyTheirOwn().check();
        }
    }

    @Test
    void whatNeedsNoToken() {
        AccessMatrix.of("GET", "/map/v1/filing-procedures").openToAll().check();
        String feed = clerk(tree.commune()).post(ROSTERS + "/" + roster + "/people/" + member + "/feed").then().statusCode(200).extract().path("address");
        AccessMatrix.of("GET", feed).openToAll().check();
    }
}
