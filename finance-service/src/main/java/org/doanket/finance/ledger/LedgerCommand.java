package org.doanket.finance.ledger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** What may be asked of the ledger by hand. */
public sealed interface LedgerCommand {

    /** @param on the day on which it takes effect, at the earliest that of the entry; today if not given */
    record Reverse(LocalDate on, @NotBlank @Size(max = 500) String why) implements LedgerCommand {
    }

    /**
     * @param amount      debit above zero, credit below, in minor units or pieces of the account's measure
     * @param bankAccount of money of the bank (1121) that is not on the unit's main account: money goes from one to another by two such lines
     */
    record Line(@NotNull @Pattern(regexp = ACCOUNT) String account, @NotNull Money amount, UUID bankAccount) {
    }

    /**
     * @param on       the day on which it takes effect, in an open month and not after today
     * @param evidence the paper behind it, such as the number of an invoice or of a resolution
     * @param bankLines whose money it takes out of suspense (3384): that it says what they were
     */
    record Post(@NotNull UUID unit, @NotNull LocalDate on, @NotNull @Size(min = 2, max = 100) List<@NotNull @Valid Line> lines,
            @NotBlank @Size(max = 500) String note, @Size(max = 200) String evidence,
            @Size(max = 100) List<@NotNull UUID> bankLines) implements LedgerCommand {
    }

    record Refuse(@NotBlank @Size(max = 500) String why) implements LedgerCommand {
    }

    record Reopen(@NotBlank @Size(max = 500) String why) implements LedgerCommand {
    }

    record Names(@NotBlank @Size(max = 200) String vi, @NotBlank @Size(max = 200) String en, @NotBlank @Size(max = 200) String zh) {
    }

    /**
     * @param measure     what a memo account counts instead of money: XIT pieces, XWD days of work; none where it counts money
     * @param clearsMoney whether money that has left the bank stands there until it is said what for; as the account above if not said
     */
    record AddAccount(@NotNull @Pattern(regexp = ACCOUNT) String code,
            @NotNull @Pattern(regexp = "asset|liability|balance|income|expense|memo") String kind, @NotNull @Valid Names names,
            @Pattern(regexp = ACCOUNT) String parent, @Size(max = 20) String reportCode, @Pattern(regexp = "XIT|XWD") String measure,
            boolean clearsMoney, @NotNull LocalDate validFrom, @NotBlank @Size(max = 500) String citation, boolean verified) implements LedgerCommand {
    }

    /** @param on the first day on which nothing is booked there any more, today or later */
    record EndAccount(@NotNull LocalDate on, @NotBlank @Size(max = 500) String why) implements LedgerCommand {
    }

    /** @param code names the pair; @param side upper in the books of the unit that receives, lower in those of the one that gives */
    record SetElimination(@NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,39}") String code,
            @NotNull @Pattern(regexp = "upper|lower") String side,
            @NotNull @Pattern(regexp = ACCOUNT) String account, @NotNull LocalDate validFrom, @NotBlank @Size(max = 500) String citation,
            boolean verified) implements LedgerCommand {
    }

    String ACCOUNT = "[0-9]{3,6}[0-9A-Z.]{0,6}";
}
