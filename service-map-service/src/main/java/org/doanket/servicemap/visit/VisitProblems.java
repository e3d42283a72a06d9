package org.doanket.servicemap.visit;

import org.doanket.platform.error.Problem;

final class VisitProblems {

    private VisitProblems() {
    }

    static Problem reversedAlready() {
        return Problem.conflict("count-reversed-already");
    }

    static Problem isReversal() {
        return Problem.conflict("count-is-reversal");
    }

    static Problem retired() {
        return Problem.conflict("counter-retired");
    }

    /** One answer for a counter that there is not, a wrong key and a retired device: a stranger learns nothing. */
    static Problem keyRefused() {
        return new Problem(401, "counter-key-refused");
    }
}
