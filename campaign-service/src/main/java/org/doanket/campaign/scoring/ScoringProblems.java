package org.doanket.campaign.scoring;

import java.time.LocalDate;
import java.util.List;
import org.doanket.campaign.criteria.CriteriaView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class ScoringProblems {

    private ScoringProblems() {
    }

    static Problem notIn(String state) {
        return Problem.conflict("scoring-not-in-state", state);
    }

    static Problem ownUnitOnly() {
        return Problem.forbidden("scoring-own-unit-only");
    }

    static Problem gradedAbove() {
        return Problem.forbidden("scoring-graded-above");
    }

    static Problem notForUnits() {
        return Problem.rule("criteria-not-for-units", "subjectKind");
    }

    static Problem ofAnotherYear(CriteriaView set) {
        return Problem.rule("criteria-of-another-year", set.citation(), set.year());
    }

    static Problem notOfUnit(CriteriaView set) {
        return Problem.rule("criteria-not-of-unit", set.citation());
    }

    static Problem anotherDecides() {
        return Problem.forbidden("appeal-decided-by-another");
    }

    static Problem appealTooLate(LocalDate by, String rule) {
        return Problem.rule("appeal-too-late", rule, by);
    }

    static Problem appealOver() {
        return Problem.conflict("appeal-over");
    }

    static void raise(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
