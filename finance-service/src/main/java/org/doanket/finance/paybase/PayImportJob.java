package org.doanket.finance.paybase;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Reads a pay file and either shows what it would bring, or takes over the rows that are in order. One transaction. */
@ApplicationScoped
class PayImportJob implements JobHandler {

    static final String KIND = "pay-import";

    record Parameters(UUID payImport) {
    }

    private final PayImportBatch batch;
    private final UploadService uploads;

    PayImportJob(PayImportBatch batch, UploadService uploads) {
        this.batch = batch;
        this.uploads = uploads;
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
        UUID id = job.parameters(Parameters.class).payImport();
        PayImportBatch.Import pay = Sql.of("SELECT i.no, i.month, i.mode, j.currency FROM pay_import i JOIN unit_ref u ON u.id = i.unit_id "
                + "JOIN jurisdiction j ON j.code = u.jurisdiction WHERE i.id = ?", id).first(job.connection(), row ->
                new PayImportBatch.Import(id, row.getLong("no"), row.getObject("month", LocalDate.class),
                        row.getString("mode").equals("commit"), new UnitScope(job.unit(), job.path()), row.getString("currency")))
                .orElseThrow();
        Path file = uploads.fetch(job.connection(), id);
        try {
            PayImportBatch.Result result = batch.run(job.connection(), pay, file);
            Sql.of("UPDATE pay_import SET state = ?, row_count = ?, faulty = ?, taken = ?, unchanged = ? WHERE id = ?",
                    pay.commits() ? "committed" : "previewed", result.rows(), result.faulty(), result.taken(), result.unchanged(), id)
                    .run(job.connection());
            if (pay.commits()) {
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
