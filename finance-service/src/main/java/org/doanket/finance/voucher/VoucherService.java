package org.doanket.finance.voucher;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.finance.budget.BudgetQueries;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.budget.GuardQueries;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.report.ReportQueries;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Spending and other income by voucher: in the books once another person has approved it, and the guards of the year let it. */
@ApplicationScoped
public class VoucherService {

    private final AgroalDataSource dataSource;
    private final VoucherQueries queries;
    private final LedgerService ledger;
    private final ReportQueries reports;
    private final BudgetQueries budgets;
    private final GuardQueries guards;
    private final RuleQueries rules;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    VoucherService(AgroalDataSource dataSource, VoucherQueries queries, LedgerService ledger, ReportQueries reports, BudgetQueries budgets,
            GuardQueries guards, RuleQueries rules, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.ledger = ledger;
        this.reports = reports;
        this.budgets = budgets;
        this.guards = guards;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public VoucherView make(VoucherCommand.Make command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        String currency = rules.currencyOf(unit.jurisdiction());
        if (!command.amount().currency().equals(currency)) {
            throw VoucherProblems.wrongCurrency(currency);
        }
        if (command.day().isAfter(Zones.today(clock, unit.jurisdiction()))) {
            throw VoucherProblems.tooLate();
        }
        // What was passed up follows from receipts, never from a voucher.
        boolean fits = Sql.of("SELECT 1 FROM account a WHERE a.code = ? AND a.kind = ? AND NOT EXISTS (SELECT FROM elimination e "
                + "WHERE e.account = a.code AND e.valid_from <= ? AND (e.valid_to IS NULL OR e.valid_to > ?))", command.account(),
                command.kind().equals("payment") ? "expense" : "income", command.day(), command.day())
                .first(dataSource, row -> true).orElse(false);
        if (!fits) {
            throw VoucherProblems.wrongAccount(command.account(), command.kind());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO voucher (id, unit_id, kind, day, account, money, amount, currency, purpose, made_by, made_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit.id(), command.kind(), command.day(), command.account(),
                command.money(),
                command.amount().amount(), currency, command.purpose(), caller.subject(), clock.instant()).run(dataSource);
        audit.record("voucher-made", "voucher", id, unit.id(), null);
        return find(id);
    }

    /** Payments of one unit are approved one after the other, so that two do not break a guard together that each kept alone. */
    @Transactional
    public VoucherView approve(UUID id) {
        VoucherView voucher = open(id);
        FourEyes.require(caller, voucher.madeBy());
        boolean pays = voucher.kind().equals("payment");
        List<Finding> broken = pays ? find(id).findings().stream().filter(Finding::blocks).toList() : List.of();
        if (!broken.isEmpty()) {
            throw VoucherProblems.guarded(broken);
        }
        long amount = pays ? voucher.amount().amount() : -voucher.amount().amount();
        UUID entry = ledger.post(voucher.unit(), "voucher", voucher.day(), null, "voucher " + id, voucher.amount().currency(),
                List.of(new Line(voucher.account(), amount), new Line(voucher.money(), -amount)), voucher.purpose());
        Sql.of("UPDATE voucher SET state = 'approved', decided_by = ?, decided_at = ?, entry_id = ? WHERE id = ?", caller.subject(),
                clock.instant(),
                entry, id).run(dataSource);
        audit.record("voucher-approved", "voucher", id, voucher.unit(), null);
        return find(id);
    }

    @Transactional
    public VoucherView refuse(UUID id, VoucherCommand.Refuse command) {
        VoucherView voucher = open(id);
        FourEyes.require(caller, voucher.madeBy());
        Sql.of("UPDATE voucher SET state = 'refused', decided_by = ?, decided_at = ?, reason = ? WHERE id = ?", caller.subject(),
                clock.instant(),
                command.reason(), id).run(dataSource);
        audit.record("voucher-refused", "voucher", id, voucher.unit(), command.reason());
        return find(id);
    }

    /** With what the guards say of the year so far and, where it is not in the books yet, this payment. */
    @Transactional
    public VoucherView find(UUID id) {
        VoucherView voucher = queries.voucher(caller.scope(), id).orElseThrow(() -> Problem.notFound("voucher"));
        return voucher.kind().equals("payment") ? voucher.with(findings(voucher)) : voucher;
    }

    /** A running year has not earned all it will: the base is the approved budget where that is more than what has come in so far. */
    private List<Finding> findings(VoucherView voucher) {
        UnitRef unit = tree.require(voucher.unit(), caller.scope());
        UnitScope range = new UnitScope(unit.id(), unit.path());
        int year = voucher.day().getYear();
        Map<String, Long> spent = new HashMap<>(reports.settled(range, unit.id(), voucher.amount().currency(), year));
        Map<String, Long> planned = budgets.amounts(range, unit.id(), year, true);
        Map<String, Long> base = planned.values().stream().mapToLong(Long::longValue).sum() > 0 ? larger(planned, spent) : spent;
        if (voucher.state().equals("proposed")) {
            spent.merge(reports.codeOf(voucher.account(), voucher.day()), voucher.amount().amount(), Long::sum);
        }
        return guards.findings(unit.jurisdiction(), unit.level(), year, spent, base);
    }

    /** Both from the same side, so that what is taken off a budgeted income is what was budgeted to be passed up. */
    private static Map<String, Long> larger(Map<String, Long> planned, Map<String, Long> settled) {
        long plannedIncome = income(planned);
        return plannedIncome >= income(settled) ? planned : settled;
    }

    private static long income(Map<String, Long> amounts) {
        return amounts.entrySet().stream().filter(each -> each.getKey().startsWith("2")).mapToLong(Map.Entry::getValue).sum();
    }

    private VoucherView open(UUID id) {
        UUID unit = queries.voucher(caller.scope(), id).orElseThrow(() -> Problem.notFound("voucher")).unit();
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('vouchers ' || ?, 65))", unit.toString()).run(dataSource);
        VoucherView voucher = queries.voucher(caller.scope(), id).orElseThrow();
        if (!voucher.state().equals("proposed")) {
            throw VoucherProblems.decided();
        }
        return voucher;
    }
}
