package org.doanket.servicemap.request;

import java.time.YearMonth;
import java.util.UUID;

/** What is told of service requests. */
public sealed interface RequestEvent {

    /** All that the unit has answered in the month so far. */
    record RequestAnswered(UUID unit, YearMonth month, long answered, long inTime) implements RequestEvent {
    }
}
