package org.doanket.membership.reorganisation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;
import org.doanket.membership.reorganisation.ReorganisationPlan.Findings;
import org.doanket.membership.reorganisation.ReorganisationPlan.Frame;
import org.doanket.membership.reorganisation.ReorganisationPlan.Known;
import org.doanket.membership.reorganisation.ReorganisationPlan.Numbered;
import org.doanket.membership.reorganisation.ReorganisationPlan.Register;
import org.doanket.membership.reorganisation.ReorganisationPlan.Transfer;

/** Takes the steps of an act together: which units they name, what happens to each, who takes it. To a unit happens one thing only. */
final class ReorganisationSteps {

    private final Frame frame;
    private final List<Numbered> steps;
    private final Register register;
    private final Findings findings;
    private final Map<String, Known> known;
    private final Map<String, PlannedUnit> units = new LinkedHashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();

    ReorganisationSteps(Frame frame, List<Numbered> steps, Register register, Findings findings) {
        this.frame = frame;
        this.steps = steps;
        this.register = register;
        this.findings = findings;
        Set<String> codes = new LinkedHashSet<>();
        steps.forEach(each -> codes.addAll(codesOf(each.step())));
        known = register.units(codes);
        steps.stream().filter(each -> each.step().action().equals("found")).forEach(each -> found(each.number(), each.step()));
    }

    void take() {
        steps.forEach(each -> take(each.number(), each.step()));
        settleTakers();
        settleChildren();
    }

    Collection<PlannedUnit> units() {
        return units.values();
    }

    List<Transfer> transfers() {
        return transfers;
    }

    private void found(int number, Step step) {
        PlannedUnit other = units.get(step.code());
        if (other != null) {
            findings.add(number, step.code(), "code-twice", Map.of("code", step.code(), "first", other.step));
        } else if (known.containsKey(step.code())) {
            findings.add(number, step.code(), "unit-code-taken", Map.of("code", step.code()));
        } else {
            units.put(step.code(), new PlannedUnit(step, number));
        }
    }

    private void take(int number, Step step) {
        switch (step.action()) {
            case "found" -> {
                PlannedUnit unit = units.get(step.code());
                if (unit != null && unit.step == number) {
                    unit.parent = named(number, step.parent());
                }
            }
            case "move", "restore" -> place(number, step);
            case "merge", "dissolve" -> {
                PlannedUnit unit = subject(number, step.code(), "ended");
                PlannedUnit into = step.into() == null ? null : named(number, step.into());
                if (unit != null) {
                    end(unit, into, number, step);
                }
            }
            default -> split(number, step);
        }
    }

    private void place(int number, Step step) {
        PlannedUnit unit = subject(number, step.code(), step.action().equals("move") ? "moved" : "restored");
        PlannedUnit parent = named(number, step.parent());
        if (unit != null && parent != null) {
            unit.parent = parent;
            if (unit.action.equals("moved") && parent.id.equals(unit.known.parentId())) {
                findings.add(number, step.code(), "unit-already-there", Map.of());
            }
        }
    }

    private void end(PlannedUnit unit, PlannedUnit into, int number, Step step) {
        unit.into = into;
        unit.takesUnitsAlong = step.action().equals("merge");
        if (into != null && step.successors().isEmpty()) {
            unit.successors.add(into);
        }
        for (String code : step.successors()) {
            PlannedUnit successor = named(number, code);
            if (successor != null) {
                unit.successors.add(successor);
            }
        }
        if (unit.successors.contains(unit) || into == unit) {
            findings.add(number, unit.code, "succeeds-itself", Map.of());
        }
    }

    private void split(int number, Step step) {
        PlannedUnit source = named(number, step.code());
        PlannedUnit into = named(number, step.into());
        if (source == null || into == null) {
            return;
        }
        if (source == into || source.known == null || source.known.path().equals(frame.path())) {
            findings.add(number, step.code(), "succeeds-itself", Map.of());
            return;
        }
        if (!step.members().isEmpty()) {
            transfers.add(new Transfer(number, source.id, into.id));
        }
        if (!source.successors.contains(into)) {
            source.successors.add(into);
        }
        for (String code : step.units()) {
            PlannedUnit unit = subject(number, code, "moved");
            if (unit != null) {
                unit.parent = into;
                if (!unit.known.path().startsWith(source.known.path()) || unit == source) {
                    findings.add(number, code, "not-below", Map.of("code", code, "parent", source.code));
                }
            }
        }
    }

    /** A unit to which something happens: below the one that decides, and only one thing. */
    private PlannedUnit subject(int number, String code, String action) {
        PlannedUnit unit = named(number, code);
        if (unit == null) {
            return null;
        }
        if (unit.known == null || !unit.isKept()) {
            findings.add(number, code, "step-twice", Map.of("code", code, "first", unit.step));
            return null;
        }
        if (unit.known.path().equals(frame.path())) {
            findings.add(number, code, "unit-above-decides", Map.of());
            return null;
        }
        boolean ended = unit.known.validTo() != null;
        if (ended != action.equals("restored")) {
            findings.add(number, code, ended ? "unit-has-ended" : "unit-lives", Map.of());
            return null;
        }
        if (action.equals("restored") && !frame.counterAct()) {
            findings.add(number, code, "only-counter-act", Map.of());
            return null;
        }
        unit.action = action;
        unit.step = number;
        return unit;
    }

    private PlannedUnit named(int number, String code) {
        PlannedUnit unit = units.get(code);
        if (unit != null) {
            return unit;
        }
        Known onRecord = known.get(code);
        if (onRecord == null || !onRecord.path().startsWith(frame.path())) {
            findings.add(number, code, "unknown-unit-code", Map.of("code", code));
            return null;
        }
        return units.computeIfAbsent(code, any -> new PlannedUnit(onRecord));
    }

    /** Nobody's membership ends while the union goes on in another one: a unit that comes after takes the members, if no other was named. */
    private void settleTakers() {
        for (PlannedUnit unit : units.values()) {
            if (unit.ends() && unit.into == null && Set.copyOf(unit.successors).size() == 1) {
                unit.into = unit.successors.get(0);
            }
        }
    }

    /** What stands below a merged unit goes along; below a dissolved one nothing may be left. */
    private void settleChildren() {
        Map<UUID, PlannedUnit> ended = new LinkedHashMap<>();
        units.values().stream().filter(PlannedUnit::ends).forEach(unit -> ended.put(unit.id, unit));
        Map<PlannedUnit, Integer> left = new LinkedHashMap<>();
        for (Known child : ended.isEmpty() ? List.<Known>of() : register.livingChildren(ended.keySet())) {
            PlannedUnit parent = ended.get(child.parentId());
            PlannedUnit unit = units.get(child.code());
            if (unit != null && !unit.isKept()) {
                continue;
            }
            if (parent.takesUnitsAlong && parent.into != null) {
                PlannedUnit moved = unit != null ? unit : new PlannedUnit(child);
                units.put(child.code(), moved);
                moved.action = "moved";
                moved.step = parent.step;
                moved.parent = parent.into;
            } else {
                left.merge(parent, 1, Integer::sum);
            }
        }
        left.forEach((parent, count) -> findings.add(parent.step, parent.code, "unit-has-units-below", Map.of("count", count)));
    }

    private static Set<String> codesOf(Step step) {
        Set<String> codes = new LinkedHashSet<>(step.successors());
        codes.addAll(step.units());
        codes.add(step.code());
        if (step.parent() != null) {
            codes.add(step.parent());
        }
        if (step.into() != null) {
            codes.add(step.into());
        }
        return codes;
    }
}
