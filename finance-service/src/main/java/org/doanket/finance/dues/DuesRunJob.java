package org.doanket.finance.dues;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** A run is one transaction: after a crash it begins again and finds nothing half done. */
@ApplicationScoped
class DuesRunJob implements JobHandler {

    static final String KIND = "dues-run";

    record Parameters(UUID run) {
    }

    private final DuesBatch batch;

    DuesRunJob(DuesBatch batch) {
        this.batch = batch;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        if (job.checkpoint(String.class) != null) {
            return;
        }
        UUID id = job.parameters(Parameters.class).run();
        DuesBatch.Run run = Sql.of("SELECT no, month, mode FROM dues_run WHERE id = ?", id).first(job.connection(), row ->
                new DuesBatch.Run(row.getLong("no"), new UnitScope(job.unit(), job.path()), row.getObject("month", LocalDate.class),
                        row.getString("mode").equals("post"), job.createdBy())).orElseThrow();
        if (run.posts()) {
            // A partition of its own transaction: making it keeps readers out for a moment, the run must not. A preview writes no charge.
            Sql.of("SELECT open_charge_month(?)", run.month()).run(job.connection());
            job.commit(0);
        }
        DuesBatch.Result result = batch.run(job.connection(), run);
        Sql.of("UPDATE dues_run SET state = 'done', members = ?, exempt = ?, out_of_scope = ?, problems = ?, units = ?, changed = ?, "
                + "total = ? WHERE id = ?", result.members(), result.exempt(), result.outOfScope(), result.problems(),
                result.units(), result.changed(), result.total(), id).run(job.connection());
        job.total(result.members());
        job.problems(result.problems());
        job.result(result);
        job.checkpoint("done");
        job.commit(result.members());
    }
}
