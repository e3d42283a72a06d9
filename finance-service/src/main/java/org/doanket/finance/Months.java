package org.doanket.finance;

import java.time.Clock;
import java.time.YearMonth;
import org.doanket.platform.error.Problem;
import org.doanket.platform.time.Zones;

/** Months that dues are worked out for. */
public final class Months {

    private Months() {
    }

    /** @throws Problem 422 for one after the current one where the unit is: nothing is paid or owed of it yet */
    public static void requireBegun(YearMonth month, String jurisdiction, Clock clock) {
        if (month.isAfter(YearMonth.from(Zones.today(clock, jurisdiction)))) {
            throw new Problem(422, "dues-in-future", month);
        }
    }
}
