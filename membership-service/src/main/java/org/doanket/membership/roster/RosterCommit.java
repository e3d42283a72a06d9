package org.doanket.membership.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Takes a checked roster into the register: members, keys, history and facts in one transaction, so all or nothing. */
@ApplicationScoped
class RosterCommit implements JobHandler {

    static final String KIND = "roster-commit";
    static final String UNIQUE_VIOLATION = "23505";

    private final FieldVault vault;
    private final Clock clock;

    RosterCommit(FieldVault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
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
        new RosterBatch(connection, id, vault).holdTree();
        Optional<LocalDate> day = Sql.of("SELECT u.jurisdiction FROM roster_import i JOIN unit u ON u.id = i.unit_id WHERE i.id = ? AND i.state = 'committing' "
                + "FOR UPDATE OF i", id).first(connection, row -> Zones.today(clock, row.getString(1)));
        if (day.isEmpty()) {
            return; // an earlier run took it in and was cut off before it could say so
        }
        RosterVerdict verdict = new RosterVerdict(connection, id, vault);
        try {
            takeIn(run, verdict, id, day.get());
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
            // Between the last look and the insert somebody else has taken a code, an id or a number of the list.
            connection.rollback();
            RosterBatch batch = new RosterBatch(connection, id, vault);
            batch.spread();
            batch.date(day.get());
            verdict.give();
            lookAgain(connection, verdict, id);
        }
    }

    private void takeIn(JobRun run, RosterVerdict verdict, UUID id, LocalDate day) throws SQLException {
        Connection connection = run.connection();
        RosterBatch batch = new RosterBatch(connection, id, vault);
        batch.spread();
        batch.date(day);
        if (verdict.give() > 0) {
            lookAgain(connection, verdict, id);
        }
        int admitted = batch.admit(run.createdBy());
        int changed = batch.keepBefore();
        new RosterReseal(connection, id, vault).run();
        batch.change(run.createdBy());
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
