package org.doanket.campaign.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.criteria.CriteriaQueries;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;

/** Scores all units of a subtree in some statements, one transaction: after a crash it begins again and finds nothing half done. */
@ApplicationScoped
class GradingJob implements JobHandler {

    static final String KIND = "grading";

    /** @param gradedAt where the caller holds his role; a unit does not grade itself */
    record Parameters(UUID criteriaSet, int year, LocalDate starts, LocalDate ends, UUID gradedAt) {
    }

    private final CriteriaQueries criteria;
    private final ClockQueries clocks;
    private final Clock clock;

    GradingJob(CriteriaQueries criteria, ClockQueries clocks, Clock clock) {
        this.criteria = criteria;
        this.clocks = clocks;
        this.clock = clock;
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
        String jurisdiction = criteria.one(given.criteriaSet()).jurisdiction();
        ScoringView.Graded graded = batch.sumUp(opened, run.createdBy(), clocks.due(jurisdiction, "grading-appeal", Zones.today(clock, jurisdiction)));
        run.total(graded.sheets());
        run.problems(graded.unscored());
        run.result(graded);
        run.commit(graded.sheets());
    }
}
