package org.doanket.finance.grant;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class GrantProblems {

    private GrantProblems() {
    }

    static Problem notFrom(String state) {
        return Problem.conflict("grant-step-not-from", state);
    }

    static Problem noSuchGrant(String code, LocalDate on) {
        return new Problem(422, "grant-not-in-force", code, on);
    }

    static Problem yearOver(int year) {
        return new Problem(422, "grant-year-over", String.valueOf(year));
    }

    static Problem beforeItsDay(LocalDate on) {
        return new Problem(422, "grant-before-its-day", on);
    }

    static Problem forTheLevelAbove(int levels) {
        return Problem.conflict("grant-for-the-level-above", levels);
    }

    static Problem ownGrant() {
        return Problem.conflict("grant-of-ones-own");
    }

    static Problem partOfAList() {
        return Problem.conflict("grant-part-of-list");
    }

    static Problem reversedAlready() {
        return Problem.conflict("grant-payment-reversed");
    }

    static Problem quotaFromAbove() {
        return Problem.forbidden("quota-from-above");
    }

    static Problem unreadableEvidence() {
        return new Problem(422, "evidence-content");
    }

    static Problem tooManyPapers(int most) {
        return Problem.conflict("evidence-too-many", most);
    }

    static Problem noSuchAccount(String code) {
        return new Problem(422, "grant-account", code);
    }
}
