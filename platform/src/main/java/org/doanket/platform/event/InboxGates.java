package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a listener's gates remember: the version of each aggregate that has taken effect, or the ids of facts. Each in one statement for many. */
final class InboxGates {
    private final FactListener listener;
    private final boolean isGated;

    InboxGates(FactListener listener, boolean isGated) {
        this.listener = listener;
        this.isGated = isGated;
    }

    Map<UUID, Long> versions(Connection c, Collection<UUID> aggregates) throws SQLException {
        Map<UUID, Long> versions = new HashMap<>();
        if (listener.gate() == Gate.ONCE) return versions;
        String sql = "SELECT aggregate_id, applied_version FROM projection WHERE consumer = ? AND aggregate_id = ANY (?)";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, listener.name());
            s.setArray(2, c.createArrayOf("uuid", aggregates.toArray()));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) versions.put(r.getObject(1, UUID.class), r.getLong(2));
            }
        }
        return versions;
    }

    /**
     * Gates are only ever raised: should the aggregate have come by another partition meanwhile (partitions were added), fewer rows change than
     * were meant to, and the transaction fails and is tried again on what is true by then.
     */
    void store(Connection c, Map<UUID, Long> versions, Map<UUID, Long> before) throws SQLException {
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

    /** Remembers these facts and answers those that come for the first time, each once and in order; all of them where the gate looks at versions. */
    List<InboxEffects.Passed> firstTimes(Connection c, List<InboxEffects.Passed> facts) throws SQLException {
        if (listener.gate() != Gate.ONCE || !isGated) return facts;
        String sql = "INSERT INTO seen_event (consumer, event_id) SELECT DISTINCT ?, id FROM unnest(?::uuid[]) id ORDER BY id ON CONFLICT DO NOTHING RETURNING event_id";
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, listener.name());
            s.setArray(2, c.createArrayOf("uuid", facts.stream().map(each -> each.fact().id()).toArray()));
            Set<UUID> fresh = new HashSet<>();
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) fresh.add(r.getObject(1, UUID.class));
            }
            return facts.stream().filter(each -> fresh.remove(each.fact().id())).toList();
        }
    }
}
