package org.doanket.servicemap.tip;

import java.time.YearMonth;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** How an intake room refuses. */
final class TipProblems {

    private TipProblems() {
    }

    static Problem noRoom() {
        return new Problem(422, "tip-room-missing");
    }

    static Problem roomOpen() {
        return Problem.conflict("tip-room-open");
    }

    static Problem isAlready(String state) {
        return Problem.conflict("tip-already-" + state);
    }

    static Problem sourceGone() {
        return Problem.notFound("tip-source");
    }

    static Problem notYet(YearMonth month) {
        return new Problem(422, "month-in-future", month);
    }

    static Problem belowZero() {
        return new Problem(422, "tip-counts-below-zero");
    }

    static Problem contactWithoutAnswer() {
        return Problem.malformed(Fault.at("/contact", "contact-only-for-answer"));
    }

    static Problem answerWithoutContact() {
        return Problem.malformed(Fault.at("/contact", "not-blank"));
    }
}
