package org.doanket.finance.report;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.budget.BudgetQueries;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.budget.GuardQueries;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Holds spending against the guards of its year, whichever document it comes by. */
@ApplicationScoped
public class SpendingService {

    private final AgroalDataSource dataSource;
    private final ReportQueries reports;
    private final BudgetQueries budgets;
    private final GuardQueries guards;

    SpendingService(AgroalDataSource dataSource, ReportQueries reports, BudgetQueries budgets, GuardQueries guards) {
        this.dataSource = dataSource;
        this.reports = reports;
        this.budgets = budgets;
        this.guards = guards;
    }

    /** Spending of one unit comes into the books one after the other, so that two do not break a guard together that each kept alone. */
    @Transactional
    public void oneAtATime(UUID unit) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('vouchers ' || ?, 65))", unit.toString()).run(dataSource);
    }

    /**
     * What the guards say of the year so far and, where it is not in the books yet, this spending. A running year has not earned all it
     * will: the base is the approved budget where that is more than what has come in so far.
     *
     * @param spending by account of spending, not in the books yet; or none
     */
    @Transactional
    public List<Finding> findings(UnitRef unit, LocalDate day, String currency, Map<String, Long> spending) {
        UnitScope range = new UnitScope(unit.id(), unit.path());
        Map<String, Long> spent = new HashMap<>(reports.settled(range, unit.id(), currency, day.getYear()));
        Map<String, Long> planned = budgets.amounts(range, unit.id(), day.getYear(), true);
        Map<String, Long> base = planned.values().stream().mapToLong(Long::longValue).sum() > 0 ? larger(planned, spent) : spent;
        Map<String, Long> after = new HashMap<>(spent);
        spending.forEach((account, amount) -> after.merge(reports.codeOf(account, day), amount, Long::sum));
        return guards.findings(unit.jurisdiction(), unit.level(), day.getYear(), currency, after, base);
    }

    /**
     * Of a running year what is the least to be spent is not spent yet: such a guard holds the budget, and of spending what takes away from it.
     *
     * @throws org.doanket.platform.error.Problem 422 with all guards that block and would be broken
     */
    @Transactional
    public void require(UnitRef unit, LocalDate day, String currency, Map<String, Long> spending) {
        List<Finding> broken = new ArrayList<>(findings(unit, day, currency, spending).stream().filter(Finding::blocks).toList());
        if (broken.stream().anyMatch(finding -> finding.bound().equals("min"))) {
            Map<String, Long> before = findings(unit, day, currency, Map.of()).stream()
                    .collect(Collectors.toMap(Finding::guard, finding -> finding.numerator().amount()));
            broken.removeIf(finding -> finding.bound().equals("min") && finding.numerator().amount() >= before.get(finding.guard()));
        }
        if (!broken.isEmpty()) {
            throw ReportProblems.guarded(broken);
        }
    }

    /** Both from the same side, so that what is taken off a budgeted income is what was budgeted to be passed up. */
    private static Map<String, Long> larger(Map<String, Long> planned, Map<String, Long> settled) {
        return income(planned) >= income(settled) ? planned : settled;
    }

    private static long income(Map<String, Long> amounts) {
        return amounts.entrySet().stream().filter(each -> each.getKey().startsWith("2")).mapToLong(Map.Entry::getValue).sum();
    }
}
