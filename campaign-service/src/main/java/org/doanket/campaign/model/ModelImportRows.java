package org.doanket.campaign.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;

/** The staged rows: how they are written, and what is judged of all of them at once. */
@ApplicationScoped
class ModelImportRows {

    static final String INSERT = "INSERT INTO model_import_row (import_id, number, cells, form, unit_id, year, search_name, name_digits, "
            + "place_key, faults, model_id) VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?::jsonb, ?)";

    /** Rows before r in its sheet that may be like it but for their names. */
    private static final String BEFORE = "m.import_id = r.import_id AND m.number < r.number AND m.year BETWEEN r.year - 1 AND r.year + 1";
    /** Places of a sheet with so many rows that comparing each with each takes too long. */
    private static final String CROWDED = "SELECT c.place_key, c.name_digits FROM model_import_row c WHERE c.import_id = ? AND c.year IS NOT NULL "
            + "GROUP BY c.place_key, c.name_digits HAVING count(*) > 500";
    /** By the index of names alone, which the threshold of the transaction is for: no row is held against all the others of its place. */
    private static final String BY_NAME = "EXISTS (SELECT FROM (SELECT * FROM model_import_row n WHERE n.search_name % r.search_name OFFSET 0) m WHERE "
            + LookalikeQueries.samePlace("m", "r") + " AND m.name_digits = r.name_digits AND " + BEFORE + ")";

    private final LookalikeQueries lookalikes;

    ModelImportRows(LookalikeQueries lookalikes) {
        this.lookalikes = lookalikes;
    }

    static void bind(PreparedStatement insert, UUID id, SheetRow row, List<Fault> faults, ObjectMapper json, JsonNode form, UUID unit,
            String searchName, String placeKey, Integer year, UUID model) throws SQLException, JsonProcessingException {
        insert.setObject(1, id);
        insert.setInt(2, Math.toIntExact(row.number()));
        insert.setArray(3, insert.getConnection().createArrayOf("text", row.cells().toArray()));
        insert.setString(4, form.toString());
        insert.setObject(5, unit);
        insert.setObject(6, year);
        insert.setString(7, searchName);
        insert.setString(8, searchName == null ? null : LookalikeQueries.digits(searchName, year));
        insert.setString(9, placeKey);
        insert.setString(10, json.writeValueAsString(faults.stream().map(fault -> Fault.at(fault.pointer(), fault.code())).toList()));
        insert.setObject(11, model);
    }

    /** What needs the other rows, the models there are, or the dates of registration. @param at where who hands the sheet in holds his role */
    void judge(Connection connection, UUID id, UUID at, LocalDate today) throws SQLException {
        Sql.of("SELECT analyze_model_imports()").run(connection);
        Sql.of("UPDATE model_import_row r SET faults = faults || jsonb_build_array(jsonb_build_object("
                + "'pointer', '/registeredOn', 'code', 'registration-closed')) FROM unit_ref u WHERE r.import_id = ? AND u.id = r.unit_id "
                + "AND r.year IS NOT NULL AND EXISTS (SELECT FROM registration_window w JOIN unit_ref a ON a.id = w.unit_id WHERE w.year = r.year "
                + "AND w.cancelled_at IS NULL AND starts_with(u.path, a.path) AND (r.form->>'registeredOn')::date NOT BETWEEN w.opens AND w.closes)", id).run(connection);
        Sql.of("UPDATE model_import_row r SET faults = faults || jsonb_build_array(jsonb_build_object('pointer', '/registeredOn', 'code', 'said-above')) "
                + "FROM unit_ref u WHERE r.import_id = ? AND u.id = r.unit_id AND u.id = ? AND u.parent_id IS NOT NULL "
                + "AND CASE WHEN r.year IS NOT NULL THEN (r.form->>'registeredOn')::date < ? END AND EXISTS (SELECT FROM registration_window w JOIN unit_ref a ON a.id = w.unit_id "
                + "WHERE w.year = r.year AND w.cancelled_at IS NULL AND starts_with(u.path, a.path))", id, at, today).run(connection);
        Sql.of("UPDATE model_import_row r SET look_alike = true WHERE r.import_id = ? AND r.year IS NOT NULL AND " + ofOnePlace("good_practice_model m",
                LookalikeQueries.comparedWith("r.year")), id, lookalikes.likeness(), lookalikes.likeness()).run(connection);
        Sql.of("SELECT set_config('pg_trgm.similarity_threshold', ?, true)", Double.toString(lookalikes.likeness())).first(connection, row -> true);
        // In a CASE, or the planner asks the index of names for every row before it looks which rows that is meant for.
        Sql.of("UPDATE model_import_row r SET look_alike = true WHERE r.import_id = ? AND r.year IS NOT NULL AND NOT r.look_alike "
                + "AND CASE WHEN (r.place_key, r.name_digits) IN (" + CROWDED + ") THEN " + BY_NAME + " ELSE " + ofOnePlace("model_import_row m", BEFORE) + " END",
                id, id, lookalikes.likeness(), lookalikes.likeness()).run(connection);
    }

    /** Asked by code and by name of the place apart, so that each has its index. */
    private static String ofOnePlace(String among, String more) {
        String alike = " AND m.name_digits = r.name_digits AND similarity(m.search_name, r.search_name) >= ? AND " + more + ")";
        return "(EXISTS (SELECT FROM " + among + " WHERE m.place_key = r.place_key" + alike + " OR r.place_text IS NOT NULL AND EXISTS (SELECT FROM " + among
                + " WHERE m.place_text = r.place_text AND (m.place_code IS NULL OR r.place_code IS NULL)" + alike + ")";
    }

    /** Keeps the counts of the preview. @return how many rows are faulty */
    int count(Connection connection, UUID id) throws SQLException {
        return Sql.of("UPDATE model_import i SET row_count = c.n, faulty = c.faulty, look_alike = c.alike FROM (SELECT count(*) AS n, "
                + "count(*) FILTER (WHERE faults <> '[]') AS faulty, count(*) FILTER (WHERE look_alike AND faults = '[]') AS alike "
                + "FROM model_import_row WHERE import_id = ?) c WHERE i.id = ? RETURNING i.faulty", id, id)
                .first(connection, row -> row.getInt(1)).orElse(0);
    }
}
