package org.doanket.membership.congress;

import java.time.LocalDate;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.error.Problem;

final class CongressProblems {

    private CongressProblems() {
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("congress-unit-ended", code);
    }

    static Problem onePlanned() {
        return Problem.conflict("congress-one-planned");
    }

    static Problem notPlanned(String state) {
        return Problem.conflict("congress-not-planned", state);
    }

    static Problem beforeItsAct(LocalDate day) {
        return Problem.conflict("congress-before-its-act", day);
    }

    static Problem ofAllMembers() {
        return Problem.conflict("congress-of-all-members");
    }

    static Problem noDelegates() {
        return Problem.conflict("congress-no-delegates");
    }

    static Problem noPlaceLeft(int places, long taken) {
        return Problem.conflict("congress-no-place-left", places, taken);
    }

    static Problem withdrawn(LocalDate since) {
        return Problem.conflict("delegate-withdrawn", since);
    }

    static Problem tooFewForDelegates(ParameterView.Value from, long members) {
        return Problem.rule("congress-by-delegates", from.citation(), members, from.value()).with("verified", from.verified());
    }

    static Problem tooManyForAll(ParameterView.Value from, long members) {
        return Problem.rule("congress-of-all", from.citation(), members, from.value()).with("verified", from.verified());
    }

    static Problem tooManyAppointed(ParameterView.Share most, int places, long allowed) {
        return Problem.rule("delegates-appointed", most.citation(), places, allowed, most.ratio().numerator(), most.ratio().denominator()).with("verified", most.verified());
    }

    static Problem noQuorum(ParameterView.Share least, int present, int summoned) {
        return Problem.rule("congress-without-quorum", least.citation(), present, summoned, least.ratio().numerator(), least.ratio().denominator()).with("verified", least.verified());
    }
}
