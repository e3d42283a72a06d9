package org.doanket.finance.bank;

import java.time.LocalDate;

/**
 * A line as the bank wrote it, whatever the format.
 *
 * @param account the statement's own account, or null where the format does not name it
 * @param amount  minor units; what came in above zero, what left below
 * @param balance after the line, as text, or null: only to tell lines apart that are otherwise alike
 */
record StatementLine(String account, LocalDate valueDate, long amount, String currency, String memo, String bankRef, String payer,
        String payerAccount, String balance) {

    @Override
    public String toString() {
        return "StatementLine of " + valueDate;
    }
}
