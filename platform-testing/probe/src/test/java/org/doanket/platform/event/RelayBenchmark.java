package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Drains so many outbox rows as -Ddoanket.benchmark says, in the heap that the JVM was given; run by benchmarks/relay. */
@EnabledIfSystemProperty(named = "doanket.benchmark", matches = "[0-9]+")
class RelayBenchmark {
    private static final int AGGREGATES = 10_000;
    private static final String NAME = "Công đoàn cơ sở Công ty Dịch vụ Vận tải và Thương mại Hà Tĩnh, chi nhánh Kỳ Anh, tổ xe ôm và giao hàng số 7";

    private final long rows = Long.getLong("doanket.benchmark", 1_000_000);
    private final StringBuilder table = new StringBuilder("| what | rows | seconds | rows/s | peak heap |\n|---|---|---|---|---|\n");

    private interface Work {
        void run() throws Exception;
    }

    @Test
    void drainsTheBacklog() throws Exception {
        Duration patience = Duration.ofMinutes(15);
        try (Ledger ledger = Ledger.fresh()) {
            measure("bare INSERT..SELECT into the outbox", () -> ledger.execute("""
                INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
                SELECT 'posting', ('0190cafe-0000-7000-8000-' || lpad(to_hex(i %% %2$d), 12, '0'))::uuid, i / %2$d + 1, 'sum-changed',
                       json_build_object('sum', i, 'amount', 1, 'name', '%3$s')
                FROM generate_series(0, %1$d - 1) i""".formatted(rows, AGGREGATES, NAME)));
            measure("outbox drained to Kafka by the relay", () -> {
                try (AutoCloseable relay = ledger.start(ledger.relay())) {
                    Ledger.await("the outbox is empty", patience, () -> ledger.number("SELECT count(*) FROM (SELECT FROM outbox LIMIT 1) x") == 0);
                }
            });
            assertThat(ledger.meters.counter("doanket.outbox.sent").count()).isEqualTo(rows);
            measure("peer: bare idempotent producer, payloads from memory", () -> send(ledger));
            measure("inbox, DENSE gate, one upsert a fact", () -> {
                try (AutoCloseable inbox = ledger.start(ledger.inbox(new Ledger.Tally()))) {
                    Ledger.await("all took effect", patience, () -> ledger.number("SELECT coalesce(sum(count), 0) FROM tally") == rows);
                }
            });
            ledger.execute("TRUNCATE tally");
            measure("inbox, DENSE gate, one upsert a batch", () -> {
                Ledger.TallyInBatches batches = new Ledger.TallyInBatches() {
                    @Override
                    public String name() {
                        return "tally-in-batches";
                    }
                };
                try (AutoCloseable inbox = ledger.start(ledger.inbox(batches))) {
                    Ledger.await("all took effect", patience, () -> ledger.number("SELECT coalesce(sum(count), 0) FROM tally") == rows);
                }
            });
        }
        System.out.println(table);
        Files.writeString(Path.of("target/relay-benchmark.md"), table);
    }

    /** The same bytes onto a topic of the same form, without outbox: what the broker takes at best on this machine. */
    private void send(Ledger ledger) throws Exception {
        Topic.create(ledger.settings, java.util.List.of(Topic.log("bare")));
        Map<String, Object> config = ledger.settings.producer();
        config.remove("transactional.id");
        byte[] value = ("{\"sum\": 123456, \"amount\": 1, \"name\": \"" + NAME + "\"}").getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < rows; i++) {
                producer.send(new ProducerRecord<>(ledger.settings.topicOf("bare"), new UUID(0, i % AGGREGATES).toString().getBytes(StandardCharsets.UTF_8), value));
            }
        }
    }

    private void measure(String what, Work work) throws Exception {
        AtomicLong peak = new AtomicLong();
        Thread watch = new Thread(() -> {
            Runtime runtime = Runtime.getRuntime();
            while (!Thread.currentThread().isInterrupted()) {
                peak.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        watch.start();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        watch.interrupt();
        table.append("| %s | %,d | %.1f | %,.0f | %d MiB |%n".formatted(what, rows, seconds, rows / seconds, peak.get() >> 20));
    }
}
