package org.doanket.membership.jobhelp;

import org.doanket.platform.error.Problem;

final class JobHelpProblems {

    private JobHelpProblems() {
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("member-unit-ended", code);
    }

    /** @param state in which it is and from which that step does not lead on */
    static Problem openingState(String state) {
        return Problem.conflict("job-opening-state", state);
    }

    static Problem openingFull(int headcount) {
        return Problem.conflict("job-opening-full", headcount);
    }

    static Problem placementState(String state) {
        return Problem.conflict("placement-state", state);
    }

    static Problem seekerState(String state) {
        return Problem.conflict("job-seeker-state", state);
    }

    static Problem metAlready() {
        return Problem.conflict("placement-open-already");
    }

    static Problem hiredAlready() {
        return Problem.conflict("job-seeker-hired-already");
    }

    static Problem seeksAlready() {
        return Problem.conflict("job-seeker-already");
    }

    /** The member has had the use of the file restricted: nobody is helped to work with it. */
    static Problem restricted() {
        return Problem.conflict("member-restricted");
    }

    static Problem noConsent() {
        return Problem.conflict("job-help-consent-missing");
    }

    static Problem otherText(int current) {
        return Problem.conflict("consent-other-text", current);
    }
}
