package org.doanket.servicemap.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

        /** All that makes it this request and no other. */
        String words() {
            return Stream.of(kind, unit, administrativeUnit, point, subject, name, contact).map(String::valueOf).collect(Collectors.joining("\u001f"));
        }

        @Override
        public String toString() {
            return "Ask[" + kind + "]";
        }
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

    /** @param code for ever; @param position in lists; behind all others if not said; @param clocks at least one: without any it cannot be asked */
    record AddKind(@NotNull @Pattern(regexp = CODE) String code, @NotBlank @Size(max = 100) String labelVi, @NotBlank @Size(max = 100) String labelEn,
            @NotBlank @Size(max = 100) String labelZh, @Min(1) @Max(1_000_000) Integer position, @NotEmpty @Size(max = 2) List<@NotNull @Valid KindClock> clocks)
            implements RequestCommand {
    }

    /** What can be changed of a kind. */
    record EditKind(@NotBlank @Size(max = 100) String labelVi, @NotBlank @Size(max = 100) String labelEn, @NotBlank @Size(max = 100) String labelZh,
            @NotNull @Min(1) @Max(1_000_000) Integer position) implements RequestCommand {
    }

    /** @param acceptanceDays working days from the day after it came; @param verified somebody has read it where the citation says */
    record KindClock(@NotNull @Pattern(regexp = "vn|cn") String jurisdiction, @NotNull LocalDate validFrom, @Min(1) @Max(1_000) int acceptanceDays,
            @Min(1) @Max(1_000) int answerDays, @NotBlank @Size(max = 500) String citation, boolean verified) {
    }
}
