package org.doanket.campaign.movement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.model.ModelFieldView;
import org.doanket.campaign.model.ModelRuleQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Draws movements up, launches and closes them, and takes in what units choose of them. */
@ApplicationScoped
@Transactional
public class MovementService {

    private final AgroalDataSource dataSource;
    private final MovementQueries queries;
    private final ModelRuleQueries rules;
    private final OwnUnit own;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    MovementService(AgroalDataSource dataSource, MovementQueries queries, ModelRuleQueries rules, OwnUnit own, UnitTree tree, Caller caller, AuditTrail audit,
            Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.own = own;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public MovementView drawUp(MovementCommand.DrawUp command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        own.requireNotEnded(unit, own.today(unit));
        refuseUnknownFields(command, unit);
        UUID id = Ids.next();
        Sql.of("INSERT INTO movement (id, unit_id, jurisdiction, name, purpose, basis, year, starts, ends, grants, state, version, created_by, changed_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, string_to_array(?, ','), 'draft', 1, ?, ?)", id, unit.id(), unit.jurisdiction(), command.name(),
                command.purpose(), command.basis(), command.year(), command.starts(), command.ends(), String.join(",", command.grants()),
                caller.subject(), clock.instant()).run(dataSource);
        write(id, command.contents());
        return recorded("movement-drawn-up", id, unit.id());
    }

    /** Only while it is a draft: what units have chosen from stays as they saw it. */
    public MovementView amend(UUID id, MovementCommand.DrawUp command, String ifMatch) {
        MovementView movement = in("draft", locked(id));
        Revision.require(ifMatch, movement.version());
        UnitRef unit = tree.find(movement.unit()).orElseThrow();
        if (!command.unit().equals(movement.unit())) {
            throw Problem.invalid(List.of(Fault.at("/unit", "not-of-its-kind")));
        }
        refuseUnknownFields(command, unit);
        Sql.of("UPDATE movement SET name = ?, purpose = ?, basis = ?, year = ?, starts = ?, ends = ?, grants = string_to_array(?, ','), "
                + "version = version + 1, changed_at = ? WHERE id = ?", command.name(), command.purpose(), command.basis(), command.year(),
                command.starts(), command.ends(), String.join(",", command.grants()), clock.instant(), id).run(dataSource);
        Sql.of("DELETE FROM movement_content WHERE movement_id = ?", id).run(dataSource);
        write(id, command.contents());
        return recorded("movement-amended", id, unit.id());
    }

    public MovementView launch(UUID id) {
        MovementView movement = in("draft", locked(id));
        if (movement.contents().isEmpty()) {
            throw MovementProblems.withoutContents();
        }
        return moved(movement, "launched", "launched_at");
    }

    public MovementView close(UUID id) {
        return moved(in("launched", locked(id)), "closed", "closed_at");
    }

    /** What a unit chose before stays chosen. */
    public MovementView choose(UUID id, MovementCommand.Choose command) {
        MovementView movement = in("launched", held(id));
        UnitRef unit = participant(movement, command.unit());
        List<String> known = movement.contents().stream().map(MovementCommand.Content::code).toList();
        command.contents().stream().filter(code -> !known.contains(code)).findFirst().ifPresent(code -> {
            throw MovementProblems.contentUnknown(code, known);
        });
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        refuseBadDay(movement, command.chosenOn(), today, unit.jurisdiction());
        own.requireNotEnded(unit, command.chosenOn() == null ? today : command.chosenOn());
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1975))", id + "/" + unit.id()).run(dataSource);
        Sql.of("INSERT INTO movement_choice (movement_id, unit_id, code, chosen_on, chosen_by) SELECT ?, ?, c.code, ?, ? "
                + "FROM (SELECT DISTINCT unnest(?::text[]) AS code) c ON CONFLICT DO NOTHING", id, unit.id(),
                command.chosenOn() == null ? today : command.chosenOn(), caller.subject(), Sql.column(command.contents(), code -> code)).run(dataSource);
        audit.record("movement-contents-chosen", "movement", id, unit.id(), null);
        return queries.one(caller.scope(), id);
    }

    /** What was chosen by mistake, as long as nothing was reported for it. */
    public MovementView takeBack(UUID id, MovementCommand.TakeBack command) {
        MovementView movement = in("launched", held(id));
        UnitRef unit = participant(movement, command.unit());
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1975))", id + "/" + unit.id()).run(dataSource);
        for (String code : new TreeSet<>(command.contents())) {
            if (Sql.of("SELECT 1 FROM movement_result WHERE movement_id = ? AND unit_id = ? AND content = ? LIMIT 1", id, unit.id(), code).first(dataSource, row -> true)
                    .isPresent()) {
                throw MovementProblems.choiceUsed(code);
            }
            if (Sql.of("DELETE FROM movement_choice WHERE movement_id = ? AND unit_id = ? AND code = ?", id, unit.id(), code).run(dataSource) == 0) {
                throw MovementProblems.notChosen(code);
            }
            audit.record("movement-choice-taken-back", "movement-choice", id + "/" + code, unit.id(), null);
        }
        return queries.one(caller.scope(), id);
    }

    /** @throws Problem unless the unit stands below the movement's, and within the caller's reach; a unit's own officer speaks for that alone */
    UnitRef participant(MovementView movement, UUID id) {
        UnitRef unit = tree.require(id, caller.scope());
        UnitRef launcher = tree.find(movement.unit()).orElseThrow();
        if (!new UnitScope(launcher.id(), launcher.path()).contains(unit.path())) {
            throw MovementProblems.notBelow();
        }
        own.requireOwn(unit);
        return unit;
    }

    /** The movement as it stays until the end of the transaction, so that nothing comes in once it is closed. */
    MovementView held(UUID id) {
        Sql.of("SELECT hold_movement(?)", id).run(dataSource);
        return queries.one(caller.scope(), id);
    }

    /** Not before there was anything to choose: the movement begins, or is launched ahead of that. */
    private static void refuseBadDay(MovementView movement, LocalDate day, LocalDate today, String jurisdiction) {
        if (day == null) {
            return;
        }
        LocalDate launched = movement.launchedAt().atZoneSameInstant(Zones.of(jurisdiction)).toLocalDate();
        if (day.isAfter(today) || day.isBefore(movement.starts().isBefore(launched) ? movement.starts() : launched)) {
            throw Problem.invalid(List.of(Fault.at("/chosenOn", day.isAfter(today) ? "in-future" : "before-the-movement")));
        }
    }

    /** The movement of a unit that the caller reaches, locked: it is launched, closed and told of by those alone. */
    MovementView locked(UUID id) {
        Sql.of("SELECT FROM movement WHERE id = ? FOR UPDATE", id).run(dataSource);
        MovementView movement = queries.one(caller.scope(), id);
        tree.require(movement.unit(), caller.scope());
        return movement;
    }

    static MovementView in(String state, MovementView movement) {
        if (!movement.state().equals(state)) {
            throw MovementProblems.notIn(movement.state());
        }
        return movement;
    }

    private MovementView moved(MovementView movement, String state, String at) {
        Sql.of("UPDATE movement SET state = ?, " + at + " = ?, version = version + 1, changed_at = ? WHERE id = ?", state, clock.instant(),
                clock.instant(), movement.id()).run(dataSource);
        return recorded("movement-" + state, movement.id(), movement.unit());
    }

    private void write(UUID id, List<MovementCommand.Content> contents) {
        Sql.of("INSERT INTO movement_content (movement_id, position, code, title, field) SELECT ?, c.position - 1, c.code, c.title, c.field "
                + "FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS c (code, title, field, position)", id,
                Sql.column(contents, MovementCommand.Content::code), Sql.column(contents, MovementCommand.Content::title),
                Sql.column(contents, MovementCommand.Content::field)).run(dataSource);
    }

    private void refuseUnknownFields(MovementCommand.DrawUp command, UnitRef unit) {
        List<String> fields = rules.fields(unit.jurisdiction(), Language.current()).stream().filter(ModelFieldView::inUse).map(ModelFieldView::code).toList();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < command.contents().size(); i++) {
            String field = command.contents().get(i).field();
            if (field != null && !fields.contains(field)) {
                faults.add(Fault.at("/contents/" + i + "/field", "unknown-model-field"));
            }
        }
        MovementProblems.raise(faults);
    }

    private MovementView recorded(String deed, UUID id, UUID unit) {
        audit.record(deed, "movement", id, unit, null);
        return queries.one(caller.scope(), id);
    }
}
