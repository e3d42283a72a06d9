package org.doanket.finance.fund;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.EmployerLock;
import org.doanket.finance.ProposedAct;
import org.doanket.finance.employer.EmployerView;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.ProposalService;
import org.doanket.finance.ledger.SuspenseService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Takes in what employers pay, and takes back what was taken in wrongly. Which months it pays is worked out a moment later. */
@ApplicationScoped
public class FundReceiptService {

    private static final String REVERSAL = "fund-receipt-reversal";
    private static final String SUSPENSE = "3384";

    /**
     * A line of the bank that an employer's money came by, and that stands in suspense in the books of the unit that collects his fund.
     *
     * @param line     its number, and {@code employer} his
     * @param amount   in minor units, above zero
     * @param request  the payment request that it names, or null
     */
    public record Line(long line, long employer, UUID unit, long amount, String currency, LocalDate day, UUID request) {
    }

    /** Either the receipt that takes one back, or what waits for another person. */
    public record Outcome(UUID reversal, UUID proposal) {
    }

    private final AgroalDataSource dataSource;
    private final ProposalService proposals;
    private final SuspenseService suspense;
    private final FundBatch batch;
    private final Jobs jobs;
    private final EmployerDesk desk;
    private final FundQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    FundReceiptService(AgroalDataSource dataSource, ProposalService proposals, SuspenseService suspense, FundBatch batch, Jobs jobs, EmployerDesk desk,
            FundQueries queries, UnitTree tree, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.proposals = proposals;
        this.suspense = suspense;
        this.batch = batch;
        this.jobs = jobs;
        this.desk = desk;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    /** For the treasurer of the unit that collects. */
    @Transactional
    public UUID take(FundCommand.Receive command) {
        EmployerView employer = desk.employer(command.employer());
        tree.require(employer.unit(), caller.scope());
        desk.currency(employer, command.amount().currency());
        desk.notAhead(employer, command.day());
        String account = command.from().equals("cash") ? "1111" : "1121";
        UUID id = Ids.next();
        desk.book(connection -> {
            batch.receive(connection, List.of(new FundBatch.Received(id, employer.no(), employer.unit(), command.amount().amount(),
                    command.amount().currency(), command.day(), "by hand " + id, account, null, command.note(), null, null)),
                    caller.subject());
        });
        audit.record("fund-received", "fund-receipt", id, employer.unit(), null);
        desk.settle(employer, employer.unit(), command.day());
        return id;
    }

    /**
     * Out of suspense what lines of one unit brought of its employers, set by set. In the transaction of the connection, be it a request's
     * or the worker's, by whoever holds the unit's receipts; which months it pays is worked out by a job after that, for it locks the
     * employer first.
     */
    public void takeLines(Connection connection, UUID unit, List<Line> lines, String by) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        List<FundBatch.Received> receipts = lines.stream().map(line -> received(line, Ids.next())).toList();
        batch.receive(connection, receipts, by);
        jobs.submit(connection, FundReceiptsJob.KIND, unit, by, new FundReceiptsJob.Parameters(batch.numbers(connection, receipts)));
    }

    private static FundBatch.Received received(Line line, UUID id) {
        return new FundBatch.Received(id, line.employer(), line.unit(), line.amount(), line.currency(), line.day(),
                "line " + line.line() + " " + id, SUSPENSE, null, null, line.line(), line.request());
    }

    /**
     * Takes a receipt back; where that takes money out of cash or bank, once another person has agreed. What goes back into suspense has to
     * be said again what it was for.
     */
    @Transactional
    public Outcome undo(UUID id, FundCommand.Revoke command) {
        FundView.Receipt receipt = queries.receipt(caller.scope(), id).orElseThrow(() -> Problem.notFound("fund-receipt"));
        if (receipt.account().equals(SUSPENSE)) {
            return new Outcome(reverse(id, command), null);
        }
        requireStanding(receipt);
        long amount = receipt.amount().amount();
        return new Outcome(null, proposals.propose(new ProposalService.Draft(REVERSAL, id, receipt.unit(), receipt.day(),
                receipt.amount().currency(), List.of(new LedgerService.Line("33831", amount), new LedgerService.Line(receipt.account(),
                -amount)), amount, command.why(), null)));
    }

    @Produces
    @Singleton
    static ProposedAct reversal(FundReceiptService service) {
        return new ProposedAct(REVERSAL, (receipt, why) -> service.entryOf(service.reverse(receipt, new FundCommand.Revoke(why))));
    }

    /** The entry that booked a receipt. */
    UUID entryOf(UUID receipt) {
        return Sql.of("SELECT e.id FROM fund_receipt f JOIN journal_entry e ON e.kind = 'fund-receipt' AND e.source = 'fund receipt ' || f.no "
                + "WHERE f.id = ?", receipt).first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow();
    }

    private static void requireStanding(FundView.Receipt receipt) {
        if (receipt.reverses() != null || receipt.reversedBy() != null) {
            throw FundProblems.reversedAlready();
        }
    }

    /** Takes a receipt back, once, by one of the opposite amount. What it had paid is owed again a moment later. */
    @Transactional
    public UUID reverse(UUID id, FundCommand.Revoke command) {
        FundView.Receipt receipt = queries.receipt(caller.scope(), id).orElseThrow(() -> Problem.notFound("fund-receipt"));
        EmployerView employer = desk.employer(receipt.employer());
        if (!receipt.unit().equals(employer.unit())) {
            throw FundProblems.anotherCollects();
        }
        UUID reversal = Ids.next();
        desk.book(connection -> {
            EmployerLock.hold(connection, employer.no());
            requireStanding(queries.receipt(caller.scope(), id).orElseThrow());
            if (!receipt.account().equals(SUSPENSE)) {
                suspense.requireNotTold(receipt.unit(), entryOf(id));
            }
            batch.receive(connection, List.of(new FundBatch.Received(reversal, employer.no(), receipt.unit(),
                    -receipt.amount().amount(), receipt.amount().currency(), receipt.day(), "reversal of " + id, receipt.account(), id,
                    command.why(), null, receipt.paymentRequest())), caller.subject());
        });
        audit.record("fund-receipt-reversed", "fund-receipt", id, receipt.unit(), command.why());
        desk.settle(employer, receipt.unit(), null);
        return reversal;
    }
}
