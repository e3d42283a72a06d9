package org.doanket.finance.bank;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

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
 * @param after    what the account had after the line, in minor units, or null: by which it is known again in another form
 */
record StatementLine(String account, LocalDate valueDate, LocalDate bookedOn, long amount, String currency, String memo, String bankRef,
        String payer, String payerAccount, String virtual, String balance, Long after) {

    /** Minor units. More passes through no account of a union, and sums of it would no longer be numbers of the ledger. */
    static final long MOST = 1_000_000_000_000_000L;

    /** What banks write where they have no reference to give: as one it would make all of their lines of an amount the same. */
    private static final Set<String> NO_REFERENCE = Set.of("NONREF", "NOTPROVIDED", "NONE");

    StatementLine {
        if (bankRef != null && NO_REFERENCE.contains(bankRef.strip().toUpperCase(Locale.ROOT))) {
            bankRef = null;
        }
        if (Math.abs(amount) > MOST) {
            throw BankProblems.unreadable("amount");
        }
    }

    @Override
    public String toString() {
        return "StatementLine of " + valueDate;
    }
}
