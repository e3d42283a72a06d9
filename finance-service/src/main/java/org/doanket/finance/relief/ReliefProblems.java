package org.doanket.finance.relief;

import org.doanket.platform.error.Problem;

final class ReliefProblems {

    private ReliefProblems() {
    }

    static Problem accountNotItsOwn() {
        return Problem.conflict("drive-account-not-its-own");
    }

    static Problem accountWaits() {
        return Problem.conflict("drive-account-waits");
    }

    static Problem endBeforeBegin() {
        return new Problem(422, "drive-ends-before-it-begins");
    }

    static Problem over() {
        return Problem.conflict("drive-over");
    }

    static Problem notFrom(String state) {
        return Problem.conflict("distribution-step-not-from", state);
    }

    static Problem notInHand(String what) {
        return Problem.conflict("drive-has-not-so-much", what);
    }

    static Problem badRule() {
        return new Problem(422, "relief-rule-value");
    }
}
