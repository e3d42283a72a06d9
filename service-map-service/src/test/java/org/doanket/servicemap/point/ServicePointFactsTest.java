package org.doanket.servicemap.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.POINTS;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Retellings;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ServicePointFactsTest {

    @Inject
    MapApi api;
    @Inject
    PointBatchService batch;
    @Inject
    PointHandover handover;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void tellsTheWholeStateAtEachStep() {
        MapApi.Tree tree = api.plant("cn");
        Map<String, Object> plan = point(tree.commune());
        plan.put("state", "planned");
        plan.remove("openedOn");
        String id = registered(tree.commune(), plan);
        String address = POINTS + "/" + id;
        editor(tree.commune()).body(Map.of("on", "2025-01-01")).post(address + "/opening").then().statusCode(200);
        String site = editor(tree.commune()).get(address).then().extract().path("site.id");
        editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "\"v1\"")
                .body("{\"position\": {\"lon\": 104.6}}").patch("/map/v1/sites/" + site).then().statusCode(200);
        editor(tree.commune()).body(Map.of("on", "2025-02-01")).post(address + "/closing").then().statusCode(200);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(factsOf(id)).hasSize(4));

        List<ConsumerRecord<String, String>> facts = factsOf(id);
        facts.forEach(Contracts::check);
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_type")).containsExactly(
                "org.doanket.map.point-changed.v1", "org.doanket.map.point-opened.v1", "org.doanket.map.point-changed.v1",
                "org.doanket.map.point-closed.v1");
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2", "3", "4");
        JsonPath last = JsonPath.from(facts.get(3).value());
        assertThat(last.getString("state")).isEqualTo("closed");
        assertThat(last.getString("closedOn")).isEqualTo("2025-02-01");
        assertThat(last.getDouble("position.lon")).isEqualTo(104.6);
        assertThat(last.getString("jurisdiction")).isEqualTo("cn");
        assertThat(last.getString("unitId")).isEqualTo(tree.commune().toString());
        registered(tree.commune(), point(tree.commune()));
        Retellings.check("service-point", tree.commune(), () -> {
            try {
                handover.sweep();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** Others count openings by what is told last. */
    @Test
    void tellsOfWhatWasMergedOrWithdrawnAsOfWhatWasNeverOpen() throws SQLException {
        MapApi.Tree tree = api.plant("cn");
        String drop = registered(tree.commune(), point(tree.commune()));
        String keep = registered(tree.commune(), point(tree.commune()));
        editor(tree.commune()).body(Map.of("keep", keep, "drop", drop)).post("/map/v1/point-merges").then().statusCode(200);
        String site = MapApi.anybody().get(POINTS + "?state=closed&unit=" + tree.commune()).then().extract().path("items[0].site.id");
        editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "\"v1\"").body("{\"address\": \"7 Phố\"}").patch("/map/v1/sites/" + site)
                .then().statusCode(200);
        String withdrawn = registered(tree.commune(), point(tree.commune()));
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(batch.withdraw(connection, List.of(UUID.fromString(withdrawn)))).isEqualTo(1);
            Sql.of("INSERT INTO point_to_tell (point_id) VALUES (?::uuid)", withdrawn).run(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }
        handover.sweep();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(factsOf(withdrawn)).hasSize(3));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(factsOf(drop)).hasSize(3));
        for (String point : List.of(drop, withdrawn)) {
            List<ConsumerRecord<String, String>> facts = factsOf(point);
            facts.forEach(Contracts::check);
            assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_type")).containsExactly("org.doanket.map.point-opened.v1",
                    "org.doanket.map.point-changed.v1", "org.doanket.map.point-changed.v1");
            for (ConsumerRecord<String, String> fact : facts.subList(1, 3)) {
                JsonPath told = JsonPath.from(fact.value());
                assertThat(told.getString("state")).isEqualTo("closed");
                assertThat(told.getString("openedOn")).isNull();
                assertThat(told.getString("mergedInto")).isEqualTo(point.equals(drop) ? keep : null);
            }
        }
    }

    static List<ConsumerRecord<String, String>> factsOf(String point) {
        return Contracts.told("service-point").stream().filter(fact -> point.equals(TopicReader.header(fact, "ce_subject"))).toList();
    }
}
