package org.doanket.servicemap.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.roster.Desk.REPORTS;
import static org.doanket.servicemap.roster.Desk.TODAY;
import static org.doanket.servicemap.roster.Desk.clerk;
import static org.doanket.servicemap.roster.Desk.report;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DutyReportTest {

    @Inject
    MapApi api;

    private MapApi.Tree tree;
    private UUID unit;

    @BeforeEach
    void plantTree() {
        tree = api.plant("vn");
        unit = tree.commune();
    }

    @Test
    void sumsTheDaysOfAllDesksBelow() {
        String desk = Desk.desk(unit);
        clerk(unit).body(report(desk, TODAY)).post(REPORTS).then().statusCode(201).body("filed.certified-copy", equalTo(9)).body("peopleHelped", equalTo(27));
        clerk(unit).body(report(desk, TODAY.minusDays(2))).post(REPORTS).then().statusCode(201);
        clerk(tree.province()).get(REPORTS + "/total?scope=subtree&unit=" + tree.province()).then().statusCode(200).body("days", equalTo(2))
                .body("peopleHelped", equalTo(54)).body("filedOnline", equalTo(26)).body("filed.civil-status", equalTo(8));
        clerk(unit).get(REPORTS + "?unit=" + unit + "&limit=1").then().body("items[0].day", equalTo(TODAY.toString()));
    }

    @Test
    void isHadAsASheetToo() {
        String desk = Desk.desk(unit);
        clerk(unit).body(report(desk, TODAY)).post(REPORTS).then().statusCode(201);
        clerk(unit).body(report(desk, TODAY.minusDays(1))).post(REPORTS).then().statusCode(201);
        String[] rows = clerk(tree.province()).accept("text/csv").get(REPORTS + "?scope=subtree&unit=" + tree.province()).then().statusCode(200)
                .extract().asString().split("\r?\n");
        assertThat(rows).hasSize(3);
        assertThat(rows[1]).contains(TODAY.toString()).contains("4,27,13,certified-copy=9 civil-status=4");
        assertThat(clerk(tree.elsewhere()).accept("text/csv").get(REPORTS).asString()).doesNotContain(desk);
    }

    @Test
    void aDayIsReportedOnceAndCorrectedAfterwards() {
        String desk = Desk.desk(unit);
        String id = clerk(unit).body(report(desk, TODAY)).post(REPORTS).then().statusCode(201).extract().path("id");
        clerk(unit).body(report(desk, TODAY)).post(REPORTS).then().statusCode(409).body("code", equalTo("duty-reported-already"));
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "\"v1\"").body("{\"peopleHelped\": 30, \"filed\": {\"civil-status\": null, \"land\": 2}}")
                .patch(REPORTS + "/" + id).then().statusCode(200).body("peopleHelped", equalTo(30)).body("filed", equalTo(Map.of("certified-copy", 9, "land", 2)));
    }

    @Test
    void refusesWhatHasNotHappenedAndProceduresThatThereAreNot() {
        String desk = Desk.desk(unit);
        clerk(unit).body(report(desk, TODAY.plusDays(1))).post(REPORTS).then().statusCode(422).body("code", equalTo("duty-not-over"));
        Map<String, Object> unknown = report(desk, TODAY);
        unknown.put("filed", Map.of("passport-to-the-moon", 1));
        clerk(unit).body(unknown).post(REPORTS).then().statusCode(400).body("errors[0].pointer", equalTo("/filed/passport-to-the-moon"));
    }

    @Test
    void tellsTheMonthAsItStands() {
        String desk = Desk.desk(unit);
        String id = clerk(unit).body(report(desk, TODAY.withDayOfMonth(1))).post(REPORTS).then().statusCode(201).extract().path("id");
        clerk(unit).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"peopleHelped\": 5}").patch(REPORTS + "/" + id).then().statusCode(200);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(factsOf(unit)).hasSize(2));
        List<ConsumerRecord<String, String>> facts = factsOf(unit);
        facts.forEach(Contracts::check);
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_type")).containsOnly("org.doanket.map.duty-reported.v1");
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2");
        JsonPath last = JsonPath.from(facts.get(1).value());
        assertThat(last.getInt("reports")).isEqualTo(1);
        assertThat(last.getInt("peopleHelped")).isEqualTo(5);
        assertThat(last.getInt("filedOnline")).isEqualTo(13);
    }

    /** As visits are. */
    @Test
    void whatWasDoneBeforeAPointCameToItsHeirIsOfThoseWhoHadItThen() {
        String desk = Desk.desk(unit);
        LocalDate before = TODAY.minusDays(3);
        clerk(unit).body(report(desk, before.minusDays(1))).post(REPORTS).then().statusCode(201);
        api.run(Sql.of("UPDATE service_point SET unit_id = ?, path = ? WHERE id = ?::uuid", tree.sibling(), api.path(tree.sibling()), desk));
        String late = clerk(tree.sibling()).body(report(desk, before)).post(REPORTS).then().statusCode(201).body("unitId", equalTo(unit.toString())).extract().path("id");
        clerk(tree.sibling()).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"peopleHelped\": 5}").patch(REPORTS + "/" + late).then()
                .statusCode(200);
        clerk(tree.sibling()).body(report(desk, TODAY)).post(REPORTS).then().statusCode(201).body("unitId", equalTo(tree.sibling().toString()));
        clerk(unit).get(REPORTS + "?point=" + desk).then().body("items.day", contains(before.toString(), before.minusDays(1).toString()));
        clerk(tree.sibling()).get(REPORTS + "?point=" + desk).then().body("items.day", contains(TODAY.toString()));
        // The month that is told is that of all who had it then.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(factsOf(unit).stream().mapToInt(fact -> JsonPath.from(fact.value())
                .getInt("peopleHelped")).filter(helped -> helped == (before.minusDays(1).getMonth() == before.getMonth() ? 32 : 5)).count()).isEqualTo(1));
    }

    private static List<ConsumerRecord<String, String>> factsOf(UUID unit) {
        return Contracts.told("activity").stream().filter(fact -> fact.value().contains(unit.toString())).toList();
    }
}
