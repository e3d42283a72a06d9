package org.doanket.membership.headcount;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

/** Why a head count cannot be asked for, filed or decided. */
final class HeadcountProblems {

    private HeadcountProblems() {
    }

    static Problem codeTaken(String code) {
        return Problem.conflict("headcount-period-code-taken", code);
    }

    static Problem outsideWindow(LocalDate opens, LocalDate closes) {
        return Problem.conflict("headcount-outside-window", opens, closes);
    }

    static Problem notAsked(String unit, String period) {
        return new Problem(422, "headcount-not-asked", unit, period);
    }

    static Problem notThere(String unit, LocalDate cutOff) {
        return new Problem(422, "headcount-unit-not-there", unit, cutOff);
    }

    static Problem filedAlready() {
        return Problem.conflict("headcount-filed-already");
    }

    static Problem approved() {
        return Problem.conflict("headcount-approved");
    }

    static Problem notDraft(String state) {
        return Problem.conflict("headcount-not-draft", state);
    }

    static Problem notPending(String state) {
        return Problem.conflict("headcount-not-pending", state);
    }

    /** Whoever reports of a unit does not say that the report is right. */
    static Problem aboveDecides() {
        return Problem.forbidden("headcount-above-decides");
    }

    static Problem ownReport() {
        return Problem.forbidden("headcount-own-report");
    }
}
