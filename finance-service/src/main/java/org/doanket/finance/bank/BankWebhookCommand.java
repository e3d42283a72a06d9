package org.doanket.finance.bank;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.money.Money;

/**
 * One movement, as the bank's webhook tells it.
 *
 * @param id             by which the bank knows this telling: told again it is the same
 * @param bankRef        by which it stands in the statement, so that both are one line; if not given, day, amount and memo tell
 * @param account        of the unit, if the bank names it
 * @param amount         above zero what came in, below what left
 * @param virtualAccount the number given to one payer to which it was sent
 */
public record BankWebhookCommand(@NotBlank @Size(max = 100) String id, @Size(min = 1, max = 100) String bankRef,
        @Pattern(regexp = "[0-9A-Za-z]{1,34}") String account, @NotNull LocalDate valueDate, @NotNull Money amount,
        @Size(max = 1000) String memo,
        @Size(max = 200) String payer, @Pattern(regexp = "[0-9A-Za-z]{1,34}") String payerAccount,
        @Pattern(regexp = "[0-9A-Za-z]{1,34}") String virtualAccount) {

    StatementLine line() {
        // Two tellings without a reference are two lines, however alike they look.
        return new StatementLine(account, valueDate, null, amount.amount(), amount.currency(), memo == null ? "" : memo, bankRef, payer,
        payerAccount,
                virtualAccount, "event " + id, null);
    }

    @Override
    public String toString() {
        return "BankWebhookCommand of " + valueDate;
    }
}
