package org.doanket.finance.bank;

/** What a statement says of itself: what there was, what its lines brought, and what there is, must agree. In minor units. */
final class BalanceCheck {

    private final String statement;
    private Long opening;
    private long moved;

    /** @param statement how the bank calls it, for whoever looks for the fault */
    BalanceCheck(String statement) {
        this.statement = statement;
    }

    void opens(long balance) {
        opening = balance;
    }

    /** @return what there is now, or null without an opening balance */
    Long moves(long amount) {
        moved = Math.addExact(moved, amount);
        return opening == null ? null : Long.valueOf(Math.addExact(opening, moved));
    }

    /** Without an opening balance there is nothing to compare. @throws org.doanket.platform.error.Problem 422 {@code statement-balance} */
    void closes(long balance) {
        if (opening != null && Math.addExact(opening, moved) != balance) {
            throw BankProblems.balance(statement, opening, moved, balance);
        }
    }
}
