package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.EmployerLock;
import org.doanket.finance.employer.EmployerCommand;
import org.doanket.finance.employer.EmployerService;
import org.doanket.finance.employer.EmployerView;
import org.doanket.finance.rule.FundRuleQueries;
import org.doanket.finance.rule.FundRuleView;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Declarations of the employers' fund, and the founding of a union for which it was held. */
@ApplicationScoped
public class FundService {

    /** As of the end of the month; a month that was declared before stays where it is owed. */
    private static final String TERMS = """
        SELECT coalesce(m.unit_id, s.union_id, s.unit_id) AS unit_id, coalesce(m.held, s.union_id IS NULL) AS held, s.employer_group
          FROM employer_on(?, ?) s LEFT JOIN fund_month m ON m.employer_no = s.employer_no AND m.month = ?""";

    private record Terms(UUID unit, boolean held, String group) {
    }

    private final AgroalDataSource dataSource;
    private final FundBatch batch;
    private final EmployerDesk desk;
    private final EmployerService register;
    private final FundRuleQueries rules;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    FundService(AgroalDataSource dataSource, FundBatch batch, EmployerDesk desk, EmployerService register, FundRuleQueries rules,
            UnitTree tree, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.desk = desk;
        this.register = register;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    /** Owed at once, on the last day of the month; what advance payments cover of it follows a moment later. */
    @Transactional
    public UUID declare(FundCommand.Declare command) {
        EmployerView employer = desk.employer(command.employer());
        String currency = desk.currency(employer, command.payroll().currency());
        LocalDate month = command.month().atDay(1);
        LocalDate last = command.month().atEndOfMonth();
        desk.notAhead(employer, month);
        // Before it is read in whose books the month is owed: a union may be founded this moment.
        EmployerLock.holdBesideSheets(dataSource, employer.no());
        Terms terms = Sql.of(TERMS, employer.no(), last, month).first(dataSource,
                row -> new Terms(row.getObject(1, UUID.class), row.getBoolean(2), row.getString(3))).orElseThrow();
        tree.require(terms.unit(), caller.scope());
        FundRuleView rule = rules.rule(employer.jurisdiction(), "rate", terms.group(), month)
                .orElseThrow(() -> FundProblems.noRule(command.month()));
        long payroll = command.payroll().amount();
        UUID id = Ids.next();
        desk.book(connection -> {
            batch.declare(connection, new FundBatch.Declared(id, employer.no(), month, terms.unit(), terms.held(), currency, payroll,
                    command.headCount(), command.organisationMembers() == null ? 0 : command.organisationMembers(), rule.id(),
                    rule.part().halfUpOf(payroll), command.note(), last, caller.subject()));
        });
        audit.record("fund-declared", "fund-declaration", id, terms.unit(), null);
        desk.settle(employer, terms.unit(), null);
        return id;
    }

    /** Names the union at an employer. What was held for it goes over a moment later. */
    @Transactional
    public EmployerView found(UUID id, EmployerCommand.Found command) {
        EmployerView employer = register.found(id, command);
        desk.settle(employer, employer.unit(), null);
        return employer;
    }

    /** Once more, where a settlement failed and what stood in its way is gone. Where it did not, there is nothing to do. @return the job */
    @Transactional
    public UUID settleAgain(UUID id) {
        EmployerView employer = desk.employer(id);
        tree.require(employer.unit(), caller.scope());
        audit.record("fund-settlement-tried-again", "employer", id, employer.unit(), null);
        return desk.settle(employer, employer.unit(), null);
    }
}
