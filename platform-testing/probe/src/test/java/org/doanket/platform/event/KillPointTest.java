package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * Real processes die at named places; afterwards source, topic, replica, tally and count agree. Each on a ledger of its own and all at once, for what takes
 * its time is waiting for leases and group members of the dead to run out.
 */
class KillPointTest {

    private interface Story {
        void of(Ledger ledger, String place) throws Exception;
    }

    @Test
    void aRelayThatDiesLosesNothingAndKeepsTheOrder() throws Exception {
        sideBySide(KillPointTest::aRelayDies, "relay.after-read", "relay.after-send", "relay.after-commit", "relay.after-delete", "relay.after-done");
    }

    private static void aRelayDies(Ledger ledger, String place) throws Exception {
        List<UUID> aggregates = Ledger.aggregates(15);
        ledger.write(4, 30, aggregates, 4);
        try (EventProcess relay = EventProcess.start(ledger, "relay", place)) {
            relay.awaitDeath();
        }
        ledger.write(4, 30, aggregates, 5);
        tellAll(ledger);
        ledger.assertTopicTellsAll(Ledger.STATES);
        ledger.assertTopicTellsAll(Ledger.CHANGES);
    }

    @Test
    void anInboxThatDiesDoesNothingTwiceAndLeavesNothingOut() throws Exception {
        sideBySide(KillPointTest::anInboxDies, "inbox.after-poll", "inbox.after-effect", "inbox.after-park", "inbox.after-commit");
    }

    /** Of one aggregate the second change is told first: it is set aside, once, until the first has come. */
    private static void anInboxDies(Ledger ledger, String place) throws Exception {
        ledger.write(4, 40, Ledger.aggregates(15), 6);
        UUID late = new UUID(7, 7);
        ledger.execute("INSERT INTO posting VALUES ('" + late + "', 2, 9)");
        append(ledger, late, 2, 5);
        tellAll(ledger);
        try (EventProcess inbox = EventProcess.start(ledger, "inbox", place)) {
            inbox.awaitDeath();
        }
        try (EventProcess inbox = EventProcess.start(ledger, "inbox", null)) {
            Ledger.await("replica and tally agree but for the one that waits", () -> ledger.differences() == 1 && parked(ledger) == 1);
            append(ledger, late, 1, 4);
            tellAll(ledger);
            Ledger.await("replica and tally agree", () -> ledger.differences() == 0);
            long changes = ledger.number("SELECT sum(version) FROM posting");
            Ledger.await("every change is counted", () -> ledger.number("SELECT count FROM seen_count") >= changes);
            assertThat(ledger.number("SELECT count FROM seen_count")).isEqualTo(changes);
            assertThat(parked(ledger)).isZero();
        }
    }

    private static void tellAll(Ledger ledger) throws Exception {
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
        }
    }

    private static void append(Ledger ledger, UUID id, long version, long amount) throws Exception {
        new WorkerDatabase(ledger.worker).transaction(c -> {
            Ledger.append(c, Ledger.CHANGES, id, version, "{\"amount\": " + amount + "}");
            return null;
        });
    }

    private static long parked(Ledger ledger) {
        return ledger.number("SELECT count(*) FROM parked_event");
    }

    private static void sideBySide(Story story, String... places) throws InterruptedException {
        Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = Arrays.stream(places).map(place -> {
            Ledger ledger = Ledger.fresh(); // one after the other: databases are made of the same template
            return new Thread(() -> {
                try (ledger) {
                    story.of(ledger, place);
                } catch (Exception | AssertionError failure) {
                    failures.add(new AssertionError(place, failure));
                }
            }, place);
        }).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();
        AssertionError all = new AssertionError(failures.size() + " of " + places.length + " places: " + failures.stream().map(Throwable::getMessage).toList());
        failures.forEach(all::addSuppressed);
        if (!failures.isEmpty()) throw all;
    }
}
