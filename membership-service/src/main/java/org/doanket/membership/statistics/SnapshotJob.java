package org.doanket.membership.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** Counts a whole tree as of a cut-off and freezes what was counted: in one transaction, so all of it or nothing. */
@ApplicationScoped
class SnapshotJob implements JobHandler {

    static final String KIND = "statistics-freeze";

    /** @param smallCell below it nothing is published, by the rule in force on the cut-off; {@code smallCellSource} is where it stands */
    record Parameters(UUID unit, String jurisdiction, LocalDate cutOff, long smallCell, String smallCellSource) {
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        UUID id = Ids.next();
        SnapshotBatch batch = new SnapshotBatch(run.connection(), id, run.parameters(Parameters.class));
        if (batch.isFrozen()) {
            return; // an earlier run froze it and was cut off before it could say so
        }
        int units = batch.count();
        batch.publish();
        batch.freeze(run.createdBy());
        run.result(Map.of("snapshot", id, "units", units));
        run.commit(units);
    }
}
