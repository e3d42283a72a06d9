package org.doanket.membership.datarequest;

import java.util.List;
import org.doanket.platform.error.Fault;
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

    /** That is the member's alone and holds already; what remains is to say what was done. */
    static Problem withdrawalHolds() {
        return Problem.conflict("data-request-withdrawal-holds");
    }

    static Problem notInForce(String state) {
        return Problem.conflict("data-request-not-in-force", state);
    }

    static Problem answerMissing() {
        return Problem.invalid(List.of(Fault.at("/answer", "answer-missing")));
    }

    /** Nobody decides on what he has asked himself. */
    static Problem own() {
        return Problem.forbidden("data-request-own");
    }

    static Problem erased() {
        return Problem.conflict("member-forgotten");
    }
}
