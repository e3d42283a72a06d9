package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A province appoints two officers of a commune union and dismisses one of them: her token, still good by its own words, is useless in
 * every service within seconds, though only membership-service was told.
 */
class OfficeEndsJourney {

    /** From the answer of the one service until all others know: outbox, Kafka, inbox, and a second for which each remembers. */
    private static final Duration SECONDS = Duration.ofSeconds(10);

    private final Federation federation = new Federation();

    @Test
    void makesTheTokenOfItsHolderUselessInEveryService() {
        Suite.waitUntilKnown("treasurer", federation.commune, "/finance/v1/journal-entries");
        Suite.waitUntilKnown("campaign-officer", federation.commune, "/campaigns/v1/models");
        String chair = member();
        String treasurer = member();
        String body = once("/membership/v1/bodies", Map.of("unitId", federation.commune, "kind", "executive-committee", "basis", "appointed",
                "seats", 5, "actNumber", "12/QD-LDLD", "startsOn", "2025-10-15", "officers", List.of(Map.of("memberId", chair, "position",
                "chair"), Map.of("memberId", treasurer, "position", "treasurer")))).body("state", equalTo("sitting")).extract().path("id");
        Map<String, String> doors = Map.of("/finance/v1/journal-entries", "treasurer", "/membership/v1/units/" + federation.commune, "treasurer");
        doors.forEach((door, role) -> await().atMost(SECONDS).until(() -> status(role, treasurer, door) == 200));

        String office = Suite.as("federation-officer", federation.province).get("/membership/v1/officers?position=treasurer&body=" + body).then()
                .statusCode(200).body("items.roles.flatten()", contains("treasurer")).extract().path("items[0].id");
        Suite.once("federation-officer", federation.province).body(Map.of("on", "2026-02-01", "reason", "dismissed", "actNumber", "13/QD-LDLD"))
                .post("/membership/v1/officers/" + office + "/ending").then().statusCode(200).body("roles", equalTo(List.of()));

        doors.forEach((door, role) -> await().atMost(SECONDS).until(() -> status(role, treasurer, door) == 403));
        Suite.as("treasurer", federation.commune, treasurer).get("/finance/v1/journal-entries").then().body("code", equalTo("role-lapsed"));
        assertThat(status("unit-officer", chair, "/membership/v1/units/" + federation.commune)).as("the chair goes on").isEqualTo(200);
        assertThat(status("treasurer", member(), "/finance/v1/journal-entries")).as("her successor").isEqualTo(200);
    }

    private int status(String role, String member, String door) {
        return Suite.as(role, federation.commune, member).get(door).statusCode();
    }

    private String member() {
        return once("/membership/v1/members", Map.of("unitId", federation.commune, "fullName", "Nguyễn Thị Mẫu", "joinedOn", "2020-01-01"))
                .extract().path("id");
    }

    private io.restassured.response.ValidatableResponse once(String path, Map<String, Object> body) {
        return Suite.once("federation-officer", federation.province).body(body).post(path).then().statusCode(201);
    }
}
