package org.doanket.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.doanket.testing.Tokens;

/** Sends rosters as an officer of a unit would, for tests. */
public final class Rosters {

    private final UUID unit;

    public Rosters(UUID unit) {
        this.unit = unit;
    }

    public RequestSpecification officer() {
        return Api.with(Tokens.of("unit-officer").unit(unit).subject("officer"));
    }

    /** The import, checked. */
    public String checked(String csv) {
        return checked("text/csv; charset=UTF-8", csv.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public String checked(String type, byte[] sheet) {
        return checked(type, sheet, "");
    }

    /** By a decision, of those who were members before. */
    public String checkedBy(String number, String date, String csv) {
        return checked("text/csv; charset=UTF-8", csv.getBytes(java.nio.charset.StandardCharsets.UTF_8), "&decisionNumber=" + number + "&decisionDate=" + date);
    }

    private String checked(String type, byte[] sheet, String more) {
        JsonPath accepted = officer().contentType(type).body(sheet).post("/imports?unit=" + unit + "&source=hr&name=roster.csv" + more).then()
                .statusCode(202).extract().jsonPath();
        assertThat(finished(accepted.getString("job")).getString("state")).isEqualTo("succeeded");
        return accepted.getString("id");
    }

    /** The same import, its columns taken as told. */
    public void checkedAgain(String id, java.util.Map<String, String> columns) {
        JsonPath accepted = officer().contentType("application/json").body(java.util.Map.of("columns", columns))
                .post("/imports/" + id + "/check").then().statusCode(202).extract().jsonPath();
        assertThat(finished(accepted.getString("job")).getString("state")).isEqualTo("succeeded");
    }

    public JsonPath commit(String id) {
        return finished(officer().post("/imports/" + id + "/commit").then().statusCode(202).extract().path("job"));
    }

    public JsonPath undo(String id) {
        return finished(officer().post("/imports/" + id + "/undo").then().statusCode(202).extract().path("job"));
    }

    public JsonPath finished(String job) {
        return finished(job, Duration.ofMinutes(5));
    }

    public JsonPath finished(String job, Duration atMost) {
        return await().atMost(atMost).pollInterval(Duration.ofMillis(100)).until(
                () -> officer().get("/jobs/" + job).then().statusCode(200).extract().jsonPath(),
                answer -> answer.getString("state").matches("succeeded|failed"));
    }

    public ValidatableResponse get(String id, String path) {
        return officer().get("/imports/" + id + path).then().statusCode(200);
    }

    /** A national id that nobody else in the tests has. */
    public static String nationalId(long number) {
        return String.format("042%09d", number);
    }
}
