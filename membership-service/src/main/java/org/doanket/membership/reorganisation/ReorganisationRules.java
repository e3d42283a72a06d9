package org.doanket.membership.reorganisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * What the rules of the jurisdiction say of the units as they will be: minimum sizes in force on the effective day, with their
 * citation. Warnings, since real unions are founded below the guide figures. A union that begins empty is not judged yet.
 */
final class ReorganisationRules {

    private static final String BELOW_MINIMUM = """
            WITH act AS (
              SELECT r.id, r.effective, u.jurisdiction FROM reorganisation r JOIN unit u ON u.id = r.unit_id WHERE r.id = ?
            ), minimum AS (
              SELECT DISTINCT ON (p.name, p.subject) p.name, p.subject AS kind, p.numerator AS least, p.citation, p.verified
              FROM act a JOIN parameter p ON p.jurisdiction = a.jurisdiction AND p.valid_from <= a.effective AND p.cancelled_at IS NULL
              WHERE p.name IN ('minimum-members', 'minimum-units') ORDER BY p.name, p.subject, p.valid_from DESC
            ), judged AS MATERIALIZED (
              SELECT e.* FROM act a JOIN reorganisation_effect e ON e.reorganisation_id = a.id
              WHERE e.action IN ('founded', 'restored', 'kept') AND e.kind IN (SELECT kind FROM minimum)
                AND e.unit_id IN (
                  SELECT c.parent_before FROM act b JOIN reorganisation_effect c ON c.reorganisation_id = b.id WHERE c.parent_before IS NOT NULL
                  UNION SELECT c.parent_after FROM act b JOIN reorganisation_effect c ON c.reorganisation_id = b.id WHERE c.parent_after IS NOT NULL
                  UNION SELECT l.unit_id FROM act b JOIN reorganisation_line l ON l.reorganisation_id = b.id)
            ), standing AS MATERIALIZED (
              SELECT e.unit_id, e.path_after AS path FROM act a JOIN reorganisation_effect e ON e.reorganisation_id = a.id
              LEFT JOIN unit u ON u.id = e.unit_id WHERE e.action <> 'ended' AND (u.valid_to IS NULL OR e.action = 'restored')
              UNION
              SELECT u.id, u.path FROM judged j
              JOIN unit u ON u.path > j.path_before AND u.path < substr(j.path_before, 1, length(j.path_before) - 1) || '0' AND u.valid_to IS NULL
              WHERE NOT EXISTS (SELECT FROM reorganisation_effect e WHERE e.reorganisation_id = j.reorganisation_id AND e.unit_id = u.id)
            ), heads AS MATERIALIZED (
              SELECT s.path, (SELECT count(*) FROM member m WHERE m.unit_id = s.unit_id AND m.ended_on IS NULL) + coalesce((
                SELECT sum(CASE WHEN l.what IN ('members-come', 'members-return') THEN l.count
                  WHEN l.what IN ('members-leave', 'members-end') THEN -l.count ELSE 0 END)
                FROM reorganisation_line l, act a WHERE l.reorganisation_id = a.id AND l.unit_id = s.unit_id), 0) AS members FROM standing s
            ), counted AS (
              SELECT j.step, j.code, j.kind, sum(h.members) AS members, count(*) - 1 AS units
              FROM judged j JOIN heads h ON h.path >= j.path_after AND h.path < substr(j.path_after, 1, length(j.path_after) - 1) || '0'
              GROUP BY j.unit_id, j.step, j.code, j.kind
            )
            INSERT INTO reorganisation_finding (reorganisation_id, step, unit_code, code, blocks, places, citation, verified)
            SELECT a.id, c.step, c.code, 'below-' || m.name, false, jsonb_build_object('count', w.count, 'least', m.least), m.citation, m.verified
            FROM act a, counted c JOIN minimum m ON m.kind = c.kind
            CROSS JOIN LATERAL (SELECT CASE m.name WHEN 'minimum-members' THEN c.members ELSE c.units END AS count) w
            WHERE w.count < m.least ORDER BY c.code, m.name""";

    private ReorganisationRules() {
    }

    static void check(Connection connection, UUID id) throws SQLException {
        Sql.of(BELOW_MINIMUM, id).run(connection);
    }
}
