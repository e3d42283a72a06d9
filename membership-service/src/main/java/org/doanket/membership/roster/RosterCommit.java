package org.doanket.membership.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/** Takes a checked roster into the register: members, keys, history and facts in one transaction, so all or nothing. */
@ApplicationScoped
class RosterCommit implements JobHandler {

    static final String KIND = "roster-commit";
    private static final String UNIQUE_VIOLATION = "23505";

    private final FieldVault vault;

    RosterCommit(FieldVault vault) {
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
        String state = Sql.of("SELECT state FROM roster_import WHERE id = ? FOR UPDATE", id).first(connection, row -> row.getString(1)).orElseThrow();
        if (!state.equals("committing")) {
            return; // an earlier run took it in and was cut off before it could say so
        }
        RosterVerdict verdict = new RosterVerdict(connection, id, vault);
        try {
            takeIn(run, verdict, id);
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
            // Between the last look and the insert somebody else has taken a code, an id or a number of the list.
            connection.rollback();
            new RosterBatch(connection, id, vault).spread();
            verdict.give();
            lookAgain(connection, verdict, id);
        }
    }

    private void takeIn(JobRun run, RosterVerdict verdict, UUID id) throws SQLException {
        Connection connection = run.connection();
        RosterBatch batch = new RosterBatch(connection, id, vault);
        batch.spread();
        batch.holdTree();
        if (verdict.give() > 0) {
            lookAgain(connection, verdict, id);
        }
        int admitted = batch.admit(run.createdBy());
        batch.keepBefore();
        new RosterReseal(connection, id, vault).run();
        int changed = batch.change(run.createdBy());
        Sql.of("UPDATE roster_import SET state = 'committed', committed_at = clock_timestamp(), committed_by = ? WHERE id = ?", run.createdBy(), id)
                .run(connection);
        run.result(Map.of("admitted", admitted, "changed", changed));
        run.commit(admitted + changed);
    }

    /** The new verdicts are kept and shown; nothing is taken in. */
    private static void lookAgain(Connection connection, RosterVerdict verdict, UUID id) throws SQLException {
        verdict.count();
        Sql.of("UPDATE roster_import SET state = 'ready' WHERE id = ?", id).run(connection);
        connection.commit();
        throw RosterProblems.outdated();
    }
}
