package org.doanket.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.BodyLimits;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class PlatformTest {

    private static final String NOTES = "/probe/v1/notes";
    private static final String GOOD = """
            {"text": "xin chào", "on": "2026-01-02"}""";

    @Inject
    ProbeTree tree;

    private String path;
    private UUID own;
    private UUID sibling;

    @BeforeEach
    void units() {
        String number = String.valueOf(System.nanoTime());
        path = "/1/" + number + "/";
        own = tree.unit("A" + number, path);
        // Its path begins with the same characters: only the closing slash keeps the two apart.
        sibling = tree.unit("B" + number, "/1/" + number + "0/");
    }

    private RequestSpecification officer(UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(unit).token())
                .contentType("application/json").header("Accept-Language", "en");
    }

    @Test
    void letsInTheRightRoleOnly() {
        AccessMatrix.of("POST", NOTES).body(() -> GOOD).roles("unit-officer").inside(own).check();
        AccessMatrix.of("GET", NOTES).roles("unit-officer", "federation-officer").inside(own).answersEverybodyTheirOwn().check();
    }

    @Test
    void deniesAnEndpointThatSaysNothingOfRoles() {
        officer(own).get(NOTES + "/forgotten").then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void showsAQueryWithoutPredicateOnlyTheRowsOfTheScope() {
        officer(own).body(GOOD).post(NOTES).then().statusCode(201);
        officer(own).get(NOTES).then().statusCode(200).body("items.size()", equalTo(1));
        officer(sibling).get(NOTES).then().statusCode(200).body("items.size()", equalTo(0));
    }

    @Test
    void refusesARowWrittenOutsideTheScope() {
        officer(own).post(NOTES + "/elsewhere").then().statusCode(500)
                .body("$", not(containsString("row-level"))).body("code", equalTo("unexpected"));
    }

    @Test
    void treatsAnUnsetScopeAsAnErrorAndNotAsEverything() {
        officer(own).body(GOOD).post(NOTES).then().statusCode(201);
        officer(own).get(NOTES + "/unscoped").then().statusCode(500).body("items", nullValue());
    }

    @Test
    void namesAllFaultsOfABodyAtOnceAndInTheLanguageAskedFor() {
        String bad = """
                {"text": " ", "on": "yesterday", "colour": "red", "part": {"count": 0, "name": 5, "extra": {"a": 1}}, "worth": {"amount": "x"}}""";
        officer(own).body(bad).post(NOTES).then().statusCode(400).contentType("application/problem+json")
                .body("errors.pointer", containsInAnyOrder("/text", "/on", "/colour", "/part/count", "/part/extra", "/worth/amount", "/worth"))
                .body("errors.message", everyItem(not(startsWith("fault."))))
                .body("type", equalTo("/problems/probe/malformed")).body("title", equalTo("Malformed request"))
                .body("traceId", notNullValue());
        given().header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(own).token()).contentType("application/json")
                .header("Accept-Language", "zh-CN,zh;q=0.9").body("{").post(NOTES).then().statusCode(400)
                .header("Content-Language", "zh").body("title", equalTo("请求格式有误"));
    }

    @Test
    void namesAQueryParameterThatIsOutOfBounds() {
        officer(own).get(NOTES + "?limit=500").then().statusCode(400).body("errors.pointer", containsInAnyOrder("?limit"));
        officer(own).get(NOTES + "?cursor=nonsense").then().statusCode(400).body("errors.pointer", containsInAnyOrder("?cursor"));
    }

    @Test
    void pagesThroughAllRowsByTheNextLink() {
        IntStream.range(0, 5).forEach(i -> officer(own).body(GOOD).post(NOTES).then().statusCode(201));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        String next = NOTES + "?limit=2";
        while (next != null) {
            var answer = officer(own).get(next).then().statusCode(200).extract();
            seen.addAll(answer.jsonPath().getList("items.id"));
            String link = answer.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void answersTheSameKeyAndBodyFromTheRecordAndDoesNothingTwice() {
        String key = UUID.randomUUID().toString();
        String first = officer(own).header("Idempotency-Key", key).body(GOOD).post(NOTES).then().statusCode(201)
                .header("Idempotent-Replay", nullValue()).extract().path("id");
        officer(own).header("Idempotency-Key", key).body(GOOD).post(NOTES).then().statusCode(201)
                .header("Idempotent-Replay", equalTo("true")).header("Location", equalTo(NOTES + "/" + first))
                .header("ETag", equalTo("\"v1\"")).body("id", equalTo(first));
        officer(own).header("Idempotency-Key", key).body(GOOD.replace("chào", "lỗi")).post(NOTES).then().statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        officer(own).get(NOTES).then().body("items.size()", equalTo(1));
    }

    @Test
    void answersFromTheRecordAlsoWhereTheResourceAnswersAView() {
        String key = UUID.randomUUID().toString();
        String first = officer(own).header("Idempotency-Key", key).body(GOOD).post(NOTES + "/typed").then().statusCode(200).extract().path("id");
        officer(own).header("Idempotency-Key", key).body(GOOD).post(NOTES + "/typed").then().statusCode(200)
                .header("Idempotent-Replay", equalTo("true")).body("id", equalTo(first), "text", equalTo("xin chào"));
    }

    @Test
    void runsOneOfManyRequestsWithTheSameKey() {
        String key = UUID.randomUUID().toString();
        String token = Tokens.of("unit-officer").unit(own).token();
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 8).parallel().forEach(i -> statuses.add(given().header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key).contentType("application/json").body(GOOD).post(NOTES).statusCode()));
        assertThat(statuses).isSubsetOf(201, 409).contains(201);
        officer(own).get(NOTES).then().body("items.size()", equalTo(1));
    }

    @Test
    void demandsAKeyWhereMoneyMovesAndCoversTheWholeFileByIt() {
        String key = UUID.randomUUID().toString();
        officer(own).contentType("text/csv").body("a,b").post(NOTES + "/files").then().statusCode(400)
                .body("errors.pointer", containsInAnyOrder("Idempotency-Key"));
        officer(own).contentType("text/csv").header("Idempotency-Key", key).body("a,b").post(NOTES + "/files").then()
                .statusCode(200).body("bytes", equalTo(3));
        officer(own).contentType("text/csv").header("Idempotency-Key", key).body("a,c").post(NOTES + "/files").then()
                .statusCode(422);
    }

    @Test
    void refusesABodyAboveTheLimitOfItsEndpointAndTakesOneBelow() throws Exception {
        BodyLimits.check();
        officer(own).contentType("text/csv").header("Idempotency-Key", "whole").body("x".repeat(2 << 20)).post(NOTES + "/files").then()
                .statusCode(200).body("bytes", equalTo(2 << 20));
        var unannounced = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + NOTES + "/files"))
                .header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(own).token()).header("Content-Type", "text/csv")
                .header("Idempotency-Key", "unannounced")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(2 << 20) + 1]))).build();
        assertThat(HttpClient.newHttpClient().send(unannounced, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }

    @Test
    void keepsItsWordOnConditionalRequests() {
        UUID id = UUID.randomUUID();
        officer(own).get(NOTES + "/" + id).then().statusCode(200).header("ETag", equalTo("\"v7\""));
        officer(own).header("If-None-Match", "\"v7\"").get(NOTES + "/" + id).then().statusCode(304);
        officer(own).put(NOTES + "/" + id).then().statusCode(428);
        officer(own).header("If-Match", "\"v6\"").put(NOTES + "/" + id).then().statusCode(412);
        officer(own).header("If-Match", "\"v7\"").put(NOTES + "/" + id).then().statusCode(200);
    }

    @Test
    void resumesAJobFromItsCheckpointAfterAFailure() {
        String location = officer(own).body("{\"steps\": 6, \"failOnceAt\": 4, \"refuse\": false}").post(NOTES + "/counting").then()
                .statusCode(202).extract().header("Location");
        String events = officer(own).get(location + "/events").then().statusCode(200).extract().asString();
        assertThat(events).contains("\"state\":\"succeeded\"");
        officer(own).get(location).then().body("state", equalTo("succeeded")).body("done", equalTo(6)).body("total", equalTo(6))
                .body("result.notes", equalTo(6));
        officer(own).get(NOTES).then().body("items.size()", equalTo(6));
        officer(sibling).get(location).then().statusCode(404);
    }

    @Test
    void endsAJobThatIsRefusedWithTheReason() {
        String location = officer(own).body("{\"steps\": 1, \"failOnceAt\": 0, \"refuse\": true}").post(NOTES + "/counting").then()
                .statusCode(202).extract().header("Location");
        officer(own).get(location + "/events").then().statusCode(200);
        officer(own).get(location).then().body("state", equalTo("failed")).body("failure", equalTo("concurrent-change"))
                .body("failureTitle", equalTo("Concurrent change"));
    }

    @Test
    void explainsAProblemAtItsType() {
        given().header("Accept-Language", "en").get("/probe/problems/stale").then().statusCode(200).body("title", equalTo("Changed meanwhile"));
        given().get("/probe/problems/no-such-problem").then().statusCode(404).body("code", equalTo("no-such-address"));
    }
}
