package org.doanket.finance.fund;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.RepeatedTest;

/** What holds of the fund whatever is declared, paid and corrected, in whatever order. The seed is in the output. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FundPropertyTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 12, 1);

    @Inject
    Federation federation;
    @Inject
    FundBatch batch;
    @Inject
    FundSettlementService settlement;

    private final long seed = Long.getLong("doanket.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private interface Step {
        void of(Books books);
    }

    /** An employer with and one without a union, of which the same is said. */
    private record Books(UUID above, UUID unit, long employer, boolean held) {
    }

    @RepeatedTest(4)
    void endsTheSameInAnyOrderAndBalances() {
        System.out.println("fund: seed " + seed);
        boolean isHeld = random.nextInt(3) == 0;
        Books one = books(isHeld);
        Books other = books(isHeld);
        List<Step> steps = new ArrayList<>();
        long total = 0;
        for (int month = 1; month <= 6; month++) {
            int of = month;
            long assessed = random.nextInt(20_000_000);
            total += assessed;
            steps.add(books -> declare(books, of, assessed));
        }
        long paid = 0;
        for (int i = 1 + random.nextInt(9); i > 0; i--) {
            long amount = 1 + random.nextInt(15_000_000);
            paid += amount;
            steps.add(books -> receive(books, amount));
        }
        steps.forEach(step -> run(step, one));
        Collections.shuffle(steps, random);
        steps.forEach(step -> run(step, other));

        for (Books books : List.of(one, other)) {
            UUID owing = isHeld ? books.above() : books.unit();
            assertThat(Api.balance(owing, "1389")).as("seed %d", seed).isEqualTo(Math.max(0, total - paid));
            assertThat(-Api.balance(books.above(), "33831")).as("waiting, seed %d", seed).isEqualTo(Math.max(0, paid - total));
            assertThat(number("SELECT count(*) FROM fund_month m WHERE m.employer_no = ? AND m.paid <> (SELECT coalesce(sum(p.amount), "
                    + "0) FROM fund_payment p "
                    + "WHERE p.employer_no = m.employer_no AND p.month = m.month)", books))
                    .as("months are the sums of payments, seed %d", seed).isZero();
            assertThat(number("SELECT count(*) FROM fund_month a JOIN fund_month b ON b.employer_no = a.employer_no AND b.month > a.month "
                    + "WHERE a.employer_no = ? AND a.paid < a.assessed - a.relieved AND b.paid > 0", books)).as("the oldest first, "
                    + "seed %d", seed).isZero();
            long entries = federation.number("SELECT count(*) FROM journal_entry WHERE unit_id IN (?, ?)", books.above(), books.unit());
            run(nothing -> { }, books);
            assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id IN (?, ?)", books.above(), books.unit()))
                    .as("again, seed %d", seed).isEqualTo(entries);
        }
        assertThat(Api.balance(one.unit(), "3382")).as("shares in another order, seed %d", seed).isEqualTo(Api.balance(other.unit(),
                "3382"));
        if (isHeld) {
            assertThat(Api.balance(one.above(), "3383")).as("seed %d", seed).isEqualTo(-total);
        }
    }

    private Books books(boolean held) {
        UUID above = federation.unit(null, "vn");
        UUID unit = federation.unit(above, "vn");
        String id = Employers.register(above, held ? null : unit);
        return new Books(above, unit, federation.number("SELECT no FROM employer WHERE id = ?", UUID.fromString(id)), held);
    }

    /** First something else, then what the month is: so that each is corrected once. */
    private void declare(Books books, int month, long assessed) {
        LocalDate first = LocalDate.of(2025, month, 1);
        UUID rule = UUID.fromString(federation.text("SELECT id::text FROM fund_rule WHERE kind = 'rate' AND jurisdiction = 'vn' ORDER "
                + "BY no LIMIT 1"));
        for (long amount : new long[] {random.nextInt(20_000_000), assessed}) {
            federation.transaction(connection -> batch.declare(connection, new FundBatch.Declared(UUID.randomUUID(), books.employer(),
                    first,
                    books.held() ? books.above() : books.unit(), books.held(), "VND", amount * 50, 10, 0, rule, amount, null, first,
                    "tester")));
        }
    }

    private void receive(Books books, long amount) {
        federation.transaction(connection -> batch.receive(connection, List.of(new FundBatch.Received(UUID.randomUUID(),
                books.employer(), books.above(), amount, "VND", TODAY, UUID.randomUUID().toString(), "1121", null, null, null, null)),
                "tester"));
    }

    private void run(Step step, Books books) {
        step.of(books);
        federation.transaction(connection -> settlement.settle(connection, books.employer(), TODAY, "tester"));
    }

    private long number(String sql, Books books) {
        return federation.number(sql, books.employer());
    }
}
