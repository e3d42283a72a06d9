package org.doanket.campaign.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.JsonBody;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Reads a sheet and stages its rows, each with all its faults: the same checks as for a single registration. */
@ApplicationScoped
class ModelImportCheck implements JobHandler {

    static final String KIND = "model-import-check";
    private static final int BATCH = 500;

    /** @param at where who hands it in holds his role */
    record Parameters(UUID id, UUID at) {
    }

    private record Sheet(ModelSheet columns, UnitRef unit, UnitScope scope, Integer year, LocalDate today, Map<String, String> fields,
            Map<String, Optional<UnitRef>> units) {
    }

    private final ModelImportRows rows;
    private final ModelFieldNames fields;
    private final UnitTree tree;
    private final JsonBody body;
    private final ObjectMapper json;
    private final Clock clock;

    ModelImportCheck(ModelImportRows rows, ModelFieldNames fields, UnitTree tree, JsonBody body, ObjectMapper json, Clock clock) {
        this.rows = rows;
        this.fields = fields;
        this.tree = tree;
        this.body = body;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters given = run.parameters(Parameters.class);
        UUID id = given.id();
        Connection connection = run.connection();
        // Begun anew after a crash: the sheet is at hand, and half a check is worth nothing.
        Sql.of("DELETE FROM model_import_row WHERE import_id = ?", id).run(connection);
        Path file = Files.createTempFile("models", ".sheet");
        try {
            Integer year = Sql.of("SELECT content, year FROM model_import WHERE id = ?", id).first(connection, row -> {
                write(file, row.getBytes(1));
                return Optional.ofNullable(row.getObject(2, Integer.class));
            }).orElseThrow().orElse(null);
            stage(run, id, file, year);
        } finally {
            Files.deleteIfExists(file);
        }
        rows.judge(connection, id, given.at(), Zones.today(clock, tree.find(run.unit()).orElseThrow().jurisdiction()));
        run.problems(rows.count(connection, id));
        Sql.of("UPDATE model_import SET state = 'checked' WHERE id = ?", id).run(connection);
        run.result(Map.of("import", id));
        run.commit(run.done());
    }

    private void stage(JobRun run, UUID id, Path file, Integer year) throws SQLException, IOException {
        UnitRef unit = tree.find(run.unit()).orElseThrow(() -> Problem.notFound("unit"));
        try (SheetReader reader = SheetReader.open(file, ModelSheet.LIMITS);
                PreparedStatement insert = run.connection().prepareStatement(ModelImportRows.INSERT)) {
            SheetRow heading = reader.next();
            while (!ModelSheet.isHeading(heading)) {
                heading = reader.next();
            }
            Sql.of("UPDATE model_import SET header = ? WHERE id = ?",
                    run.connection().createArrayOf("text", heading.cells().toArray()), id).run(run.connection());
            Map<String, String> known = fields.of(unit.jurisdiction());
            Sheet sheet = new Sheet(ModelSheet.of(heading, known), unit, new UnitScope(unit.id(), run.path()), year,
                    Zones.today(clock, unit.jurisdiction()), known, new HashMap<>());
            long staged = 0;
            while (reader.hasNext()) {
                SheetRow row = reader.next();
                if (!row.isBlank()) {
                    stage(insert, id, sheet, row);
                    if (++staged % BATCH == 0) {
                        insert.executeBatch();
                        run.commit(staged);
                    }
                }
            }
            insert.executeBatch();
            run.total(staged);
            run.commit(staged);
        }
    }

    private void stage(PreparedStatement insert, UUID id, Sheet sheet, SheetRow row) throws SQLException, JsonProcessingException {
        ObjectNode written = sheet.columns().form(row, sheet.year());
        List<Fault> faults = new ArrayList<>();
        String code = sheet.columns().unit(row);
        Optional<UnitRef> unit = code == null ? Optional.of(sheet.unit())
                : sheet.units().computeIfAbsent(code, key -> tree.byCode(key).filter(ref -> sheet.scope().contains(ref.path())));
        if (unit.isEmpty()) {
            faults.add(Fault.at("/unit", "unknown-unit"));
        }
        written.put("unit", unit.orElse(sheet.unit()).id().toString());
        ModelForm form = null;
        try {
            form = body.read(written, ModelForm.class).on(sheet.today());
            if (form.registeredOn().isAfter(sheet.today())) {
                faults.add(Fault.at("/registeredOn", "in-future"));
            }
        } catch (Problem refused) {
            faults.addAll(refused.faults());
        }
        if (form != null && unit.isPresent() && OwnUnit.isEnded(unit.get(), form.registeredOn())) {
            faults.add(Fault.at("/unit", "unit-ended"));
        }
        if (written.hasNonNull("field") && !sheet.fields().containsValue(written.get("field").textValue())) {
            faults.add(Fault.at("/field", "unknown-model-field"));
        }
        ModelImportRows.bind(insert, id, row, faults, json, form == null ? written : json.valueToTree(form),
                unit.map(UnitRef::id).orElse(null), form == null ? null : SearchForm.of(form.name()),
                form == null ? null : LookalikeQueries.placeKey(form), form == null ? null : form.year(), Ids.next());
        insert.addBatch();
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException full) {
            throw new java.io.UncheckedIOException(full);
        }
    }
}
