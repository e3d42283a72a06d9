package org.doanket.campaign.plan;

import java.util.List;
import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class PlanProblems {

    private PlanProblems() {
    }

    static Problem ownUnitOnly() {
        return Problem.forbidden("plan-own-unit-only");
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

    static Problem noTask(int task) {
        return new Problem(422, "plan-has-no-task", task);
    }
}
