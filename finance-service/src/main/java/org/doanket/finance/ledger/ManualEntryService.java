package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.finance.FourEyes;
import org.doanket.finance.ledger.AccountQueries.Known;
import org.doanket.finance.ledger.LedgerView.Proposal;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * Entries that a treasurer makes by hand. Where more money leaves than one person may let out alone (the dated parameter
 * {@code entry-alone}; none, or another currency: nothing) the entry waits for another person.
 */
@ApplicationScoped
public class ManualEntryService {

    /** In minor units, so that no sum of lines overflows. */
    private static final long MOST = 1_000_000_000_000_000L;

    /** Either what was booked or what waits. */
    public record Outcome(UUID entry, UUID proposal) {
    }

    private final AgroalDataSource dataSource;
    private final LedgerService ledger;
    private final AccountQueries accounts;
    private final ProposalQueries proposals;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ManualEntryService(AgroalDataSource dataSource, LedgerService ledger, AccountQueries accounts, ProposalQueries proposals, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.ledger = ledger;
        this.accounts = accounts;
        this.proposals = proposals;
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
        Map<String, Known> chart = accounts.known(command.lines().stream().map(LedgerCommand.Line::account).collect(Collectors.toSet()),
                command.on())
                .stream().collect(Collectors.toMap(Known::code, Function.identity()));
        check(command, chart);
        LocalDate open = Sql.of("SELECT open_day(?, ?)", unit.id(), command.on())
                .first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow();
        if (!open.equals(command.on())) {
            throw LedgerProblems.periodClosed();
        }
        String currency = command.lines().get(0).amount().currency();
        long outgoing = -command.lines().stream().filter(line -> chart.get(line.account()).holdsMoney()).mapToLong(line -> line.amount()
                .amount()).sum();
        long alone = alone(unit.jurisdiction(), command.on(), currency);
        if (outgoing > alone) {
            return new Outcome(null, propose(command, currency, outgoing, alone));
        }
        List<LedgerService.Line> lines = command.lines().stream()
                .map(line -> new LedgerService.Line(line.account(), line.amount().amount())).toList();
        UUID entry = ledger.byHand(unit.id(), command.on(), null, currency, lines, command.note(), command.evidence());
        audit.record("entry-made", "journal-entry", entry, unit.id(), null);
        return new Outcome(entry, null);
    }

    /** Books what somebody else proposed; where its month has been closed meanwhile, on the first day that is open. */
    @Transactional
    public UUID approve(UUID id) {
        Proposal proposal = waiting(id);
        List<LedgerService.Line> lines = proposal.postings().stream()
                .map(line -> new LedgerService.Line(line.account(), line.amount().amount())).toList();
        UUID entry = ledger.byHand(proposal.unit(), proposal.on(), "proposal " + id, proposal.outgoing().currency(), lines, proposal.note(),
                proposal.evidence());
        decide(proposal, "approved", null, entry);
        return entry;
    }

    @Transactional
    public void refuse(UUID id, LedgerCommand.Refuse command) {
        decide(waiting(id), "refused", command.why(), null);
    }

    private void decide(Proposal proposal, String state, String why, UUID entry) {
        Sql.of("UPDATE entry_proposal SET state = ?, decided_by = ?, decided_at = ?, reason = ?, entry_id = ? WHERE id = ?", state,
                caller.subject(),
                clock.instant(), why, entry, proposal.id()).run(dataSource);
        audit.record("entry-" + state, "entry-proposal", proposal.id(), proposal.unit(), why);
    }

    private Proposal waiting(UUID id) {
        // Two who decide at once meet here.
        Sql.of("SELECT 1 FROM entry_proposal WHERE id = ? FOR UPDATE", id).run(dataSource);
        Proposal proposal = proposals.proposal(caller.scope(), id).orElseThrow(() -> Problem.notFound("entry-proposal"));
        if (!proposal.state().equals("waiting")) {
            throw LedgerProblems.decidedAlready();
        }
        FourEyes.require(caller, proposal.madeBy());
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

    private long alone(String jurisdiction, LocalDate on, String currency) {
        return Sql.of("SELECT CASE WHEN currency = ? THEN amount ELSE 0 END FROM parameter WHERE jurisdiction = ? AND name = 'entry-alone' "
                + "AND valid_from <= ? AND cancelled_at IS NULL ORDER BY valid_from DESC LIMIT 1", currency, jurisdiction, on)
                .first(dataSource, row -> row.getLong(1)).orElse(0L);
    }

    private UUID propose(LedgerCommand.Post command, String currency, long outgoing, long alone) {
        UUID id = Ids.next();
        Sql.of("INSERT INTO entry_proposal (id, unit_id, day, accounts, amounts, currency, note, evidence, outgoing, alone, made_by, made_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, command.unit(), command.on(),
                command.lines().stream().map(LedgerCommand.Line::account).toArray(String[]::new),
                command.lines().stream().map(line -> line.amount().amount()).toArray(Long[]::new), currency, command.note(),
                command.evidence(),
                outgoing, alone, caller.subject(), clock.instant()).run(dataSource);
        audit.record("entry-proposed", "entry-proposal", id, command.unit(), null);
        return id;
    }
}
