package org.doanket.campaign.movement;

import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class MovementProblems {

    private MovementProblems() {
    }

    static Problem notIn(String state) {
        return Problem.conflict("movement-not-in-state", state);
    }

    static Problem resultNotIn(String state) {
        return Problem.conflict("result-not-in-state", state);
    }

    static Problem checkedAbove() {
        return Problem.forbidden("result-checked-above");
    }

    static Problem checkedByAnother() {
        return Problem.forbidden("result-checked-by-another");
    }

    static Problem notBelow() {
        return Problem.rule("unit-not-of-movement", "movement");
    }

    static Problem withoutContents() {
        return Problem.rule("movement-without-contents", "launch");
    }

    static Problem outsidePeriod(LocalDate day, LocalDate starts, LocalDate ends) {
        return Problem.rule("movement-not-running", "movement", day, starts, ends);
    }

    static Problem contentUnknown(String code, List<String> known) {
        return Problem.rule("movement-content-unknown", "contents", code, String.join(", ", known));
    }

    static Problem notChosen(String code) {
        return Problem.rule("movement-content-not-chosen", "choices", code);
    }

    static Problem choiceUsed(String code) {
        return Problem.conflict("movement-content-reported", code);
    }

    static Problem pledgeWithdrawn() {
        return Problem.conflict("movement-pledge-withdrawn");
    }

    static Problem driveOver() {
        return Problem.conflict("movement-drive-over");
    }

    static void raise(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
