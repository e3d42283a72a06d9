package org.doanket.membership.reorganisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.doanket.platform.sql.Sql;

/** What was foreseen, done to the tree: a handful of statements, however many units. On the worker's connection, under the lock of the tree. */
final class ReorganisationTree {

    private static final String FOUND = """
            INSERT INTO unit (id, number, code, name, kind, jurisdiction, parent_id, path, territory, valid_from, version)
            SELECT unit_id, number, code, name, kind, ?, parent_after, path_after, territory, coalesce(valid_from, ?), 1
            FROM reorganisation_effect WHERE reorganisation_id = ? AND action = 'founded' ORDER BY path_after""";

    /** Of those that go along nothing but the path changes; those that had ended long ago keep their days. */
    private static final String CHANGE = """
            UPDATE unit u SET parent_id = e.parent_after, path = e.path_after, version = u.version + 1,
              valid_to = CASE e.action WHEN 'ended' THEN ? WHEN 'restored' THEN NULL ELSE u.valid_to END,
              successors = CASE e.action WHEN 'ended' THEN e.successors WHEN 'restored' THEN '{}' ELSE u.successors END
            FROM reorganisation_effect e
            WHERE e.reorganisation_id = ? AND e.action NOT IN ('founded', 'kept') AND u.id = e.unit_id""";

    private static final String MOVE_PLACEMENTS = """
            WITH going AS (
              SELECT * FROM reorganisation_effect WHERE reorganisation_id = ? AND action IN ('moved', 'carried')
            ), same_day AS (
              UPDATE unit_placement p SET parent_id = g.parent_after, path = g.path_after FROM going g
              WHERE p.unit_id = g.unit_id AND p.valid_to IS NULL AND p.valid_from = ?
            ), closed AS (
              UPDATE unit_placement p SET valid_to = ? FROM going g
              WHERE p.unit_id = g.unit_id AND p.valid_to IS NULL AND p.valid_from < ?
              RETURNING p.unit_id, g.parent_after, g.path_after
            )
            INSERT INTO unit_placement (unit_id, valid_from, parent_id, path) SELECT unit_id, ?, parent_after, path_after FROM closed""";

    private static final String RESTORE_PLACEMENTS = """
            INSERT INTO unit_placement (unit_id, valid_from, parent_id, path)
            SELECT unit_id, ?, parent_after, path_after FROM reorganisation_effect WHERE reorganisation_id = ? AND action = 'restored'
            ON CONFLICT (unit_id, valid_from) DO UPDATE SET valid_to = NULL, parent_id = excluded.parent_id, path = excluded.path""";

    /** From its first day on a unit stands below its parent, or the parent's, that was there before: wherever that stood, also before it moved. */
    private static final String FOUND_PLACEMENTS = """
            WITH RECURSIVE chain AS (
              SELECT e.unit_id, e.parent_after, e.parent_after AS above, e.number || '/' AS rest, coalesce(e.valid_from, ?) AS begins
              FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'founded'
              UNION ALL
              SELECT c.unit_id, c.parent_after, p.parent_after, p.number || '/' || c.rest, c.begins
              FROM chain c JOIN reorganisation_effect p ON p.reorganisation_id = ? AND p.unit_id = c.above AND p.action = 'founded'
            )
            INSERT INTO unit_placement (unit_id, valid_from, valid_to, parent_id, path)
            SELECT c.unit_id, greatest(a.valid_from, c.begins), a.valid_to, c.parent_after, a.path || c.rest
            FROM chain c JOIN unit_placement a ON a.unit_id = c.above AND (a.valid_to IS NULL OR a.valid_to > greatest(a.valid_from, c.begins))""";

    private static final String DESCRIBE = """
            INSERT INTO unit_description (unit_id, valid_from, name, territory)
            SELECT u.id, CASE e.action WHEN 'founded' THEN u.valid_from ELSE ? END, u.name, u.territory
            FROM reorganisation_effect e JOIN unit u ON u.id = e.unit_id
            WHERE e.reorganisation_id = ? AND e.action IN ('founded', 'restored')
            ON CONFLICT (unit_id, valid_from) DO UPDATE SET valid_to = NULL, name = excluded.name, territory = excluded.territory""";

    private static final String CLOSE = " p SET valid_to = ? FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'ended' "
            + "AND p.unit_id = e.unit_id AND p.valid_to IS NULL";

    private static final String SUCCEED = """
            INSERT INTO unit_succession (predecessor_id, successor_id, valid_from, act_number, act_date)
            SELECT e.unit_id, s.id, r.effective, r.act_number, r.act_date FROM reorganisation r
            JOIN reorganisation_effect e ON e.reorganisation_id = r.id CROSS JOIN unnest(e.successors) AS s (id) WHERE r.id = ?
            ON CONFLICT (predecessor_id, successor_id, valid_from) DO UPDATE SET valid_to = NULL, act_number = excluded.act_number,
              act_date = excluded.act_date""";

    private static final String RECORD = """
            WITH changed AS (
              SELECT u.id, e.action, e.step, e.parent_before, e.path_before, CASE e.action WHEN 'founded' THEN 'unit-founded' WHEN 'ended' THEN 'unit-ended'
                WHEN 'restored' THEN 'unit-restored' ELSE 'unit-moved' END AS fact, u
              FROM reorganisation_effect e JOIN unit u ON u.id = e.unit_id WHERE e.reorganisation_id = ? AND e.action <> 'kept'
            ), told AS (
              INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
              SELECT 'unit', id, (u).version, fact, unit_state(u) FROM changed ORDER BY (u).path
            )
            INSERT INTO unit_event (unit_id, version, fact, effective, act_number, act_date, detail, recorded_by)
            SELECT c.id, (c.u).version, c.fact, CASE c.action WHEN 'founded' THEN (c.u).valid_from ELSE r.effective END, r.act_number, r.act_date,
              jsonb_strip_nulls(jsonb_build_object('reorganisation', r.id, 'step', c.step, 'path', (c.u).path, 'pathBefore', c.path_before,
                'parentId', (c.u).parent_id, 'parentBefore', CASE WHEN c.action IN ('moved', 'restored') THEN c.parent_before END,
                'successors', CASE c.action WHEN 'ended' THEN to_jsonb((c.u).successors) END)), ?
            FROM changed c, reorganisation r WHERE r.id = ?""";

    private ReorganisationTree() {
    }

    /** @param by who executes the act */
    static void change(Connection connection, ReorganisationDryRun.Head act, String by) throws SQLException {
        Sql.of(FOUND, act.jurisdiction(), act.effective(), act.id()).run(connection);
        Sql.of(CHANGE, act.effective(), act.id()).run(connection);
        Sql.of(MOVE_PLACEMENTS, act.id(), act.effective(), act.effective(), act.effective(), act.effective()).run(connection);
        for (String table : List.of("unit_placement", "unit_description")) {
            Sql.of("UPDATE " + table + CLOSE, act.effective(), act.id()).run(connection);
        }
        Sql.of(RESTORE_PLACEMENTS, act.effective(), act.id()).run(connection);
        Sql.of(FOUND_PLACEMENTS, act.effective(), act.id(), act.id()).run(connection);
        Sql.of(DESCRIBE, act.effective(), act.id()).run(connection);
        Sql.of("UPDATE unit_succession s SET valid_to = ? FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'restored' "
                + "AND s.predecessor_id = e.unit_id AND s.valid_to IS NULL", act.effective(), act.id()).run(connection);
        Sql.of(SUCCEED, act.id()).run(connection);
        Sql.of("SELECT carry_paths(?)", act.id()).run(connection);
        Sql.of(RECORD, act.id(), by, act.id()).run(connection);
    }
}
