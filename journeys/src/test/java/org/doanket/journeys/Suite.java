package org.doanket.journeys;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The installation under test: its address by {@code -Ddoanket.gateway}, tokens by {@link TokenSource}. */
final class Suite {

    static final String BASE = System.getProperty("doanket.gateway", "http://127.0.0.1:8080");
    private static final TokenSource TOKENS = TokenSource.named(System.getProperty("doanket.tokens", "demo"), BASE);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicLong LAST = new AtomicLong();

    private Suite() {
    }

    /** @param unit id of a unit, or {@code root} */
    static RequestSpecification as(String role, String unit) {
        return anybody().header("Authorization", "Bearer " + token(role, unit));
    }

    /** The same of somebody whose own member id is known. */
    static RequestSpecification as(String role, String unit, String member) {
        return anybody().header("Authorization", "Bearer " + TOKENS.token(role, unit, member));
    }

    /** A request that moves money or makes something: with a key, so that asking again is harmless. */
    static RequestSpecification once(String role, String unit) {
        return as(role, unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("application/json");
    }

    static RequestSpecification anybody() {
        return given().baseUri(BASE).urlEncodingEnabled(true).header("Accept-Language", "en");
    }

    static String token(String role, String unit) {
        return TOKENS.token(role, unit, null);
    }

    static String token(String role, String unit, String member) {
        return TOKENS.token(role, unit, member);
    }

    /** Follows the job of a 202 to its end. @return the job, succeeded */
    static JsonPath ended(Response accepted, String role, String unit) {
        return ended(accepted, role, unit, PATIENCE);
    }

    static JsonPath ended(Response accepted, String role, String unit, Duration patience) {
        accepted.then().statusCode(202);
        String job = accepted.header("Location");
        JsonPath[] last = new JsonPath[1];
        await().atMost(patience).pollInterval(Duration.ofMillis(200)).until(() -> {
            last[0] = as(role, unit).get(job).then().statusCode(200).extract().jsonPath();
            return !last[0].getString("state").matches("waiting|running");
        });
        if (!last[0].getString("state").equals("succeeded")) {
            throw new AssertionError(job + " ended as " + last[0].prettify());
        }
        return last[0];
    }

    /** Of an account in a unit's books, in minor units: debit above zero. @param at where the auditor is */
    static long balance(String at, String unit, String account) {
        List<Map<String, Object>> accounts = as("auditor", at).get("/finance/v1/trial-balance?unit=" + unit).then().statusCode(200).extract().path("accounts");
        return accounts.stream().filter(each -> account.equals(each.get("account"))).map(each -> ((Map<?, ?>) each.get("balance")).get("amount"))
                .mapToLong(amount -> ((Number) amount).longValue()).findFirst().orElse(0);
    }

    /** Other services hear of a new unit within moments; until then they do not know it. */
    static void waitUntilKnown(String role, String unit, String... paths) {
        for (String path : paths) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                    .until(() -> as(role, unit).get(path).statusCode(), status -> status == 200);
        }
    }

    /**
     * Waits until what membership has told has arrived with those who listen, and what finance told for it: an operator sees it by the backlog and the
     * lag. A listener looks every quarter of a second how far behind it is, so all must be quiet for a second.
     */
    static void waitUntilAllIsHeard() {
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() ->
                isEmpty("/membership") && isHeard("/finance") && isEmpty("/finance") && isHeard("/campaigns"));
    }

    private static boolean isEmpty(String teller) {
        return operations(teller + "/v1/operations/outbox").getInt("pending") == 0;
    }

    private static boolean isHeard(String listener) {
        return operations(listener + "/v1/operations/listeners").getList("lag", Long.class).stream().allMatch(lag -> lag == 0);
    }

    private static JsonPath operations(String path) {
        return as("federation-officer", "root").get(path).then().statusCode(200).extract().jsonPath();
    }

    /** A number no other call of any run gets: codes and invented persons' numbers are made of it, while journeys run side by side. */
    static long number() {
        return LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
    }

    /** {@link #number} as letters and digits, for codes. */
    static String mark() {
        return Long.toString(number(), 36).toUpperCase(Locale.ROOT);
    }
}
