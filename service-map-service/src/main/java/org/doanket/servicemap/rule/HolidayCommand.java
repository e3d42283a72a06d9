package org.doanket.servicemap.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * Declares a day to come off or worked, or takes back what was declared of it.
 *
 * @param worked   false for a day off, true for a weekend that is worked
 * @param ordinary true, and then without {@code worked}, to take back what was declared
 * @param code     such as tet
 * @param citation the notice in which it was announced
 */
public record HolidayCommand(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull LocalDate day, Boolean worked, Boolean ordinary,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,40}") String code, @NotBlank @Size(max = 500) String citation) {
}
