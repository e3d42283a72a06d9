package org.doanket.membership.reorganisation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;
import org.doanket.membership.reorganisation.ReorganisationPlan.Numbered;
import org.doanket.platform.sql.Sql;

/**
 * Foresees what an act will do and keeps it: what becomes of each unit, how many of what go with it, what breaks a rule. The
 * same for the one who looks and for the job that executes, so that what is done is what was shown.
 */
@ApplicationScoped
class ReorganisationDryRun {

    /** With all below a unit whose path changes; the nearest one above that is named says how. */
    private static final String CARRIED = """
            INSERT INTO reorganisation_effect (reorganisation_id, unit_id, action, step, code, name, kind, number, version_before,
              parent_before, parent_after, path_before, path_after)
            SELECT DISTINCT ON (u.id) e.reorganisation_id, u.id, 'carried', e.step, u.code, u.name, u.kind, u.number, u.version, u.parent_id,
              u.parent_id, u.path, e.path_after || substr(u.path, length(e.path_before) + 1)
            FROM reorganisation_effect e
            JOIN unit u ON u.path > e.path_before AND u.path < substr(e.path_before, 1, length(e.path_before) - 1) || '0'
            WHERE e.reorganisation_id = ? AND e.path_after <> e.path_before
            ORDER BY u.id, length(e.path_before) DESC
            ON CONFLICT DO NOTHING""";

    /** The register knows of a later day for a unit that would go along: to be said by hand, in the order of the days. */
    private static final String LATER = """
            INSERT INTO reorganisation_finding (reorganisation_id, step, unit_code, code, blocks, places)
            SELECT e.reorganisation_id, min(e.step), u.code, 'before-last-change', true,
              jsonb_build_object('day', max(greatest(p.valid_from, p.valid_to)))
            FROM reorganisation_effect e JOIN reorganisation r ON r.id = e.reorganisation_id
            JOIN unit_placement p ON p.path > e.path_before AND p.path < substr(e.path_before, 1, length(e.path_before) - 1) || '0'
              AND (p.valid_from > r.effective OR p.valid_to > r.effective)
            JOIN unit u ON u.id = p.unit_id
            WHERE e.reorganisation_id = ? AND e.action IN ('moved', 'restored') GROUP BY e.reorganisation_id, u.code""";

    /** Federations do sign late what holds already; an act that reaches back is as often a slip of the pen, so whoever executes it is to see it. */
    private static final String ACT_DATE = """
            INSERT INTO reorganisation_finding (reorganisation_id, code, blocks, places)
            SELECT id, 'act-after-effective', false, jsonb_build_object('pointer', '/actDate', 'date', act_date, 'day', effective)
            FROM reorganisation WHERE id = ? AND act_date > effective""";

    private static final String TRANSFERS = """
            INSERT INTO reorganisation_transfer (reorganisation_id, step, member_code, from_id, into_id)
            SELECT s.reorganisation_id, s.number, m.code, t."fromId", t."intoId"
            FROM jsonb_to_recordset(?::jsonb) AS t (step int, "fromId" uuid, "intoId" uuid)
            JOIN reorganisation_step s ON s.reorganisation_id = ? AND s.number = t.step CROSS JOIN unnest(s.members) AS m (code)""";

    private static final String OUTCOME = """
            UPDATE reorganisation r SET checked_version = version, checked_at = clock_timestamp(), conflicts = NULL, differences = NULL,
              fingerprint = md5(r.version || (SELECT coalesce(string_agg(unit_id || ':' || version_before, ',' ORDER BY unit_id), '')
                FROM reorganisation_effect WHERE reorganisation_id = r.id AND version_before IS NOT NULL)
                || (SELECT coalesce(string_agg(s::text, ',' ORDER BY s.unit_code COLLATE "C", s.what COLLATE "C", s.detail COLLATE "C", s.is_finding), '')
                FROM reorganisation_showing(r.id) s)),
              outcome = jsonb_build_object(
                'units', (SELECT coalesce(jsonb_object_agg(action, count), '{}') FROM (SELECT action, count(*) FROM reorganisation_effect
                  WHERE reorganisation_id = r.id GROUP BY action) a),
                'lines', (SELECT coalesce(jsonb_object_agg(what, total), '{}') FROM (SELECT what, sum(count) AS total FROM reorganisation_line
                  WHERE reorganisation_id = r.id GROUP BY what) l),
                'breaches', (SELECT count(*) FROM reorganisation_finding WHERE reorganisation_id = r.id AND blocks),
                'warnings', (SELECT count(*) FROM reorganisation_finding WHERE reorganisation_id = r.id AND NOT blocks))
            WHERE id = ?""";

    /** What has changed since somebody looked, by which act: the last word on each unit that the plan saw. */
    private static final String CONFLICTS = """
            SELECT u.id, u.code, u.name, v.fact, v.act_number, v.act_date, v.effective, v.recorded_at
            FROM reorganisation r JOIN reorganisation_effect e ON e.reorganisation_id = r.id JOIN unit u ON u.id = e.unit_id
            JOIN unit_event v ON v.unit_id = u.id AND v.version = u.version
            WHERE r.id = ? AND (u.version <> e.version_before OR v.recorded_at > ?) ORDER BY u.code LIMIT ?""";
    private static final int MOST_CONFLICTS = 50;

    /** Between what was shown and what would be done now. */
    private static final String DIFFERENCES = """
            SELECT unit_code, what, is_finding, coalesce(s.count, 0) AS shown, coalesce(n.count, 0) AS now, coalesce(n.detail, s.detail) AS detail
            FROM (SELECT * FROM reorganisation_shown WHERE reorganisation_id = ?) s
            FULL JOIN reorganisation_showing(?) n USING (unit_code, what, detail, is_finding)
            WHERE s.count IS DISTINCT FROM n.count ORDER BY is_finding DESC, unit_code COLLATE "C", what COLLATE "C", now LIMIT ?""";

    private final Event<ReorganisationEvent> happening;
    private final ObjectMapper json;

    ReorganisationDryRun(Event<ReorganisationEvent> happening, ObjectMapper json) {
        this.happening = happening;
        this.json = json;
    }

    /** The act itself. */
    record Head(UUID id, UUID unit, String path, String jurisdiction, String actNumber, LocalDate actDate, LocalDate effective, UUID counterTo,
            String state, long version, Long checkedVersion, String fingerprint, OffsetDateTime checkedAt) {

        private static final String SELECT = "SELECT r.*, u.jurisdiction, u.path AS unit_path FROM reorganisation r JOIN unit u ON u.id = r.unit_id "
                + "WHERE r.id = ?";

        static Head read(Connection connection, UUID id) throws SQLException {
            return Sql.of(SELECT, id).first(connection, Head::of).orElseThrow();
        }

        static Head lock(Connection connection, UUID id) throws SQLException {
            return Sql.of(SELECT, id).add("FOR UPDATE OF r").first(connection, Head::of).orElseThrow();
        }

        private static Head of(ResultSet row) throws SQLException {
            return new Head(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_path"),
                    row.getString("jurisdiction"), row.getString("act_number"), row.getObject("act_date", LocalDate.class),
                    row.getObject("effective", LocalDate.class), row.getObject("counter_to", UUID.class), row.getString("state"),
                    row.getLong("version"), row.getObject("checked_version", Long.class), row.getString("fingerprint"),
                    row.getObject("checked_at", OffsetDateTime.class));
        }
    }

    /** @param forGood whether what is foreseen is about to be done */
    void run(Connection connection, Head act, boolean forGood) throws SQLException {
        for (String part : List.of("effect", "transfer", "line", "finding")) {
            Sql.of("DELETE FROM reorganisation_" + part + " WHERE reorganisation_id = ?", act.id()).run(connection);
        }
        ReorganisationPlan plan = new ReorganisationPlan(new ReorganisationPlan.Frame(act.path(), act.effective(), act.counterTo() != null),
                steps(connection, act.id()), new ReorganisationRegister(connection, act.jurisdiction(), forGood));
        keep(connection, act.id(), plan);
        Sql.of(ACT_DATE, act.id()).run(connection);
        if (plan.findings().isEmpty()) {
            Sql.of(CARRIED, act.id()).run(connection);
            Sql.of(LATER, act.id()).run(connection);
            happening.fire(new ReorganisationEvent.Foreseen(connection, act.id(), act.counterTo(), act.effective()));
            ReorganisationRules.check(connection, act.id());
        }
        Sql.of(OUTCOME, act.id()).run(connection);
    }

    long breaches(Connection connection, UUID id) throws SQLException {
        return Sql.of("SELECT count(*) FROM reorganisation_finding WHERE reorganisation_id = ? AND blocks", id)
                .first(connection, row -> row.getLong(1)).orElseThrow();
    }

    /** What somebody looks at now, to be compared with what will be done. */
    void keepShown(Connection connection, UUID id) throws SQLException {
        Sql.of("DELETE FROM reorganisation_shown WHERE reorganisation_id = ?", id).run(connection);
        Sql.of("INSERT INTO reorganisation_shown (reorganisation_id, unit_code, what, detail, is_finding, count) SELECT ?, unit_code, what, detail, "
                + "is_finding, count FROM reorganisation_showing(?)", id, id).run(connection);
    }

    /** After a run, from what was shown before it; the findings first. */
    List<ReorganisationView.Difference> differences(Connection connection, UUID id) throws SQLException {
        return Sql.of(DIFFERENCES, id, id, MOST_CONFLICTS).list(connection, row -> ReorganisationView.Difference.of(row, json));
    }

    /** @param act as it was when somebody looked */
    List<ReorganisationView.Conflict> conflicts(Connection connection, Head act) throws SQLException {
        return Sql.of(CONFLICTS, act.id(), act.checkedAt(), MOST_CONFLICTS).list(connection, ReorganisationView.Conflict::of);
    }

    static List<Numbered> steps(Connection connection, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM reorganisation_step WHERE reorganisation_id = ? ORDER BY number", id)
                .list(connection, row -> new Numbered(row.getInt("number"), ReorganisationView.step(row)));
    }

    /** In the place of those before. */
    void replaceSteps(Connection connection, UUID id, List<Numbered> steps) throws SQLException {
        Sql.of("DELETE FROM reorganisation_step WHERE reorganisation_id = ?", id).run(connection);
        Sql.of("INSERT INTO reorganisation_step (reorganisation_id, number, action, code, name, kind, parent, territory, valid_from, into_code, "
                + "successors, members, units) SELECT ?, (s->>'number')::int, s->'step'->>'action', s->'step'->>'code', s->'step'->>'name', "
                + "s->'step'->>'kind', s->'step'->>'parent', " + array("territory") + ", (s->'step'->>'validFrom')::date, s->'step'->>'into', "
                + array("successors") + ", " + array("members") + ", " + array("units") + " FROM jsonb_array_elements(?::jsonb) AS s", id,
                written(steps)).run(connection);
    }

    private void keep(Connection connection, UUID id, ReorganisationPlan plan) throws SQLException {
        Sql.of("INSERT INTO reorganisation_finding (reorganisation_id, step, unit_code, code, blocks, places) SELECT ?, f.step, f.\"unitCode\", "
                + "f.code, true, f.places FROM jsonb_to_recordset(?::jsonb) AS f (step int, \"unitCode\" text, code text, places jsonb)", id,
                written(plan.findings())).run(connection);
        Sql.of("INSERT INTO reorganisation_effect (reorganisation_id, unit_id, action, step, code, name, kind, territory, number, valid_from, "
                + "version_before, parent_before, parent_after, path_before, path_after, into_id, successors) SELECT ?, e.\"unitId\", e.action, e.step, "
                + "e.code, coalesce(e.name, ''), coalesce(e.kind, ''), e.territory, e.number, e.\"validFrom\", e.\"versionBefore\", e.\"parentBefore\", "
                + "e.\"parentAfter\", e.\"pathBefore\", e.\"pathAfter\", e.\"intoId\", e.successors FROM jsonb_to_recordset(?::jsonb) AS e "
                + "(\"unitId\" uuid, action text, step int, code text, name text, kind text, territory text[], number bigint, \"validFrom\" date, "
                + "\"versionBefore\" bigint, \"parentBefore\" uuid, \"parentAfter\" uuid, \"pathBefore\" text, \"pathAfter\" text, \"intoId\" uuid, "
                + "successors uuid[])", id, written(plan.effects())).run(connection);
        Sql.of(TRANSFERS, written(plan.transfers()), id).run(connection);
    }

    private static String array(String field) {
        return "ARRAY(SELECT jsonb_array_elements_text(coalesce(s->'step'->'" + field + "', '[]')))";
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
