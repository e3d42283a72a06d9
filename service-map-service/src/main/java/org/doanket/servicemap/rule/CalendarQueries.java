package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
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
        try (Connection connection = dataSource.getConnection()) {
            return between(connection, jurisdiction, first, last);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Of whole years: what is declared of one day may be why another is off. */
    public WorkingDays between(Connection connection, String jurisdiction, LocalDate first, LocalDate last) throws SQLException {
        Map<LocalDate, Boolean> declared = new HashMap<>();
        Sql.of("SELECT day, worked FROM holiday WHERE jurisdiction = ? AND day >= make_date(?, 1, 1) AND day < make_date(?, 1, 1)", jurisdiction,
                first.getYear(), last.getYear() + 1).list(connection, row -> declared.put(row.getObject("day", LocalDate.class), row.getBoolean("worked")));
        return new WorkingDays(declared, Sql.of("SELECT * FROM yearly_holiday WHERE jurisdiction = ?", jurisdiction).list(connection,
                row -> new WorkingDays.Yearly(MonthDay.of(row.getInt("month"), row.getInt("day")), row.getObject("since", LocalDate.class),
                        row.getBoolean("made_up"), row.getString("citation"))));
    }

    /** What the notice of the year declares, and of the days off of every year those that it says nothing of. */
    List<HolidayView> ofYear(String jurisdiction, int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        List<HolidayView> days = new ArrayList<>(Sql.of("SELECT * FROM holiday WHERE jurisdiction = ? AND day >= ? AND day < ?", jurisdiction, first,
                first.plusYears(1)).list(dataSource, row -> new HolidayView(jurisdiction, row.getObject("day", LocalDate.class), row.getBoolean("worked"),
                        row.getString("code"), false, row.getString("citation"))));
        Set<LocalDate> declared = days.stream().map(HolidayView::day).collect(Collectors.toSet());
        between(jurisdiction, first, first).ofYear(year).forEach((day, why) -> {
            if (!declared.contains(day)) {
                days.add(new HolidayView(jurisdiction, day, false, "every-year", true, why.citation()));
            }
        });
        days.sort(Comparator.comparing(HolidayView::day));
        return days;
    }
}
