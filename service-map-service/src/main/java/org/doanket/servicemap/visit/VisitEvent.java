package org.doanket.servicemap.visit;

import java.time.YearMonth;
import java.util.UUID;

/** What is told of counts. */
public sealed interface VisitEvent {

    /** All visits and services of the unit's points in the month so far. */
    record VisitsCounted(UUID unit, YearMonth month, long visits, long services) implements VisitEvent {
    }
}
