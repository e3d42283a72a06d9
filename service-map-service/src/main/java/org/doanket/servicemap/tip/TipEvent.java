package org.doanket.servicemap.tip;

import java.time.YearMonth;
import java.util.UUID;

/** What may be told of tips outside the room: counts, and only once enough persons stand behind them. */
public sealed interface TipEvent {

    /**
     * Cumulative for the unit and the month in which it could be told.
     *
     * @param since the first month of what is counted in it: what was too little to be told waits for later months
     */
    record TipOutcomeCounted(UUID unit, YearMonth month, YearMonth since, int tips, int hotSpotsClosed, int peopleCaught,
            int accidentsSecured, int injuredCarried) implements TipEvent {

        static final String NAME = "tip-outcome-counted";
    }
}
