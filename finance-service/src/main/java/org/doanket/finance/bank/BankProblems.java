package org.doanket.finance.bank;

import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Money;

final class BankProblems {

    private BankProblems() {
    }

    static Problem unreadable(String why) {
        return new Problem(422, "bad-statement", why);
    }

    /** In minor units. */
    static Problem balance(String statement, long opening, long moved, long closing) {
        return new Problem(422, "statement-balance", statement, opening, moved, closing);
    }

    static Problem balanceOfRow(long row) {
        return new Problem(422, "statement-balance-row", row);
    }

    static Problem anotherAccount(String masked) {
        return new Problem(422, "statement-of-another-account", masked);
    }

    static Problem noBankAccount() {
        return Problem.conflict("no-bank-account");
    }

    static Problem profilesOfTheRoot() {
        return Problem.forbidden("profiles-root-only");
    }

    static Problem inSuspense() {
        return Problem.conflict("line-in-suspense");
    }

    static Problem refundUnderWay() {
        return Problem.conflict("line-has-refund");
    }

    /** Neither assigned nor told: whoever put the line there by an entry takes that back. */
    static Problem saidByEntry() {
        return Problem.conflict("line-of-entry");
    }

    static Problem notBooked() {
        return new Problem(422, "entry-not-of-bank");
    }

    static Problem bookedOtherwise(Money line) {
        return new Problem(422, "entries-differ-from-line", line.amount(), line.currency());
    }

    static Problem undoneAlready() {
        return Problem.conflict("cash-receipt-undone");
    }
}
