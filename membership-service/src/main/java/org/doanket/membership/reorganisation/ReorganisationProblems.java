package org.doanket.membership.reorganisation;

import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.error.Problem;

final class ReorganisationProblems {

    private ReorganisationProblems() {
    }

    /** Only a draft is edited, checked and executed. */
    static Problem notADraft(String state) {
        return Problem.conflict("reorganisation-not-a-draft", state);
    }

    static Problem notExecuted(String state) {
        return Problem.conflict("reorganisation-not-executed", state);
    }

    static Problem countered(String actNumber) {
        return Problem.conflict("reorganisation-countered", actNumber);
    }

    /** What is executed is what somebody has looked at: the dry run of the draft as it is now. */
    static Problem notChecked() {
        return Problem.conflict("reorganisation-not-checked");
    }

    /** What would be done is not what was looked at. @param differences the findings first */
    static Problem notAsShown(List<ReorganisationView.Difference> differences) {
        ReorganisationView.Difference first = differences.get(0);
        return Problem.conflict("reorganisation-not-as-shown", differences.size(), first.what(), first.unitCode() == null ? "" : first.unitCode(),
                first.shown(), first.now()).with("differences", differences);
    }

    static Problem breaksRules(long findings) {
        return Problem.conflict("reorganisation-breaks-rules", findings);
    }

    static Problem tooEarly(LocalDate effective) {
        return Problem.conflict("reorganisation-too-early", effective);
    }

    /** Nothing is done by an act that nobody has signed yet. */
    static Problem notSigned(LocalDate actDate) {
        return Problem.conflict("reorganisation-not-signed", actDate);
    }

    /** @param conflicts the units that have changed since the dry run, each with the act that changed it */
    static Problem overtaken(List<ReorganisationView.Conflict> conflicts) {
        return Problem.conflict("reorganisation-overtaken", conflicts.size(), conflicts.isEmpty() ? "" : conflicts.get(0).code(),
                conflicts.isEmpty() ? "" : conflicts.get(0).actNumber()).with("conflicts", conflicts);
    }
}
