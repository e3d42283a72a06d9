package org.doanket.finance.payment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of payments. */
public sealed interface PaymentCommand {

    /** Of one request: a large firm's workers for a year stay below. */
    int MOST_ITEMS = 5_000;

    /**
     * Asks for what a unit, or one member of it, still owes for a month; or by a list for many months and members at once.
     *
     * @param stream   {@code dues} if not given
     * @param member   whose dues; the whole unit's if not given
     * @param amount   for the fund, whose declarations are worked out elsewhere; of dues a part, or all that is outstanding
     * @param employer who is asked, where it is a firm
     * @param items    in place of month, stream, member and amount
     */
    @Schema(name = "PaymentRequest")
    record Request(@NotNull UUID unit, YearMonth month, @Pattern(regexp = "dues|fund") String stream, UUID member, Money amount,
            @Valid Employer employer, @Size(min = 1, max = MOST_ITEMS) List<@NotNull @Valid Item> items) implements PaymentCommand {

        @AssertTrue
        public boolean isMonthOrItems() {
            return (month == null) != (items == null) && (items == null || stream == null && member == null && amount == null);
        }

        List<Item> all() {
            return items == null ? List.of(new Item(month, stream, member, amount)) : items;
        }
    }

    /** Asks each member of a unit for what he still owes for a month. */
    @Schema(name = "PaymentRequestBatch")
    record RequestEach(@NotNull UUID unit, @NotNull YearMonth month) implements PaymentCommand {
    }

    /** What a member asks for himself. */
    @Schema(name = "OwnPaymentRequest")
    record RequestOwn(@NotNull YearMonth month) implements PaymentCommand {
    }

    /** One thing that is asked for: as in {@link Request}. */
    @Schema(name = "PaymentItem")
    record Item(@NotNull YearMonth month, @Pattern(regexp = "dues|fund") String stream, UUID member, Money amount) {

        boolean isFund() {
            return "fund".equals(stream);
        }
    }

    /** @param id where the firm stands on a register; name and tax code hold for this request in any case */
    @Schema(name = "PaymentEmployer")
    record Employer(UUID id, @NotBlank @Size(max = 300) String name, @NotNull @Pattern(regexp = "[0-9A-Z][0-9A-Z-]{7,29}") String taxCode) {
    }

    @Schema(name = "PaymentCancellation")
    record Cancel(@NotBlank @Size(max = 500) String why) implements PaymentCommand {
    }

    /** @param bankBin the bank's six-digit BIN */
    record SetBankAccount(@NotNull @Pattern(regexp = "\\d{6}") String bankBin, @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,19}") String account,
            @NotBlank @Size(max = 100) String holder) implements PaymentCommand {

        @Override
        public String toString() {
            return "SetBankAccount[" + bankBin + "]";
        }
    }

    /** @param purpose general, beside the main account, or fund; @param currency that of the unit if not given; @param validFrom today if not given */
    record OpenBankAccount(@NotNull UUID unit, @NotNull @Pattern(regexp = "general|fund") String purpose,
            @NotNull @Pattern(regexp = "\\d{6}") String bankBin, @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,19}") String account,
            @NotBlank @Size(max = 100) String holder, @Pattern(regexp = "[A-Z]{3}") String currency, LocalDate validFrom, LocalDate validTo)
            implements PaymentCommand {

        @Override
        public String toString() {
            return "OpenBankAccount[" + unit + "]";
        }
    }

    /** @param on the first day on which it is the unit's no more */
    @Schema(name = "BankAccountEnding")
    record EndBankAccount(@NotNull LocalDate on, @NotBlank @Size(max = 500) String why) implements PaymentCommand {
    }

    /** An account number that the bank gave out for one payer. @param member whose payments they are; the unit's own if not given */
    record OpenVirtualAccount(@NotNull UUID unit, UUID member, @NotNull @Pattern(regexp = "[0-9A-Za-z]{4,34}") String number)
            implements PaymentCommand {

        @Override
        public String toString() {
            return "OpenVirtualAccount[" + unit + "]";
        }
    }

    @Schema(name = "BankAccountRefusal")
    record RefuseBankAccount(@NotBlank @Size(max = 500) String why) implements PaymentCommand {
    }
}
