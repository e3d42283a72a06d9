package org.doanket.finance.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LoanTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
    }

    /** Worked example 33 of the finance rules. */
    @Test
    void makesTheScheduleOfTheWorkedExample() {
        String loan = granted(refer(member(), 30_000_000, 36), Map.of("granted", true, "on", "2025-03-10", "firstDueOn", "2025-04-15"));
        JsonPath found = one(loan);
        assertThat(found.getLong("interest.amount")).isEqualTo(3_663_000);
        List<Long> principals = found.getList("schedule.principal.amount", Long.class);
        assertThat(principals).hasSize(36).endsWith(833_345L);
        assertThat(principals.subList(0, 35)).containsOnly(833_333L);
        assertThat(principals.stream().mapToLong(Long::longValue).sum()).isEqualTo(30_000_000);
        List<Long> interest = found.getList("schedule.interest.amount", Long.class);
        assertThat(interest).startsWith(198_000L, 192_500L).endsWith(5_500L);
        assertThat(found.getList("schedule.dueOn", String.class)).startsWith("2025-04-15", "2025-05-15").endsWith("2028-03-15");
    }

    @Test
    void roundsHalvesUp() {
        String loan = granted(refer(member(), 2_500, 1), Map.of("granted", true, "on", "2025-03-10", "firstDueOn", "2025-04-15"));
        assertThat(one(loan).getLong("interest.amount")).as("16.5").isEqualTo(17);
    }

    @Test
    void takesTheLastDayOfAMonthThatIsTooShort() {
        String loan = granted(refer(member(), 4_000_000, 4), Map.of("granted", true, "on", "2025-01-10", "firstDueOn", "2025-01-31"));
        assertThat(one(loan).getList("schedule.dueOn", String.class)).containsExactly("2025-01-31", "2025-02-28", "2025-03-31",
                "2025-04-30");
    }

    /** Twelve riders of Vinh Chau bought their motorbikes on loans of the policy bank. */
    @Test
    void followsTheTwelveMotorbikeLoansOfVinhChau() {
        List<String> loans = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            loans.add(granted(refer(member(), 30_000_000, 36), Map.of("granted", true, "on", "2024-01-05", "firstDueOn", "2024-02-10")));
        }
        JsonPath totals = Api.as("auditor", tree.province()).get("/loan-referrals/totals?unit=" + tree.province() + "&scope=subtree")
                .then().statusCode(200).extract().jsonPath();
        assertThat(totals.getInt("[0].granted")).isEqualTo(12);
        assertThat(totals.getInt("[0].members")).isEqualTo(12);
        assertThat(totals.getLong("[0].principal.amount")).isEqualTo(360_000_000);
        // Ten have paid what was due by April, one nothing at all, one two months late.
        for (String loan : loans.subList(0, 10)) {
            pay(loan, "2024-04-10", 3 * 833_333, 198_000 + 192_500 + 187_000);
        }
        pay(loans.get(11), "2024-02-10", 833_333, 198_000);
        String asked = "/loan-arrears?unit=" + tree.province() + "&scope=subtree&asOf=";
        Api.as("unit-officer", tree.province()).get(asked + "2024-04-16").then().statusCode(200).body("items", hasSize(2))
                .body("items.loan", contains(loans.get(10), loans.get(11))).body("items.instalments", contains(3, 2))
                .body("items.since", contains("2024-02-10", "2024-03-10")).body("items[0].principal.amount", equalTo(2_499_999))
                .body("items[0].interest.amount", equalTo(577_500)).body("items[0].overdueRate.numerator", equalTo(1_287))
                .body("items[0].overdueRate.denominator", equalTo(12_500)).body("items[0].overdueRateVerified", equalTo(false));
        // Within the days of grace nobody is behind yet.
        Api.as("unit-officer", unit).get("/loan-arrears?unit=" + unit + "&asOf=2024-02-15").then().statusCode(200)
                .body("items", hasSize(0));
        Api.as("unit-officer", unit).get("/loan-arrears?unit=" + unit + "&asOf=2024-02-16").then().statusCode(200)
                .body("items", hasSize(11));
        String next = Api.as("unit-officer", unit).get("/loan-arrears?unit=" + unit + "&asOf=2024-02-16&limit=6").then()
                .body("items", hasSize(6)).extract().path("next");
        Api.as("unit-officer", unit).get("/loan-arrears?unit=" + unit + "&asOf=2024-02-16&limit=6&cursor=" + next).then()
                .body("items", hasSize(5));
        Api.as("unit-officer", tree.sibling()).get("/loan-arrears").then().statusCode(200).body("items", hasSize(0));
    }

    /** The earlier schedule stays: whoever asks how the loan stood then is answered by it. */
    @Test
    void followsTheScheduleThatHoldsOnTheDayWhenTheBankHasRescheduled() {
        String loan = granted(refer(member(), 12_000_000, 12), Map.of("granted", true, "on", "2024-01-05", "firstDueOn", "2024-02-10"));
        pay(loan, "2024-02-10", 1_000_000, 79_200);
        assertThat(behind("2024-04-16")).containsExactly(2, 2_000_000, 72_600 + 66_000);
        Map<String, Object> longer = new HashMap<>(Map.of("asOf", "2024-04-20", "months", 22, "firstDueOn", "2024-06-10", "why", "bão"));
        reschedule(loan, with(longer, "firstDueOn", "2024-04-19")).statusCode(422).body("errors.pointer", contains("/firstDueOn"));
        reschedule(loan, with(longer, "asOf", "2099-01-01")).statusCode(422);
        reschedule(loan, with(longer, "asOf", "2024-01-04")).statusCode(422).body("code", equalTo("loan-schedule-backwards"));
        reschedule(loan, Map.of("asOf", "2024-04-20", "why", "bão")).statusCode(400);
        reschedule(loan, longer).statusCode(200).body("schedule", hasSize(22)).body("schedule.principal.amount.unique()", contains(500_000))
                .body("schedules.validFrom", contains("2024-04-20", "2024-01-05")).body("schedules[0].why", equalTo("bão")).body("schedules[1].instalments", hasSize(12))
                .body("outstanding.amount", equalTo(11_000_000)).body("interest.amount", equalTo(79_200 + 11 * 72_600 + 11 * 3_300));

        assertThat(behind("2024-04-16")).as("as it was").containsExactly(2, 2_000_000, 138_600);
        assertThat(behind("2024-05-30")).as("nothing is due by the new one yet").isEmpty();
        assertThat(behind("2024-07-16")).containsExactly(2, 1_000_000, 72_600 + 69_300);
        pay(loan, "2024-06-10", 500_000, 72_600);
        assertThat(behind("2024-07-16")).containsExactly(1, 500_000, 69_300);

        // Of the bank's own what is left is to be repaid, at another rate.
        Map<String, Object> last = Map.of("asOf", "2024-07-20", "why", "tái cơ cấu", "yearlyRate", Map.of("numerator", 5, "denominator", 100), "schedule",
                List.of(line("2024-08-10", 10_000_000), line("2024-09-10", 499_999)));
        reschedule(loan, last).statusCode(422).body("code", equalTo("loan-schedule-sum"));
        reschedule(loan, with(last, "schedule", List.of(line("2024-08-10", 10_000_000), line("2024-09-10", 500_000)))).statusCode(200)
                .body("yearlyRate.numerator", equalTo(5)).body("schedules", hasSize(3));
        assertThat(behind("2024-08-16")).containsExactly(1, 10_000_000, 10_000);
        pay(loan, "2024-09-10", 10_500_000, 20_000);
        assertThat(one(loan).getString("state")).isEqualTo("repaid");
        assertThat(behind("2024-08-16")).as("as it was, though all is repaid since").containsExactly(1, 10_000_000, 10_000);
        assertThat(behind("2024-12-31")).as("and nothing more is asked of him").isEmpty();
        reschedule(loan, longer).statusCode(409).body("code", equalTo("loan-step-not-from"));
    }

    /** Interest that became principal is repaid as principal; of two schedules of one day the one told last says how much it was. */
    @Test
    void owesInterestAsPrincipalOnceTheBankHasAddedIt() {
        UUID member = member();
        String loan = granted(refer(member, 12_000_000, 12), Map.of("granted", true, "on", "2026-01-05", "firstDueOn", "2026-02-10"));
        pay(loan, "2026-02-10", 1_000_000, 0);
        Map<String, Object> added = with(Map.of("asOf", "2026-04-20", "months", 10, "firstDueOn", "2026-06-10", "why", "bão"), "capitalised", money(300_000));
        reschedule(loan, with(added, "capitalised", money(0))).statusCode(422).body("errors.pointer", contains("/capitalised/amount"));
        reschedule(loan, with(added, "capitalised", Map.of("amount", 300, "currency", "CNY"))).statusCode(422);
        reschedule(loan, with(added, "capitalised", money(999_999_999_999L))).statusCode(422).body("errors.pointer", contains("/capitalised/amount"));
        reschedule(loan, added).statusCode(200).body("capitalised.amount", equalTo(300_000)).body("principal.amount", equalTo(12_000_000))
                .body("outstanding.amount", equalTo(11_300_000)).body("schedule.principal.amount.unique()", contains(1_130_000));
        reschedule(loan, with(added, "capitalised", money(200_000))).statusCode(200).body("capitalised.amount", equalTo(200_000))
                .body("outstanding.amount", equalTo(11_200_000)).body("schedules[0].capitalised.amount", equalTo(200_000))
                .body("schedules[1].capitalised.amount", equalTo(300_000));
        // 11,200,000 at 7.92 %: 73,920 in the first month, for it bears interest as well.
        assertThat(behind("2026-06-16")).containsExactly(1, 1_120_000, 73_920);

        pay(loan, "2026-06-10", 1_120_000, 73_920);
        Map<String, Object> later = with(Map.of("asOf", "2026-07-20", "why", "tái cơ cấu"), "capitalised", money(80_000));
        reschedule(loan, with(later, "schedule", List.of(line("2026-08-10", 10_080_000)))).statusCode(422).body("code", equalTo("loan-schedule-sum"));
        reschedule(loan, with(later, "schedule", List.of(line("2026-08-10", 10_160_000)))).statusCode(200).body("capitalised.amount", equalTo(280_000));
        ask(member, 189_840_001, 36).statusCode(422).body("code", equalTo("loan-above-limit"));
        JsonPath totals = Api.as("auditor", unit).get("/loan-referrals/totals?unit=" + unit).then().statusCode(200).extract().jsonPath();
        assertThat(List.of(totals.getLong("[0].principal.amount"), totals.getLong("[0].capitalised.amount"), totals.getLong("[0].outstanding.amount")))
                .containsExactly(12_000_000L, 280_000L, 10_160_000L);
        step("checker", loan, "payments", payment("2026-08-10", 10_160_001, 0)).statusCode(422).body("code", equalTo("loan-overpaid"));
        pay(loan, "2026-08-10", 10_080_000, 10_000);
        assertThat(one(loan).getString("state")).as("what was granted is paid, what was added is not").isEqualTo("granted");
        // Nothing was added on that day after all: then all is repaid.
        reschedule(loan, Map.of("asOf", "2026-07-20", "why", "nhầm", "schedule", List.of(line("2026-08-10", 10_080_000)))).statusCode(200)
                .body("state", equalTo("repaid")).body("outstanding.amount", equalTo(0));
    }

    @Test
    void asksNobodyForWhatTheBankHasWrittenOff() {
        UUID member = member();
        String loan = granted(refer(member, 150_000_000, 12), Map.of("granted", true, "on", "2026-01-05", "firstDueOn", "2026-02-10"));
        pay(loan, "2026-02-10", 50_000_000, 0);
        assertThat(behind("2026-07-01")).isNotEmpty();
        Map<String, Object> writtenOff = Map.of("on", "2026-06-01", "why", "qua đời");
        step("checker", loan, "write-off", Map.of("on", "2099-06-01", "why", "qua đời")).statusCode(422);
        step("checker", loan, "write-off", writtenOff).statusCode(200).body("state", equalTo("written-off")).body("writtenOff.amount", equalTo(100_000_000))
                .body("outstanding.amount", equalTo(0));
        assertThat(behind("2026-07-01")).isEmpty();
        assertThat(behind("2026-05-31")).as("as it was before").isNotEmpty();
        JsonPath totals = Api.as("auditor", unit).get("/loan-referrals/totals?unit=" + unit).then().statusCode(200).extract().jsonPath();
        assertThat(List.of(totals.getLong("[0].principal.amount"), totals.getLong("[0].writtenOff.amount"), totals.getLong("[0].outstanding.amount")))
                .containsExactly(150_000_000L, 100_000_000L, 0L);
        step("checker", loan, "payments", payment("2026-06-02", 1, 0)).statusCode(409).body("code", equalTo("loan-step-not-from"));
        step("checker", loan, "write-off", writtenOff).statusCode(409);
        step("checker", loan, "write-off/reversal", Map.of("why", "another borrower")).statusCode(200).body("state", equalTo("granted"))
                .body("outstanding.amount", equalTo(100_000_000));
        assertThat(behind("2026-07-01")).isNotEmpty();
        step("checker", loan, "write-off/reversal", Map.of("why", "again")).statusCode(409);
    }

    private ValidatableResponse reschedule(String loan, Map<String, Object> command) {
        return step("checker", loan, "rescheduling", command);
    }

    private static Map<String, Object> with(Map<String, Object> command, String name, Object value) {
        Map<String, Object> other = new HashMap<>(command);
        other.put(name, value);
        return other;
    }

    /** Instalments, principal and interest that the unit's one loan is behind with on a day; nothing if it is not. */
    private List<Integer> behind(String day) {
        JsonPath arrears = Api.as("auditor", unit).get("/loan-arrears?unit=" + unit + "&asOf=" + day).then().statusCode(200).extract().jsonPath();
        return arrears.getList("items").isEmpty() ? List.of()
                : List.of(arrears.getInt("items[0].instalments"), arrears.getInt("items[0].principal.amount"), arrears.getInt("items[0].interest.amount"));
    }

    @Test
    void refusesMoreThanTheLimitOfTheDay() {
        UUID member = member();
        ask(member, 200_000_001, 36).statusCode(422).body("code", equalTo("loan-above-limit")).body("rule", equalTo("ND 338/2025"));
        ask(member, 100_000_000, 121).statusCode(422).body("code", equalTo("loan-too-long"));
        String loan = ask(member, 200_000_000, 36).statusCode(201).extract().path("id");
        endorse(loan);
        // Decided in 2025, it falls under the limit of 2025.
        decide(loan, Map.of("granted", true, "on", "2025-12-31", "firstDueOn", "2026-02-01")).statusCode(422)
                .body("code", equalTo("loan-above-limit"));
        decide(loan, Map.of("granted", true, "on", "2026-01-01", "firstDueOn", "2026-02-01")).statusCode(200)
                .body("state", equalTo("granted"));
    }

    /** Also what another union referred him for, before he came here. */
    @Test
    void countsAllOpenLoansOfAWorkerAgainstTheLimit() {
        UUID member = member();
        String first = refer(member, 150_000_000, 36);
        ask(member, 50_000_001, 36).statusCode(422).body("code", equalTo("loan-above-limit"));
        granted(first, Map.of("granted", true, "on", "2026-01-05", "firstDueOn", "2026-02-10"));
        pay(first, "2026-02-10", 20_000_000, 0);
        federation.transaction(connection -> Sql.of("UPDATE loan_referral SET unit_id = ? WHERE id = ?::uuid", tree.sibling(), first).run(connection));
        ask(member, 70_000_001, 36).statusCode(422).body("code", equalTo("loan-above-limit"));
        String second = refer(member, 70_000_000, 36);
        endorse(second);
        decide(second, Map.of("granted", true, "on", "2026-03-01", "firstDueOn", "2026-04-01", "principal", money(70_000_001))).statusCode(422)
                .body("code", equalTo("loan-above-limit"));
        step("checker", second, "bank-decision", Map.of("granted", false, "on", "2026-03-01")).statusCode(200);
        refer(member, 70_000_000, 36);
    }

    @Test
    void letsTwoReferralsAtOnceNotPassTheLimitTogether() {
        UUID member = member();
        List<Integer> answers = IntStream.range(0, 6).parallel().mapToObj(i -> ask(member, 60_000_000, 36).extract().statusCode()).sorted().toList();
        assertThat(answers).containsExactly(201, 201, 201, 422, 422, 422);
    }

    @Test
    void isEndorsedBySomebodyElseAndDecidedOnce() {
        String loan = refer(member(), 10_000_000, 12);
        step("maker", loan, "endorsement", Map.of()).statusCode(409).body("code", equalTo("same-person"));
        decide(loan, Map.of("granted", true, "on", "2025-03-10", "firstDueOn", "2025-04-15")).statusCode(409)
                .body("code", equalTo("loan-step-not-from"));
        endorse(loan);
        decide(loan, Map.of("granted", false, "on", "2025-03-10", "note", "no collateral")).statusCode(200)
                .body("state", equalTo("declined"));
        decide(loan, Map.of("granted", true, "on", "2025-03-10", "firstDueOn", "2025-04-15")).statusCode(409);
        String refused = refer(member(), 10_000_000, 12);
        step("checker", refused, "refusal", Map.of("why", "has another loan")).statusCode(200).body("state", equalTo("refused"));
        step("checker", refused, "endorsement", Map.of()).statusCode(409);
    }

    @Test
    void takesTheSchedulesOfTheBankIfTheyAddUp() {
        String loan = refer(member(), 10_000_000, 2);
        endorse(loan);
        decide(loan, Map.of("granted", true, "on", "2025-03-10", "schedule", List.of(line("2025-04-01", 5_000_000),
                line("2025-05-01", 4_999_999)))).statusCode(422).body("code", equalTo("loan-schedule-sum"));
        decide(loan, Map.of("granted", true, "on", "2025-03-10", "schedule", List.of(line("2025-04-01", 5_000_000),
                line("2025-04-01", -1)))).statusCode(422).body("errors.pointer", contains("/schedule/1/principal/amount",
                "/schedule/1/dueOn"));
        decide(loan, Map.of("granted", true, "on", "2025-03-10")).statusCode(422).body("code", equalTo("loan-without-schedule"));
        decide(loan, Map.of("granted", true, "on", "2025-03-10", "schedule", java.util.Collections.singletonList(null))).statusCode(400);
        decide(loan, Map.of("granted", true, "on", "2025-03-10", "schedule", List.of(line("2025-04-01", 4_000_000),
                line("2025-05-01", 6_000_000)))).statusCode(200).body("schedule.principal.amount", contains(4_000_000, 6_000_000))
                .body("interest.amount", equalTo(20_000));
    }

    @Test
    void isRepaidWithTheLastPrincipalAndNoLongerWhenTheReportWasWrong() {
        String loan = granted(refer(member(), 10_000_000, 2), Map.of("granted", true, "on", "2025-03-10", "firstDueOn", "2025-04-15"));
        step("checker", loan, "payments", payment("2025-04-15", 10_000_001, 0)).statusCode(422).body("code", equalTo("loan-overpaid"));
        pay(loan, "2025-04-15", 5_000_000, 66_000);
        String last = step("checker", loan, "payments", payment("2025-05-15", 5_000_000, 0)).statusCode(200)
                .body("state", equalTo("repaid")).body("outstanding.amount", equalTo(0)).extract().path("payments[1].id");
        step("checker", loan, "payments", payment("2025-05-20", 1, 0)).statusCode(422).body("code", equalTo("loan-overpaid"));
        step("checker", loan, "payments", payment("2025-05-20", 0, 33_000)).statusCode(200).body("state", equalTo("repaid"))
                .body("paidInterest.amount", equalTo(99_000));
        step("checker", loan, "payments/" + last + "/reversal", null).statusCode(200).body("state", equalTo("granted"))
                .body("outstanding.amount", equalTo(5_000_000)).body("paidInterest.amount", equalTo(99_000));
        step("checker", loan, "payments/" + last + "/reversal", null).statusCode(409).body("code", equalTo("loan-payment-reversed"));
    }

    @Test
    void setsRulesFromADayOnAndTakesBackThoseToCome() {
        String id = Api.as("federation-officer", null).contentType("application/json")
                .body(Map.of("jurisdiction", "cn", "kind", "max-months", "validFrom", "2090-01-01", "value", 60, "citation", "test",
                "verified", false)).post("/loan-rules").then().statusCode(201).extract().path("id");
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("jurisdiction", "cn", "kind", "yearly-rate",
                "validFrom", "2090-01-01", "value", 60, "citation", "test", "verified", false)).post("/loan-rules").then().statusCode(422);
        for (String kind : List.of("grace-days", "max-months")) {
            Api.as("federation-officer", null).contentType("application/json").body(Map.of("jurisdiction", "cn", "kind", kind, "validFrom", "2090-01-01",
                    "value", 2_000_000_000, "citation", "beyond the calendar", "verified", false)).post("/loan-rules").then().statusCode(400);
        }
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("why", "typo"))
                .post("/loan-rules/" + id + "/cancellation").then().statusCode(200);
        Api.as("member", unit).get("/loan-rules?jurisdiction=vn&asOf=2025-12-31").then().statusCode(200)
                .body("items.find { it.kind == 'max-principal' }.value", equalTo(100_000_000))
                .body("items.find { it.kind == 'max-principal' }.verified", equalTo(false))
                .body("items.find { it.kind == 'overdue-factor' }.verified", equalTo(false));
        Api.as("federation-officer", unit).contentType("application/json").body(Map.of("jurisdiction", "cn", "kind", "max-months",
                "validFrom", "2090-01-01", "value", 60, "citation", "test", "verified", false)).post("/loan-rules").then().statusCode(403);
    }

    private UUID member() {
        return federation.member(unit, "L" + UUID.randomUUID(), "guild");
    }

    private String refer(UUID member, long principal, int months) {
        return ask(member, principal, months).statusCode(201).extract().path("id");
    }

    private ValidatableResponse ask(UUID member, long principal, int months) {
        return as("maker").body(Map.of("unit", unit, "member", member, "bank", "NHCSXH Vinh Chau", "purpose", "motorbike", "principal",
                money(principal), "months", months)).post("/loan-referrals").then();
    }

    private String granted(String loan, Map<String, Object> decision) {
        endorse(loan);
        decide(loan, decision).statusCode(200).body("state", equalTo("granted"));
        return loan;
    }

    private void endorse(String loan) {
        step("checker", loan, "endorsement", Map.of("note", "a steady rider")).statusCode(200).body("state", equalTo("endorsed"));
    }

    private ValidatableResponse decide(String loan, Map<String, Object> decision) {
        return step("checker", loan, "bank-decision", decision);
    }

    private void pay(String loan, String on, long principal, long interest) {
        step("checker", loan, "payments", payment(on, principal, interest)).statusCode(200);
    }

    private ValidatableResponse step(String who, String loan, String step, Object body) {
        return (body == null ? as(who) : as(who).body(body)).post("/loan-referrals/" + loan + "/" + step).then();
    }

    private io.restassured.specification.RequestSpecification as(String who) {
        return Api.with(Tokens.of("unit-officer").unit(unit).subject(who)).contentType("application/json");
    }

    private JsonPath one(String loan) {
        return Api.as("auditor", unit).get("/loan-referrals/" + loan).then().statusCode(200).extract().jsonPath();
    }

    private static Map<String, Object> payment(String on, long principal, long interest) {
        return Map.of("paidOn", on, "principal", money(principal), "interest", money(interest));
    }

    private static Map<String, Object> line(String due, long principal) {
        return new HashMap<>(Map.of("dueOn", due, "principal", money(principal), "interest", money(10_000)));
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }
}
