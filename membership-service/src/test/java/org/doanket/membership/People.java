package org.doanket.membership;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Members for tests. */
public final class People {

    private People() {
    }

    public static UUID member(UUID unit) {
        return member(unit, Map.of());
    }

    public static UUID member(UUID unit, Map<String, Object> more) {
        Map<String, Object> file = new HashMap<>(Map.of("unitId", unit, "fullName", "Trần Thị Mẫu", "joinedOn", "2020-01-01"));
        file.putAll(more);
        return UUID.fromString(Api.officer().contentType("application/json").body(file).post("/members").then().statusCode(201).extract().path("id"));
    }

    /** With a contract that is long enough. */
    public static UUID foreigner(UUID unit) {
        return member(unit, Map.of("category", "foreign", "joinedOn", "2025-07-02", "profile", Map.of("contractType", "fixed-term",
                "contractFrom", "2025-07-01", "contractTo", "2026-06-30")));
    }

    public static void setStatus(UUID member, String status, String since) {
        Api.officer().contentType("application/json").body(Map.of("status", status, "since", since, "reason", "a test"))
                .post("/members/" + member + "/status-changes").then().statusCode(200);
    }
}
