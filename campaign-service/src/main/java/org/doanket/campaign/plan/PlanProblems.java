package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class PlanProblems {

    private PlanProblems() {
    }

    static Problem bound(String binding) {
        return Problem.conflict("target-bound", binding);
    }

    static Problem bindingUnknown(String binding, List<String> known) {
        return new Problem(422, "binding-unknown", binding, String.join(", ", known));
    }

    static Problem codeTaken(String code) {
        return Problem.conflict("target-code-taken", code);
    }

    static Problem notOffered() {
        return Problem.conflict("target-not-offered");
    }

    static Problem adoptedAlready() {
        return Problem.conflict("target-adopted-already");
    }

    static Problem taskHasTargets(int task) {
        return Problem.conflict("plan-task-has-targets", task);
    }

    static Problem noTask(int task) {
        return new Problem(422, "plan-has-no-task", task);
    }

    static Problem adoptedBefore() {
        return Problem.conflict("plan-adopted-before");
    }

    static Problem sharesDoNotAddUp(BigDecimal shared, BigDecimal planned) {
        return new Problem(422, "shares-do-not-add-up", shared.toPlainString(), planned.toPlainString()).with("shared", shared)
                .with("planned", planned);
    }

    static Problem sharedOut() {
        return Problem.conflict("target-shared-out");
    }

    static Problem lessThanItsShare(BigDecimal share) {
        return new Problem(422, "target-less-than-its-share", RollUp.plain(share).toPlainString());
    }

    static Problem nothingToHandDown() {
        return Problem.conflict("plan-nothing-to-hand-down");
    }

    static Problem reportNotFrom(String state) {
        return Problem.conflict("progress-report-not-from", state);
    }

    static Problem reportedBefore() {
        return Problem.conflict("progress-report-there");
    }

    static Problem judgedAbove() {
        return Problem.forbidden("progress-report-judged-above");
    }

    static Problem datesLooser(ReportingDateView above) {
        return Problem.rule("reporting-dates-looser", above.citation(), above.cutOff(), above.due());
    }

    static Problem notYet(LocalDate cutOff) {
        return Problem.conflict("progress-report-not-yet", cutOff);
    }

    static Problem figuresOld(LocalDate cutOff) {
        return Problem.conflict("progress-report-figures-old", cutOff);
    }
}
