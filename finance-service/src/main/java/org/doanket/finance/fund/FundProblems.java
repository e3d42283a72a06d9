package org.doanket.finance.fund;

import java.time.YearMonth;
import org.doanket.platform.error.Problem;

final class FundProblems {

    private FundProblems() {
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }

    static Problem noRule(YearMonth month) {
        return new Problem(422, "no-fund-rule", month);
    }

    static Problem inFuture() {
        return new Problem(422, "fund-in-future");
    }

    static Problem anotherCollects() {
        return Problem.conflict("fund-receipt-of-another-collector");
    }

    static Problem reversedAlready() {
        return Problem.conflict("fund-receipt-reversed-already");
    }

    static Problem tooLong(int months, String citation) {
        return Problem.rule("suspension-too-long", citation, months);
    }

    /** @param kind of decision, which no rule of that day allows */
    static Problem noDecisionRule(String kind) {
        return new Problem(422, "no-fund-decision-rule", kind);
    }

    static Problem notDissolved(String citation) {
        return Problem.rule("employer-not-dissolved", citation);
    }

    static Problem actDoesNotFit(String act) {
        return Problem.rule("fund-act-does-not-fit", act);
    }

    static Problem belowCriterion(String act, long numerator, long denominator) {
        return Problem.rule("fund-criterion-not-met", act, numerator, denominator);
    }

    static Problem actWithoutCriterion() {
        return new Problem(422, "fund-act-without-criterion");
    }

    static Problem revokedAlready() {
        return Problem.conflict("fund-decision-revoked-already");
    }
}
