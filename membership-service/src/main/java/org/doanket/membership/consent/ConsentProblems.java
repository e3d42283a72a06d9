package org.doanket.membership.consent;

import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

final class ConsentProblems {

    private ConsentProblems() {
    }

    static Problem unknownPurpose() {
        return Problem.invalid(List.of(Fault.at("/purpose", "unknown-purpose")));
    }

    /** Nobody agrees to a text that he was not shown. */
    static Problem otherText(int current) {
        return Problem.conflict("consent-other-text", current);
    }

    static Problem unchanged() {
        return Problem.conflict("consent-unchanged");
    }
}
