package org.doanket.membership.reorganisation;

import java.time.LocalDate;
import java.util.Map;
import org.doanket.membership.reorganisation.ReorganisationPlan.Findings;

/** Whether what a plan does to a unit can be done as of the act's day: nothing before its last change, nobody taken in by what is not there. */
final class ReorganisationDays {

    private final LocalDate effective;
    private final Findings findings;

    ReorganisationDays(LocalDate effective, Findings findings) {
        this.effective = effective;
        this.findings = findings;
    }

    void check(PlannedUnit unit) {
        if (unit.founding != null) {
            checkFounding(unit);
        } else if (!unit.isKept()) {
            notBefore(unit, lastChange(unit));
        }
        unit.takers().forEach(taker -> checkTaker(unit, taker));
    }

    private void checkFounding(PlannedUnit unit) {
        LocalDate begins = unit.begins(effective);
        if (begins.isAfter(effective)) {
            findings.add(unit.step, unit.code, "after-effective", Map.of("day", effective));
        }
        if (unit.parent != null && unit.parent.begins(effective).isAfter(begins)) {
            findings.add(unit.step, unit.parent.code, "unit-not-there", Map.of("code", unit.parent.code, "day", begins));
        }
        // One that was ended and is restored did not stand in between.
        LocalDate stands = unit.parent == null || unit.parent.founding != null ? null
                : unit.parent.action.equals("restored") ? effective : unit.parent.known.standsFrom();
        if (stands != null && begins.isBefore(stands)) {
            findings.add(unit.step, unit.parent.code, "unit-not-there", Map.of("code", unit.parent.code, "day", begins));
        }
    }

    private static LocalDate lastChange(PlannedUnit unit) {
        if (unit.known.validTo() != null) {
            return unit.known.validTo();
        }
        return unit.ends() ? later(unit.known.placedFrom(), unit.known.describedFrom()) : unit.known.placedFrom();
    }

    private void checkTaker(PlannedUnit unit, PlannedUnit taker) {
        if (taker.ends()) {
            findings.add(unit.step, taker.code, "unit-ends-too", Map.of("code", taker.code));
        } else if (taker.known != null && taker.known.validTo() != null && !taker.action.equals("restored")) {
            findings.add(unit.step, taker.code, "unit-has-ended", Map.of());
        } else if (taker.begins(effective).isAfter(effective)) {
            findings.add(unit.step, taker.code, "unit-not-there", Map.of("code", taker.code, "day", effective));
        } else if (taker == unit.parent && unit.founding == null && taker.known != null && taker.known.placedFrom() != null) {
            notBefore(unit, taker.known.placedFrom());
        }
    }

    private void notBefore(PlannedUnit unit, LocalDate last) {
        if (effective.isBefore(last)) {
            findings.add(unit.step, unit.code, "before-last-change", Map.of("day", last));
        }
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null ? other : other == null || one.isAfter(other) ? one : other;
    }
}
