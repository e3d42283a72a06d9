package org.doanket.servicemap.hours;

import ch.poole.openinghoursparser.DateRange;
import ch.poole.openinghoursparser.Holiday;
import ch.poole.openinghoursparser.Nth;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.WeekDayRange;
import ch.poole.openinghoursparser.WeekRange;
import ch.poole.openinghoursparser.YearRange;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.Predicate;

/** Of which days a rule speaks: year and week and date and (weekday or holiday), each where it is named. */
record DaySelector(List<YearRange> years, List<WeekRange> weeks, List<DateSpan> dates, List<WeekDayRange> weekdays,
        List<Holiday> holidays) {

    static DaySelector of(Rule rule) {
        for (Holiday holiday : nonNull(rule.getHolidays())) {
            if (holiday.getType() != Holiday.Type.PH) {
                throw new UnsupportedOperationException("school holidays");
            }
        }
        List<DateRange> ranges = nonNull(rule.getDates());
        return new DaySelector(nonNull(rule.getYears()), nonNull(rule.getWeeks()), ranges.stream().map(DateSpan::of).toList(),
                nonNull(rule.getDays()), nonNull(rule.getHolidays()));
    }

    boolean matches(LocalDate day, Predicate<LocalDate> holiday) {
        return (years.isEmpty() || years.stream().anyMatch(range -> isIn(range, day)))
                && (weeks.isEmpty() || weeks.stream().anyMatch(range -> isIn(range, day)))
                && (dates.isEmpty() || dates.stream().anyMatch(range -> range.contains(day)))
                && matchesWeekdayOrHoliday(day, holiday);
    }

    private boolean matchesWeekdayOrHoliday(LocalDate day, Predicate<LocalDate> holiday) {
        if (weekdays.isEmpty() && holidays.isEmpty()) {
            return true;
        }
        boolean onWeekday = weekdays.stream().anyMatch(range -> isIn(range, day));
        boolean onHoliday = holidays.stream().anyMatch(named -> holiday.test(day.minusDays(named.getOffset())));
        // "PH Mo-Fr": holidays that fall on those weekdays. "PH,Mo-Fr" and "Mo-Fr,PH": either.
        boolean narrows = !weekdays.isEmpty() && holidays.stream().anyMatch(named -> !named.getUseAsWeekDay());
        return narrows ? onWeekday && onHoliday : onWeekday || onHoliday;
    }

    private static boolean isIn(YearRange range, LocalDate day) {
        int year = day.getYear();
        int first = range.getStartYear();
        int last = range.isOpenEnded() ? Integer.MAX_VALUE : range.getEndYear() < 0 ? first : range.getEndYear();
        return year >= first && year <= last && (range.getInterval() <= 0 || (year - first) % range.getInterval() == 0);
    }

    private static boolean isIn(WeekRange range, LocalDate day) {
        int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        int first = range.getStartWeek();
        int last = range.getEndWeek() < 0 ? first : range.getEndWeek();
        return week >= first && week <= last && (range.getInterval() <= 0 || (week - first) % range.getInterval() == 0);
    }

    private static boolean isIn(WeekDayRange range, LocalDate day) {
        LocalDate meant = day.minusDays(range.getOffset());
        int weekday = meant.getDayOfWeek().getValue() - 1;
        int first = range.getStartDay().ordinal();
        int last = range.getEndDay() == null ? first : range.getEndDay().ordinal();
        boolean inRange = first <= last ? weekday >= first && weekday <= last : weekday >= first || weekday <= last;
        return inRange && (nonNull(range.getNths()).isEmpty()
                || range.getNths().stream().anyMatch(nth -> isNth(nth, meant)));
    }

    /** {@code Mo[1]} the first, {@code Mo[2-3]}, {@code Mo[-1]} the last of its month. */
    private static boolean isNth(Nth nth, LocalDate day) {
        int fromStart = (day.getDayOfMonth() - 1) / 7 + 1;
        int fromEnd = -((day.lengthOfMonth() - day.getDayOfMonth()) / 7 + 1);
        int first = nth.getStartNth();
        int last = nth.getEndNth() == Nth.INVALID_NTH ? first : nth.getEndNth();
        return fromStart >= first && fromStart <= last || fromEnd >= first && fromEnd <= last;
    }

    private static <T> List<T> nonNull(List<T> list) {
        return list == null ? List.of() : list;
    }
}
