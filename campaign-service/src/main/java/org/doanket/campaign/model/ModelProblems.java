package org.doanket.campaign.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class ModelProblems {

    private ModelProblems() {
    }

    static Problem notAmendable(String state) {
        return Problem.conflict("model-not-amendable", state);
    }

    static Problem notFrom(String step, String state) {
        return Problem.conflict("model-step-not-possible", step, state);
    }

    static Problem judgedAbove() {
        return Problem.forbidden("model-judged-above");
    }

    static Problem fieldUnknown(String field, String jurisdiction, List<String> known) {
        return Problem.rule("model-field-unknown", "model-fields/" + jurisdiction, field, jurisdiction, String.join(", ", known));
    }

    static Problem closed(RegistrationWindowView window, LocalDate day) {
        return Problem.rule("registration-closed", window.citation(), day, window.year(), window.opens(), window.closes());
    }

    /** @param others how many more there are outside the caller's subtree, of which nothing else is told */
    static Problem lookAlikes(List<LookalikeView> seen, long others) {
        return Problem.conflict("model-look-alikes", seen.size() + others).with("lookalikes", seen).with("elsewhere", others);
    }

    static Problem levelUnknown(String level, List<String> known) {
        return Problem.rule("model-level-unknown", "recognition-levels", level, String.join(", ", known));
    }

    static Problem levelOfOthers(String level) {
        return Problem.forbidden("model-level-of-others", level);
    }

    static Problem proposedForAnotherLevel(String proposed) {
        return Problem.conflict("model-proposed-for-another-level", proposed);
    }

    static Problem withoutEvidence(String citation, List<String> missing, boolean isUnscored) {
        return Problem.rule("model-evidence-missing", citation, missing.size() + (isUnscored ? 1 : 0)).with("missing", missing)
                .with("scoreMissing", isUnscored);
    }

    static Problem evidenceLooser(String citations, List<String> missing, boolean isScoreMissing) {
        return Problem.rule("evidence-rule-looser", citations, missing.size() + (isScoreMissing ? 1 : 0)).with("missing", missing)
                .with("scoreMissing", isScoreMissing);
    }

    static Problem wider(RegistrationWindowView above) {
        return Problem.rule("registration-window-wider", above.citation(), above.opens(), above.closes());
    }

    static Problem decidedInFuture() {
        return Problem.invalid(List.of(Fault.at("/decidedOn", "in-future")));
    }

    static Problem dayInFuture() {
        return Problem.invalid(List.of(Fault.at("/registeredOn", "in-future")));
    }

    static Problem daySaidAbove() {
        return Problem.forbidden("registered-on-said-above");
    }

    static Problem originNotRecognised() {
        return Problem.rule("model-origin-not-recognised", "spread");
    }

    static Problem over(String state) {
        return Problem.conflict("model-over", state);
    }

    static Problem judged(String state) {
        return Problem.conflict("model-evidence-judged", state);
    }

    static void notAsked(List<String> inputs) {
        Problem.refuse(inputs.stream().map(input -> Fault.at("/" + input, "not-of-its-kind")).toList());
    }

    static void missing(List<String> inputs, List<String> boxes) {
        List<Fault> faults = new ArrayList<>();
        inputs.forEach(input -> faults.add(Fault.at("/" + input, "not-blank")));
        boxes.forEach(box -> faults.add(Fault.at("/form/" + box, "box-empty")));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
