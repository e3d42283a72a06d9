package org.doanket.membership.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/** What becomes of each row of a roster: new, changed, moved, unchanged or faulty, and why. On the worker's connection. */
final class RosterVerdict {

    /**
     * What can only be seen beside the other rows, the whole register and the rules of joining. Of people registered elsewhere a row tells that
     * they are, not where. The rules are asked of those who are new, as of the day on which they join; of a member only where the row says
     * otherwise what they go by: the age as of that day, another category or another unit as of the day of the import, since which it holds.
     * A national id or card number of a form that is taken in no more is right where the member has it already.
     * Whoever has the file restricted is changed by no row. A status is changed by the rule of its day, as by hand, and none that is on record is
     * overwritten. Rows of memberships that are over, which their code and a status that ends tell, are seen beside these; they change nothing.
     * Writes only rows whose verdict has changed: checked anew before it counts, it writes none.
     */
    private static final String CLASSIFY = """
            WITH import AS (
              SELECT i.*, substr(i.path, 1, length(i.path) - 1) || '0' AS path_end, o.jurisdiction
              FROM roster_import i JOIN unit o ON o.id = i.unit_id WHERE i.id = ?
            ), rule AS MATERIALIZED (
              SELECT r.* FROM import i CROSS JOIN LATERAL joining_rules_since(i.jurisdiction) r
            ), kept_away AS MATERIALIZED (
              SELECT f.number, CASE WHEN NOT t.may_return THEN 'may-not-return' WHEN t.by_above AND f.is_own THEN 'returns-by-unit-above'
                ELSE 'returns-by-decision' END AS code, t.citation FROM (
                SELECT DISTINCT ON (s.number) s.number, o.status, i.jurisdiction, i.decision_number, s.unit_id = i.unit_id AS is_own, coalesce(s.joined_on, i.day) AS day
                FROM roster_row s JOIN import i ON i.id = s.import_id
                JOIN member o ON o.national_id_index = s.national_id_index AND o.ended_on IS NOT NULL
                WHERE s.import_id = ? ORDER BY s.number, o.ended_on DESC, o.id DESC
              ) f CROSS JOIN LATERAL returning_rule(f.jurisdiction, f.status, f.day) t
               WHERE NOT t.may_return OR t.by_above AND f.is_own OR t.needs_act AND f.decision_number IS NULL
            ), same_national AS MATERIALIZED (
              SELECT national_id_index, min(number) AS first FROM roster_row WHERE import_id = ? AND national_id_index IS NOT NULL
                AND (status IS NULL OR status IN (SELECT code FROM member_status WHERE is_open))
              GROUP BY national_id_index HAVING count(*) > 1
            ), same_external AS MATERIALIZED (
              SELECT s.unit_id, coalesce(s.external_source, i.source) AS source, s.external_id, min(s.number) AS first
              FROM roster_row s JOIN import i ON i.id = s.import_id WHERE s.import_id = ? AND s.external_id IS NOT NULL
                AND (s.status IS NULL OR s.status IN (SELECT code FROM member_status WHERE is_open))
              GROUP BY 1, 2, 3 HAVING count(*) > 1
            ), same_code AS MATERIALIZED (
              SELECT code, min(number) AS first FROM roster_row WHERE import_id = ? AND code IS NOT NULL GROUP BY code HAVING count(*) > 1
            ), same_card AS MATERIALIZED (
              SELECT card_number, min(number) AS first FROM roster_row WHERE import_id = ? AND card_number IS NOT NULL
                AND (status IS NULL OR status IN (SELECT code FROM member_status WHERE is_open))
              GROUP BY card_number HAVING count(*) > 1
            ), card_form AS MATERIALIZED (
              SELECT f.* FROM import i CROSS JOIN LATERAL card_forms(i.jurisdiction, i.day) f
            ), homes AS MATERIALIZED (
              SELECT s.number, (array_agg(m.id))[1] AS id FROM roster_row s JOIN import i ON i.id = s.import_id
              JOIN member m ON m.external_source = coalesce(s.external_source, i.source) AND m.external_id = s.external_id AND m.ended_on IS NULL
                AND m.path >= i.path AND m.path < i.path_end
              WHERE s.import_id = ? AND s.unit_named AND s.external_id IS NOT NULL GROUP BY s.number HAVING count(*) = 1
            ), seen AS (
              SELECT s.number, s.cell_faults, s.faults AS old_faults, s.state AS old_state, s.match_id AS old_match,
                s.file_differs AS old_file_differs, s.status_differs AS old_status_differs, o.is_past, a.is_other_status, m.ended_on,
                m.id AS match_id, a.moves, m.restricted_since IS NOT NULL AS is_restricted,
                array_remove(ARRAY[
                  CASE WHEN s.former_national_id AND m.national_id_index IS DISTINCT FROM s.national_id_index THEN 'nationalId:bad-national-id' END,
                  CASE WHEN NOT o.is_past AND n.first < s.number THEN 'nationalId:twice-in-sheet:' || n.first END,
                  CASE WHEN NOT o.is_past AND x.first < s.number THEN 'externalId:twice-in-sheet:' || x.first END,
                  CASE WHEN d.first < s.number THEN 'code:twice-in-sheet:' || d.first END,
                  CASE WHEN NOT o.is_past AND v.first < s.number THEN 'cardNumber:twice-in-sheet:' || v.first
                    WHEN NOT o.is_past AND s.card_number IS NOT NULL AND s.card_number IS DISTINCT FROM m.card_number AND y.id IS NOT NULL
                      THEN 'cardNumber:card-number-in-use' END,
                  CASE WHEN NOT o.is_past AND s.card_number IS DISTINCT FROM m.card_number AND NOT s.card_number ~ ANY (l.patterns)
                    THEN 'cardNumber:bad-card-number:|' || l.citation END,
                  CASE WHEN NOT o.is_past AND u.valid_to IS NOT NULL THEN 'unitCode:unit-has-ended' END,
                  CASE WHEN NOT (u.path >= i.path AND u.path < i.path_end) THEN 'unitCode:unknown-unit-code' END,
                  CASE WHEN NOT o.is_past AND NOT (p.path >= i.path AND p.path < i.path_end) THEN 'nationalId:registered-elsewhere' END,
                  CASE WHEN NOT o.is_past AND (c.ended_on IS NOT NULL OR NOT (c.path >= i.path AND c.path < i.path_end)) THEN 'code:member-code-in-use' END,
                  CASE WHEN NOT o.is_past AND (e.id <> p.id OR e.id <> c.id OR c.id <> p.id) THEN 'nationalId:matches-two-members' END,
                  CASE WHEN a.is_new AND b.citation IS NOT NULL THEN 'nationalId:' || b.code || ':|' || b.citation END,
                  CASE WHEN jsonb_exists_any(s.profile, ARRAY['contractFrom', 'contractTo']) AND a.contract_to < a.contract_from
                    THEN 'contractTo:before-begin' END,
                  CASE WHEN a.is_other_status AND s.status_since IS NULL THEN 'statusSince:status-day-missing'
                    WHEN a.is_other_status AND s.status_since < a.status_until_now_since THEN 'statusSince:before-last-status:' || a.status_until_now_since END,
                  CASE WHEN a.is_other_status AND s.status_reason IS NULL THEN 'statusReason:status-reason-missing' END,
                  CASE WHEN a.is_other_status AND s.status_since IS NOT NULL AND a.status_until_now = ANY (q.from_statuses) IS NOT TRUE
                      THEN 'status:status-not-allowed:|' || coalesce(q.citation, '')
                    WHEN a.is_other_status AND (q.needs_act OR q.needs_reminder) THEN 'status:status-not-by-list:|' || q.citation END,
                  CASE WHEN a.is_other_status AND s.reason_code IS NOT NULL AND NOT EXISTS (SELECT FROM status_reasons(i.jurisdiction, s.status_since) w
                      WHERE w.status = s.status AND w.code = s.reason_code) THEN 'reasonCode:unknown-status-reason' END,
                  CASE WHEN s.status = m.status AND (s.status_since <> m.status_since
                      OR s.status_reason IS NOT NULL AND s.status_reason IS DISTINCT FROM m.status_reason
                      OR s.reason_code IS NOT NULL AND s.reason_code IS DISTINCT FROM m.reason_code)
                    THEN 'status:status-not-overwritten:' || m.status_since END,
                  CASE WHEN s.joined_on > m.joined_on THEN 'joinedOn:after-first-change:' || (SELECT min(v.effective) FROM member_event v
                    WHERE v.member_id = m.id AND v.version > 1 AND v.effective < s.joined_on
                      AND jsonb_exists_any(v.detail, ARRAY['unitId', 'category', 'status', 'duesKind'])) END
                ], NULL) || CASE WHEN a.is_new OR a.moves OR a.is_other_category OR a.is_other_age THEN joining_faults_on(a.is_new, a.moves, a.is_other_category,
                  a.is_other_age, a.birth, a.contract_type, a.contract_from, a.contract_to, a.day, r.least_age, r.age_by, r.kept_out_by,
                  CASE WHEN a.moves THEN g.not_taken_by ELSE r.not_taken_by END, r.least_months, r.months_by) ELSE '{}' END AS faults,
                (s.full_name, coalesce(s.birth_date, m.birth_date), coalesce(s.sex, m.sex), coalesce(s.national_id_index, m.national_id_index),
                 coalesce(s.phone_index, m.phone_index), coalesce(s.email, m.email), coalesce(s.card_number, m.card_number),
                 coalesce(s.external_source, m.external_source), coalesce(s.external_id, m.external_id), coalesce(s.joined_on, m.joined_on), coalesce(s.position, m.position),
                 coalesce(s.category, m.category), coalesce(s.dues_kind, m.dues_kind))
                IS DISTINCT FROM
                (m.full_name, m.birth_date, m.sex, m.national_id_index, m.phone_index, m.email, m.card_number, m.external_source, m.external_id, m.joined_on,
                 m.position, m.category, m.dues_kind)
                OR s.sealed_differs OR o.is_past AND s.status <> m.status OR NOT coalesce(f.plain, '{}') @> s.profile AS differs
              FROM roster_row s
              JOIN import i ON i.id = s.import_id
              CROSS JOIN card_form l
              LEFT JOIN same_national n ON n.national_id_index = s.national_id_index
              LEFT JOIN same_external x ON x.unit_id = s.unit_id AND x.external_id = s.external_id AND x.source = coalesce(s.external_source, i.source)
              LEFT JOIN same_code d ON d.code = s.code
              LEFT JOIN same_card v ON v.card_number = s.card_number
              LEFT JOIN LATERAL (SELECT y.id FROM member y WHERE y.card_number = s.card_number AND y.ended_on IS NULL LIMIT 1) y ON s.card_number IS NOT NULL
              LEFT JOIN unit u ON u.id = s.unit_id
              LEFT JOIN member p ON p.national_id_index = s.national_id_index AND p.ended_on IS NULL
              LEFT JOIN member e ON e.unit_id = s.unit_id AND e.external_source = coalesce(s.external_source, i.source) AND e.external_id = s.external_id AND e.ended_on IS NULL
              LEFT JOIN member c ON c.code = s.code
              LEFT JOIN homes h ON h.number = s.number
              LEFT JOIN member_status z ON z.code = s.status
              CROSS JOIN LATERAL (SELECT coalesce(NOT z.is_open AND c.ended_on IS NOT NULL AND c.path >= i.path AND c.path < i.path_end, false) AS is_past) o
              LEFT JOIN member m ON m.id = CASE WHEN o.is_past THEN c.id ELSE coalesce(e.id, c.id, p.id, h.id) END AND m.path >= i.path AND m.path < i.path_end
              LEFT JOIN member_profile f ON f.member_id = m.id
              LEFT JOIN kept_away b ON b.number = s.number
              LEFT JOIN unit_kind k ON k.jurisdiction = u.jurisdiction AND k.code = u.kind
              CROSS JOIN LATERAL (
                SELECT m.id IS NULL AS is_new, coalesce(s.unit_named AND m.unit_id <> s.unit_id, false) AS moves,
                  coalesce(s.category <> m.category, false) AS is_other_category,
                  coalesce(NOT o.is_past AND m.ended_on IS NULL AND s.status <> coalesce(m.status, 'active'), false) AS is_other_status,
                  coalesce(m.status, 'active') AS status_until_now, coalesce(m.status_since, s.joined_on, i.day) AS status_until_now_since,
                  m.id IS NOT NULL AND (coalesce(s.birth_date, m.birth_date), coalesce(s.joined_on, m.joined_on))
                    IS DISTINCT FROM (m.birth_date, m.joined_on) AS is_other_age,
                  coalesce(s.category, m.category, k.default_category) AS category, coalesce(s.birth_date, m.birth_date) AS birth,
                  CASE WHEN s.category <> m.category THEN i.day ELSE coalesce(s.joined_on, m.joined_on, i.day) END AS day,
                  coalesce(s.profile ->> 'contractType', f.plain ->> 'contractType') AS contract_type,
                  coalesce(s.profile ->> 'contractFrom', f.plain ->> 'contractFrom')::date AS contract_from,
                  coalesce(s.profile ->> 'contractTo', f.plain ->> 'contractTo')::date AS contract_to
              ) a
              LEFT JOIN LATERAL (SELECT * FROM status_rule q WHERE q.jurisdiction = i.jurisdiction AND q.status = s.status AND q.valid_from <= s.status_since
                AND q.cancelled_at IS NULL ORDER BY q.valid_from DESC LIMIT 1) q ON a.is_other_status
              LEFT JOIN unit w ON w.id = CASE WHEN m.id IS NULL OR s.unit_named THEN s.unit_id ELSE m.unit_id END
              LEFT JOIN rule g ON a.moves AND g.unit_kind = w.kind AND g.category = a.category AND g.since <= i.day AND i.day < g.until
              LEFT JOIN rule r ON r.unit_kind = w.kind AND r.category = a.category AND r.since <= a.day AND a.day < r.until
            ), told_apart AS (
              SELECT s.*, faults || CASE WHEN match_id IS NOT NULL AND min(number) OVER (PARTITION BY match_id) < number
                THEN ARRAY['fullName:same-member-twice:' || min(number) OVER (PARTITION BY match_id)] ELSE '{}' END
                || CASE WHEN is_restricted AND (moves OR differs OR is_other_status) THEN ARRAY['fullName:member-restricted'] ELSE '{}' END
                || CASE WHEN is_past AND (moves OR differs) THEN ARRAY['code:membership-over:' || ended_on] ELSE '{}' END AS all_faults FROM seen s
            ), verdict AS (
              SELECT number, old_faults, old_state, old_match, old_file_differs, old_status_differs, match_id, all_faults AS faults,
                coalesce(differs, false) AS file_differs, is_other_status AS status_differs,
                CASE WHEN cell_faults <> '{}' OR all_faults <> '{}' THEN 'faulty' WHEN match_id IS NULL THEN 'new'
                  WHEN moves THEN 'moved' WHEN differs OR is_other_status THEN 'changed' ELSE 'unchanged' END AS state FROM told_apart
            ), news AS MATERIALIZED (
              SELECT * FROM verdict WHERE (state, faults, match_id, file_differs, status_differs)
                IS DISTINCT FROM (old_state, old_faults, old_match, old_file_differs, old_status_differs)
            )
            UPDATE roster_row r SET state = v.state, faults = v.faults, match_id = v.match_id, file_differs = v.file_differs,
              status_differs = v.status_differs FROM news v
            WHERE r.import_id = ? AND r.number = v.number""";

    private final Connection connection;
    private final UUID id;
    private final RosterProfiles profiles;

    RosterVerdict(Connection connection, UUID id, FieldVault vault) {
        this.connection = connection;
        this.id = id;
        this.profiles = new RosterProfiles(connection, id, vault);
    }

    /** @return how many rows are seen otherwise than before */
    int give() throws SQLException {
        int seen = classify();
        // Whether sealed fields differ only the service can tell, and only once it is known of whom a row is.
        return profiles.compare() > 0 ? Math.max(seen, classify()) : seen;
    }

    private int classify() throws SQLException {
        return Sql.of(CLASSIFY, id, id, id, id, id, id, id, id).run(connection);
    }

    void count() throws SQLException {
        Sql.of("UPDATE roster_import i SET (fresh, changed, moved, unchanged, faulty) = (SELECT count(*) FILTER (WHERE state = 'new'), "
                + "count(*) FILTER (WHERE state = 'changed'), count(*) FILTER (WHERE state = 'moved'), count(*) FILTER (WHERE state = 'unchanged'), "
                + "count(*) FILTER (WHERE state = 'faulty') FROM roster_row WHERE import_id = i.id) WHERE id = ?", id).run(connection);
    }
}
