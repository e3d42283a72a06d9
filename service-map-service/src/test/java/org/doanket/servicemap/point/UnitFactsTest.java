package org.doanket.servicemap.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitState;
import org.doanket.servicemap.MapApi;
import org.doanket.servicemap.UnitFacts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to service points when units move and end, told over a real Kafka. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnitFactsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate START = LocalDate.parse("2020-01-01");

    @Inject
    MapApi api;

    @Inject
    PointHandover handover;

    @Inject
    UnitFacts facts;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
    }

    private static UnitState state(UUID unit, String path, LocalDate validTo, List<UUID> successors, UUID parent) {
        return new UnitState(unit, "T" + unit, "u", "commune-union", "upper", "vn", parent, path, START, validTo, successors, List.of(), List.of());
    }

    @Test
    void aMovedUnitTakesItsPointsAlong() {
        String id = registered(tree.commune(), point(tree.commune()));
        String newPath = "/" + MapApi.number() + "/" + MapApi.number() + "/";
        UUID newParent = api.unit(newPath.substring(0, newPath.indexOf('/', 1) + 1), null, "vn");
        facts.tell("unit-moved", 2, state(tree.commune(), newPath, null, List.of(), newParent));
        await().atMost(PATIENCE).untilAsserted(() -> editor(newParent).contentType("application/merge-patch+json").header("If-Match", "*")
                .body("{\"capacity\": 5}").patch(POINTS + "/" + id).then().statusCode(200));
        editor(tree.province()).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"capacity\": 6}")
                .patch(POINTS + "/" + id).then().statusCode(404);
        anybody().get(POINTS + "?scope=subtree&unit=" + newParent).then().body("items.id", contains(id));
    }

    @Test
    void theSuccessorOfAnEndedUnitGetsItsPoints() {
        var created = MapApi.register(tree.commune(), point(tree.commune())).extract();
        String id = created.path("id");
        facts.tell("unit-ended", 2, state(tree.commune(), tree.path(), LocalDate.parse("2025-07-01"), List.of(tree.sibling()), tree.province()));
        await().atMost(PATIENCE).untilAsserted(() -> anybody().get(POINTS + "/" + id).then()
                .body("unitId", equalTo(tree.sibling().toString())).body("version", equalTo(2))
                .body("site.unitId", equalTo(tree.sibling().toString())));
        editor(tree.sibling()).contentType("application/merge-patch+json").header("If-Match", "\"v2\"").body("{\"capacity\": 5}")
                .patch(POINTS + "/" + id).then().statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ServicePointFactsTest.factsOf(id)).hasSize(3));
        assertThat(ServicePointFactsTest.factsOf(id).get(1).value()).contains(tree.sibling().toString());
    }

    @Test
    void theSuccessorGoesOnWithWhatTheEndedUnitWasWorkingOn() throws SQLException {
        UUID unit = tree.commune();
        UUID heir = tree.sibling();
        UUID member = UUID.randomUUID();
        String point = registered(unit, point(unit));
        String roster = made("desk-clerk", unit, "/map/v1/rosters", Map.of("pointId", point, "name", "Trực", "weekdays", List.of(1, 3), "startsAt", "07:30",
                "endsAt", "11:30", "peoplePerDuty", 1, "onHolidays", true, "validFrom", "2026-01-05"));
        as("desk-clerk", unit).body(Map.of("memberId", member, "name", "Thạch Thị Lan")).post("/map/v1/rosters/" + roster + "/people").then().statusCode(200);
        String counter = made("map-editor", unit, "/map/v1/visit-counters", Map.of("point", point, "label", "Cửa"));
        String team = made("unit-officer", unit, "/map/v1/ride-teams", Map.of("unitId", unit, "name", "Đội xe ôm"));
        as("unit-officer", unit).body(Map.of("validFrom", "2020-01-01", "firstMetres", 2_000, "firstAmount", 12_000, "kmAmount", 5_000, "roundedTo", 1_000,
                "currency", "VND", "citation", "Nghị quyết")).post("/map/v1/ride-teams/" + team + "/fares").then().statusCode(200);
        as("desk-clerk", unit).body(Map.of("memberId", member, "name", "Thạch Văn Hai")).post("/map/v1/ride-teams/" + team + "/riders").then().statusCode(200);
        String ride = made("desk-clerk", unit, "/map/v1/rides", Map.of("teamId", team, "contact", "0919 555 017", "pickupPlace", "Chợ", "pickup",
                Map.of("lat", 9.33, "lon", 105.98), "destination", "Bến xe", "dropOff", Map.of("lat", 9.3, "lon", 105.98)));
        made("unit-officer", unit, "/map/v1/request-competences", Map.of("unit", unit, "kind", "job-help", "validFrom", "2024-01-01"));
        made("unit-officer", unit, "/map/v1/request-competences", Map.of("unit", unit, "kind", "legal-advice", "validFrom", "2024-01-01"));
        String own = made("unit-officer", heir, "/map/v1/request-competences", Map.of("unit", heir, "kind", "legal-advice", "validFrom", "2025-01-01"));
        String open = asked(unit);
        String answered = asked(unit);
        as("desk-clerk", unit).body(Map.of("answer", "Xong")).post("/map/v1/service-requests/" + answered + "/answer").then().statusCode(200);
        as("tips-officer", unit).post("/map/v1/tip-rooms").then().statusCode(201);

        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2026-01-01', successors = ARRAY[?::uuid] WHERE id = ?", heir, unit));
        assertThat(handover.sweep()).isEqualTo(1);
        assertThat(handover.sweep()).isZero();

        as("desk-clerk", heir).get("/map/v1/rosters/" + roster).then().statusCode(200).body("unitId", equalTo(heir.toString())).body("people", hasSize(1));
        as("map-editor", heir).get("/map/v1/visit-counters?point=" + point).then().body("items.id", contains(counter));
        as("desk-clerk", heir).get("/map/v1/ride-teams/" + team).then().statusCode(200).body("riders.memberId", contains(member.toString()));
        as("desk-clerk", heir).get("/map/v1/ride-teams/" + team + "/fares").then().statusCode(200).body("items", hasSize(1));
        as("desk-clerk", heir).get("/map/v1/rides/" + ride).then().statusCode(200).body("track.state", contains("requested"));
        as("desk-clerk", heir).get("/map/v1/service-requests/" + open).then().statusCode(200).body("steps.step", contains("received", "forwarded"))
                .body("steps[1].reason", equalTo("unit-ended"));
        as("desk-clerk", heir).get("/map/v1/service-requests/" + answered).then().statusCode(404);
        as("desk-clerk", heir).body(Map.of("answer", "Xong")).post("/map/v1/service-requests/" + open + "/answer").then().statusCode(200);
        anybody().get("/map/v1/request-competences?unit=" + heir).then().body("items.kind", containsInAnyOrder("job-help", "legal-advice"))
                .body("items.find { it.kind == 'legal-advice' }.id", equalTo(own)).body("items.find { it.kind == 'job-help' }.validFrom", equalTo("2026-01-01"));
        anybody().get("/map/v1/request-competences?unit=" + unit).then().body("items.validTo", everyItem(equalTo("2026-01-01")));
        // What lay in the intake room goes to the heir; tips are taken there only once his officer has opened it.
        as("tips-officer", heir).post("/map/v1/tip-rooms").then().statusCode(201);
    }

    @Test
    void ofASplitUnitEachPlaceGoesToTheSuccessorInWhoseTerritoryItLies() throws SQLException {
        UUID unit = tree.commune();
        UUID west = tree.sibling();
        UUID east = tree.grassRoots();
        String code = "S" + MapApi.number();
        api.run(Sql.of("UPDATE unit_ref SET territory = ARRAY[?] WHERE id = ?", code + "W", west));
        api.run(Sql.of("UPDATE unit_ref SET territory = ARRAY[?, ?] WHERE id = ?", code + "E", code + "N", east));
        draw(code + "W", 105.90);
        draw(code + "E", 105.95);
        String inWest = registered(unit, point(unit, 9.32, 105.92));
        String inEast = registered(unit, point(unit, 9.32, 105.97));
        Map<String, Object> named = point(unit, 9.5, 105.97);
        ((Map<String, Object>) named.get("site")).put("administrativeUnit", code + "N");
        String byItsCode = registered(unit, named);
        String nowhere = registered(unit, point(unit, 9.5, 105.92));
        String counter = made("map-editor", unit, "/map/v1/visit-counters", Map.of("point", inEast, "label", "Cửa"));
        String roster = made("desk-clerk", unit, "/map/v1/rosters", Map.of("pointId", inEast, "name", "Trực", "weekdays", List.of(1, 3), "startsAt", "07:30",
                "endsAt", "11:30", "peoplePerDuty", 1, "onHolidays", true, "validFrom", "2026-01-05"));
        made("unit-officer", unit, "/map/v1/request-competences", Map.of("unit", unit, "kind", "job-help", "validFrom", "2024-01-01"));

        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2026-01-01', successors = ARRAY[?::uuid, ?::uuid, ?::uuid] WHERE id = ?", west, east, UUID.randomUUID(), unit));
        handover.sweep();
        // Not all of them are known yet.
        anybody().get(POINTS + "/" + inEast).then().body("unitId", equalTo(unit.toString()));
        api.run(Sql.of("UPDATE unit_ref SET successors = ARRAY[?::uuid, ?::uuid] WHERE id = ?", west, east, unit));
        assertThat(handover.sweep()).isEqualTo(1);
        assertThat(handover.sweep()).isZero();

        Map.of(inWest, west, nowhere, west, inEast, east, byItsCode, east).forEach((point, heir) -> anybody().get(POINTS + "/" + point).then()
                .body("unitId", equalTo(heir.toString())).body("site.unitId", equalTo(heir.toString())).body("version", equalTo(2)));
        as("map-editor", east).get("/map/v1/visit-counters?point=" + inEast).then().body("items.id", contains(counter));
        as("desk-clerk", east).get("/map/v1/rosters/" + roster).then().statusCode(200).body("unitId", equalTo(east.toString()));
        for (UUID heir : List.of(west, east)) {
            anybody().get("/map/v1/request-competences?unit=" + heir).then().body("items.kind", contains("job-help"));
        }
    }

    /** A square of a twentieth of a degree. */
    private void draw(String area, double west) {
        editor(tree.province()).body(Map.of("unitId", tree.province(), "source", "drawn", "areas", List.of(Map.of("code", area, "name", "Phường", "outline",
                Map.of("type", "Polygon", "coordinates", List.of(List.of(List.of(west, 9.30), List.of(west + 0.05, 9.30), List.of(west + 0.05, 9.35),
                        List.of(west, 9.35), List.of(west, 9.30)))))))).post("/map/v1/administrative-areas").then().statusCode(200);
    }

    private static String made(String role, UUID unit, String address, Map<String, Object> body) {
        return as(role, unit).body(body).post(address).then().statusCode(201).extract().path("id");
    }

    private static String asked(UUID unit) {
        return anybody().contentType("application/json").body(Map.of("kind", "convenience", "unit", unit, "subject", "Giấy tờ", "name", "Lan", "contact",
                "0919 000 111")).post("/map/v1/service-requests").then().statusCode(201).extract().path("id");
    }

    @Test
    void withoutSuccessorTheParentAnswersAndOnlyFromThatDayOn() throws SQLException {
        String id = registered(tree.commune(), point(tree.commune()));
        api.run(Sql.of("UPDATE unit_ref SET parent_id = ?, valid_to = '2999-01-01' WHERE id = ?", tree.province(), tree.commune()));
        handover.sweep();
        anybody().get(POINTS + "/" + id).then().body("unitId", equalTo(tree.commune().toString()));
        api.run(Sql.of("UPDATE unit_ref SET valid_to = '2026-01-01' WHERE id = ?", tree.commune()));
        assertThat(handover.sweep()).isEqualTo(1);
        anybody().get(POINTS + "/" + id).then().body("unitId", equalTo(tree.province().toString()));
        assertThat(handover.sweep()).isZero();
    }

    @Test
    void theSweepRightsAPathThatWentStale() throws SQLException {
        String id = registered(tree.commune(), point(tree.commune()));
        api.run(Sql.of("UPDATE service_point SET path = '/999999/' WHERE id = ?::uuid", id));
        anybody().get(POINTS + "?scope=subtree&unit=" + tree.province()).then().body("items", hasSize(0));
        assertThat(handover.sweep()).isEqualTo(1);
        anybody().get(POINTS + "?scope=subtree&unit=" + tree.province()).then().body("items.id", contains(id));
    }
}
