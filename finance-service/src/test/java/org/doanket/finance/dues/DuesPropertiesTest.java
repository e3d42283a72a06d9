package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.doanket.finance.Federation;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.RepeatedTest;

/** What holds of every run, whoever earns what. The seed is printed; put it into {@code -Ddoanket.seed} to see a failure again. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DuesPropertiesTest {

    private static final AtomicLong RUNS = new AtomicLong(3_000_000);
    private static final LocalDate MONTH = LocalDate.of(2025, 8, 1);
    private static final String[][] KINDS = {{"public-unit", "si_salary"}, {"state-enterprise", "net_pay"}, {"non-state-enterprise", "si_salary"},
        {"guild", "fixed_amount"}, {"state-paid", "si_salary"}};

    @Inject
    Federation federation;

    @Inject
    DuesBatch batch;

    private record Pay(int member, String column, long amount) {
    }

    /** Twin units with the same members: the one gets all pay before its run, the other some of it after, and some of it wrong at first. */
    @RepeatedTest(5)
    void chargesTheSameWhetherPayCameInOneFileOrLate() {
        long seed = Long.getLong("doanket.seed", System.nanoTime());
        System.out.println("dues properties: seed " + seed);
        Random random = new Random(seed);
        UUID whole = federation.unit(null, "vn");
        UUID late = federation.unit(null, "vn");
        resolve(whole, late, random);
        List<UUID> wholeMembers = new ArrayList<>();
        List<UUID> lateMembers = new ArrayList<>();
        List<Pay> pays = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String[] kind = KINDS[random.nextInt(KINDS.length)];
            wholeMembers.add(federation.member(whole, "W" + i, kind[0]));
            lateMembers.add(federation.member(late, "L" + i, kind[0]));
            pays.add(new Pay(i, kind[1], kind[0].equals("guild") ? 11_700 + random.nextInt(30_000) : random.nextLong(100_000_000)));
        }
        pays.forEach(pay -> federation.pay(wholeMembers.get(pay.member()), "2025-08", pay.column(), pay.amount()));
        run(whole);
        List<Pay> toCome = new ArrayList<>();
        for (Pay pay : pays) {
            boolean isLate = random.nextInt(3) == 0;
            boolean isWrong = random.nextInt(3) == 0;
            if (isLate || isWrong) {
                toCome.add(pay);
            }
            if (!isLate) {
                federation.pay(lateMembers.get(pay.member()), "2025-08", pay.column(), isWrong ? 20_000 + random.nextLong(50_000_000) : pay.amount());
            }
        }
        run(late);
        toCome.forEach(pay -> federation.pay(lateMembers.get(pay.member()), "2025-08", pay.column(), pay.amount()));
        run(late);
        assertThat(charges(late)).as("seed %d", seed).isEqualTo(charges(whole));
        assertThat(books(late)).as("seed %d", seed).isEqualTo(books(whole));
        repeat(late, seed);
        leave(late, lateMembers, seed);
    }

    private void repeat(UUID unit, long seed) {
        String before = rows(unit);
        assertThat(run(unit).changed()).as("seed %d: a run again is identity", seed).isZero();
        assertThat(rows(unit)).as("seed %d", seed).isEqualTo(before);
    }

    /** When it turns out that nobody was a member in that month, all is taken back, and nothing remains on any account. */
    private void leave(UUID unit, List<UUID> members, long seed) {
        federation.transaction(connection -> Sql.of("UPDATE member_span SET valid_from = '2025-09-01' WHERE unit_id = ?", unit).run(connection));
        run(unit);
        assertThat(charges(unit)).as("seed %d", seed).isEmpty();
        assertThat(books(unit)).as("seed %d: a reversal restores the balances", seed).isEqualTo("1388=0 5111=0 5113=0 / 0 0 0");
        assertThat(members).isNotEmpty();
    }

    private void resolve(UUID whole, UUID late, Random random) {
        int percent = 1 + random.nextInt(3);
        boolean capBinds = random.nextBoolean();
        for (UUID unit : List.of(whole, late)) {
            federation.transaction(connection -> {
                Sql.of("INSERT INTO unit_dues (id, unit_id, valid_from, rate_num, rate_den, cap_binds, resolution) VALUES (uuidv7(), ?, '2025-07-01', ?, "
                        + "100, ?, 'NQ 1')", unit, percent, capBinds).run(connection);
                Sql.of("INSERT INTO unit_dues (id, unit_id, valid_from, fixed_amount, resolution) VALUES (uuidv7(), ?, '2025-08-01', 15000, 'NQ 2')", unit)
                        .run(connection);
            });
        }
    }

    private DuesBatch.Result run(UUID unit) {
        DuesBatch.Result[] result = new DuesBatch.Result[1];
        federation.transaction(connection -> Sql.of("SELECT open_charge_month(?)", MONTH).run(connection));
        federation.transaction(connection -> result[0] = batch.run(connection,
                new DuesBatch.Run(RUNS.incrementAndGet(), new UnitScope(unit, federation.path(unit)), MONTH, true, "tester")));
        return result[0];
    }

    /** What counts now, member by member, without those whose dues are a problem in the newest run. */
    private String charges(UUID unit) {
        return federation.text("SELECT coalesce(string_agg(concat_ws(' ', substr(m.code, 2), c.amount, c.excess, c.base, c.rule_no), ', ' ORDER BY m.no), '') "
                + "FROM (SELECT DISTINCT ON (member_no) * FROM charge WHERE unit_id = ? AND month = '2025-08-01' ORDER BY member_no, run_no DESC, kind) c "
                + "JOIN member_ref m ON m.no = c.member_no WHERE c.kind = 0", unit);
    }

    private String rows(UUID unit) {
        return federation.text("SELECT concat_ws(' ', (SELECT count(*) FROM charge WHERE unit_id = ?), (SELECT count(*) FROM posting WHERE unit_id = ?), "
                + "(SELECT version FROM unit_month WHERE unit_id = ?))", unit, unit, unit);
    }

    private String books(UUID unit) {
        return federation.text("SELECT (SELECT string_agg(a.code || '=' || coalesce((SELECT sum(amount) FROM posting p WHERE p.account = a.code "
                + "AND p.unit_id = m.unit_id), 0), ' ' ORDER BY a.code) FROM account a WHERE a.code IN ('1388', '5111', '5113')) || ' / ' "
                + "|| concat_ws(' ', m.members, m.assessed, m.excess) FROM unit_month m WHERE m.unit_id = ?", unit);
    }
}
