package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.employer.EmployerQueries;
import org.doanket.finance.employer.EmployerView;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.Caller;
import org.doanket.platform.time.Zones;

/**
 * What every request about an employer's fund begins and ends with: whom it is about, in his money, not ahead of time; and what follows.
 */
@ApplicationScoped
class EmployerDesk {

    private final AgroalDataSource dataSource;
    private final EmployerQueries employers;
    private final RuleQueries currencies;
    private final Jobs jobs;
    private final Caller caller;
    private final Clock clock;

    EmployerDesk(AgroalDataSource dataSource, EmployerQueries employers, RuleQueries currencies, Jobs jobs, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.employers = employers;
        this.currencies = currencies;
        this.jobs = jobs;
        this.caller = caller;
        this.clock = clock;
    }

    EmployerView employer(UUID id) {
        return employers.employer(caller.scope(), id).orElseThrow(() -> Problem.notFound("employer"));
    }

    /** The currency of his jurisdiction, if that is what was given. */
    String currency(EmployerView employer, String given) {
        String currency = currencies.currencyOf(employer.jurisdiction());
        if (!currency.equals(given)) {
            throw FundProblems.wrongCurrency(currency);
        }
        return currency;
    }

    void notAhead(EmployerView employer, LocalDate day) {
        if (day.isAfter(Zones.today(clock, employer.jurisdiction()))) {
            throw FundProblems.inFuture();
        }
    }

    /** A moment later, by a job of that unit. @param day on which it is booked; that on which the job runs if null. @return the job */
    UUID settle(EmployerView employer, UUID unit, LocalDate day) {
        return jobs.submit(FundSettlementJob.KIND, unit, new FundSettlementJob.Parameters(employer.id(), day));
    }

    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** On the connection of the request's transaction. */
    void book(Work work) {
        try (Connection connection = dataSource.getConnection()) {
            work.on(connection);
        } catch (SQLException failure) {
            throw LedgerService.refused(failure);
        }
    }
}
