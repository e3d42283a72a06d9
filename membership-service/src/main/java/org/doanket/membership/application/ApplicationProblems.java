package org.doanket.membership.application;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class ApplicationProblems {

    private ApplicationProblems() {
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("member-unit-ended", code);
    }

    /** @param state in which it is and from which that step does not lead on */
    static Problem state(String state) {
        return Problem.conflict("application-state", state);
    }

    static Problem notOpen(LocalDate from, LocalDate to) {
        return Problem.conflict("application-not-open", from, to);
    }

    static Problem full() {
        return Problem.conflict("application-invitation-full");
    }

    static Problem revoked() {
        return Problem.conflict("application-invitation-revoked");
    }

    static Problem keyReused() {
        return new Problem(422, "idempotency-key-reused");
    }

    /** Says that there is a membership, not whose or where. */
    static Problem memberElsewhere() {
        return Problem.conflict("application-member-elsewhere");
    }

    static Problem notElsewhere() {
        return Problem.conflict("application-no-member-elsewhere");
    }

    static Problem emptied() {
        return Problem.conflict("application-emptied");
    }

    static Problem notOnPaper() {
        return Problem.conflict("application-not-on-paper");
    }
}
