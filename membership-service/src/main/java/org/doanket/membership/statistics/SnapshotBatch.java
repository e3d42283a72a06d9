package org.doanket.membership.statistics;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.firm.FirmService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Counts a tree as of a day, each step one statement over all its units. On the worker's connection, in one transaction. */
final class SnapshotBatch {

    private static final String CELLS = """
            INSERT INTO statistic_cell (snapshot_id, unit_id, sex, category, status, dues_kind, members)
            SELECT ?::uuid, m.unit_id, coalesce(m.sex, 'unknown'), m.category, m.status, coalesce(m.dues_kind, 'none'), count(*)
              FROM members_on(?::date, ARRAY(SELECT unit_id FROM units_on(?::date, ?, ?))) m GROUP BY 1, 2, 3, 4, 5, 6""";

    /**
     * With the reports that were approved about that day; of two where one stands above the other, the upper includes the lower. And with those
     * who led the unit, and the communes of its own territory or else of the nearest one above that has any; those of a whole province say nothing.
     */
    private static final String UNITS = """
            WITH input AS (SELECT ?::uuid AS snapshot_id, ?::date AS day, ?::text AS path_from, ?::text AS path_to
            ), there AS MATERIALIZED (
              SELECT n.* FROM input i, units_on(i.day, i.path_from, i.path_to) n
            ), found AS (
              SELECT c.unit_id, sum(c.members) AS members, coalesce(sum(c.members) FILTER (WHERE c.sex = 'female'), 0) AS women,
                     coalesce(sum(c.members) FILTER (WHERE c.sex = 'unknown'), 0) AS of_no_sex
                FROM statistic_cell c JOIN input i USING (snapshot_id) GROUP BY c.unit_id
            ), report AS MATERIALIZED (
              SELECT DISTINCT ON (r.unit_id) r.*, n.number, n.path FROM there n JOIN headcount_report r ON r.unit_id = n.unit_id AND r.state = 'approved'
                JOIN headcount_period p ON p.id = r.period_id AND p.cut_off = (SELECT day FROM input) AND p.level = n.level
               ORDER BY r.unit_id, r.decided_at DESC, r.id
            ), upper_report AS (
              SELECT r.* FROM report r WHERE NOT EXISTS (
                SELECT FROM unnest(string_to_array(btrim(r.path, '/'), '/')::bigint[]) AS a (number) JOIN report above ON above.number = a.number
                 WHERE above.unit_id <> r.unit_id)
            ), led AS (
              SELECT n.unit_id, nullif(count(DISTINCT o.member_id) FILTER (WHERE b.kind = 'executive-committee' AND s.takes_seat), 0) AS executive,
                     nullif(count(DISTINCT o.member_id) FILTER (WHERE b.kind <> 'executive-committee' AND s.takes_seat), 0) AS inspection,
                     min(o.member_id::text) FILTER (WHERE b.kind = 'executive-committee' AND o.position = 'chair') AS chair,
                     bool_or(m.sex = 'female') FILTER (WHERE b.kind = 'executive-committee' AND o.position = 'chair') AS chair_woman,
                     bool_or(o.full_time) FILTER (WHERE b.kind = 'executive-committee' AND o.position = 'chair') AS chair_full_time
                FROM input i CROSS JOIN there n
                JOIN body b ON b.unit_id = n.unit_id AND b.kind IN ('executive-committee', 'inspection-committee', 'audit-committee')
                 AND b.state IN ('sitting', 'ended') AND b.starts_on <= i.day AND (b.ended_on IS NULL OR b.ended_on > i.day)
                JOIN officer o ON o.body_id = b.id AND o.starts_on <= i.day AND (o.ended_on IS NULL OR o.ended_on > i.day)
                JOIN body_positions_on((SELECT day FROM input)) s ON s.jurisdiction = b.jurisdiction AND s.body_kind = b.kind AND s.code = o.position
                JOIN member m ON m.id = o.member_id GROUP BY n.unit_id
            ), territory AS MATERIALIZED (
              SELECT n.number, n.unit_id, n.level, jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name) ORDER BY a.code) AS communes
                FROM input i CROSS JOIN there n JOIN unit_description d ON d.unit_id = n.unit_id AND d.valid_from <= i.day
                 AND (d.valid_to IS NULL OR d.valid_to > i.day) CROSS JOIN LATERAL unnest(d.territory) AS t (code)
                JOIN administrative_period a ON a.jurisdiction = n.jurisdiction AND a.code = t.code AND a.parent_code IS NOT NULL
                 AND (a.valid_from IS NULL OR a.valid_from <= i.day) AND (a.valid_to IS NULL OR a.valid_to > i.day) GROUP BY 1, 2, 3
            ), located AS (
              SELECT DISTINCT ON (n.unit_id) n.unit_id, t.communes FROM there n
               CROSS JOIN LATERAL unnest(string_to_array(btrim(n.path, '/'), '/')::bigint[]) WITH ORDINALITY AS a (number, depth)
                JOIN territory t ON t.number = a.number AND (t.unit_id = n.unit_id OR t.level NOT IN ('central', 'province'))
               ORDER BY n.unit_id, a.depth DESC
            )
            INSERT INTO statistic_unit (snapshot_id, unit_id, code, name, kind, level, parent_id, path, ownership, members, members_women,
              members_of_no_sex, report_id, reported_members, reported_women, workers, workers_women, figures, card, register)
            SELECT i.snapshot_id, n.unit_id, n.code, n.name, n.kind, n.level, n.parent_id, n.path, k.ownership, coalesce(f.members, 0),
                   coalesce(f.women, 0), coalesce(f.of_no_sex, 0), r.id, r.members, r.members_women, r.workers, r.workers_women,
                   coalesce(r.figures, '{}'), coalesce(to_jsonb(k) - ARRAY['recorded_at', 'recorded_by'], '{}'),
                   jsonb_strip_nulls(jsonb_build_object('executiveCommittee', e.executive, 'inspectionCommittee', e.inspection, 'chair', e.chair,
                     'chairWoman', e.chair_woman, 'chairFullTime', e.chair_full_time, 'communes', a.communes))
              FROM input i CROSS JOIN there n LEFT JOIN found f ON f.unit_id = n.unit_id LEFT JOIN upper_report r ON r.unit_id = n.unit_id
              LEFT JOIN unit_cards_on((SELECT day FROM input)) k ON k.unit_id = n.unit_id
              LEFT JOIN led e ON e.unit_id = n.unit_id LEFT JOIN located a ON a.unit_id = n.unit_id""";

    private static final String CHAIRS = "INSERT INTO statistic_chair (snapshot_id, unit_id, member_id, name) "
            + "SELECT u.snapshot_id, u.unit_id, m.id, m.full_name FROM statistic_unit u JOIN member m ON m.id = (u.register ->> 'chair')::uuid WHERE u.snapshot_id = ?";

    /** Below the grass roots everybody knows everybody: what anybody may see ends above. */
    private static final String PUBLIC_UNITS = "SELECT unit_id, path FROM statistic_unit WHERE snapshot_id = ? "
            + "AND (level NOT IN ('grass-roots', 'inside') OR unit_id = ?) ORDER BY path";

    private final Connection connection;
    private final UUID id;
    private final SnapshotJob.Parameters asked;

    SnapshotBatch(Connection connection, UUID id, SnapshotJob.Parameters asked) {
        this.connection = connection;
        this.id = id;
        this.asked = asked;
    }

    /** One at a time for a tree; and no unit moves or ends, and no list of firms is loaded, while it is counted. @return whether it was done before */
    boolean isFrozen() throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?::text || ?::text, 2))", asked.unit(), asked.cutOff()).run(connection);
        Sql.of("SELECT pg_advisory_xact_lock_shared(?)", UnitService.TREE).run(connection);
        Sql.of("SELECT pg_advisory_xact_lock(?)", FirmService.LISTS).run(connection);
        return Sql.of("SELECT 1 FROM statistic_snapshot WHERE unit_id = ? AND cut_off = ?", asked.unit(), asked.cutOff())
                .first(connection, row -> true).isPresent();
    }

    /** @return how many units there were, none when the top itself did not stand then */
    int count() throws SQLException {
        Sql.of("SELECT set_config('work_mem', '128MB', true)").run(connection);
        String path = Sql.of("SELECT path FROM unit_placement WHERE unit_id = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)",
                asked.unit(), asked.cutOff(), asked.cutOff()).first(connection, row -> row.getString(1)).orElseThrow(
                        () -> StatisticsProblems.notThere(asked.cutOff()));
        UnitScope range = new UnitScope(asked.unit(), path);
        LocalDate day = asked.cutOff();
        Sql.of(CELLS, id, day, day, range.from(), range.to()).run(connection);
        int units = Sql.of(UNITS, id, day, range.from(), range.to()).run(connection);
        Sql.of(CHAIRS, id).run(connection);
        return units;
    }

    void publish() throws SQLException, IOException {
        Map<String, UUID> byNumber = new HashMap<>();
        Map<UUID, UUID> parents = new LinkedHashMap<>();
        record Place(UUID unit, String path) {
        }
        for (Place place : Sql.of(PUBLIC_UNITS, id, asked.unit()).list(connection, row -> new Place(row.getObject(1, UUID.class), row.getString(2)))) {
            parents.put(place.unit(), nearest(byNumber, place.path()));
            byNumber.put(last(place.path()), place.unit());
        }
        PublicTable table = new PublicTable(asked.smallCell(), parents);
        Sql.of("SELECT u.path, c.sex, c.category, c.status, u.kind, coalesce(u.ownership, 'unknown') AS ownership, sum(c.members) AS members "
                + "FROM statistic_cell c JOIN statistic_unit u USING (snapshot_id, unit_id) WHERE c.snapshot_id = ? GROUP BY 1, 2, 3, 4, 5, 6", id)
                .stream(connection, row -> table.add(nearest(byNumber, row.getString("path")), Map.of("sex", row.getString("sex"),
                        "category", row.getString("category"), "status", row.getString("status"), "kind", row.getString("kind"),
                        "ownership", row.getString("ownership")), row.getLong("members")));
        save(table.figures());
    }

    private void save(List<PublicTable.Figure> figures) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO statistic_public (snapshot_id, unit_id, rest, dimension, value, members) "
                + "VALUES (?, ?, ?, ?, ?, ?)")) {
            for (PublicTable.Figure figure : figures) {
                insert.setObject(1, id);
                insert.setObject(2, figure.unit());
                insert.setBoolean(3, figure.rest());
                insert.setString(4, figure.dimension());
                insert.setString(5, figure.value());
                insert.setObject(6, figure.members(), java.sql.Types.BIGINT);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** With this row all the others are closed. */
    void freeze(String by) throws SQLException, IOException {
        Sql.of("INSERT INTO statistic_snapshot (id, unit_id, jurisdiction, cut_off, units, members, small_cell, small_cell_source, row_hash, taken_by) "
                + "SELECT ?, ?, ?, ?, count(*), coalesce(sum(members), 0), ?, ?, ?, ? FROM statistic_unit WHERE snapshot_id = ?", id, asked.unit(),
                asked.jurisdiction(), asked.cutOff(), asked.smallCell(), asked.smallCellSource(), SnapshotHash.of(connection, id), by, id)
                .run(connection);
    }

    /** The published unit at or next above a path. */
    private static UUID nearest(Map<String, UUID> byNumber, String path) {
        String[] numbers = path.substring(1, path.length() - 1).split("/");
        for (int i = numbers.length - 1; i >= 0; i--) {
            UUID unit = byNumber.get(numbers[i]);
            if (unit != null) {
                return unit;
            }
        }
        return null;
    }

    private static String last(String path) {
        String bare = path.substring(0, path.length() - 1);
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
