package org.doanket.membership.calendar;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.rule.RuleSource;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the calendar. */
public sealed interface HolidayCommand {

    /**
     * @param worked   false for a day off, true for a weekend that is worked
     * @param ordinary true, and then without {@code worked}, to take back what was declared
     */
    @Schema(name = "HolidaySetting")
    record Declare(
            @NotNull @Pattern(regexp = "vn|cn") String jurisdiction,
            @NotNull LocalDate day,
            Boolean worked,
            Boolean ordinary,
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,49}") String code,
            @NotBlank @Size(max = 300) String citation) implements HolidayCommand {

        public Declare {
            citation = Nfc.of(citation);
        }
    }

    /**
     * @param off    false: a day like any other from then on
     * @param madeUp whether the next day that is worked is off where it falls on a weekend
     */
    @Schema(name = "YearlyHolidaySetting")
    record SetYearly(
            @NotNull @Valid RuleSource source,
            @NotNull @Min(1) @Max(12) Integer month,
            @NotNull @Min(1) @Max(31) Integer day,
            @NotNull Boolean off,
            boolean madeUp) implements HolidayCommand {
    }
}
