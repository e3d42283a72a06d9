package org.doanket.servicemap.ride;

import static org.doanket.servicemap.ride.RideDesk.RIDES;
import static org.doanket.servicemap.ride.RideDesk.TEAMS;
import static org.doanket.servicemap.ride.RideDesk.asked;
import static org.doanket.servicemap.ride.RideDesk.call;
import static org.doanket.servicemap.ride.RideDesk.rider;
import static org.doanket.servicemap.ride.RideDesk.team;

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

/** Every endpoint of rides and their teams × role × place × token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RideAccessTest {

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private UUID unit;
    private UUID member;
    private String team;

    @BeforeEach
    void foundTeam() {
        tree = api.plant("vn");
        unit = tree.commune();
        team = team(unit);
        member = rider(unit, team, UUID.randomUUID(), 1);
    }

    private AccessMatrix desk(AccessMatrix matrix, String... roles) {
        return matrix.roles(roles).member(member).inside(tree.commune(), tree.province()).outside(tree.sibling(), tree.grassRoots(), tree.elsewhere());
    }

    private String ride() {
        return RIDES + "/" + asked(unit, team).extract().path("id");
    }

    @Test
    void asking() {
        desk(AccessMatrix.of("POST", RIDES).body(() -> call(team)), "desk-clerk", "unit-officer", "integration").check();
    }

    @Test
    void following() {
        String ride = ride();
        desk(AccessMatrix.of("GET", ride), "desk-clerk", "unit-officer", "integration").check();
        desk(AccessMatrix.of("GET", RIDES), "desk-clerk", "unit-officer").answersEverybodyTheirOwn().check();
        desk(AccessMatrix.of("GET", ride + "/passenger"), "desk-clerk", "unit-officer", "member").check();
        desk(AccessMatrix.of("POST", ride + "/incidents").body(() -> Map.of("kind", "dispute")), "desk-clerk", "unit-officer", "member").check();
        for (String deed : List.of("/acceptance", "/start", "/completion", "/refusal")) {
            desk(AccessMatrix.of("POST", ride + deed), "desk-clerk", "unit-officer", "member").check();
        }
        desk(AccessMatrix.of("POST", ride + "/cancellation"), "desk-clerk", "unit-officer", "integration").check();
    }

    @Test
    void ofARidersOwnAndTallies() {
        desk(AccessMatrix.of("GET", RIDES + "/mine"), "member").answersEverybodyTheirOwn().check();
        desk(AccessMatrix.of("GET", "/map/v1/tallies/rides?unit=" + unit), "desk-clerk", "unit-officer", "federation-officer").check();
    }

    @Test
    void teams() {
        String address = TEAMS + "/" + team;
        desk(AccessMatrix.of("POST", TEAMS).body(() -> RideDesk.founding(unit)), "unit-officer").check();
        desk(AccessMatrix.of("GET", TEAMS), "desk-clerk", "unit-officer").answersEverybodyTheirOwn().check();
        desk(AccessMatrix.of("GET", address), "desk-clerk", "unit-officer").check();
        desk(AccessMatrix.of("GET", address + "/fares"), "desk-clerk", "unit-officer", "integration").check();
        desk(AccessMatrix.of("POST", address + "/fares").body(() -> RideDesk.fare("2021-01-01")), "unit-officer").check();
        desk(AccessMatrix.of("POST", address + "/riders").body(() -> Map.of("memberId", UUID.randomUUID(), "name", "Tài xế")), "desk-clerk", "unit-officer").check();
        desk(AccessMatrix.of("POST", address + "/riders/" + member + "/presence").body(() -> Map.of("onDuty", false)), "desk-clerk", "unit-officer", "member").check();
        desk(AccessMatrix.of("POST", () -> address + "/riders/" + rider(unit, team, UUID.randomUUID(), 2) + "/leaving"), "desk-clerk", "unit-officer").check();
    }
}
