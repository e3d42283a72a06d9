package org.doanket.campaign.tally;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Part of a time that is summed by cells of days or of months. @param unit d or m; {@code to} is included, of months by their first days */
record Span(String unit, LocalDate from, LocalDate to) {

    private static final LocalDate EVER = LocalDate.of(1, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    /** Whole months by months, what is left at both ends by days; null is no bound. Never empty. */
    static List<Span> of(LocalDate from, LocalDate to) {
        LocalDate first = from == null ? EVER : from;
        LocalDate last = to == null ? NEVER : to;
        LocalDate months = first.getDayOfMonth() == 1 ? first : first.with(TemporalAdjusters.firstDayOfNextMonth());
        LocalDate end = last.equals(last.with(TemporalAdjusters.lastDayOfMonth())) ? last.withDayOfMonth(1) : last.withDayOfMonth(1).minusMonths(1);
        if (months.isAfter(end)) {
            return List.of(new Span("d", first, last));
        }
        List<Span> spans = new ArrayList<>(List.of(new Span("m", months, end)));
        if (first.isBefore(months)) {
            spans.add(new Span("d", first, months.minusDays(1)));
        }
        LocalDate after = end.plusMonths(1);
        if (!after.isAfter(last) && !last.equals(NEVER)) {
            spans.add(new Span("d", after, last));
        }
        return spans;
    }
}
