package org.doanket.membership.calendar;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Legal clocks: working days of a jurisdiction. Monday to Friday, but for days off, and weekends worked instead of one. */
@ApplicationScoped
@Transactional
@Unscoped("a calendar is the same for everybody")
public class WorkingDayQueries {

    private static final int MOST = 1_000;

    private final AgroalDataSource dataSource;

    WorkingDayQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The last day of a time of so many working days that begins with the day after this one. */
    public LocalDate after(String jurisdiction, LocalDate day, long workingDays) {
        if (workingDays < 0 || workingDays > MOST) {
            throw new IllegalArgumentException("not a legal clock: " + workingDays + " working days");
        }
        Map<LocalDate, Boolean> exceptions = exceptions(jurisdiction, day, day.plusDays(2 * workingDays + 60));
        LocalDate end = day;
        for (long left = workingDays; left > 0; left--) {
            do {
                end = end.plusDays(1);
            } while (!isWorked(end, exceptions));
        }
        return end;
    }

    public boolean isWorkingDay(String jurisdiction, LocalDate day) {
        return isWorked(day, exceptions(jurisdiction, day, day));
    }

    private Map<LocalDate, Boolean> exceptions(String jurisdiction, LocalDate first, LocalDate last) {
        Map<LocalDate, Boolean> worked = new HashMap<>();
        Sql.of("SELECT day, worked FROM holiday WHERE jurisdiction = ? AND day BETWEEN ? AND ?", jurisdiction, first, last)
                .list(dataSource, row -> worked.put(row.getObject("day", LocalDate.class), row.getBoolean("worked")));
        return worked;
    }

    private static boolean isWorked(LocalDate day, Map<LocalDate, Boolean> exceptions) {
        boolean isWeekday = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
        return exceptions.getOrDefault(day, isWeekday);
    }
}
