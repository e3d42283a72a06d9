package org.doanket.finance.dues;

import org.doanket.platform.error.Problem;

final class DuesProblems {

    private DuesProblems() {
    }

    static Problem rateTaken() {
        return Problem.conflict("dues-rate-taken");
    }

    static Problem purposeMissing() {
        return new Problem(422, "purpose-missing");
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }
}
