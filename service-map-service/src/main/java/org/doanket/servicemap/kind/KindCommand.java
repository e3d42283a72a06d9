package org.doanket.servicemap.kind;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/** What may be asked of the legend of the map. */
public sealed interface KindCommand {

    String CODE = "[a-z][a-z0-9-]{1,40}";

    /** @param code for ever; @param position in lists and legends; behind all others if not said; @param validFrom from when points can be one */
    record AddKind(@NotNull @Pattern(regexp = CODE) String code, @NotBlank @Size(max = 100) String labelVi, @NotBlank @Size(max = 100) String labelEn,
            @NotBlank @Size(max = 100) String labelZh, @NotEmpty @Size(max = 2) List<@NotNull @Pattern(regexp = "vn|cn") String> jurisdictions,
            @Min(1) @Max(1_000_000) Integer position, @NotNull LocalDate validFrom) implements KindCommand {
    }

    /** @param code for ever; @param position in lists and legends; behind all others if not said; @param validFrom from when points can have it */
    record AddAmenity(@NotNull @Pattern(regexp = CODE) String code, @NotBlank @Size(max = 100) String labelVi, @NotBlank @Size(max = 100) String labelEn,
            @NotBlank @Size(max = 100) String labelZh, @Min(1) @Max(1_000_000) Integer position, @NotNull LocalDate validFrom) implements KindCommand {
    }

    /** What can be changed: labels, order, and the first day on which no new point can be one or have it. */
    record Edit(@NotBlank @Size(max = 100) String labelVi, @NotBlank @Size(max = 100) String labelEn, @NotBlank @Size(max = 100) String labelZh,
            @NotNull @Min(1) @Max(1_000_000) Integer position, LocalDate validTo) implements KindCommand {
    }
}
