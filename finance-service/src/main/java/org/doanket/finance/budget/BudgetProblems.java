package org.doanket.finance.budget;

import java.util.List;
import java.util.stream.Collectors;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.platform.error.Problem;

final class BudgetProblems {

    private BudgetProblems() {
    }

    static Problem exists(int year) {
        return Problem.conflict("budget-exists", year);
    }

    static Problem underDecision() {
        return Problem.conflict("budget-submitted");
    }

    static Problem notDraft() {
        return Problem.conflict("budget-not-draft");
    }

    static Problem notSubmitted() {
        return Problem.conflict("budget-not-submitted");
    }

    static Problem anotherVersion(int newest) {
        return Problem.conflict("budget-another-version", newest);
    }

    static Problem levelAbove() {
        return Problem.forbidden("level-above-only");
    }

    static Problem unknownCodes(String codes) {
        return new Problem(422, "budget-code-unknown", codes);
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }

    static Problem codeTwice(String codes) {
        return new Problem(422, "budget-code-twice", codes);
    }

    /** All bounds that are broken, at once. */
    static Problem guarded(List<Finding> findings) {
        List<Finding> broken = findings.stream().filter(Finding::blocks).toList();
        return Problem.rule("budget-guard", broken.stream().map(Finding::citation).collect(Collectors.joining("; ")),
                broken.stream().map(Finding::title).collect(Collectors.joining("; "))).with("findings", broken);
    }

    static Problem beginTaken(int year) {
        return Problem.conflict("rule-begin-taken", year);
    }

    static Problem cancelledAlready() {
        return Problem.conflict("rule-cancelled-already");
    }

    static Problem begunAlready(int year) {
        return Problem.conflict("rule-begun-already", year);
    }
}
