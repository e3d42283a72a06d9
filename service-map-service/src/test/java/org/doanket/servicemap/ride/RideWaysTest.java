package org.doanket.servicemap.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.servicemap.ride.RideDesk.RIDES;
import static org.doanket.servicemap.ride.RideDesk.TEAMS;
import static org.doanket.servicemap.ride.RideDesk.as;
import static org.doanket.servicemap.ride.RideDesk.call;
import static org.doanket.servicemap.ride.RideDesk.head;
import static org.doanket.servicemap.ride.RideDesk.team;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.streets.StreetDraft;
import org.doanket.servicemap.streets.Town;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A street of 1,500 m from west to east along a river that leads one way, and on the other bank, 100 m off, one that only meets it at its far end. To
 * the passenger in the west the one from the east comes against the traffic, and so all the way round.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RideWaysTest {

    private static final double LAT = 12.0;
    private static final double LON = 108.0;
    private static final double[] CLOSED = {0, 0, 0};
    private static final double[] OPEN = {5, 14, 36};

    @Inject
    MapApi api;
    @Inject
    Town town;

    private UUID unit;
    private String team;

    @BeforeEach
    void found() {
        StreetDraft draft = new StreetDraft();
        int west = draft.node(LAT, LON);
        int passenger = draft.node(LAT, LON + 0.005);
        int east = draft.node(LAT, LON + 0.007);
        int northWest = draft.node(LAT + 0.004, LON);
        int northEast = draft.node(LAT + 0.004, LON + 0.007);
        draft.edge(west, passenger, 545, OPEN, CLOSED, true);
        draft.edge(passenger, east, 218, OPEN, CLOSED, true);
        draft.edge(east, northEast, 444, OPEN, CLOSED, true);
        draft.edge(northEast, northWest, 763, OPEN, CLOSED, true);
        draft.edge(northWest, west, 444, OPEN, CLOSED, true);
        town.take(draft);
        unit = api.plant("vn").commune();
        team = team(unit);
    }

    private UUID rider(double north, double east) {
        UUID member = UUID.randomUUID();
        head(unit).body(Map.of("memberId", member, "name", "Thạch Văn " + member)).post(TEAMS + "/" + team + "/riders").then().statusCode(200);
        as("member", unit, member).body(Map.of("onDuty", true, "position", at(north, east))).post(TEAMS + "/" + team + "/riders/" + member + "/presence").then()
                .statusCode(200);
        return member;
    }

    private static Map<String, Object> at(double north, double east) {
        return Map.of("lat", LAT + north, "lon", LON + east);
    }

    @Test
    void theNearestIsWhoIsThereFirstOverTheStreetsAndNotAlongTheStraightLine() {
        UUID beyond = rider(0, 0.0065);
        UUID before = rider(0, 0.0005);
        Map<String, Object> call = call(team);
        call.put("pickup", at(0, 0.005));
        call.put("dropOff", at(0.004, 0.007));
        String ride = head(unit).body(call).post(RIDES).then().statusCode(201).body("method", equalTo("streets")).body("offer.riderId", equalTo(before.toString()))
                .body("offer.method", equalTo("streets")).extract().path("id");
        int metres = head(unit).get(RIDES + "/" + ride).path("metres");
        assertThat(metres).as("over the corner, not straight").isBetween(655, 670);
        int seconds = head(unit).get(RIDES + "/" + ride).path("offer.seconds");
        assertThat(seconds).as("490 m at 36 km/h").isBetween(48, 52);
        as("member", unit, before).post(RIDES + "/" + ride + "/refusal").then().statusCode(200).body("offer.riderId", equalTo(beyond.toString()));
        seconds = head(unit).get(RIDES + "/" + ride).path("offer.seconds");
        assertThat(seconds).as("all the way round").isBetween(210, 230);
    }

    @Test
    void whoStandsFarFromAnyStreetIsEstimatedAndSoIsAWayThatLeadsOutOfTheStreets() {
        UUID off = rider(0.1, 0);
        Map<String, Object> call = call(team);
        call.put("pickup", at(0, 0.005));
        call.put("dropOff", at(0.1, 0));
        head(unit).body(call).post(RIDES).then().statusCode(201).body("method", equalTo("estimate")).body("offer.riderId", equalTo(off.toString()))
                .body("offer.method", equalTo("estimate"));
    }
}
