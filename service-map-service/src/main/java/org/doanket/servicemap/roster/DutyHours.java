package org.doanket.servicemap.roster;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** The hours of a duty, which is of the day on which it begins. One that ends at an earlier hour than it starts ends on the day after: 22:00 to 06:00. */
record DutyHours(LocalTime starts, LocalTime ends) {

    boolean isOverMidnight() {
        return ends.isBefore(starts);
    }

    LocalDateTime begin(LocalDate day) {
        return day.atTime(starts);
    }

    LocalDateTime end(LocalDate day) {
        return lastDay(day).atTime(ends);
    }

    /** Whoever has it must be there on that day too. */
    LocalDate lastDay(LocalDate day) {
        return isOverMidnight() ? day.plusDays(1) : day;
    }

    /** The first day of which a duty may still go on in this one. */
    LocalDate firstDay(LocalDate day) {
        return isOverMidnight() ? day.minusDays(1) : day;
    }
}
