package org.doanket.servicemap.visit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What may be asked of counts. */
public sealed interface VisitCommand {

    int MOST_AT_ONCE = 1_000;
    int MOST_A_DAY = 100_000;

    /** Counts of a desk, made while connected or not: each has the id that the desk gave it, so sending it again is harmless. */
    record Count(@NotEmpty @Size(max = MOST_AT_ONCE) List<@Valid @NotNull Entry> entries) implements VisitCommand {
    }

    /**
     * So many came to a point on a day, beside those counted already.
     *
     * @param services how many of them, or how often, something was done for somebody
     */
    record Entry(@NotNull UUID id, @NotNull UUID point, @NotNull LocalDate day, @Min(0) @Max(MOST_A_DAY) int visits,
            @Min(0) @Max(MOST_A_DAY) int services) {
    }

    record Reverse(@NotBlank @Size(max = 400) String reason) implements VisitCommand {
    }

    record Install(@NotNull UUID point, @NotBlank @Size(max = 100) String label) implements VisitCommand {
    }

    /** What a device at the door has counted. It has no account: its key says who it is. */
    record Report(@NotNull UUID counter, @NotBlank @Size(max = 100) String key,
            @NotEmpty @Size(max = MOST_AT_ONCE) List<@Valid @NotNull Reading> readings) implements VisitCommand {
    }

    /** @param number the device's own, counted up and never used twice */
    record Reading(@Min(0) long number, @NotNull LocalDate day, @Min(0) @Max(MOST_A_DAY) int visits) {
    }
}
