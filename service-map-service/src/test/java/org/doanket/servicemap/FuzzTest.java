package org.doanket.servicemap;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.servicemap.photo.Pictures;
import org.doanket.servicemap.request.RequestTest;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.doanket.testing.fuzz.Alone;
import org.doanket.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Alone.class)
@QuarkusTestResource(DoanketBackends.class)
class FuzzTest {

    private static final String POINTS = "kind,name,latitude,longitude,hours,amenities,unit\n"
            + "reading-room,Tủ sách,21.03,105.85,Mo-Fr 08:00-17:00,wifi,\n";

    @Inject
    MapApi api;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private final Fuzz fuzz = new Fuzz();
    private final UUID member = UUID.randomUUID();

    @Test
    void answersWhateverComes() {
        UUID unit = api.plant("vn").commune();
        String desk = MapApi.registered(unit, MapApi.point(unit));
        onDuty(unit);
        riding(unit);
        asking(unit);
        MapApi.as("desk-clerk", unit).body(Map.of("entries", List.of(Map.of("id", UUID.randomUUID(), "point", desk, "day", "2026-06-02", "visits", 3, "services", 1))))
                .post("/map/v1/visits").then().statusCode(200);
        MapApi.editor(unit).contentType("text/csv").body(POINTS).post("/map/v1/service-point-imports?datum=wgs84&unit=" + unit).then().statusCode(202);
        String photo = MapApi.editor(unit).contentType("image/png").body(Pictures.png(30, 20)).post(MapApi.POINTS + "/" + desk + "/photos").then().statusCode(201)
                .extract().path("id");
        rules();
        fuzz.at(unit).member(member).jobs(worker).has("/map/v1/service-points/{id}/photos", photo, Map.of("id", desk))
                .rows("/map/v1/visits/entries", "visit_entry").knows("datum", "wgs84").knows("servicePoint", desk).knows("keep", desk).knows("drop", MapApi.registered(unit, MapApi.point(unit)))
                .has("/map/ogc/collections/{collection}/items", desk, Map.of("collection", "service-points"))
                .body("POST /map/v1/visits", Map.of("entries", List.of(Map.of("id", UUID.randomUUID(), "point", desk, "day", "2026-06-01", "visits", 3,
                        "services", 1))))
                .body("POST /map/v1/visit-counters", Map.of("point", desk, "label", "Door"))
                .body("POST /map/v1/service-requests", Map.of("kind", "legal-advice", "unit", unit, "subject", "Lương", "contact", "0919"))
                .body("POST /map/v1/request-competences", Map.of("unit", unit, "kind", "job-help", "validFrom", "2024-01-01"))
                .body("POST /map/v1/service-points", MapApi.point(unit))
                .body("POST /map/v1/rosters", Map.of("pointId", desk, "name", "Trực", "weekdays", List.of(1, 3), "startsAt", "07:30", "endsAt", "11:30",
                        "peoplePerDuty", 1, "validFrom", "2026-01-05"))
                .body("POST /map/v1/duty-reports", Map.of("pointId", desk, "day", "2026-01-05", "peopleOnDuty", 1, "peopleHelped", 3,
                        "filed", Map.of("land", 1)))
                .body("POST /map/v1/ride-teams", Map.of("unitId", unit, "name", "Đội xe ôm"))
                .file("POST /map/v1/service-point-imports", POINTS)
                .check();
    }

    /** Each from a day to come on, so that it can be taken back. */
    private void rules() {
        String from = "2099-01-01";
        RequestSpecification top = RestAssured.given().contentType("application/json")
                .header("Authorization", "Bearer " + Tokens.of("federation-officer").token());
        String rule = top.body(Map.of("rule", "territory", "validFrom", from, "values", Map.of("metres", 50), "citation", "NQ", "verified", false)).post("/map/v1/map-rules").then()
                .statusCode(201).extract().path("id");
        String clock = top.body(Map.of("jurisdiction", "vn", "validFrom", from, "acceptanceDays", 1, "answerDays", 2, "citation", "NQ", "verified", false))
                .post("/map/v1/request-kinds/legal-advice/clocks").then().statusCode(201).extract().path("id");
        String territorial = top.body(Map.of("source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "NQ", "verified", false), "kind", "zone-union", "rank", 2,
                "holdsBelow", true)).post("/map/v1/territorial-kinds").then().statusCode(201).extract().path("id");
        top.body(Map.of("jurisdiction", "vn", "day", from, "worked", false, "code", "new-year", "citation", "NQ")).post("/map/v1/holidays").then().statusCode(200);
        fuzz.knows("rule", "territory").knows("code", "legal-advice").knows("jurisdiction", "vn").knows("validFrom", from).has("/map/v1/map-rules", rule, Map.of())
                .has("/map/v1/territorial-kinds", territorial, Map.of()).has("/map/v1/request-kinds/{code}/clocks", clock, Map.of("code", "legal-advice"));
    }

    private void onDuty(UUID unit) {
        Map<String, Object> place = MapApi.point(unit);
        place.put("kind", "one-stop-desk");
        String roster = MapApi.as("desk-clerk", unit).body(Map.of("pointId", MapApi.registered(unit, place), "name", "Trực", "weekdays", List.of(1, 3), "startsAt", "07:30", "endsAt",
                "11:30", "peoplePerDuty", 1, "validFrom", "2026-01-05")).post("/map/v1/rosters").then().statusCode(201).extract().path("id");
        String people = "/map/v1/rosters/" + roster + "/people";
        MapApi.as("desk-clerk", unit).body(Map.of("memberId", member, "name", "Đoàn viên", "joinedOn", "2026-01-05")).post(people).then().statusCode(200);
        String address = MapApi.as("desk-clerk", unit).post(people + "/" + member + "/feed").then().statusCode(200).extract().path("address");
        String absence = MapApi.as("desk-clerk", unit).body(Map.of("memberId", member, "firstDay", "2026-02-02", "lastDay", "2026-02-03"))
                .post("/map/v1/rosters/" + roster + "/absences").then().statusCode(200).extract().path("people[0].absences[0].id");
        fuzz.has("/map/v1/rosters/{id}/absences", absence, Map.of("id", roster)).has("/map/v1/rosters/{id}/people", member, Map.of("id", roster)).knows("secret", address.replaceAll(".*/|\\.ics$", ""));
    }

    private void riding(UUID unit) {
        String team = MapApi.as("unit-officer", unit).body(Map.of("unitId", unit, "name", "Đội xe ôm")).post("/map/v1/ride-teams").then().statusCode(201).extract().path("id");
        MapApi.as("unit-officer", unit).body(Map.of("validFrom", "2020-01-01", "firstMetres", 2_000, "firstAmount", 12_000, "kmAmount", 5_000, "roundedTo", 1_000, "currency", "VND",
                "citation", "NQ")).post("/map/v1/ride-teams/" + team + "/fares").then().statusCode(200);
        Map<String, Object> here = Map.of("lat", 9.33, "lon", 105.98);
        MapApi.as("desk-clerk", unit).body(Map.of("memberId", member, "name", "Thạch Văn")).post("/map/v1/ride-teams/" + team + "/riders").then().statusCode(200);
        MapApi.as("member", unit, member).body(Map.of("onDuty", true, "position", here)).post("/map/v1/ride-teams/" + team + "/riders/" + member + "/presence").then()
                .statusCode(200);
        Map<String, Object> call = Map.of("teamId", team, "contact", "0919 555 017", "pickupPlace", "Chợ", "pickup", here, "destination", "Bến xe", "dropOff",
                Map.of("lat", 9.30, "lon", 105.98));
        MapApi.as("desk-clerk", unit).body(call).post("/map/v1/rides").then().statusCode(201);
        fuzz.body("POST /map/v1/rides", call).has("/map/v1/ride-teams/{id}/riders", member, Map.of("id", team));
    }

    /** A request with a paper, and a tip whose giver wants an answer. */
    private void asking(UUID unit) {
        ExtractableResponse<Response> asked = MapApi.anybody().contentType("application/json").body(Map.of("kind", "legal-advice", "unit", unit, "subject", "Lương", "contact", "0919"))
                .post("/map/v1/service-requests").then().statusCode(201).extract();
        String link = asked.path("link");
        String paper = MapApi.anybody().contentType("application/pdf").body(RequestTest.PDF)
                .post("/map/v1/service-request-links/" + link + "/papers").then().statusCode(200).extract().path("attachments[0].id");
        fuzz.has("/map/v1/service-requests/{id}/papers", paper, Map.of("id", asked.path("id"))).has("/map/v1/service-request-links/{link}/papers", paper, Map.of("link", link));
        MapApi.as("tips-officer", unit).post("/map/v1/tip-rooms").then().statusCode(201);
        Map<String, Object> tip = Map.of("unitId", unit, "kind", "other", "text", "Có việc lạ", "answerWanted", true, "contact", "0919");
        MapApi.anybody().contentType("application/json").body(tip).post("/map/v1/tips").then().statusCode(201);
        fuzz.body("POST /map/v1/tips", tip);
    }
}
