package org.doanket.membership.calendar;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.time.Calendars;

/**
 * Legal clocks: working days of a jurisdiction. Monday to Friday, but for days off, those of a notice and those of every year, and weekends worked
 * instead of one.
 */
@ApplicationScoped
@Transactional
@Unscoped("a calendar is the same for everybody")
public class WorkingDayQueries {

    private final AgroalDataSource dataSource;

    WorkingDayQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The last day of a time of so many working days that begins with the day after this one. */
    public LocalDate after(String jurisdiction, LocalDate day, long workingDays) {
        return Calendars.between(dataSource, jurisdiction, day, day.plusDays(2 * workingDays + 60)).after(day, workingDays);
    }

    public boolean isWorkingDay(String jurisdiction, LocalDate day) {
        return Calendars.between(dataSource, jurisdiction, day, day).isWorked(day);
    }
}
