package org.doanket.servicemap.tip;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.tip.TipRoom.OUTCOMES;
import static org.doanket.servicemap.tip.TipRoom.TIPS;
import static org.doanket.servicemap.tip.TipRoom.counts;
import static org.doanket.servicemap.tip.TipRoom.left;
import static org.doanket.servicemap.tip.TipRoom.officer;
import static org.doanket.servicemap.tip.TipRoom.tip;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TipOutcomeTest {

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private UUID room;

    @BeforeEach
    void openRoom() {
        tree = api.plant("vn");
        room = tree.commune();
        TipRoom.open(room);
    }

    private void count(Map<String, Object> counts) {
        officer(room).body(counts).post(OUTCOMES).then().statusCode(200);
    }

    @Test
    void waitsUntilEnoughPersonsStandBehindEachFigureAndTellsThemTogether() {
        count(counts("2025-03", 9, 2, 12, 3, 0));
        given().get(OUTCOMES + "?unit=" + room).then().statusCode(200).body("items.size()", equalTo(0));
        count(counts("2025-05", 14, 3, 20, 5, 7));
        given().get(OUTCOMES + "?unit=" + room).then().body("items.size()", equalTo(0));
        officer(room).get(OUTCOMES + "/standing").then().body("counted.tips", equalTo(23)).body("withheld.injuredCarried", equalTo(7));
        count(counts("2025-06", 10, 1, 0, 0, 10));

        given().get(OUTCOMES + "?scope=subtree&year=2025&unit=" + tree.province()).then().body("items.size()", equalTo(1))
                .body("items[0].since", equalTo("2025-03")).body("items[0].month", equalTo("2025-06"))
                .body("items[0].tips", equalTo(33)).body("items[0].hotSpotsClosed", equalTo(6)).body("items[0].peopleCaught", equalTo(32))
                .body("items[0].accidentsSecured", equalTo(8)).body("items[0].injuredCarried", equalTo(17));
        officer(room).get(OUTCOMES + "/standing").then().body("withheld.tips", equalTo(0)).body("counted.tips", equalTo(33));
    }

    @Test
    void oneMoreAfterwardsChangesNothingThatWasTold() {
        count(counts("2025-06", 33, 6, 32, 8, 17));
        count(counts("2025-06", 1, 0, 1, 0, 0));
        given().get(OUTCOMES + "/total?unit=" + room).then().body("tips", equalTo(33)).body("peopleCaught", equalTo(32))
                .body("withheldBelow", equalTo(10));
        officer(room).body(counts("2025-06", -2, 0, 0, 0, 0)).post(OUTCOMES).then().statusCode(422).body("code", equalTo("tip-counts-below-zero"));
        officer(room).body(counts("2025-06", -1, 0, -1, 0, 0)).post(OUTCOMES).then().statusCode(200).body("withheld.tips", equalTo(0));
        officer(room).body(counts("2199-01", 1, 0, 0, 0, 0)).post(OUTCOMES).then().statusCode(422).body("code", equalTo("month-in-future"));
    }

    @Test
    void aTipCountsOnceItWasHandedOver() {
        left(tip(room));
        officer(room).get(OUTCOMES + "/standing").then().body("counted.tips", equalTo(0));
        officer(room).body(Map.of("authority", "Công an phường 1")).post(TIPS + "/" + left(tip(room)) + "/handover").then().statusCode(200);
        officer(room).get(OUTCOMES + "/standing").then().body("counted.tips", equalTo(1));
    }

    @Test
    void tellsOtherServicesCountsAndNothingElse() {
        count(counts("2025-06", 33, 6, 32, 8, 17));
        count(counts("2025-06", 5, 0, 0, 0, 0));
        count(counts("2025-06", 5, 0, 11, 0, 0));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(factsOf(room)).hasSize(2));
        List<ConsumerRecord<String, String>> facts = factsOf(room);
        facts.forEach(Contracts::check);
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_type")).containsOnly("org.doanket.map.tip-outcome-counted.v1");
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2");
        assertThat(facts).extracting(ConsumerRecord::key).containsOnly(facts.get(0).key());
        JsonPath last = JsonPath.from(facts.get(1).value());
        assertThat(last.getInt("tips")).isEqualTo(43);
        assertThat(last.getInt("peopleCaught")).isEqualTo(43);
        assertThat(last.<Map<String, Object>>get("").keySet()).containsExactlyInAnyOrder("unit", "month", "since", "tips", "hotSpotsClosed",
                "peopleCaught", "accidentsSecured", "injuredCarried");
    }

    private static List<ConsumerRecord<String, String>> factsOf(UUID unit) {
        return Contracts.told("activity").stream().filter(fact -> fact.value().contains(unit.toString())).toList();
    }
}
