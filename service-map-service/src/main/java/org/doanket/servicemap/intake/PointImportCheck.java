package org.doanket.servicemap.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.hours.HoursService;

/** Reads the file of an import and stages its rows, each with its draft or with all that is wrong with it. */
@ApplicationScoped
class PointImportCheck implements JobHandler {

    static final String KIND = "point-import-check";
    private static final int BATCH = 500;

    private final ObjectMapper json;
    private final HoursService hours;
    private final Clock clock;

    PointImportCheck(ObjectMapper json, HoursService hours, Clock clock) {
        this.json = json;
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Source(Datum datum, String mediaType, byte[] content, String jurisdiction) {
    }

    @Override
    public void run(JobRun run) throws SQLException, IOException {
        UUID id = run.parameters(PointImportService.Parameters.class).id();
        Source source = Sql.of("SELECT i.datum, i.media_type, i.content, u.jurisdiction FROM point_import i "
                        + "JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND i.content IS NOT NULL", id)
                .first(run.connection(), row -> new Source(Datum.of(row.getString(1)), row.getString(2), row.getBytes(3), row.getString(4)))
                .orElseThrow(() -> new IllegalStateException("import without content"));
        // One transaction: a run that was cut short left nothing and begins anew.
        UnitScope scope = new UnitScope(run.unit(), run.path());
        RowChecks checks = new RowChecks(source.datum(), run.unit(), new ImportLookup(run.connection(), scope), hours,
                Zones.today(clock, source.jurisdiction()));
        Path file = Files.createTempFile("points", ".upload");
        try (Stage stage = new Stage(run, id)) {
            Files.write(file, source.content());
            PointFile.read(file, source.mediaType(), json, row -> stage.take(row, checks));
            stage.finish();
        } finally {
            Files.delete(file);
        }
    }

    /** Writes rows in batches and counts them. */
    private final class Stage implements AutoCloseable {

        private final JobRun run;
        private final UUID id;
        private final PreparedStatement insert;
        private int good;
        private int faulty;

        Stage(JobRun run, UUID id) throws SQLException {
            this.run = run;
            this.id = id;
            insert = run.connection().prepareStatement("INSERT INTO point_import_row (import_id, number, path, given, faults, draft) "
                    + "VALUES (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)");
        }

        void take(GivenRow row, RowChecks checks) {
            List<RowFault> faults = new ArrayList<>();
            PointDraft draft = checks.check(row, faults);
            try {
                insert.setObject(1, id);
                insert.setInt(2, row.number());
                insert.setString(3, run.path());
                insert.setString(4, json.writeValueAsString(row.cells()));
                insert.setString(5, faults.isEmpty() ? null : json.writeValueAsString(faults));
                insert.setString(6, draft == null ? null : json.writeValueAsString(draft));
                insert.addBatch();
                if (draft == null) {
                    faulty++;
                } else {
                    good++;
                }
                if ((good + faulty) % BATCH == 0) {
                    insert.executeBatch();
                }
            } catch (SQLException | JsonProcessingException failure) {
                throw new IllegalStateException(failure);
            }
        }

        void finish() throws SQLException {
            if (good + faulty == 0) {
                throw new Problem(422, "bad-sheet", "rows");
            }
            insert.executeBatch();
            Sql.of("UPDATE point_import SET state = 'checked', good = ?, faulty = ?, content = NULL WHERE id = ?", good, faulty, id)
                    .run(run.connection());
            run.total(good + faulty);
            run.problems(faulty);
            run.commit(good + faulty);
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
