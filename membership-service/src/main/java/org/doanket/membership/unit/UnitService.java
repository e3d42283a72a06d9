package org.doanket.membership.unit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.administrative.AdministrativeUnitQueries;
import org.doanket.membership.kind.UnitKindQueries;
import org.doanket.membership.right.RightsQueries;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;

/** Founding, changing, moving and ending units, each with its act, its history and its fact in one transaction. */
@ApplicationScoped
@Transactional
public class UnitService {

    /** The advisory lock of the tree: shared by those who go by paths, alone for those who change them. */
    public static final long TREE = 0x7472_6565L;

    private final UnitRepository units;
    private final UnitBatch batch;
    private final UnitKindQueries kinds;
    private final AdministrativeUnitQueries areas;
    private final MergePatch mergePatch;
    private final RightsQueries rights;
    private final ParameterQueries parameters;
    private final Event<UnitEvent> happened;
    private final Clock clock;

    UnitService(UnitRepository units, UnitBatch batch, UnitKindQueries kinds, AdministrativeUnitQueries areas, MergePatch mergePatch,
            RightsQueries rights, ParameterQueries parameters, Event<UnitEvent> happened, Clock clock) {
        this.units = units;
        this.batch = batch;
        this.kinds = kinds;
        this.areas = areas;
        this.mergePatch = mergePatch;
        this.rights = rights;
        this.parameters = parameters;
        this.happened = happened;
        this.clock = clock;
    }

    public UUID found(UnitCommand.Found command, UnitScope scope) {
        if (command.parentId() == null && scope.unit() != null) {
            throw UnitProblems.rootIsForTheInstallation();
        }
        List<Fault> faults = new ArrayList<>(areas.faults("/territory", command.jurisdiction(), command.territory(), command.validFrom()));
        if (!kinds.exists(command.jurisdiction(), command.kind())) {
            faults.add(Fault.at("/kind", "unknown-unit-kind"));
        }
        faults.addAll(futureFaults("/validFrom", command.validFrom(), command.jurisdiction()));
        faults.addAll(actFaults(command.actDate(), command.validFrom(), command.jurisdiction()));
        refuse(faults);
        units.holdTree();
        Unit parent = command.parentId() == null ? null : require(command.parentId(), scope);
        requireFounders(command, scope);
        requireEnough(command);
        if (units.hasCode(command.code())) {
            throw UnitProblems.codeTaken(command.code());
        }
        Unit unit = new Unit(Ids.next(), units.nextNumber(), command, parent);
        if (parent != null) {
            refuseBefore(batch.standsSince(parent.id()), command.validFrom());
        }
        UnitEvent.Founded founded = unit.found(command.act(), command.exceptionReason());
        units.persist(unit);
        publish(founded);
        batch.keepFounders(unit.id(), command.founders());
        return unit.id();
    }

    public void change(UUID id, JsonNode patch, String ifMatch, UnitScope scope) {
        Unit unit = requireBelow(id, scope);
        Revision.require(ifMatch, unit.version());
        UnitCommand.Change wanted = mergePatch.apply(unit.editable(), patch);
        List<Fault> faults = new ArrayList<>(areas.faults("/territory", unit.jurisdiction(), added(unit, wanted), wanted.from()));
        faults.addAll(futureFaults("/from", wanted.from(), unit.jurisdiction()));
        if (wanted.actDate() != null) {
            faults.addAll(futureFaults("/actDate", wanted.actDate(), unit.jurisdiction()));
        }
        refuse(faults);
        refuseBefore(batch.lastDescription(id), wanted.from());
        publish(unit.change(wanted));
    }

    public void move(UUID id, UnitCommand.Move command, UnitScope scope) {
        units.claimTree();
        Unit unit = requireBelow(id, scope);
        List<Fault> faults = new ArrayList<>(futureFaults("/from", command.from(), unit.jurisdiction()));
        faults.addAll(actFaults(command.actDate(), command.from(), unit.jurisdiction()));
        refuse(faults);
        Unit parent = require(command.parentId(), scope);
        refuseBefore(batch.lastPlacement(id, parent.id()), command.from());
        publish(unit.move(parent, command));
    }

    public void end(UUID id, UnitCommand.End command, UnitScope scope) {
        units.claimTree();
        Unit unit = requireBelow(id, scope);
        List<Fault> faults = new ArrayList<>(futureFaults("/on", command.on(), unit.jurisdiction()));
        faults.addAll(actFaults(command.actDate(), command.on(), unit.jurisdiction()));
        for (int i = 0; i < command.successors().size(); i++) {
            UUID successor = command.successors().get(i);
            if (successor.equals(id) || units.findByIdOptional(successor).isEmpty()) {
                faults.add(Fault.at("/successors/" + i, "unknown-unit"));
            }
        }
        refuse(faults);
        long below = units.countLivingBelow(unit);
        if (below > 0) {
            throw UnitProblems.hasUnitsBelow(below);
        }
        refuseBefore(batch.lastPlacement(id, id).plusDays(1), command.on());
        refuseBefore(batch.lastDescription(id).plusDays(1), command.on());
        publish(unit.end(command));
    }

    /** For features whose rows carry a unit's path: until the end of the transaction it stays as it is. */
    public void holdTree() {
        units.holdTree();
    }

    /** In the order that every feature keeps: the row, the history, the fact, and then those here who go by it. */
    private void publish(UnitEvent event) {
        units.flush();
        batch.record(event);
        batch.tell(event);
        happened.fire(event);
    }

    void tell(@Observes PersonalData asked) {
        asked.add("foundedUnits", batch.foundedBy(asked.person()));
    }

    /**
     * Where people found a unit, there are as many as the rule of the day asks for, unless the act of the unit above says why not. Where none is named,
     * the register takes over a union that stands by its act already, and its members come with a roster.
     */
    private void requireEnough(UnitCommand.Found command) {
        if (!command.founders().isEmpty() && command.exceptionReason() == null && kinds.isGrassRoots(command.jurisdiction(), command.kind())) {
            parameters.value(command.jurisdiction(), "minimum-members", command.kind(), command.validFrom())
                    .filter(least -> command.founders().size() < least.value()).ifPresent(least -> {
                        throw UnitProblems.tooFewFounders(command, least);
                    });
        }
    }

    /** Those whom the officer may see, who are members on that day and may found. */
    private void requireFounders(UnitCommand.Found command, UnitScope scope) {
        Set<UUID> present = batch.present(command.founders(), scope);
        refuse(command.founders().stream().filter(founder -> !present.contains(founder))
                .map(founder -> Fault.at("/founders", "unknown-member", Map.of("id", founder))).toList());
        rights.refusals("found-unit", List.copyOf(command.founders()), command.jurisdiction(), command.validFrom()).values().stream().findFirst().ifPresent(refusal -> {
            throw refusal.isOfNoMember() ? Problem.invalid(List.of(Fault.at("/founders", "no-member-on-the-day", Map.of("day", command.validFrom()))))
                    : UnitProblems.mayNotFound(refusal);
        });
    }

    private Unit require(UUID id, UnitScope scope) {
        return units.inScope(id, scope).orElseThrow(() -> Problem.notFound("unit"));
    }

    private Unit requireBelow(UUID id, UnitScope scope) {
        Unit unit = units.inScopeForUpdate(id, scope).orElseThrow(() -> Problem.notFound("unit"));
        if (unit.id().equals(scope.unit())) {
            throw UnitProblems.aboveDecides();
        }
        return unit;
    }

    /** What a unit covered already it may go on to name, though it be no more by then: another name is given all the same. */
    private static Set<String> added(Unit unit, UnitCommand.Change wanted) {
        Set<String> added = new HashSet<>(wanted.territory());
        added.removeAll(unit.editable().territory());
        return added;
    }

    /** The register says what is, not what is planned. */
    private List<Fault> futureFaults(String pointer, LocalDate day, String jurisdiction) {
        LocalDate today = Zones.today(clock, jurisdiction);
        return day.isAfter(today) ? List.of(Fault.at(pointer, "past-or-present")) : List.of();
    }

    /** No act changes what was before it was signed, unless somebody sees that it does: of a reorganisation the dry run says so. */
    private List<Fault> actFaults(LocalDate signed, LocalDate effective, String jurisdiction) {
        if (signed == null) {
            return List.of();
        }
        return signed.isAfter(effective) ? List.of(Fault.at("/actDate", "act-after-effect", Map.of("day", effective)))
                : futureFaults("/actDate", signed, jurisdiction);
    }

    /** What was recorded for later days would have to be rewritten: a counter-act says that better. */
    private static void refuseBefore(LocalDate earliest, LocalDate day) {
        if (day.isBefore(earliest)) {
            throw UnitProblems.beforeLastChange(earliest);
        }
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
