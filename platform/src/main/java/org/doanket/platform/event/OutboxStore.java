package org.doanket.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The relay's side of the outbox: rows in the order in which the database numbered them, taken out only under the present epoch. */
final class OutboxStore {
    static final int BATCH_ROWS = 1_000;
    private static final int BATCH_BYTES = 8 << 20;
    /** The database itself keeps to the bounds: neither many large rows nor one huge one ever comes into memory whole. */
    private static final String NEXT = """
        SELECT * FROM (
            SELECT b.*, sum(octet_length(b.text)) OVER (ORDER BY b.id) - octet_length(b.text) AS bytes_before
            FROM (SELECT o.id, o.aggregate_type, o.aggregate_id, o.aggregate_version, o.type, o.key, o.headers::text,
                         left(o.payload::text, ?) AS text, o.created_at,
                         EXISTS (SELECT FROM outbox p WHERE p.parked IS NOT NULL AND p.aggregate_type = o.aggregate_type
                                 AND p.aggregate_id = o.aggregate_id) AS behind
                  FROM outbox o WHERE o.parked IS NULL ORDER BY o.id LIMIT %d) b) c
        WHERE bytes_before < %d ORDER BY id""".formatted(BATCH_ROWS, BATCH_BYTES);
    private static final ObjectMapper HEADERS = new ObjectMapper();

    private final WorkerDatabase database;
    private final int largestFactBytes;
    private final boolean checksEpoch;

    OutboxStore(DataSource worker, EventSettings settings, boolean checksEpoch) {
        this.database = new WorkerDatabase(worker, settings.lease());
        this.largestFactBytes = settings.largestFactBytes();
        this.checksEpoch = checksEpoch;
    }

    record Row(long id, String aggregateType, UUID aggregateId, long version, String type, String key, Map<String, String> headers,
               String payload, Instant createdAt, boolean isBehindParked) {
        String aggregate() {
            return aggregateType + "/" + aggregateId;
        }
    }

    /**
     * Always from the lowest id. To remember how far one has read would be quicker and wrong: a transaction that is still open may
     * yet bring a lower id, and with it the earlier fact of an aggregate whose later one has been read.
     */
    List<Row> next() throws SQLException {
        try (Connection c = database.open(); PreparedStatement s = c.prepareStatement(NEXT)) {
            s.setInt(1, largestFactBytes + 1); // cut off, a huge one is still seen to be too large
            List<Row> rows = new ArrayList<>();
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) rows.add(read(r));
            }
            return rows;
        }
    }

    private static Row read(ResultSet r) throws SQLException {
        return new Row(r.getLong(1), r.getString(2), r.getObject(3, UUID.class), r.getLong(4), r.getString(5), r.getString(6),
            headers(r.getString(7)), r.getString(8), r.getObject(9, OffsetDateTime.class).toInstant(), r.getBoolean(10));
    }

    private static Map<String, String> headers(String json) {
        if (json.equals("{}")) return Map.of();
        try {
            return HEADERS.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return Map.of(); // what is no map of texts adds nothing, and must not stop the others
        }
    }

    /** By their ids one by one and never by a range: between them may lie rows that were not yet visible when these were read. */
    void remove(long epoch, List<Row> sent) throws SQLException {
        asLeader(epoch, c -> {
            try (PreparedStatement s = c.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
                s.setArray(1, c.createArrayOf("bigint", sent.stream().map(Row::id).toArray()));
                return s.executeUpdate();
            }
        });
    }

    void park(long epoch, Map<Row, String> reasons) throws SQLException {
        asLeader(epoch, c -> {
            try (PreparedStatement s = c.prepareStatement("UPDATE outbox SET parked = ? WHERE id = ?")) {
                for (Map.Entry<Row, String> e : reasons.entrySet()) {
                    s.setString(1, e.getValue());
                    s.setLong(2, e.getKey().id());
                    s.addBatch();
                }
                return s.executeBatch();
            }
        });
    }

    private void asLeader(long epoch, WorkerDatabase.Work<?> work) throws SQLException {
        database.transaction(c -> {
            if (checksEpoch) checkEpoch(c, epoch);
            Object result = work.on(c);
            KillPoint.at("relay.after-delete");
            return result;
        });
    }

    /** Locks the lease as well: a successor's epoch and this change come one after the other. */
    private static void checkEpoch(Connection c, long epoch) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT epoch FROM outbox_lease FOR SHARE"); ResultSet r = s.executeQuery()) {
            if (!r.next() || r.getLong(1) != epoch) throw new LeadershipLost("the epoch is no longer " + epoch);
        }
    }

    static final class LeadershipLost extends RuntimeException {
        LeadershipLost(String why) {
            super(why);
        }
    }
}
