package org.doanket.finance.bank;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.time.YearMonth;
import java.util.UUID;

/** What may be asked of bank lines. */
public sealed interface BankCommand {

    /** Says what a line in suspense paid: a payment request, or a month of the unit where none was made. */
    record Assign(UUID paymentRequest, YearMonth month, @Pattern(regexp = "dues|fund") String stream) implements BankCommand {

        @AssertTrue
        public boolean isRequestOrMonth() {
            return (paymentRequest == null) != (month == null);
        }
    }
}
