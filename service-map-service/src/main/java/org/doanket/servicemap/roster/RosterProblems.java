package org.doanket.servicemap.roster;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

/** How a roster refuses. */
final class RosterProblems {

    private RosterProblems() {
    }

    static Problem withoutHours() {
        return new Problem(422, "duty-without-hours");
    }

    static Problem emptySpan() {
        return new Problem(422, "roster-span-empty");
    }

    static Problem spanTooLong(int days) {
        return new Problem(422, "roster-span-too-long", days);
    }

    static Problem inThePoolAlready() {
        return Problem.conflict("roster-person-known");
    }

    static Problem past(LocalDate day) {
        return new Problem(422, "duty-in-the-past", day);
    }

    static Problem tooFar(LocalDate last) {
        return new Problem(422, "roster-too-far-ahead", last);
    }

    static Problem nothingToPlan() {
        return Problem.conflict("roster-planned-already");
    }

    static Problem notOnDuty(LocalDate day) {
        return Problem.conflict("not-on-duty", day);
    }

    static Problem cannotStand(LocalDate day) {
        return Problem.conflict("cannot-stand-in", day);
    }

    static Problem hoursClash(LocalDate day) {
        return Problem.conflict("duty-hours-clash", day);
    }

    static Problem dayReported(LocalDate day) {
        return Problem.conflict("duty-reported-already", day);
    }
}
