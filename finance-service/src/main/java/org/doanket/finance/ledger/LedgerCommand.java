package org.doanket.finance.ledger;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** What may be asked of the ledger by hand. */
public sealed interface LedgerCommand {

    /** @param on the day on which it takes effect; today if not given */
    record Reverse(LocalDate on, @NotBlank @Size(max = 500) String why) implements LedgerCommand {
    }
}
