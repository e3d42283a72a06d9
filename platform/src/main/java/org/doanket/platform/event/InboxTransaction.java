package org.doanket.platform.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.doanket.platform.error.Failures;

/** What records of one partition do to the database: gate, effect, parking and position, all within one transaction that the caller commits. */
final class InboxTransaction {
    private final FactListener listener;
    private final CloudEvent events;
    private final EventSpans spans;
    private final boolean isGated;
    private final InboxGates gates;
    private final InboxCounts.Meters meters;

    InboxTransaction(FactListener listener, CloudEvent events, MeterRegistry registry, EventSpans spans, boolean isGated) {
        this.listener = listener;
        this.events = events;
        this.spans = spans;
        this.isGated = isGated;
        this.gates = new InboxGates(listener, isGated);
        this.meters = InboxCounts.Meters.of(registry, listener.name());
    }

    /** A record and what could be read of it. */
    private record Item(ConsumerRecord<byte[], byte[]> record, ReceivedFact fact) {
        String aggregate() {
            return fact == null ? CloudEvent.aggregateOf(record) : fact.aggregateId().toString();
        }

        InboxEffects.Passed passed() {
            return new InboxEffects.Passed(fact, CloudEvent.traceparentOf(record));
        }
    }

    /**
     * Takes the partition's row lock first: should two processes hold the partition for a moment, they come one after the other, and the
     * second finds by the position what the first has done.
     */
    InboxCounts apply(Connection c, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        InboxCounts counts = new InboxCounts(meters);
        long position = InboxPositions.lock(c, listener.name(), partition);
        List<Item> items = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= position || !isGated) items.add(decode(record));
        }
        if (items.isEmpty()) return counts;
        Set<String> waiting = new HashSet<>(ParkedEvents.among(c, listener.name(), items.stream().map(Item::aggregate).distinct().toList()));
        InboxEffects effects = effects(c, counts, items);
        for (Item item : items) take(c, item, waiting, effects, counts);
        effects.store();
        InboxPositions.move(c, listener.name(), partition, records.get(records.size() - 1).offset() + 1);
        return counts;
    }

    /** After the last try: sets the record aside and moves on, so that those of others pass. */
    InboxCounts park(Connection c, TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Throwable failure) throws SQLException {
        InboxCounts counts = new InboxCounts(meters);
        long position = InboxPositions.lock(c, listener.name(), partition);
        if (record.offset() < position) return counts;
        park(c, decode(record), "failed", Failures.describe(failure), counts);
        InboxPositions.move(c, listener.name(), partition, record.offset() + 1);
        return counts;
    }

    private Item decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Item(record, events.decode(record));
        } catch (CloudEvent.Undecodable e) {
            return new Item(record, null);
        }
    }

    private InboxEffects effects(Connection c, InboxCounts counts, List<Item> items) throws SQLException {
        List<UUID> aggregates = items.stream().map(Item::fact).filter(Objects::nonNull).map(ReceivedFact::aggregateId).distinct().toList();
        return new InboxEffects(listener, gates, spans, c, counts, aggregates);
    }

    private void take(Connection c, Item item, Set<String> waiting, InboxEffects effects, InboxCounts counts) throws SQLException {
        ReceivedFact fact = item.fact();
        if (fact == null) {
            park(c, item, "undecodable", null, counts);
            waiting.add(item.aggregate());
            return;
        }
        long version = effects.version(fact.aggregateId());
        boolean isNext = fact.version() == version + 1;
        if (isGated && listener.gate() != Gate.ONCE && fact.version() <= version) {
            counts.skipped++;
        } else if (waiting.contains(item.aggregate()) && !(listener.gate() == Gate.DENSE && isNext)) {
            park(c, item, "behind", null, counts);
        } else if (isGated && listener.gate() == Gate.DENSE && !isNext) {
            park(c, item, "gap", null, counts);
            waiting.add(item.aggregate());
        } else {
            effects.add(item.passed());
            if (waiting.contains(item.aggregate()) && release(c, item.aggregate(), effects)) waiting.remove(item.aggregate());
        }
    }

    /**
     * Lets the events of an aggregate take effect that had been set aside, in order, until one fails or a gap remains; answers whether none is left.
     * A failure among them must not undo the event that released them, hence the savepoints.
     */
    private boolean release(Connection c, String aggregate, InboxEffects effects) throws SQLException {
        effects.flush(); // before the first savepoint, which would take it back too
        List<ParkedEvents.Parked> all = ParkedEvents.of(c, listener.name(), aggregate);
        while (!all.isEmpty()) {
            for (ParkedEvents.Parked each : all) {
                Item item = decode(each.record());
                if (item.fact() == null) return false;
                long version = effects.version(item.fact().aggregateId());
                boolean isOld = listener.gate() != Gate.ONCE && item.fact().version() <= version;
                if (!isOld && listener.gate() == Gate.DENSE && item.fact().version() != version + 1) return false;
                Savepoint before = c.setSavepoint();
                try {
                    if (!isOld) effects.alone(item.passed());
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
        return retry(c, parkedEvent, false);
    }

    /** An operator's discard: the event counts as passed, so that the next one of its aggregate is no gap; answers whether none is left. */
    boolean discard(Connection c, ParkedEvents.Parked parkedEvent) throws SQLException {
        return retry(c, parkedEvent, true);
    }

    private boolean retry(Connection c, ParkedEvents.Parked parkedEvent, boolean isDiscarded) throws SQLException {
        InboxPositions.lock(c, listener.name(), new TopicPartition(parkedEvent.record().topic(), parkedEvent.record().partition()));
        Item item = decode(parkedEvent.record());
        InboxCounts counts = new InboxCounts(meters);
        InboxEffects effects = effects(c, counts, List.of(item));
        if (isDiscarded) {
            if (item.fact() != null && listener.gate() == Gate.DENSE) effects.raise(item.fact());
            ParkedEvents.remove(c, parkedEvent.id());
        }
        boolean isDone = release(c, parkedEvent.aggregate(), effects);
        effects.store();
        counts.tell();
        return isDone;
    }

    private void park(Connection c, Item item, String reason, String error, InboxCounts counts) throws SQLException {
        ParkedEvents.park(c, listener.name(), item.record(), item.fact(), reason, error);
        counts.parked++;
        KillPoint.at("inbox.after-park");
    }
}
