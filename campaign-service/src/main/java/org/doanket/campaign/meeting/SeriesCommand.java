package org.doanket.campaign.meeting;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of series of meetings. */
public sealed interface SeriesCommand {

    /**
     * Meetings that come back, such as twice a month with police and union.
     *
     * @param monthDays days of the month, or {@code weekday} (1 Monday to 7 Sunday) with its {@code ordinals} (-1: the last)
     * @param minutes   how long each is. @param partners who is there besides. @param agenda its usual points
     */
    @Schema(name = "MeetingSeriesSetting")
    record Set(@NotNull UUID unit, @NotBlank @Size(max = 300) String name, @NotNull @Pattern(regexp = MeetingCommand.KIND) String kind,
            @Size(max = 8) List<@NotNull @Min(1) @Max(31) Integer> monthDays, @Min(1) @Max(7) Integer weekday,
            @Size(max = 5) List<@NotNull @Min(-1) @Max(5) Integer> ordinals, @NotNull LocalTime atTime, @NotNull @Min(5) @Max(1440) Integer minutes,
            @Size(max = 300) String place, @NotNull LocalDate starts, LocalDate ends, @Size(max = 20) List<@NotBlank @Size(max = 200) String> partners,
            @Size(max = 50) List<@NotBlank @Size(max = 300) String> agenda) implements SeriesCommand {

        public Set {
            name = Nfc.of(name);
            place = Nfc.of(place);
            monthDays = monthDays == null ? List.of() : new ArrayList<>(monthDays);
            ordinals = ordinals == null ? List.of() : new ArrayList<>(ordinals);
            partners = partners == null ? List.of() : new ArrayList<>(partners);
            agenda = agenda == null ? List.of() : new ArrayList<>(agenda);
        }

        @AssertTrue
        boolean isByDaysOrByWeekday() {
            return monthDays.isEmpty() != ordinals.isEmpty() && (weekday == null) == ordinals.isEmpty() && !ordinals.contains(0);
        }

        @AssertTrue
        boolean isInOrder() {
            return starts == null || ends == null || !ends.isBefore(starts);
        }
    }

    /** Calls the meetings of a span, at most a year of it; those that are called already stay. */
    @Schema(name = "MeetingSeriesSpan")
    record CallAll(@NotNull LocalDate from, @NotNull LocalDate to) implements SeriesCommand {

        @AssertTrue
        boolean isAtMostAYear() {
            return from == null || to == null || !to.isBefore(from) && to.isBefore(from.plusDays(367));
        }
    }
}
