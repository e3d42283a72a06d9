package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes each guard out and sees the invariant break that it guards; beside it, that with the guard the same course of events is harmless. */
class GuardsTest {
    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = Ledger.fresh();
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    /** Lets a leader come to a place, once, and holds it there. */
    private static final class Hold implements Consumer<String> {
        private final String place;
        private final AtomicBoolean isUsed = new AtomicBoolean();
        private final CountDownLatch reached = new CountDownLatch(1), released = new CountDownLatch(1);

        Hold(String place) {
            this.place = place;
        }

        @Override
        public void accept(String here) {
            if (!here.equals(place) || !isUsed.compareAndSet(false, true)) return;
            reached.countDown();
            try {
                released.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTheTransactionalProducerAnOldLeadersStaleWordIsTheLastOnTheTopic(boolean isGuarded) throws Exception {
        UUID id = new UUID(5, 1);
        Hold hold = new Hold("relay.after-read");
        ledger.change(Ledger.STATES, id, 1);
        try (AutoCloseable old = ledger.start(ledger.relay(new OutboxRelay.Guards(true, isGuarded, hold)))) {
            hold.reached.await();
            loseTheLock();
            try (AutoCloseable successor = ledger.start(ledger.relay())) {
                for (int i = 0; i < 5; i++) ledger.change(Ledger.STATES, id, 1);
                ledger.awaitEmptyOutbox();
                long restarts = (long) ledger.meters.counter("doanket.outbox.relay.restarts").count();
                hold.released.countDown();
                Ledger.await("the old one has noticed", () -> ledger.meters.counter("doanket.outbox.relay.restarts").count() > restarts);
            }
        }
        List<String> faults = Ledger.faultsOf(ledger.topic(Ledger.STATES), ledger.versions("SELECT id, version FROM account"));
        if (isGuarded) assertThat(faults).isEmpty();
        else assertThat(faults).containsExactly(id + ": the last word is 1 and not 6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTheEpochOneWhoNoLongerLeadsTakesRowsOutOfTheOutbox(boolean isGuarded) throws Exception {
        Hold hold = new Hold("relay.after-commit");
        ledger.change(Ledger.STATES, new UUID(5, 2), 1);
        try (AutoCloseable old = ledger.start(ledger.relay(new OutboxRelay.Guards(isGuarded, true, hold)))) {
            hold.reached.await();
            loseTheLock();
            // a successor that has come as far as its epoch, and no further
            try (RelayLease successor = RelayLease.take(ledger.backends.workerSession(), java.time.Duration.ofSeconds(30), "successor").orElseThrow()) {
                hold.released.countDown();
                if (isGuarded) {
                    Ledger.await("the old one steps down", () -> ledger.meters.counter("doanket.outbox.relay.restarts").count() >= 1);
                    assertThat(ledger.number("SELECT count(*) FROM outbox")).as("the row is the successor's to settle").isEqualTo(1);
                } else {
                    Ledger.await("the row is gone, though it was not the leader's doing", () -> ledger.number("SELECT count(*) FROM outbox") == 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withIdsThatClientsDrewInBlocksALaterFactOvertakes(boolean isGuarded) throws Exception {
        // two clients, each with a block of ids: the second one's came first
        UUID id = new UUID(5, 3);
        String[] ids = isGuarded ? new String[] {"DEFAULT", "DEFAULT"} : new String[] {"1000", "10"};
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            for (int i = 0; i < 2; i++) {
                ledger.execute("INSERT INTO outbox (id, aggregate_type, aggregate_id, aggregate_version, type, payload) OVERRIDING SYSTEM VALUE VALUES ("
                    + ids[i] + ", 'outbox-held', '" + id + "', " + (i + 1) + ", 'sum-changed', '{}')");
            }
            ledger.execute("INSERT INTO account VALUES ('" + id + "', 2, 0)");
            // both become sendable in one moment, as when the relay looks after both have committed
            ledger.awaitEmptyOutbox();
            ledger.execute("UPDATE outbox SET aggregate_type = 'account', parked = NULL");
            ledger.awaitEmptyOutbox();
        }
        List<String> faults = Ledger.faultsOf(ledger.topic(Ledger.STATES), ledger.versions("SELECT id, version FROM account"));
        if (isGuarded) assertThat(faults).isEmpty();
        else assertThat(faults).contains(id + ": 2 came after 0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTheGateWhatComesTwiceCountsTwice(boolean isGuarded) throws Exception {
        UUID id = new UUID(5, 4);
        ledger.change(Ledger.CHANGES, id, 10);
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
            // the relay died between the broker's commit and its own: the row is there again
            Ledger.append(ledger.worker.getConnection(), Ledger.CHANGES, id, 1, "{\"sum\": 10, \"amount\": 10}");
            ledger.awaitEmptyOutbox();
        }
        assertThat(ledger.topic(Ledger.CHANGES)).hasSize(2);
        try (AutoCloseable inbox = ledger.start(ledger.inbox(new Ledger.Tally(), isGuarded))) {
            Ledger.await("both were read", () -> ledger.number("SELECT coalesce(max(next_offset), 0) FROM inbox_position") >= 3);
        }
        assertThat(ledger.number("SELECT sum FROM tally")).isEqualTo(isGuarded ? 10 : 20);
    }

    @Test
    void withoutTheOutboxsTransactionAFactWouldTellOfWhatNeverWas() throws Exception {
        UUID id = new UUID(5, 5);
        try (var c = ledger.worker.getConnection()) {
            c.setAutoCommit(false);
            Ledger.change(c, Ledger.STATES, id, 1);
            c.rollback();
        }
        assertThat(ledger.number("SELECT count(*) FROM outbox")).isZero();
    }

    /** As when PostgreSQL closes the session of a leader from which nothing was heard for the length of the lease. */
    private void loseTheLock() {
        ledger.number("SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        Ledger.await("the lock is free", () -> ledger.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0);
    }
}
