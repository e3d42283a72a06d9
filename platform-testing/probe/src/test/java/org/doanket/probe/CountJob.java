package org.doanket.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.Map;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** Writes a note per step; fails once at a step, if told to, and must then go on from there. */
@ApplicationScoped
class CountJob implements JobHandler {

    static final String KIND = "count";

    public record Parameters(int steps, int failOnceAt, int errorOnceAt, boolean refuse) {
    }

    private volatile boolean failed;
    private volatile boolean erred;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters parameters = run.parameters(Parameters.class);
        if (parameters.refuse()) {
            throw Problem.conflict("concurrent-change");
        }
        run.total(parameters.steps());
        Integer reached = run.checkpoint(Integer.class);
        for (int step = reached == null ? 1 : reached + 1; step <= parameters.steps(); step++) {
            try (PreparedStatement insert = run.connection().prepareStatement("INSERT INTO note (id, path, text) VALUES (?, ?, ?)")) {
                insert.setObject(1, Ids.next());
                insert.setString(2, run.path());
                insert.setString(3, "step " + step);
                insert.executeUpdate();
            }
            if (step == parameters.failOnceAt() && !failed) {
                failed = true;
                throw new IllegalStateException("failing once, as told");
            }
            if (step == parameters.errorOnceAt() && !erred) {
                erred = true;
                throw new StackOverflowError("once, as told");
            }
            run.checkpoint(step);
            run.commit(step);
        }
        run.result(Map.of("notes", parameters.steps()));
    }
}
