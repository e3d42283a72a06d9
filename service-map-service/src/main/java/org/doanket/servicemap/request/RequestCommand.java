package org.doanket.servicemap.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;

/** What may be asked of service requests. */
public sealed interface RequestCommand {

    String CODE = "[a-z][a-z0-9-]{1,40}";

    /**
     * A request of a member or of anybody else.
     *
     * @param unit               where it is asked, or by the next two; a member may leave all three out: then it is his own unit
     * @param administrativeUnit code of the commune, ward or town
     * @param contact            a phone number or an address for an answer beside the link
     */
    record Ask(@NotNull @Pattern(regexp = CODE) String kind, UUID unit, @Pattern(regexp = "[0-9A-Za-z.-]{1,20}") String administrativeUnit,
            UUID point, @NotBlank @Size(max = 4_000) String subject, @Size(max = 200) String name, @Size(max = 200) String contact)
            implements RequestCommand {
    }

    record Forward(@NotNull UUID unit, @NotBlank @Size(max = 400) String reason) implements RequestCommand {
    }

    record Answer(@NotBlank @Size(max = 8_000) String answer) implements RequestCommand {
    }

    /** @param stars 1 (not at all content) to 5 (wholly content) */
    record Rate(@Min(1) @Max(5) int stars, @Size(max = 1_000) String note) implements RequestCommand {
    }

    record Declare(@NotNull UUID unit, @NotNull @Pattern(regexp = CODE) String kind, @NotNull LocalDate validFrom, LocalDate validTo)
            implements RequestCommand {
    }

    /** @param on first day on which the unit is competent no more */
    record End(@NotNull LocalDate on) implements RequestCommand {
    }
}
