package org.doanket.finance.bank;

import org.doanket.platform.error.Problem;

final class BankProblems {

    private BankProblems() {
    }

    static Problem unreadable(String why) {
        return new Problem(422, "bad-statement", why);
    }

    static Problem anotherAccount(String masked) {
        return new Problem(422, "statement-of-another-account", masked);
    }

    static Problem noBankAccount() {
        return Problem.conflict("no-bank-account");
    }

    static Problem assignedAlready() {
        return Problem.conflict("line-assigned-already");
    }

    static Problem debit() {
        return new Problem(422, "line-is-debit");
    }

    static Problem anotherUnit() {
        return new Problem(422, "request-of-another-unit");
    }
}
