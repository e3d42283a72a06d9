package org.doanket.membership.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;

/** Acts of one unit, as its federation officer makes them, for tests. */
public final class Acts {

    private static final String SIGNED = "2025-06-25";

    private final UUID unit;
    private final String effective;

    public Acts(UUID unit, String effective) {
        this.unit = unit;
        this.effective = effective;
    }

    public static Map<String, Object> step(String action, String code, Object... more) {
        Map<String, Object> step = new LinkedHashMap<>(Map.of("action", action, "code", code));
        for (int i = 0; i < more.length; i += 2) {
            step.put((String) more[i], more[i + 1]);
        }
        return step;
    }

    static Map<String, Object> found(String code, String kind, String parent, Object... more) {
        Map<String, Object> step = step("found", code, more);
        step.putAll(Map.of("name", "Công đoàn " + code, "kind", kind, "parent", parent));
        return step;
    }

    ValidatableResponse send(List<Map<String, Object>> steps) {
        return Api.officer().contentType("application/json").body(draft(steps)).post("/reorganisations").then();
    }

    Map<String, Object> draft(List<Map<String, Object>> steps) {
        return Map.of("unitId", unit, "actNumber", "215/QD-LDLD", "actDate", effective.compareTo(SIGNED) < 0 ? effective : SIGNED, "effective", effective, "steps", steps);
    }

    @SafeVarargs
    public final String draft(Map<String, Object>... steps) {
        return send(List.of(steps)).statusCode(201).extract().path("id");
    }

    static JsonPath foresee(String id) {
        return Api.officer().post("/reorganisations/" + id + "/dry-run").then().statusCode(200).extract().jsonPath();
    }

    static ValidatableResponse execute(String id, String fingerprint) {
        return Api.officer().contentType("application/json").body(Map.of("fingerprint", fingerprint)).post("/reorganisations/" + id + "/execution")
                .then();
    }

    /** Foreseen without a breach, and executed. */
    public static JsonPath done(String id) {
        JsonPath seen = foresee(id);
        assertThat(seen.getLong("breaches")).as("breaches: %s", findings(id)).isZero();
        JsonPath job = ended(execute(id, seen.getString("fingerprint")).statusCode(202).extract().path("job"));
        assertThat(job.getString("state")).as("job %s", job.prettify()).isEqualTo("succeeded");
        return seen;
    }

    @SafeVarargs
    public final String done(Map<String, Object>... steps) {
        String id = draft(steps);
        done(id);
        return id;
    }

    public static String counter(String id, String effective) {
        return Api.officer().contentType("application/json").body(Map.of("actNumber", "300/QD-LDLD", "effective", effective))
                .post("/reorganisations/" + id + "/counter-act").then().statusCode(201).extract().path("id");
    }

    static JsonPath ended(String job) {
        return ended(job, Duration.ofMinutes(2));
    }

    static JsonPath ended(String job, Duration patience) {
        return await().atMost(patience).pollInterval(Duration.ofMillis(100)).until(
                () -> Api.officer().get("/jobs/" + job).then().statusCode(200).extract().jsonPath(),
                answer -> answer.getString("state").matches("succeeded|failed"));
    }

    static List<String> findings(String id) {
        List<Map<String, Object>> items = Api.officer().get("/reorganisations/" + id + "/dry-run/findings").then().statusCode(200).extract()
                .path("items");
        List<String> found = new ArrayList<>();
        items.forEach(item -> found.add(item.get("step") + " " + item.get("unitCode") + " " + item.get("code")));
        return found;
    }

    static JsonPath unit(String code, String asOf) {
        List<String> ids = Api.officer().get("/units?code=" + code + (asOf == null ? "" : "&asOf=" + asOf)).then().statusCode(200).extract()
                .path("items.id");
        return ids.isEmpty() ? null
                : Api.officer().get("/units/" + ids.get(0) + (asOf == null ? "" : "?asOf=" + asOf)).then().statusCode(200).extract().jsonPath();
    }

    public static String code(UUID unit) {
        return Api.officer().get("/units/" + unit).then().statusCode(200).extract().path("code");
    }

    public static String memberCode(UUID member) {
        return Api.officer().get("/members/" + member).then().statusCode(200).extract().path("code");
    }
}
