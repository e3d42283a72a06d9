package org.doanket.finance.payment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** What may be asked of payments. */
public sealed interface PaymentCommand {

    /**
     * Asks for what a unit, or one member of it, still owes for a month.
     *
     * @param stream {@code dues} if not given
     * @param member whose dues; the whole unit's if not given
     * @param amount for the fund, whose declarations are worked out elsewhere; for dues all that is outstanding
     */
    record Request(@NotNull UUID unit, @NotNull YearMonth month, @Pattern(regexp = "dues|fund") String stream, UUID member,
            Money amount) implements PaymentCommand {
    }

    /** @param bankBin the bank's six-digit BIN */
    record SetBankAccount(@NotNull @Pattern(regexp = "\\d{6}") String bankBin, @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,19}") String account,
            @NotBlank @Size(max = 100) String holder) implements PaymentCommand {

        @Override
        public String toString() {
            return "SetBankAccount[" + bankBin + "]";
        }
    }
}
