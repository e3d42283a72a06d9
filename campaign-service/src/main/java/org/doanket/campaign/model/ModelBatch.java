package org.doanket.campaign.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Thousands of registrations in some statements: what {@link GoodPracticeModel} does to one (draft, then submitted: version
 * 2, fact 1), done to all good rows of an import. A test holds the facts of both ways against one schema.
 */
final class ModelBatch {

    private static final String GOOD = " r.import_id = ? AND r.faults = '[]' AND (NOT r.look_alike OR ?)";
    private static final String FACTS = "INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload) "
            + "SELECT 'model', m.id, m.facts, ?, model_state(m) FROM good_practice_model m WHERE m.import_id = ? AND m.version = ? AND m.state = ?";

    private ModelBatch() {
    }

    /** @param path nothing outside of it is registered, whatever the staged rows say: the unit may have moved since */
    static int register(Connection connection, UUID id, boolean withLookalikes, String by, String path) throws SQLException {
        int registered = Sql.of("INSERT INTO good_practice_model (id, unit_id, jurisdiction, name, holder, subject_kind, field, situation, "
                + "goals, content, place_code, place, latitude, longitude, starts, ends, schedule, prospects, standing, results_so_far, "
                + "year, registered_on, state, import_id, version, facts, created_by, created_at, changed_at) SELECT r.model_id, r.unit_id, "
                + "u.jurisdiction, f.name, f.holder, f.\"subjectKind\", f.field, f.situation, f.goals, f.content, f.place->>'code', "
                + "f.place->>'text', (f.place->>'latitude')::float8, (f.place->>'longitude')::float8, (f.time->>'starts')::date, "
                + "(f.time->>'ends')::date, f.time->>'schedule', f.prospects, f.standing, f.\"resultsSoFar\", f.year, f.\"registeredOn\", "
                + "'registered', r.import_id, 2, 1, ?, now(), now() FROM model_import_row r JOIN unit_ref u ON u.id = r.unit_id, "
                + "jsonb_to_record(r.form) AS f (name text, holder text, \"subjectKind\" text, field text, situation text, goals text, "
                + "content text, place jsonb, time jsonb, prospects text, standing text, \"resultsSoFar\" text, year int, "
                + "\"registeredOn\" date) WHERE starts_with(u.path, ?) AND" + GOOD, by, path, id, withLookalikes).run(connection);
        parts(connection, id, "model_criterion (model_id, position, text)", "p.value #>> '{}'", "criteria");
        parts(connection, id, "model_output (model_id, position, title, quantity, measure, proof)", "p.value->>'title', "
                + "(p.value->>'quantity')::numeric, p.value->>'measure', p.value->>'proof'", "outputs");
        parts(connection, id, "model_force (model_id, position, name, role, task)",
                "p.value->>'name', p.value->>'role', p.value->>'task'", "forces");
        parts(connection, id, "model_resource (model_id, position, kind, quantity, currency, description)", "p.value->>'kind', "
                + "(p.value->>'quantity')::numeric, p.value->>'currency', p.value->>'description'", "resources");
        Sql.of("INSERT INTO model_event (model_id, number, at, actor, verb, from_state, to_state) SELECT id, 2, created_at, ?, 'import', "
                + "'draft', 'registered' FROM good_practice_model WHERE import_id = ?", by, id).run(connection);
        Sql.of(FACTS, "model-registered", id, 2, "registered").run(connection);
        return registered;
    }

    static int withdraw(Connection connection, UUID id, String by) throws SQLException {
        int withdrawn = Sql.of("UPDATE good_practice_model SET state = 'withdrawn', version = 3, facts = facts + 1, changed_at = now() "
                + "WHERE import_id = ? AND version = 2 AND state = 'registered'", id).run(connection);
        Sql.of("INSERT INTO model_event (model_id, number, at, actor, verb, from_state, to_state) SELECT id, 3, changed_at, ?, "
                + "'undo-import', 'registered', 'withdrawn' FROM good_practice_model WHERE import_id = ? AND version = 3 AND state = 'withdrawn' "
                + "AND NOT EXISTS (SELECT FROM model_event e WHERE e.model_id = id AND e.number = 3)", by, id).run(connection);
        if (withdrawn > 0) {
            Sql.of(FACTS + " AND m.changed_at = now()", "model-stopped", id, 3, "withdrawn").run(connection);
        }
        return withdrawn;
    }

    static int kept(Connection connection, UUID id) throws SQLException {
        return Sql.of("SELECT count(*) FROM good_practice_model WHERE import_id = ? AND state <> 'withdrawn'", id)
                .first(connection, row -> row.getInt(1)).orElse(0);
    }

    private static void parts(Connection connection, UUID id, String table, String columns, String part) throws SQLException {
        Sql.of("INSERT INTO " + table + " SELECT r.model_id, p.ordinality - 1, " + columns + " FROM model_import_row r "
                + "JOIN good_practice_model m ON m.id = r.model_id, jsonb_array_elements(r.form->'" + part + "') WITH ORDINALITY p "
                + "WHERE r.import_id = ?", id).run(connection);
    }
}
