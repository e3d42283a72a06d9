package org.doanket.servicemap.kind;

import org.doanket.platform.error.Problem;

/** How the legend refuses. */
final class KindProblems {

    private KindProblems() {
    }

    static Problem taken() {
        return Problem.conflict("legend-code-or-position-taken");
    }
}
