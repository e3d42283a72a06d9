package org.doanket.membership.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;

/** Statistics as they are frozen, and members to count, for tests. */
public final class Freezing {

    public static final String CUT_OFF = "2026-05-31";

    private Freezing() {
    }

    public static void freeze(UUID top, String cutOff) {
        String job = Api.officer().post("/statistics/" + cutOff + "/freezing?unit=" + top).then().statusCode(202).extract().path("job");
        JsonPath ended = await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).until(
                () -> Api.officer().get("/jobs/" + job).then().statusCode(200).extract().jsonPath(),
                answer -> answer.getString("state").matches("succeeded|failed"));
        assertThat(ended.getString("state")).as(ended.prettify()).isEqualTo("succeeded");
    }

    static String admit(UUID unit, String sex, String category) {
        Map<String, Object> body = new HashMap<>(Map.of("unitId", unit, "fullName", "A", "joinedOn", "2020-01-01", "category", category));
        body.put("sex", sex);
        if (category.equals("foreign")) {
            body.put("joinedOn", "2025-07-01");
            body.put("profile", Map.of("contractType", "indefinite"));
        }
        return Api.officer().contentType("application/json").body(body).post("/members").then().statusCode(201).extract().path("id");
    }

    static void admit(UUID unit, int women, int men) {
        for (int i = 0; i < women + men; i++) {
            admit(unit, i < women ? "female" : "male", "employee");
        }
    }

    static void card(UUID unit, String ownership, String from) {
        Api.officer().contentType("application/json").header("If-Match", "*").body(Map.of("validFrom", from, "ownership", ownership, "trade", "May mặc",
                "founded", "1999", "extra", Map.of("Cụm", "Số 3"))).put("/units/" + unit + "/card").then().statusCode(200);
    }
}
