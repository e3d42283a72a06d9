package org.doanket.membership.calendar;

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

@ApplicationScoped
@Transactional
@Unscoped("a calendar is the same for everybody")
public class HolidayQueries {

    private final AgroalDataSource dataSource;

    HolidayQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What the notice of the year declares, and of the days off of every year those that it says nothing of. A year has some dozens at most. */
    public List<HolidayView> list(String jurisdiction, int year) {
        List<HolidayView> days = new ArrayList<>(Sql.of("SELECT * FROM holiday WHERE jurisdiction = ? AND day >= make_date(?, 1, 1) "
                + "AND day < make_date(?, 1, 1)", jurisdiction, year, year + 1).list(dataSource, HolidayView::of));
        LocalDate first = LocalDate.of(year, 1, 1);
        Calendars.between(dataSource, jurisdiction, first, first).undeclared(year)
                .forEach((day, why) -> days.add(new HolidayView(jurisdiction, day, false, "every-year", true, why.citation())));
        days.sort(Comparator.comparing(HolidayView::day));
        return days;
    }
}
