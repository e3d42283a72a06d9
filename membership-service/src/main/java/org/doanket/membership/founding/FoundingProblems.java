package org.doanket.membership.founding;

import java.util.List;
import java.util.stream.Collectors;
import org.doanket.platform.error.Problem;

final class FoundingProblems {

    private FoundingProblems() {
    }

    /** @param state in which it is and from which that step does not lead on */
    static Problem state(String state) {
        return Problem.conflict("founding-state", state);
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("member-unit-ended", code);
    }

    static Problem personTwice() {
        return Problem.conflict("founding-person-twice");
    }

    static Problem personNamed() {
        return Problem.conflict("founding-person-named");
    }

    static Problem tooManyPeople(int most) {
        return Problem.conflict("founding-too-many-people", most);
    }

    /** @param numbers of the people whose unit whoever recognises does not see */
    static Problem membersElsewhere(List<Integer> numbers) {
        return Problem.conflict("founding-members-elsewhere", numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    static Problem paperTooEarly() {
        return Problem.conflict("founding-paper-too-early");
    }

    /** All that is in the way, each with the rule behind it. */
    static Problem notReady(List<FoundingView.Finding> findings) {
        return new Problem(422, "founding-not-ready", findings.size()).with("findings", findings);
    }
}
