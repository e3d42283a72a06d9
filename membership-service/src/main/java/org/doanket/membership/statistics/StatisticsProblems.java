package org.doanket.membership.statistics;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

/** Why statistics cannot be frozen, or a card not be written. */
final class StatisticsProblems {

    private StatisticsProblems() {
    }

    static Problem noCutOff(LocalDate day) {
        return new Problem(422, "statistics-no-cut-off", day);
    }

    static Problem toCome(LocalDate day) {
        return new Problem(422, "statistics-to-come", day);
    }

    static Problem notThere(LocalDate day) {
        return new Problem(422, "statistics-not-there", day);
    }

    static Problem wholeTreeOnly() {
        return Problem.forbidden("statistics-whole-tree");
    }

    static Problem frozenAlready(LocalDate day) {
        return Problem.conflict("statistics-frozen-already", day);
    }

    static Problem noThreshold(LocalDate day) {
        return Problem.conflict("statistics-no-threshold", day);
    }

    static Problem cutOffTaken(LocalDate day) {
        return Problem.conflict("statistics-cut-off-taken", day);
    }

    static Problem beforeLastCard(LocalDate last) {
        return Problem.conflict("unit-card-before-last", last);
    }

    static Problem notNarrowed() {
        return new Problem(422, "statistics-not-narrowed");
    }
}
