package org.doanket.membership.unit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A union organisation of any kind and depth: its present state. What it was before stands in the dated tables, which
 * follow from the events. Changed only under the lock of its row, so the version counts its facts without gaps.
 */
@Entity
class Unit {

    @Id
    private UUID id;
    private long number;
    private String code;
    private String name;
    private String kind;
    private String jurisdiction;
    private UUID parentId;
    private String path;
    private String[] territory;
    private LocalDate validFrom;
    private LocalDate validTo;
    private UUID[] successors;
    private long version;

    protected Unit() {
        // for JPA
    }

    /** @param parent null for a root */
    Unit(UUID id, long number, UnitCommand.Found command, Unit parent) {
        this.id = id;
        this.number = number;
        code = command.code();
        name = command.name();
        kind = command.kind();
        jurisdiction = command.jurisdiction();
        territory = sorted(command.territory());
        validFrom = command.validFrom();
        successors = new UUID[0];
        path = "/" + number + "/";
        if (parent != null) {
            parent.mustStandOn(validFrom);
            if (!parent.jurisdiction.equals(jurisdiction)) {
                throw UnitProblems.otherJurisdiction(parent.jurisdiction);
            }
            place(parent);
        }
    }

    /** @param exception why it may be founded below what the rule asks for, or null */
    UnitEvent.Founded found(UnitCommand.Act act, String exception) {
        version = 1;
        return new UnitEvent.Founded(id, version, validFrom, act, parentId, path, code, kind, description(), exception);
    }

    /** Another name or territory, from a day on. */
    UnitEvent.Changed change(UnitCommand.Change wanted) {
        mustStandOn(wanted.from());
        UnitEvent.Description before = description();
        name = wanted.name();
        territory = sorted(wanted.territory());
        version++;
        return new UnitEvent.Changed(id, version, wanted.from(), wanted.act(), before, description());
    }

    /** Beneath another parent, with all that stands below. */
    UnitEvent.Moved move(Unit parent, UnitCommand.Move command) {
        mustStandOn(command.from());
        if (parent.id.equals(parentId)) {
            throw UnitProblems.alreadyThere();
        }
        if (parent.path.startsWith(path)) {
            throw UnitProblems.circle();
        }
        if (!parent.jurisdiction.equals(jurisdiction)) {
            throw UnitProblems.otherJurisdiction(parent.jurisdiction);
        }
        parent.mustStandOn(command.from());
        UUID parentBefore = parentId;
        String pathBefore = path;
        place(parent);
        version++;
        return new UnitEvent.Moved(id, version, command.from(), command.act(), parentBefore, parentId, pathBefore, path);
    }

    UnitEvent.Ended end(UnitCommand.End command) {
        mustStandOn(command.on());
        if (!command.on().isAfter(validFrom)) {
            throw UnitProblems.notThere(code, command.on());
        }
        validTo = command.on();
        successors = command.successors().toArray(UUID[]::new);
        version++;
        return new UnitEvent.Ended(id, version, validTo, command.act(), path, command.successors());
    }

    /** What a merge patch starts from. */
    UnitCommand.Change editable() {
        return new UnitCommand.Change(name, Set.of(territory), null, null, null);
    }

    /** Nothing is added to a unit before its time, nor to one whose end is on record. */
    private void mustStandOn(LocalDate day) {
        if (day.isBefore(validFrom) || validTo != null) {
            throw UnitProblems.notThere(code, day);
        }
    }

    private void place(Unit parent) {
        parentId = parent.id;
        path = parent.path + number + "/";
    }

    private UnitEvent.Description description() {
        return new UnitEvent.Description(name, List.of(territory));
    }

    private static String[] sorted(Collection<String> codes) {
        return codes.stream().distinct().sorted().toArray(String[]::new);
    }

    UUID id() {
        return id;
    }

    String path() {
        return path;
    }

    String jurisdiction() {
        return jurisdiction;
    }

    long version() {
        return version;
    }
}
