package org.doanket.servicemap.siting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** Compares the candidates and keeps the answer as what the job brought. After a crash it begins anew: it has written nothing. */
@ApplicationScoped
class PlacementJob implements JobHandler {

    static final String KIND = "placement";
    private static final int TOLD_EVERY = 50;

    private final PlacementQueries queries;

    PlacementJob(PlacementQueries queries) {
        this.queries = queries;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws SQLException, InterruptedException {
        run.result(queries.place(run.parameters(PlacementCommand.Ask.class), (done, total) -> {
            if (done % TOLD_EVERY == 0) {
                tell(run, done, total);
            }
        }));
    }

    private static void tell(JobRun run, long done, long total) {
        try {
            run.total(total);
            run.commit(done);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
