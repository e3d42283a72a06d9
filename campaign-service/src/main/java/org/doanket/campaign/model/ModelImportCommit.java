package org.doanket.campaign.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/** Registers the good rows of an import, all or none, with their history and their facts. */
@ApplicationScoped
class ModelImportCommit implements JobHandler {

    static final String KIND = "model-import-commit";

    record Parameters(UUID id, boolean acknowledgedLookalikes) {
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters given = run.parameters(Parameters.class);
        boolean waits = Sql.of("SELECT state = 'committing' FROM model_import WHERE id = ? FOR UPDATE", given.id())
                .first(run.connection(), row -> row.getBoolean(1)).orElse(false);
        if (!waits) {
            return;
        }
        int registered = ModelBatch.register(run.connection(), given.id(), given.acknowledgedLookalikes(), run.createdBy(), run.path());
        Sql.of("UPDATE model_import SET state = 'committed', content = NULL, registered = ? WHERE id = ?", registered, given.id())
                .run(run.connection());
        run.total(registered);
        run.result(Map.of("import", given.id(), "registered", registered));
        run.commit(registered);
    }
}
