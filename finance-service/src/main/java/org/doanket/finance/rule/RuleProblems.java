package org.doanket.finance.rule;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class RuleProblems {

    private RuleProblems() {
    }

    static Problem cannotEnd(LocalDate end) {
        return Problem.conflict("rule-cannot-end", end);
    }

    static Problem wordTaken() {
        return Problem.conflict("dues-kind-taken");
    }

    static Problem rateWithoutBase() {
        return new Problem(422, "rule-rate-without-base");
    }

    static Problem shareAboveAll() {
        return new Problem(422, "rule-share-above-all");
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }
}
