package org.doanket.finance.voucher;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.finance.ProposedAct;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.ledger.CoverService;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.ledger.ProposalService;
import org.doanket.finance.ledger.SuspenseService;
import org.doanket.finance.payment.BankAccountQueries;
import org.doanket.finance.report.SpendingService;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Spending and other income by voucher: in the books once another person has approved it, and the guards of the year let it. */
@ApplicationScoped
public class VoucherService {

    /** @param proposal what waits for another person before anything is taken back; or null */
    public record Undone(VoucherView voucher, UUID proposal) {
    }

    private static final String REVERSAL = "voucher-reversal";

    private final AgroalDataSource dataSource;
    private final VoucherQueries queries;
    private final LedgerService ledger;
    private final SpendingService spending;
    private final CoverService cover;
    private final SuspenseService suspense;
    private final ProposalService proposals;
    private final RuleQueries rules;
    private final BankAccountQueries banks;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    VoucherService(AgroalDataSource dataSource, VoucherQueries queries, LedgerService ledger, SpendingService spending,
            CoverService cover, SuspenseService suspense, ProposalService proposals, RuleQueries rules, BankAccountQueries banks, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.ledger = ledger;
        this.spending = spending;
        this.cover = cover;
        this.suspense = suspense;
        this.proposals = proposals;
        this.rules = rules;
        this.banks = banks;
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
        // What was passed up follows from receipts, never from a voucher; but a voucher pays or receives it.
        boolean fits = Sql.of("SELECT 1 FROM account a WHERE a.code = ? AND (a.settled_by = ? OR a.kind = ? AND a.control IS NULL "
                + "AND NOT EXISTS (SELECT FROM elimination e WHERE e.account = a.code AND e.valid_from <= ? "
                + "AND (e.valid_to IS NULL OR e.valid_to > ?)))", command.account(), command.kind(),
                command.kind().equals("payment") ? "expense" : "income", command.day(), command.day())
                .first(dataSource, row -> true).orElse(false);
        if (!fits) {
            throw VoucherProblems.wrongAccount(command.account(), command.kind());
        }
        if (command.bankAccount() != null && banks.open(caller.scope(), unit.id(), command.bankAccount()).isEmpty()) {
            throw Problem.notFound("bank-account");
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO voucher (id, unit_id, kind, day, account, money, bank_account_id, amount, currency, purpose, made_by, made_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit.id(), command.kind(), command.day(), command.account(),
                command.money(), command.bankAccount(),
                command.amount().amount(), currency, command.purpose(), caller.subject(), clock.instant()).run(dataSource);
        audit.record("voucher-made", "voucher", id, unit.id(), null);
        return find(id);
    }

    /** Payments of one unit are approved one after the other, so that two do not break a guard together that each kept alone. */
    @Transactional
    public VoucherView approve(UUID id) {
        VoucherView voucher = open(id);
        FourEyes.require(caller, voucher.madeBy());
        UnitRef unit = tree.require(voucher.unit(), caller.scope());
        if (spends(voucher)) {
            spending.require(unit, voucher.day(), voucher.amount().currency(), Map.of(voucher.account(), voucher.amount().amount()));
        }
        List<Finding> uncovered = cover.require(unit, voucher.day(), voucher.amount().currency(), lines(voucher));
        UUID entry = ledger.post(voucher.unit(), "voucher", voucher.day(), null, "voucher " + id, voucher.amount().currency(),
                lines(voucher), voucher.purpose());
        // The row stays locked until the voucher is in the books: a number that was drawn in vain goes back.
        long number = Sql.of("INSERT INTO voucher_series AS s (unit_id, kind, year, last) VALUES (?, ?, ?, 1) "
                + "ON CONFLICT (unit_id, kind, year) DO UPDATE SET last = s.last + 1 RETURNING last", voucher.unit(), voucher.kind(),
                voucher.day().getYear()).first(dataSource, row -> row.getLong(1)).orElseThrow();
        Sql.of("UPDATE voucher SET state = 'approved', decided_by = ?, decided_at = ?, entry_id = ?, year = ?, number = ? WHERE id = ?",
                caller.subject(), clock.instant(), entry, voucher.day().getYear(), number, id).run(dataSource);
        audit.record("voucher-approved", "voucher", id, voucher.unit(), null);
        return found(id, uncovered);
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

    /** By who made it, as long as nobody has decided on it: nothing was booked, and no number was drawn. */
    @Transactional
    public VoucherView withdraw(UUID id) {
        VoucherView voucher = open(id);
        FourEyes.requireMaker(caller, voucher.madeBy());
        Sql.of("UPDATE voucher SET state = 'withdrawn', decided_at = ? WHERE id = ?", clock.instant(), id).run(dataSource);
        audit.record("voucher-withdrawn", "voucher", id, voucher.unit(), null);
        return find(id);
    }

    /**
     * Takes a voucher back. Where money comes back by it, at once and by somebody else than who approved it; where money leaves by it, once another
     * person has agreed.
     */
    @Transactional
    public Undone reverse(UUID id, VoucherCommand.Reverse command) {
        VoucherView voucher = inBooks(id);
        if (voucher.kind().equals("payment")) {
            FourEyes.require(caller, voucher.decidedBy());
            takeBack(id, command.why());
            return new Undone(find(id), null);
        }
        List<Line> opposite = lines(voucher).stream().map(line -> new Line(line.account(), -line.amount(), line.bankAccount())).toList();
        return new Undone(voucher, proposals.propose(new ProposalService.Draft(REVERSAL, id, voucher.unit(),
                Zones.today(clock, tree.find(voucher.unit()).orElseThrow().jurisdiction()), voucher.amount().currency(), opposite,
                voucher.amount().amount(), command.why(), null)));
    }

    @Produces
    @Singleton
    static ProposedAct reversal(VoucherService service) {
        return new ProposedAct(REVERSAL, service::takeBack);
    }

    /** @return the entry */
    @Transactional
    UUID takeBack(UUID id, String why) {
        VoucherView voucher = inBooks(id);
        suspense.requireNotTold(voucher.unit(), voucher.entry());
        UUID entry = ledger.takeBack(voucher.entry(), "voucher-reversed", Zones.today(clock, tree.find(voucher.unit()).orElseThrow().jurisdiction()), why);
        Sql.of("UPDATE voucher SET reversal_id = ?, reversed_by = ?, reversed_at = ?, reversed_why = ? WHERE id = ?", entry, caller.subject(),
                clock.instant(), why, id).run(dataSource);
        audit.record("voucher-reversed", "voucher", id, voucher.unit(), why);
        return entry;
    }

    private VoucherView inBooks(UUID id) {
        spending.oneAtATime(queries.voucher(caller.scope(), id).orElseThrow(() -> Problem.notFound("voucher")).unit());
        VoucherView voucher = queries.voucher(caller.scope(), id).orElseThrow();
        if (!voucher.state().equals("approved")) {
            throw VoucherProblems.notInBooks();
        }
        return voucher;
    }

    /** With what the guards say of the year so far and, where it is not in the books yet, this payment, and whether there is money for it. */
    @Transactional
    public VoucherView find(UUID id) {
        return found(id, List.of());
    }

    private VoucherView found(UUID id, List<Finding> uncovered) {
        VoucherView voucher = queries.voucher(caller.scope(), id).orElseThrow(() -> Problem.notFound("voucher"));
        List<Finding> findings = new ArrayList<>(uncovered);
        if (spends(voucher)) {
            findings.addAll(findings(voucher));
        }
        if (voucher.state().equals("proposed")) {
            findings.addAll(cover.findings(tree.require(voucher.unit(), caller.scope()), voucher.day(), voucher.amount().currency(), lines(voucher)));
        }
        return findings.isEmpty() ? voucher : voucher.with(findings);
    }

    private static List<Line> lines(VoucherView voucher) {
        long amount = voucher.kind().equals("payment") ? voucher.amount().amount() : -voucher.amount().amount();
        return List.of(new Line(voucher.account(), amount), new Line(voucher.money(), -amount, voucher.bankAccount()));
    }

    private List<Finding> findings(VoucherView voucher) {
        Map<String, Long> more = voucher.state().equals("proposed") ? Map.of(voucher.account(), voucher.amount().amount()) : Map.of();
        return spending.findings(tree.require(voucher.unit(), caller.scope()), voucher.day(), voucher.amount().currency(), more);
    }

    /** A payment of what is owed to the level above spends nothing: that was spent when it came to be owed. */
    private boolean spends(VoucherView voucher) {
        return voucher.kind().equals("payment") && Sql.of("SELECT 1 FROM account WHERE code = ? AND kind = 'expense'", voucher.account())
                .first(dataSource, row -> true).orElse(false);
    }

    private VoucherView open(UUID id) {
        UUID unit = queries.voucher(caller.scope(), id).orElseThrow(() -> Problem.notFound("voucher")).unit();
        spending.oneAtATime(unit);
        VoucherView voucher = queries.voucher(caller.scope(), id).orElseThrow();
        if (!voucher.state().equals("proposed")) {
            throw VoucherProblems.decided();
        }
        return voucher;
    }
}
