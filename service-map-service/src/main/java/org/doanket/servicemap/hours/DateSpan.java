package org.doanket.servicemap.hours;

import ch.poole.openinghoursparser.DateRange;
import ch.poole.openinghoursparser.DateWithOffset;
import ch.poole.openinghoursparser.Month;
import ch.poole.openinghoursparser.YearRange;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Dates of one year ({@code 2026 Feb 14-2026 Feb 22}) or of every year ({@code Dec 24-Jan 02}).
 *
 * @param first month * 100 + day where {@code year} is false, else the day as an epoch day; {@code last} inclusive
 */
record DateSpan(boolean isOfOneYear, long first, long last) {

    static DateSpan of(DateRange range) {
        DateWithOffset from = plain(range.getStartDate());
        DateWithOffset to = range.getEndDate() == null ? null : plain(range.getEndDate());
        if (range.getInterval() > 0 || from.getMonth() == null) {
            throw new UnsupportedOperationException("date");
        }
        Month lastMonth = to == null || to.getMonth() == null ? from.getMonth() : to.getMonth();
        boolean sameDay = to == null && !from.undefinedDay();
        if (from.getYear() == YearRange.UNDEFINED_YEAR) {
            int first = monthDay(from.getMonth(), from.undefinedDay() ? 1 : from.getDay());
            int last = from.isOpenEnded() ? 1231 : sameDay ? first
                    : monthDay(lastMonth, to == null || to.undefinedDay() ? 31 : to.getDay());
            return new DateSpan(false, first, last);
        }
        LocalDate first = LocalDate.of(from.getYear(), month(from.getMonth()), from.undefinedDay() ? 1 : day(from));
        if (from.isOpenEnded()) {
            return new DateSpan(true, first.toEpochDay(), Long.MAX_VALUE);
        }
        if (sameDay) {
            return new DateSpan(true, first.toEpochDay(), first.toEpochDay());
        }
        boolean ownYear = to != null && to.getYear() != YearRange.UNDEFINED_YEAR;
        YearMonth lastYearMonth = YearMonth.of(ownYear ? to.getYear() : from.getYear(), month(lastMonth));
        LocalDate last = to == null || to.undefinedDay() ? lastYearMonth.atEndOfMonth()
                : lastYearMonth.atDay(Math.min(to.getDay(), lastYearMonth.lengthOfMonth()));
        if (last.isBefore(first) && !ownYear) {
            last = last.plusYears(1);
        }
        return new DateSpan(true, first.toEpochDay(), last.toEpochDay());
    }

    boolean contains(LocalDate day) {
        long value = isOfOneYear ? day.toEpochDay() : day.getMonthValue() * 100L + day.getDayOfMonth();
        // Over the turn of the year: 24 December to 2 January.
        return first <= last ? value >= first && value <= last : value >= first || value <= last;
    }

    private static DateWithOffset plain(DateWithOffset date) {
        if (date.getVarDate() != null || date.getNthWeekDay() != null || date.getWeekDayOffset() != null
                || date.getDayOffset() != 0) {
            throw new UnsupportedOperationException("variable date");
        }
        return date;
    }

    private static int month(Month month) {
        return month.ordinal() + 1;
    }

    private static int day(DateWithOffset date) {
        return Math.min(date.getDay(), YearMonth.of(date.getYear(), month(date.getMonth())).lengthOfMonth());
    }

    private static int monthDay(Month month, int day) {
        // The parser takes "Feb 30"; nobody can be open then, so it is a slip of the pen.
        if (day != 31 && day > java.time.Month.of(month(month)).maxLength()) {
            throw new UnsupportedOperationException("no such day");
        }
        return month(month) * 100 + day;
    }
}
