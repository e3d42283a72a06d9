package org.doanket.platform.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.MDC;

/** What records of one partition do to the database: gate, effect, parking and position, all within one transaction that the caller commits. */
final class InboxTransaction {
    private final FactListener listener;
    private final CloudEvent events;
    private final boolean isGated;
    private final Counter applied, skipped, unknown, parked;

    InboxTransaction(FactListener listener, CloudEvent events, MeterRegistry meters, boolean isGated) {
        this.listener = listener;
        this.events = events;
        this.isGated = isGated;
        this.applied = meters.counter("doanket.inbox.applied", "listener", listener.name());
        this.skipped = meters.counter("doanket.inbox.skipped", "listener", listener.name());
        this.unknown = meters.counter("doanket.inbox.unknown", "listener", listener.name());
        this.parked = meters.counter("doanket.inbox.parks", "listener", listener.name());
    }

    /** A record and what could be read of it. */
    private record Item(ConsumerRecord<byte[], byte[]> record, ReceivedFact fact) {
        String aggregate() {
            return fact == null ? CloudEvent.aggregateOf(record) : fact.aggregateId().toString();
        }
    }

    /**
     * Takes the partition's row lock first: should two processes hold the partition for a moment, they come one after the other, and the
     * second finds by the position what the first has done.
     */
    void apply(Connection c, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        long position = InboxPositions.lock(c, listener.name(), partition);
        List<Item> items = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= position || !isGated) items.add(decode(record));
        }
        if (items.isEmpty()) return;
        Set<String> waiting = new HashSet<>(ParkedEvents.among(c, listener.name(), items.stream().map(Item::aggregate).distinct().toList()));
        Map<UUID, Long> versions = versions(c, items);
        Map<UUID, Long> before = Map.copyOf(versions);
        for (Item item : items) take(c, item, waiting, versions);
        store(c, versions, before);
        InboxPositions.move(c, listener.name(), partition, records.get(records.size() - 1).offset() + 1);
    }

    /** After the last try: sets the record aside and moves on, so that those of others pass. */
    void park(Connection c, TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Throwable failure) throws SQLException {
        long position = InboxPositions.lock(c, listener.name(), partition);
        if (record.offset() < position) return;
        park(c, decode(record), "failed", Failures.describe(failure));
        InboxPositions.move(c, listener.name(), partition, record.offset() + 1);
    }

    private Item decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Item(record, events.decode(record));
        } catch (CloudEvent.Undecodable e) {
            return new Item(record, null);
        }
    }

    private void take(Connection c, Item item, Set<String> waiting, Map<UUID, Long> versions) throws SQLException {
        ReceivedFact fact = item.fact();
        if (fact == null) {
            park(c, item, "undecodable", null);
            waiting.add(item.aggregate());
            return;
        }
        long version = versions.getOrDefault(fact.aggregateId(), 0L);
        boolean isNext = fact.version() == version + 1;
        if (isGated && listener.gate() != Gate.ONCE && fact.version() <= version) {
            skipped.increment();
        } else if (waiting.contains(item.aggregate()) && !(listener.gate() == Gate.DENSE && isNext)) {
            park(c, item, "behind", null);
        } else if (isGated && listener.gate() == Gate.DENSE && !isNext) {
            park(c, item, "gap", null);
            waiting.add(item.aggregate());
        } else {
            effect(c, fact, versions, item.record());
            if (waiting.contains(item.aggregate()) && release(c, item.aggregate(), versions)) waiting.remove(item.aggregate());
        }
    }

    private void effect(Connection c, ReceivedFact fact, Map<UUID, Long> versions, ConsumerRecord<byte[], byte[]> record) throws SQLException {
        if (listener.gate() == Gate.ONCE && isGated && !isFirstTime(c, fact.id())) {
            skipped.increment();
            return;
        }
        if (listener.knows(fact.name())) {
            String trace = CloudEvent.traceOf(record);
            if (trace != null && trace.length() == 55) MDC.put("traceId", trace.substring(3, 35));
            try {
                listener.on(fact, c);
            } finally {
                MDC.remove("traceId");
            }
            applied.increment();
        } else {
            unknown.increment();
        }
        versions.put(fact.aggregateId(), fact.version());
    }

    /**
     * Lets the events of an aggregate take effect that had been set aside, in order, until one fails or a gap remains; answers whether none is left.
     * A failure among them must not undo the event that released them, hence the savepoints.
     */
    private boolean release(Connection c, String aggregate, Map<UUID, Long> versions) throws SQLException {
        List<ParkedEvents.Parked> all = ParkedEvents.of(c, listener.name(), aggregate);
        while (!all.isEmpty()) {
            for (ParkedEvents.Parked each : all) {
                Item item = decode(each.record());
                if (item.fact() == null) return false;
                long version = versions.getOrDefault(item.fact().aggregateId(), 0L);
                boolean isOld = listener.gate() != Gate.ONCE && item.fact().version() <= version;
                if (!isOld && listener.gate() == Gate.DENSE && item.fact().version() != version + 1) return false;
                Savepoint before = c.setSavepoint();
                try {
                    if (!isOld) effect(c, item.fact(), versions, item.record());
                } catch (SQLException | RuntimeException e) {
                    if (Failures.isDatabaseAway(e)) throw e;
                    c.rollback(before);
                    ParkedEvents.failedAgain(c, each.id(), Failures.describe(e));
                    return false;
                }
                c.releaseSavepoint(before);
                ParkedEvents.remove(c, each.id());
            }
            all = ParkedEvents.of(c, listener.name(), aggregate);
        }
        return true;
    }

    /** An operator's retry: all that waits of the aggregate of this event; answers whether none is left. */
    boolean retry(Connection c, ParkedEvents.Parked parkedEvent) throws SQLException {
        InboxPositions.lock(c, listener.name(), new TopicPartition(parkedEvent.record().topic(), parkedEvent.record().partition()));
        Map<UUID, Long> versions = versionsOf(c, parkedEvent);
        Map<UUID, Long> before = Map.copyOf(versions);
        boolean isDone = release(c, parkedEvent.aggregate(), versions);
        store(c, versions, before);
        return isDone;
    }

    /** An operator's discard: the event counts as passed, so that the next one of its aggregate is no gap; answers whether none is left. */
    boolean discard(Connection c, ParkedEvents.Parked parkedEvent) throws SQLException {
        InboxPositions.lock(c, listener.name(), new TopicPartition(parkedEvent.record().topic(), parkedEvent.record().partition()));
        Map<UUID, Long> versions = versionsOf(c, parkedEvent);
        Map<UUID, Long> before = Map.copyOf(versions);
        ReceivedFact fact = decode(parkedEvent.record()).fact();
        if (fact != null && listener.gate() == Gate.DENSE) versions.merge(fact.aggregateId(), fact.version(), Math::max);
        ParkedEvents.remove(c, parkedEvent.id());
        boolean isDone = release(c, parkedEvent.aggregate(), versions);
        store(c, versions, before);
        return isDone;
    }

    private void park(Connection c, Item item, String reason, String error) throws SQLException {
        ParkedEvents.park(c, listener.name(), item.record(), item.fact(), reason, error);
        parked.increment();
        KillPoint.at("inbox.after-park");
    }

    private boolean isFirstTime(Connection c, UUID id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO seen_event (consumer, event_id) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            s.setString(1, listener.name());
            s.setObject(2, id);
            return s.executeUpdate() == 1;
        }
    }

    private Map<UUID, Long> versionsOf(Connection c, ParkedEvents.Parked parkedEvent) throws SQLException {
        return versions(c, List.of(decode(parkedEvent.record())));
    }

    private Map<UUID, Long> versions(Connection c, List<Item> items) throws SQLException {
        Map<UUID, Long> versions = new HashMap<>();
        if (listener.gate() == Gate.ONCE) return versions;
        Object[] ids = items.stream().filter(item -> item.fact() != null).map(item -> item.fact().aggregateId()).distinct().toArray();
        String sql = "SELECT aggregate_id, applied_version FROM projection WHERE consumer = ? AND aggregate_id = ANY (?)";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, listener.name());
            s.setArray(2, c.createArrayOf("uuid", ids));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) versions.put(r.getObject(1, UUID.class), r.getLong(2));
            }
        }
        return versions;
    }

    /**
     * Writes the gates in one statement. They are only ever raised: should the aggregate have come by another partition meanwhile (partitions
     * were added), fewer rows change than were meant to, and the transaction fails and is tried again on what is true by then.
     */
    private void store(Connection c, Map<UUID, Long> versions, Map<UUID, Long> before) throws SQLException {
        if (listener.gate() == Gate.ONCE) return;
        List<Map.Entry<UUID, Long>> changed = versions.entrySet().stream().filter(e -> !e.getValue().equals(before.get(e.getKey())))
            .sorted(Map.Entry.comparingByKey()).toList();
        if (changed.isEmpty()) return;
        String sql = """
            INSERT INTO projection (consumer, aggregate_id, applied_version) SELECT ?, * FROM unnest(?::uuid[], ?::bigint[])
            ON CONFLICT (consumer, aggregate_id) DO UPDATE SET applied_version = excluded.applied_version
            WHERE projection.applied_version < excluded.applied_version""";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, listener.name());
            s.setArray(2, c.createArrayOf("uuid", changed.stream().map(Map.Entry::getKey).toArray()));
            s.setArray(3, c.createArrayOf("bigint", changed.stream().map(Map.Entry::getValue).toArray()));
            if (s.executeUpdate() < changed.size() && isGated) throw new SQLException("a gate was raised meanwhile", "40001");
        }
    }
}
