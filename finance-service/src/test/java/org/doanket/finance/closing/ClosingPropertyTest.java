package org.doanket.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.RepeatedTest;

/** What holds of a unit's closing whatever stands in its books, whoever its heirs are and whatever comes in late. The seed is in the output. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingPropertyTest {

    private static final String ENDS_ON = "2025-08-21";
    private static final String DAY = "2025-08-20";
    private static final List<String> DEBITS = List.of("1111", "1121", "1389", "1387", "6111", "6391");
    private static final List<String> CREDITS = List.of("3381", "3382", "3384", "3385", "4311", "4312", "4313", "4314", "5112", "5114");

    private static final String BALANCES = "SELECT coalesce(string_agg(account || ' ' || amount, ', ' ORDER BY account), '') FROM (SELECT account, "
            + "sum(amount) AS amount FROM posting WHERE unit_id = ? GROUP BY account HAVING sum(amount) <> 0) b";
    private static final String MONTHS = "SELECT coalesce(string_agg(concat_ws(' ', month, assessed, taken, taken_excess, handed, dues_collected), ', ' "
            + "ORDER BY month), '') FROM unit_month WHERE unit_id = ? AND (assessed, taken, taken_excess, handed) <> (0, 0, 0, 0)";

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    Books books;

    private final long seed = Long.getLong("doanket.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @RepeatedTest(4)
    void closingThenReopeningIsIdentityAndNothingIsLostBetween() throws Exception {
        System.out.println("closing: seed " + seed);
        UUID above = federation.unit(null, "vn");
        UUID unit = federation.unit(above, "vn");
        List<UUID> heirs = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            heirs.add(federation.unit(above, "vn"));
        }
        fill(unit);
        heirs.forEach(this::fill);
        List<UUID> all = new ArrayList<>(heirs);
        all.add(unit);
        for (int round = 0; round < 2; round++) {
            List<String> before = state(all);
            long owed = sum("SELECT coalesce(sum(amount), 0) FROM posting WHERE account = '1388' AND unit_id = ANY (?::uuid[])", all);
            endings.end(unit, ENDS_ON, heirs.toArray(UUID[]::new));
            share(unit, above, heirs);
            assertHandedOver(unit, heirs, owed);
            int late = random.nextInt(3);
            for (int i = 0; i < late; i++) {
                books.post(unit, "receipt", DAY, "1121", 1 + random.nextInt(999_999), "3384");
                endings.sweep();
            }
            assertHandedOver(unit, heirs, owed);
            endings.restore(unit);
            endings.await(unit, "undone");
            for (int i = 0; i < heirs.size(); i++) {
                assertThat(state(all).get(i)).as("an heir, seed %d", seed).isEqualTo(before.get(i));
            }
            if (late == 0) {
                assertThat(state(all)).as("seed %d", seed).isEqualTo(before);
            }
            assertThat(federation.text(MONTHS, unit)).as("seed %d", seed).isEqualTo(before.get(before.size() - 1).split("\\|", 2)[1]);
        }
    }

    private void fill(UUID of) {
        for (int i = 0; i < 8; i++) {
            books.post(of, "test", DAY, DEBITS.get(random.nextInt(DEBITS.size())), 1 + random.nextInt(9_999_999), CREDITS.get(random.nextInt(CREDITS.size())));
        }
        for (int month = 1; month <= 4; month++) {
            long assessed = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(999_999);
            if (assessed > 0) {
                books.post(of, "dues-assessed", DAY, "1388", assessed, "5111");
                LocalDate first = LocalDate.of(2025, month, 1);
                federation.transaction(connection -> Sql.of("INSERT INTO unit_month (unit_id, month, currency, version, assessed, excess) VALUES (?, ?, "
                        + "'VND', 1, ?, ?)", of, first, assessed, random.nextInt(2) * (assessed / 3)).run(connection));
            }
        }
    }

    private void share(UUID unit, UUID above, List<UUID> heirs) {
        if (heirs.size() > 1) {
            String shares = "/unit-closings/" + endings.await(unit, "waiting-for-shares").getString("id") + "/shares";
            List<Map<String, Object>> parts = new ArrayList<>();
            heirs.forEach(heir -> parts.add(Map.of("unit", heir, "parts", 1 + random.nextInt(1_000))));
            Api.treasurer(above).body(Map.of("method", "entered", "parts", parts)).post(shares).then().statusCode(200);
            Books.another(above).post(shares + "/approval").then().statusCode(202);
        }
        endings.await(unit, "closed");
    }

    private void assertHandedOver(UUID unit, List<UUID> heirs, long owed) {
        assertThat(federation.number("SELECT count(*) FROM (SELECT p.account FROM posting p JOIN account a ON a.code = p.account WHERE p.unit_id = ? "
                + "AND a.kind IN ('asset', 'liability', 'balance') AND p.account <> '4319' GROUP BY 1 HAVING sum(p.amount) <> 0) b", unit))
                .as("nothing is left, seed %d", seed).isZero();
        assertThat(sum("SELECT coalesce(sum(amount), 0) FROM posting WHERE account = '1388' AND unit_id = ANY (?::uuid[])", heirs))
                .as("no claim is lost, seed %d", seed).isEqualTo(owed);
        for (UUID heir : heirs) {
            assertThat(federation.number("SELECT sum(assessed + taken - handed - dues_collected) FROM unit_month WHERE unit_id = ?", heir))
                    .as("months are the claim, seed %d", seed).isEqualTo(Api.balance(heir, "1388"));
        }
    }

    private List<String> state(List<UUID> units) {
        return units.stream().map(each -> federation.text(BALANCES, each) + '|' + federation.text(MONTHS, each)).toList();
    }

    private long sum(String sql, List<UUID> units) {
        return federation.number(sql, (Object) Sql.column(units, unit -> unit));
    }
}
