package org.doanket.campaign.clock;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Calendars;
import org.doanket.platform.time.WorkingDays;

/** When a time that a rule sets is over. */
@ApplicationScoped
@Transactional
@Unscoped("rules and calendars are the same for everybody")
public class ClockQueries {

    private final AgroalDataSource dataSource;

    ClockQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param from the time begins with the day after. @param what names the rule, such as {@code petition-answer} */
    public ClockView.Due due(String jurisdiction, String what, LocalDate from) {
        ClockView rule = rule(jurisdiction, what, from);
        return new ClockView.Due(rule.working() ? working(jurisdiction, from, rule.days()) : from.plusDays(rule.days()), rule.citation());
    }

    /** The last days on which there is still as much time before other days as the rule of a day has it. @return one for each, in their order */
    public List<ClockView.Due> before(String jurisdiction, String what, LocalDate asOf, List<LocalDate> days) {
        ClockView rule = rule(jurisdiction, what, asOf);
        if (!rule.working()) {
            return days.stream().map(day -> new ClockView.Due(day.minusDays(rule.days()), rule.citation())).toList();
        }
        if (days.isEmpty()) {
            return List.of();
        }
        WorkingDays calendar = Calendars.between(dataSource, jurisdiction, Collections.min(days).minusDays(span(rule.days())), Collections.max(days));
        return days.stream().map(day -> new ClockView.Due(calendar.before(day, rule.days()), rule.citation())).toList();
    }

    private ClockView rule(String jurisdiction, String what, LocalDate day) {
        return Sql.of("SELECT * FROM clock_rule WHERE jurisdiction = ? AND what = ? AND valid_from <= ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from DESC LIMIT 1", jurisdiction, what, day).first(dataSource, ClockView::of)
                .or(() -> Sql.of("SELECT * FROM clock_rule WHERE jurisdiction = ? AND what = ? AND cancelled_at IS NULL ORDER BY valid_from LIMIT 1", jurisdiction,
                        what).first(dataSource, ClockView::of))
                .orElseThrow(() -> new IllegalStateException("no clock_rule " + what + " in " + jurisdiction));
    }

    /** By what they are for, the newest of each first. */
    public Page<ClockView> rules(String jurisdiction, PageRequest page) {
        Cursor after = page.after(2);
        Sql select = Sql.of("SELECT * FROM clock_rule WHERE jurisdiction = ?", jurisdiction);
        if (after != null) {
            select.add("AND (what COLLATE \"C\" > ? OR what = ? AND valid_from < ?)", after.text(0), after.text(0), after.day(1));
        }
        return Page.cut(select.add("ORDER BY what COLLATE \"C\", valid_from DESC LIMIT ?", page.limit + 1).list(dataSource, ClockView::of), page.limit,
                rule -> Cursor.of(rule.what(), rule.validFrom()));
    }

    public ClockView one(String jurisdiction, String what, LocalDate validFrom) {
        return Sql.of("SELECT * FROM clock_rule WHERE jurisdiction = ? AND what = ? AND valid_from = ?", jurisdiction, what, validFrom)
                .first(dataSource, ClockView::of).orElseThrow(() -> Problem.notFound("clock-rule"));
    }

    /** What the notice of the year declares, and of the days off of every year those that it says nothing of. */
    public List<ClockView.Holiday> holidays(String jurisdiction, int year) {
        List<ClockView.Holiday> days = new ArrayList<>(Sql.of("SELECT * FROM holiday WHERE jurisdiction = ? AND day >= make_date(?, 1, 1) "
                + "AND day < make_date(?, 1, 1)", jurisdiction, year, year + 1).list(dataSource, row -> new ClockView.Holiday(row.getString("jurisdiction"),
                        row.getObject("day", LocalDate.class), row.getBoolean("worked"), false, row.getString("citation"), row.getLong("version"))));
        LocalDate first = LocalDate.of(year, 1, 1);
        Calendars.between(dataSource, jurisdiction, first, first).undeclared(year)
                .forEach((day, why) -> days.add(new ClockView.Holiday(jurisdiction, day, false, true, why.citation(), 0)));
        days.sort(Comparator.comparing(ClockView.Holiday::day));
        return days;
    }

    /** The last of so many working days, the first of which is the day after. */
    private LocalDate working(String jurisdiction, LocalDate from, int days) {
        return Calendars.between(dataSource, jurisdiction, from, from.plusDays(span(days))).after(from, days);
    }

    /** In how many days so many working days are over, however many of them are off. */
    private static long span(int days) {
        return 2L * days + 60;
    }
}
