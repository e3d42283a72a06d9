package org.doanket.membership.headcount;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of periods and of the reports that units file in them. */
public sealed interface HeadcountCommand {

    long MOST_PEOPLE = 100_000_000;
    /** A month's pay of a whole province in dong, and more; JSON carries it exactly. */
    long MOST_OF_A_FIGURE = 1_000_000_000_000_000L;

    /**
     * To ask the units below for their head counts.
     *
     * @param level    of the units that must answer; others below may
     * @param cutOff   the day about which is asked
     * @param closesOn the last day of the window
     */
    @Schema(name = "HeadcountPeriodOpening")
    record Open(
            @NotNull UUID unitId,
            @NotBlank @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9./_-]{0,39}") String code,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "month|quarter|half-year|year|ad-hoc") String kind,
            @NotBlank String level,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotNull LocalDate cutOff,
            @NotNull LocalDate opensOn,
            @NotNull LocalDate dueOn,
            @NotNull LocalDate closesOn) implements HeadcountCommand {

        public Open {
            name = Nfc.of(name);
        }
    }

    /** The fields that a merge patch may name: the window may be stretched, what is asked may not change under those who answer. */
    @Schema(name = "HeadcountPeriodChange")
    record ChangePeriod(@NotBlank @Size(max = 200) String name, @NotNull LocalDate opensOn, @NotNull LocalDate dueOn,
            @NotNull LocalDate closesOn) implements HeadcountCommand {

        public ChangePeriod {
            name = Nfc.of(name);
        }
    }

    /** People, and how many of them are women. */
    @Schema(name = "HeadcountPeople")
    record People(@NotNull @PositiveOrZero @Max(MOST_PEOPLE) Integer total, @NotNull @PositiveOrZero @Max(MOST_PEOPLE) Integer women) {
    }

    /**
     * What a unit says of itself and of all below it.
     *
     * @param workers those of the employer; a guild has none
     * @param figures further ones, by the codes of {@code /v1/headcount-figures}
     */
    @Schema(name = "HeadcountFigures")
    record Figures(
            @NotNull @Valid People members,
            @Valid People workers,
            @Size(max = 100) Map<@NotNull @Size(max = 50) String, @NotNull @PositiveOrZero @Max(MOST_OF_A_FIGURE) Long> figures,
            @Size(max = 4_000) String text) implements HeadcountCommand {

        public Figures {
            figures = figures == null ? Map.of() : figures;
            text = Nfc.of(text);
        }
    }

    @Schema(name = "HeadcountFiling")
    record File(@NotNull UUID periodId, @NotNull UUID unitId, @NotNull @Valid Figures count) implements HeadcountCommand {
    }

    @Schema(name = "HeadcountApproval")
    record Approve(@Size(max = 1_000) String note) implements HeadcountCommand {

        public Approve {
            note = Nfc.of(note);
        }
    }

    /** A report is sent back with a reason. */
    @Schema(name = "HeadcountRejection")
    record Reject(@NotBlank @Size(max = 1_000) String note) implements HeadcountCommand {

        public Reject {
            note = Nfc.of(note);
        }
    }
}
