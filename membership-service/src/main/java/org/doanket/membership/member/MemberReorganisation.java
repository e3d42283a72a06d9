package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationEvent;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.sql.Sql;

/**
 * What becomes of members in a reorganisation. They go with their unit; from an ended one to the unit that takes them, or else
 * their status is {@code union-ended}: file, history and seniority stay. A counter-act brings back whom the act took away.
 */
@ApplicationScoped
class MemberReorganisation {

    /** Those who go elsewhere; also other features go by them. */
    private static final String LEAVING = "SELECT member_id, from_id, into_id FROM reorganisation_leaving(?, ?)";

    /** Whose membership ended with the union and goes on with it, unless the person has another one by now. Begins with those of the act: to
     * look for second memberships of everybody first takes a minute in a register of a million; and the units are looked up among those read once. */
    private static final String RETURNING = """
            SELECT m.id AS member_id, m.unit_id, b.status_before, b.reason_before, b.reason_code_before FROM (
              SELECT k.* FROM reorganisation_member k
              WHERE (k.unit_before IN (SELECT e.unit_id FROM reorganisation_effect e WHERE e.reorganisation_id = ? AND e.action = 'restored')) IS TRUE
                AND k.reorganisation_id = ? AND k.fact = 'member-ended' OFFSET 0) b
            JOIN member m ON m.id = b.member_id AND m.unit_id = b.unit_before AND m.status = 'union-ended'
            WHERE NOT EXISTS (
              SELECT FROM member o WHERE o.national_id_index = m.national_id_index AND o.ended_on IS NULL AND o.id <> m.id)""";

    /** In the order of their ids, as everybody locks members. Kept for the counter-act. */
    private static final String KEEP_LEAVING = "INSERT INTO reorganisation_member (reorganisation_id, member_id, fact, unit_before, unit_after, "
            + "status_before, reason_before, reason_code_before) SELECT ?, m.id, CASE WHEN l.into_id IS NULL THEN 'member-ended' ELSE 'member-transferred' END, m.unit_id, "
            + "coalesce(l.into_id, m.unit_id), m.status, m.status_reason, m.reason_code FROM member m JOIN (" + LEAVING + ") l ON l.member_id = m.id "
            + "ORDER BY m.id FOR UPDATE OF m";

    private static final String KEEP_RETURNING = "INSERT INTO reorganisation_member (reorganisation_id, member_id, fact, unit_before, unit_after, "
            + "status_before, reason_before, reason_code_before) SELECT ?, m.id, 'member-changed', m.unit_id, m.unit_id, r.status_before, r.reason_before, "
            + "r.reason_code_before "
            + "FROM member m JOIN (" + RETURNING + ") r ON r.member_id = m.id ORDER BY m.id FOR UPDATE OF m";

    /** An employer's numbers may be another's as well: where two such meet in one unit, the one who comes loses his. */
    private static final String TRANSFER = """
            WITH coming AS (
              SELECT b.member_id, b.unit_after, row_number() OVER (PARTITION BY b.unit_after, m.external_source, m.external_id ORDER BY m.id) AS turn,
                EXISTS (SELECT FROM member o WHERE o.unit_id = b.unit_after AND o.external_source = m.external_source
                  AND o.external_id = m.external_id AND o.ended_on IS NULL) AS taken
              FROM reorganisation_member b JOIN member m ON m.id = b.member_id WHERE b.reorganisation_id = ? AND b.fact = 'member-transferred'
            )
            UPDATE member m SET unit_id = c.unit_after, path = u.path, version = m.version + 1,
              external_source = CASE WHEN NOT c.taken AND c.turn = 1 THEN m.external_source END,
              external_id = CASE WHEN NOT c.taken AND c.turn = 1 THEN m.external_id END
            FROM coming c JOIN unit u ON u.id = c.unit_after WHERE m.id = c.member_id""";

    private static final String END = """
            UPDATE member m SET status = 'union-ended', status_since = ?, status_reason = ?, reason_code = 'union-dissolved', ended_on = ?, version = m.version + 1
            FROM reorganisation_member b WHERE b.reorganisation_id = ? AND b.fact = 'member-ended' AND m.id = b.member_id""";

    private static final String RETURN = """
            UPDATE member m SET status = b.status_before, status_since = ?, status_reason = b.reason_before, reason_code = b.reason_code_before, ended_on = NULL, version = m.version + 1
            FROM reorganisation_member b WHERE b.reorganisation_id = ? AND b.fact = 'member-changed' AND m.id = b.member_id""";

    /** Who came to a unit after the act's day goes on from it on the day that he came: what he was before stays as it was. */
    private static final String RECORD = """
            WITH changed AS (
              SELECT b.fact, b.unit_before, b.status_before, m FROM reorganisation_member b JOIN member m ON m.id = b.member_id
              WHERE b.reorganisation_id = ?
            ), told AS (
              INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
              SELECT 'member', (m).id, (m).version, fact, member_state(m) FROM changed
            )
            INSERT INTO member_event (member_id, version, fact, effective, reason, detail, recorded_by)
            SELECT (m).id, (m).version, fact, CASE fact WHEN 'member-transferred' THEN greatest(?::date, (SELECT max(e.effective) FROM member_event e
              WHERE e.member_id = (m).id AND (e.version = 1 OR jsonb_exists(e.detail, 'unitId')))) ELSE ?::date END,
              ?, jsonb_build_object('reorganisation', ?::uuid) || CASE fact
              WHEN 'member-transferred' THEN jsonb_build_object('unitId', jsonb_build_array(unit_before, (m).unit_id))
              WHEN 'member-ended' THEN jsonb_build_object('status', jsonb_build_array(status_before, (m).status))
              ELSE jsonb_build_object('status', jsonb_build_array('union-ended', (m).status)) END, ? FROM changed""";

    /** A warning: a merger by decision of the union above stands, but whoever decides on it knows what the charter says. */
    private static final String NOT_TAKEN = "SELECT e.step, e.code, jsonb_build_object('count', sum(g.count), 'rule', r.not_taken_by), r.not_taken_by FROM ("
            + "SELECT l.into_id, o.jurisdiction, m.category, count(*) AS count FROM (" + LEAVING + ") l JOIN member m ON m.id = l.member_id "
            + "JOIN unit o ON o.id = l.from_id WHERE l.into_id IS NOT NULL GROUP BY l.into_id, o.jurisdiction, m.category) g "
            + "JOIN reorganisation_effect e ON e.reorganisation_id = ? AND e.unit_id = g.into_id "
            + "CROSS JOIN LATERAL joining_rules(g.jurisdiction, e.kind, g.category, ?, false) r WHERE r.not_taken_by IS NOT NULL "
            + "GROUP BY e.step, e.code, r.not_taken_by";

    /** Nobody's membership ends before what is on record of him: of those whom nobody takes, who came or was given a status after the act's day. */
    private static final String LATER_DAYS = "WITH moved AS MATERIALIZED (SELECT DISTINCT v.member_id FROM member_event v WHERE v.version > 1 "
            + "AND v.effective > ? AND jsonb_exists(v.detail, 'unitId')) "
            + "SELECT e.step, e.code, jsonb_build_object('count', count(*), 'day', ?::date) FROM (" + LEAVING + ") l "
            + "JOIN member m ON m.id = l.member_id JOIN reorganisation_effect e ON e.reorganisation_id = ? AND e.unit_id = l.from_id "
            + "LEFT JOIN moved v ON v.member_id = m.id WHERE l.into_id IS NULL AND (m.status_since > ? OR v.member_id IS NOT NULL) GROUP BY e.step, e.code";

    /** A warning: who went elsewhere, or whose membership ended, between the day on which the unit ends and today is counted nowhere for those days. */
    private static final String LEFT_SINCE = """
            WITH gone AS MATERIALIZED (
              SELECT v.detail -> 'unitId' ->> 0 AS unit_id, v.member_id FROM member_event v
               WHERE v.version > 1 AND v.effective > ? AND jsonb_typeof(v.detail -> 'unitId') = 'array'
              UNION SELECT m.unit_id::text, m.id FROM member m JOIN reorganisation_effect e ON e.unit_id = m.unit_id
               WHERE e.reorganisation_id = ? AND e.action = 'ended' AND m.ended_on > ?
            )
            SELECT e.step, e.code, jsonb_build_object('count', count(*), 'day', ?::date) FROM reorganisation_effect e
              JOIN gone g ON g.unit_id = e.unit_id::text WHERE e.reorganisation_id = ? AND e.action = 'ended' GROUP BY e.step, e.code""";

    void foresee(@Observes ReorganisationEvent.Foreseen act) throws SQLException {
        UUID id = act.id();
        act.line("members-end", "SELECT from_id, count(*) FROM (" + LEAVING + ") l WHERE into_id IS NULL GROUP BY from_id", leaving(act));
        act.line("members-leave", "SELECT from_id, count(*) FROM (" + LEAVING + ") l WHERE into_id IS NOT NULL GROUP BY from_id", leaving(act));
        act.line("members-come", "SELECT into_id, count(*) FROM (" + LEAVING + ") l WHERE into_id IS NOT NULL GROUP BY into_id", leaving(act));
        act.line("members-return", "SELECT unit_id, count(*) FROM (" + RETURNING + ") r GROUP BY unit_id", id, act.counterTo());
        act.line("members-move", "SELECT e.unit_id, count(*) FROM reorganisation_effect e JOIN member m ON m.unit_id = e.unit_id AND m.ended_on IS NULL "
                + "LEFT JOIN (" + LEAVING + ") l ON l.member_id = m.id WHERE l.member_id IS NULL AND e.reorganisation_id = ? "
                + "AND e.action IN ('moved', 'carried') GROUP BY e.unit_id", id, act.counterTo(), id);
        act.finding("unknown-member-code", true, "SELECT t.step, f.code, jsonb_build_object('code', t.member_code) FROM reorganisation_transfer t "
                + "JOIN reorganisation_effect f ON f.reorganisation_id = t.reorganisation_id AND f.unit_id = t.from_id WHERE t.reorganisation_id = ? "
                + "AND NOT EXISTS (SELECT FROM member m WHERE m.code = t.member_code AND m.unit_id = t.from_id AND m.ended_on IS NULL)", id);
        act.finding("member-divided-twice", true, "SELECT max(step), NULL::text, jsonb_build_object('code', member_code, 'first', min(step)) "
                + "FROM reorganisation_transfer WHERE reorganisation_id = ? GROUP BY member_code HAVING count(*) > 1", id);
        act.finding("members-of-later-days", true, LATER_DAYS, act.effective(), act.effective(), id, act.counterTo(), id, act.effective());
        act.finding("members-without-taker", true, "SELECT e.step, e.code, jsonb_build_object('count', count(*)) FROM (" + LEAVING + ") l "
                + "JOIN reorganisation_effect e ON e.reorganisation_id = ? AND e.unit_id = l.from_id AND cardinality(e.successors) > 1 "
                + "WHERE l.into_id IS NULL GROUP BY e.step, e.code", id, act.counterTo(), id);
        act.finding("members-left-since", false, LEFT_SINCE, act.effective(), id, act.effective(), act.effective(), id);
        act.warning("members-not-taken", NOT_TAKEN, id, act.counterTo(), id, act.effective());
    }

    void execute(@Observes ReorganisationEvent.Executed act) throws SQLException {
        Connection connection = act.connection();
        UUID id = act.id();
        Sql.of(KEEP_RETURNING, id, id, act.counterTo()).run(connection);
        Sql.of(KEEP_LEAVING, id, id, act.counterTo()).run(connection);
        Sql.of(RETURN, act.effective(), id).run(connection);
        Sql.of(TRANSFER, id).run(connection);
        Sql.of(END, act.effective(), act.act(), act.effective(), id).run(connection);
        Sql.of(RECORD, id, act.effective(), act.effective(), act.act(), id, act.by()).run(connection);
    }

    void tell(@Observes PersonalData asked) {
        asked.select("reorganisations", """
                SELECT a.act_number AS "actNumber", a.effective, r.fact, b.code AS "unitBefore", n.code AS "unitAfter", r.status_before AS "statusBefore",
                       r.reason_before AS "reasonBefore"
                  FROM reorganisation_member r JOIN reorganisation a ON a.id = r.reorganisation_id JOIN unit b ON b.id = r.unit_before
                  JOIN unit n ON n.id = r.unit_after WHERE r.member_id = ? ORDER BY a.effective, a.id""", asked.person());
    }

    private static Object[] leaving(ReorganisationEvent act) {
        return new Object[] {act.id(), act.counterTo()};
    }
}
