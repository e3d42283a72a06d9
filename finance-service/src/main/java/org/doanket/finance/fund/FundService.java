package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.employer.EmployerCommand;
import org.doanket.finance.employer.EmployerQueries;
import org.doanket.finance.employer.EmployerService;
import org.doanket.finance.employer.EmployerView;
import org.doanket.finance.rule.FundRuleQueries;
import org.doanket.finance.rule.FundRuleView;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Declarations and receipts of the employers' fund, and the founding of a union for which it was held. */
@ApplicationScoped
public class FundService {

    private static final String SUSPENSE = "3384";

    /** What holds of an employer for a month: where it is owed, and by which rule. */
    private record Terms(UUID unit, boolean held, String group) {
    }

    private final AgroalDataSource dataSource;
    private final FundBatch batch;
    private final FundSettlement settlement;
    private final EmployerQueries employers;
    private final EmployerService register;
    private final FundRuleQueries rules;
    private final RuleQueries currencies;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    FundService(AgroalDataSource dataSource, FundBatch batch, FundSettlement settlement, EmployerQueries employers,
            EmployerService register,
            FundRuleQueries rules, RuleQueries currencies, Jobs jobs, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.settlement = settlement;
        this.employers = employers;
        this.register = register;
        this.rules = rules;
        this.currencies = currencies;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** Owed at once, on the last day of the month; what advance payments cover of it follows a moment later. */
    @Transactional
    public UUID declare(FundCommand.Declare command) {
        EmployerView employer = employer(command.employer());
        String currency = currency(employer, command.payroll().currency());
        LocalDate month = command.month().atDay(1);
        LocalDate last = command.month().atEndOfMonth();
        if (month.isAfter(today(employer))) {
            throw FundProblems.inFuture();
        }
        // He is read by his number as of that month: his union may be of later, and whoever collects another.
        Terms terms = Sql.of("SELECT coalesce(m.unit_id, s.union_id, s.unit_id) AS unit_id, coalesce(m.held, s.union_id IS NULL) AS "
                + "held, s.employer_group "
                + "FROM employer_on(?, ?) s LEFT JOIN fund_month m ON m.employer_no = s.employer_no AND m.month = ?", employer.no(),
                last, month)
                .first(dataSource, row -> new Terms(row.getObject(1, UUID.class), row.getBoolean(2), row.getString(3))).orElseThrow();
        tree.require(terms.unit(), caller.scope());
        FundRuleView rule = rules.rule(employer.jurisdiction(), "rate", terms.group(), month)
                .orElseThrow(() -> FundProblems.noRule(command.month()));
        UUID id = Ids.next();
        onConnection(connection -> {
            batch.lock(connection, employer.no());
            batch.declare(connection, new FundBatch.Declared(id, employer.no(), month, terms.unit(), terms.held(), currency,
                    command.payroll().amount(),
                    command.headCount(), command.organisationMembers() == null ? 0 : command.organisationMembers(), rule.id(),
                    rule.part().halfUpOf(command.payroll().amount()), command.note(), last, caller.subject()));
        });
        audit.record("fund-declared", "fund-declaration", id, terms.unit(), null);
        follow(employer, terms.unit());
        return id;
    }

    /** For the treasurer of the unit that collects. Which months it pays is worked out a moment later. */
    @Transactional
    public UUID take(FundCommand.Receive command) {
        EmployerView employer = employer(command.employer());
        tree.require(employer.unit(), caller.scope());
        currency(employer, command.amount().currency());
        if (command.day().isAfter(today(employer))) {
            throw FundProblems.inFuture();
        }
        String account = switch (command.from()) {
            case "cash" -> "1111";
            case "suspense" -> SUSPENSE;
            default -> "1121";
        };
        UUID id = Ids.next();
        onConnection(connection -> {
            if (account.equals(SUSPENSE)) {
                // Two who take the same money out of suspense meet here.
                Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('receipts ' || ?, 5))", employer.unit().toString()).run(connection);
                long there = Sql.of("SELECT -coalesce(sum(amount), 0) FROM posting WHERE unit_id = ? AND account = ?", employer.unit(),
                        SUSPENSE)
                        .first(connection, row -> row.getLong(1)).orElseThrow();
                if (there < command.amount().amount()) {
                    throw FundProblems.notInSuspense(there);
                }
            }
            take(connection, new Taken(id, employer.id(), command.amount().amount(), command.day(), "by hand " + id, account,
                    command.note(),
                    caller.subject()));
        });
        audit.record("fund-received", "fund-receipt", id, employer.unit(), null);
        follow(employer, employer.unit());
        return id;
    }

    /**
     * Money of an employer, from whatever found out that it is his.
     *
     * @param amount  in minor units of his jurisdiction's currency, above zero
     * @param source  what it stems from ({@code line 4711}); taken once
     * @param account where it stands by now in the books of the unit that collects his fund: {@code 1121} or, out of suspense, {@code 3384}
     */
    public record Taken(UUID id, UUID employer, long amount, LocalDate day, String source, String account, String note, String by) {
    }

    /**
     * Keeps and books a receipt, in the transaction of the connection, of a request as of the worker. {@link #settle} then finds out what
     * it paid; it needs the worker's connection.
     */
    public void take(Connection connection, Taken what) throws SQLException {
        FundBatch.Received received = Sql.of("SELECT e.no, e.unit_id, j.currency FROM employer e JOIN jurisdiction j ON j.code = "
                + "e.jurisdiction "
                + "WHERE e.id = ?", what.employer()).first(connection, row -> new FundBatch.Received(what.id(), row.getLong(1),
                row.getObject(2, UUID.class), what.amount(), row.getString(3), what.day(), what.source(), what.account(),
                                what.note(),
                        what.by())).orElseThrow(() -> Problem.notFound("employer"));
        batch.receive(connection, received);
    }

    /**
     * Allots an employer's money to his months and follows it to the shares. The worker's connection; before any other lock on receipts.
     */
    public void settle(Connection connection, UUID employer, LocalDate today, String by) throws SQLException {
        long no = Sql.of("SELECT no FROM employer WHERE id = ?", employer).first(connection, row -> row.getLong(1))
                .orElseThrow(() -> Problem.notFound("employer"));
        settlement.settle(connection, no, today, by);
    }

    /** Names the union at an employer. What was held for it goes over a moment later. */
    @Transactional
    public EmployerView found(UUID id, EmployerCommand.Found command) {
        EmployerView employer = register.found(id, command);
        follow(employer, employer.unit());
        return employer;
    }

    private void follow(EmployerView employer, UUID unit) {
        jobs.submit(FundSettlementJob.KIND, unit, new FundSettlementJob.Parameters(employer.id()));
    }

    private EmployerView employer(UUID id) {
        return employers.employer(caller.scope(), id).orElseThrow(() -> Problem.notFound("employer"));
    }

    private String currency(EmployerView employer, String given) {
        String currency = currencies.currencyOf(employer.jurisdiction());
        if (!currency.equals(given)) {
            throw FundProblems.wrongCurrency(currency);
        }
        return currency;
    }

    private LocalDate today(EmployerView employer) {
        return LocalDate.ofInstant(clock.instant(), Zones.of(employer.jurisdiction()));
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** On the connection of the request's transaction. */
    private void onConnection(Work work) {
        try (Connection connection = dataSource.getConnection()) {
            work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("fund not booked", failure);
        }
    }
}
