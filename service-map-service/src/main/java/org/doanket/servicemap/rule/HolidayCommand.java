package org.doanket.servicemap.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * Declares a day to come a public holiday, or a day like any other again.
 *
 * @param off    whether it is one
 * @param code   such as tet
 * @param source the notice in which it was announced
 */
public record HolidayCommand(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull LocalDate day, boolean off,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,40}") String code, @NotBlank @Size(max = 500) String source) {
}
