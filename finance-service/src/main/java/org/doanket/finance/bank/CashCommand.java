package org.doanket.finance.bank;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of dues in cash. */
public sealed interface CashCommand {

    int MOST_PAYMENTS = 500;
    int MOST_MONTHS = 60;

    /** What members gave over the desk: all of it is taken, or none and every fault named. */
    @Schema(name = "CashReceiptTake")
    record Take(@NotNull UUID unit, @NotEmpty @Size(max = MOST_PAYMENTS) List<@NotNull @Valid Payment> payments) implements CashCommand {
    }

    /**
     * What one member gave.
     *
     * @param memberCode in place of {@code member}: as it stands in the list that went round
     * @param months     that it pays, in their order; all that he owes, the oldest month first, if not given
     * @param day        on which it was received
     */
    @Schema(name = "CashPayment")
    record Payment(UUID member, @Size(max = 50) String memberCode, @Size(min = 1, max = MOST_MONTHS) List<@NotNull YearMonth> months,
            @NotNull Money amount, @NotNull LocalDate day) {

        @AssertTrue
        public boolean isOfOneMember() {
            return (member == null) != (memberCode == null);
        }
    }

    @Schema(name = "CashReceiptUndo")
    record Undo(@NotBlank @Size(max = 500) String why) implements CashCommand {
    }
}
