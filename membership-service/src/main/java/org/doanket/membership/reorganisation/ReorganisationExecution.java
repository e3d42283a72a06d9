package org.doanket.membership.reorganisation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/**
 * Executes an act in one transaction, alone with the tree: foresees it anew under the lock and does it only if all of it is as
 * it was looked at. Cut off at any moment it has done nothing, or all; then the next run finds that out.
 */
@ApplicationScoped
class ReorganisationExecution implements JobHandler {

    static final String KIND = "reorganisation";
    /** How long those are waited for who hold the tree: a roster of a million that is being taken in. */
    private static final String PATIENCE = "120s";

    /** What the job is given. */
    record Parameters(UUID reorganisation) {
    }

    private final ReorganisationDryRun dryRun;
    private final Event<ReorganisationEvent> happening;
    private final Outbox outbox;
    private final ObjectMapper json;

    ReorganisationExecution(ReorganisationDryRun dryRun, Event<ReorganisationEvent> happening, Outbox outbox, ObjectMapper json) {
        this.dryRun = dryRun;
        this.happening = happening;
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Connection connection = run.connection();
        UUID id = run.parameters(Parameters.class).reorganisation();
        Sql.of("SELECT set_config('lock_timeout', ?, true), set_config('work_mem', '64MB', true)", PATIENCE).run(connection);
        Sql.of("SELECT pg_advisory_xact_lock(?)", UnitService.TREE).run(connection);
        ReorganisationDryRun.Head act = ReorganisationDryRun.Head.lock(connection, id);
        if (!act.state().equals("executing")) {
            return; // an earlier run did it and was cut off before it could say so
        }
        refuseUnlessAsShown(connection, act);
        ReorganisationTree.change(connection, act, run.createdBy());
        happening.fire(new ReorganisationEvent.Executed(connection, id, act.counterTo(), act.effective(), act.actNumber(), run.createdBy()));
        Sql.of("UPDATE reorganisation SET state = 'executed', version = version + 1, executed_at = clock_timestamp(), executed_by = ? WHERE id = ?",
                run.createdBy(), id).run(connection);
        ReorganisationView.Executed executed = Sql.of("SELECT * FROM reorganisation WHERE id = ?", id)
                .first(connection, row -> ReorganisationView.Executed.of(row, json)).orElseThrow();
        outbox.append(connection, new Fact("reorganisation", id, 1, "reorganisation-executed", executed));
        run.result(Map.of("reorganisation", id, "units", executed.units(), "lines", executed.lines()));
        run.commit(executed.units().values().stream().mapToLong(Long::longValue).sum());
    }

    /** Foresees it anew, now that nobody else changes the tree. */
    private void refuseUnlessAsShown(Connection connection, ReorganisationDryRun.Head act) throws Exception {
        List<ReorganisationView.Conflict> conflicts = dryRun.conflicts(connection, act);
        if (!conflicts.isEmpty()) {
            refuse(connection, act.id(), conflicts, List.of(), ReorganisationProblems.overtaken(conflicts));
        }
        dryRun.run(connection, act, true);
        if (!ReorganisationDryRun.Head.lock(connection, act.id()).fingerprint().equals(act.fingerprint())) {
            conflicts = dryRun.conflicts(connection, act);
            List<ReorganisationView.Difference> differences = dryRun.differences(connection, act.id());
            refuse(connection, act.id(), conflicts, differences, conflicts.isEmpty() && !differences.isEmpty()
                    ? ReorganisationProblems.notAsShown(differences) : ReorganisationProblems.overtaken(conflicts));
        }
    }

    /** It is a draft again, and says why. */
    private void refuse(Connection connection, UUID id, List<ReorganisationView.Conflict> conflicts,
            List<ReorganisationView.Difference> differences, Problem why) throws Exception {
        connection.rollback();
        Sql.of("UPDATE reorganisation SET state = 'draft', conflicts = ?::jsonb, differences = ?::jsonb WHERE id = ?", json.writeValueAsString(conflicts),
                json.writeValueAsString(differences), id).run(connection);
        connection.commit();
        throw why;
    }
}
