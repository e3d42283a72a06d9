package org.doanket.servicemap.hours;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** As many different opening hours as a country has. */
public final class BenchmarkSchedules {

    private BenchmarkSchedules() {
    }

    public static List<ScheduleView> of(int count, ZoneId zone, Set<LocalDate> holidays) {
        List<ScheduleView> schedules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            schedules.add(of(text(i), zone, holidays));
        }
        return schedules;
    }

    public static String text(int i) {
        return i % 20 == 0 ? "24/7" : String.format("Mo-%s %02d:%02d-11:%02d,13:30-%02d:00; PH off", i % 3 == 0 ? "Fr" : "Su", 6 + i % 4, i * 5 % 60, i * 7 % 60, 16 + i % 7);
    }

    public static ScheduleView of(String text, ZoneId zone, Set<LocalDate> holidays) {
        try {
            return new ScheduleView(OpeningHours.parse(text), zone, () -> holidays);
        } catch (UnreadableHours ours) {
            throw new IllegalStateException(text, ours);
        }
    }
}
