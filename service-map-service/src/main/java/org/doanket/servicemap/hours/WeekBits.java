package org.doanket.servicemap.hours;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The 672 quarter hours of one week: open throughout, closed throughout, or changing within the quarter. */
final class WeekBits {

    static final int QUARTERS = 7 * 24 * 4;

    enum Answer { OPEN, CLOSED, CHANGING }

    private final LocalDate monday;
    private final Set<LocalDate> holidays;
    private final long[] whole = new long[(QUARTERS + 63) / 64];
    private final long[] touched = new long[(QUARTERS + 63) / 64];

    private WeekBits(LocalDate monday, Set<LocalDate> holidays) {
        this.monday = monday;
        this.holidays = holidays;
    }

    static WeekBits of(LocalDate monday, Set<LocalDate> holidays, Function<LocalDate, List<Span>> spansOf) {
        WeekBits bits = new WeekBits(monday, holidays);
        int[] minutesOpen = new int[QUARTERS];
        boolean[] counted = new boolean[QUARTERS * 15];
        // From the Sunday before: its night may reach into Monday.
        for (int day = -1; day < 7; day++) {
            for (Span span : spansOf.apply(monday.plusDays(day))) {
                int from = Math.max(0, day * Span.DAY + span.from());
                int to = Math.min(counted.length, day * Span.DAY + span.to());
                for (int minute = from; minute < to; minute++) {
                    if (!counted[minute]) {
                        counted[minute] = true;
                        minutesOpen[minute / 15]++;
                    }
                }
            }
        }
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            set(bits.whole, quarter, minutesOpen[quarter] == 15);
            set(bits.touched, quarter, minutesOpen[quarter] > 0);
        }
        return bits;
    }

    /** Holidays are compared by identity: the set is replaced as a whole when the table changes. */
    boolean isOf(LocalDate otherMonday, Set<LocalDate> otherHolidays) {
        return holidays == otherHolidays && monday.equals(otherMonday);
    }

    /** @param time within this week */
    Answer at(LocalDateTime time) {
        int day = (int) (time.toLocalDate().toEpochDay() - monday.toEpochDay());
        int quarter = day * 96 + time.getHour() * 4 + time.getMinute() / 15;
        return get(whole, quarter) ? Answer.OPEN : get(touched, quarter) ? Answer.CHANGING : Answer.CLOSED;
    }

    /** How many of the week's quarter hours are open throughout. */
    int openQuarters() {
        int sum = 0;
        for (long word : whole) {
            sum += Long.bitCount(word);
        }
        return sum;
    }

    private static void set(long[] bits, int index, boolean value) {
        if (value) {
            bits[index >> 6] |= 1L << index;
        }
    }

    private static boolean get(long[] bits, int index) {
        return (bits[index >> 6] >>> index & 1L) != 0;
    }
}
