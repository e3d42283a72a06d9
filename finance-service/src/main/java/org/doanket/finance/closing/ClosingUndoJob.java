package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** Gives a unit that is alive again its books back, in one transaction. */
@ApplicationScoped
class ClosingUndoJob implements JobHandler {

    static final String KIND = "unit-closing-undo";

    private final ClosingSaga saga;

    ClosingUndoJob(ClosingSaga saga) {
        this.saga = saga;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** What stands in the way is kept with the closing, where it can be read; the job fails with the problem. */
    @Override
    public void run(JobRun job) throws SQLException {
        UUID closing = job.parameters(ClosingJob.Parameters.class).closing();
        boolean undone = saga.undo(job.connection(), closing, job.createdBy());
        job.commit(undone ? 1 : 0);
        if (!undone) {
            throw ClosingProblems.undoBlocked();
        }
    }
}
