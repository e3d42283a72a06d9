package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.employer.EmployerView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Takes in what employers pay, and takes back what was taken in wrongly. Which months it pays is worked out a moment later. */
@ApplicationScoped
public class FundReceiptService {

    private static final String SUSPENSE = "3384";

    /**
     * Money of an employer, from whatever found out that it is his.
     *
     * @param amount  in minor units of his jurisdiction's currency, above zero
     * @param source  what it stems from ({@code line 4711}); taken once
     * @param account where it stands by now in the books of the unit that collects his fund: {@code 1121} or, out of suspense, {@code 3384}
     */
    public record Taken(UUID id, UUID employer, long amount, LocalDate day, String source, String account, String note, String by) {
    }

    private final FundBatch batch;
    private final EmployerDesk desk;
    private final FundQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    FundReceiptService(FundBatch batch, EmployerDesk desk, FundQueries queries, UnitTree tree, Caller caller, AuditTrail audit) {
        this.batch = batch;
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
        String account = switch (command.from()) {
            case "cash" -> "1111";
            case "suspense" -> SUSPENSE;
            default -> "1121";
        };
        UUID id = Ids.next();
        desk.book(connection -> {
            if (account.equals(SUSPENSE)) {
                suspended(connection, employer.unit(), command.amount().amount());
            }
            take(connection, new Taken(id, employer.id(), command.amount().amount(), command.day(), "by hand " + id, account,
                    command.note(), caller.subject()));
        });
        audit.record("fund-received", "fund-receipt", id, employer.unit(), null);
        desk.settle(employer, employer.unit(), command.day());
        return id;
    }

    /**
     * Keeps and books a receipt, in the transaction of the connection, be it a request's or the worker's. What it paid is found out by
     * {@link FundSettlementService#settle}.
     */
    public void take(Connection connection, Taken what) throws SQLException {
        batch.receive(connection, Sql.of("SELECT e.no, e.unit_id, j.currency FROM employer e JOIN jurisdiction j ON j.code = "
                + "e.jurisdiction "
                + "WHERE e.id = ?", what.employer()).first(connection, row -> new FundBatch.Received(what.id(), row.getLong(1),
                row.getObject(2, UUID.class), what.amount(), row.getString(3), what.day(), what.source(), what.account(), null, what.note(),
                what.by())).orElseThrow(() -> Problem.notFound("employer")));
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
            batch.lock(connection, employer.no());
            if (receipt.reverses() != null || queries.receipt(caller.scope(), id).orElseThrow().reversedBy() != null) {
                throw FundProblems.reversedAlready();
            }
            batch.receive(connection, new FundBatch.Received(reversal, employer.no(), receipt.unit(), -receipt.amount().amount(),
                    receipt.amount().currency(), receipt.day(), "reversal of " + id, receipt.account(), id, command.why(),
                    caller.subject()));
        });
        audit.record("fund-receipt-reversed", "fund-receipt", id, receipt.unit(), command.why());
        desk.settle(employer, receipt.unit(), null);
        return reversal;
    }

    /** Two who take the same money out of suspense meet at the lock. */
    private static void suspended(Connection connection, UUID unit, long amount) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('receipts ' || ?, 5))", unit.toString()).run(connection);
        long there = Sql.of("SELECT -coalesce(sum(amount), 0) FROM posting WHERE unit_id = ? AND account = ?", unit, SUSPENSE)
                .first(connection, row -> row.getLong(1)).orElseThrow();
        if (there < amount) {
            throw FundProblems.notInSuspense(there);
        }
    }
}
