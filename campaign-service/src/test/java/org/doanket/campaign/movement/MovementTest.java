package org.doanket.campaign.movement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.campaign.Requests.PDF;
import static org.doanket.campaign.Requests.another;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.campaign.FactProducer;
import org.doanket.campaign.FactProducer.Told;
import org.doanket.campaign.Federation;
import org.doanket.campaign.Race;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A movement from its launch to its sums, typed and told by finance. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MovementTest {

    private static final String OFFICER = "campaign-officer";
    private static final String RESULTS = "/campaigns/v1/results";
    private static final String TALLY = "/campaigns/v1/tallies/results";

    @Inject
    Federation federation;

    @Inject
    FactProducer producer;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void unitsChooseAndReportAndTheLevelAboveChecks() {
        String movement = launched(List.of());
        String address = "/campaigns/v1/movements/" + movement;
        json("unit-officer", units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("road", "homes"))).post(address + "/choices").then()
                .statusCode(200);
        json(OFFICER, units.commune()).body(Map.of("unit", units.grassroots(), "contents", List.of("road"))).post(address + "/choices").then().statusCode(200);
        json(OFFICER, units.province()).body(Map.of("unit", units.sibling(), "contents", List.of("road"))).post(address + "/choices").then().statusCode(200);
        json(OFFICER, units.stranger()).body(Map.of("unit", units.stranger(), "contents", List.of("road"))).post(address + "/choices").then().statusCode(404);
        json(OFFICER, units.province()).body(Map.of("unit", units.sibling(), "contents", List.of("moon"))).post(address + "/choices").then().statusCode(422);
        as(OFFICER, units.province()).get(address + "/choices").then().body("items", hasSize(3));
        report(movement, units.sibling(), "homes", cash(1)).then().statusCode(422).body("code", equalTo("movement-content-not-chosen"));
        json(OFFICER, units.province()).body(Map.of("movement", movement, "unit", units.sibling(), "day", "2026-04-01", "result",
                Map.of("kind", "goods", "amount", Map.of("amount", 5, "currency", "VND")))).post(RESULTS).then().statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/result/amount", "/result/quantity", "/result/sort", "/result/measure"));
        String result = report(movement, units.grassroots(), "road", cash(5_000_000)).then().statusCode(201).body("field", equalTo("economy"))
                .body("state", equalTo("reported")).extract().header("Location");
        as(OFFICER, units.grassroots()).contentType("image/png").body(PDF).post(result + "/attachments").then().statusCode(201);
        another(OFFICER, units.grassroots()).post(result + "/check").then().statusCode(403).body("code", equalTo("result-checked-above"));
        json(OFFICER, units.commune()).post(result + "/check").then().statusCode(403).body("code", equalTo("result-checked-by-another"));
        another(OFFICER, units.commune()).body(Map.of("remark", "thiếu chứng từ")).post(result + "/return").then().statusCode(200);
        tally(movement, units.province()).then().body("results", hasSize(0)).body("units", equalTo(2));
        json(OFFICER, units.grassroots()).header("If-Match", "\"v2\"").body(Map.of("day", "2026-04-02", "result", cash(6_000_000))).put(result).then()
                .statusCode(200).body("state", equalTo("reported"));
        another(OFFICER, units.commune()).post(result + "/check").then().statusCode(200).body("state", equalTo("checked"));
        as(OFFICER, units.province()).get(RESULTS + "?year=2026").then().body("items.state", contains("checked"));
        as(OFFICER, units.province()).get(RESULTS + "?year=2025").then().body("items", hasSize(0));
        json(OFFICER, units.grassroots()).header("If-Match", "\"v4\"").body(Map.of("day", "2026-04-02", "result", cash(1))).put(result).then().statusCode(409);
        tally(movement, units.province()).then().body("results[0].total.amount.amount", equalTo(6_000_000)).body("results[0].checked.amount.amount", equalTo(6_000_000))
                .body("contents.units", contains(2, 1));
        another(OFFICER, units.commune()).body(Map.of("remark", "ghi thừa một số không")).post(result + "/return").then().statusCode(200).body("state", equalTo("returned"));
        tally(movement, units.province()).then().body("results", hasSize(0));
        another(OFFICER, units.commune()).header("If-Match", "\"v5\"").body(Map.of("day", "2026-04-02", "result", cash(600_000))).put(result).then().statusCode(200);
        json(OFFICER, units.commune()).post(result + "/check").then().statusCode(200).body("state", equalTo("checked"));
        tally(movement, units.province()).then().body("results[0].checked.amount.amount", equalTo(600_000));
        String late = report(movement, units.grassroots(), "road", cash(7)).then().statusCode(201).extract().header("Location");
        json(OFFICER, units.province()).post(address + "/closing").then().statusCode(200).body("state", equalTo("closed"));
        report(movement, units.grassroots(), "road", cash(1)).then().statusCode(409);
        // What is sent back after the closing can still be put right.
        json(OFFICER, units.grassroots()).header("If-Match", "\"v1\"").body(Map.of("day", "2026-04-02", "result", cash(8))).put(late).then().statusCode(409);
        another(OFFICER, units.commune()).body(Map.of("remark", "sai số")).post(late + "/return").then().statusCode(200);
        json(OFFICER, units.grassroots()).header("If-Match", "\"v2\"").body(Map.of("day", "2026-04-02", "result", cash(8))).put(late).then().statusCode(200)
                .body("state", equalTo("reported"));
    }

    @Test
    void whatWasChosenByMistakeIsTakenBackAndCountsOnNoDay() {
        String movement = launched(List.of());
        String address = "/campaigns/v1/movements/" + movement;
        json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("road"))).post(address + "/choices").then().statusCode(200);
        json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("homes"))).post(address + "/choices").then().statusCode(200);
        tally(movement, units.province()).then().body("units", equalTo(1)).body("contents.units", contains(1, 1));
        json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("road"))).post(address + "/choices/withdrawal").then().statusCode(200);
        tally(movement, units.province()).then().body("units", equalTo(1)).body("contents.units", contains(0, 1));
        json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("road"))).post(address + "/choices/withdrawal").then().statusCode(422)
                .body("code", equalTo("movement-content-not-chosen"));
        report(movement, units.grassroots(), "homes", cash(1)).then().statusCode(201);
        json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("homes"))).post(address + "/choices/withdrawal").then().statusCode(409)
                .body("code", equalTo("movement-content-reported"));
        json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "contents", List.of("road"))).post(address + "/choices").then().statusCode(200);
        tally(movement, units.province()).then().body("units", equalTo(2));
        json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "contents", List.of("road"))).post(address + "/choices/withdrawal").then().statusCode(200);
        tally(movement, units.province()).then().body("units", equalTo(1)).body("contents.units", contains(0, 1));
    }

    @Test
    void kindsSortsAndMeasuresAreNeverAddedTogether() {
        String movement = launched(List.of());
        for (Map<String, Object> result : List.<Map<String, Object>>of(cash(2_000_000), cash(3_000_000), Map.of("kind", "workdays", "quantity", 31.5),
                Map.of("kind", "goods", "sort", "Gạo", "measure", "kg", "quantity", 120), Map.of("kind", "goods", "sort", "gạo", "measure", "KG", "quantity", 30),
                Map.of("kind", "goods", "sort", "xi măng", "measure", "bao", "quantity", 40), Map.of("kind", "counts", "sort", "nhà", "quantity", 3))) {
            report(movement, units.grassroots(), null, result).then().statusCode(201);
        }
        tally(movement, units.commune()).then().body("results", hasSize(5)).body("results.find { it.total.kind == 'cash' }.total.amount.amount", equalTo(5_000_000))
                .body("results.find { it.total.sort == 'gạo' }.total.quantity", equalTo(150))
                .body("results.find { it.total.kind == 'workdays' }.total.quantity", equalTo(31.5f))
                .body("results.find { it.total.kind == 'cash' }.checked.amount.amount", equalTo(0));
        as(OFFICER, units.commune()).queryParam("movement", movement).queryParam("unit", units.commune()).queryParam("scope", "subtree")
                .queryParam("kind", "workdays").get(TALLY).then().body("results", hasSize(1));
        as(OFFICER, units.commune()).queryParam("movement", movement).queryParam("unit", units.commune()).get(TALLY).then().body("results", hasSize(0));
        as(OFFICER, units.commune()).queryParam("movement", movement).queryParam("asOf", "2026-03-31").get(TALLY).then().body("results", hasSize(0));
        String cash = "results.find { it.total.kind == 'cash' }.total.amount.amount";
        as(OFFICER, units.commune()).queryParam("year", 2026).get(TALLY).then().statusCode(200).body(cash, equalTo(5_000_000));
        as(OFFICER, units.commune()).queryParam("year", 2025).get(TALLY).then().body("results", hasSize(0));
        as(OFFICER, units.province()).queryParam("year", 2026).get(TALLY + "/units").then().statusCode(200)
                .body("items.find { it.unit == '" + units.commune() + "' }." + cash, equalTo(5_000_000)).body("items.find { it.own }.results", hasSize(0));
        as(OFFICER, units.commune()).queryParam("movement", movement).queryParam("year", 2025).get(TALLY + "/units").then().body("items.results.flatten()", hasSize(0));
        assertThat(as(OFFICER, units.commune()).accept("text/csv").queryParam("movement", movement).get(RESULTS).asString()).contains("xi măng").hasLineCount(8);
    }

    @Test
    void sumsAreRightToTheLastRowWhileManyReportAndUnitsMove() throws Exception {
        String movement = launched(List.of());
        List<UUID> reporters = List.of(units.grassroots(), units.commune(), units.sibling());
        ExecutorService many = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                UUID unit = reporters.get(i % 3);
                calls.add(() -> reported(movement, unit));
            }
            List<Future<Integer>> running = new ArrayList<>();
            for (Callable<Integer> call : calls) {
                running.add(many.submit(call));
            }
            federation.move(units.grassroots(), units.sibling());
            for (Future<Integer> each : running) {
                assertThat(each.get()).isEqualTo(201);
            }
        } finally {
            many.shutdown();
        }
        assertThat((int) tally(movement, units.province()).path("results[0].total.amount.amount")).isEqualTo(60_000);
        assertThat((int) tally(movement, units.sibling()).path("results[0].total.amount.amount")).isEqualTo(40_000);
        assertThat((int) tally(movement, units.commune()).path("results[0].total.amount.amount")).isEqualTo(20_000);
        federation.move(units.sibling(), units.commune());
        assertThat((int) tally(movement, units.commune()).path("results[0].total.amount.amount")).isEqualTo(60_000);
        assertThat(drift()).as("sums that differ from what their rows add up to").isZero();
    }

    /** Whoever reports in the very moment in which his unit moves may not find it, and reports again. */
    private int reported(String movement, UUID unit) {
        int status = 404;
        for (int i = 0; i < 5 && status == 404; i++) {
            status = report(movement, unit, null, cash(1_000)).statusCode();
        }
        return status;
    }

    @Test
    void whatFinanceTookInAndPaidOutCountsOnceHoweverOftenItIsTold() {
        String movement = launched(List.of("tet"));
        UUID given = Ids.next();
        UUID undone = Ids.next();
        UUID outside = Ids.next();
        UUID paid = Ids.next();
        UUID unpaid = Ids.next();
        List<Told> facts = new ArrayList<>(List.of(contribution("contribution-received", given, 1, movement, units.grassroots(), 2_700_000),
                contribution("contribution-received", outside, 1, movement, null, 300_000),
                contribution("contribution-received", Ids.next(), 1, UUID.randomUUID().toString(), units.grassroots(), 9),
                grant("grant-paid", paid, 1, units.grassroots(), "tet"), grant("grant-paid", Ids.next(), 1, units.grassroots(), "housing"),
                grant("grant-paid", Ids.next(), 1, units.stranger(), "tet")));
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(facts, new Random(i));
            producer.tell(facts);
        }
        producer.tell(List.of(contribution("contribution-received", undone, 1, movement, units.grassroots(), 5_000), grant("grant-paid", unpaid, 1,
                units.grassroots(), "tet"), contribution("contribution-reversed", undone, 2, movement, units.grassroots(), 5_000),
                grant("grant-reversed", unpaid, 2, units.grassroots(), "tet")));
        await().atMost(Duration.ofSeconds(60)).until(() -> as(OFFICER, units.province()).queryParam("movement", movement).queryParam("state", "reversed")
                .get(RESULTS).jsonPath().getList("items").size() == 4);
        tally(movement, units.province()).then().body("results.find { it.total.kind == 'cash' }.checked.amount.amount", equalTo(3_000_000))
                .body("results.find { it.total.kind == 'counts' }.total.quantity", equalTo(40))
                .body("results.findAll { it.total.kind == 'granted' }.total.amount.amount", containsInAnyOrder(40_000_000, 12_000_000));
        tally(movement, units.grassroots()).then().body("results.find { it.total.kind == 'cash' }.total.amount.amount", equalTo(2_700_000));
        assertThat(drift()).isZero();
    }

    @Test
    void takesNothingInOfAUnitFromTheDayOnWhichItHasEnded() {
        String movement = launched(List.of());
        Sql.of("UPDATE unit_ref SET valid_to = '2026-04-02' WHERE id IN (?, ?)", units.grassroots(), units.sibling()).run(federation.worker());
        report(movement, units.grassroots(), null, cash(1)).then().statusCode(201);
        Sql.of("UPDATE unit_ref SET valid_to = '2026-04-01' WHERE id = ?", units.grassroots()).run(federation.worker());
        report(movement, units.grassroots(), null, cash(2)).then().statusCode(409).body("code", equalTo("unit-ended"));
        json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("road"))).post("/campaigns/v1/movements/" + movement + "/choices")
                .then().statusCode(409).body("code", equalTo("unit-ended"));
        json(OFFICER, units.sibling()).body(Map.of("unit", units.sibling(), "promised", cash(5))).post("/campaigns/v1/movements/" + movement + "/pledges").then()
                .statusCode(409).body("code", equalTo("unit-ended"));
    }

    @Test
    void aGrantThatWasPaidBeforeTheClosingCountsThoughItIsToldAfterwards() {
        String movement = launched(List.of("tet"));
        json(OFFICER, units.province()).post("/campaigns/v1/movements/" + movement + "/closing").then().statusCode(200);
        Sql.of("UPDATE movement SET closed_at = '2026-02-05T12:00:00+07' WHERE id = ?::uuid", movement).run(federation.worker());
        String over = launched(List.of("tet"));
        json(OFFICER, units.province()).post("/campaigns/v1/movements/" + over + "/closing").then().statusCode(200);
        Sql.of("UPDATE movement SET closed_at = '2026-02-04T12:00:00+07' WHERE id = ?::uuid", over).run(federation.worker());
        producer.tell(List.of(grant("grant-paid", Ids.next(), 1, units.grassroots(), "tet")));
        await().atMost(Duration.ofSeconds(60)).until(() -> as(OFFICER, units.province()).queryParam("movement", movement).get(RESULTS).jsonPath()
                .getList("items").size() == 3);
        as(OFFICER, units.province()).queryParam("movement", over).get(RESULTS).then().body("items", hasSize(0));
    }

    @Test
    void tellsFinanceOfAppealsAndPledgesAsPromised() {
        String movement = launched(List.of());
        String address = "/campaigns/v1/movements/" + movement;
        Map<String, Object> appeal = Map.of("name", "Mái ấm", "purpose", "Sửa nhà", "beneficiaries", "Đoàn viên", "bankBin", "970436", "account", "0011223344",
                "holder", "LDLD", "opensAt", "2026-03-01T00:00:00Z", "closesAt", "2099-06-30T00:00:00Z");
        json(OFFICER, units.commune()).body(appeal).post(address + "/drives").then().statusCode(404);
        String drive = json(OFFICER, units.province()).body(appeal).post(address + "/drives").then().statusCode(201).body("state", equalTo("open"))
                .extract().path("id");
        String pledge = json("unit-officer", units.grassroots()).body(Map.of("unit", units.grassroots(), "drive", drive, "promised", cash(500_000), "dueOn",
                "2026-05-19"))
                .post(address + "/pledges").then().statusCode(201).body("promised.amount.amount", equalTo(500_000)).body("state", equalTo("open")).extract()
                .path("id");
        json("unit-officer", units.grassroots()).body(Map.of("unit", units.grassroots(), "promised", Map.of("kind", "counts", "sort", "x", "quantity", 1)))
                .post(address + "/pledges").then().statusCode(422);
        json(OFFICER, units.province()).body(Map.of("why", "Đã đủ")).post(address + "/drives/" + drive + "/closing").then().statusCode(200)
                .body("state", equalTo("closed"));
        json(OFFICER, units.province()).body(Map.of("why", "Đã đủ")).post(address + "/drives/" + drive + "/closing").then().statusCode(409);
        as(OFFICER, units.grassroots()).get(address + "/drives").then().statusCode(200).body("items.closedWhy", contains("Đã đủ"));
        as(OFFICER, units.sibling()).get(address + "/pledges").then().statusCode(200).body("items", hasSize(0));
        as(OFFICER, units.province()).get(address + "/pledges?kind=cash&scope=subtree&q=cong doan&unit=" + units.province()).then().body("items", hasSize(1));
        for (String none : List.of("kind=goods", "year=2001", "q=khac")) {
            as(OFFICER, units.province()).get(address + "/pledges?" + none).then().statusCode(200).body("items", hasSize(0));
        }
        String withdrawal = address + "/pledges/" + pledge + "/withdrawal";
        json("unit-officer", units.sibling()).body(Map.of("why", "Không đủ kinh phí")).post(withdrawal).then().statusCode(404);
        json("unit-officer", units.commune()).body(Map.of("why", "Không đủ kinh phí")).post(withdrawal).then().statusCode(403);
        json("unit-officer", units.grassroots()).body(Map.of("why", "Không đủ kinh phí")).post(withdrawal).then().statusCode(200).body("state",
                equalTo("withdrawn"))
                .body("withdrawnFor", equalTo("Không đủ kinh phí"));
        json("unit-officer", units.grassroots()).body(Map.of("why", "x")).post(withdrawal).then().statusCode(409).body("code",
                equalTo("movement-pledge-withdrawn"));
        as(OFFICER, units.province()).get(address + "/pledges?state=withdrawn").then().body("items.id", contains(pledge));
        as(OFFICER, units.province()).get(address + "/pledges?state=open").then().body("items", hasSize(0));
        List<ConsumerRecord<String, String>> told = await().atMost(Duration.ofSeconds(30)).until(() -> Contracts.told("drive").stream().filter(fact -> fact.key().equals(movement)).toList(),
                facts -> facts.size() == 4);
        told.forEach(Contracts::check);
        assertThat(told).extracting(fact -> TopicReader.header(fact, "ce_type").split("\\.")[3]).containsExactly("drive-opened", "pledge-made", "drive-closed",
                "pledge-withdrawn");
        assertThat(told).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2", "3", "4");
        assertThat(told.get(3).value()).doesNotContain("kinh phí");
        producer.tell(List.of(new Told("finance", "contribution", "relief-drive-closed", UUID.fromString(drive), 1, Map.of("id", drive, "unit",
                units.province(), "movement", movement, "opensAt", "2026-03-01T00:00:00Z", "closesAt", "2026-06-30T00:00:00Z", "received",
                List.of(Map.of("kind", "cash", "amount", Map.of("amount", 7, "currency", "VND"), "contributions", 1))))));
        await().atMost(Duration.ofSeconds(30)).until(() -> as(OFFICER, units.province()).get(address + "/drives").path("items[0].received[0].amount.amount"),
                equalTo(7));
    }

    @Test
    void aDraftIsSeenByNobodyBelowAndChangedOnlyUntilItIsLaunched() {
        Map<String, Object> draft = new HashMap<>(draft(List.of()));
        draft.put("contents", List.of());
        String address = json(OFFICER, units.province()).body(draft).post("/campaigns/v1/movements").then().statusCode(201).extract().header("Location");
        as(OFFICER, units.commune()).get(address).then().statusCode(404);
        json(OFFICER, units.province()).post(address + "/launch").then().statusCode(422).body("code", equalTo("movement-without-contents"));
        draft.put("contents", List.of(Map.of("code", "road", "title", "Đường", "field", "astronomy")));
        json(OFFICER, units.province()).header("If-Match", "\"v1\"").body(draft).put(address).then().statusCode(422).body("errors.pointer", contains("/contents/0/field"));
        draft.put("contents", List.of(Map.of("code", "road", "title", "Đường")));
        json(OFFICER, units.province()).header("If-Match", "\"v1\"").body(draft).put(address).then().statusCode(200).body("contents.code", contains("road"));
        json(OFFICER, units.province()).post(address + "/launch").then().statusCode(200).body("state", equalTo("launched"));
        as(OFFICER, units.grassroots()).get(address).then().statusCode(200);
        as(OFFICER, units.stranger()).get(address).then().statusCode(404);
        as(OFFICER, units.grassroots()).queryParam("state", "launched").get("/campaigns/v1/movements").then().body("items.id", contains(address.replaceAll(".*/", "")))
                .body("items[0].contents", nullValue());
        json(OFFICER, units.province()).header("If-Match", "\"v3\"").body(draft).put(address).then().statusCode(409);
    }

    @Test
    void nothingIsChosenOrReportedForDaysThatAreYetToComeNorChosenBeforeTheMovement() {
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(1);
        LocalDate starts = tomorrow.minusDays(30);
        Map<String, Object> draft = new HashMap<>(draft(List.of()));
        draft.putAll(Map.of("year", starts.getYear(), "starts", starts.toString(), "ends", tomorrow.plusDays(30).toString()));
        String movement = launched(draft);
        Map<String, Object> result = new HashMap<>(Map.of("movement", movement, "unit", units.grassroots(), "day", tomorrow.toString(), "result", cash(1)));
        json(OFFICER, units.grassroots()).body(result).post(RESULTS).then().statusCode(422).body("errors.code", contains("in-future"));
        for (String day : List.of(tomorrow.toString(), starts.minusDays(1).toString())) {
            json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "contents", List.of("road"), "chosenOn", day))
                    .post("/campaigns/v1/movements/" + movement + "/choices").then().statusCode(422).body("errors.pointer", contains("/chosenOn"));
        }
    }

    @Test
    void theDayOfALaunchIsThatOfThePlaceWhereItIs() {
        String movement = launched(List.of());
        // Half past six of the first of May in Ha Noi, and ahead of the day on which it begins.
        Sql.of("UPDATE movement SET launched_at = '2026-04-30T23:30:00Z', starts = '2026-06-01' WHERE id = ?::uuid", movement).run(federation.worker());
        Map<String, Object> road = new HashMap<>(Map.of("unit", units.grassroots(), "contents", List.of("road"), "chosenOn", "2026-04-30"));
        String choices = "/campaigns/v1/movements/" + movement + "/choices";
        json(OFFICER, units.grassroots()).body(road).post(choices).then().statusCode(422).body("errors.code", contains("before-the-movement"));
        road.put("chosenOn", "2026-05-01");
        json(OFFICER, units.grassroots()).body(road).post(choices).then().statusCode(200);
    }

    @Test
    void nothingIsPromisedOnceAClosingHasBegun() throws Exception {
        String movement = launched(List.of());
        Race.during(federation.worker(), closing(movement), () -> json(OFFICER, units.grassroots()).body(Map.of("unit", units.grassroots(), "promised",
                Map.of("kind", "workdays", "quantity", 1))).post("/campaigns/v1/movements/" + movement + "/pledges")).then().statusCode(409);
        as(OFFICER, units.province()).get("/campaigns/v1/movements/" + movement + "/pledges").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void nothingIsChosenReportedOrCorrectedOnceAClosingHasBegun() throws Exception {
        Map<String, Object> road = Map.of("unit", units.grassroots(), "contents", List.of("road"));
        String first = launched(List.of());
        Race.during(federation.worker(), closing(first), () -> json(OFFICER, units.grassroots()).body(road).post("/campaigns/v1/movements/" + first + "/choices"))
                .then().statusCode(409);
        String second = launched(List.of());
        Race.during(federation.worker(), closing(second), () -> report(second, units.grassroots(), null, cash(1))).then().statusCode(409);
        String third = launched(List.of());
        String result = report(third, units.grassroots(), null, cash(1)).then().statusCode(201).extract().header("Location");
        Race.during(federation.worker(), closing(third), () -> json(OFFICER, units.grassroots()).header("If-Match", "\"v1\"")
                .body(Map.of("day", "2026-04-02", "result", cash(2))).put(result)).then().statusCode(409);
    }

    private static Sql closing(String movement) {
        return Sql.of("UPDATE movement SET state = 'closed', closed_at = now(), version = version + 1 WHERE id = ?::uuid", movement);
    }

    @Test
    void whatFinanceTellsCountsOnceByItsSourceAndOnlyWithinTheMovement() {
        String movement = launched(List.of());
        String draft = json(OFFICER, units.province()).body(draft(List.of())).post("/campaigns/v1/movements").then().statusCode(201).extract().path("id");
        UUID told = Ids.next();
        producer.tell(List.of(contribution("contribution-received", told, 1, movement, units.grassroots(), 700),
                contribution("contribution-received", told, 2, movement, units.grassroots(), 700),
                contribution("contribution-received", Ids.next(), 1, movement, units.stranger(), 30),
                contribution("contribution-received", Ids.next(), 1, draft, units.grassroots(), 5),
                contribution("contribution-received", Ids.next(), 1, movement, units.grassroots(), 1_000)));
        // A giver from elsewhere is somebody outside: it counts for whom it came in.
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(30)).until(() -> sum(movement, units.grassroots()) + "/" + sum(movement, units.province()),
                equalTo("1700/30"));
        assertThat(Sql.of("SELECT 1 FROM movement_result WHERE movement_id = ?::uuid", draft).first(federation.worker(), row -> true)).isEmpty();
    }

    private int sum(String movement, UUID unit) {
        return Sql.of("SELECT coalesce(sum(value), 0)::int FROM movement_result WHERE movement_id = ?::uuid AND unit_id = ?", movement, unit)
                .first(federation.worker(), row -> row.getInt(1)).orElseThrow();
    }

    private String launched(List<String> grants) {
        return launched(draft(grants));
    }

    private String launched(Map<String, Object> draft) {
        String address = json(OFFICER, units.province()).body(draft).post("/campaigns/v1/movements").then().statusCode(201).extract().header("Location");
        json(OFFICER, units.province()).post(address + "/launch").then().statusCode(200);
        return address.replaceAll(".*/", "");
    }

    private Map<String, Object> draft(List<String> grants) {
        return Map.of("unit", units.province(), "name", "Chung sức xây dựng nông thôn mới", "year", 2026, "starts", "2026-01-01", "ends", "2026-12-31", "grants", grants,
                "contents", List.of(Map.of("code", "road", "title", "Làm đường", "field", "economy"), Map.of("code", "homes", "title", "Xóa nhà tạm")));
    }

    private Response report(String movement, UUID unit, String content, Map<String, Object> result) {
        Map<String, Object> body = new HashMap<>(Map.of("movement", movement, "unit", unit, "day", "2026-04-01", "result", result));
        body.put("content", content);
        return json(OFFICER, unit).body(body).post(RESULTS);
    }

    private Response tally(String movement, UUID unit) {
        return as(OFFICER, unit).queryParam("movement", movement).queryParam("unit", unit).queryParam("scope", "subtree").get(TALLY);
    }

    private static Map<String, Object> cash(long amount) {
        return Map.of("kind", "cash", "amount", Map.of("amount", amount, "currency", "VND"));
    }

    private Told contribution(String name, UUID id, long version, String movement, UUID giver, long amount) {
        Map<String, Object> data = new HashMap<>(Map.of("id", id, "receiver", units.province(), "movement", movement, "kind", "cash", "on", "2026-04-14",
                "amount", Map.of("amount", amount, "currency", "VND")));
        if (giver != null) {
            data.put("unit", giver);
        }
        return new Told("finance", "contribution", name, id, version, data);
    }

    private static Told grant(String name, UUID id, long version, UUID unit, String grant) {
        return new Told("finance", "contribution", name, id, version, Map.of("id", id, "unit", unit, "grant", grant, "year", 2026, "on", "2026-02-05",
                "people", 40, "cash", Map.of("amount", 40_000_000, "currency", "VND"), "inKind", Map.of("amount", 12_000_000, "currency", "VND")));
    }

    /** Everything summed up anew from the rows and the tree, less what the tallies say. */
    private BigDecimal drift() {
        return Sql.of("""
                WITH anew AS (
                  SELECT r.movement_id::text AS subject, a.id AS unit_id, r.kind, r.state, sum(r.value) AS value FROM movement_result r
                    JOIN unit_ref u ON u.id = r.unit_id JOIN unit_ref a ON starts_with(u.path, a.path) WHERE r.state IN ('reported', 'checked') GROUP BY 1, 2, 3, 4
                ), kept AS (
                  SELECT subject, unit_id, kind, state, sum(value) AS value FROM tally_cell WHERE what = 'results' AND NOT own AND span = 'm' GROUP BY 1, 2, 3, 4)
                SELECT coalesce(sum(abs(coalesce(a.value, 0) - coalesce(k.value, 0))), 0)
                  FROM anew a FULL JOIN kept k USING (subject, unit_id, kind, state)""").first(federation.worker(), row -> row.getBigDecimal(1)).orElseThrow();
    }
}
