package org.doanket.campaign.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;

/** Scores all units of a subtree in some statements, one transaction: after a crash it begins again and finds nothing half done. */
@ApplicationScoped
class GradingJob implements JobHandler {

    static final String KIND = "grading";

    /** @param gradedAt where the caller holds his role; a unit does not grade itself */
    record Parameters(UUID criteriaSet, int year, LocalDate starts, LocalDate ends, UUID gradedAt) {
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws SQLException {
        Parameters given = run.parameters(Parameters.class);
        Connection connection = run.connection();
        GradingBatch batch = new GradingBatch(connection, given, new UnitScope(run.unit(), run.path()));
        int opened = batch.open();
        batch.compute();
        ScoringView.Graded graded = batch.sumUp(opened, run.createdBy());
        run.total(graded.sheets());
        run.problems(graded.unscored());
        run.result(graded);
        run.commit(graded.sheets());
    }
}
