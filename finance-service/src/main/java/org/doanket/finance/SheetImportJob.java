package org.doanket.finance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.doanket.finance.StagedSheet.Import;
import org.doanket.finance.StagedSheet.Rows;
import org.doanket.finance.StagedSheet.Staged;
import org.doanket.finance.StagedSheet.Taken;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Reads a sheet and either shows what it would bring, or takes over the rows that are in order. One transaction of the worker's login. */
public final class SheetImportJob implements JobHandler {

    private static final int LAST_HEADING_ROW = 10;

    record Parameters(UUID sheet) {
    }

    /** What the job brought. */
    record Result(long rows, long faulty, long added, long changed, long unchanged) {
    }

    private final StagedSheet sheet;
    private final UploadService uploads;
    private final Clock clock;

    public SheetImportJob(StagedSheet sheet, UploadService uploads, Clock clock) {
        this.sheet = sheet;
        this.uploads = uploads;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return sheet.kind();
    }

    @Override
    public void run(JobRun job) throws SQLException, IOException {
        if (job.checkpoint(String.class) != null) {
            return;
        }
        Import what = asked(job);
        Path file = uploads.fetch(job.connection(), what.id());
        try {
            Result result = run(job.connection(), what, file);
            Sql.of("UPDATE sheet_import SET state = ?, row_count = ?, faulty = ?, added = ?, changed = ?, unchanged = ? WHERE id = ?",
                    what.commits() ? "committed" : "previewed", result.rows(), result.faulty(), result.added(), result.changed(),
                    result.unchanged(), what.id()).run(job.connection());
            if (what.commits()) {
                uploads.drop(job.connection(), what.id());
            }
            job.total(result.rows());
            job.problems(result.faulty());
            job.result(result);
            job.checkpoint("done");
            job.commit(result.rows());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Import asked(JobRun job) throws SQLException {
        UUID id = job.parameters(Parameters.class).sheet();
        return Sql.of("SELECT i.no, i.mode, u.jurisdiction, j.currency FROM sheet_import i JOIN unit_ref u ON u.id = i.unit_id "
                + "JOIN jurisdiction j ON j.code = u.jurisdiction WHERE i.id = ?", id).first(job.connection(), row -> new Import(id,
                row.getLong("no"), new UnitScope(job.unit(), job.path()), row.getString("jurisdiction"), row.getString("currency"),
                Zones.today(clock, row.getString("jurisdiction")), row.getString("mode").equals("commit"),
                job.createdBy())).orElseThrow();
    }

    private Result run(Connection connection, Import what, Path file) throws SQLException {
        String stage = sheet.stage();
        Sql.of("DELETE FROM " + stage + " WHERE import_no = ?", what.no()).run(connection);
        stage(connection, what, file);
        sheet.check(connection, what);
        Taken taken = what.commits() ? sheet.take(connection, what) : sheet.foresee(connection, what);
        long rows = Sql.of("SELECT count(*) FROM " + stage + " WHERE import_no = ?", what.no())
                .first(connection, row -> row.getLong(1)).orElseThrow();
        Sql.of("DELETE FROM sheet_fault WHERE import_no = ?", what.no()).run(connection);
        long faulty = Sql.of("INSERT INTO sheet_fault (import_no, row_no, unit_id, cells, faults) SELECT import_no, row_no, ?, cells, faults "
                + "FROM " + stage + " WHERE import_no = ? AND cardinality(faults) > 0", what.range().unit(), what.no()).run(connection);
        Sql.of("DELETE FROM " + stage + " WHERE import_no = ?", what.no()).run(connection);
        return new Result(rows, faulty, taken.added(), taken.changed(), rows - faulty - taken.added() - taken.changed());
    }

    private void stage(Connection connection, Import what, Path file) throws SQLException {
        try (SheetReader reader = SheetReader.open(file, UploadService.SHEET);
                CopyLines lines = CopyLines.into(connection, sheet.stage() + " (import_no, row_no, cells, faults, " + sheet.columns() + ")")) {
            Rows rows = null;
            SheetRow heading = null;
            while (reader.hasNext()) {
                SheetRow row = reader.next();
                if (rows == null) {
                    rows = sheet.under(row, what);
                    heading = row;
                    if (rows == null && row.number() >= LAST_HEADING_ROW) {
                        break;
                    }
                } else if (!row.isBlank()) {
                    lines.row(values(what.no(), row, rows.read(row)));
                }
            }
            if (rows == null) {
                throw SheetReader.refused(sheet.key());
            }
            lines.end();
            Sql.of("UPDATE sheet_import SET heading = ? WHERE no = ?", heading.cells().toArray(String[]::new), what.no()).run(connection);
        }
    }

    private static Object[] values(long importNo, SheetRow row, Staged staged) {
        Object[] values = new Object[staged.values().length + 4];
        values[0] = importNo;
        values[1] = row.number();
        values[2] = row.cells();
        values[3] = staged.faults();
        System.arraycopy(staged.values(), 0, values, 4, staged.values().length);
        return values;
    }
}
