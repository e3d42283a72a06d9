package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Reorganisations of a province, as its officer draws them up, foresees and executes them. */
final class Acts {

    static final String PATH = "/membership/v1/reorganisations";
    private static final String OFFICER = "federation-officer";
    /** A whole province's is allowed half a minute, on a machine of its own. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Acts() {
    }

    /** @param sheet in columns Việc, Mã, Tên, Loại, Cấp trên, Kế thừa */
    static ValidatableResponse draft(String province, String sheet, String actNumber, String effective) {
        return as(OFFICER, province).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("text/csv; charset=UTF-8")
                .body(sheet.getBytes(StandardCharsets.UTF_8)).post(PATH + "?unit=" + province + "&actNumber=" + actNumber + "&effective=" + effective)
                .then().statusCode(201);
    }

    static JsonPath foreseen(String province, String act) {
        return once(OFFICER, province).post(PATH + "/" + act + "/dry-run").then().statusCode(200).body("executable", equalTo(true)).extract().jsonPath();
    }

    /** What was foreseen last, and nothing else. */
    static void execute(String province, String act) {
        String fingerprint = as(OFFICER, province).get(PATH + "/" + act + "/dry-run").then().statusCode(200).extract().path("fingerprint");
        JsonPath job = ended(once(OFFICER, province).body(Map.of("fingerprint", fingerprint)).post(PATH + "/" + act + "/execution"), OFFICER, province,
                PATIENCE);
        assertThat(job.getString("state")).isEqualTo("succeeded");
    }
}
