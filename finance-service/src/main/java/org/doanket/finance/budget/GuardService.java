package org.doanket.finance.budget;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.finance.budget.BudgetView.Guard;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Sets what guards budgets, and takes back what has not begun. They hold for all units of a level, so only the root of the tree may. */
@ApplicationScoped
public class GuardService {

    private final AgroalDataSource dataSource;
    private final GuardQueries guards;
    private final BudgetQueries budgets;
    private final DatedRules rules;
    private final AuditTrail audit;
    private final Clock clock;

    GuardService(AgroalDataSource dataSource, GuardQueries guards, BudgetQueries budgets, DatedRules rules, AuditTrail audit,
            Clock clock) {
        this.dataSource = dataSource;
        this.guards = guards;
        this.budgets = budgets;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Guard set(BudgetCommand.SetGuard command) {
        rules.requireTop(command.jurisdiction());
        budgets.requireCodes(Stream.concat(command.numerator().stream(), command.denominator().stream())
                .map(code -> code.replace("-", "")).distinct().toList());
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO budget_guard (id, jurisdiction, name, level, from_year, to_year, numerator, denominator, bound, num, den, "
                + "severity, "
                + "citation, verified) VALUES (?, ?, ?, ?, ?, ?, ?::text[], ?::text[], ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (jurisdiction, name, from_year) WHERE cancelled_at IS NULL DO NOTHING", id, command.jurisdiction(),
                command.name(),
                command.level(), command.fromYear(), command.toYear(), command.numerator().toArray(String[]::new), command.denominator()
                .toArray(String[]::new),
                command.bound(), command.share().numerator(), command.share().denominator(), command.severity(), command.citation(),
                command.verified())
                .run(dataSource);
        if (added == 0) {
            throw BudgetProblems.beginTaken(command.fromYear());
        }
        audit.record("budget-guard-set", "rule", id, null, command.name());
        return guards.guard(id).orElseThrow();
    }

    @Transactional
    public Guard cancel(UUID id, BudgetCommand.Cancel command) {
        Guard guard = guards.guard(id).orElseThrow(() -> Problem.notFound("budget-guard"));
        rules.requireTop(guard.jurisdiction());
        if (guard.cancelledAt() != null) {
            throw BudgetProblems.cancelledAlready();
        }
        if (guard.fromYear() <= Zones.today(clock, guard.jurisdiction()).getYear()) {
            throw BudgetProblems.begunAlready(guard.fromYear());
        }
        Sql.of("UPDATE budget_guard SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id)
                .run(dataSource);
        audit.record("budget-guard-cancelled", "rule", id, null, command.why());
        return guards.guard(id).orElseThrow();
    }
}
