package org.doanket.finance.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.fund.Employers;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Units move between receipts, as a whole province of them does: what a month shares up is the upper unit's of that month. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ShareMovesTest {

    @Inject
    Federation federation;
    @Inject
    Shares shares;

    private final long seed = Long.getLong("doanket.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private String level;
    private UUID top;
    private UUID before;
    private UUID after;

    @BeforeEach
    void units() {
        level = "m-" + System.nanoTime();
        top = federation.unit(null, "vn");
        before = shares.unit(top, "vn", level + "-m");
        after = shares.unit(top, "vn", level + "-m");
    }

    @Test
    void leavesTheMonthsBeforeAMoveWithTheUnitThatGotThem() throws Exception {
        UUID unit = shares.unit(before, "vn", level);
        UUID ratio = shares.ratio("fund", "own", level, "2024-01-01", 25, false);
        shares.receive(unit, "2024-01", "fund", 1_000_000);
        shares.place(unit, after, "2024-02-15");
        shares.receive(unit, "2024-02", "fund", 1_000_000);
        assertThat(shares.got(after, unit, "fund")).as("where it stood on the month's last day").isEqualTo(250_000);
        shares.receive(unit, "2024-01", "fund", 100_000);
        assertThat(shares.got(before, unit, "fund")).as("late, of the month before").isEqualTo(275_000);
        shares.cancel(ratio);
        shares.ratio("fund", "own", level, "2024-01-01", 10, false);
        run();
        assertThat(shares.got(after, unit, "fund")).isEqualTo(100_000);
        assertThat(shares.got(before, unit, "fund")).as("its own difference, and nobody else's").isEqualTo(110_000);
        assertThat(Api.balance(before, "1387")).isEqualTo(110_000);
        assertThat(Api.balance(after, "1387")).isEqualTo(100_000);
    }

    @Test
    void takesBackFromTheOneAndGivesToTheOtherWhenAMoveIsLearnedLate() throws Exception {
        UUID unit = shares.unit(before, "vn", level);
        shares.ratio("fund", "own", level, "2024-01-01", 25, false);
        shares.receive(unit, "2024-03", "fund", 1_000_000);
        shares.place(unit, after, "2024-03-01");
        run();
        assertThat(shares.got(before, unit, "fund")).isZero();
        assertThat(shares.got(after, unit, "fund")).isEqualTo(250_000);
        assertThat(shares.shared(unit, "fund")).isEqualTo(250_000);
        assertThat(Api.balance(unit, "3382")).isEqualTo(-250_000);
        assertThat(federation.number("SELECT version FROM unit_month WHERE unit_id = ?", unit)).as("collected, shared, taken back, given").isEqualTo(4);
    }

    @Test
    void takesTheRatioOfTheGroupThatTheEmployerHadThen() {
        UUID county = federation.unit(null, "cn");
        UUID bank = federation.unit(county, "cn");
        String employer = Employers.register(county, bank, Map.of("group", "finance-telecom-post"));
        Api.treasurer(county).header("If-Match", "*").body(Map.of("unit", county, "name", "Bank", "status", "active", "validFrom", "2024-07-01"))
                .put("/employers/" + employer).then().statusCode(200);
        shares.receive(bank, "2024-03", "fund", 2_000_000);
        assertThat(Api.balance(county, "1387")).isEqualTo(200_000);
        shares.receive(bank, "2024-07", "fund", 2_000_000);
        assertThat(Api.balance(county, "1387")).isEqualTo(200_000 + 800_000);
    }

    @RepeatedTest(4)
    void eachUpperUnitHasInTheEndWhatItsOwnMonthsComeToWhateverMovedBetweenTheReceipts() throws Exception {
        System.out.println("shares and moves: seed " + seed);
        int up = random.nextInt(101);
        int below = random.nextInt(101);
        shares.ratio("fund", "own", level, "2024-01-01", up, false);
        shares.ratio("fund", "below", level + "-m", "2024-01-01", below, false);
        List<UUID> units = new ArrayList<>();
        Map<UUID, TreeMap<LocalDate, UUID>> places = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            UUID upper = random.nextBoolean() ? before : after;
            UUID unit = shares.unit(upper, "vn", level);
            units.add(unit);
            places.put(unit, new TreeMap<>(Map.of(LocalDate.of(2010, 1, 1), upper)));
        }
        Map<UUID, Map<YearMonth, Long>> received = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            UUID unit = units.get(random.nextInt(3));
            int what = random.nextInt(10);
            if (what < 6) {
                YearMonth month = YearMonth.of(2024, 1 + random.nextInt(6));
                long amount = 1 + random.nextInt(9_999_999);
                shares.receive(unit, month.toString(), "fund", amount);
                received.computeIfAbsent(unit, key -> new HashMap<>()).merge(month, amount, Long::sum);
            } else if (what < 9) {
                LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(200));
                UUID upper = random.nextBoolean() ? before : after;
                shares.place(unit, upper, day.toString());
                places.get(unit).tailMap(day, true).clear();
                places.get(unit).put(day, upper);
            } else {
                run();
            }
        }
        shares.passedOn();
        run();
        Map<UUID, Long> toTop = new HashMap<>();
        for (UUID upper : List.of(before, after)) {
            long all = 0;
            for (YearMonth month = YearMonth.of(2024, 1); month.getMonthValue() < 7; month = month.plusMonths(1)) {
                long ofMonth = 0;
                for (UUID unit : units) {
                    long cumulative = received.getOrDefault(unit, Map.of()).getOrDefault(month, 0L);
                    ofMonth += places.get(unit).floorEntry(month.atEndOfMonth()).getValue().equals(upper) ? cumulative * up / 100 : 0;
                }
                all += ofMonth;
                toTop.merge(upper, ofMonth * below / 100, Long::sum);
            }
            assertThat(Api.balance(upper, "1387")).as("seed %d", seed).isEqualTo(all);
            assertThat(-Api.balance(upper, "3382")).as("passed on, seed %d", seed).isEqualTo(toTop.get(upper));
        }
        assertThat(Api.balance(top, "1387")).as("seed %d", seed).isEqualTo(toTop.values().stream().mapToLong(Long::longValue).sum());
        for (UUID unit : units) {
            assertThat(shares.got(before, unit, "fund") + shares.got(after, unit, "fund")).as("seed %d", seed).isEqualTo(shares.shared(unit, "fund"))
                    .isEqualTo(-Api.balance(unit, "3382"));
        }
        long entries = entries(units);
        run();
        units.forEach(shares::follow);
        assertThat(entries(units)).as("again, seed %d", seed).isEqualTo(entries);
    }

    private long entries(List<UUID> units) {
        return units.stream().mapToLong(shares::entries).sum() + shares.entries(before) + shares.entries(after) + shares.entries(top);
    }

    private void run() throws Exception {
        Api.done(top, Api.treasurer(top).body(Map.of("unit", top, "kind", "re-share", "from", "2024-01", "to", "2024-12", "mode", "post"))
                .post("/sharing-runs").then());
    }
}
