package org.doanket.membership.rule;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class RuleProblems {

    private RuleProblems() {
    }

    static Problem rootOnly() {
        return Problem.forbidden("root-only");
    }

    static Problem cancelledAlready() {
        return Problem.conflict("rule-cancelled-already");
    }

    static Problem begunAlready(LocalDate began) {
        return Problem.conflict("rule-begun-already", began);
    }

    static Problem beginTaken(LocalDate day) {
        return Problem.conflict("rule-begin-taken", day);
    }
}
