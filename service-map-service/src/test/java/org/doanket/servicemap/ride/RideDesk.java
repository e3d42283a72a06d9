package org.doanket.servicemap.ride;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.testing.Tokens;

/** The ride desk of a team in Vinh Chau, as head and riders use it. */
final class RideDesk {

    static final String TEAMS = "/map/v1/ride-teams";
    static final String RIDES = "/map/v1/rides";
    static final double LAT = 9.33;
    static final double LON = 105.98;

    private RideDesk() {
    }

    static RequestSpecification as(String role, UUID unit, UUID member) {
        Tokens tokens = Tokens.of(role).unit(unit);
        return given().header("Authorization", "Bearer " + (member == null ? tokens : tokens.member(member)).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }

    static RequestSpecification head(UUID unit) {
        return as("desk-clerk", unit, null);
    }

    static Map<String, Object> founding(UUID unit) {
        return Map.of("unitId", unit, "name", "Đội xe ôm chất lượng", "offerSeconds", 30, "waitSeconds", 300);
    }

    static Map<String, Object> fare(String from) {
        Map<String, Object> fare = new LinkedHashMap<>();
        fare.put("validFrom", from);
        fare.put("firstMetres", 2_000);
        fare.put("firstAmount", 12_000);
        fare.put("kmAmount", 5_000);
        fare.put("roundedTo", 1_000);
        fare.put("currency", "VND");
        fare.put("citation", "Nghị quyết của nghiệp đoàn");
        return fare;
    }

    static String team(UUID unit) {
        String team = as("unit-officer", unit, null).body(founding(unit)).post(TEAMS).then().statusCode(201).extract().path("id");
        as("unit-officer", unit, null).body(fare("2020-01-01")).post(TEAMS + "/" + team + "/fares").then().statusCode(200);
        return team;
    }

    /** On duty, so many hundredths of a degree to the north. */
    static UUID rider(UUID unit, String team, UUID member, int north) {
        head(unit).body(Map.of("memberId", member, "name", "Thạch Văn " + north)).post(TEAMS + "/" + team + "/riders").then().statusCode(200);
        as("member", unit, member).body(presence(north)).post(TEAMS + "/" + team + "/riders/" + member + "/presence").then().statusCode(200);
        return member;
    }

    static Map<String, Object> presence(int north) {
        return Map.of("onDuty", true, "position", position(north));
    }

    static Map<String, Object> position(int north) {
        return Map.of("lat", LAT + north / 100.0, "lon", LON);
    }

    static Map<String, Object> call(String team) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("teamId", team);
        call.put("contact", "0919 555 017");
        call.put("pickupPlace", "Chợ Vĩnh Châu");
        call.put("pickup", position(0));
        call.put("destination", "Bến xe");
        call.put("dropOff", position(-3));
        return call;
    }

    static ValidatableResponse asked(UUID unit, String team) {
        return head(unit).body(call(team)).post(RIDES).then().statusCode(201);
    }
}
