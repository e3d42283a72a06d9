package org.doanket.finance.arrears;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.Test;

/** What units have not paid, in three phases; months are counted back from today, since phases are. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ArrearsTest {

    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
        "desk-clerk", "tips-officer", "member", "integration"};
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    @Inject
    Federation federation;

    @Inject
    ArrearsSchedule schedule;

    @Test
    void listsEachUnpaidMonthInItsPhaseAndBillsOnMeanwhile() throws InterruptedException {
        Federation.Tree tree = federation.tree();
        List<YearMonth> months = IntStream.rangeClosed(0, 5).mapToObj(back -> YearMonth.from(TODAY).minusMonths(5 - back)).toList();
        bill(tree.unit(), months);
        bill(tree.sibling(), months.subList(0, 1));
        JsonPath mine = list(tree.unit(), "unit=" + tree.unit());
        for (YearMonth month : months) {
            Integer phase = mine.get("items.find { it.month == '" + month + "' }?.phase");
            assertThat(phase == null ? 0 : phase).as("%s on %s", month, TODAY).isEqualTo(phaseOf(month));
        }
        assertThat(mine.getList("items.outstanding.amount")).containsOnly(40_000);
        long last = months.stream().filter(month -> phaseOf(month) == 3).count();
        assertThat(list(tree.commune(), "scope=subtree&phase=3&unit=" + tree.commune()).getList("items")).hasSize((int) last + 1);
        assertThat(list(tree.sibling(), "unit=" + tree.sibling()).getString("items[0].phaseName")).isEqualTo("Reported to the level above");
        Api.as("treasurer", tree.unit()).accept("text/csv").get("/arrears?unit=" + tree.unit()).then().statusCode(200)
                .header("Content-Type", startsWith("text/csv")).body(containsString("40000")).body(containsString(months.get(0).toString()));
        Api.as("treasurer", tree.unit()).get("/arrears?phase=4&unit=" + tree.unit()).then().statusCode(400);
    }

    @Test
    void tellsOfAPhaseOnceAndForgetsWhoHasPaid() throws InterruptedException, SQLException {
        UUID unit = federation.tree().unit();
        YearMonth month = YearMonth.from(TODAY).minusMonths(5);
        bill(unit, List.of(month));
        assertThat(schedule.remind()).isPositive();
        assertThat(schedule.remind()).isZero();
        assertThat(federation.number("SELECT count(*) FROM arrears_reminder WHERE unit_id = ?", unit)).isOne();
        assertThat(list(unit, "unit=" + unit).getString("items[0].remindedAt")).isNotNull();
        ConsumerRecord<String, String> told = await().until(() -> overdue(unit), facts -> facts.size() == 1).get(0);
        Contracts.check(told);
        assertThat(JsonPath.from(told.value()).getInt("phase")).isEqualTo(3);
        assertThat(JsonPath.from(told.value()).getInt("outstanding.amount")).isEqualTo(40_000);

        pay(unit, month);
        Api.as("auditor", unit).get("/arrears?unit=" + unit).then().statusCode(200).body("items", hasSize(0));
        assertThat(federation.number("SELECT version FROM unit_month WHERE unit_id = ?", unit)).as("the reminder is one of the facts").isGreaterThan(2);
    }

    @Test
    void takesThePhasesFromDatedRows() throws InterruptedException {
        UUID unit = federation.unit(null, "cn");
        YearMonth month = YearMonth.from(TODAY).minusMonths(5);
        UUID member = federation.member(unit, "C", "wage-income");
        federation.pay(member, month.toString(), "wage", 423_800);
        Api.runDues(unit, month.toString(), "post");
        assertThat(list(unit, "unit=" + unit).getInt("items[0].phase")).isEqualTo(3);
        String from = TODAY.minusDays(3).toString();
        officer().body(phase(3, from, 900)).post("/arrears-phases").then().statusCode(201).body("days", equalTo(900));
        officer().body(phase(3, from, 901)).post("/arrears-phases").then().statusCode(409).body("code", equalTo("rule-begin-taken"));
        assertThat(list(unit, "unit=" + unit).getInt("items[0].phase")).isEqualTo(2);
        String id = officer().body(phase(3, TODAY.plusDays(40).toString(), 10)).post("/arrears-phases").then().statusCode(201).extract().path("id");
        officer().body(Map.of("why", "dropped")).post("/arrears-phases/" + id + "/cancellation").then().statusCode(200);
        Api.as("member", null).get("/arrears-phases?jurisdiction=cn&asOf=" + TODAY.plusDays(50)).then().statusCode(200)
                .body("items.find { it.phase == 3 }.days", equalTo(900)).body("items", hasSize(3));
    }

    @Test
    void isForThoseWhoAnswerForMoney() {
        Federation.Tree tree = federation.tree();
        AccessMatrix.of("GET", Api.BASE + "/arrears?unit=" + tree.unit()).roles("treasurer", "auditor", "unit-officer", "federation-officer")
                .inside(tree.unit(), tree.commune()).outside(tree.sibling(), tree.elsewhere()).check();
        AccessMatrix.of("GET", Api.BASE + "/arrears-phases").roles(ALL).inside(tree.unit()).answersEverybodyTheirOwn().check();
        String id = officer().body(phase(2, "2060-01-01", 70)).post("/arrears-phases").then().statusCode(201).extract().path("id");
        AccessMatrix.of("POST", Api.BASE + "/arrears-phases").body(() -> phase(2, "2061-01-01", 70)).roles("federation-officer")
                .atTheRoot().outside(tree.province(), tree.commune(), tree.unit()).check();
        AccessMatrix.of("POST", Api.BASE + "/arrears-phases/" + id + "/cancellation").body(() -> Map.of("why", "a test"))
                .roles("federation-officer").atTheRoot().outside(tree.province(), tree.commune(), tree.unit()).check();
    }

    private void bill(UUID unit, List<YearMonth> months) throws InterruptedException {
        UUID member = federation.member(unit, "A", "non-state-enterprise");
        for (YearMonth month : months) {
            federation.pay(member, month.toString(), "si_salary", 8_000_000);
            Api.runDues(unit, month.toString(), "post");
        }
    }

    private void pay(UUID unit, YearMonth month) throws InterruptedException {
        String account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        String reference = Api.treasurer(unit).body(Map.of("unit", unit, "month", month.toString())).post("/payment-requests").then()
                .statusCode(201).extract().path("reference");
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, new Statements.Line("A" + account, 40_000, reference)));
    }

    private static int phaseOf(YearMonth month) {
        long days = ChronoUnit.DAYS.between(month.atEndOfMonth(), TODAY);
        return days >= 91 ? 3 : days >= 61 ? 2 : days >= 31 ? 1 : 0;
    }

    private static JsonPath list(UUID unit, String asked) {
        return Api.as("treasurer", unit).get("/arrears?limit=200&" + asked).then().statusCode(200).extract().jsonPath();
    }

    private List<ConsumerRecord<String, String>> overdue(UUID unit) {
        String id = federation.text("SELECT id::text FROM unit_month WHERE unit_id = ?", unit);
        return Contracts.told("unit-month").stream().filter(fact -> fact.key().equals(id)
                && TopicReader.header(fact, "ce_type").contains("dues-overdue")).toList();
    }

    private static Map<String, Object> phase(int phase, String from, int days) {
        return Map.of("source", Map.of("jurisdiction", "cn", "validFrom", from, "citation", "a test", "verified", false), "phase", phase, "days", days,
                "action", "warn", "names", Map.of("vi", "x", "en", "x", "zh", "x"));
    }

    private static RequestSpecification officer() {
        return Api.as("federation-officer", null).contentType("application/json");
    }
}
