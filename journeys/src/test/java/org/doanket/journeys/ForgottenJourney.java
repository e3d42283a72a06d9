package org.doanket.journeys;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A member asks to be forgotten. Membership decides, every other service hears of it and gives its receipt, and then it is done. */
class ForgottenJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Federation federation = new Federation();

    @Test
    void isForgottenWhenEachServiceHasSaidSo() {
        String member = Suite.once("federation-officer", federation.province).body(Map.of("unitId", federation.commune, "fullName", "Phạm Thị Quên",
                "joinedOn", "2020-01-01")).post("/membership/v1/members").then().statusCode(201).extract().path("id");
        Suite.waitUntilAllIsHeard();
        String request = Suite.as("member", federation.commune, member).header("Idempotency-Key", member).contentType("application/json")
                .body(Map.of("kind", "erasure")).post("/membership/v1/me/data-requests").then().statusCode(201).extract().path("id");
        String address = "/membership/v1/data-requests/" + request;
        Suite.once("unit-officer", federation.commune).body(Map.of("answer", "Accepted")).post(address + "/acceptance").then().statusCode(200)
                .body("state", equalTo("erasing"));

        await().atMost(PATIENCE).until(() -> Suite.as("unit-officer", federation.commune).get(address).then().statusCode(200).extract().path("state")
                .equals("done"));
        Suite.as("unit-officer", federation.commune).get(address).then().body("awaits", empty(), "receipts.service",
                containsInAnyOrder("membership", "finance", "campaigns", "map"), "receipts.find { it.service == 'finance' }.rows.members", equalTo(1));
        Suite.as("unit-officer", federation.commune).get("/membership/v1/members/" + member).then().statusCode(200)
                .body("fullName", matchesPattern("X[0-9A-F]{12}"));
    }
}
