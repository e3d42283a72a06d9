package org.doanket.finance.loan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.doanket.finance.DatedRules;
import org.doanket.finance.TopUnit;
import org.doanket.finance.loan.LoanView.LoanRule;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Sets limits and rates from a day on; a row that has begun ends by the next one, one that has not may be taken back. */
@ApplicationScoped
@Transactional
public class LoanRuleService {

    private static final Set<String> RATIOS = Set.of("yearly-rate", "overdue-factor");

    private final AgroalDataSource dataSource;
    private final LoanRuleQueries queries;
    private final TopUnit top;
    private final AuditTrail audit;
    private final Clock clock;

    LoanRuleService(AgroalDataSource dataSource, LoanRuleQueries queries, TopUnit top, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.top = top;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(LoanCommand.SetLoanRule command) {
        top.require();
        boolean isRatio = RATIOS.contains(command.kind());
        if (isRatio ? command.ratio() == null || command.value() != null : command.value() == null || command.ratio() != null) {
            throw LoanProblems.badRule();
        }
        UUID id = Ids.next();
        int rows = Sql.of("INSERT INTO loan_rule (id, jurisdiction, kind, valid_from, amount, num, den, citation, verified) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, kind, valid_from) WHERE cancelled_at IS NULL DO NOTHING",
                id, command.jurisdiction(), command.kind(), command.validFrom(), command.value(), isRatio ? command.ratio().numerator()
                : null, isRatio ? command.ratio().denominator() : null, command.citation(), command.verified()).run(dataSource);
        DatedRules.requireNew(rows);
        audit.record("loan-rule-set", "loan-rule", id, null, null);
        return id;
    }

    public LoanRule cancel(UUID id, LoanCommand.CancelLoanRule command) {
        top.require();
        LoanRule rule = queries.rule(id).orElseThrow(() -> Problem.notFound("loan-rule"));
        DatedRules.requireToCome(rule.validFrom(), rule.cancelledAt(), rule.jurisdiction(), clock);
        Sql.of("UPDATE loan_rule SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id).run(dataSource);
        audit.record("loan-rule-cancelled", "loan-rule", id, null, null);
        return queries.rule(id).orElseThrow();
    }
}
