package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
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
    void carriesEveryCommittedFactInOrderWhileTransactionsAreSlowAndRollBack() throws Exception {
        try (AutoCloseable first = ledger.start(ledger.relay()); AutoCloseable second = ledger.start(ledger.relay())) {
            ledger.write(12, 120, Ledger.aggregates(40), 1);
            ledger.awaitEmptyOutbox();
        }
        ledger.assertTopicTellsAll(Ledger.STATES);
        ledger.assertTopicTellsAll(Ledger.CHANGES);
    }

    @Test
    void sendsCloudEventsInBinaryMode() throws Exception {
        UUID id = UUID.randomUUID();
        ledger.change(Ledger.STATES, id, 7);
        ledger.execute("UPDATE outbox SET headers = '{\"traceparent\": \"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}'");
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
        }
        List<ConsumerRecord<String, String>> records = ledger.topic(Ledger.STATES);
        assertThat(records).hasSize(1);
        ConsumerRecord<String, String> record = records.get(0);
        assertThat(record.key()).isEqualTo(id.toString());
        assertThat(record.value()).isEqualTo("{\"sum\": 7, \"amount\": 7}");
        assertThat(TopicReader.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(TopicReader.header(record, "ce_type")).isEqualTo("org.doanket.ledger.sum-changed.v1");
        assertThat(TopicReader.header(record, "ce_source")).isEqualTo("/doanket/ledger");
        assertThat(TopicReader.header(record, "ce_subject")).isEqualTo(id.toString());
        assertThat(TopicReader.header(record, "ce_aggregateversion")).isEqualTo("1");
        assertThat(TopicReader.header(record, "ce_dataschema")).endsWith("/ledger/sum-changed.v1.schema.json");
        assertThat(TopicReader.header(record, "content-type")).isEqualTo("application/json");
        assertThat(TopicReader.header(record, "traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void parksWhatIsTooLargeWithTheLaterFactsOfItsAggregateAndLetsOthersPass() throws Exception {
        UUID large = new UUID(1, 1), other = new UUID(1, 2), stranger = new UUID(1, 3);
        String tooLong = "{\"text\": \"" + "x".repeat(1_100_000) + "\"}";
        new WorkerDatabase(ledger.worker).transaction(c -> {
            Ledger.append(c, Ledger.STATES, large, 1, "{}");
            Ledger.append(c, Ledger.STATES, large, 2, tooLong);
            Ledger.append(c, Ledger.STATES, large, 3, "{}");
            Ledger.append(c, "unheard-of", stranger, 1, "{}");
            Ledger.append(c, Ledger.STATES, other, 1, "{}");
            return null;
        });
        try (AutoCloseable relay = ledger.start(ledger.relay())) {
            ledger.awaitEmptyOutbox();
            new WorkerDatabase(ledger.worker).transaction(c -> {
                Ledger.append(c, Ledger.STATES, large, 4, "{}");
                return null;
            });
            Ledger.await("the fourth is parked behind", () -> ledger.number("SELECT count(*) FROM outbox WHERE parked IS NOT NULL") == 4);
            assertThat(ledger.number("SELECT count(*) FROM outbox WHERE parked = 'behind'")).isEqualTo(2);
            assertThat(ledger.topic(Ledger.STATES)).extracting(r -> r.key() + " " + TopicReader.header(r, "ce_aggregateversion"))
                .containsExactlyInAnyOrder(large + " 1", other + " 1");

            ledger.execute("UPDATE outbox SET payload = '{}', parked = NULL WHERE aggregate_type = 'account'");
            ledger.awaitEmptyOutbox();
        }
        assertThat(ledger.topic(Ledger.STATES)).filteredOn(r -> r.key().equals(large.toString()))
            .extracting(r -> TopicReader.header(r, "ce_aggregateversion")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void findsItsWayOnWhenTheBrokerRefusesASizeThatItBelievedIn() throws Exception {
        ledger.backends.asOwner("ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL");
        EventSettings generous = new EventSettings("ledger", ledger.backends.prefix(), ledger.backends.kafka(), 3, 1, ledger.settings.lease(),
            5_000_000, ledger.settings.clients());
        UUID large = new UUID(1, 1);
        // letters without pattern, since the broker measures what is left after compression
        String text = new java.util.Random(5).ints(2_000_000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        new WorkerDatabase(ledger.worker).transaction(c -> {
            Ledger.append(c, Ledger.STATES, large, 1, "{\"text\": \"" + text + "\"}");
            Ledger.append(c, Ledger.STATES, new UUID(1, 2), 1, "{}");
            return null;
        });
        OutboxRelay relay = new OutboxRelay(generous, ledger.backends::workerSession, ledger.worker, java.util.Set.of(Ledger.STATES), ledger.meters);
        try (AutoCloseable running = ledger.start(relay)) {
            ledger.awaitEmptyOutbox();
        }
        assertThat(ledger.number("SELECT count(*) FROM outbox WHERE parked = 'refused by the broker as too large'")).isEqualTo(1);
        assertThat(ledger.topic(Ledger.STATES)).extracting(ConsumerRecord::key).containsExactly(new UUID(1, 2).toString());
    }

    @Test
    void theDatabaseRefusesIdsThatAreNotItsOwn() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ledger.execute("INSERT INTO outbox (id, aggregate_type, aggregate_id, "
            + "aggregate_version, type, payload) VALUES (1, 'account', gen_random_uuid(), 1, 'sum-changed', '{}')")))
            .hasMessageContaining("GENERATED ALWAYS");
    }
}
