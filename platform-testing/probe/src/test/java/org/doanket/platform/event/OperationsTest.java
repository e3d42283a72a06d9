package org.doanket.platform.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;

/** The same machinery in a running service: beans, transactions of requests, operators, health and metrics. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class OperationsTest {
    private static final String PARKED = "/probe/v1/operations/parked-events";

    @Inject
    NoteFacts notes;
    @Inject
    Outbox outbox;
    @Inject
    EventRuntime runtime;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void aFactOfATransactionIsHeardAndRemembersNothingOfOneThatFailed() {
        UUID id = UUID.randomUUID();
        notes.tell(id, 1, "hello");
        Ledger.await("it is heard", () -> heard(id).size() == 1);
        assertThat(heard(id).get(0).as(NoteFacts.Noted.class).text()).isEqualTo("hello");
        assertThatThrownBy(() -> outbox.append(new Fact("noted", id, 2, "note-taken", new NoteFacts.Noted("no transaction"))))
            .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsParkedShowsAndIsRetriedOrDiscardedByAnOfficerOfTheRootOnly() {
        UUID id = UUID.randomUUID();
        NoteFacts.FAILING.add(id);
        notes.tell(id, 1, "Nguyễn Thị Bí Mật");
        notes.tell(id, 2, "behind");
        Ledger.await("both are parked", () -> eventIds(id).size() == 2);
        String list = officer().get(PARKED + "?limit=200").then().statusCode(200).body("items.reason", hasItems("failed", "behind")).extract().asString();
        assertThat(list).doesNotContain("Bí Mật").doesNotContain("payload");
        Ledger.await("health tells", () -> given().get("/q/health/ready").then().statusCode(200).extract().asString().contains("parked by notes"));
        Ledger.await("so do the metrics", () -> given().get("/q/metrics").asString().contains("doanket_inbox_parked{listener=\"notes\"} 2.0"));

        List<Long> ids = eventIds(id);
        given().body("{\"reason\": \"x\"}").contentType("application/json").post(PARKED + "/" + ids.get(0) + "/retry").then().statusCode(401);
        by("treasurer").body("{\"reason\": \"x\"}").post(PARKED + "/" + ids.get(0) + "/retry").then().statusCode(403);
        officer().body("{\"reason\": \" \"}").post(PARKED + "/" + ids.get(0) + "/retry").then().statusCode(400);
        officer().body("{\"reason\": \"try\"}").post(PARKED + "/" + ids.get(0) + "/retry").then().statusCode(200).body("isDone", equalTo(false));
        officer().body("{\"reason\": \"not yet\"}").post(PARKED + "/" + ids.get(1) + "/discard").then().statusCode(409).body("code", equalTo("parked-behind"));
        officer().body("{\"reason\": \"a test\"}").post(PARKED + "/" + ids.get(0) + "/discard").then().statusCode(200).body("isDone", equalTo(false));
        NoteFacts.FAILING.remove(id);
        officer().body("{\"reason\": \"fixed\"}").post(PARKED + "/" + ids.get(1) + "/retry").then().statusCode(200).body("isDone", equalTo(true));
        assertThat(heard(id)).extracting(ReceivedFact::version).containsExactly(2L);
        officer().body("{\"reason\": \"again\"}").post(PARKED + "/" + ids.get(1) + "/retry").then().statusCode(404);
        given().header("Authorization", "Bearer " + Tokens.of("auditor").token()).get("/probe/v1/audit-trail?limit=200").then().statusCode(200)
            .body("items.action", hasItems("parked-event-retried", "parked-event-discarded")).body("items.purpose", hasItem("fixed"));
    }

    @Test
    void aFactThatCannotBeSentShowsAndIsDiscarded() {
        UUID id = UUID.randomUUID();
        notes.tell(id, 1, "x".repeat(1_200_000));
        notes.tell(id, 2, "behind");
        Ledger.await("both are parked", () -> number("SELECT count(*) FROM outbox WHERE parked IS NOT NULL AND aggregate_id = '" + id + "'") == 2);
        officer().get("/probe/v1/operations/outbox").then().statusCode(200).body("isLeading", equalTo(true)).body("trouble", nullValue());
        long first = number("SELECT min(id) FROM outbox WHERE aggregate_id = '" + id + "'");
        officer().get("/probe/v1/operations/outbox/parked-facts?limit=200").then().statusCode(200).body("items.name", hasItem("note-taken"));
        officer().body("{\"reason\": \"too long\"}").post("/probe/v1/operations/outbox/parked-facts/" + first + "/discard").then().statusCode(200);
        // the second is sent, and to its listener the first is a gap
        Ledger.await("it is parked behind the gap", () -> eventIds(id).size() == 1);
        officer().body("{\"reason\": \"nobody misses it\"}").post(PARKED + "/" + eventIds(id).get(0) + "/discard").then().statusCode(200);
        assertThat(number("SELECT count(*) FROM outbox WHERE aggregate_id = '" + id + "'")).isZero();
    }

    @Test
    void onlyWhatATopicGivesBackIsRebuilt() {
        Ledger.await("its topic is there", () -> runtime.inboxes().stream().noneMatch(inbox -> inbox.trouble() != null));
        officer().get("/probe/v1/operations/listeners").then().statusCode(200).body("name", hasItems("tree", "notes"));
        officer().body("{\"reason\": \"x\"}").post("/probe/v1/operations/listeners/notes/rebuild").then().statusCode(409).body("code", equalTo("not-rebuildable"));
        officer().body("{\"reason\": \"x\"}").post("/probe/v1/operations/listeners/nobody/rebuild").then().statusCode(404);
    }

    @Test
    void whatCannotBeToldAgainIsNotAndOnlyAnOfficerOfTheRootAsks() {
        officer().get("/probe/v1/operations/topics").then().statusCode(200).body("name", hasItem("noted")).body("isToldAgain", everyItem(equalTo(false)));
        String again = "/probe/v1/operations/topics/noted/retelling";
        officer().body("{\"reason\": \"lost\"}").post(again).then().statusCode(404).body("detail", containsString("topic"));
        officer().body("{\"reason\": \" \"}").post(again).then().statusCode(400);
        by("treasurer").body("{\"reason\": \"x\"}").post(again).then().statusCode(403);
        given().body("{\"reason\": \"x\"}").contentType("application/json").post(again).then().statusCode(401);
    }

    @Test
    void whatAlertsAndDashboardsLookAtIsMeasured() throws IOException {
        notes.tell(UUID.randomUUID(), 1, "for the counters");
        for (String file : List.of("prometheus/alerts.yml", "grafana/doanket.json")) {
            List<String> wanted = Pattern.compile("doanket_(outbox|inbox|tree)_\\w+").matcher(Files.readString(Path.of("../../deploy", file))).results()
                .map(MatchResult::group).distinct().toList();
            assertThat(wanted).hasSizeGreaterThan(4);
            // parked events are a row for each listener that has any
            Ledger.await("all of " + wanted + " are there", () -> {
                String measured = given().get("/q/metrics").asString();
                return wanted.stream().allMatch(name -> measured.contains("\n" + name) || name.equals("doanket_inbox_parked"));
            });
        }
    }

    private static RequestSpecification officer() {
        return by("federation-officer");
    }

    private static RequestSpecification by(String role) {
        return given().header("Authorization", "Bearer " + Tokens.of(role).token()).contentType("application/json").header("Accept-Language", "en");
    }

    private static List<ReceivedFact> heard(UUID id) {
        return NoteFacts.HEARD.stream().filter(fact -> fact.aggregateId().equals(id)).toList();
    }

    private List<Long> eventIds(UUID aggregate) {
        try (var c = worker.getConnection(); var s = c.prepareStatement("SELECT id FROM parked_event WHERE aggregate = ? ORDER BY version")) {
            s.setString(1, aggregate.toString());
            List<Long> ids = new java.util.ArrayList<>();
            try (var r = s.executeQuery()) {
                while (r.next()) ids.add(r.getLong(1));
            }
            return ids;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) {
        try (var c = worker.getConnection(); var s = c.createStatement(); var r = s.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
