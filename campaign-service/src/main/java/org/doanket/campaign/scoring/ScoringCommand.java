package org.doanket.campaign.scoring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What may be asked of scoring. */
public sealed interface ScoringCommand {

    int EARLIEST = 2000;
    int LATEST = 2100;

    /**
     * Scores all units of a subtree that the set is for.
     *
     * @param starts of the facts that count, {@code ends} the last day; the year's if not said
     */
    record Grade(@NotNull UUID unit, @NotNull UUID criteriaSet, @NotNull @Min(EARLIEST) @Max(LATEST) Integer year, LocalDate starts, LocalDate ends)
            implements ScoringCommand {

        LocalDate from() {
            return starts == null ? LocalDate.of(year, 1, 1) : starts;
        }

        LocalDate to() {
            return ends == null ? LocalDate.of(year, 12, 31) : ends;
        }

        @AssertTrue
        boolean isInOrder() {
            return year == null || year < EARLIEST || year > LATEST || !to().isBefore(from());
        }
    }

    /** What a unit says of itself. */
    record Fill(@Valid @NotEmpty @Size(max = 200) List<@NotNull Claim> lines) implements ScoringCommand {
    }

    /** @param value of what is measured; {@code claimed} points of what is judged */
    record Claim(@NotBlank @Size(max = 40) String code, @Digits(integer = 12, fraction = 4) BigDecimal value,
            @DecimalMin("0") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal claimed, @Size(max = 2000) String note) {
    }

    /** Points for what is judged, and for measured values that were found to be others. */
    record Check(@Valid @NotNull @Size(max = 200) List<@NotNull Given> lines) implements ScoringCommand {
    }

    record Given(@NotBlank @Size(max = 40) String code,
            @NotNull @DecimalMin("0") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal points, @Size(max = 2000) String remark) {
    }

    record Appeal(@NotBlank @Size(max = 40) String criterion, @NotBlank @Size(max = 2000) String reason) implements ScoringCommand {
    }

    /** @param points that the line has from now on, where the appeal is granted */
    record DecideAppeal(@NotNull Boolean granted, @DecimalMin("0") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal points,
            @NotBlank @Size(max = 2000) String answer) implements ScoringCommand {
    }
}
