package org.doanket.membership.team;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class TeamProblems {

    private TeamProblems() {
    }

    static Problem over(LocalDate since) {
        return Problem.conflict("team-over", since);
    }

    static Problem hasLeft(LocalDate since) {
        return Problem.conflict("team-member-has-left", since);
    }

    static Problem beforeItBegan(LocalDate began) {
        return Problem.conflict("team-before-it-began", began);
    }

    static Problem isInAlready() {
        return Problem.conflict("team-member-is-in-already");
    }

    static Problem cardTaken(String number) {
        return Problem.conflict("team-card-taken", number);
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("team-unit-ended", code);
    }

    static Problem agreedAlready(String purpose) {
        return Problem.conflict("team-consent-given-already", purpose);
    }

    static Problem notAgreed(String purpose) {
        return Problem.conflict("team-consent-not-given", purpose);
    }

    static Problem returnedAlready(LocalDate on) {
        return Problem.conflict("team-handover-returned", on);
    }

    /** The person's data was erased; that he leaves the team comes after. */
    static Problem forgotten() {
        return Problem.conflict("member-forgotten");
    }

    /** A member speaks for himself only. */
    static Problem notYours() {
        return Problem.notFound("team-member");
    }
}
