package org.doanket.membership.member;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class MemberProblems {

    private MemberProblems() {
    }

    /** Says that there is one, not who or where. */
    static Problem nationalIdTaken() {
        return Problem.conflict("member-national-id-taken");
    }

    static Problem codeTaken() {
        return Problem.conflict("member-code-taken");
    }

    static Problem externalIdTaken() {
        return Problem.conflict("member-external-id-taken");
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("member-unit-ended", code);
    }

    static Problem sameStatus(String status) {
        return Problem.conflict("member-same-status", status);
    }

    static Problem beforeLastStatus(LocalDate last) {
        return Problem.conflict("member-before-last-status", last);
    }

    static Problem over(LocalDate since) {
        return Problem.conflict("member-over", since);
    }

    static Problem alreadyThere() {
        return Problem.conflict("member-already-there");
    }

    /** A membership does not cross the border: it ends here and another one begins there. */
    static Problem otherJurisdiction() {
        return Problem.conflict("member-other-jurisdiction");
    }

    static Problem beforeLastTransfer(LocalDate last) {
        return Problem.conflict("member-before-last-transfer", last);
    }

    /** The key of his fields was destroyed at his own wish. */
    static Problem forgotten() {
        return Problem.conflict("member-forgotten");
    }

    static Problem unitHasMembers(long count) {
        return Problem.conflict("unit-has-members", count);
    }
}
