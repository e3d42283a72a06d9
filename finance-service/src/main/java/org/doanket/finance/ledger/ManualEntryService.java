package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.doanket.finance.FourEyes;
import org.doanket.finance.ProposedAct;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.ledger.AccountQueries.Known;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.ledger.LedgerView.Entry;
import org.doanket.finance.ledger.LedgerView.Proposal;
import org.doanket.finance.ledger.ProposalService.Draft;
import org.doanket.finance.payment.BankAccountQueries;
import org.doanket.finance.report.SpendingService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * Entries that a treasurer makes or reverses by hand. Where more money leaves than one person may let out alone at a unit on a day (the
 * dated parameter {@code entry-alone}; none, or another currency: nothing) the entry waits for another person. Spending by hand keeps to
 * the guards of the year like spending by voucher, and leaves cash and bank no more than they hold.
 */
@ApplicationScoped
public class ManualEntryService {

    /** In minor units, so that no sum of lines overflows. */
    private static final long MOST = 1_000_000_000_000_000L;

    /** Either what was booked or what waits. @param findings of what was booked: that the bank did not hold what left it */
    public record Outcome(UUID entry, UUID proposal, List<Finding> findings) {
    }

    private final AgroalDataSource dataSource;
    private final LedgerService ledger;
    private final AccountQueries accounts;
    private final ProposalQueries proposals;
    private final ProposalService before;
    private final SpendingService spending;
    private final CoverService cover;
    private final SuspenseService suspense;
    private final BankAccountQueries banks;
    private final Instance<ProposedAct> acts;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ManualEntryService(AgroalDataSource dataSource, LedgerService ledger, AccountQueries accounts, ProposalQueries proposals,
            ProposalService before, SpendingService spending, CoverService cover, SuspenseService suspense, BankAccountQueries banks,
            @Any Instance<ProposedAct> acts, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.ledger = ledger;
        this.accounts = accounts;
        this.proposals = proposals;
        this.before = before;
        this.spending = spending;
        this.cover = cover;
        this.suspense = suspense;
        this.banks = banks;
        this.acts = acts;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Outcome post(LedgerCommand.Post command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        if (command.on().isAfter(Zones.today(clock, unit.jurisdiction()))) {
            throw LedgerProblems.inFuture();
        }
        List<Line> lines = command.lines().stream().map(line -> new Line(line.account(), line.amount().amount(), line.bankAccount())).toList();
        Map<String, Known> chart = chart(lines, command.on());
        check(command, chart);
        if (!command.lines().stream().allMatch(line -> line.bankAccount() == null || line.account().startsWith("112")
                && banks.open(caller.scope(), unit.id(), line.bankAccount()).isPresent())) {
            throw LedgerProblems.noBankAccount();
        }
        LocalDate open = Sql.of("SELECT open_day(?, ?)", unit.id(), command.on())
                .first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow();
        if (!open.equals(command.on())) {
            throw LedgerProblems.periodClosed();
        }
        String currency = command.lines().get(0).amount().currency();
        return bookOrPropose(unit, new Draft("entry", null, unit.id(), command.on(), currency, lines, outgoing(lines, chart), command.note(),
                command.evidence(), bankLines(command)), () -> made(unit, command, currency, lines));
    }

    private static List<UUID> bankLines(LedgerCommand.Post command) {
        return command.bankLines() == null ? List.of() : command.bankLines().stream().distinct().toList();
    }

    /** The opposite of an entry. It is a way to let money out like any other: of what came in, or of what was paid and taken back. */
    @Transactional
    public Outcome reverse(UUID id, LedgerCommand.Reverse command) {
        Entry entry = ledger.reversible(id);
        UnitRef unit = tree.find(entry.unit()).orElseThrow();
        LocalDate day = command.on() == null ? Zones.today(clock, unit.jurisdiction()) : command.on();
        List<Line> lines = LedgerService.opposite(entry);
        return bookOrPropose(unit, new Draft("reversal", id, unit.id(), day, entry.postings().get(0).amount().currency(), lines,
                outgoing(lines, chart(lines, day)), command.why(), null), () -> reversed(unit, id, day, command.why()));
    }

    /** With what is not covered of it today, as long as it waits. */
    @Transactional
    public Proposal proposal(UUID id) {
        Proposal proposal = proposals.proposal(caller.scope(), id).orElseThrow(() -> Problem.notFound("entry-proposal"));
        if (!proposal.state().equals("waiting")) {
            return proposal;
        }
        List<Finding> findings = cover.findings(tree.require(proposal.unit(), caller.scope()), proposal.on(), proposal.outgoing().currency(),
                lines(proposal));
        return findings.isEmpty() ? proposal : proposal.with(findings);
    }

    /** Carries out what somebody else proposed; where its month has been closed meanwhile, on the first day that is open. */
    @Transactional
    public UUID approve(UUID id) {
        Proposal proposal = waiting(id);
        UnitRef unit = tree.require(proposal.unit(), caller.scope());
        if (proposal.act().equals("reversal")) {
            // In the order in which a reversal by one alone locks: else each would wait for the other.
            ledger.reversible(proposal.subject());
        }
        List<UUID> bankLines = proposal.bankLines() == null ? List.of() : proposal.bankLines();
        keepSuspense(unit, proposal.act(), proposal.subject(), proposal.outgoing().currency(), lines(proposal), bankLines);
        cover.require(unit, proposal.on(), proposal.outgoing().currency(), lines(proposal));
        UUID entry = switch (proposal.act()) {
            case "entry" -> {
                List<Line> lines = lines(proposal);
                String currency = proposal.outgoing().currency();
                guard(unit, proposal.on(), currency, lines);
                UUID made = ledger.byHand(unit.id(), proposal.on(), "proposal " + id, currency, lines, proposal.note(), proposal.evidence());
                suspense.settle(unit.id(), made, bankLines);
                yield made;
            }
            case "reversal" -> reversed(unit, proposal.subject(), proposal.on(), proposal.note());
            default -> carriedOut(proposal);
        };
        decide(proposal, "approved", null, entry);
        return entry;
    }

    private static List<Line> lines(Proposal proposal) {
        return proposal.postings().stream().map(line -> new Line(line.account(), line.amount().amount(), line.bankAccount())).toList();
    }

    private UUID carriedOut(Proposal proposal) {
        ProposedAct its = acts.stream().filter(act -> act.act().equals(proposal.act())).findFirst().orElseThrow();
        try {
            return its.work().carryOut(proposal.subject(), proposal.note());
        } catch (Sql.SqlFailure failure) {
            throw LedgerProblems.of(failure);
        }
    }

    @Transactional
    public void refuse(UUID id, LedgerCommand.Refuse command) {
        decide(waiting(id), "refused", command.why(), null);
    }

    /** By who made it, as long as nobody has decided on it: nothing was booked. */
    @Transactional
    public void withdraw(UUID id) {
        Proposal proposal = undecided(id);
        FourEyes.requireMaker(caller, proposal.madeBy());
        Sql.of("UPDATE entry_proposal SET state = 'withdrawn', decided_at = ? WHERE id = ?", clock.instant(), id).run(dataSource);
        audit.record("entry-withdrawn", "entry-proposal", id, proposal.unit(), null);
    }

    private void decide(Proposal proposal, String state, String why, UUID entry) {
        Sql.of("UPDATE entry_proposal SET state = ?, decided_by = ?, decided_at = ?, reason = ?, entry_id = ? WHERE id = ?", state,
                caller.subject(),
                clock.instant(), why, entry, proposal.id()).run(dataSource);
        audit.record("entry-" + state, "entry-proposal", proposal.id(), proposal.unit(), why);
    }

    private Proposal waiting(UUID id) {
        Proposal proposal = undecided(id);
        FourEyes.require(caller, proposal.madeBy());
        return proposal;
    }

    private Proposal undecided(UUID id) {
        // Two who decide at once meet here.
        Sql.of("SELECT 1 FROM entry_proposal WHERE id = ? FOR UPDATE", id).run(dataSource);
        Proposal proposal = proposals.proposal(caller.scope(), id).orElseThrow(() -> Problem.notFound("entry-proposal"));
        if (!proposal.state().equals("waiting")) {
            throw LedgerProblems.decidedAlready();
        }
        return proposal;
    }

    private static void check(LedgerCommand.Post command, Map<String, Known> chart) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            LedgerCommand.Line line = command.lines().get(i);
            Known account = chart.get(line.account());
            if (account == null) {
                faults.add(Fault.at("/lines/" + i + "/account", "account-unknown"));
            } else if (account.measure() == null ? line.amount().currency().startsWith("X") : !account.measure().equals(line.amount()
                    .currency())) {
                faults.add(Fault.at("/lines/" + i + "/amount/currency", "account-measure"));
            }
            if (line.amount().amount() == 0 || line.amount().amount() > MOST || line.amount().amount() < -MOST) {
                faults.add(Fault.at("/lines/" + i + "/amount/amount", "line-amount"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        chart.values().stream().filter(account -> !account.isOpen()).findFirst().ifPresent(account -> {
            throw LedgerProblems.accountEnded(account.code(), account.citation());
        });
        chart.values().stream().filter(account -> account.control() != null).findFirst().ifPresent(account -> {
            throw LedgerProblems.controlled(account.code(), account.control());
        });
        if (chart.values().stream().map(Known::isMemo).distinct().count() > 1) {
            throw LedgerProblems.mixesMemo();
        }
        List<Money> amounts = command.lines().stream().map(LedgerCommand.Line::amount).toList();
        if (amounts.stream().map(Money::currency).distinct().count() > 1) {
            throw LedgerProblems.manyCurrencies();
        }
        long sum = amounts.stream().mapToLong(Money::amount).sum();
        if (sum != 0) {
            throw LedgerProblems.unbalanced(sum + " " + amounts.get(0).currency());
        }
    }

    /** Two small sums at once of one person are one sum: the second waits for the first to be counted. */
    private Outcome bookOrPropose(UnitRef unit, Draft draft, Supplier<UUID> book) {
        if (draft.outgoing() <= 0) {
            keepSuspense(unit, draft.act(), draft.subject(), draft.currency(), draft.lines(), draft.bankLines());
            return booked(unit, draft, book);
        }
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('alone ' || ? || ' ' || ?, 41))", unit.id().toString(), caller.subject())
                .run(dataSource);
        keepSuspense(unit, draft.act(), draft.subject(), draft.currency(), draft.lines(), draft.bankLines());
        LocalDate today = Zones.today(clock, unit.jurisdiction());
        long alone = alone(unit.jurisdiction(), today, draft.currency());
        long already = Sql.of("SELECT coalesce(sum(amount), 0) FROM outgoing_alone WHERE unit_id = ? AND made_by = ? AND day = ? "
                + "AND currency = ?", unit.id(), caller.subject(), today, draft.currency()).first(dataSource, row -> row.getLong(1)).orElseThrow();
        if (draft.outgoing() > alone - already) {
            return new Outcome(null, before.propose(draft, alone, already), List.of());
        }
        Outcome booked = booked(unit, draft, book);
        Sql.of("INSERT INTO outgoing_alone (entry_id, unit_id, day, made_by, amount, currency) VALUES (?, ?, ?, ?, ?, ?)", booked.entry(), unit.id(),
                today, caller.subject(), draft.outgoing(), draft.currency()).run(dataSource);
        return booked;
    }

    /** Also what leaves the books as they are in sum: from an empty cash box nothing is brought to the bank. */
    private Outcome booked(UnitRef unit, Draft draft, Supplier<UUID> book) {
        List<Finding> findings = cover.require(unit, draft.on(), draft.currency(), draft.lines());
        return new Outcome(book.get(), null, findings);
    }

    private UUID made(UnitRef unit, LedgerCommand.Post command, String currency, List<Line> lines) {
        guard(unit, command.on(), currency, lines);
        UUID entry = ledger.byHand(unit.id(), command.on(), null, currency, lines, command.note(), command.evidence());
        suspense.settle(unit.id(), entry, bankLines(command));
        audit.record("entry-made", "journal-entry", entry, unit.id(), null);
        return entry;
    }

    /**
     * What goes out of suspense is said of lines of the bank. The payments of the unit are held before its receipts, as wherever both are. A
     * reversal releases the lines of what it undoes; undone itself it would take their money once more, and no line with it.
     */
    private void keepSuspense(UnitRef unit, String act, UUID subject, String currency, List<Line> lines, List<UUID> bankLines) {
        boolean isReversal = act.equals("reversal");
        boolean clears = suspense.cleared(lines) != 0;
        if (!isReversal && !act.equals("entry") || !clears && bankLines.isEmpty() && lines.stream().noneMatch(line -> line.account().startsWith("112"))) {
            return;
        }
        cover.oneAtATime(unit.id());
        if (isReversal) {
            suspense.requireNotTold(unit.id(), subject);
        }
        if (!isReversal || clears && ledger.reversible(subject).reverses() != null) {
            suspense.require(unit.id(), currency, lines, bankLines);
        }
    }

    private UUID reversed(UnitRef unit, UUID id, LocalDate day, String why) {
        Entry entry = ledger.reversible(id);
        guard(unit, day, entry.postings().get(0).amount().currency(), LedgerService.opposite(entry));
        UUID reversal = ledger.reverse(entry, day, why);
        suspense.release(id);
        return reversal;
    }

    private void guard(UnitRef unit, LocalDate day, String currency, List<Line> lines) {
        Map<String, Known> chart = chart(lines, day);
        Map<String, Long> spent = lines.stream().filter(line -> chart.get(line.account()).isSpending())
                .collect(Collectors.groupingBy(Line::account, Collectors.summingLong(Line::amount)));
        if (spent.values().stream().anyMatch(amount -> amount > 0)) {
            spending.oneAtATime(unit.id());
            spending.require(unit, day, currency, spent);
        }
    }

    private Map<String, Known> chart(List<Line> lines, LocalDate on) {
        return accounts.known(lines.stream().map(Line::account).collect(Collectors.toSet()), on).stream()
                .collect(Collectors.toMap(Known::code, Function.identity()));
    }

    /**
     * What leaves cash and bank, or these and what clears the bank's debits, whichever is more: money out of suspense has left though the
     * clearing account takes as much, and a debit that is cleared has left though cash and bank stand still.
     */
    private static long outgoing(List<Line> lines, Map<String, Known> chart) {
        long held = lines.stream().filter(line -> chart.get(line.account()).holdsMoney()).mapToLong(Line::amount).sum();
        long cleared = lines.stream().filter(line -> chart.get(line.account()).clearsMoney()).mapToLong(Line::amount).sum();
        return Math.max(-held, -held - cleared);
    }

    private long alone(String jurisdiction, LocalDate on, String currency) {
        return Sql.of("SELECT CASE WHEN currency = ? THEN amount ELSE 0 END FROM parameter WHERE jurisdiction = ? AND name = 'entry-alone' "
                + "AND valid_from <= ? AND cancelled_at IS NULL ORDER BY valid_from DESC LIMIT 1", currency, jurisdiction, on)
                .first(dataSource, row -> row.getLong(1)).orElse(0L);
    }
}
