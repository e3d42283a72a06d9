package org.doanket.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.BodyLimits;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Locations;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
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

    @Inject
    AgroalDataSource app;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

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
        officer(own).get(NOTES + "?limit=ten").then().statusCode(400).body("errors.pointer", containsInAnyOrder("?limit"));
        officer(own).get(NOTES + "?cursor=nonsense").then().statusCode(400).body("errors.pointer", containsInAnyOrder("?cursor"));
    }

    @Test
    void readsNumbersAndYesOrNoInAQueryAndTakesTheirAbsenceForNoneOfThem() {
        officer(own).get(NOTES + "/asked").then().statusCode(200).body("late", equalTo(false), "year", equalTo(0), "share", equalTo("none"));
        officer(own).get(NOTES + "/asked?late=true&year=2026&share=0.5").then().statusCode(200).body("late", equalTo(true), "year", equalTo(2026), "share", equalTo(0.5f));
        for (String bad : new String[] {"late=maybe", "year=this", "year=99999999999", "share=NaN"}) {
            officer(own).get(NOTES + "/asked?" + bad).then().statusCode(400).body("errors.pointer", containsInAnyOrder("?" + bad.split("=")[0]));
        }
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
    void seesOfTheStoredAnswersOnlyThoseOfTheCallerEvenIfAPredicateIsForgotten() {
        String key = UUID.randomUUID().toString();
        officer(own).header("Idempotency-Key", key).body(GOOD).post(NOTES).then().statusCode(201);
        String subject = Sql.of("SELECT subject FROM idempotency_record WHERE key = ?", key).first(worker, row -> row.getString(1)).orElseThrow();
        assertThat(answersSeenBy(subject + "|", key)).isEqualTo(1);
        assertThat(answersSeenBy("somebody|", key)).isZero();
        assertThatThrownBy(() -> answersSeenBy("", key)).as("nobody is not everybody").isInstanceOf(Sql.SqlFailure.class);
        assertThatThrownBy(() -> Sql.of("DELETE FROM idempotency_record WHERE key = ?", key).run(app)).isInstanceOf(Sql.SqlFailure.class);
    }

    private long answersSeenBy(String subject, String key) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Sql.of("SELECT set_config('doanket.subject', ?, true)", subject).first(app, row -> true);
            return Sql.of("SELECT count(*) FROM idempotency_record WHERE key = ?", key).first(app, row -> row.getLong(1)).orElseThrow();
        });
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
    void keepsItsWordOnConditionalRequests() throws Exception {
        UUID id = UUID.randomUUID();
        officer(own).get(NOTES + "/" + id).then().statusCode(200).header("ETag", equalTo("\"v7\""));
        officer(own).header("If-None-Match", "\"v7\"").get(NOTES + "/" + id).then().statusCode(304);
        officer(own).put(NOTES + "/" + id).then().statusCode(428);
        officer(own).header("If-Match", "\"v6\"").put(NOTES + "/" + id).then().statusCode(412);
        officer(own).header("If-Match", "\"v7\"").put(NOTES + "/" + id).then().statusCode(200);

        String job = "/probe/v1/jobs/" + earlier(own, "of-another-version", 0);
        String tag = officer(own).get(job).then().statusCode(200).body("state", equalTo("waiting")).header("ETag", startsWith("W/\"")).extract().header("ETag");
        officer(own).header("If-None-Match", "\"other\", " + tag).get(job).then().statusCode(304).header("ETag", equalTo(tag)).body(equalTo(""));
        officer(own).header("If-None-Match", "\"other\"").get(job).then().statusCode(200);
        officer(own).get(NOTES).then().header("ETag", nullValue());
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
    void takesBackTheStepInWhichAnErrorOfTheMachineHappensAndGoesOnFromTheOneBefore() {
        String location = officer(own).body("{\"steps\": 4, \"errorOnceAt\": 3}").post(NOTES + "/counting").then().statusCode(202).extract().header("Location");
        officer(own).get(location + "/events").then().statusCode(200);
        officer(own).get(location).then().body("state", equalTo("succeeded"), "done", equalTo(4));
        officer(own).get(NOTES).then().body("items.size()", equalTo(4));
    }

    @Test
    void endsAJobThatTookTheWholeProcessWithItAgainAndAgain() throws Exception {
        UUID id = earlier(own, CountJob.KIND, 5);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> officer(own).get("/probe/v1/jobs/" + id).then().body("state", equalTo("failed"),
                "failure", equalTo("unexpected")));
        officer(own).get(NOTES).then().body("items.size()", equalTo(0));
    }

    @Test
    void aJobThatThisVersionDoesNotKnowHoldsNobodyUp() throws Exception {
        UUID unknown = earlier(own, "of-another-version", 0);
        UUID known = earlier(own, CountJob.KIND, 0);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> officer(own).get("/probe/v1/jobs/" + known).then().body("state", equalTo("succeeded")));
        officer(own).get("/probe/v1/jobs/" + unknown).then().body("state", equalTo("waiting"));
    }

    @Test
    void aJobFollowsItsUnitToWhereItHasMoved() throws Exception {
        UUID id = earlier(own, "of-another-version", 0);
        String moved = "/9/" + System.nanoTime() + "/";
        try (Connection connection = worker.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE unit_ref SET path = '" + moved + "' WHERE id = '" + own + "'");
            statement.executeUpdate("UPDATE job SET kind = '" + CountJob.KIND + "' WHERE id = '" + id + "'");
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> officer(own).get("/probe/v1/jobs/" + id).then().body("state", equalTo("succeeded")));
        officer(own).get(NOTES).then().body("items.size()", equalTo(2));
    }

    /** As if given by an earlier process, which took it up so often. */
    private UUID earlier(UUID unit, String kind, int attempts) throws Exception {
        UUID id = UUID.randomUUID();
        try (Connection connection = worker.getConnection(); PreparedStatement insert = connection.prepareStatement("INSERT INTO job (id, kind, unit_id, path, "
                + "created_by, parameters, attempts, created_at) VALUES (?, ?, ?, ?, 'tester', '{\"steps\": 2}', ?, '2020-01-01')")) {
            insert.setObject(1, id);
            insert.setString(2, kind);
            insert.setObject(3, unit);
            insert.setString(4, path);
            insert.setInt(5, attempts);
            insert.executeUpdate();
        }
        return id;
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
    void saysWhichMethodsAnAddressKnowsToWhoeverUsesAnother() {
        officer(own).delete(NOTES).then().statusCode(405).contentType("application/problem+json").header("Allow", equalTo("GET, HEAD, OPTIONS, POST"))
                .body("code", equalTo("method-not-allowed"));
        officer(own).post(NOTES + "/" + UUID.randomUUID()).then().statusCode(405).header("Allow", equalTo("GET, HEAD, OPTIONS, PUT"));
        given().put("/probe/problems/stale").then().statusCode(405).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        officer(own).delete("/probe/v1/nothing").then().statusCode(404).header("Allow", nullValue());
    }

    @Test
    void saysOnOptionsTheMethodsOfThatAddressAndNotOfItsNeighbours() {
        given().options(NOTES).then().statusCode(204).header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
        given().options(NOTES + "/" + UUID.randomUUID()).then().statusCode(204).header("Allow", equalTo("GET, HEAD, OPTIONS, PUT"));
        given().options(NOTES + "/files").then().statusCode(204).header("Allow", containsString("POST"));
        given().options("/probe/v1/nothing").then().statusCode(404).header("Allow", nullValue()).body("code", equalTo("no-such-address"));
    }

    @Test
    void aStreamOfEventsEndsWithTheTokenThatOpenedIt() throws Exception {
        UUID waiting = earlier(own, "of-another-version", 0);
        var question = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/probe/v1/jobs/" + waiting + "/events"))
                .timeout(Duration.ofSeconds(20)).header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(own).lasting(Duration.ofSeconds(3)).token()).build();
        var answer = HttpClient.newHttpClient().send(question, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"state\":\"waiting\"");
    }

    @Test
    void aMigrationTakesNoTableFromThoseWhoReadItWhereAllIsAsItShouldBeAndPutsRightWhatIsNot() throws Exception {
        String script;
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream("db/platform/beforeMigrate__1_platform.sql")) {
            script = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        String condition = "SELECT qual FROM pg_policies WHERE tablename = 'idempotency_record' AND policyname = 'own'";
        var config = ConfigProvider.getConfig();
        try (Connection reader = worker.getConnection(); Connection owner = DriverManager.getConnection(config.getValue("DOANKET_DB_URL", String.class),
                config.getValue("DOANKET_DB_OWNER_USER", String.class), config.getValue("DOANKET_DB_OWNER_PASSWORD", String.class));
                Statement migration = owner.createStatement()) {
            migration.execute("CREATE TABLE probe_posting (unit_id uuid)");
            String byUnit = "CALL doanket.scope_by_unit('probe_posting')";
            migration.execute(byUnit);
            reader.setAutoCommit(false);
            for (String table : new String[] {"idempotency_record", "job", "audit_entry", "audit_link", "probe_posting"}) {
                Sql.of("SELECT count(*) FROM " + table).first(reader, row -> row.getLong(1));
            }
            migration.execute("SET lock_timeout = '3s'");
            migration.execute(script);
            migration.execute(byUnit);
            reader.rollback();
            migration.execute("ALTER POLICY own ON idempotency_record USING (true)");
            migration.execute("ALTER TABLE job NO FORCE ROW LEVEL SECURITY");
            migration.execute("ALTER POLICY scope ON probe_posting USING (EXISTS (SELECT FROM unit_ref u WHERE u.id = probe_posting.unit_id))");
            migration.execute(script);
            migration.execute(byUnit);
            assertThat(Sql.of("SELECT qual FROM pg_policies WHERE tablename = 'probe_posting' AND policyname = 'scope'").first(owner, row -> row.getString(1)).orElseThrow())
                    .contains("doanket.scope_from()");
            migration.execute("DROP TABLE probe_posting");
        }
        assertThat(Sql.of(condition).first(worker, row -> row.getString(1))).contains("(subject = doanket.subject())");
        assertThat(Sql.of("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'job'").first(worker, row -> row.getBoolean(1))).contains(true);
    }

    @Test
    void theContractSaysOfEachPostThatItTakesAKeyAndOfWhichItIsWanted() {
        JsonNode paths = Contracts.ofTheCode().path("paths");
        assertThat(paths.path(NOTES).path("post").path("parameters").findValuesAsText("$ref")).containsExactly("#/components/parameters/IdempotencyKey");
        assertThat(paths.path(NOTES + "/files").path("post").path("parameters").findValuesAsText("$ref")).containsExactly("#/components/parameters/IdempotencyKeyWanted");
        assertThat(Contracts.ofTheCode().at("/components/parameters/IdempotencyKeyWanted/required").asBoolean()).isTrue();
    }

    @Test
    void whatIsMadeIsReadBelowItsCollectionOrWhereATestSaysThatItLies() {
        new Locations().elsewhere(NOTES + "/told", NOTES + "/{id}", "it is a note").check();
        assertThatThrownBy(() -> new Locations().check()).hasMessageContaining("POST " + NOTES + "/told").hasMessageNotContaining("probe-rules");
        assertThatThrownBy(() -> new Locations().elsewhere(NOTES + "/told", NOTES + "/nowhere", "wrong").check()).hasMessageContaining("POST " + NOTES + "/told");
        assertThatThrownBy(() -> new Locations().elsewhere(NOTES + "/told", NOTES + "/{id}", "it is a note").elsewhere("/probe/v1/probe-rules", NOTES, "needless").check())
                .hasMessageContaining("lie elsewhere");
    }

    @Test
    void explainsAProblemAtItsType() {
        given().header("Accept-Language", "en").get("/probe/problems/stale").then().statusCode(200).body("title", equalTo("Changed meanwhile"));
        given().get("/probe/problems/no-such-problem").then().statusCode(404).body("code", equalTo("no-such-address"));
    }
}
