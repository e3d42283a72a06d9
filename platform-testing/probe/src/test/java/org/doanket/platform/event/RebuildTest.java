package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildTest {
    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = Ledger.fresh();
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    @Test
    void aDamagedReplicaIsMadeAnewWhileFactsComeInAndReadsGoOn() throws Exception {
        Ledger.AccountReplica listener = new Ledger.AccountReplica();
        try (AutoCloseable relay = ledger.start(ledger.relay()); AutoCloseable inbox = ledger.start(ledger.inbox(listener))) {
            ledger.write(4, 60, Ledger.aggregates(60), 7);
            Ledger.await("the replica agrees", () -> accountsThatDiffer() == 0);
            long rows = ledger.number("SELECT count(*) FROM account_replica");
            ledger.execute("UPDATE account_replica SET sum = sum + 1 WHERE id IN (SELECT id FROM account_replica LIMIT 5)");
            ledger.execute("DELETE FROM account_replica WHERE id IN (SELECT id FROM account_replica ORDER BY id DESC LIMIT 5)");
            ledger.execute("INSERT INTO account_replica VALUES (gen_random_uuid(), 1, 1)");

            AtomicLong fewest = new AtomicLong(Long.MAX_VALUE);
            AtomicBoolean isReading = new AtomicBoolean(true);
            Thread reader = new Thread(() -> {
                while (isReading.get()) fewest.accumulateAndGet(ledger.number("SELECT count(*) FROM account_replica"), Math::min);
            });
            Thread writer = new Thread(() -> {
                try {
                    ledger.write(2, 150, Ledger.aggregates(60), 8);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            reader.start();
            writer.start();
            Rebuild rebuild = new Rebuild(ledger.settings, listener, ledger.backends::workerSession, ledger.events(), ledger.meters);
            rebuild.run();
            writer.join();
            isReading.set(false);
            reader.join();
            assertThat(rebuild.state()).isEqualTo("done");
            assertThat(fewest.get()).as("no reader ever saw less than before").isGreaterThanOrEqualTo(rows - 5);
            Ledger.await("the replica agrees again, and with what came meanwhile", () -> accountsThatDiffer() == 0);
        }
    }

    @Test
    void aReplicaIsMadeFromNothing() throws Exception {
        ledger.write(4, 30, Ledger.aggregates(20), 9);
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
        }
        new Rebuild(ledger.settings, new Ledger.AccountReplica(), ledger.backends::workerSession, ledger.events(), ledger.meters).run();
        assertThat(accountsThatDiffer()).isZero();
        assertThat(ledger.number("SELECT count(*) FROM projection")).isEqualTo(ledger.number("SELECT count(*) FROM account"));
        assertThat(ledger.number("SELECT sum(next_offset) FROM inbox_position")).isPositive();
    }

    @Test
    void aTopicThatKnowsLessThanTheReplicaTakesNothingFromIt() throws Exception {
        ledger.write(4, 30, Ledger.aggregates(20), 9);
        Ledger.AccountReplica listener = new Ledger.AccountReplica();
        try (AutoCloseable relay = ledger.start(ledger.relay()); AutoCloseable inbox = ledger.start(ledger.inbox(listener))) {
            Ledger.await("the replica agrees", () -> accountsThatDiffer() == 0);
        }
        ledger.execute("INSERT INTO account_replica VALUES ('00000000-0000-0000-0000-000000000001', 1, 1)");
        ledger.execute("INSERT INTO projection (consumer, aggregate_id, applied_version) SELECT consumer, '00000000-0000-0000-0000-000000000001'::uuid, 1 FROM projection LIMIT 1");
        long rows = ledger.number("SELECT count(*) FROM account_replica");
        Rebuild rebuild = new Rebuild(ledger.settings, listener, ledger.backends::workerSession, ledger.events(), ledger.meters);
        assertThatThrownBy(rebuild::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("fewer aggregates");
        assertThat(rebuild.state()).isEqualTo("failed");
        assertThat(ledger.number("SELECT count(*) FROM account_replica")).isEqualTo(rows);
    }

    @Test
    void whatItsTopicCannotGiveBackIsRefused() {
        assertThatThrownBy(() -> new Rebuild(ledger.settings, new Ledger.Tally(), ledger.backends::workerSession, ledger.events(), ledger.meters))
            .isInstanceOf(IllegalArgumentException.class);
    }

    private long accountsThatDiffer() {
        return ledger.number("SELECT count(*) FROM account a FULL JOIN account_replica r USING (id) "
            + "WHERE (a.version, a.sum) IS DISTINCT FROM (r.version, r.sum)");
    }
}
