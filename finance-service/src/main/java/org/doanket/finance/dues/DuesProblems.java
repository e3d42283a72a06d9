package org.doanket.finance.dues;

import java.time.LocalDate;
import java.time.YearMonth;
import org.doanket.platform.error.Problem;

final class DuesProblems {

    private DuesProblems() {
    }

    static Problem rateTaken() {
        return Problem.conflict("dues-rate-taken");
    }

    static Problem rateCannotEnd(LocalDate end) {
        return Problem.conflict("dues-rate-cannot-end", end);
    }

    static Problem rateCancelled() {
        return Problem.conflict("dues-rate-cancelled");
    }

    static Problem rateApplied() {
        return Problem.conflict("dues-rate-applied");
    }

    static Problem beforeRules(YearMonth month) {
        return new Problem(422, "dues-before-rules", month);
    }

    static Problem purposeMissing() {
        return new Problem(422, "purpose-missing");
    }

    static Problem rateTooLow(String citation) {
        return Problem.rule("dues-rate-too-low", citation);
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }
}
