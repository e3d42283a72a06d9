package org.doanket.platform.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which days legal clocks count: Monday to Friday, but for days off that come every year, and days that a year's notice declares off or worked. What is
 * declared goes before what comes every year, so a year of which no notice is known yet is counted by its fixed days at least.
 */
public final class WorkingDays {

    /** Days from which one is counted, at most. */
    private static final int MOST = 1_000;

    private final Map<LocalDate, Boolean> declared;
    private final List<Yearly> yearly;
    private final Map<Integer, Map<LocalDate, Yearly>> years = new HashMap<>();

    /** @param declared days of a notice, and whether they are worked */
    public WorkingDays(Map<LocalDate, Boolean> declared, List<Yearly> yearly) {
        this.declared = declared;
        this.yearly = yearly;
    }

    /**
     * A day off of every year.
     *
     * @param since  its first day; {@code until} the first on which it is off no more, or null
     * @param madeUp whether the next day that is worked is off where it falls on a weekend
     */
    public record Yearly(MonthDay day, LocalDate since, LocalDate until, boolean madeUp, String citation) {

        public Yearly(MonthDay day, LocalDate since, boolean madeUp, String citation) {
            this(day, since, null, madeUp, citation);
        }

        boolean isOff(LocalDate on) {
            return !on.isBefore(since) && (until == null || on.isBefore(until));
        }
    }

    /** The last day of a time of so many working days that begins with the day after this one. */
    public LocalDate after(LocalDate day, long workingDays) {
        return walk(day, 1, workingDays);
    }

    /** The last day on which there are still so many working days before this one. */
    public LocalDate before(LocalDate day, long workingDays) {
        return walk(day, -1, workingDays);
    }

    private LocalDate walk(LocalDate day, int step, long workingDays) {
        if (workingDays < 0 || workingDays > MOST) {
            throw new IllegalArgumentException("not a legal clock: " + workingDays + " working days");
        }
        LocalDate end = day;
        for (long left = workingDays; left > 0; left--) {
            do {
                end = end.plusDays(step);
            } while (!isWorked(end));
        }
        return end;
    }

    public boolean isWorked(LocalDate day) {
        Boolean said = declared.get(day);
        return said != null ? said : !isWeekend(day) && !ofYear(day.getYear()).containsKey(day);
    }

    /** Public holidays, and those in place of one: days that are off for another reason than their weekday. Both ends are among the days asked. */
    public Set<LocalDate> daysOff(LocalDate first, LocalDate last) {
        Set<LocalDate> off = new HashSet<>();
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            off.addAll(undeclared(year).keySet());
        }
        declared.forEach((day, worked) -> {
            if (!worked) {
                off.add(day);
            }
        });
        off.removeIf(day -> day.isBefore(first) || day.isAfter(last));
        return off;
    }

    /** The days off of a year of which its notice says nothing. */
    public Map<LocalDate, Yearly> undeclared(int year) {
        Map<LocalDate, Yearly> off = new HashMap<>(ofYear(year));
        off.keySet().removeAll(declared.keySet());
        return off;
    }

    /** The days off of a year that need no notice, and those in place of one on a weekend. */
    private Map<LocalDate, Yearly> ofYear(int year) {
        return years.computeIfAbsent(year, this::worksOut);
    }

    private Map<LocalDate, Yearly> worksOut(int year) {
        Map<LocalDate, Yearly> off = new HashMap<>();
        List<LocalDate> madeUp = new ArrayList<>();
        yearly.stream().sorted(Comparator.comparing(Yearly::day)).forEach(each -> {
            LocalDate day = each.day().atYear(year);
            if (each.isOff(day)) {
                off.put(day, each);
                if (each.madeUp() && isWeekend(day) && !declared.containsKey(day)) {
                    madeUp.add(day);
                }
            }
        });
        madeUp.forEach(day -> {
            LocalDate instead = day.plusDays(1);
            while (isWeekend(instead) || off.containsKey(instead)) {
                instead = instead.plusDays(1);
            }
            off.put(instead, off.get(day));
        });
        return off;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
