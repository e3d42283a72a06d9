package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * How the present state of the aggregates of a compacted topic is told again; declared as a bean beside the {@link Topic}, and run by
 * {@link RetellingJob} when an operator asks for it. Each step is one statement of three parts, over some hundreds of aggregates in the order of their ids.
 *
 * @param due     their ids, locked: takes four values, an id after which they begin, the first path and the end of the range in which their units lie, and how many
 * @param changed raises the version of those in {@code due} by one
 * @param facts   of what {@code changed} returns: id, version, the fact's name and its payload as JSON; null where changing them is having them told
 */
public record Retelling(String aggregateType, String due, String changed, String facts) {
    private static final String STEP = "WITH due AS (%s), changed AS (%s)%s SELECT id FROM due ORDER BY id";
    private static final String TELL = ", told AS (INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload) SELECT '%s', f.* FROM (%s) f)";

    /** @return the ids of those that were told of, none where all have been */
    List<UUID> step(Connection c, UUID after, String from, String to, int most) throws SQLException {
        // A plan that the connection keeps would take the few hundred for a tenth of the table, and read all of it at each step.
        Sql.of("SET LOCAL plan_cache_mode = force_custom_plan").run(c);
        String tell = facts == null ? "" : TELL.formatted(aggregateType, facts);
        return Sql.of(STEP.formatted(due, changed, tell), after, from, to, most).list(c, row -> row.getObject(1, UUID.class));
    }
}
