package org.doanket.finance.report;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.platform.error.Problem;

final class ReportProblems {

    private ReportProblems() {
    }

    static Problem running(int year) {
        return Problem.conflict("report-year-running", year);
    }

    static Problem levelAbove() {
        return Problem.forbidden("level-above-only");
    }

    static Problem unknownAccount(String account) {
        return new Problem(422, "report-account-unknown", account);
    }

    static Problem unknownCode(String code) {
        return new Problem(422, "report-code-unknown", code);
    }

    static Problem anotherSide(String code, String side) {
        return new Problem(422, "report-code-side", code, side);
    }

    static Problem withoutParent(String code) {
        return new Problem(422, "report-code-without-parent", code);
    }

    /** @param accounts that fall under it */
    static Problem inUse(String code, String accounts) {
        return Problem.conflict("report-code-in-use", code, accounts);
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }

    static Problem codeTwice(String code) {
        return new Problem(422, "report-code-twice", code);
    }

    static Problem notMappable(String code) {
        return new Problem(422, "report-code-computed", code);
    }

    static Problem beginTaken(LocalDate day) {
        return Problem.conflict("rule-begin-taken", day);
    }

    /** All guards that are broken, at once. */
    static Problem guarded(List<Finding> broken) {
        return Problem.rule("budget-guard", broken.stream().map(Finding::citation).collect(Collectors.joining("; ")),
                broken.stream().map(Finding::title).collect(Collectors.joining("; "))).with("findings", broken);
    }
}
