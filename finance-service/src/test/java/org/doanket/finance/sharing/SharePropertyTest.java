package org.doanket.finance.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.RepeatedTest;

/** What holds of shares whatever comes in, in whatever parts and order. The seed is in the output. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class SharePropertyTest {

    private record Receipt(String month, String stream, long amount) {
    }

    @Inject
    Federation federation;
    @Inject
    Shares shares;

    private final long seed = Long.getLong("doanket.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @RepeatedTest(4)
    void sharesAddUpAndNeitherOrderNorRepetitionChangesThem() {
        System.out.println("shares: seed " + seed);
        String jurisdiction = random.nextBoolean() ? "vn" : "cn";
        UUID above = federation.unit(null, jurisdiction);
        UUID one = federation.unit(above, jurisdiction);
        UUID other = federation.unit(above, jurisdiction);
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 3 + random.nextInt(8); i > 0; i--) {
            receipts.add(new Receipt("2025-0" + (1 + random.nextInt(3)), random.nextBoolean() ? "dues" : "fund", 1
                    + random.nextInt(9_999_999)));
        }
        List<UUID> units = List.of(one, other);
        for (String month : new String[] {"2025-01", "2025-02", "2025-03"}) {
            long assessed = random.nextInt(30_000_000);
            units.forEach(unit -> shares.assess(unit, month, assessed));
        }
        receipts.forEach(receipt -> shares.receive(one, receipt.month(), receipt.stream(), receipt.amount()));
        Collections.shuffle(receipts, random);
        receipts.forEach(receipt -> shares.receive(other, receipt.month(), receipt.stream(), receipt.amount()));

        for (String stream : ShareBatch.STREAMS) {
            assertThat(shares.shared(one, stream)).as("%s in another order, seed %d", stream, seed).isEqualTo(shares.shared(other, stream));
            String payable = stream.equals("dues") ? "3381" : "3382";
            assertThat(-Api.balance(one, payable)).as("owed up, seed %d", seed).isEqualTo(shares.shared(one, stream));
        }
        assertThat(Api.balance(above, "1387")).as("what is owed up is what is to come from below, seed %d", seed)
                .isEqualTo(-Api.balance(one, "3381") - Api.balance(one, "3382") - Api.balance(other, "3381") - Api.balance(other, "3382"));
        assertThat(federation.number("SELECT count(*) FROM unit_month m WHERE m.unit_id IN (?, ?) AND (dues_shared NOT BETWEEN 0 AND "
                + "dues_collected "
                + "OR fund_shared NOT BETWEEN 0 AND fund_collected)", one, other)).as("never more than came in, seed %d", seed).isZero();
        long entries = shares.entries(one);
        shares.follow(one);
        assertThat(shares.entries(one)).as("again, seed %d", seed).isEqualTo(entries);
    }

    @RepeatedTest(3)
    void sharingAnewByAnotherRatioAndBackAgainLeavesTheBooksAsTheyWere() {
        System.out.println("shares anew: seed " + seed);
        String level = "p-" + System.nanoTime();
        UUID above = federation.unit(null, "vn");
        List<UUID> units = List.of(shares.unit(above, "vn", level), shares.unit(above, "vn", level));
        shares.ratio("fund", "own", level, "2024-01-01", random.nextInt(101), false);
        for (int i = 0; i < 6; i++) {
            shares.receive(units.get(i % 2), "2024-0" + (1 + random.nextInt(9)), "fund", 1 + random.nextInt(9_999_999));
        }
        List<Long> before = balances(above, units);
        UUID other = shares.ratio("fund", "own", level, "2024-0" + (2 + random.nextInt(5)) + "-01", random.nextInt(101), false);
        shares.again(above);
        for (UUID unit : units) {
            assertThat(shares.shared(unit, "fund")).as("nothing is left to follow, seed %d", seed).isEqualTo(followed(unit));
        }
        assertThat(Api.balance(above, "1387")).as("seed %d", seed).isEqualTo(units.stream().mapToLong(unit -> shares.shared(unit,
                "fund")).sum());
        shares.cancel(other);
        shares.again(above);
        assertThat(balances(above, units)).as("seed %d", seed).isEqualTo(before);
    }

    private long followed(UUID unit) {
        shares.follow(unit);
        return shares.shared(unit, "fund");
    }

    private static List<Long> balances(UUID above, List<UUID> units) {
        List<Long> balances = new ArrayList<>(List.of(Api.balance(above, "1387"), Api.balance(above, "5115")));
        units.forEach(unit -> balances.addAll(List.of(Api.balance(unit, "3382"), Api.balance(unit, "6392"))));
        return balances;
    }
}
