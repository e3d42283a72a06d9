package org.doanket.membership.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.platform.security.Unscoped;

/** When a time that a rule sets is over: in working days where the rule says so, else in days of the calendar. */
@ApplicationScoped
@Transactional
@Unscoped("rules and calendars are the same for everybody")
public class TermQueries {

    private final ParameterQueries parameters;
    private final WorkingDayQueries calendar;

    TermQueries(ParameterQueries parameters, WorkingDayQueries calendar) {
        this.parameters = parameters;
        this.calendar = calendar;
    }

    /** @param last the last day that is in time */
    public record Term(LocalDate last, String citation, boolean verified) {
    }

    /** @param parameter that names the time; none where the jurisdiction had no such rule on that day */
    public Optional<Term> from(String jurisdiction, LocalDate day, String parameter) {
        return parameters.value(jurisdiction, parameter, day).map(value -> new Term(value.unitOfMeasure().equals("working-days")
                ? calendar.after(jurisdiction, day, value.value()) : day.plusDays(value.value()), value.citation(), value.verified()));
    }
}
