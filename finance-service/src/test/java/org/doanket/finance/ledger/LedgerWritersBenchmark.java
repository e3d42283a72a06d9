package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** 16 writers who book in one month of one unit, beside 16 in the books of 16 units, in turns. Not part of ./test. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LedgerWritersBenchmark {

    private static final int WRITERS = 16;
    private static final int ENTRIES = 250;
    private static final int TURNS = 3;

    @Inject
    Federation federation;

    @Test
    void writersOnOneUnitDoNotQueue() throws Exception {
        UUID one = federation.unit(null, "vn");
        List<UUID> sixteen = IntStream.range(0, WRITERS).mapToObj(i -> federation.unit(null, "vn")).toList();
        List<UUID> same = IntStream.range(0, WRITERS).mapToObj(i -> one).toList();
        entriesPerSecond(sixteen);
        entriesPerSecond(same);
        double apart = 0;
        double together = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            apart = Math.max(apart, entriesPerSecond(sixteen));
            together = Math.max(together, entriesPerSecond(same));
        }
        System.out.printf("%d writers, each entry a transaction: 16 units %,.0f entries/s, one unit %,.0f entries/s, ratio %.2f%n",
                WRITERS, apart,
                together, together / apart);
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ?", one))
                .isEqualTo((long) WRITERS * ENTRIES * (TURNS + 1));
        assertThat(together).isGreaterThan(0.5 * apart);
    }

    private static double entriesPerSecond(List<UUID> units) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        CountDownLatch ready = new CountDownLatch(WRITERS);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<Void>> ends = new ArrayList<>();
        for (UUID unit : units) {
            ends.add(pool.submit(() -> write(unit, ready, begin)));
        }
        ready.await();
        long started = System.nanoTime();
        begin.countDown();
        for (Future<Void> end : ends) {
            end.get();
        }
        pool.shutdown();
        return WRITERS * ENTRIES / ((System.nanoTime() - started) / 1e9);
    }

    private static Void write(UUID unit, CountDownLatch ready, CountDownLatch begin) throws Exception {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(config.getValue("DOANKET_DB_URL", String.class),
                config.getValue("DOANKET_DB_WORKER_USER", String.class), config.getValue("DOANKET_DB_WORKER_PASSWORD", String.class))) {
            ready.countDown();
            begin.await();
            for (int i = 0; i < ENTRIES; i++) {
                Sql.of("WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, recorded_by) VALUES (?, 'test', '2025-03-05', 't') "
                        + "RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l, unit_id, effective_date, "
                        + "CASE l WHEN 1 THEN '1111' ELSE '5111' END, CASE l WHEN 1 THEN 5 ELSE -5 END, 'VND' FROM e, generate_series(1, 2) l", unit)
                        .run(connection);
            }
        }
        return null;
    }
}
