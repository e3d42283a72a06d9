package org.doanket.finance.voucher;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of vouchers. */
public sealed interface VoucherCommand {

    long MOST = 1_000_000_000_000L;

    /**
     * @param money   1111 cash or 1121 bank, of the main account if no {@code bankAccount} is given
     * @param purpose without names of persons: it stands in the books for ever
     */
    record Make(@NotNull UUID unit, @NotNull @Pattern(regexp = "receipt|payment") String kind, @NotNull LocalDate day,
            @NotBlank @Size(max = 20) String account, @NotNull @Pattern(regexp = "1111|1121") String money, @NotNull Money amount,
            @NotBlank @Size(max = 500) String purpose, UUID bankAccount) implements VoucherCommand {

        @AssertTrue
        public boolean isBankAccountOfBank() {
            return bankAccount == null || "1121".equals(money);
        }

        @AssertTrue
        public boolean isAmountWithinBounds() {
            return amount == null || amount.amount() > 0 && amount.amount() <= MOST;
        }
    }

    @Schema(name = "VoucherReversal")
    record Reverse(@NotBlank @Size(max = 500) String why) implements VoucherCommand {
    }

    record Refuse(@NotBlank @Size(max = 500) String reason) implements VoucherCommand {
    }
}
