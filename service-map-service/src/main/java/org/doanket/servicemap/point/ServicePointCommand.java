package org.doanket.servicemap.point;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What may be asked of a service point. */
public sealed interface ServicePointCommand {

    /**
     * A new point, planned or open at once.
     *
     * @param unitId   the union unit that runs it
     * @param siteId   the place, if it is known already; else {@code site} describes it
     * @param hours    in the syntax of OpenStreetMap's opening_hours
     * @param state    planned (the default) or open
     * @param openedOn if open: since when; today if not said
     */
    record Register(@NotNull UUID unitId, UUID siteId, @Valid SiteCommand.Describe site, @NotBlank String kind,
            @NotBlank @Size(max = 200) String name, String hours, @Min(1) @Max(100_000) Integer capacity,
            @Size(max = 40) List<@NotBlank String> amenities, PointState state, LocalDate plannedFor, LocalDate openedOn,
            @PastOrPresent Instant lastVerifiedAt) implements ServicePointCommand {
    }

    /** What can be edited. Opening and closing are deeds of their own; a place is edited at its site. */
    record Edit(@NotBlank String kind, @NotBlank @Size(max = 200) String name, String hours,
            @Min(1) @Max(100_000) Integer capacity, @Size(max = 40) List<@NotBlank String> amenities, LocalDate plannedFor,
            @PastOrPresent Instant lastVerifiedAt) implements ServicePointCommand {
    }

    /** @param siteId the place in which it is from now on */
    record Relocation(@NotNull UUID siteId) implements ServicePointCommand {
    }

    /** @param on today if not said */
    record Opening(LocalDate on) implements ServicePointCommand {
    }

    /** @param on the first day on which it is no longer open; today if not said */
    record Closing(LocalDate on) implements ServicePointCommand {
    }
}
