package org.doanket.servicemap.roster;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.UUID;

/** What may be asked of a roster. */
public sealed interface RosterCommand {

    /**
     * "Monday and Wednesday, 4 members".
     *
     * @param weekdays      ISO 8601: Monday is 1
     * @param endsAt        on the day after, where it is earlier than startsAt
     * @param peoplePerDuty how many stand there at once
     * @param onHolidays    whether the desk is staffed on public holidays too
     * @param validTo       the first day on which it no longer holds, or null
     */
    record Draw(@NotNull UUID pointId, @NotBlank @Size(max = 200) String name, @NotEmpty @Size(max = 7) Set<@NotNull @Min(1) @Max(7) Integer> weekdays,
            @NotNull LocalTime startsAt, @NotNull LocalTime endsAt, @Min(1) @Max(50) int peoplePerDuty, boolean onHolidays,
            @NotNull LocalDate validFrom, LocalDate validTo) implements RosterCommand {
    }

    /** The pattern from now on; of duties that are planned already the days and people stay. */
    record Pattern(@NotBlank @Size(max = 200) String name, @NotEmpty @Size(max = 7) Set<@NotNull @Min(1) @Max(7) Integer> weekdays, @NotNull LocalTime startsAt,
            @NotNull LocalTime endsAt, @Min(1) @Max(50) int peoplePerDuty, boolean onHolidays, LocalDate validTo) implements RosterCommand {
    }

    /** @param joinedOn the first day on which he may be asked; today if not said */
    record Join(@NotNull UUID memberId, @NotBlank @Size(max = 120) String name, LocalDate joinedOn) implements RosterCommand {

        @Override
        public String toString() {
            return "Join[" + memberId + "]";
        }
    }

    /** @param from the first day on which he is no longer asked; today if not said */
    record Leave(LocalDate from) implements RosterCommand {
    }

    /** Both days among it. */
    record Away(@NotNull UUID memberId, @NotNull LocalDate firstDay, @NotNull LocalDate lastDay) implements RosterCommand {
    }

    /** Plans what is not planned yet. @param until the last day */
    record Plan(@NotNull LocalDate until) implements RosterCommand {
    }

    /**
     * One stands for another.
     *
     * @param memberId     who gives away his duty of that day
     * @param withMemberId who takes it
     * @param withDay      the duty that he gives for it, or null for a favour
     */
    record Swap(@NotNull LocalDate day, @NotNull UUID memberId, @NotNull UUID withMemberId, LocalDate withDay) implements RosterCommand {
    }
}
