package org.doanket.membership.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/**
 * Takes a roster back out as if it had never come, as long as nothing was built on it: those whom it admitted leave the
 * register with their keys, those whom it changed are as they were before. The import itself, and who undid it, stay on record.
 */
@ApplicationScoped
class RosterUndo implements JobHandler {

    static final String KIND = "roster-undo";

    private final FieldVault vault;

    RosterUndo(FieldVault vault) {
        this.vault = vault;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Connection connection = run.connection();
        UUID id = run.parameters(RosterService.Parameters.class).roster();
        // The tree first: an act that moves the unit holds it, and wants the import's row next.
        RosterBatch batch = new RosterBatch(connection, id, vault);
        batch.holdTree();
        String state = Sql.of("SELECT state FROM roster_import WHERE id = ? FOR UPDATE", id).first(connection, row -> row.getString(1)).orElseThrow();
        if (!state.equals("undoing")) {
            return; // an earlier run did it and was cut off before it could say so
        }
        try {
            batch.undo(run.createdBy());
        } catch (Problem builtUpon) {
            giveUp(connection, id);
            throw builtUpon;
        } catch (SQLException failure) {
            if (!RosterCommit.UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
            giveUp(connection, id);
            throw RosterProblems.numbersTaken();
        }
        Sql.of("UPDATE roster_import SET state = 'undone', undone_at = clock_timestamp(), undone_by = ? WHERE id = ?", run.createdBy(), id)
                .run(connection);
        run.commit(run.done());
    }

    private static void giveUp(Connection connection, UUID id) throws SQLException {
        connection.rollback();
        Sql.of("UPDATE roster_import SET state = 'committed' WHERE id = ?", id).run(connection);
        connection.commit();
    }
}
