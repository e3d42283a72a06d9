package org.doanket.finance.dues;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** What may be asked of dues. */
public sealed interface DuesCommand {

    long MOST_FIXED = 100_000_000_000L;

    /** Works out the dues of a month for a unit and all below it; {@code preview} books nothing. */
    record Run(@NotNull UUID unit, @NotNull YearMonth month, @NotNull @Pattern(regexp = "preview|post") String mode)
            implements DuesCommand {
    }

    /** Lets a resolution end; from that day on the common dues hold again. */
    record EndResolution(@NotNull LocalDate validTo, @NotBlank @Size(max = 500) String why) implements DuesCommand {
    }

    record CancelResolution(@NotBlank @Size(max = 500) String why) implements DuesCommand {
    }

    /** A unit's own resolution: a higher rate, whose excess stays with it, or a fixed amount where pay cannot be determined. */
    record Resolve(@NotNull UUID unit, @NotNull LocalDate validFrom, @Valid Ratio rate, Money fixedAmount, Boolean capBinds,
            @NotBlank @Size(max = 500) String resolution) implements DuesCommand {

        @AssertTrue
        public boolean isRateOrFixedAmount() {
            return (rate == null) != (fixedAmount == null);
        }

        @AssertTrue
        public boolean isMoreThanNothing() {
            return (rate == null || rate.numerator() > 0) && (fixedAmount == null || fixedAmount.amount() > 0 && fixedAmount.amount() <= MOST_FIXED);
        }
    }
}
