package org.doanket.servicemap.tip;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

/** What may be asked of an intake room. None of these shows in a log what it holds. */
public sealed interface TipCommand {

    /**
     * @param unitId       whose room it goes to
     * @param text         what was seen, where and when
     * @param answerWanted only then may a contact be left
     * @param contact      how the answer reaches the tipster; kept under a key of its own until it was given
     */
    record Give(@NotNull UUID unitId, @NotBlank @Size(max = 40) String kind, @NotBlank @Size(max = 8_000) String text, boolean answerWanted,
            @Size(min = 3, max = 200) String contact) implements TipCommand {

        @Override
        public String toString() {
            return "Give[" + kind + "]";
        }
    }

    /**
     * @param authority the police station or other authority that took it
     * @param reference its number there
     * @param on        the day; today if not said
     */
    record HandOver(@NotBlank @Size(max = 200) String authority, @Size(max = 100) String reference, LocalDate on) implements TipCommand {
    }

    /** @param on the day; today if not said */
    record Step(LocalDate on) implements TipCommand {
    }

    /** @param purpose why the source must be known; stands on the room's trail */
    record Reveal(@NotBlank @Size(max = 200) String purpose) implements TipCommand {
    }

    /**
     * What came of tips in a month, to be added to what was counted before; below zero it corrects.
     *
     * @param month           past or present
     * @param tips            taken by word of mouth and handed over; those handed over here count by themselves
     * @param peopleCaught    persons
     * @param injuredCarried  persons taken to a hospital
     */
    record Count(@NotNull YearMonth month, @Min(-10_000) @Max(10_000) int tips, @Min(-10_000) @Max(10_000) int hotSpotsClosed,
            @Min(-10_000) @Max(10_000) int peopleCaught, @Min(-10_000) @Max(10_000) int accidentsSecured,
            @Min(-10_000) @Max(10_000) int injuredCarried) implements TipCommand {

        OutcomeCounts counts() {
            return new OutcomeCounts(tips, hotSpotsClosed, peopleCaught, accidentsSecured, injuredCarried);
        }
    }
}
