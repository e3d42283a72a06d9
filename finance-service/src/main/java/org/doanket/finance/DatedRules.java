package org.doanket.finance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.doanket.platform.error.Problem;
import org.doanket.platform.time.Zones;

/**
 * What all rows have in common that hold from a day on: one begins a day, and what has begun was applied, so it ends by the next one and is
 * not taken back.
 */
public final class DatedRules {

    private DatedRules() {
    }

    /** @throws Problem 409 for a row that was cancelled before, or has begun */
    public static void requireToCome(LocalDate validFrom, OffsetDateTime cancelledAt, String jurisdiction, Clock clock) {
        requireToCome(validFrom, cancelledAt, Zones.today(clock, jurisdiction));
    }

    /** As above, of a rule of all jurisdictions: it has begun where a day begins first. */
    public static void requireToCome(LocalDate validFrom, OffsetDateTime cancelledAt, Clock clock) {
        requireToCome(validFrom, cancelledAt, Zones.today(clock));
    }

    private static void requireToCome(LocalDate validFrom, OffsetDateTime cancelledAt, LocalDate today) {
        if (cancelledAt != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        if (!validFrom.isAfter(today)) {
            throw Problem.conflict("rule-begun-already", validFrom);
        }
    }

    /** @param rows that were inserted: none where another begins on the day */
    public static void requireNew(int rows) {
        if (rows == 0) {
            throw Problem.conflict("rule-begin-taken");
        }
    }
}
