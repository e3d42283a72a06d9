package org.doanket.campaign.meeting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * On which days a series meets: certain days of each month (beyond its end: the last), or the first, third, last … of a weekday.
 *
 * @param ordinals from 1 to 5, or -1 for the last; a fifth that there is not is left out
 */
record Recurrence(List<Integer> monthDays, DayOfWeek weekday, List<Integer> ordinals) {

    /** Between these days, both included, in order and each once. */
    List<LocalDate> between(LocalDate from, LocalDate to) {
        List<LocalDate> days = new ArrayList<>();
        for (YearMonth month = YearMonth.from(from); !month.isAfter(YearMonth.from(to)); month = month.plusMonths(1)) {
            YearMonth of = month;
            Stream<LocalDate> its = weekday == null ? monthDays.stream().map(day -> of.atDay(Math.min(day, of.lengthOfMonth())))
                    : ordinals.stream().map(ordinal -> of.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday))).filter(day ->
                            YearMonth.from(day).equals(of));
            its.filter(day -> !day.isBefore(from) && !day.isAfter(to)).distinct().sorted().forEach(days::add);
        }
        return days;
    }
}
