package org.doanket.membership.reorganisation;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;
import org.doanket.membership.reorganisation.ReorganisationDryRun.Head;
import org.doanket.membership.reorganisation.ReorganisationPlan.Numbered;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes drafts in, foresees them, asks for their execution, and drafts counter-acts. */
@ApplicationScoped
@Transactional
public class ReorganisationService {

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final ReorganisationDryRun dryRun;
    private final UnitTree tree;
    private final Jobs jobs;
    private final MergePatch mergePatch;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    ReorganisationService(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, ReorganisationDryRun dryRun, UnitTree tree,
            Jobs jobs, MergePatch mergePatch, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.dryRun = dryRun;
        this.tree = tree;
        this.jobs = jobs;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** Something to be done with the connection of this transaction. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    public UUID draft(ReorganisationCommand.Draft draft, UnitScope scope) {
        List<Numbered> steps = numbered(draft.steps());
        refuseUnlessWhole("/steps/", steps, -1);
        return draft(draft.unitId(), new ReorganisationCommand.Change(draft.actNumber(), draft.actDate(), draft.effective(), draft.note(),
                draft.steps()), steps, null, scope);
    }

    /** From a sheet: the act's own fields come beside it. */
    public UUID draft(UUID unit, ReorganisationCommand.Counter act, Path sheet, UnitScope scope) {
        tree.require(unit, scope);
        return draft(unit, new ReorganisationCommand.Change(act.actNumber(), act.actDate(), act.effective(), act.note(), List.of()),
                steps(sheet), null, scope);
    }

    public void change(UUID id, JsonNode patch, String ifMatch, UnitScope scope) {
        inTransaction(connection -> {
            Head act = requireDraft(connection, id, scope);
            Revision.require(ifMatch, act.version());
            List<Numbered> before = ReorganisationDryRun.steps(connection, id);
            String note = Sql.of("SELECT note FROM reorganisation WHERE id = ?", id).list(connection, row -> row.getString(1)).get(0);
            ReorganisationCommand.Change present = new ReorganisationCommand.Change(act.actNumber(), act.actDate(), act.effective(), note,
                    before.stream().map(Numbered::step).toList());
            ReorganisationCommand.Change wanted = mergePatch.apply(present, patch);
            if (patch.has("steps")) {
                List<Numbered> steps = numbered(wanted.steps());
                refuseUnlessWhole("/steps/", steps, -1);
                dryRun.replaceSteps(connection, id, steps);
            }
            return Sql.of("UPDATE reorganisation SET act_number = ?, act_date = ?, effective = ?, note = ?, version = version + 1 WHERE id = ?",
                    wanted.actNumber(), wanted.actDate(), wanted.effective(), wanted.note(), id).run(connection);
        });
    }

    public void replaceSteps(UUID id, Path sheet, String ifMatch, UnitScope scope) {
        inTransaction(connection -> {
            Revision.require(ifMatch, requireDraft(connection, id, scope).version());
            dryRun.replaceSteps(connection, id, steps(sheet));
            return Sql.of("UPDATE reorganisation SET version = version + 1 WHERE id = ?", id).run(connection);
        });
    }

    public void delete(UUID id, String ifMatch, UnitScope scope) {
        inTransaction(connection -> {
            Revision.require(ifMatch, requireDraft(connection, id, scope).version());
            return Sql.of("DELETE FROM reorganisation WHERE id = ?", id).run(connection);
        });
    }

    /**
     * On the worker's login, after the act was found within the scope: its counts go over as many members as the execution itself,
     * and there row-level security would lead the planner by the path instead of the unit.
     */
    public void foresee(UUID id, UnitScope scope) {
        refuseUnlessDraft(inTransaction(connection -> require(connection, id, scope, false)));
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Head act = Head.lock(connection, id);
                refuseUnlessDraft(act);
                dryRun.run(connection, act, false);
                dryRun.keepShown(connection, id);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What is approved is what was looked at: foreseen once more, and nothing of that is kept. The job looks again, alone with the tree. */
    private void refuseUnlessAsShown(UUID id, String fingerprint) {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Head act = Head.lock(connection, id);
                if (!act.state().equals("draft") || !fingerprint.equals(act.fingerprint())) {
                    return; // somebody else was quicker, and is answered below
                }
                dryRun.run(connection, act, false);
                List<ReorganisationView.Difference> differences = dryRun.differences(connection, id);
                if (!differences.isEmpty()) {
                    throw ReorganisationProblems.notAsShown(differences);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** @return the job; the same one when it was asked for already */
    public UUID execute(UUID id, ReorganisationCommand.Execute command, UnitScope scope) {
        String fingerprint = command.fingerprint();
        Head seen = inTransaction(connection -> {
            Head act = require(connection, id, scope, false);
            if (!isAskedAgain(act, fingerprint)) {
                refuseUnlessReady(connection, act, fingerprint);
            }
            return act;
        });
        if (!isAskedAgain(seen, fingerprint)) {
            refuseUnlessAsShown(id, fingerprint);
        }
        return inTransaction(connection -> {
            Head act = require(connection, id, scope);
            if (isAskedAgain(act, fingerprint)) {
                return jobOf(connection, act);
            }
            refuseUnlessReady(connection, act, fingerprint);
            audit.record("reorganisation-executed", "reorganisation", id, act.unit(), act.actNumber());
            return submit(connection, act);
        });
    }

    private static boolean isAskedAgain(Head act, String fingerprint) {
        return !act.state().equals("draft") && fingerprint.equals(act.fingerprint());
    }

    private void refuseUnlessReady(Connection connection, Head act, String fingerprint) throws SQLException {
        refuseUnlessDraft(act);
        if (act.checkedVersion() == null || act.checkedVersion() != act.version() || !fingerprint.equals(act.fingerprint())) {
            throw ReorganisationProblems.notChecked();
        }
        long breaches = dryRun.breaches(connection, act.id());
        if (breaches > 0) {
            throw ReorganisationProblems.breaksRules(breaches);
        }
        if (act.effective().isAfter(Zones.today(clock, act.jurisdiction()))) {
            throw ReorganisationProblems.tooEarly(act.effective());
        }
        if (act.actDate().isAfter(Zones.today(clock, act.jurisdiction()))) {
            throw ReorganisationProblems.notSigned(act.actDate());
        }
        List<ReorganisationView.Conflict> conflicts = dryRun.conflicts(connection, act);
        if (!conflicts.isEmpty()) {
            throw ReorganisationProblems.overtaken(conflicts);
        }
    }

    /** A job that gave up, since the database was away for too long, has done nothing: another one takes its place. */
    private UUID jobOf(Connection connection, Head act) throws SQLException {
        Optional<UUID> standing = Sql.of("SELECT j.id FROM reorganisation r JOIN job j ON j.id = r.job_id WHERE r.id = ? "
                + "AND (j.state <> 'failed' OR r.state = 'executed')", act.id()).first(connection, row -> row.getObject(1, UUID.class));
        return standing.isPresent() ? standing.get() : submit(connection, act);
    }

    private UUID submit(Connection connection, Head act) throws SQLException {
        UUID job = jobs.submit(ReorganisationExecution.KIND, act.unit(), new ReorganisationExecution.Parameters(act.id()));
        Sql.of("UPDATE reorganisation SET state = 'executing', conflicts = NULL, differences = NULL, job_id = ? WHERE id = ?", job, act.id()).run(connection);
        return job;
    }

    /** The draft that takes an executed act back: whatever it did to units, the other way round. Members follow by what is on record of them. */
    public UUID counter(UUID id, ReorganisationCommand.Counter command, UnitScope scope) {
        return inTransaction(connection -> {
            Head act = require(connection, id, scope);
            if (!act.state().equals("executed")) {
                throw ReorganisationProblems.notExecuted(act.state());
            }
            Sql.of("SELECT act_number FROM reorganisation WHERE counter_to = ? AND state <> 'draft'", id)
                    .first(connection, row -> row.getString(1)).ifPresent(number -> {
                        throw ReorganisationProblems.countered(number);
                    });
            return draft(act.unit(), new ReorganisationCommand.Change(command.actNumber(), command.actDate(), command.effective(), command.note(),
                    List.of()), ReorganisationCounter.steps(connection, id), id, scope);
        });
    }

    private UUID draft(UUID unitId, ReorganisationCommand.Change act, List<Numbered> steps, UUID counterTo, UnitScope scope) {
        UnitRef unit = tree.require(unitId, scope);
        UUID id = Ids.next();
        return inTransaction(connection -> {
            Sql.of("INSERT INTO reorganisation (id, unit_id, path, act_number, act_date, effective, note, counter_to, created_by) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit.id(), unit.path(), act.actNumber(), act.actDate(), act.effective(),
                    act.note(), counterTo, caller.subject()).run(connection);
            dryRun.replaceSteps(connection, id, steps);
            return id;
        });
    }

    private static List<Numbered> steps(Path sheet) {
        ReorganisationSheet read = ReorganisationSheet.read(sheet);
        List<Fault> faults = new ArrayList<>(read.faults());
        faults.addAll(faults("/rows/", read.steps(), 0));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return read.steps();
    }

    private static List<Numbered> numbered(List<Step> steps) {
        List<Numbered> numbered = new ArrayList<>();
        steps.forEach(step -> numbered.add(new Numbered(numbered.size() + 1, step)));
        return numbered;
    }

    private static void refuseUnlessWhole(String place, List<Numbered> steps, int offset) {
        List<Fault> faults = faults(place, steps, offset);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** What a step of its kind must say. */
    private static List<Fault> faults(String place, List<Numbered> steps, int offset) {
        List<Fault> faults = new ArrayList<>();
        for (Numbered each : steps) {
            Step step = each.step();
            String at = place + (each.number() + offset);
            switch (step.action()) {
                case "found" -> {
                    need(faults, at + "/name", step.name());
                    need(faults, at + "/kind", step.kind());
                    need(faults, at + "/parent", step.parent());
                }
                case "move", "restore" -> need(faults, at + "/parent", step.parent());
                case "merge" -> need(faults, at + "/into", step.into());
                case "split" -> {
                    need(faults, at + "/into", step.into());
                    if (step.members().isEmpty() && step.units().isEmpty()) {
                        faults.add(Fault.at(at + "/members", "not-empty"));
                    }
                }
                default -> {
                    // a union may be dissolved with nobody after it
                }
            }
        }
        return faults;
    }

    private static void need(List<Fault> faults, String pointer, String text) {
        if (text == null || text.isBlank()) {
            faults.add(Fault.at(pointer, "not-blank"));
        }
    }

    private Head requireDraft(Connection connection, UUID id, UnitScope scope) throws SQLException {
        Head act = require(connection, id, scope);
        refuseUnlessDraft(act);
        return act;
    }

    private static void refuseUnlessDraft(Head act) {
        if (!act.state().equals("draft")) {
            throw ReorganisationProblems.notADraft(act.state());
        }
    }

    private static Head require(Connection connection, UUID id, UnitScope scope) throws SQLException {
        return require(connection, id, scope, true);
    }

    private static Head require(Connection connection, UUID id, UnitScope scope, boolean lock) throws SQLException {
        Sql.of("SELECT 1 FROM reorganisation WHERE id = ? AND path >= ? AND path < ?", id, scope.from(), scope.to())
                .first(connection, row -> true).orElseThrow(() -> Problem.notFound("reorganisation"));
        return lock ? Head.lock(connection, id) : Head.read(connection, id);
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
