package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** One step of the job is one step of the closing; where it stopped stands in the steps themselves. */
@ApplicationScoped
class ClosingJob implements JobHandler {

    static final String KIND = "unit-closing";

    record Parameters(UUID closing) {
    }

    /** @param state where the closing stands when the job ends */
    private record Result(UUID closing, String state) {
    }

    private final ClosingSaga saga;
    private final AuditTrail audit;
    private final Clock clock;

    ClosingJob(ClosingSaga saga, AuditTrail audit, Clock clock) {
        this.saga = saga;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        UUID closing = job.parameters(Parameters.class).closing();
        String jurisdiction = Sql.of("SELECT jurisdiction FROM unit_ref WHERE id = ?", job.unit())
                .first(job.connection(), row -> row.getString(1)).orElseThrow();
        job.total(ClosingStep.values().length);
        saga.run(job.connection(), closing, Zones.today(clock, jurisdiction), job.createdBy(), step -> {
            audit.record(job.connection(), job.createdBy(), "unit-closing-" + step.word(), "unit-closing", closing, job.unit(), null);
            job.commit(step.no());
        });
        job.result(new Result(closing, Sql.of("SELECT state FROM unit_closing WHERE id = ?", closing)
                .first(job.connection(), row -> row.getString(1)).orElseThrow()));
    }
}
