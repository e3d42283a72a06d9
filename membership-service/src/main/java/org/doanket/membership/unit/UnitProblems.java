package org.doanket.membership.unit;

import java.time.LocalDate;
import org.doanket.membership.right.RightsView;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.error.Problem;

/** Why a unit cannot be founded, changed, moved or ended. */
final class UnitProblems {

    private UnitProblems() {
    }

    static Problem codeTaken(String code) {
        return Problem.conflict("unit-code-taken", code);
    }

    static Problem rootIsForTheInstallation() {
        return Problem.forbidden("unit-root-refused");
    }

    /** Renaming, moving and ending a unit is for the one above it. */
    static Problem aboveDecides() {
        return Problem.forbidden("unit-above-decides");
    }

    static Problem mayNotFound(RightsView.Refusal refusal) {
        return Problem.rule("founder-barred", refusal.citation(), refusal.subject()).with("verified", refusal.verified());
    }

    static Problem tooFewFounders(UnitCommand.Found command, ParameterView.Value least) {
        return Problem.rule("unit-too-few-founders", least.citation(), command.founders().size(), command.kind(), least.value())
                .with("verified", least.verified());
    }

    static Problem notThere(String code, LocalDate day) {
        return Problem.conflict("unit-not-there", code, day);
    }

    static Problem otherJurisdiction(String jurisdiction) {
        return new Problem(422, "unit-other-jurisdiction", jurisdiction);
    }

    static Problem alreadyThere() {
        return Problem.conflict("unit-already-there");
    }

    static Problem circle() {
        return new Problem(422, "unit-circle");
    }

    static Problem beforeLastChange(LocalDate last) {
        return Problem.conflict("unit-before-last-change", last);
    }

    static Problem hasUnitsBelow(long count) {
        return Problem.conflict("unit-has-units-below", count);
    }
}
