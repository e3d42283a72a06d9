package org.doanket.membership.datarequest;

import org.doanket.platform.error.Problem;

final class DataRequestProblems {

    private DataRequestProblems() {
    }

    static Problem openAlready() {
        return Problem.conflict("data-request-open-already");
    }

    static Problem answeredAlready(String state) {
        return Problem.conflict("data-request-answered-already", state);
    }

    static Problem takenUpAlready() {
        return Problem.conflict("data-request-taken-up-already");
    }

    /** Nobody decides on what he has asked himself. */
    static Problem own() {
        return Problem.forbidden("data-request-own");
    }

    static Problem erased() {
        return Problem.conflict("member-forgotten");
    }
}
