package org.doanket.finance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.LogConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.log.LogDetail;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.doanket.testing.Tokens;

/** Calls of this service as its users make them, for tests. */
public final class Api {

    public static final String BASE = "/finance/v1";
    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset(StandardCharsets.UTF_8))
            .logConfig(LogConfig.logConfig().enableLoggingOfRequestAndResponseIfValidationFails(LogDetail.ALL));
    /** Minutes that a job may take; a benchmark gives more. */
    private static final Duration PATIENCE = Duration.ofMinutes(Integer.getInteger("patience", 1));

    private Api() {
    }

    public static RequestSpecification as(String role, UUID unit) {
        return with(unit == null ? Tokens.of(role) : Tokens.of(role).unit(unit));
    }

    public static RequestSpecification with(Tokens token) {
        return given().config(CONFIG).basePath(BASE).header("Authorization", "Bearer " + token.token()).header("Accept-Language", "en");
    }

    public static RequestSpecification treasurer(UUID unit) {
        return as("treasurer", unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }

    /** Waits for the job of a 202; answers what it brought. */
    public static JsonPath done(UUID unit, ValidatableResponse accepted) throws InterruptedException {
        JsonPath job = ended(unit, accepted);
        assertThat(job.getString("state")).as("%s", job.getString("failure")).isEqualTo("succeeded");
        return job;
    }

    public static JsonPath ended(UUID unit, ValidatableResponse accepted) throws InterruptedException {
        return awaited(unit, accepted.statusCode(202).extract().header("Location"));
    }

    private static JsonPath awaited(UUID unit, String location) {
        return await("end of " + location).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(
                () -> as("treasurer", unit).basePath("").get(location).then().statusCode(200).extract().jsonPath(),
                job -> job.getString("state").matches("succeeded|failed"));
    }

    public static JsonPath runDues(UUID unit, String month, String mode) throws InterruptedException {
        return done(unit, treasurer(unit).body(Map.of("unit", unit, "month", month, "mode", mode)).post("/dues-runs").then());
    }

    public static JsonPath loadPay(UUID unit, String month, String csv) throws InterruptedException {
        return done(unit, treasurer(unit).contentType("text/csv").body(csv.getBytes(StandardCharsets.UTF_8))
                .post("/pay-records?unit=" + unit + "&month=" + month).then());
    }

    public static JsonPath loadStatement(UUID unit, String profile, String type, String content) throws InterruptedException {
        return done(unit, treasurer(unit).contentType(type).body(content.getBytes(StandardCharsets.UTF_8))
                .post("/bank-statements?unit=" + unit + "&profile=" + profile).then());
    }

    /** A file of any size, which nobody holds in memory. */
    public static JsonPath loadStatement(UUID unit, String profile, String type, Path file) throws IOException, InterruptedException {
        HttpResponse<String> accepted = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + BASE
                + "/bank-statements?unit=" + unit + "&profile=" + profile)).header("Authorization", "Bearer " + Tokens.of("treasurer").unit(unit).token())
                .header("Content-Type", type).header("Idempotency-Key", UUID.randomUUID().toString()).POST(HttpRequest.BodyPublishers.ofFile(file)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JsonPath job = awaited(unit, accepted.headers().firstValue("Location").orElseThrow());
        assertThat(job.getString("state")).as("%s", job.getString("failure")).isEqualTo("succeeded");
        return job;
    }

    public static void setAccount(UUID unit, String account) {
        treasurer(unit).body(Map.of("bankBin", "970436", "account", account, "holder", "CDCS"))
                .put("/units/" + unit + "/bank-account").then().statusCode(200);
    }

    /** Balance of an account in the books of one unit. */
    public static long balance(UUID unit, String account) {
        JsonPath trial = as("auditor", unit).get("/trial-balance?unit=" + unit).then().statusCode(200).extract().jsonPath();
        assertThat(trial.getList("difference.amount", Long.class)).as("zero-sum").allMatch(amount -> amount == 0);
        Long balance = trial.getObject("accounts.find { it.account == '" + account + "' }?.balance?.amount", Long.class);
        return balance == null ? 0 : balance;
    }
}
