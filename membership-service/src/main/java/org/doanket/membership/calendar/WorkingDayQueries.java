package org.doanket.membership.calendar;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.WorkingDays;

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
        return between(jurisdiction, day, day.plusDays(2 * workingDays + 60)).after(day, workingDays);
    }

    public boolean isWorkingDay(String jurisdiction, LocalDate day) {
        return between(jurisdiction, day, day).isWorked(day);
    }

    /** From the begin of the year on: a day off that falls on a weekend is made up for later, unless a notice says something of it. */
    private WorkingDays between(String jurisdiction, LocalDate first, LocalDate last) {
        Map<LocalDate, Boolean> declared = new HashMap<>();
        Sql.of("SELECT day, worked FROM holiday WHERE jurisdiction = ? AND day BETWEEN make_date(?, 1, 1) AND ?", jurisdiction, first.getYear(), last)
                .list(dataSource, row -> declared.put(row.getObject("day", LocalDate.class), row.getBoolean("worked")));
        return new WorkingDays(declared, yearly(jurisdiction));
    }

    List<WorkingDays.Yearly> yearly(String jurisdiction) {
        return Sql.of("SELECT * FROM yearly_holiday WHERE jurisdiction = ?", jurisdiction).list(dataSource, row -> new WorkingDays.Yearly(
                MonthDay.of(row.getInt("month"), row.getInt("day")), row.getObject("since", LocalDate.class), row.getBoolean("made_up"),
                row.getString("citation")));
    }
}
