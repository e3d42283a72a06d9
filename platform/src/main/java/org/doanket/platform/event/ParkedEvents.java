package org.doanket.platform.event;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Events set aside, byte for byte as they came, each with the later ones of its aggregate behind it. */
final class ParkedEvents {
    /** More than this in one consumer is no matter of single events: it stops and calls for help instead of setting the world aside. */
    static final int MOST = 10_000;
    private static final int SHOWN = 200;

    private ParkedEvents() {}

    record Parked(long id, String consumer, String aggregate, ConsumerRecord<byte[], byte[]> record) {}

    static void park(Connection c, String consumer, ConsumerRecord<byte[], byte[]> record, ReceivedFact fact, String reason, String error)
            throws SQLException {
        if (count(c, consumer) >= MOST) throw new Full();
        String sql = """
            INSERT INTO parked_event (consumer, topic, partition, position, aggregate, version, name, key, headers, payload, reason, error)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) ON CONFLICT (consumer, topic, partition, position) DO NOTHING""";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, consumer);
            s.setString(2, record.topic());
            s.setInt(3, record.partition());
            s.setLong(4, record.offset());
            s.setString(5, fact == null ? CloudEvent.aggregateOf(record) : fact.aggregateId().toString());
            s.setObject(6, fact == null ? null : fact.version());
            s.setString(7, fact == null ? null : fact.name());
            s.setBytes(8, record.key());
            s.setString(9, headers(record));
            s.setBytes(10, record.value());
            s.setString(11, reason);
            s.setString(12, error);
            s.executeUpdate();
        }
    }

    private static int count(Connection c, String consumer) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT count(*) FROM parked_event WHERE consumer = ?")) {
            s.setString(1, consumer);
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    /** Which of these aggregates have events set aside. */
    static Set<String> among(Connection c, String consumer, Collection<String> aggregates) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT DISTINCT aggregate FROM parked_event WHERE consumer = ? AND aggregate = ANY (?)")) {
            s.setString(1, consumer);
            s.setArray(2, c.createArrayOf("text", aggregates.toArray()));
            Set<String> found = new HashSet<>();
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) found.add(r.getString(1));
            }
            return found;
        }
    }

    /** In the order in which they came; by version where a missing one came after those that had waited for it. */
    static List<Parked> of(Connection c, String consumer, String aggregate) throws SQLException {
        return select(c, "WHERE consumer = ? AND aggregate = ? ORDER BY version NULLS FIRST, id LIMIT " + SHOWN, consumer, aggregate);
    }

    static Optional<Parked> find(Connection c, long id) throws SQLException {
        return select(c, "WHERE id = ?", id).stream().findFirst();
    }

    private static List<Parked> select(Connection c, String where, Object... parameters) throws SQLException {
        String sql = "SELECT id, consumer, topic, partition, position, aggregate, key, headers::text, payload FROM parked_event " + where;
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) s.setObject(i + 1, parameters[i]);
            List<Parked> found = new ArrayList<>();
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    byte[] value = r.getBytes(9);
                    var record = new ConsumerRecord<>(r.getString(3), r.getInt(4), r.getLong(5), ConsumerRecord.NO_TIMESTAMP,
                        TimestampType.NO_TIMESTAMP_TYPE, -1, -1, r.getBytes(7), value, headers(r.getString(8)), Optional.empty());
                    found.add(new Parked(r.getLong(1), r.getString(2), r.getString(6), record));
                }
            }
            return found;
        }
    }

    static void remove(Connection c, long id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("DELETE FROM parked_event WHERE id = ?")) {
            s.setLong(1, id);
            s.executeUpdate();
        }
    }

    static void failedAgain(Connection c, long id, String error) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("UPDATE parked_event SET reason = 'failed', error = ? WHERE id = ?")) {
            s.setString(1, error);
            s.setLong(2, id);
            s.executeUpdate();
        }
    }

    /** Header values may be any bytes: base64 keeps them whole. */
    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder json = new StringBuilder("[");
        for (Header header : record.headers()) {
            if (json.length() > 1) json.append(',');
            byte[] value = header.value() == null ? new byte[0] : header.value();
            json.append("[\"").append(encode(header.key().getBytes(StandardCharsets.UTF_8))).append("\",\"").append(encode(value)).append("\"]");
        }
        return json.append(']').toString();
    }

    private static RecordHeaders headers(String json) {
        RecordHeaders headers = new RecordHeaders();
        String[] parts = json.replaceAll("[\\[\\]\"\\s]", "").split(",", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) headers.add(new String(decode(parts[i]), StandardCharsets.UTF_8), decode(parts[i + 1]));
        return headers;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }

    static final class Full extends RuntimeException {}
}
