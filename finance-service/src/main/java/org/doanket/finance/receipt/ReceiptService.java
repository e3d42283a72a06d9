package org.doanket.finance.receipt;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.bank.BankQueries;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Issues receipts, each under the next number of its unit and year. Asked for again, a line's receipt is the same one. */
@ApplicationScoped
public class ReceiptService {

    private final AgroalDataSource dataSource;
    private final BankQueries lines;
    private final ReceiptQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ReceiptService(AgroalDataSource dataSource, BankQueries lines, ReceiptQueries queries, UnitTree tree, Caller caller,
            AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.lines = lines;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** A receipt, and whether it was issued only now. */
    public record Issued(ReceiptView receipt, boolean isNew) {
    }

    @Transactional
    public Issued issue(ReceiptCommand.Issue command) {
        LineView seen = line(command);
        // Whoever books or takes back money of this unit holds the same lock.
        ReceiptLock.hold(dataSource, seen.unit());
        LineView line = line(command);
        if (line.receipts() == null && line.fundReceipt() == null) {
            throw Problem.conflict(command.bankLine() == null ? "cash-receipt-undone" : "receipt-of-suspense");
        }
        Optional<UUID> standing = queries.standing(caller.scope(), line.id());
        if (standing.isPresent()) {
            return new Issued(queries.receipt(caller.scope(), standing.get()).orElseThrow(), false);
        }
        LocalDate day = Zones.today(clock, tree.find(line.unit()).orElseThrow().jurisdiction());
        // The row stays locked until this receipt is on record: whoever comes next waits, and a number that was drawn in vain goes back.
        long number = Sql.of("INSERT INTO receipt_series AS s (unit_id, year, last) VALUES (?, ?, 1) "
                + "ON CONFLICT (unit_id, year) DO UPDATE SET last = s.last + 1 RETURNING last", line.unit(), day.getYear())
                .first(dataSource, row -> row.getLong(1)).orElseThrow();
        UUID id = Ids.next();
        Sql.of("INSERT INTO receipt_paper (id, unit_id, year, number, line_no, receipt_id, fund_receipt_id, day, issued_at, issued_by) VALUES (?, ?, "
                + "?, ?, ?, ?, ?, ?, ?, ?)", id, line.unit(), day.getYear(), number, line.no(),
                line.receipts() == null ? null : line.receipts().get(0).id(), line.receipts() == null ? line.fundReceipt() : null, day,
                clock.instant(), caller.subject()).run(dataSource);
        audit.record("receipt-issued", "receipt", id, line.unit(), null);
        return new Issued(queries.receipt(caller.scope(), id).orElseThrow(), true);
    }

    private LineView line(ReceiptCommand.Issue command) {
        return command.bankLine() == null
                ? lines.cash(caller.scope(), command.cashReceipt()).orElseThrow(() -> Problem.notFound("cash-receipt"))
                : lines.line(caller.scope(), command.bankLine()).orElseThrow(() -> Problem.notFound("bank-line"));
    }
}
