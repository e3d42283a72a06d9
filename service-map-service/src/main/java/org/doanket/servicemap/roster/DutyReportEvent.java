package org.doanket.servicemap.roster;

import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;

/** What is told of desks: counts of a unit and month. */
public sealed interface DutyReportEvent {

    /** Cumulative: all reports of the unit's desks for days of that month, as they stand now. @param reports how many days at desks were reported */
    record DutyReported(UUID unit, YearMonth month, int reports, int peopleOnDuty, int peopleHelped, int filedOnline, Map<String, Integer> filed)
            implements DutyReportEvent {

        static final String NAME = "duty-reported";
    }
}
