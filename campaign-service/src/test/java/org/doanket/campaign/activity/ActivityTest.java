package org.doanket.campaign.activity;

import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ActivityTest {

    private static final String OFFICER = "campaign-officer";

    @Inject
    Federation federation;

    @Test
    void isPlannedHeldAndTalliedWithItsUnit() {
        Federation.Units units = federation.found();
        Map<String, Object> plan = Map.of("unit", units.commune(), "kind", "course", "name", "Tập huấn cán bộ", "startsAt", "2026-05-04T01:00:00Z", "endsAt", "2026-05-05T10:00:00Z",
                "partners", List.of("Trường Công đoàn"), "expected", 90);
        String activity = json(OFFICER, units.commune()).body(plan).post("/campaigns/v1/activities").then().statusCode(201).body("state", equalTo("planned")).extract()
                .header("Location");
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("attended", 85, "women", 86)).put(activity + "/report").then().statusCode(400);
        json(OFFICER, units.commune()).header("If-Match", "\"v1\"").body(Map.of("attended", 85, "women", 40, "report", "Đạt")).put(activity + "/report").then().statusCode(200)
                .body("state", equalTo("held"));
        json(OFFICER, units.commune()).body(Map.of("why", "x")).post(activity + "/cancellation").then().statusCode(409).body("code", equalTo("activity-not-from"));
        String second = json(OFFICER, units.commune()).body(plan).post("/campaigns/v1/activities").header("Location");
        json(OFFICER, units.commune()).body(Map.of("why", "Bão")).post(second + "/cancellation").then().statusCode(200).body("state", equalTo("cancelled"));
        as(OFFICER, units.province()).get("/campaigns/v1/tallies/activities?year=2026&scope=subtree&unit=" + units.province()).then().body("kind", contains("course"))
                .body("held", contains(1)).body("attended", contains(85)).body("women", contains(40));
        as(OFFICER, units.province()).get("/campaigns/v1/activities?q=tap huan&state=held&scope=subtree&unit=" + units.province()).then().body("items", hasSize(1));
    }

    @Test
    void nothingNewComesOfAUnitThatHasEnded() {
        Federation.Units units = federation.found();
        UUID gone = units.grassroots();
        String channel = json(OFFICER, gone).body(Map.of("unit", gone, "kind", "web", "name", "Trang")).post("/campaigns/v1/post-channels").then().statusCode(201)
                .extract().path("id");
        federation.end(gone, LocalDate.of(2026, 1, 1), units.sibling());
        Map.of("activities", Map.of("unit", gone, "kind", "course", "name", "x", "startsAt", "2026-05-04T01:00:00Z", "endsAt", "2026-05-05T10:00:00Z"),
                "meetings", Map.of("unit", gone, "name", "x", "kind", "team", "startsAt", "2026-05-04T01:00:00Z", "endsAt", "2026-05-04T03:00:00Z"),
                "meeting-series", Map.of("unit", gone, "name", "x", "kind", "team", "monthDays", List.of(5), "atTime", "08:00", "minutes", 60, "starts", "2026-01-01"),
                "agreements", Map.of("unit", gone, "partner", "x", "partnerKind", "police", "title", "x", "contents", List.of("x"), "signedOn", "2026-02-01"),
                "post-channels", Map.of("unit", gone, "kind", "web", "name", "x"),
                "posts", Map.of("unit", gone, "title", "x", "body", "x", "publishAt", "2026-05-01T00:00:00Z", "channels", List.of(channel)),
                "supervision-programmes", Map.of("unit", gone, "year", 2026, "name", "x"),
                "social-criticisms", Map.of("unit", gone, "title", "x", "askingBody", "x", "receivedOn", "2026-02-01", "form", "in-writing"),
                "petitions", Map.of("unit", gone, "receivedOn", "2026-02-01", "channel", "letter", "topic", "other", "subject", "x", "content", "x", "senderKind",
                        "anonymous"),
                "movements", Map.of("unit", gone, "name", "x", "year", 2026, "starts", "2026-01-01", "ends", "2026-12-31"))
                .forEach((collection, body) -> json(OFFICER, units.commune()).body(body).post("/campaigns/v1/" + collection).then().statusCode(409)
                        .body("code", equalTo("unit-ended")));
        json(OFFICER, units.commune()).body(Map.of("unit", gone, "receivedOn", "2025-12-31", "channel", "letter", "topic", "other", "subject", "x", "content", "x",
                "senderKind", "anonymous")).post("/campaigns/v1/petitions").then().statusCode(201);
    }
}
