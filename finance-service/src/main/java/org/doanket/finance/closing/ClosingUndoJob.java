package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.AuditTrail;

/** Gives a unit that is alive again its books back, in one transaction. */
@ApplicationScoped
class ClosingUndoJob implements JobHandler {

    static final String KIND = "unit-closing-undo";

    private final ClosingSaga saga;
    private final AuditTrail audit;

    ClosingUndoJob(ClosingSaga saga, AuditTrail audit) {
        this.saga = saga;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** What stands in the way is kept with the closing, where it can be read; the job fails with the problem. */
    @Override
    public void run(JobRun job) throws SQLException {
        UUID closing = job.parameters(ClosingJob.Parameters.class).closing();
        job.total(1);
        String state = saga.undo(job.connection(), closing, job.createdBy());
        audit.record(job.connection(), job.createdBy(), "unit-closing-" + state, "unit-closing", closing, job.unit(), null);
        job.commit(state.equals("undone") ? 1 : 0);
        if (state.equals("undo-blocked")) {
            throw ClosingProblems.undoBlocked();
        }
    }
}
