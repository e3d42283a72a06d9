package org.doanket.membership.transfer;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class TransferProblems {

    private TransferProblems() {
    }

    /** One at a time for each member; not between whom. */
    static Problem openAlready() {
        return Problem.conflict("transfer-open-already");
    }

    static Problem state(String state) {
        return Problem.conflict("transfer-state", state);
    }

    static Problem otherSidesTurn() {
        return Problem.conflict("transfer-other-sides-turn");
    }

    static Problem notSilentYet(LocalDate silenceEnds) {
        return Problem.conflict("transfer-not-silent-yet", silenceEnds);
    }

    static Problem noSuchMembership() {
        return Problem.conflict("transfer-no-such-membership");
    }

    static Problem alreadyThere() {
        return Problem.conflict("member-already-there");
    }

    static Problem otherJurisdiction() {
        return Problem.conflict("member-other-jurisdiction");
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("member-unit-ended", code);
    }
}
