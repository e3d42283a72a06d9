package org.doanket.finance.loan;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class LoanProblems {

    private LoanProblems() {
    }

    static Problem notFrom(String state) {
        return Problem.conflict("loan-step-not-from", state);
    }

    /** @param others what the worker owes already, or is being referred for */
    static Problem aboveLimit(LoanView.LoanRule rule, long others) {
        return Problem.rule("loan-above-limit", rule.citation(), rule.value(), rule.validFrom(), others);
    }

    static Problem tooLong(LoanView.LoanRule rule) {
        return Problem.rule("loan-too-long", rule.citation(), rule.value());
    }

    static Problem noRate(LocalDate on) {
        return new Problem(422, "loan-without-rate", on);
    }

    static Problem scheduleDoesNotSum() {
        return new Problem(422, "loan-schedule-sum");
    }

    static Problem noSchedule() {
        return new Problem(422, "loan-without-schedule");
    }

    static Problem overpaid() {
        return new Problem(422, "loan-overpaid");
    }

    static Problem scheduleBackwards(LocalDate before) {
        return new Problem(422, "loan-schedule-backwards", before);
    }

    static Problem reversedAlready() {
        return Problem.conflict("loan-payment-reversed");
    }

    static Problem badRule() {
        return new Problem(422, "loan-rule-value");
    }
}
