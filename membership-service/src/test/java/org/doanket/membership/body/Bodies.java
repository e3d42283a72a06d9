package org.doanket.membership.body;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;

/** Bodies as officers record them, for tests. */
final class Bodies {

    private Bodies() {
    }

    static Map<String, Object> committee(UUID unit, int seats, Object... memberAndPosition) {
        List<Map<String, Object>> officers = new ArrayList<>();
        for (int i = 0; i < memberAndPosition.length; i += 2) {
            officers.add(new HashMap<>(Map.of("memberId", memberAndPosition[i], "position", memberAndPosition[i + 1])));
        }
        return new HashMap<>(Map.of("unitId", unit, "kind", "executive-committee", "basis", "elected", "seats", seats, "congress", "III, 2025-2030",
                "congressOn", "2025-10-15", "actNumber", "01/BB-DH", "startsOn", "2025-10-15", "officers", officers));
    }

    static ValidatableResponse form(Map<String, Object> body) {
        return formAs("federation-officer", null, body);
    }

    static ValidatableResponse formAs(String role, UUID unit, Map<String, Object> body) {
        return Api.as(role, unit).contentType("application/json").body(body).post("/bodies").then();
    }

    static UUID formed(Map<String, Object> body) {
        return UUID.fromString(form(body).statusCode(201).extract().path("id"));
    }

    static ValidatableResponse act(String path, Map<String, Object> body) {
        return actAs("federation-officer", null, path, body);
    }

    static ValidatableResponse actAs(String role, UUID unit, String path, Map<String, Object> body) {
        return Api.as(role, unit).contentType("application/json").body(body).post(path).then();
    }

    static ValidatableResponse get(String path) {
        return Api.officer().get(path).then().statusCode(200);
    }

    /** The one officer of that body with that position who is in office. */
    static String officer(UUID body, String position) {
        return get("/officers?body=" + body + "&position=" + position).extract().path("items[0].id");
    }

    static Map<String, Object> end(String on) {
        return Map.of("on", on, "reason", "another post", "actNumber", "07/QD-LDLD");
    }
}
