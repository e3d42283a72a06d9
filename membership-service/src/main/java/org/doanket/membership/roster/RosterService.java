package org.doanket.membership.roster;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes sheets in and asks for the jobs that check them, take their rows into the register, and undo that. */
@ApplicationScoped
@Transactional
public class RosterService {

    /** What the jobs of an import are given. */
    public record Parameters(UUID roster) {
    }

    /** By which those of a list who were members before are taken back; both null where there is none. */
    public record Decision(String number, LocalDate date) {

        public Decision {
            number = Nfc.of(number);
        }
    }

    /** An import and the job just asked for. */
    public record Accepted(UUID roster, UUID job) {
    }

    private final AgroalDataSource dataSource;
    private final RosterQueries queries;
    private final UnitTree tree;
    private final FieldVault vault;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    RosterService(AgroalDataSource dataSource, RosterQueries queries, UnitTree tree, FieldVault vault, Jobs jobs, AuditTrail audit,
            Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.tree = tree;
        this.vault = vault;
        this.jobs = jobs;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public Accepted check(UUID unitId, String source, String name, String duesKind, Decision decision, Path file, UnitScope scope) {
        UnitRef unit = tree.require(unitId, scope);
        if (unit.validTo() != null) {
            throw RosterProblems.unitEnded(unit.code());
        }
        if (duesKind != null && Sql.of("SELECT 1 FROM member_dues_kind WHERE jurisdiction = ? AND code = ?", unit.jurisdiction(), duesKind)
                .first(dataSource, row -> true).isEmpty()) {
            throw Problem.invalid(List.of(Fault.at("?duesKind", "unknown-dues-kind")));
        }
        if ((decision.number() == null) != (decision.date() == null)) {
            throw Problem.invalid(List.of(Fault.at(decision.number() == null ? "?decisionNumber" : "?decisionDate", "not-null")));
        }
        if (decision.date() != null && decision.date().isAfter(Zones.today(clock, unit.jurisdiction()))) {
            throw Problem.invalid(List.of(Fault.at("?decisionDate", "past-or-present")));
        }
        UUID id = Ids.next();
        FieldVault.Key key = vault.newKey();
        try {
            Sql.of("INSERT INTO roster_import (id, unit_id, path, source, name, dues_kind, decision_number, decision_date, day, state, file_key, bytes, "
                    + "created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'checking', ?, ?, ?)", id, unit.id(), unit.path(), source, name, duesKind,
                    decision.number(), decision.date(), Zones.today(clock, unit.jurisdiction()), key.wrapped(), Files.size(file), caller.subject())
                    .run(dataSource);
            RosterFile.save(dataSource, id, key, file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        audit.record("roster-sent", "roster", id, unit.id(), source);
        return submit(RosterCheck.KIND, id, unit.id());
    }

    /** Reads the sheet that came once more, its columns taken as said; the next sheets of its source are read so from the start. */
    public Accepted checkAgain(UUID id, RosterCommand.Columns command, UnitScope scope) {
        Set<String> fields = new HashSet<>(Sql.of("SELECT DISTINCT field FROM roster_heading").list(dataSource, row -> row.getString(1)));
        List<Fault> faults = command.columns().entrySet().stream()
                .filter(column -> column.getValue() != null && !fields.contains(column.getValue()))
                .map(column -> Fault.at("/columns/" + column.getKey(), "unknown-field")).toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        UUID unit = begin(id, Set.of("ready", "unreadable"), "checking", RosterProblems::notCheckable, scope);
        command.columns().forEach((heading, field) -> Sql.of("INSERT INTO roster_mapping (unit_id, source, heading, field, recorded_by) "
                + "SELECT unit_id, source, ?, ?, ? FROM roster_import WHERE id = ? ON CONFLICT (unit_id, source, heading) "
                + "DO UPDATE SET field = excluded.field, recorded_at = now(), recorded_by = excluded.recorded_by",
                SearchForm.of(heading), field, caller.subject(), id).run(dataSource));
        return submit(RosterCheck.KIND, id, unit);
    }

    public Accepted commit(UUID id, UnitScope scope) {
        UUID unit = begin(id, Set.of("ready"), "committing", RosterProblems::notReady, scope);
        audit.record("roster-committed", "roster", id, unit, null);
        return submit(RosterCommit.KIND, id, unit);
    }

    public Accepted undo(UUID id, UnitScope scope) {
        UUID unit = begin(id, Set.of("committed"), "undoing", RosterProblems::notCommitted, scope);
        queries.builtUpon(id).refuse();
        audit.record("roster-undone", "roster", id, unit, null);
        return submit(RosterUndo.KIND, id, unit);
    }

    /** One step at a time: of two who ask at once, the second finds the state changed. A step whose job gave up has done nothing. */
    private UUID begin(UUID id, Set<String> from, String to, Function<String, Problem> otherwise, UnitScope scope) {
        String state = Sql.of("SELECT roster_standing(state, job_id) FROM roster_import WHERE id = ? AND path >= ? AND path < ? FOR UPDATE", id,
                scope.from(), scope.to())
                .first(dataSource, row -> row.getString(1)).orElseThrow(() -> Problem.notFound("import"));
        if (!from.contains(state)) {
            throw otherwise.apply(state);
        }
        return Sql.of("UPDATE roster_import SET state = ? WHERE id = ? RETURNING unit_id", to, id)
                .first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow();
    }

    private Accepted submit(String kind, UUID id, UUID unit) {
        UUID job = jobs.submit(kind, unit, new Parameters(id));
        Sql.of("UPDATE roster_import SET job_id = ? WHERE id = ?", job, id).run(dataSource);
        return new Accepted(id, job);
    }
}
