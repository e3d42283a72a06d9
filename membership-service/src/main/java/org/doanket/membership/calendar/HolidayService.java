package org.doanket.membership.calendar;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Sets days off and working weekends to come, as each year's notice declares them. What is past was counted by and stays. */
@ApplicationScoped
@Transactional
public class HolidayService {

    private static final int MOST_YEARS = 10;

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final AuditTrail audit;
    private final Clock clock;

    HolidayService(AgroalDataSource dataSource, DatedRules rules, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a day of the year is from a day to come on. */
    public YearlyHolidayView set(HolidayCommand.SetYearly command) {
        return rules.setting(YearlyHolidayView.TABLE, command.source()).require(isOfEveryYear(command), "/day", "no-day-of-every-year")
                .with("month", command.month()).with("day", command.day()).with("is_off", command.off()).with("made_up", command.madeUp()).set();
    }

    private static boolean isOfEveryYear(HolidayCommand.SetYearly command) {
        return command.day() <= Month.of(command.month()).minLength();
    }

    public void declare(HolidayCommand.Declare command) {
        rules.requireTop(command.jurisdiction());
        LocalDate today = Zones.today(clock, command.jurisdiction());
        if (!command.day().isAfter(today) || command.day().isAfter(today.plusYears(MOST_YEARS))) {
            throw Problem.invalid(List.of(Fault.at("/day", "day-to-come")));
        }
        if ((command.worked() == null) != Boolean.TRUE.equals(command.ordinary())) {
            throw Problem.malformed(Fault.at("/worked", "not-null"));
        }
        if (command.worked() == null) {
            Sql.of("DELETE FROM holiday WHERE jurisdiction = ? AND day = ?", command.jurisdiction(), command.day()).run(dataSource);
        } else {
            Sql.of("INSERT INTO holiday (jurisdiction, day, worked, code, citation) VALUES (?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, day) "
                    + "DO UPDATE SET worked = excluded.worked, code = excluded.code, citation = excluded.citation", command.jurisdiction(),
                    command.day(), command.worked(), command.code(), command.citation()).run(dataSource);
        }
        audit.record("holiday-declared", "holiday", command.jurisdiction() + "/" + command.day(), null, command.citation());
    }
}
