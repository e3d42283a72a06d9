package org.doanket.membership.tally;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Counts over a unit and all that stood below it on the day {@code asOf}. */
public sealed interface TallyView {

    /** @param unit null for the whole installation */
    @Schema(name = "MemberTally")
    record Members(UUID unit, LocalDate asOf, long members, long women, long ofUnknownSex, List<Part> byCategory, List<Part> byStatus,
            List<Part> byUnitKind) implements TallyView {
    }

    /** @param unit null for the whole installation; it counts itself */
    @Schema(name = "UnitTally")
    record Units(UUID unit, LocalDate asOf, long units, List<Part> byLevel, List<Part> byKind) implements TallyView {
    }

    /** @param name of the code, in the reader's language; {@code women} null where units are counted */
    @Schema(name = "TallyPart")
    record Part(String code, String name, long count, Long women) {
    }

    /** A unit directly below the one asked for, with all that stood below it; {@code units} counts itself. */
    @Schema(name = "MemberTallyOfUnit")
    record OfUnit(UUID unit, String code, String name, String kind, long units, long members, long women) implements TallyView {
    }
}
