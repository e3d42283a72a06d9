package org.doanket.finance.bank;

import java.time.LocalDate;

/**
 * A line as the bank wrote it, whatever the format.
 *
 * @param account  the statement's own account, or null where the format does not name it
 * @param bookedOn the day on which the bank booked it, or null where only its value date is known
 * @param amount   minor units; what came in above zero, what left below
 * @param bankRef  by which the bank knows this line and no other, or null
 * @param payer    who is on the other side, also of what left
 * @param virtual  the account number given to one payer to which it was sent, or null
 * @param balance  after the line, as text, or null: only to tell lines apart that are otherwise alike
 */
record StatementLine(String account, LocalDate valueDate, LocalDate bookedOn, long amount, String currency, String memo, String bankRef,
        String payer, String payerAccount, String virtual, String balance) {

    /** Minor units. More passes through no account of a union, and sums of it would no longer be numbers of the ledger. */
    static final long MOST = 1_000_000_000_000_000L;

    StatementLine {
        if (Math.abs(amount) > MOST) {
            throw BankProblems.unreadable("amount");
        }
    }

    @Override
    public String toString() {
        return "StatementLine of " + valueDate;
    }
}
