package org.doanket.platform.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.doanket.platform.error.Failures;
import org.jboss.logging.Logger;

/**
 * Lets the facts of one topic take effect through one listener: each once, in order within its aggregate (docs/decisions/inbox.md).
 *
 * <p>One thread reads, one partition after the other, many records in one transaction; if that fails, one by one. A failing record is tried a
 * few times, then parks with its aggregate. If the database is away the partitions pause and nothing is counted.
 */
public final class Inbox implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final long[] TRY_AGAIN_MILLIS = {50, 250, 1_000};
    private static final long REST_MAX_MILLIS = 5_000;
    private static final Duration POLL = Duration.ofMillis(250);

    private final EventSettings settings;
    private final FactListener listener;
    private final String topic;
    private final WorkerDatabase database;
    private final InboxTransaction transaction;
    private volatile boolean isRunning = true;
    private volatile String trouble;
    private volatile long lag;

    public Inbox(EventSettings settings, FactListener listener, DataSource worker, CloudEvent events, MeterRegistry meters) {
        this(settings, listener, worker, events, meters, EventSpans.NONE, true);
    }

    /** @param isGated only tests say false, to see that an invariant then breaks */
    Inbox(EventSettings settings, FactListener listener, DataSource worker, CloudEvent events, MeterRegistry meters, EventSpans spans, boolean isGated) {
        this.settings = settings;
        this.listener = listener;
        this.topic = settings.topicNamed(listener.topic());
        this.database = new WorkerDatabase(worker);
        this.transaction = new InboxTransaction(listener, events, meters, spans, isGated);
        meters.gauge("doanket.inbox.lag", Tags.of("listener", listener.name()), this, inbox -> inbox.lag);
        meters.gauge("doanket.inbox.stopped", Tags.of("listener", listener.name()), this, inbox -> inbox.trouble == null ? 0 : 1);
    }

    FactListener listener() {
        return listener;
    }

    InboxTransaction transaction() {
        return transaction;
    }

    /** Why nothing is being taken in at present; null if all is well. */
    public String trouble() {
        return trouble;
    }

    /** Records of its partitions on the broker that have not taken effect, as far as known. */
    public long lag() {
        return lag;
    }

    @Override
    public void run() {
        long rest = 100;
        while (isRunning) {
            try (Consumer<byte[], byte[]> consumer = consumer(); Admin admin = Admin.create(settings.client())) {
                consumer.subscribe(List.of(topic), new Resumption(consumer, admin));
                while (isRunning) {
                    take(consumer);
                    rest = 100;
                }
            } catch (RuntimeException | Error e) { // an Error too: a thread that dies unseen would be a consumer that never consumes again
                trouble = e.getClass().getSimpleName();
                LOG.warnf("%s starts anew: %s", listener.name(), Failures.describe(e));
                rest = Math.min(REST_MAX_MILLIS, rest * 2);
                sleep(rest);
            }
        }
    }

    private void take(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) KillPoint.at("inbox.after-poll");
        List<TopicPartition> left = new ArrayList<>(records.partitions());
        while (isRunning && !left.isEmpty()) {
            TopicPartition partition = left.get(0);
            List<ConsumerRecord<byte[], byte[]>> batch = records.records(partition);
            try {
                process(partition, batch);
            } catch (Blocked e) {
                // back to what has not taken effect; the position in the database passes over what has
                for (TopicPartition each : left) consumer.seek(each, records.records(each).get(0).offset());
                waitUntilUnblocked(consumer, e);
                return;
            }
            KillPoint.at("inbox.after-commit");
            long next = batch.get(batch.size() - 1).offset() + 1;
            consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(next)), null);
            left.remove(0);
        }
        trouble = null;
        lag = lag(consumer);
    }

    private void process(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            apply(partition, batch);
        } catch (SQLException | RuntimeException e) {
            if (isBlocked(e)) throw new Blocked(e);
            for (ConsumerRecord<byte[], byte[]> record : batch) processAlone(partition, record);
        }
    }

    private void processAlone(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        for (int tries = 0; isRunning; tries++) {
            try {
                apply(partition, List.of(record));
                return;
            } catch (SQLException | RuntimeException e) {
                if (isBlocked(e)) throw new Blocked(e);
                if (tries == TRY_AGAIN_MILLIS.length) {
                    park(partition, record, e);
                    return;
                }
                long pause = TRY_AGAIN_MILLIS[tries];
                sleep(pause + ThreadLocalRandom.current().nextLong(pause));
            }
        }
    }

    private void apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        InboxCounts counts = database.transaction(c -> {
            InboxCounts done = transaction.apply(c, partition, records);
            KillPoint.at("inbox.after-effect");
            return done;
        });
        counts.tell();
    }

    private void park(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        try {
            database.transaction(c -> transaction.park(c, partition, record, failure)).tell();
            LOG.errorf("%s parks offset %d of %s: %s", listener.name(), record.offset(), partition, Failures.describe(failure));
        } catch (SQLException | RuntimeException e) {
            throw new Blocked(e); // what cannot even be set aside must not be passed over
        }
    }

    /** Keeps polling, with all partitions paused, so as to stay in the group; ends when the database answers, or after a rest. */
    private void waitUntilUnblocked(Consumer<byte[], byte[]> consumer, Blocked cause) {
        trouble = cause.getCause() instanceof ParkedEvents.Full ? "too many events are parked" : "the database is away";
        LOG.warnf("%s pauses: %s", listener.name(), Failures.describe(cause.getCause()));
        long rest = 200;
        do {
            consumer.pause(consumer.assignment());
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(rest + ThreadLocalRandom.current().nextLong(rest));
            while (isRunning && System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> early : consumer.poll(Duration.ofMillis(50))) {
                    // of a partition that was assigned just now: not lost, it is read again when its turn has come
                    TopicPartition partition = new TopicPartition(early.topic(), early.partition());
                    if (consumer.paused().contains(partition)) continue;
                    consumer.seek(partition, early.offset());
                    consumer.pause(List.of(partition));
                }
            }
            rest = Math.min(REST_MAX_MILLIS, rest * 2);
        } while (isRunning && !isDatabaseHere());
        consumer.resume(consumer.paused());
    }

    private boolean isDatabaseHere() {
        try {
            return database.transaction(c -> c.isValid(2));
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isBlocked(Exception e) {
        return e instanceof ParkedEvents.Full || Failures.isDatabaseAway(e);
    }

    private static long lag(Consumer<byte[], byte[]> consumer) {
        return consumer.assignment().stream().map(consumer::currentLag).filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong).sum();
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings.consumer(listener.name()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            isRunning = false;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isRunning = false;
    }

    /** Newly assigned partitions start where the database says, not where Kafka believes. */
    private final class Resumption implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;
        private final Admin admin;

        Resumption(Consumer<byte[], byte[]> consumer, Admin admin) {
            this.consumer = consumer;
            this.admin = admin;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) return;
            try {
                String topicId = Topic.idOf(admin, topic);
                for (TopicPartition partition : partitions) {
                    long next = database.transaction(c -> InboxPositions.resume(c, listener.name(), partition, topicId));
                    if (next == 0) consumer.seekToBeginning(List.of(partition));
                    else consumer.seek(partition, next);
                }
            } catch (SQLException e) {
                throw new Failures.DatabaseAway(e);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // what has taken effect is committed, and nothing else is held
        }
    }

    private static final class Blocked extends RuntimeException {
        Blocked(Exception cause) {
            super(cause);
        }
    }
}
