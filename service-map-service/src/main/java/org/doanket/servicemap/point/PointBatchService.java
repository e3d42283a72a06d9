package org.doanket.servicemap.point;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.sql.Sql;

/** What background work does to many points at once, on the worker's connection and in its transaction. */
@ApplicationScoped
public class PointBatchService {

    private static final int AT_ONCE = 500;

    private final Outbox outbox;

    PointBatchService(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Tells of points that were inserted just now. */
    public void tellNew(Connection connection, List<UUID> ids) throws SQLException {
        outbox.append(connection, Sql.of(PointRows.selectFrom("service_point") + " WHERE p.id = ANY (?::uuid[]) ORDER BY p.id",
                        texts(ids))
                .list(connection, row -> fact(PointState.OPEN.code().equals(row.getString("state")) ? "point-opened" : ServicePointEvent.CHANGED, row)));
    }

    /** Tells of all points that were changed in this transaction, which must have made none. */
    public void tellTouched(Connection connection) throws SQLException {
        outbox.append(connection, Sql.of(PointRows.selectFrom("service_point") + " WHERE p.touched_by = pg_current_xact_id() ORDER BY p.id")
                .list(connection, row -> fact(ServicePointEvent.CHANGED, row)));
    }

    /**
     * Closes points on the day they opened: they were never open and nobody finds them any more. Not deleted, for others
     * know them from facts. Those that were changed since they were made stay as they are.
     *
     * @return how many were withdrawn
     */
    public int withdraw(Connection connection, List<UUID> ids) throws SQLException {
        List<Fact> facts = Sql.of("WITH changed AS (UPDATE service_point SET state = 'closed', planned_for = NULL, version = version + 1, "
                        + "opened_on = coalesce(opened_on, current_date), closed_on = coalesce(opened_on, current_date) "
                        + "WHERE id = ANY (?::uuid[]) AND version = 1 RETURNING *) " + PointRows.selectFrom("changed") + " ORDER BY p.id",
                        texts(ids))
                .list(connection, row -> fact("point-closed", row));
        outbox.append(connection, facts);
        return facts.size();
    }

    /** Tells of those that wait to be told anew, some of them. @return how many */
    int tellAnew(Connection connection) throws SQLException {
        List<Fact> facts = Sql.of("WITH due AS (DELETE FROM point_to_tell WHERE point_id IN (SELECT point_id FROM point_to_tell ORDER BY point_id LIMIT ? "
                        + "FOR UPDATE SKIP LOCKED) RETURNING point_id), changed AS (UPDATE service_point SET version = version + 1 WHERE id IN (SELECT point_id FROM due) "
                        + "RETURNING *) " + PointRows.selectFrom("changed") + " ORDER BY p.id", AT_ONCE).list(connection, row -> fact(ServicePointEvent.CHANGED, row));
        outbox.append(connection, facts);
        return facts.size();
    }

    /** All points of one unit become another's. @param path of the heir, or null while it is not known here. @param sites only those there, or null */
    void handOver(Connection connection, UUID from, UUID heir, String path, List<UUID> sites) throws SQLException {
        Object only = sites == null ? null : texts(sites);
        Sql.of("UPDATE site SET unit_id = ?, path = coalesce(?, path), version = version + 1 WHERE unit_id = ?", heir, path, from)
                .given(only, "AND id = ANY (?::uuid[])").run(connection);
        outbox.append(connection, Sql.of("WITH changed AS (UPDATE service_point SET unit_id = ?, path = coalesce(?, path), "
                        + "version = version + 1 WHERE unit_id = ?", heir, path, from).given(only, "AND site_id = ANY (?::uuid[])")
                .add("RETURNING *) " + PointRows.selectFrom("changed") + " ORDER BY p.id")
                .list(connection, row -> fact(ServicePointEvent.CHANGED, row)));
    }

    /** The driver knows arrays of text, not of UUIDs. */
    private static Object texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static Fact fact(String name, ResultSet row) throws SQLException {
        ServicePointEvent.Whole point = PointRows.whole(row);
        return new Fact(ServicePointService.AGGREGATE, point.id(), row.getLong("version"), point.factName(name), point);
    }
}
