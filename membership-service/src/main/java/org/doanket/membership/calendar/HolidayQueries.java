package org.doanket.membership.calendar;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.WorkingDays;

@ApplicationScoped
@Transactional
@Unscoped("a calendar is the same for everybody")
public class HolidayQueries {

    private final AgroalDataSource dataSource;
    private final WorkingDayQueries calendar;

    HolidayQueries(AgroalDataSource dataSource, WorkingDayQueries calendar) {
        this.dataSource = dataSource;
        this.calendar = calendar;
    }

    /** What the notice of the year declares, and of the days off of every year those that it says nothing of. A year has some dozens at most. */
    public List<HolidayView> list(String jurisdiction, int year) {
        List<HolidayView> days = new ArrayList<>(Sql.of("SELECT * FROM holiday WHERE jurisdiction = ? AND day >= make_date(?, 1, 1) "
                + "AND day < make_date(?, 1, 1)", jurisdiction, year, year + 1).list(dataSource, HolidayView::of));
        Map<LocalDate, Boolean> declared = new HashMap<>();
        days.forEach(day -> declared.put(day.day(), day.worked()));
        new WorkingDays(declared, calendar.yearly(jurisdiction)).ofYear(year).forEach((day, why) -> {
            if (!declared.containsKey(day)) {
                days.add(new HolidayView(jurisdiction, day, false, "every-year", true, why.citation()));
            }
        });
        days.sort(Comparator.comparing(HolidayView::day));
        return days;
    }
}
