package org.doanket.finance.budget;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.FourEyes;
import org.doanket.finance.budget.BudgetCommand.Line;
import org.doanket.finance.budget.BudgetView.Budget;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** A unit draws its budget and hands it in; the level above approves it or returns it with its reasons. */
@ApplicationScoped
public class BudgetService {

    private final AgroalDataSource dataSource;
    private final BudgetQueries queries;
    private final RuleQueries rules;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    BudgetService(AgroalDataSource dataSource, BudgetQueries queries, RuleQueries rules, UnitTree tree, Caller caller, AuditTrail audit,
            Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Budget draw(BudgetCommand.Draw command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        String currency = rules.currencyOf(unit.jurisdiction());
        check(command.lines(), currency);
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO budget (id, unit_id, year, currency, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (unit_id, "
                + "year) DO NOTHING",
                id, unit.id(), command.year(), currency, clock.instant()).run(dataSource);
        if (added == 0) {
            throw BudgetProblems.exists(command.year());
        }
        append(id, unit.id(), 1, command.act(), command.lines());
        audit.record("budget-drawn", "budget", id, unit.id(), command.act());
        return find(id);
    }

    /** Another version, where the one before it is not before the level above. */
    @Transactional
    public Budget amend(UUID id, BudgetCommand.Amend command) {
        Budget budget = locked(id);
        check(command.lines(), budget.currency());
        if (budget.state().equals("submitted")) {
            throw BudgetProblems.underDecision();
        }
        append(id, budget.unit(), budget.newest().no() + 1, command.act(), command.lines());
        return changed(budget, "budget-amended", command.act());
    }

    @Transactional
    public Budget submit(UUID id, BudgetCommand.Submit command) {
        Budget budget = locked(id);
        require(budget, command.version(), "draft");
        guard(budget.findings());
        Sql.of("UPDATE budget_version SET state = 'submitted', submitted_by = ?, submitted_at = ? WHERE id = ?", caller.subject(),
                clock.instant(),
                budget.newest().id()).run(dataSource);
        return changed(budget, "budget-submitted", null);
    }

    /** The guards are asked once more: one may have been set meanwhile. */
    @Transactional
    public Budget approve(UUID id, BudgetCommand.Approve command) {
        Budget budget = locked(id);
        require(budget, command.version(), "submitted");
        onlyAbove(budget);
        guard(budget.findings());
        decide(budget, "approved", command.note());
        return changed(budget, "budget-approved", command.note());
    }

    @Transactional
    public Budget turnBack(UUID id, BudgetCommand.Return command) {
        Budget budget = locked(id);
        require(budget, command.version(), "submitted");
        onlyAbove(budget);
        decide(budget, "returned", command.reason());
        return changed(budget, "budget-returned", command.reason());
    }

    private void decide(Budget budget, String state, String reason) {
        Sql.of("UPDATE budget_version SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?", state, caller.subject(),
                clock.instant(),
                reason, budget.newest().id()).run(dataSource);
    }

    private void append(UUID budget, UUID unit, int no, String act, List<Line> lines) {
        UUID version = Ids.next();
        Sql.of("INSERT INTO budget_version (id, budget_id, no, unit_id, act, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)", version,
                budget, no, unit,
                act, caller.subject(), clock.instant()).run(dataSource);
        Sql.of("INSERT INTO budget_line (version_id, code, unit_id, amount) SELECT ?, l.code, ?, l.amount FROM unnest(?::text[], "
                + "?::bigint[]) AS l "
                + "(code, amount)", version, unit, Sql.column(lines, Line::code), Sql.column(lines, line -> line.amount().amount())).run(dataSource);
    }

    private void check(List<Line> lines, String currency) {
        if (lines.stream().anyMatch(line -> !line.amount().currency().equals(currency))) {
            throw BudgetProblems.wrongCurrency(currency);
        }
        String twice = lines.stream().collect(Collectors.groupingBy(Line::code, java.util.TreeMap::new, Collectors.counting())).entrySet()
                .stream()
                .filter(each -> each.getValue() > 1).map(java.util.Map.Entry::getKey).collect(Collectors.joining(", "));
        if (!twice.isEmpty()) {
            throw BudgetProblems.codeTwice(twice);
        }
        queries.requireCodes(lines.stream().map(Line::code).toList());
    }

    /** Two who work on the same budget come one after the other. */
    private Budget locked(UUID id) {
        find(id);
        Sql.of("SELECT 1 FROM budget WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        return find(id);
    }

    private static void require(Budget budget, int version, String state) {
        if (budget.newest().no() != version) {
            throw BudgetProblems.anotherVersion(budget.newest().no());
        }
        if (!budget.state().equals(state)) {
            throw state.equals("draft") ? BudgetProblems.notDraft() : BudgetProblems.notSubmitted();
        }
    }

    private static void guard(List<Finding> findings) {
        if (findings.stream().anyMatch(Finding::blocks)) {
            throw BudgetProblems.guarded(findings);
        }
    }

    /** There is nobody above the topmost unit: there another person of it decides. */
    private void onlyAbove(Budget budget) {
        UnitRef unit = tree.require(budget.unit(), caller.scope());
        if (caller.scope().path().equals(unit.path()) && unit.parentId() != null) {
            throw BudgetProblems.levelAbove();
        }
        FourEyes.require(caller, budget.newest().madeBy(), budget.newest().submittedBy());
    }

    private Budget changed(Budget budget, String action, String why) {
        Sql.of("UPDATE budget SET version = version + 1 WHERE id = ?", budget.id()).run(dataSource);
        audit.record(action, "budget", budget.id(), budget.unit(), why);
        return find(budget.id());
    }

    private Budget find(UUID id) {
        return queries.budget(caller.scope(), id).orElseThrow(() -> Problem.notFound("budget"));
    }
}
