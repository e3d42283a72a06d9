package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private Ledger ledger;
    private AutoCloseable relay;

    @BeforeEach
    void begin() {
        ledger = Ledger.fresh();
        relay = ledger.start(ledger.relay());
    }

    @AfterEach
    void end() throws Exception {
        relay.close();
        ledger.close();
    }

    @Test
    void replicaTallyAndCountEqualTheSourceThoughEachFactComesFiveTimesAndPartitionsChangeHands() throws Exception {
        ledger.write(6, 60, Ledger.aggregates(20), 2);
        ledger.awaitEmptyOutbox();
        for (String type : List.of(Ledger.STATES, Ledger.CHANGES)) sendAgain(type, 4);
        List<AutoCloseable> running = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) { // the second and the third join in the middle
                running.add(ledger.start(ledger.inbox(new Ledger.AccountReplica())));
                running.add(ledger.start(ledger.inbox(new Ledger.Tally())));
                running.add(ledger.start(ledger.inbox(new Ledger.Counter())));
                Thread.sleep(300);
            }
            ledger.write(6, 60, Ledger.aggregates(20), 3);
            running.remove(0).close();
            running.remove(0).close();
            ledger.awaitEmptyOutbox();
            long changes = ledger.number("SELECT sum(version) FROM posting");
            Ledger.await("replica and tally agree", () -> ledger.differences() == 0);
            Ledger.await("every change is counted", () -> ledger.number("SELECT count FROM seen_count") >= changes);
            assertThat(ledger.number("SELECT count FROM seen_count")).isEqualTo(changes);
            assertThat(ledger.number("SELECT count(*) FROM parked_event")).isZero();
        } finally {
            for (AutoCloseable each : running) each.close();
        }
    }

    @Test
    void aFailingAggregateParksTheOthersPassAndAfterTheFixItTakesEffectOnce() throws Exception {
        UUID bad = new UUID(2, 1);
        Set<UUID> failing = ConcurrentHashMap.newKeySet();
        failing.add(bad);
        Inbox inbox = ledger.inbox(new Ledger.Tally() {
            @Override
            public void on(ReceivedFact fact, Connection c) throws SQLException {
                super.on(fact, c); // and yet nothing of it may stay
                if (failing.contains(fact.aggregateId())) throw new IllegalStateException("cannot");
            }
        });
        try (AutoCloseable running = ledger.start(inbox)) {
            for (int i = 0; i < 5; i++) {
                ledger.change(Ledger.CHANGES, bad, 10);
                ledger.change(Ledger.CHANGES, new UUID(2, 2), 1);
                ledger.change(Ledger.CHANGES, new UUID(2, 3), 1);
            }
            Ledger.await("the others pass", () -> ledger.number("SELECT coalesce(sum(count), 0) FROM tally") == 10);
            Ledger.await("all five wait", () -> ledger.number("SELECT count(*) FROM parked_event") == 5);
            assertThat(ledger.number("SELECT count(*) FROM parked_event WHERE reason = 'behind'")).isEqualTo(4);
            assertThat(ledger.number("SELECT count(*) FROM parked_event WHERE error LIKE 'IllegalStateException at InboxTest%'")).isEqualTo(1);

            assertThat(retryFirst(inbox)).as("still failing").isFalse();
            assertThat(ledger.number("SELECT count(*) FROM parked_event")).isEqualTo(5);
            failing.clear();
            assertThat(retryFirst(inbox)).as("fixed").isTrue();
            assertThat(ledger.number("SELECT sum FROM tally WHERE id = '" + bad + "'")).isEqualTo(50);
            ledger.change(Ledger.CHANGES, bad, 10);
            Ledger.await("the next one passes", () -> ledger.differences() == 0);
        }
    }

    @Test
    void aGapParksTheAggregateUntilTheMissingOneComes() throws Exception {
        UUID id = new UUID(3, 1);
        try (AutoCloseable running = ledger.start(ledger.inbox(new Ledger.Tally()))) {
            ledger.change(Ledger.CHANGES, id, 1);
            ledger.execute("UPDATE posting SET version = version + 1, sum = sum + 2 WHERE id = '" + id + "'"); // version 2 is not told
            ledger.change(Ledger.CHANGES, id, 3);
            ledger.change(Ledger.CHANGES, id, 4);
            Ledger.await("two wait", () -> ledger.number("SELECT count(*) FROM parked_event") == 2);
            assertThat(ledger.number("SELECT sum FROM tally")).isEqualTo(1);
            new WorkerDatabase(ledger.worker).transaction(c -> {
                Ledger.append(c, Ledger.CHANGES, id, 2, "{\"amount\": 2}");
                return null;
            });
            Ledger.await("all four took effect", () -> ledger.differences() == 0);
            assertThat(ledger.number("SELECT count(*) FROM parked_event")).isZero();
        }
    }

    @Test
    void bytesThatAreNoEventParkAndWhatIsUnknownIsSkipped() throws Exception {
        UUID id = new UUID(4, 1);
        ledger.change(Ledger.CHANGES, id, 1);
        ledger.awaitEmptyOutbox();
        String topic = ledger.settings.topicOf(Ledger.CHANGES);
        try (var producer = new KafkaProducer<>(ledger.settings.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, null, new byte[] {0, 1, (byte) 0xff})).get();
            producer.send(new ProducerRecord<>(topic, new byte[5_000], "no event".getBytes())).get();
            producer.send(new ProducerRecord<>(topic, "k".getBytes(), null)).get();
            var nul = new ProducerRecord<byte[], byte[]>(topic, "n".getBytes(), "{}".getBytes());
            nul.headers().add("ce_type", "a\0b".getBytes()).add("ce_id", id.toString().getBytes()).add("ce_subject", id.toString().getBytes())
                .add("ce_time", "2026-01-01T00:00:00Z".getBytes()).add("ce_aggregateversion", "2".getBytes());
            producer.send(nul).get();
        }
        Ledger.Tally listener = new Ledger.Tally() {
            @Override
            public boolean knows(String name) {
                return !name.equals("something-new");
            }
        };
        try (AutoCloseable running = ledger.start(ledger.inbox(listener))) {
            Ledger.await("poison is parked", () -> ledger.number("SELECT count(*) FROM parked_event WHERE reason = 'undecodable'") == 4);
            ledger.execute("DELETE FROM parked_event");
            new WorkerDatabase(ledger.worker).transaction(c -> {
                Ledger.append(c, Ledger.CHANGES, id, 2, "{\"amount\": 0}");
                try (var s = c.createStatement()) {
                    s.executeUpdate("UPDATE outbox SET type = 'something-new'");
                }
                return null;
            });
            ledger.execute("UPDATE posting SET version = 2");
            ledger.change(Ledger.CHANGES, id, 5);
            Ledger.await("what follows the unknown takes effect", () -> ledger.number("SELECT sum FROM tally") == 6);
            assertThat(ledger.meters.counter("doanket.inbox.unknown", "listener", "tally").count()).isEqualTo(1);
        }
    }

    private boolean retryFirst(Inbox inbox) throws SQLException {
        return new WorkerDatabase(ledger.worker).transaction(c -> {
            long first = ledger.number("SELECT min(id) FROM parked_event");
            return inbox.transaction().retry(c, ParkedEvents.find(c, first).orElseThrow());
        });
    }

    /** The same events once more, in other company: behind all that were there. */
    private void sendAgain(String type, int times) {
        var records = ledger.topic(type);
        Set<Integer> seen = new HashSet<>();
        try (var producer = new KafkaProducer<>(ledger.settings.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < times; i++) {
                for (var record : records) {
                    seen.add(record.partition());
                    producer.send(new ProducerRecord<>(record.topic(), record.partition(), record.key().getBytes(), record.value().getBytes(), record.headers()));
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(1);
    }
}
