package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;

/** How far each partition has taken effect; Kafka's own offsets are only a hint for its tools. */
final class InboxPositions {
    private InboxPositions() {}

    /** Where to read on: from the start if the partition is new here, or if its topic was made anew. */
    static long resume(Connection c, String consumer, TopicPartition partition, String topicId) throws SQLException {
        String sql = """
            INSERT INTO inbox_position AS p (consumer, topic, partition, topic_id, next_offset) VALUES (?, ?, ?, ?, 0)
            ON CONFLICT (consumer, topic, partition) DO UPDATE SET topic_id = excluded.topic_id,
                next_offset = CASE WHEN p.topic_id = excluded.topic_id THEN p.next_offset ELSE 0 END
            RETURNING next_offset""";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            name(s, consumer, partition);
            s.setString(4, topicId);
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getLong(1);
            }
        }
    }

    static long lock(Connection c, String consumer, TopicPartition partition) throws SQLException {
        String sql = "SELECT next_offset FROM inbox_position WHERE consumer = ? AND topic = ? AND partition = ? FOR UPDATE";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            name(s, consumer, partition);
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? r.getLong(1) : 0;
            }
        }
    }

    static void move(Connection c, String consumer, TopicPartition partition, long next) throws SQLException {
        String sql = "UPDATE inbox_position SET next_offset = greatest(next_offset, ?) WHERE consumer = ? AND topic = ? AND partition = ?";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, next);
            s.setString(2, consumer);
            s.setString(3, partition.topic());
            s.setInt(4, partition.partition());
            if (s.executeUpdate() != 1) throw new SQLException("no position of " + partition, "40001");
        }
    }

    private static void name(PreparedStatement s, String consumer, TopicPartition partition) throws SQLException {
        s.setString(1, consumer);
        s.setString(2, partition.topic());
        s.setInt(3, partition.partition());
    }
}
