package org.doanket.finance.employer;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class EmployerProblems {

    private EmployerProblems() {
    }

    static Problem taxCodeTaken() {
        return Problem.conflict("tax-code-taken");
    }

    static Problem inFuture() {
        return new Problem(422, "employer-change-in-future");
    }

    static Problem before(LocalDate last) {
        return Problem.conflict("employer-change-before-last", last);
    }

    static Problem hasUnion() {
        return Problem.conflict("employer-has-union");
    }

    static Problem otherJurisdiction() {
        return new Problem(422, "employer-of-another-jurisdiction");
    }

    static Problem hasCredit() {
        return Problem.conflict("employer-has-credit");
    }
}
