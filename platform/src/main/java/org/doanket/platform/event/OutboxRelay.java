package org.doanket.platform.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.doanket.platform.error.Failures;
import org.doanket.platform.trace.OpenSpan;
import org.jboss.logging.Logger;

/**
 * Brings the rows of the outbox to Kafka: none lost, none out of order within its aggregate (docs/decisions/outbox.md).
 *
 * <p>Of all relays of a service one leads. It reads rows only after its transactional producer has shut out its predecessor, sends them in one Kafka
 * transaction, and takes them out of the outbox after the broker's commit. Whatever goes wrong in between, it closes everything and starts anew:
 * the rows are still there, and sending them twice is harmless because the event's id and version are the same.
 */
public final class OutboxRelay implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long POLL_MIN_MILLIS = 20, POLL_MAX_MILLIS = 250, REST_MAX_MILLIS = 5_000, RENEW_MILLIS = 1_000;

    /** What tests take out to see that an invariant then breaks. */
    record Guards(boolean checksEpoch, boolean isTransactional, Consumer<String> pause) {
        static final Guards ALL = new Guards(true, true, place -> {});
    }

    private final EventSettings settings;
    private final Callable<Connection> session;
    private final OutboxStore store;
    private final Set<String> aggregateTypes;
    private final Guards guards;
    private final EventSpans spans;
    private final Counter sent, parked, restarts;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean isRunning = true;
    private volatile boolean isLeading;
    private volatile String trouble;

    /**
     * @param session        opens a connection of its own, past any pool, to the primary: its advisory lock is the leadership
     * @param aggregateTypes those with a declared topic; rows of others park
     */
    public OutboxRelay(EventSettings settings, Callable<Connection> session, DataSource worker, Set<String> aggregateTypes, MeterRegistry meters) {
        this(settings, session, worker, aggregateTypes, meters, EventSpans.NONE, Guards.ALL);
    }

    OutboxRelay(EventSettings settings, Callable<Connection> session, DataSource worker, Set<String> aggregateTypes, MeterRegistry meters, EventSpans spans,
                Guards guards) {
        this.settings = settings;
        this.session = session;
        this.store = new OutboxStore(worker, settings, guards.checksEpoch());
        this.aggregateTypes = Set.copyOf(aggregateTypes);
        this.guards = guards;
        this.spans = spans;
        this.sent = meters.counter("doanket.outbox.sent");
        this.parked = meters.counter("doanket.outbox.parks");
        this.restarts = meters.counter("doanket.outbox.relay.restarts");
        meters.gauge("doanket.outbox.relay.leading", this, relay -> relay.isLeading ? 1 : 0);
    }

    /** There are new rows: saves them the wait for the next look. */
    public void wake() {
        if (signal.availablePermits() == 0) signal.release();
    }

    public boolean isLeading() {
        return isLeading;
    }

    /** Why nothing is being sent at present; null if all is well. */
    public String trouble() {
        return trouble;
    }

    @Override
    public void run() {
        long rest = POLL_MIN_MILLIS;
        while (isRunning) {
            try {
                Optional<RelayLease> lease = RelayLease.take(session.call(), settings.lease(), ProcessHandle.current().pid() + "@" + settings.service());
                if (lease.isEmpty()) {
                    trouble = null; // another relay leads: that is how it should be
                    await(RENEW_MILLIS);
                    continue;
                }
                lead(lease.get());
                rest = POLL_MIN_MILLIS;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception | Error e) { // an Error too: a thread that dies unseen would be facts that are never sent
                restarts.increment();
                trouble = e.getClass().getSimpleName();
                LOG.warnf("The relay gives up its lead and starts anew: %s", Failures.describe(e));
                await(rest = Math.min(REST_MAX_MILLIS, rest * 2));
            } finally {
                isLeading = false;
            }
        }
    }

    private void lead(RelayLease lease) throws Exception {
        try (lease; Producer<byte[], byte[]> producer = producer()) {
            try {
                if (guards.isTransactional()) producer.initTransactions(); // from here on a predecessor's sends are refused
                isLeading = true;
                long wait = POLL_MIN_MILLIS, renewed = System.nanoTime();
                while (isRunning) {
                    if (System.nanoTime() - renewed > TimeUnit.MILLISECONDS.toNanos(RENEW_MILLIS)) {
                        lease.renew();
                        renewed = System.nanoTime();
                    }
                    int rows = relay(producer, lease);
                    trouble = null;
                    wait = rows > 0 ? POLL_MIN_MILLIS : Math.min(POLL_MAX_MILLIS, wait * 2);
                    if (rows < OutboxStore.BATCH_ROWS) await(wait);
                }
            } catch (Exception e) {
                producer.close(Duration.ZERO); // an open transaction is aborted by the next initTransactions; waiting here would be in vain
                throw e;
            }
        }
    }

    /** One batch; answers how many rows it settled. */
    private int relay(Producer<byte[], byte[]> producer, RelayLease lease) throws Exception {
        List<OutboxStore.Row> rows = store.next();
        if (rows.isEmpty()) return 0;
        at("relay.after-read");
        Map<OutboxStore.Row, String> unsendable = new LinkedHashMap<>();
        Map<OutboxStore.Row, ProducerRecord<byte[], byte[]>> batch = sift(rows, unsendable);
        if (!unsendable.isEmpty()) park(lease, unsendable);
        if (!batch.isEmpty()) {
            List<OpenSpan> sending = spans.sending(batch.values());
            try {
                send(producer, lease, batch);
            } catch (Exception e) {
                sending.forEach(span -> span.failed(e.getClass().getSimpleName()).end());
                throw e;
            }
            sending.forEach(OpenSpan::end);
            at("relay.after-commit");
            store.remove(lease.epoch(), List.copyOf(batch.keySet()));
            sent.increment(batch.size());
            at("relay.after-done");
        }
        return rows.size();
    }

    /** Separates what cannot be sent, and with it the later rows of the same aggregates. */
    private Map<OutboxStore.Row, ProducerRecord<byte[], byte[]>> sift(List<OutboxStore.Row> rows, Map<OutboxStore.Row, String> unsendable) {
        Map<OutboxStore.Row, ProducerRecord<byte[], byte[]>> batch = new LinkedHashMap<>();
        Set<String> held = new HashSet<>();
        for (OutboxStore.Row row : rows) {
            String reason = null;
            if (row.isBehindParked() || held.contains(row.aggregate())) reason = "behind";
            else if (!aggregateTypes.contains(row.aggregateType())) reason = "no topic is declared for " + row.aggregateType();
            ProducerRecord<byte[], byte[]> record = reason == null ? CloudEvent.encode(settings, row) : null;
            if (record != null && sizeOf(record) > settings.largestFactBytes()) reason = "larger than " + settings.largestFactBytes() + " bytes";
            if (reason == null) {
                batch.put(row, record);
            } else {
                unsendable.put(row, reason);
                held.add(row.aggregate());
            }
        }
        return batch;
    }

    private static int sizeOf(ProducerRecord<byte[], byte[]> record) {
        int size = 100 + record.key().length + record.value().length; // 100: a generous envelope
        for (Header header : record.headers()) size += header.key().length() + header.value().length + 4;
        return size;
    }

    private void send(Producer<byte[], byte[]> producer, RelayLease lease, Map<OutboxStore.Row, ProducerRecord<byte[], byte[]>> batch) throws Exception {
        var tooLarge = new ConcurrentLinkedQueue<OutboxStore.Row>();
        var failed = new ConcurrentLinkedQueue<Exception>();
        try {
            if (guards.isTransactional()) producer.beginTransaction();
            batch.forEach((row, record) -> producer.send(record, (metadata, error) -> {
                if (error instanceof RecordTooLargeException) tooLarge.add(row); // the topic's own limit is below ours
                if (error != null) failed.add(error);
            }));
            producer.flush();
            at("relay.after-send");
            if (!failed.isEmpty()) throw failed.peek();
            if (guards.isTransactional()) producer.commitTransaction();
        } catch (Exception e) {
            Map<OutboxStore.Row, String> reasons = new LinkedHashMap<>();
            for (OutboxStore.Row row : new ArrayList<>(tooLarge)) reasons.put(row, "refused by the broker as too large");
            if (!reasons.isEmpty()) park(lease, reasons);
            throw e;
        }
    }

    private void park(RelayLease lease, Map<OutboxStore.Row, String> reasons) throws Exception {
        store.park(lease.epoch(), reasons);
        parked.increment(reasons.size());
        LOG.errorf("%d facts cannot be sent and are parked; see /v1/operations/outbox", reasons.size());
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> config = settings.producer();
        if (!guards.isTransactional()) config.remove("transactional.id");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void at(String place) {
        KillPoint.at(place);
        guards.pause().accept(place);
    }

    /** Waits for the signal, at most so long; jittered, so that relays that failed together do not come back together. */
    private void await(long millis) {
        try {
            if (signal.tryAcquire(millis + ThreadLocalRandom.current().nextLong(1 + millis / 4), TimeUnit.MILLISECONDS)) signal.drainPermits();
        } catch (InterruptedException e) {
            isRunning = false;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isRunning = false;
        wake();
    }
}
