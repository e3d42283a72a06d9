package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
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
    void aLeaderStoppedPastItsLeaseIsReplacedAndWhenItGoesOnItsWordCountsNoMore() throws Exception {
        try (EventProcess first = EventProcess.start(ledger, "relay", null)) {
            ledger.write(3, 30, Ledger.aggregates(10), 10);
            ledger.awaitEmptyOutbox();
            long epoch = epoch();
            // stopped at some moment of its work: the writers go on meanwhile
            Thread writers = new Thread(() -> {
                try {
                    ledger.write(3, 200, Ledger.aggregates(10), 11);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            writers.start();
            Thread.sleep(50);
            first.signal("STOP");
            try (EventProcess second = EventProcess.start(ledger, "relay", null)) {
                writers.join();
                ledger.awaitEmptyOutbox();
                assertThat(epoch()).isGreaterThan(epoch);
                first.signal("CONT");
                ledger.write(3, 60, Ledger.aggregates(10), 12);
                ledger.awaitEmptyOutbox();
            }
            ledger.assertTopicTellsAll(Ledger.STATES);
            ledger.assertTopicTellsAll(Ledger.CHANGES);
            assertThat(first.isAlive()).as("the old one stands by").isTrue();
            ledger.write(1, 5, Ledger.aggregates(10), 13);
            ledger.awaitEmptyOutbox();
        }
        ledger.assertTopicTellsAll(Ledger.CHANGES);
    }

    private long epoch() {
        return ledger.number("SELECT epoch FROM outbox_lease");
    }
}
