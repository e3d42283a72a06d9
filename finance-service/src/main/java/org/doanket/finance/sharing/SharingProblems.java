package org.doanket.finance.sharing;

import org.doanket.platform.error.Problem;

final class SharingProblems {

    private SharingProblems() {
    }

    static Problem noYear() {
        return new Problem(422, "sharing-run-not-a-year");
    }

    static Problem yearNotOver(int year) {
        return Problem.conflict("sharing-year-not-over", year);
    }
}
