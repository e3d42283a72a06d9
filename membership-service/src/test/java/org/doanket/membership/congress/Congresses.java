package org.doanket.membership.congress;

import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;

/** Congresses as officers record them, for tests. */
final class Congresses {

    static final String ACT_DATE = "2025-06-01";
    static final String DAY = "2025-08-20";

    private Congresses() {
    }

    static Map<String, Object> plan(UUID unit, String form, Integer places) {
        Map<String, Object> plan = new HashMap<>(Map.of("unitId", unit, "kind", "ordinary", "form", form, "name", "IV, 2025-2030", "plannedOn", DAY,
                "actNumber", "11/KH-CD", "actDate", ACT_DATE));
        plan.put("places", places);
        return plan;
    }

    static String planned(UUID unit, int places) {
        return send("", plan(unit, "delegates", places)).statusCode(201).extract().path("id");
    }

    static ValidatableResponse send(String path, Map<String, ?> body) {
        return sendAs("federation-officer", null, path, body);
    }

    static ValidatableResponse sendAs(String role, UUID unit, String path, Map<String, ?> body) {
        return Api.as(role, unit).contentType("application/json").body(body).post("/congresses" + path).then();
    }

    static Map<String, Object> delegates(String basis, UUID from, UUID... members) {
        Map<String, Object> named = new HashMap<>(Map.of("basis", basis, "actNumber", "02/BB", "chosenOn", "2025-07-10", "memberIds", Arrays.asList(members)));
        named.put("fromUnitId", from);
        return named;
    }

    static ValidatableResponse elect(String congress, UUID from, UUID... members) {
        return send("/" + congress + "/delegates", delegates("elected", from, members));
    }

    static Map<String, Object> holding(List<?> absent) {
        return new HashMap<>(Map.of("on", DAY, "minutesNumber", "05/BB-DH", "absent", absent));
    }

    static Map<String, Object> cancellation() {
        return Map.of("on", "2025-08-01", "actNumber", "12/QD", "reason", "The unit is to be merged");
    }

    static ValidatableResponse get(String path) {
        return Api.officer().get("/congresses" + path).then().statusCode(200);
    }

    static String delegate(String congress, UUID member) {
        return get("/" + congress + "/delegates").extract().path("items.find { it.memberId == '" + member + "' }.id");
    }
}
