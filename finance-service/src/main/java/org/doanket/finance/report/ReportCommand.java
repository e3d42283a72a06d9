package org.doanket.finance.report;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What may be asked of reports. */
public sealed interface ReportCommand {

    long MOST = 1_000_000_000_000_000L;

    /** Under which code an account falls from a day on. */
    record SetMapping(@NotBlank @Size(max = 20) String account, @NotNull @Pattern(regexp = "[0-9]{2}(\\.[0-9]{2})?") String code,
            @NotNull LocalDate validFrom, @NotBlank @Size(max = 500) String citation, boolean verified) implements ReportCommand {
    }

    record Cancel(@NotBlank @Size(max = 500) String why) implements ReportCommand {
    }

    record Amount(@NotNull @Pattern(regexp = "[0-9]{2}(\\.[0-9]{2})?") String code, @Min(-MOST) @Max(MOST) long amount) {
    }

    /** Approves a year's settlement as the books have it, but for the codes that are given with another amount. */
    record Approve(@NotNull UUID unit, @Min(2010) @Max(2199) int year, @NotBlank @Size(max = 500) String act,
            @Size(max = 100) List<@NotNull @Valid Amount> lines) implements ReportCommand {
    }
}
