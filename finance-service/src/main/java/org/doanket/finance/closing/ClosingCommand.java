package org.doanket.finance.closing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** What may be asked of a closing. */
public sealed interface ClosingCommand {

    long MOST = 1_000_000_000_000L;

    /** Of all parts so many are this heir's. */
    record Part(@NotNull UUID unit, @Min(0) @Max(1_000_000_000) long parts) {
    }

    /** How several successors share: by the members who went to each, or as was agreed. */
    record Share(@NotNull @Pattern(regexp = "by-members|entered") String method, @Size(min = 1, max = 100) List<@NotNull @Valid Part> parts)
            implements ClosingCommand {

        @AssertTrue
        public boolean isEnteredWithParts() {
            return "entered".equals(method) == (parts != null);
        }
    }

    /** Something that the books do not know of: a seal, a desk, a promised grant. {@code amount} is its value, if it has one. */
    record AddItem(@NotNull @Pattern(regexp = "assets|documents|obligations") String part, @NotBlank @Size(max = 500) String note,
            @Min(0) @Max(MOST) Long quantity, Money amount) implements ClosingCommand {

        @AssertTrue
        public boolean isAmountWithinBounds() {
            return amount == null || Math.abs(amount.amount()) <= MOST;
        }
    }

    record Withdraw(@NotBlank @Size(max = 500) String why) implements ClosingCommand {
    }
}
