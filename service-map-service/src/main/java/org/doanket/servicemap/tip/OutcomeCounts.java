package org.doanket.servicemap.tip;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.IntStream;

/**
 * What came of tips, in numbers.
 *
 * @param tips           of which each has somebody behind it
 * @param peopleCaught   persons
 * @param injuredCarried persons
 */
record OutcomeCounts(int tips, int hotSpotsClosed, int peopleCaught, int accidentsSecured, int injuredCarried) {

    static final OutcomeCounts TIP = new OutcomeCounts(1, 0, 0, 0, 0);
    static final String SUMS = "coalesce(sum(tips), 0)::int AS tips, coalesce(sum(hot_spots_closed), 0)::int AS hot_spots_closed, "
            + "coalesce(sum(people_caught), 0)::int AS people_caught, coalesce(sum(accidents_secured), 0)::int AS accidents_secured, "
            + "coalesce(sum(injured_carried), 0)::int AS injured_carried";

    static OutcomeCounts of(ResultSet row) throws SQLException {
        return new OutcomeCounts(row.getInt("tips"), row.getInt("hot_spots_closed"), row.getInt("people_caught"),
                row.getInt("accidents_secured"), row.getInt("injured_carried"));
    }

    /**
     * Whether these may leave the room. There must be enough tipsters behind them, for each event points at whoever saw it; and each group of
     * persons must be large enough or empty. Spots and accidents are no persons: six of them may be told once the tips are enough.
     *
     * @param least persons in any figure that is published
     */
    boolean mayBeTold(int least) {
        return tips >= least && IntStream.of(peopleCaught, injuredCarried).allMatch(persons -> persons == 0 || persons >= least)
                && !isBelowZero();
    }

    boolean isBelowZero() {
        return IntStream.of(tips, hotSpotsClosed, peopleCaught, accidentsSecured, injuredCarried).anyMatch(count -> count < 0);
    }

    OutcomeCounts plus(OutcomeCounts other) {
        return new OutcomeCounts(tips + other.tips, hotSpotsClosed + other.hotSpotsClosed, peopleCaught + other.peopleCaught,
                accidentsSecured + other.accidentsSecured, injuredCarried + other.injuredCarried);
    }
}
