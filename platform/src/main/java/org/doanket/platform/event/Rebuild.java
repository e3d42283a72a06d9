package org.doanket.platform.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.doanket.platform.error.Failures;

/**
 * Makes a replica anew from its compacted topic while reads of the old one go on (docs/decisions/inbox.md).
 *
 * <p>The shadow tables are temporary ones of the same names: on the session of the rebuild they hide the real ones, so that listener and gates
 * work on them unchanged, no right to create tables is needed, and a rebuild that dies leaves nothing behind. In the end one transaction holds
 * back the inbox by its own row locks, catches up with it, puts the shadow's rows in place, and moves the positions.
 */
final class Rebuild {
    private static final List<String> GATES = List.of("projection", "seen_event", "inbox_position", "parked_event");

    private final EventSettings settings;
    private final FactListener listener;
    private final Callable<Connection> session;
    private final InboxTransaction transaction;
    private volatile long read;
    private volatile String state = "running";

    /** @param session opens a connection of its own: a pooled one may remember plans that name the real tables */
    Rebuild(EventSettings settings, FactListener listener, Callable<Connection> session, CloudEvent events, MeterRegistry meters) {
        if (listener.replica().isEmpty() || listener.gate() != Gate.STATE)
            throw new IllegalArgumentException(listener.name() + " has no replica that its topic could give back");
        this.settings = settings;
        this.listener = listener;
        this.session = session;
        this.transaction = new InboxTransaction(listener, events, meters, EventSpans.NONE, true);
    }

    /** running | done | failed */
    String state() {
        return state;
    }

    long read() {
        return read;
    }

    void run() throws Exception {
        Map<String, Object> config = settings.consumer(listener.name());
        config.remove("group.id"); // takes no partition from the inbox
        try (Connection c = session.call();
             Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            c.setAutoCommit(false);
            List<TopicPartition> partitions = begin(c, consumer);
            catchUp(c, consumer, consumer.endOffsets(partitions), true);
            catchUp(c, consumer, hold(c, partitions), false);
            requireWhole(c);
            for (int i = listener.replica().size() - 1; i >= 0; i--) removeChanged(c, listener.replica().get(i));
            for (String table : listener.replica()) addChanged(c, table);
            swapGates(c);
            c.commit();
            state = "done";
        } finally {
            if (!state.equals("done")) state = "failed";
        }
    }

    private List<TopicPartition> begin(Connection c, Consumer<byte[], byte[]> consumer) throws SQLException {
        try (Statement s = c.createStatement()) {
            for (String table : GATES) s.execute("CREATE TEMP TABLE " + table + " (LIKE public." + table + " INCLUDING ALL)");
            for (String table : listener.replica()) s.execute("CREATE TEMP TABLE " + table + " (LIKE public." + table + " INCLUDING ALL)");
        }
        String topic = settings.topicNamed(listener.topic());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
        try (Admin admin = Admin.create(settings.client())) {
            String id = Topic.idOf(admin, topic);
            for (TopicPartition partition : partitions) InboxPositions.resume(c, listener.name(), partition, id);
        }
        c.commit();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private void catchUp(Connection c, Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, boolean commits) throws SQLException {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(250));
            for (TopicPartition partition : records.partitions()) apply(c, partition, records.records(partition));
            if (commits) c.commit();
            read += records.count();
        }
    }

    private void apply(Connection c, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Savepoint before = c.setSavepoint();
        try {
            InboxCounts counts = transaction.apply(c, partition, records);
            c.releaseSavepoint(before);
            counts.tell();
        } catch (SQLException | RuntimeException e) {
            if (Failures.isDatabaseAway(e)) throw e;
            c.rollback(before);
            if (records.size() == 1) transaction.park(c, partition, records.get(0), e).tell();
            else for (ConsumerRecord<byte[], byte[]> record : records) apply(c, partition, List.of(record));
        }
    }

    /** Locks the inbox's positions until the end of this transaction; answers how far the shadow must come to be no older than the replica. */
    private Map<TopicPartition, Long> hold(Connection c, List<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        String sql = "SELECT topic, partition, next_offset FROM public.inbox_position WHERE consumer = ? ORDER BY topic, partition FOR UPDATE";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, listener.name());
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) positions.put(new TopicPartition(r.getString(1), r.getInt(2)), r.getLong(3));
            }
        }
        positions.keySet().retainAll(partitions);
        return positions;
    }

    /** A topic that was lost, or made anew after a restore, knows less than the replica that is the only copy now. Nothing is ever taken off a compacted topic. */
    private void requireWhole(Connection c) throws SQLException {
        String mine = "(SELECT count(*) FROM %s.projection WHERE consumer = ?)";
        try (PreparedStatement s = c.prepareStatement("SELECT " + mine.formatted("pg_temp") + " >= " + mine.formatted("public"))) {
            s.setString(1, listener.name());
            s.setString(2, listener.name());
            try (ResultSet r = s.executeQuery()) {
                r.next();
                if (!r.getBoolean(1)) throw new IllegalStateException("the topic holds fewer aggregates than the replica of " + listener.name());
            }
        }
    }

    /** Rows that are as they should be stay untouched. The others go first and come second: two of them may have changed places in a unique index. */
    private void removeChanged(Connection c, String table) throws SQLException {
        execute(c, "DELETE FROM public." + table + " AS r WHERE NOT EXISTS (SELECT FROM pg_temp." + table + " s WHERE " + same(c, table) + ")");
    }

    private void addChanged(Connection c, String table) throws SQLException {
        String columns = String.join(", ", columns(c, table));
        execute(c, "INSERT INTO public." + table + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns + " FROM pg_temp." + table
            + " AS s WHERE NOT EXISTS (SELECT FROM public." + table + " r WHERE " + same(c, table) + ")");
    }

    /** The key first, for the join to run by; then the whole row as text, since not every type can be compared. */
    private static String same(Connection c, String table) throws SQLException {
        String key = String.join(" AND ", keys(c, table).stream().map(column -> "r." + column + " = s." + column).toList());
        List<String> columns = columns(c, table);
        return key + " AND ROW(" + prefixed("r.", columns) + ")::text = ROW(" + prefixed("s.", columns) + ")::text";
    }

    private static String prefixed(String prefix, List<String> columns) {
        return String.join(", ", columns.stream().map(column -> prefix + column).toList());
    }

    private void swapGates(Connection c) throws SQLException {
        String mine = " WHERE consumer = '" + listener.name().replace("'", "''") + "'";
        execute(c, "DELETE FROM public.projection" + mine);
        execute(c, "INSERT INTO public.projection SELECT * FROM pg_temp.projection");
        execute(c, "DELETE FROM public.parked_event" + mine);
        String parked = "consumer, topic, partition, position, aggregate, version, name, key, headers, payload, reason, error, parked_at";
        execute(c, "INSERT INTO public.parked_event (" + parked + ") SELECT " + parked + " FROM pg_temp.parked_event ORDER BY id");
        // in place, so that an inbox that waits for the row sees the new position and not a row that is gone
        execute(c, "INSERT INTO public.inbox_position SELECT * FROM pg_temp.inbox_position ON CONFLICT (consumer, topic, partition) "
            + "DO UPDATE SET next_offset = excluded.next_offset, topic_id = excluded.topic_id");
    }

    private static List<String> keys(Connection c, String table) throws SQLException {
        return names(c, "SELECT quote_ident(a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) "
            + "WHERE i.indisprimary AND i.indrelid = to_regclass('public.' || ?)", table);
    }

    private static List<String> columns(Connection c, String table) throws SQLException {
        return names(c, "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = to_regclass('public.' || ?) AND attnum > 0 "
            + "AND NOT attisdropped AND attgenerated = '' ORDER BY attnum", table);
    }

    private static List<String> names(Connection c, String sql, String table) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, table);
            List<String> names = new ArrayList<>();
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) names.add(r.getString(1));
            }
            return names;
        }
    }

    private static void execute(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.executeUpdate(sql);
        }
    }
}
