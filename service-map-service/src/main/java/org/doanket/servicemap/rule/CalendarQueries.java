package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Calendars;
import org.doanket.platform.time.WorkingDays;

/** Days off and working days of a jurisdiction, by what notices declare and by what comes every year: opening hours, rosters and clocks go by them. */
@ApplicationScoped
@Transactional
@Unscoped("a calendar is the same for everybody")
public class CalendarQueries {

    private final AgroalDataSource dataSource;

    CalendarQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public WorkingDays between(String jurisdiction, LocalDate first, LocalDate last) {
        return Calendars.between(dataSource, jurisdiction, first, last);
    }

    /** What the notice of the year declares, and of the days off of every year those that it says nothing of. */
    List<HolidayView> ofYear(String jurisdiction, int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        List<HolidayView> days = new ArrayList<>(Sql.of("SELECT * FROM holiday WHERE jurisdiction = ? AND day >= ? AND day < ?", jurisdiction, first,
                first.plusYears(1)).list(dataSource, row -> new HolidayView(jurisdiction, row.getObject("day", LocalDate.class), row.getBoolean("worked"),
                        row.getString("code"), false, row.getString("citation"))));
        between(jurisdiction, first, first).undeclared(year)
                .forEach((day, why) -> days.add(new HolidayView(jurisdiction, day, false, "every-year", true, why.citation())));
        days.sort(Comparator.comparing(HolidayView::day));
        return days;
    }
}
