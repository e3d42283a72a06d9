package org.doanket.campaign.clock;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

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
        Map<LocalDate, Boolean> exceptions = days.isEmpty() ? Map.of() : exceptions(jurisdiction, Collections.min(days).minusDays(span(rule.days())),
                Collections.max(days));
        return days.stream().map(day -> new ClockView.Due(walk(day, -1, rule.days(), exceptions), rule.citation())).toList();
    }

    private ClockView rule(String jurisdiction, String what, LocalDate day) {
        return Sql.of("SELECT * FROM clock_rule WHERE jurisdiction = ? AND what = ? AND valid_from <= ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from DESC LIMIT 1", jurisdiction, what, day).first(dataSource, ClockView::of)
                .or(() -> Sql.of("SELECT * FROM clock_rule WHERE jurisdiction = ? AND what = ? AND cancelled_at IS NULL ORDER BY valid_from LIMIT 1", jurisdiction,
                        what).first(dataSource, ClockView::of))
                .orElseThrow(() -> new IllegalStateException("no clock_rule " + what + " in " + jurisdiction));
    }

    public List<ClockView> rules(String jurisdiction) {
        return Sql.of("SELECT * FROM clock_rule WHERE jurisdiction = ? ORDER BY what, valid_from DESC", jurisdiction).list(dataSource, ClockView::of);
    }

    public List<ClockView.Holiday> holidays(String jurisdiction, int year) {
        return Sql.of("SELECT * FROM holiday WHERE jurisdiction = ? AND day >= make_date(?, 1, 1) AND day < make_date(?, 1, 1) ORDER BY day", jurisdiction,
                year, year + 1).list(dataSource, row -> new ClockView.Holiday(row.getString("jurisdiction"), row.getObject("day", LocalDate.class),
                        row.getBoolean("worked"), row.getString("citation"), row.getLong("version")));
    }

    /** The last of so many working days, the first of which is the day after. */
    private LocalDate working(String jurisdiction, LocalDate from, int days) {
        return walk(from, 1, days, exceptions(jurisdiction, from, from.plusDays(span(days))));
    }

    /** In how many days so many working days are over, however many of them are off. */
    private static long span(int days) {
        return 2L * days + 60;
    }

    private Map<LocalDate, Boolean> exceptions(String jurisdiction, LocalDate from, LocalDate to) {
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        Sql.of("SELECT day, worked FROM holiday WHERE jurisdiction = ? AND day BETWEEN ? AND ?", jurisdiction, from, to)
                .list(dataSource, row -> exceptions.put(row.getObject("day", LocalDate.class), row.getBoolean("worked")));
        return exceptions;
    }

    private static LocalDate walk(LocalDate from, int step, int days, Map<LocalDate, Boolean> exceptions) {
        LocalDate day = from;
        for (int left = days; left > 0; left--) {
            do {
                day = day.plusDays(step);
            } while (!isWorked(day, exceptions));
        }
        return day;
    }

    private static boolean isWorked(LocalDate day, Map<LocalDate, Boolean> exceptions) {
        return exceptions.getOrDefault(day, day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
    }
}
