package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that take many facts at once: gates, order, parking and figures are those of single facts. */
class InboxBatchTest {
    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = Ledger.fresh();
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    /** Remembers what it was handed, in committed transactions and others, and refuses facts of some aggregates. */
    private static final class Witness extends Ledger.TallyInBatches {
        final Set<UUID> failing = ConcurrentHashMap.newKeySet();
        final Map<UUID, List<Long>> heard = new HashMap<>();
        final List<Integer> sizes = new ArrayList<>();

        @Override
        public void on(ReceivedFact fact, Connection c) throws SQLException {
            onAll(List.of(fact), c);
        }

        @Override
        public synchronized void onAll(List<ReceivedFact> facts, Connection c) throws SQLException {
            super.onAll(facts, c); // and yet nothing of it may stay if one fails
            for (ReceivedFact fact : facts) if (failing.contains(fact.aggregateId())) throw new IllegalStateException("cannot");
            sizes.add(facts.size());
            for (ReceivedFact fact : facts) heard.computeIfAbsent(fact.aggregateId(), id -> new ArrayList<>()).add(fact.version());
        }
    }

    @Test
    void eachFactTakesEffectOnceAndInOrderThoughAllComeThreeTimes() throws Exception {
        ledger.write(4, 100, Ledger.aggregates(12), 21);
        drain();
        sendAgain(Ledger.STATES);
        sendAgain(Ledger.CHANGES);
        Witness tally = new Witness();
        try (AutoCloseable a = ledger.start(ledger.inbox(new Ledger.AccountsInBatches())); AutoCloseable b = ledger.start(ledger.inbox(tally));
             AutoCloseable c = ledger.start(ledger.inbox(new Ledger.CounterInBatches()))) {
            long changes = ledger.number("SELECT sum(version) FROM posting"), states = ledger.number("SELECT sum(version) FROM account");
            Ledger.await("replica and tally agree", () -> ledger.differences() == 0);
            Ledger.await("all was read", () -> counted("skipped", "account-replica") == 2 * states && counted("skipped", "tally") == 2 * changes
                && counted("skipped", "counter") == 2 * changes);
            assertThat(ledger.number("SELECT count FROM seen_count")).isEqualTo(changes);
            assertThat(counted("applied", "account-replica")).isEqualTo(states);
            assertThat(counted("applied", "tally")).isEqualTo(changes);
            assertThat(counted("applied", "counter")).isEqualTo(changes);
        }
        assertThat(tally.sizes).as("many at once").anyMatch(size -> size > 20);
        tally.heard.forEach((id, versions) -> assertThat(versions).isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList()));
        assertThat(tally.heard).hasSameSizeAs(ledger.versions("SELECT id, version FROM posting"));
    }

    @Test
    void aPoisonFactInABatchParksAloneAndThoseBehindItWait() throws Exception {
        UUID bad = new UUID(2, 1);
        for (int i = 0; i < 3; i++) {
            ledger.change(Ledger.CHANGES, new UUID(2, 2), 1);
            ledger.change(Ledger.CHANGES, bad, 10);
            for (int other = 3; other < 30; other++) ledger.change(Ledger.CHANGES, new UUID(2, other), 1);
        }
        drain();
        Witness tally = new Witness();
        tally.failing.add(bad);
        Inbox inbox = ledger.inbox(tally);
        try (AutoCloseable running = ledger.start(inbox)) {
            Ledger.await("the others pass", () -> ledger.number("SELECT coalesce(sum(count), 0) FROM tally") == 28 * 3);
            Ledger.await("all three wait", () -> ledger.number("SELECT count(*) FROM parked_event") == 3);
            assertThat(ledger.number("SELECT count(*) FROM parked_event WHERE aggregate = '" + bad + "' AND version = 1 AND reason = 'failed'")).isEqualTo(1);
            assertThat(ledger.number("SELECT count(*) FROM parked_event WHERE aggregate = '" + bad + "' AND reason = 'behind'")).isEqualTo(2);
            Ledger.await("each counts once, though its batch was tried before", () -> counted("applied", "tally") == 28 * 3 && counted("parks", "tally") == 3);
            tally.failing.clear();
            ledger.change(Ledger.CHANGES, bad, 10); // waits too: it is for an operator to say that the trouble is over
            drain();
            Ledger.await("the fourth waits", () -> ledger.number("SELECT count(*) FROM parked_event") == 4);
            assertThat(new WorkerDatabase(ledger.worker).<Boolean>transaction(c ->
                inbox.transaction().retry(c, ParkedEvents.find(c, ledger.number("SELECT min(id) FROM parked_event")).orElseThrow()))).isTrue();
        }
        assertThat(ledger.differences()).isZero();
        assertThat(tally.heard.get(bad)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aMissingFactThatComesInABatchReleasesWhatWaitedBeforeThoseBehindIt() throws Exception {
        UUID id = new UUID(3, 1);
        ledger.change(Ledger.CHANGES, id, 1);
        ledger.execute("UPDATE posting SET version = version + 1, sum = sum + 2 WHERE id = '" + id + "'"); // version 2 is not told
        ledger.change(Ledger.CHANGES, id, 3);
        ledger.change(Ledger.CHANGES, id, 4);
        drain();
        Witness tally = new Witness();
        try (AutoCloseable running = ledger.start(ledger.inbox(tally))) {
            Ledger.await("two wait", () -> ledger.number("SELECT count(*) FROM parked_event WHERE reason IN ('gap', 'behind')") == 2);
            assertThat(tally.heard.get(id)).containsExactly(1L);
        }
        ledger.change(Ledger.CHANGES, new UUID(3, 2), 1);
        new WorkerDatabase(ledger.worker).transaction(c -> {
            Ledger.append(c, Ledger.CHANGES, id, 2, "{\"amount\": 2}");
            return null;
        });
        ledger.change(Ledger.CHANGES, id, 5);
        ledger.change(Ledger.CHANGES, id, 6);
        drain();
        try (AutoCloseable running = ledger.start(ledger.inbox(tally))) {
            Ledger.await("all took effect", () -> ledger.differences() == 0);
        }
        assertThat(ledger.number("SELECT count(*) FROM parked_event")).isZero();
        assertThat(tally.heard.get(id)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(counted("applied", "tally")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTheGateWhatComesTwiceInABatchWouldCountTwice(boolean isGated) throws Exception {
        for (int i = 0; i < 5; i++) ledger.change(Ledger.CHANGES, new UUID(5, i % 2), 1);
        drain();
        sendAgain(Ledger.CHANGES);
        try (AutoCloseable tally = ledger.start(ledger.inbox(new Ledger.TallyInBatches(), isGated));
             AutoCloseable counter = ledger.start(ledger.inbox(new Ledger.CounterInBatches(), isGated))) {
            for (String listener : List.of("tally", "counter"))
                Ledger.await("all fifteen were read", () -> counted("applied", listener) + counted("skipped", listener) == 15);
        }
        assertThat(ledger.number("SELECT sum(count) FROM tally")).isEqualTo(isGated ? 5 : 15);
        assertThat(ledger.number("SELECT count FROM seen_count")).isEqualTo(isGated ? 5 : 15);
    }

    @Test
    void roundsHaveEachAggregateOnceAndKeepItsOrder() {
        List<ReceivedFact> facts = List.of(fact(1, 1), fact(2, 1), fact(1, 2), fact(3, 1), fact(1, 3), fact(3, 2));
        assertThat(BatchFactListener.rounds(facts)).containsExactly(List.of(fact(1, 1), fact(2, 1), fact(3, 1)), List.of(fact(1, 2), fact(3, 2)),
            List.of(fact(1, 3)));
        assertThat(BatchFactListener.newest(facts)).containsExactly(fact(2, 1), fact(1, 3), fact(3, 2));
    }

    private static ReceivedFact fact(long aggregate, long version) {
        return new ReceivedFact(new UUID(aggregate, version), "sum-changed", new UUID(0, aggregate), version, java.time.Instant.EPOCH, null);
    }

    private double counted(String what, String listener) {
        return ledger.meters.counter("doanket.inbox." + what, "listener", listener).count();
    }

    /** All facts on their topics before anybody reads, so that they come together. */
    private void drain() throws Exception {
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
        }
    }

    /** Each record twice more, behind the others. */
    private void sendAgain(String type) {
        var records = ledger.topic(type);
        try (var producer = new KafkaProducer<>(ledger.settings.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 2; i++) {
                for (var record : records) {
                    producer.send(new ProducerRecord<>(record.topic(), record.partition(), record.key().getBytes(), record.value().getBytes(), record.headers()));
                }
            }
        }
    }
}
