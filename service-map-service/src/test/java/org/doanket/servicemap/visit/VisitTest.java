package org.doanket.servicemap.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.servicemap.MapApi.anybody;
import static org.doanket.servicemap.MapApi.as;
import static org.doanket.servicemap.MapApi.editor;
import static org.doanket.servicemap.MapApi.point;
import static org.doanket.servicemap.MapApi.registered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.MapApi;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class VisitTest {

    static final String VISITS = "/map/v1/visits";
    static final String COUNTERS = "/map/v1/visit-counters";
    private static final String SERIES = "/map/v1/tallies/visits?scope=subtree&unit=";
    /** The middle of a month that is past, and not so long that its counts come too late. */
    static final LocalDate DAY = Zones.today(Clock.systemUTC(), "cn").minusMonths(5).withDayOfMonth(15);

    @Inject
    MapApi api;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private MapApi.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = api.plant("cn");
    }

    static Map<String, Object> entry(String point, LocalDate day, int visits, int services) {
        return new HashMap<>(Map.of("id", UUID.randomUUID().toString(), "point", point, "day", day.toString(), "visits", visits, "services", services));
    }

    private static Map<String, Object> entries(List<Map<String, Object>> entries) {
        return Map.of("entries", entries);
    }

    private static Map<String, Object> reading(long number, LocalDate day, int visits) {
        return Map.of("number", number, "day", day.toString(), "visits", visits);
    }

    @Test
    void countsNinetyThousandVisitsOfDingxisHundredAndEightPoints() {
        UUID site = UUID.randomUUID();
        api.run(Sql.of("INSERT INTO site (id, unit_id, path, jurisdiction, name, address, latitude, longitude, access, host, version) "
                + "VALUES (?, ?, ?, 'cn', 's', 'a', 35.58, 104.62, 'open', 'own', 1)", site, tree.commune(), tree.path()));
        String[] kinds = {"reading-room", "canteen", "fitness-ground", "nursery", "lecture-room", "tool-room", "health-hut", "deliberation-station"};
        List<Map<String, Object>> sent = new ArrayList<>();
        for (int i = 0; i < 108; i++) {
            UUID id = UUID.randomUUID();
            api.run(Sql.of("INSERT INTO service_point (id, site_id, unit_id, path, kind, name, state, opened_on, version) VALUES (?, ?, ?, ?, ?, 'p', "
                    + "'open', '2025-01-01', 1)", id, site, tree.commune(), tree.path(), kinds[i % 8]));
            // 36 points of 834 and 72 of 833 visits: 90,000 on six days of six months.
            int visits = i < 36 ? 834 : 833;
            for (int month = 1; month <= 6; month++) {
                sent.add(entry(id.toString(), DAY.minusMonths(6 - month), visits / 6 + (month <= visits % 6 ? 1 : 0), 1));
            }
        }
        as("desk-clerk", tree.commune()).body(entries(sent)).post(VISITS).then().statusCode(200).body("taken", equalTo(648)).body("known", equalTo(0));
        List<LocalDate> days = IntStream.rangeClosed(1, 6).mapToObj(month -> DAY.minusMonths(6 - month)).toList();
        anybody().get(SERIES + tree.province() + "&by=year").then().body("items.period", equalTo(days.stream().map(day -> "" + day.getYear()).distinct().toList()))
                .body("items.visits.sum()", equalTo(90_000)).body("items.services.sum()", equalTo(648));
        anybody().get(SERIES + tree.commune()).then().body("items.period", equalTo(days.stream().map(day -> YearMonth.from(day).toString()).toList()));
        anybody().get(SERIES + tree.commune() + "&split=kind&by=year&kind=nursery").then().body("items.kind", everyItem(equalTo("nursery")));
        anybody().get(SERIES + tree.commune() + "&from=" + YearMonth.from(DAY) + "&to=" + YearMonth.from(DAY)).then().body("items", hasSize(1));
    }

    @Test
    void aLateCountGoesToTheUnitAndTheKindOfItsDay() {
        String id = registered(tree.commune(), point(tree.commune()));
        as("desk-clerk", tree.commune()).body(entries(List.of(entry(id, DAY, 10, 0)))).post(VISITS).then().statusCode(200);
        editor(tree.commune()).contentType("application/merge-patch+json").header("If-Match", "*").body("{\"kind\": \"canteen\"}")
                .patch(MapApi.POINTS + "/" + id).then().statusCode(200);
        String path = api.path(tree.sibling());
        api.run(Sql.of("UPDATE service_point SET unit_id = ?, path = ? WHERE id = ?::uuid", tree.sibling(), path, id));
        LocalDate today = Zones.today(Clock.systemUTC(), "cn");
        // The clerk of the heir brings in what was found in a drawer of the former owner.
        as("desk-clerk", tree.sibling()).body(entries(List.of(entry(id, DAY, 5, 1), entry(id, today, 3, 0)))).post(VISITS).then().statusCode(200)
                .body("taken", equalTo(2));
        anybody().get(SERIES + tree.commune() + "&by=year&split=kind").then().body("items", hasSize(1)).body("items[0].visits", equalTo(15))
                .body("items[0].kind", equalTo("reading-room"));
        anybody().get(SERIES + tree.sibling() + "&by=year&split=kind").then().body("items", hasSize(1)).body("items[0].visits", equalTo(3))
                .body("items[0].kind", equalTo("canteen"));
    }

    @Test
    void anOfflineBatchThatComesLateAndTwiceCountsOnce() {
        String id = registered(tree.commune(), point(tree.commune()));
        Map<String, Object> morning = entry(id, DAY, 12, 3);
        Map<String, Object> evening = entry(id, DAY, 5, 0);
        as("desk-clerk", tree.commune()).body(entries(List.of(evening))).post(VISITS).then().statusCode(200);
        as("desk-clerk", tree.commune()).body(entries(List.of(morning, evening, morning))).post(VISITS).then().statusCode(200)
                .body("taken", equalTo(1)).body("known", equalTo(2));
        anybody().get(VISITS + "?point=" + id).then().body("items", hasSize(1)).body("items[0].visits", equalTo(17)).body("items[0].services", equalTo(3));
        Map<String, Object> forged = new HashMap<>(morning);
        forged.put("visits", 99);
        as("desk-clerk", tree.commune()).body(entries(List.of(forged))).post(VISITS).then().statusCode(422).body("errors.code", contains("entry-differs"));
        String csv = anybody().accept("text/csv").get("/map/v1/tallies/visits/days?point=" + id).then().statusCode(200).extract().asString();
        assertThat(csv).contains(DAY.toString()).contains("17");
    }

    @Test
    void namesEveryFaultOfABatchAndTakesNothingOfIt() {
        String id = registered(tree.commune(), point(tree.commune()));
        as("desk-clerk", tree.commune()).body(entries(List.of(entry(id, DAY, 1, 0), entry(id, LocalDate.parse("2999-01-01"), 1, 0),
                        entry(id, LocalDate.parse("2024-07-01"), 1, 0), entry(id, LocalDate.parse("2024-01-01"), 1, 0),
                        entry(UUID.randomUUID().toString(), DAY, 1, 0)))).post(VISITS).then().statusCode(422)
                .body("errors.pointer", contains("/entries/1", "/entries/2", "/entries/3", "/entries/4"))
                .body("errors.code", contains("not-yet", "too-late", "not-open-then", "unknown-point"));
        anybody().get(VISITS + "?point=" + id).then().body("items", hasSize(0));
        as("desk-clerk", tree.sibling()).body(entries(List.of(entry(id, DAY, 1, 0)))).post(VISITS).then().statusCode(422)
                .body("errors.code", contains("unknown-point"));
        as("desk-clerk", tree.commune()).body(entries(List.of())).post(VISITS).then().statusCode(400);
    }

    @Test
    void aWrongCountIsTakenBackByAnEntryOfItsOwn() {
        String id = registered(tree.commune(), point(tree.commune()));
        Map<String, Object> wrong = entry(id, DAY, 100, 0);
        as("desk-clerk", tree.commune()).body(entries(List.of(wrong, entry(id, DAY, 4, 0)))).post(VISITS).then().statusCode(200);
        String reversal = VISITS + "/entries/" + wrong.get("id") + "/reversal";
        as("desk-clerk", tree.commune()).body(Map.of("reason", "typed twice")).post(reversal).then().statusCode(200).body("reversedBy", notNullValue());
        as("desk-clerk", tree.commune()).body(Map.of("reason", "typed twice")).post(reversal).then().statusCode(409)
                .body("code", equalTo("count-reversed-already"));
        anybody().get(VISITS + "?point=" + id).then().body("items[0].visits", equalTo(4));
        String minus = as("desk-clerk", tree.commune()).get(VISITS + "/entries?point=" + id).then().body("items", hasSize(3)).extract()
                .path("items.find { it.reverses != null }.id");
        as("desk-clerk", tree.commune()).body(Map.of("reason", "x")).post(VISITS + "/entries/" + minus + "/reversal").then().statusCode(409)
                .body("code", equalTo("count-is-reversal"));
    }

    @Test
    void aDeviceCountsByItsKeyAlone() {
        String id = registered(tree.commune(), point(tree.commune()));
        JsonPath device = editor(tree.commune()).body(Map.of("point", id, "label", "Front door")).post(COUNTERS).then().statusCode(201)
                .body("key", notNullValue()).extract().jsonPath();
        String counter = device.getString("id");
        editor(tree.commune()).get(COUNTERS + "/" + counter).then().body("key", nullValue());
        report(counter, device.getString("key"), reading(2, DAY.plusDays(1), 7), reading(1, DAY, 30)).statusCode(200).body("taken", equalTo(2));
        report(counter, device.getString("key"), reading(1, DAY, 30), reading(3, DAY, 2)).statusCode(200).body("taken", equalTo(1))
                .body("known", equalTo(1));
        anybody().get(VISITS + "?point=" + id).then().body("items.visits", contains(32, 7));
        report(counter, device.getString("key"), reading(1, DAY, 31)).statusCode(200).body("taken", equalTo(0)).body("refused.code", contains("entry-differs"));
        report(counter, "guessed", reading(9, DAY, 1)).statusCode(401).body("code", equalTo("counter-key-refused"));
        report(UUID.randomUUID().toString(), device.getString("key"), reading(9, DAY, 1)).statusCode(401);
    }

    /** A device that was offline sends all it has over each line that it finds, and a desk its own the same. */
    @Test
    void whatIsSentByManyLinesAtOnceCountsOnce() {
        String id = registered(tree.commune(), point(tree.commune()));
        JsonPath device = editor(tree.commune()).body(Map.of("point", id, "label", "Door")).post(COUNTERS).then().statusCode(201).extract().jsonPath();
        List<Map<String, Object>> desk = IntStream.range(0, 20).mapToObj(i -> entry(id, DAY.plusDays(i % 3), 1, 0)).toList();
        List<CompletableFuture<Integer>> lines = IntStream.range(0, 8).mapToObj(line -> CompletableFuture.supplyAsync(() -> {
            List<Map<String, Object>> some = new ArrayList<>(desk);
            Collections.shuffle(some, new Random(line));
            Map<?, ?>[] readings = IntStream.rangeClosed(1, 30).map(number -> line % 2 == 0 ? number : 31 - number)
                    .mapToObj(number -> reading(number, DAY.plusDays(number % 3), 10)).toArray(Map[]::new);
            int taken = report(device.getString("id"), device.getString("key"), readings).statusCode(200).extract().<Integer>path("taken");
            return taken + as("desk-clerk", tree.commune()).body(entries(some)).post(VISITS).then().statusCode(200).extract().<Integer>path("taken");
        }, task -> new Thread(task).start())).toList();
        assertThat(lines.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(30 + 20);
        List<Integer> days = anybody().get(VISITS + "?point=" + id).then().extract().path("items.visits");
        assertThat(days.stream().mapToInt(Integer::intValue).sum()).isEqualTo(30 * 10 + 20);
    }

    /** It could not know that the point was closed while it was offline. */
    @Test
    void ofADevicesBatchTheGoodReadingsAreTakenAndTheOthersNamed() {
        String id = registered(tree.commune(), point(tree.commune()));
        JsonPath device = editor(tree.commune()).body(Map.of("point", id, "label", "Door")).post(COUNTERS).then().statusCode(201).extract().jsonPath();
        editor(tree.commune()).body(Map.of("on", DAY.plusDays(2).toString())).post(MapApi.POINTS + "/" + id + "/closing").then().statusCode(200);
        for (int sent = 0; sent < 2; sent++) {
            report(device.getString("id"), device.getString("key"), reading(1, DAY, 30), reading(2, DAY.plusDays(1), 7), reading(3, DAY.plusDays(5), 2),
                    reading(4, LocalDate.parse("2999-01-01"), 2)).statusCode(200).body("taken", equalTo(sent == 0 ? 2 : 0)).body("known", equalTo(sent == 0 ? 0 : 2))
                    .body("refused.number", contains(3, 4)).body("refused.code", contains("not-open-then", "not-open-then"))
                    .body("refused[0].day", equalTo(DAY.plusDays(5).toString()));
        }
        anybody().get(VISITS + "?point=" + id).then().body("items.visits", contains(30, 7));
    }

    @Test
    void aNewKeyLeavesTheFormerOneTimeAndARetiredDeviceNone() {
        String id = registered(tree.commune(), point(tree.commune()));
        JsonPath device = editor(tree.commune()).body(Map.of("point", id, "label", "Door")).post(COUNTERS).then().statusCode(201).extract().jsonPath();
        String counter = device.getString("id");
        String fresh = editor(tree.commune()).post(COUNTERS + "/" + counter + "/key").then().statusCode(200).extract().path("key");
        report(counter, device.getString("key"), reading(1, DAY, 1)).statusCode(200);
        report(counter, fresh, reading(2, DAY, 1)).statusCode(200);
        api.run(Sql.of("UPDATE visit_counter SET former_until = now() - interval '1 second' WHERE id = ?::uuid", counter));
        report(counter, device.getString("key"), reading(3, DAY, 1)).statusCode(401);
        editor(tree.commune()).post(COUNTERS + "/" + counter + "/retirement").then().statusCode(200).body("retiredAt", notNullValue());
        report(counter, fresh, reading(3, DAY, 1)).statusCode(401);
        editor(tree.commune()).post(COUNTERS + "/" + counter + "/key").then().statusCode(409).body("code", equalTo("counter-retired"));
    }

    @Test
    void aKeyThatWasStolenEndsAtOnceAndSoDoesTheOneBeforeIt() {
        String id = registered(tree.commune(), point(tree.commune()));
        JsonPath device = editor(tree.commune()).body(Map.of("point", id, "label", "Door")).post(COUNTERS).then().statusCode(201).extract().jsonPath();
        String counter = device.getString("id");
        String renewal = COUNTERS + "/" + counter + "/key";
        String stolen = editor(tree.commune()).post(renewal).then().statusCode(200).body("formerKeyUntil", notNullValue()).extract().path("key");
        report(counter, device.getString("key"), reading(1, DAY, 1)).statusCode(200);
        editor(tree.commune()).post(renewal + "?reason=bored").then().statusCode(400).body("errors.pointer", contains("?reason"));
        String fresh = editor(tree.commune()).post(renewal + "?reason=stolen").then().statusCode(200).body("formerKeyUntil", nullValue()).extract().path("key");
        for (String former : List.of(device.getString("key"), stolen)) {
            report(counter, former, reading(2, DAY, 1)).statusCode(401).body("code", equalTo("counter-key-refused"));
        }
        report(counter, fresh, reading(2, DAY, 1)).statusCode(200);
        assertThat(Sql.of("SELECT coalesce(purpose, 'as usual') FROM audit_entry WHERE action = 'counter-key-renewed' AND subject_id = ? ORDER BY id", counter)
                .list(worker, row -> row.getString(1))).containsExactly("as usual", "stolen");
        // Who takes the device out of use ends the key that it has and the one that it had, within the seven days as well.
        String last = editor(tree.commune()).post(renewal).then().statusCode(200).body("formerKeyUntil", notNullValue()).extract().path("key");
        editor(tree.commune()).post(COUNTERS + "/" + counter + "/retirement").then().statusCode(200).body("formerKeyUntil", nullValue());
        for (String key : List.of(fresh, last)) {
            report(counter, key, reading(3, DAY, 1)).statusCode(401);
        }
    }

    @Test
    void tellsTheWholeMonthEachTimeAndNumbersTheTellings() {
        String id = registered(tree.commune(), point(tree.commune()));
        as("desk-clerk", tree.commune()).body(entries(List.of(entry(id, DAY, 10, 1), entry(id, DAY.plusMonths(1), 5, 0)))).post(VISITS).then().statusCode(200);
        as("desk-clerk", tree.commune()).body(entries(List.of(entry(id, DAY.plusDays(3), 6, 2)))).post(VISITS).then().statusCode(200);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(told(tree.commune())).hasSize(3));
        List<ConsumerRecord<String, String>> ofTheMonth = told(tree.commune()).stream().filter(fact -> fact.value().contains(YearMonth.from(DAY).toString())).toList();
        ofTheMonth.forEach(Contracts::check);
        assertThat(ofTheMonth).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2");
        assertThat(JsonPath.from(ofTheMonth.get(1).value()).getInt("visits")).isEqualTo(16);
        assertThat(JsonPath.from(ofTheMonth.get(1).value()).getInt("services")).isEqualTo(3);
        assertThat(JsonPath.from(ofTheMonth.get(1).value()).getMap("")).containsOnlyKeys("unit", "month", "visits", "services");
    }

    @Test
    void filtersDevicesAndDays() {
        String id = registered(tree.grassRoots(), point(tree.grassRoots()));
        editor(tree.commune()).body(Map.of("point", id, "label", "Door")).post(COUNTERS).then().statusCode(201);
        as("desk-clerk", tree.grassRoots()).body(entries(List.of(entry(id, DAY, 1, 0), entry(id, DAY.plusDays(1), 2, 0)))).post(VISITS).then().statusCode(200);
        editor(tree.commune()).get(COUNTERS + "?scope=subtree&unit=" + tree.commune()).then().body("items", hasSize(1));
        editor(tree.commune()).get(COUNTERS + "?unit=" + tree.commune()).then().body("items", hasSize(0));
        anybody().get(VISITS + "?scope=subtree&limit=1&unit=" + tree.commune()).then().body("items.visits", contains(1)).body("next", notNullValue());
        anybody().get(VISITS + "?scope=subtree&from=" + DAY.plusDays(1) + "&unit=" + tree.commune()).then().body("items.visits", contains(2));
        anybody().get(VISITS + "?unit=" + UUID.randomUUID()).then().statusCode(404);
        anybody().get(SERIES + tree.commune() + "&by=week&split=x").then().statusCode(400);
    }

    static List<ConsumerRecord<String, String>> told(UUID unit) {
        return Contracts.told("activity").stream().filter(fact -> fact.value().contains(unit.toString())).toList();
    }

    private static io.restassured.response.ValidatableResponse report(String counter, String key, Map<?, ?>... readings) {
        return anybody().contentType("application/json").body(Map.of("counter", counter, "key", key, "readings", List.of(readings)))
                .post(COUNTERS + "/readings").then();
    }
}
