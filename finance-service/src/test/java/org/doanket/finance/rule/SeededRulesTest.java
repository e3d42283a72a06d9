package org.doanket.finance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules as they are delivered: each figure with what is known of it, and what is not known shown as that. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class SeededRulesTest {

    @Inject
    Federation federation;

    /** 2013 to 2021 lie between what is known, and say so. */
    @ParameterizedTest
    @CsvSource({"2012-06-01, dues, 40, true", "2012-06-01, fund, 40, true", "2013-06-01, dues, 40, false", "2013-06-01, fund, 35, false",
        "2020-06-01, dues, 40, false", "2021-06-01, fund, 29, false", "2022-06-01, dues, 40, true", "2022-06-01, fund, 25, true",
        "2023-06-01, dues, 30, true", "2025-06-01, fund, 25, true"})
    void sharesByTheRatioOfTheYear(String day, String stream, int up, boolean verified) {
        JsonPath found = rules("sharing-ratios", "vn", day);
        String common = "items.findAll { it.stream == '" + stream + "' && it.origin == 'own' && it.group == null && it.level == null }";
        assertThat(found.getList(common + ".up.numerator", Integer.class)).containsExactly(up);
        assertThat(found.getList(common + ".verified", Boolean.class)).containsExactly(verified);
    }

    @Test
    void keepsTheCrossSharesOfProvinceAndSectorOf2012AndNoOtherYear() {
        String cross = "items.findAll { it.origin == 'cross' }.up.numerator";
        assertThat(rules("sharing-ratios", "vn", "2012-06-01").getList(cross, Integer.class)).containsExactlyInAnyOrder(3, 7);
        assertThat(rules("sharing-ratios", "vn", "2013-01-01").getList(cross)).isEmpty();
        assertThat(rules("sharing-ratios", "vn", "2013-01-01").getList("items.findAll { it.group == 'fdi' }")).as("of firms, too").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dues-excess", "other"})
    void leavesOwnHigherDuesAndOtherIncomeWithTheUnit(String stream) {
        JsonPath found = rules("sharing-ratios", "vn", "2025-09-01");
        String row = "items.find { it.stream == '" + stream + "' && it.level == null }";
        assertThat(found.getInt(row + ".up.numerator")).isZero();
        assertThat(found.getString(row + ".citation")).contains("CV 433");
        assertThat(found.getBoolean(row + ".verified")).isTrue();
        assertThat(rules("sharing-ratios", "vn", "2015-01-01").getBoolean(row + ".verified")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"vn, state-paid, 2025-05-31, 2, true", "vn, state-paid, 2025-06-01, 0, true", "vn, fdi, 2012-12-31, 1, true"})
    void asksTheFundByTheRateOfTheGroup(String jurisdiction, String group, String day, int percent, boolean verified) {
        assertThat(federation.text("SELECT part_num || '/' || part_den || ' ' || verified FROM fund_rule_on(?, 'rate', ?, ?::date)", jurisdiction, group, day))
                .isEqualTo(percent + "/100 " + verified);
    }

    @Test
    void knowsTheHourlyMinimumWagesOf2026() {
        JsonPath found = rules("parameters", "vn", "2026-01-01");
        String hourly = "items.findAll { it.name == 'minimum-wage-hour' }.sort { it.region }";
        assertThat(found.getList(hourly + ".amount.amount", Integer.class)).containsExactly(25_500, 22_700, 20_000, 17_800);
        assertThat(found.getList(hourly + ".verified", Boolean.class)).containsOnly(true);
        assertThat(rules("parameters", "vn", "2025-12-31").getList("items.findAll { it.name == 'minimum-wage-hour' }")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"vn, si-ceiling-in-base-salaries, 20, 1, true", "vn, fine-of-organisations, 2, 1, false", "vn, exempt-part-of-month, 1, 2, false",
        "cn, exempt-part-of-month, 1, 2, false", "vn, dues-due-months, 0, 1, false", "vn, dues-due-day, 0, 1, false", "vn, budget-due-month, 12, 1, false",
        "vn, budget-due-day, 5, 1, false", "cn, fund-national-part, 5, 100, false"})
    void knowsTheRulesThatAreABareNumber(String jurisdiction, String name, int numerator, int denominator, boolean verified) {
        JsonPath found = rules("figures", jurisdiction, "2026-01-01");
        String row = "items.find { it.name == '" + name + "' }";
        assertThat(found.getMap(row + ".value")).isEqualTo(Map.of("numerator", numerator, "denominator", denominator));
        assertThat(found.getBoolean(row + ".verified")).isEqualTo(verified);
    }

    @ParameterizedTest
    @CsvSource({"2020-05-01, 1", "2021-05-01, 1", "2022-05-01, 0", "2023-05-01, 1", "2025-05-01, 0"})
    void letsFirmsPutOffTheFundInThreeYears(String day, int rows) {
        JsonPath found = rules("fund-rules", "vn", day);
        String row = "items.findAll { it.kind == 'deferral' }";
        assertThat(found.getList(row)).hasSize(rows);
        assertThat(found.getList(row + ".findAll { it.part.numerator == 50 && it.months == 12 && it.days == 31 && it.verified }")).hasSize(rows);
    }

    @Test
    void asksForASuspendedTimeOnTheLastDayOfTheMonthAfter() {
        JsonPath found = rules("fund-rules", "vn", "2026-01-01");
        assertThat(found.getInt("items.find { it.kind == 'suspension-due' }.months")).isEqualTo(1);
        assertThat(found.getInt("items.find { it.kind == 'suspension-due' }.days")).isZero();
    }

    @Test
    void showsWhatIsOnlySaidOfChinaAsNotVerified() {
        JsonPath fund = rules("fund-rules", "cn", "2026-01-01");
        assertThat(fund.getMap("items.find { it.kind == 'late-fee' }.part")).isEqualTo(Map.of("numerator", 5, "denominator", 10_000));
        assertThat(fund.getBoolean("items.find { it.kind == 'late-fee' }.verified")).isFalse();
        JsonPath dues = rules("dues-rules", "cn", "2026-01-01");
        assertThat(dues.getString("items.find { it.duesKind == 'civil-servant' }.citation")).contains("post, grade, base and seniority pay");
        assertThat(dues.getString("items.find { it.duesKind == 'institution' }.citation")).contains("post and grade pay");
        assertThat(dues.getList("items.findAll { it.code == 'C2' || it.code == 'C3' }.verified", Boolean.class)).containsExactly(false, false);
    }

    @Test
    void guardsOlderBudgetsByTheRuleOf2015AndTakesNoGuardForVerifiedWhoseCodesAreOurs() {
        JsonPath older = Api.as("auditor", null).get("/budget-guards?jurisdiction=vn&limit=200&year=2018").then().statusCode(200).extract().jsonPath();
        assertThat(older.getList("items.findAll { it.name.startsWith('all-') }.sort { it.name }.share.numerator", Integer.class)).containsExactly(60, 10, 30);
        JsonPath newer = Api.as("auditor", null).get("/budget-guards?jurisdiction=vn&limit=200&year=2022").then().statusCode(200).extract().jsonPath();
        assertThat(newer.getList("items.findAll { it.name.startsWith('all-') }")).isEmpty();
        for (JsonPath each : List.of(older, newer)) {
            assertThat(each.getList("items.findAll { it.citation.contains('ours') && it.verified }")).isEmpty();
        }
    }

    @Test
    void givesAMealOf70000AtTheYearsEndAndVerifiesNoGrantWhoseLimitsAreOurs() {
        JsonPath found = Api.as("auditor", null).get("/grants?jurisdiction=vn&limit=200&on=2026-06-01").then().statusCode(200).extract().jsonPath();
        assertThat(found.getInt("items.find { it.code == 'year-end-meal' }.inKind.amount")).isEqualTo(70_000);
        assertThat(federation.number("SELECT count(*) FROM grant_rule WHERE verified AND id::text LIKE '019400d7%'")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2020-01-01, false", "2025-07-01, true"})
    void takesTheExemptionsForReadOnlyFromTheDecisionOn(String day, boolean verified) {
        JsonPath found = rules("exemption-rules", "vn", day);
        assertThat(found.getList("items.findAll { it.reason == 'si-benefit' || it.reason == 'unpaid-leave' }.verified", Boolean.class))
                .containsExactly(verified, verified);
    }

    @Test
    void countsAnAbsenceForTheMonthByThePartThatTheFigureSays() throws InterruptedException {
        UUID unit = federation.unit(null, "vn");
        UUID member = federation.member(unit, "H", "non-state-enterprise");
        for (String month : new String[] {"2048-01", "2048-02", "2048-03"}) {
            federation.pay(member, month, "si_salary", 8_000_000);
        }
        federation.away(member, "unpaid-leave", "2048-01-10", "2048-03-20");
        assertThat(Api.runDues(unit, "2048-01", "preview").getLong("result.total")).as("22 of 31 days").isZero();
        String id = figure("vn", "exempt-part-of-month", "2048-01-01", 3, 4);
        assertThat(Api.runDues(unit, "2048-01", "preview").getLong("result.total")).as("less than three quarters").isEqualTo(40_000);
        assertThat(Api.runDues(unit, "2048-02", "preview").getLong("result.total")).as("the whole month").isZero();
        cancel(id);
        assertThat(Api.runDues(unit, "2048-01", "preview").getLong("result.total")).isZero();
    }

    @Test
    void saysWhenDuesAreDueByTheFiguresOfTheMonth() {
        UUID unit = federation.unit(null, "cn");
        federation.transaction(connection -> Sql.of("INSERT INTO unit_month (unit_id, month, currency, version, assessed) SELECT ?, m::date, 'CNY', 1, 100 "
                + "FROM unnest(ARRAY['2080-12-01', '2081-01-01', '2081-02-01']) m", unit).run(connection));
        String months = figure("cn", "dues-due-months", "2081-01-01", 1, 1);
        String day = figure("cn", "dues-due-day", "2081-02-01", 10, 1);
        assertThat(federation.text("SELECT string_agg(due_on::text, ' ' ORDER BY month) FROM arrears_on('{cn}', '{2082-01-01}') WHERE unit_id = ?", unit))
                .isEqualTo("2080-12-31 2081-02-28 2081-03-10");
        cancel(months);
        cancel(day);
    }

    @Test
    void setsAFigureOnceForADay() {
        String id = figure("cn", "a-test", "2083-01-01", 1, 3);
        Api.as("federation-officer", null).contentType("application/json").body(body("cn", "a-test", "2083-01-01", 1, 4)).post("/figures").then()
                .statusCode(409).body("code", equalTo("rule-begin-taken"));
        Api.as("member", null).get("/figures?jurisdiction=cn&asOf=2083-01-01&limit=200").then().body("items.findAll { it.name == 'a-test' }", hasSize(1))
                .body("items.findAll { it.name == 'a-test' }.value", contains(Map.of("numerator", 1, "denominator", 3)));
        cancel(id);
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("why", "no"))
                .post("/figures/019400d8-0000-7000-8000-000000000001/cancellation").then().statusCode(409).body("code", equalTo("rule-begun-already"));
    }

    private static JsonPath rules(String kind, String jurisdiction, String day) {
        return Api.as("auditor", null).get("/" + kind + "?limit=200&jurisdiction=" + jurisdiction + "&asOf=" + day).then().statusCode(200).extract().jsonPath();
    }

    private static String figure(String jurisdiction, String name, String from, int numerator, int denominator) {
        return Api.as("federation-officer", null).contentType("application/json").body(body(jurisdiction, name, from, numerator, denominator))
                .post("/figures").then().statusCode(201).extract().path("id");
    }

    private static Map<String, Object> body(String jurisdiction, String name, String from, int numerator, int denominator) {
        return Map.of("source", Map.of("jurisdiction", jurisdiction, "validFrom", from, "citation", "a test", "verified", false), "name", name,
                "value", Map.of("numerator", numerator, "denominator", denominator));
    }

    private static void cancel(String id) {
        Api.as("federation-officer", null).contentType("application/json").body(Map.of("why", "a test")).post("/figures/" + id + "/cancellation").then()
                .statusCode(200);
    }
}
