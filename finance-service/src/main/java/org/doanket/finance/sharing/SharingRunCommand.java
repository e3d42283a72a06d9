package org.doanket.finance.sharing;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.YearMonth;
import java.util.UUID;

/**
 * Goes over the shares of a unit and all below it for the months named.
 *
 * @param kind {@code re-share} by the ratios that hold by now; {@code true-up}: the same for a whole year that is over, by its decided
 *             ratios; {@code refund}: what comes back of a year to those who pay little
 * @param mode {@code preview} books nothing
 */
public record SharingRunCommand(@NotNull UUID unit, @NotNull @Pattern(regexp = "re-share|true-up|refund") String kind,
        @NotNull YearMonth from,
        @NotNull YearMonth to, @NotNull @Pattern(regexp = "preview|post") String mode) {

    @AssertTrue
    public boolean isForwards() {
        return from == null || to == null || !to.isBefore(from);
    }

    boolean isYear() {
        return from.getYear() == to.getYear() && from.getMonthValue() == 1 && to.getMonthValue() == 12;
    }
}
