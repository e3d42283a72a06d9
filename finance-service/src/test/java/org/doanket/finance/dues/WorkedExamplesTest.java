package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.doanket.finance.Federation;
import org.doanket.finance.sharing.SharingService;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the rules, through the very SQL that a run and a receipt go through. Numbers are those of the examples. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class WorkedExamplesTest {

    private static final AtomicLong RUNS = new AtomicLong(1_000_000);

    @Inject
    Federation federation;

    @Inject
    DuesBatch batch;

    @Inject
    SharingService sharing;

    @ParameterizedTest(name = "example {0}")
    @CsvSource({
        "1,  vn, non-state-enterprise, si_salary,    8000000,  2025-06, 80000,  24000",
        "2,  vn, non-state-enterprise, si_salary,    8000000,  2025-07, 40000,  12000",
        "3,  vn, non-state-enterprise, si_salary,    46800000, 2025-06, 234000, 70200",
        "4,  vn, non-state-enterprise, si_salary,    46800000, 2025-07, 234000, 70200",
        "5,  vn, state-enterprise,     net_pay,      60000000, 2025-08, 234000, 70200",
        "7,  vn, public-unit,          si_salary,    30000000, 2024-08, 300000, 90000",
        "8,  vn, non-state-enterprise, si_salary,    30000000, 2024-08, 234000, 70200",
        "10, vn, non-state-enterprise, si_salary,    16000000, 2022-05, 149000, 59600",
        "12, vn, guild,                fixed_amount, 15000,    2025-08, 15000,  4500",
        "15, vn, state-paid,           si_salary,    7488000,  2025-05, 74880,  22464",
        "18, vn, non-state-enterprise, si_salary,    5310000,  2026-01, 26550,  7965",
        "19, vn, non-state-enterprise, si_salary,    50600000, 2026-07, 253000, 75900",
        "29, cn, wage-income,          wage,         423800,   2025-08, 2115,   0"})
    void chargesAndShares(int example, String jurisdiction, String kind, String base, long pay, String month, long dues, long up) {
        UUID unit = federation.unit(federation.unit(null, jurisdiction), jurisdiction);
        UUID member = federation.member(unit, "E" + example, kind);
        federation.pay(member, month, base, pay);
        assertThat(run(unit, month)).extracting(DuesBatch.Result::total, DuesBatch.Result::problems).containsExactly(dues, 0L);
        receive(unit, month, "dues", dues);
        assertThat(shared(unit, month, "dues")).isEqualTo(up);
    }

    @ParameterizedTest(name = "fund example {0}")
    @CsvSource({
        "21, vn, 10000000, 0,       2500000",
        "22, vn, 6000000,  4000000, 2500000",
        "23, vn, 2469136,  0,       617284",
        "31, cn, 2000000,  0,       800000"})
    void sharesTheFundByCumulativeReceipts(int example, String jurisdiction, long first, long second, long up) {
        UUID unit = federation.unit(federation.unit(null, jurisdiction), jurisdiction);
        receive(unit, "2025-08", "fund", first);
        if (second > 0) {
            assertThat(shared(unit, "2025-08", "fund")).isEqualTo(1_500_000);
            receive(unit, "2025-08", "fund", second);
        }
        assertThat(shared(unit, "2025-08", "fund")).isEqualTo(up);
    }

    @ParameterizedTest(name = "example {0}")
    @CsvSource({
        "13, guild,      fixed_amount, 10000,   2025-08, dues-below-floor",
        "0,  state-gift, si_salary,    8000000, 2025-08, no-dues-rule",
        "0,  guild,      si_salary,    8000000, 2025-08, no-fixed-amount",
        "0,  state-enterprise, si_salary, 8000000, 2025-08, no-pay-record"})
    void listsWhatCannotBeCharged(int example, String kind, String base, long pay, String month, String problem) {
        UUID unit = federation.unit(null, "vn");
        UUID member = federation.member(unit, "P" + example, kind);
        federation.pay(member, month, base, pay);
        assertThat(run(unit, month)).extracting(DuesBatch.Result::total, DuesBatch.Result::problems).containsExactly(0L, 1L);
        assertThat(federation.number("SELECT count(*) FROM dues_problem WHERE unit_id = ? AND code = ?", unit, problem)).isOne();
    }

    @ParameterizedTest
    @CsvSource({"2025-06, 0", "2025-08, 0"})
    void chargesStatePaidUnitsNothingFromJune2025(String month, long dues) {
        UUID unit = federation.unit(null, "vn");
        UUID member = federation.member(unit, "R6", "state-paid");
        federation.pay(member, month, "si_salary", 7_488_000);
        assertThat(run(unit, month)).extracting(DuesBatch.Result::total, DuesBatch.Result::outOfScope).containsExactly(dues, 1L);
    }

    @ParameterizedTest(name = "{0} {1}..{2} in {3}")
    @CsvSource({
        "si-benefit,   2025-09-01, 2026-02-28, 2025-08, 40000",
        "si-benefit,   2025-09-01, 2026-02-28, 2025-09, 0",
        "si-benefit,   2025-09-01, 2026-02-28, 2026-02, 0",
        "si-benefit,   2025-09-01, 2026-02-28, 2026-03, 40000",
        "si-benefit,   2025-09-05, 2025-09-24, 2025-09, 40000",
        "unpaid-leave, 2025-09-10, 2025-10-09, 2025-09, 0",
        "unpaid-leave, 2025-09-10, 2025-10-09, 2025-10, 40000",
        "unpaid-leave, 2025-09-10,           , 2026-05, 0"})
    void freesMonthsOfALongAbsence(String kind, String from, String to, String month, long dues) {
        UUID unit = federation.unit(null, "vn");
        UUID member = federation.member(unit, "A", "non-state-enterprise");
        federation.pay(member, month, "si_salary", 8_000_000);
        federation.away(member, kind, from, to);
        assertThat(run(unit, month)).extracting(DuesBatch.Result::total, DuesBatch.Result::exempt)
                .containsExactly(dues, dues == 0 ? 1L : 0L);
    }

    /** As monthly pay files tell it, or one decision after the other. */
    @ParameterizedTest(name = "{0} and {1} in {2}")
    @CsvSource({
        "2025-09-15..2025-09-30, 2025-10-01..2025-10-20, 2025-09, 0",
        "2025-09-15..2025-09-30, 2025-10-01..2025-10-20, 2025-10, 0",
        "2025-09-15..2025-10-05, 2025-09-25..2025-10-20, 2025-10, 0",
        "2025-09-15..2025-09-30, 2025-10-02..2025-10-20, 2025-09, 40000",
        "2025-09-15..2025-09-30, 2025-10-02..2025-10-20, 2025-10, 40000",
        "2025-09-15..2025-12-31, 2025-09-15..2025-09-20, 2025-10, 40000"})
    void joinsAnAbsenceThatIsToldInParts(String first, String second, String month, long dues) {
        UUID unit = federation.unit(null, "vn");
        UUID member = federation.member(unit, "A", "non-state-enterprise");
        federation.pay(member, month, "si_salary", 8_000_000);
        long importNo = 0;
        for (String span : new String[] {first, second}) {
            long no = ++importNo;
            String[] days = span.split("\\.\\.");
            federation.transaction(connection -> Sql.of("INSERT INTO absence SELECT no, 'unpaid-leave', ?::date, ?::date, unit_id, ? FROM member_ref "
                    + "WHERE id = ?", days[0], days[1], no, member).run(connection));
        }
        assertThat(run(unit, month).total()).isEqualTo(dues);
    }

    /** The minimum wages of 2021 are those that the service brings. */
    @ParameterizedTest(name = "paid {0} in {1}")
    @CsvSource({"4000000, 2021-06, 0, 1", "5000000, 2021-06, 50000, 0", "4000000, 2022-01, 40000, 0", "4000000, 2021-04, 40000, 0"})
    void freesThoseUnderTheMinimumWageForAsLongAsTheDecisionHeld(long pay, String month, long dues, long exempt) {
        UUID unit = federation.unit(null, "vn");
        paid(federation.member(unit, "W", "non-state-enterprise"), month, pay, "I");
        assertThat(run(unit, month)).extracting(DuesBatch.Result::total, DuesBatch.Result::exempt).containsExactly(dues, exempt);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"of a region that is not known, 4000000, , 0, no-wage-region", "'above all of them, wherever it was paid', 4420000, , 44200, ",
        "of a region that has none, 4000000, V, 0, no-minimum-wage"})
    void tellsWhereItCannotBeKnownWhetherPayIsUnderTheMinimumWage(String pay, long amount, String region, long dues, String problem) {
        UUID unit = federation.unit(null, "vn");
        paid(federation.member(unit, "W", "non-state-enterprise"), "2021-06", amount, region);
        assertThat(run(unit, "2021-06").total()).isEqualTo(dues);
        assertThat(federation.text("SELECT coalesce(string_agg(code, ','), '') FROM dues_problem WHERE unit_id = ?", unit))
                .isEqualTo(problem == null ? "" : problem);
    }

    private void paid(UUID member, String month, long pay, String region) {
        federation.transaction(connection -> Sql.of("INSERT INTO pay_record (month, member_no, version, unit_id, si_salary, wage_region, import_no) "
                + "SELECT ?::date, no, 1, unit_id, ?, ?, 0 FROM member_ref WHERE id = ?", month + "-01", pay, region, member).run(connection));
    }

    @ParameterizedTest(name = "cap binds: {0}")
    @CsvSource({"true, 8000000, 80000, 40000, 12000", "true, 60000000, 234000, 0, 70200", "false, 60000000, 600000, 366000, 70200"})
    void leavesTheExcessOfAHigherRateWithTheUnit(boolean capBinds, long pay, long dues, long excess, long up) {
        UUID unit = federation.unit(federation.unit(null, "vn"), "vn");
        UUID member = federation.member(unit, "X", "non-state-enterprise");
        federation.pay(member, "2025-08", "si_salary", pay);
        federation.transaction(connection -> Sql.of("INSERT INTO unit_dues (id, unit_id, valid_from, rate_num, rate_den, cap_binds, resolution) "
                + "VALUES (uuidv7(), ?, '2025-07-01', 1, 100, ?, 'NQ 05')", unit, capBinds).run(connection));
        assertThat(run(unit, "2025-08").total()).isEqualTo(dues);
        assertThat(federation.number("SELECT excess FROM unit_month WHERE unit_id = ?", unit)).isEqualTo(excess);
        receive(unit, "2025-08", "dues", dues);
        assertThat(shared(unit, "2025-08", "dues")).isEqualTo(up);
        assertThat(federation.number("SELECT coalesce(sum(amount), 0) FROM posting WHERE unit_id = ? AND account = '5113'", unit)).isEqualTo(-excess);
    }

    private DuesBatch.Result run(UUID unit, String month) {
        DuesBatch.Result[] result = new DuesBatch.Result[1];
        LocalDate day = LocalDate.parse(month + "-01");
        federation.transaction(connection -> Sql.of("SELECT open_charge_month(?)", day).run(connection));
        federation.transaction(connection -> result[0] = batch.run(connection,
                new DuesBatch.Run(RUNS.incrementAndGet(), new UnitScope(unit, federation.path(unit)), day, true, "tester")));
        return result[0];
    }

    /** As if the bank had said so and the ladder had matched it. */
    private void receive(UUID unit, String month, String stream, long amount) {
        federation.transaction(connection -> {
            Sql.of("WITH line AS (INSERT INTO bank_line (unit_id, statement_no, dedup_key, value_date, amount, currency, memo) "
                    + "SELECT id, 0, uuid_send(uuidv7()), ?::date + 20, ?, j.currency, '' FROM unit_ref u JOIN jurisdiction j "
                    + "ON j.code = u.jurisdiction WHERE id = ? RETURNING *) INSERT INTO receipt (line_no, unit_id, month, stream, amount, "
                    + "surplus, currency, matched_by, booked_by) SELECT no, unit_id, ?::date, ?, amount, 0, currency, 'hand', 'tester' FROM line",
                    month + "-01", amount, unit, month + "-01", stream).run(connection);
            sharing.follow(connection, unit, "tester");
        });
    }

    private long shared(UUID unit, String month, String stream) {
        long upper = federation.number("SELECT coalesce(sum(p.amount), 0) FROM posting p JOIN unit_ref u ON u.parent_id = p.unit_id "
                + "WHERE u.id = ? AND p.account = '1387'", unit);
        long shared = federation.number("SELECT " + stream + "_shared FROM unit_month WHERE unit_id = ? AND month = ?::date", unit, month + "-01");
        assertThat(upper).as("what the level above has to get is what went up").isEqualTo(shared);
        return shared;
    }
}
