package org.doanket.finance.paybase;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/** One transaction: a run that was posted since it was asked for stands in its way as one before would have. */
@ApplicationScoped
class PayImportUndoJob implements JobHandler {

    static final String KIND = "pay-import-undo";

    private final PayImportUndo undo;

    PayImportUndoJob(PayImportUndo undo) {
        this.undo = undo;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException {
        Connection connection = job.connection();
        UUID id = job.parameters(PayImportJob.Parameters.class).payImport();
        String state = Sql.of("SELECT state FROM pay_import WHERE id = ? FOR UPDATE", id).first(connection, row -> row.getString(1)).orElseThrow();
        if (!state.equals("undoing")) {
            return; // an earlier run did it and was cut off before it could say so
        }
        long rows;
        try {
            rows = undo.undo(connection, id);
        } catch (Problem builtUpon) {
            connection.rollback();
            Sql.of("UPDATE pay_import SET state = 'committed' WHERE id = ?", id).run(connection);
            connection.commit();
            throw builtUpon;
        }
        Sql.of("UPDATE pay_import SET state = 'undone', undone_at = clock_timestamp(), undone_by = ? WHERE id = ?", job.createdBy(), id).run(connection);
        job.commit(rows);
    }
}
