package org.doanket.membership.reorganisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;
import org.doanket.membership.reorganisation.ReorganisationPlan.Effect;
import org.doanket.membership.reorganisation.ReorganisationPlan.Known;
import org.doanket.platform.id.Ids;

/** A unit while an act is planned: what it is, or is founded as, and what becomes of it. Filled in by one part of the plan after the other. */
final class PlannedUnit {

    final UUID id;
    final String code;
    /** On record; null where it is founded. */
    final Known known;
    /** The step that founds it; null where it is on record. */
    final Step founding;
    final List<PlannedUnit> successors = new ArrayList<>();
    String action = "kept";
    Integer step;
    PlannedUnit parent;
    PlannedUnit into;
    boolean takesUnitsAlong;
    long number;
    String pathAfter;

    PlannedUnit(Known known) {
        this.known = known;
        founding = null;
        id = known.id();
        code = known.code();
        number = known.number();
    }

    PlannedUnit(Step founding, int step) {
        this.founding = founding;
        this.step = step;
        known = null;
        id = Ids.next();
        code = founding.code();
        action = "founded";
    }

    boolean isKept() {
        return action.equals("kept");
    }

    boolean ends() {
        return action.equals("ended");
    }

    boolean changesPlace() {
        return action.equals("founded") || action.equals("moved") || action.equals("restored");
    }

    /** @param effective when it is founded where its step says no other day */
    LocalDate begins(LocalDate effective) {
        return known != null ? known.validFrom() : founding.validFrom() == null ? effective : founding.validFrom();
    }

    /** Those that take it, or what was its. */
    List<PlannedUnit> takers() {
        List<PlannedUnit> takers = new ArrayList<>(ends() || isKept() ? successors : List.of());
        if (parent != null) {
            takers.add(parent);
        }
        if (into != null && !takers.contains(into)) {
            takers.add(into);
        }
        return takers;
    }

    Effect effect() {
        boolean goesAlong = isKept() && !pathAfter.equals(known.path());
        List<String> territory = founding == null ? List.of() : founding.territory().stream().distinct().sorted().toList();
        UUID parentBefore = known == null ? null : known.parentId();
        return new Effect(id, goesAlong ? "carried" : action, step, code, known == null ? founding.name() : known.name(),
                known == null ? founding.kind() : known.kind(), territory, number, founding == null ? null : founding.validFrom(),
                known == null ? null : known.version(), parentBefore, changesPlace() && parent != null ? parent.id : parentBefore,
                known == null ? null : known.path(), pathAfter, into == null ? null : into.id,
                successors.stream().map(successor -> successor.id).distinct().toList());
    }
}
