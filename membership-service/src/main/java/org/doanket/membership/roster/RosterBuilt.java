package org.doanket.membership.roster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.doanket.membership.member.MemberUndoService;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sql.Sql;

/**
 * What was built on the members of an import since: it stands in the way of the undo, which would destroy it, be it that PostgreSQL refuses
 * or that the rows go along unseen. Of new members whatever points at them, and what finance has told of their dues; of those whom the import has moved what holds them where they
 * came; who has changed since, but for what another import did that was undone, or has no unit left to go back to; and whose membership it has
 * ended, with which offices and places in teams ended.
 */
record RosterBuilt(SortedMap<String, Long> counts) {

    private static final String CHANGED = """
            WITH act AS MATERIALIZED (
              SELECT r.state, r.unit_id, CASE r.state WHEN 'new' THEN r.member_id ELSE r.match_id END AS member_id,
                CASE r.state WHEN 'new' THEN 1 + r.status_differs::int ELSE r.match_version END AS version, (r.before ->> 'unit_id')::uuid AS unit_before
                FROM roster_row r WHERE r.import_id = ? AND r.state IN ('new', 'changed', 'moved')
            )
            , judged AS MATERIALIZED (
              SELECT a.*, m.ended_on, u.valid_to IS NOT NULL OR m.id IS NULL OR m.version < a.version OR m.version > a.version AND EXISTS (
                SELECT FROM member_event e LEFT JOIN roster_import b ON b.id = coalesce(e.detail ->> 'undoOf', e.detail ->> 'import')::uuid
                 WHERE e.member_id = a.member_id AND e.version > a.version AND b.state IS DISTINCT FROM 'undone') AS is_changed
                FROM act a LEFT JOIN member m ON m.id = a.member_id LEFT JOIN unit u ON u.id = a.unit_before
            )
            SELECT 'changed' AS what, count(*) AS built FROM judged WHERE is_changed
            UNION ALL SELECT 'ended', count(*) FROM judged WHERE NOT is_changed AND state <> 'new' AND ended_on IS NOT NULL
            """;

    private static final String HELD = """
            UNION ALL SELECT 'officers', count(*) FROM act a JOIN officer o ON o.member_id = a.member_id AND o.unit_id = a.unit_id
              AND o.ended_on IS NULL WHERE a.state = 'moved'
            UNION ALL SELECT 'teamMembers', count(*) FROM act a JOIN team_member p ON p.member_id = a.member_id AND p.left_on IS NULL
              JOIN team t ON t.id = p.team_id AND t.unit_id = a.unit_id WHERE a.state = 'moved'
            UNION ALL SELECT 'transfers', count(*) FROM act a JOIN transfer t ON t.member_id = a.member_id AND t.from_unit = a.unit_id
              AND t.closed_at IS NULL WHERE a.state = 'moved'
            UNION ALL SELECT 'dues', count(*) FROM act a JOIN member_standing s ON s.member_id = a.member_id AND s.paid_up_to IS NOT NULL
              WHERE a.state = 'new'""";

    private static final String SQL = "SELECT what, sum(built) AS built FROM (" + CHANGED + MemberUndoService.TABLES.entrySet().stream()
            .map(table -> "UNION ALL SELECT '" + table.getKey() + "', count(*) FROM act a JOIN " + table.getValue()
                    + " b ON b.member_id = a.member_id WHERE a.state = 'new'\n")
            .collect(Collectors.joining()) + HELD + ") found GROUP BY what HAVING sum(built) > 0";

    static RosterBuilt on(Connection connection, UUID roster) throws SQLException {
        return of(Sql.of(SQL, roster).list(connection, RosterBuilt::count));
    }

    static RosterBuilt on(DataSource worker, UUID roster) {
        return of(Sql.of(SQL, roster).list(worker, RosterBuilt::count));
    }

    private static RosterBuilt of(List<Map.Entry<String, Long>> counts) {
        return new RosterBuilt(new TreeMap<>(counts.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private static Map.Entry<String, Long> count(ResultSet row) throws SQLException {
        return Map.entry(row.getString("what"), row.getLong("built"));
    }

    void refuse() {
        if (!counts.isEmpty()) {
            throw RosterProblems.builtUpon(this);
        }
    }

    String words(Locale locale) {
        return counts.entrySet().stream().map(each -> Messages.text(locale, "built-upon." + each.getKey()) + " (" + each.getValue() + ')')
                .collect(Collectors.joining(", "));
    }
}
