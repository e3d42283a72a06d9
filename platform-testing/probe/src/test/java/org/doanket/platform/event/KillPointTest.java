package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes die at named places; afterwards source, topic, replica, tally and count agree. */
class KillPointTest {
    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = Ledger.fresh();
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay.after-read", "relay.after-send", "relay.after-commit", "relay.after-delete", "relay.after-done"})
    void aRelayThatDiesLosesNothingAndKeepsTheOrder(String place) throws Exception {
        List<UUID> aggregates = Ledger.aggregates(15);
        ledger.write(4, 30, aggregates, 4);
        try (EventProcess relay = EventProcess.start(ledger, "relay", place)) {
            relay.awaitDeath();
        }
        ledger.write(4, 30, aggregates, 5);
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
        }
        ledger.assertTopicTellsAll(Ledger.STATES);
        ledger.assertTopicTellsAll(Ledger.CHANGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox.after-poll", "inbox.after-effect", "inbox.after-commit"})
    void anInboxThatDiesDoesNothingTwiceAndLeavesNothingOut(String place) throws Exception {
        ledger.write(4, 40, Ledger.aggregates(15), 6);
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
        }
        try (EventProcess inbox = EventProcess.start(ledger, "inbox", place)) {
            inbox.awaitDeath();
        }
        try (EventProcess inbox = EventProcess.start(ledger, "inbox", null)) {
            Ledger.await("replica and tally agree", () -> ledger.differences() == 0);
            long changes = ledger.number("SELECT sum(version) FROM posting");
            Ledger.await("every change is counted", () -> ledger.number("SELECT count FROM seen_count") >= changes);
            assertThat(ledger.number("SELECT count FROM seen_count")).isEqualTo(changes);
        }
    }
}
