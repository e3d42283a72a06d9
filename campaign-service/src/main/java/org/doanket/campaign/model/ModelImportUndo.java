package org.doanket.campaign.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;

/** Takes an import back: what has been worked on since stays, and is counted. */
@ApplicationScoped
class ModelImportUndo implements JobHandler {

    static final String KIND = "model-import-undo";

    record Parameters(UUID id) {
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        UUID id = run.parameters(Parameters.class).id();
        int withdrawn = ModelBatch.withdraw(run.connection(), id, run.createdBy());
        int kept = ModelBatch.kept(run.connection(), id);
        run.total(withdrawn);
        run.problems(kept);
        run.result(Map.of("import", id, "withdrawn", withdrawn, "kept", kept));
        run.commit(withdrawn);
    }
}
