package org.doanket.finance.bank;

import java.util.OptionalLong;

/**
 * The column of balances of a table: each follows from its neighbour's by the amount between them, downwards or, where the newest stands
 * first, upwards. Rows without a balance begin anew. In minor units.
 */
final class RunningBalance {

    private Long before;
    private long amountBefore;
    private boolean down = true;
    private boolean up = true;

    /** @throws org.doanket.platform.error.Problem 422 {@code statement-balance-row} at the first row that fits neither way */
    void next(long row, long amount, OptionalLong balance) {
        if (balance.isEmpty()) {
            before = null;
            return;
        }
        if (before != null) {
            down &= before + amount == balance.getAsLong();
            up &= balance.getAsLong() + amountBefore == before;
            if (!down && !up) {
                throw BankProblems.balanceOfRow(row);
            }
        }
        before = balance.getAsLong();
        amountBefore = amount;
    }
}
