package org.doanket.finance.employer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Reads a sheet of employers and either shows what it would bring, or takes over the rows that are in order. One transaction. */
@ApplicationScoped
class EmployerImportJob implements JobHandler {

    static final String KIND = "employer-import";

    record Parameters(UUID employerImport) {
    }

    private final EmployerImportBatch batch;
    private final UploadService uploads;
    private final Clock clock;

    EmployerImportJob(EmployerImportBatch batch, UploadService uploads, Clock clock) {
        this.batch = batch;
        this.uploads = uploads;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException, IOException {
        if (job.checkpoint(String.class) != null) {
            return;
        }
        UUID id = job.parameters(Parameters.class).employerImport();
        EmployerImportBatch.Import what = Sql.of("SELECT i.no, i.mode, u.jurisdiction FROM employer_import i JOIN unit_ref u ON u.id = "
                + "i.unit_id "
                + "WHERE i.id = ?", id).first(job.connection(), row -> new EmployerImportBatch.Import(row.getLong(1),
                new UnitScope(job.unit(), job.path()), row.getString(3), LocalDate.ofInstant(clock.instant(), Zones.of(row.getString(3))),
                row.getString(2).equals("commit"), job.createdBy())).orElseThrow();
        Path file = uploads.fetch(job.connection(), id);
        try {
            EmployerImportBatch.Result result = batch.run(job.connection(), what, file);
            Sql.of("UPDATE employer_import SET state = ?, row_count = ?, faulty = ?, added = ?, changed = ?, unchanged = ? WHERE id = ?",
                    what.commits() ? "committed" : "previewed", result.rows(), result.faulty(), result.added(), result.changed(),
                    result.unchanged(), id).run(job.connection());
            if (what.commits()) {
                uploads.drop(job.connection(), id);
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
}
