package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.bank.BankCommand.Assign;
import org.doanket.finance.bank.BankCommand.LineAssignment;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.fund.FundCommand;
import org.doanket.finance.fund.FundReceiptService;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.sharing.ShareCommand;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Books lines out of suspense by hand, one or many, and back again. The shares that follow touch the books above: a job does that. */
@ApplicationScoped
public class AssignmentService {

    private static final String PIECES = "SELECT * FROM jsonb_to_recordset(?::jsonb) AS x (line_no bigint, part int, unit_id uuid, "
            + "currency text, "
            + "amount bigint, request_id uuid, month date, months date[], stream text, member_no bigint, how text)";

    /**
     * {@code {sign}}: 1 takes out of suspense, -1 puts back; what came in cash goes back to whom it came from. The fund is income when it comes, for
     * nobody has declared it; what was booked against the receivable (1389), as it once was, goes back to that.
     */
    private static final String JOURNAL = """
        WITH sums AS (
          SELECT r.line_no, min(r.month) AS month, coalesce(sum(r.amount) FILTER (WHERE r.stream = 'dues'), 0) AS dues,
                 coalesce(sum(r.amount) FILTER (WHERE r.stream = 'fund'), 0) AS fund, sum(r.surplus) AS surplus, min(r.id::text) AS first
            FROM live_receipt r WHERE r.line_no = ANY (?::bigint[]) GROUP BY r.line_no
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, note, recorded_by)
          SELECT l.unit_id, CASE l.source WHEN 'cash' THEN 'cash-receipt' ELSE 'assignment' END, open_day(l.unit_id, l.value_date),
                 s.month, 'line ' || l.no || '{suffix} ' || s.first, ?, ?
            FROM sums s JOIN bank_line l ON l.no = s.line_no ORDER BY l.no
          RETURNING no, unit_id, effective_date, source
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
        SELECT e.no, p.line, e.unit_id, e.effective_date, p.account, p.amount * ({sign}), l.currency
          FROM sums s JOIN bank_line l ON l.no = s.line_no JOIN entry e ON e.source = 'line ' || l.no || '{suffix} ' || s.first
         CROSS JOIN LATERAL (VALUES (1, CASE l.source WHEN 'cash' THEN '1111' ELSE '3384' END, l.amount),
               (2, '1388', -s.dues), (3, CASE WHEN EXISTS (SELECT FROM journal_entry o JOIN posting q ON q.entry_no = o.no AND q.account = '1389'
                 WHERE o.unit_id = l.unit_id AND o.source IN ('line ' || l.no, 'line ' || l.no || ' ' || s.first)) THEN '1389' ELSE '5112' END, -s.fund),
               (4, '3385', -s.surplus)) AS p (line, account, amount)
         WHERE p.amount <> 0""";

    private static final String TAKE_BACK = """
        INSERT INTO receipt (line_no, unit_id, request_id, item_line, month, stream, member_no, amount, surplus, currency, matched_by,
          booked_by,
          reverses_id)
        SELECT r.line_no, r.unit_id, r.request_id, r.item_line, r.month, r.stream, r.member_no, -r.amount, -r.surplus, r.currency,
          'undone', ?, r.id
          FROM live_receipt r WHERE r.line_no = ?""";

    private final AgroalDataSource dataSource;
    private final BankQueries queries;
    private final AssignmentQueries checks;
    private final LineEntryService entries;
    private final EmployerLines employers;
    private final FundReceiptService fund;
    private final Jobs jobs;
    private final Caller caller;
    private final AuditTrail audit;

    AssignmentService(AgroalDataSource dataSource, BankQueries queries, AssignmentQueries checks, LineEntryService entries,
            EmployerLines employers, FundReceiptService fund, Jobs jobs, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.checks = checks;
        this.entries = entries;
        this.employers = employers;
        this.fund = fund;
        this.jobs = jobs;
        this.caller = caller;
        this.audit = audit;
    }

    @Transactional
    public LineView assign(UUID id, Assign command) {
        queries.line(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-line"));
        ReceiptLock.holdOfLines(dataSource, List.of(id));
        AssignmentPieces pieces = pieces(List.of(new LineAssignment(id, command)));
        pieces.refuseOne(command.parts() != null);
        book(pieces);
        return queries.line(caller.scope(), id).orElseThrow();
    }

    /** All of them or none. @throws Problem 422 with every fault of every line */
    @Transactional
    public List<UUID> assignAll(List<LineAssignment> assignments) {
        List<UUID> lines = assignments.stream().map(LineAssignment::line).distinct().toList();
        ReceiptLock.holdOfLines(dataSource, lines);
        AssignmentPieces pieces = pieces(assignments);
        pieces.refuseAll();
        book(pieces);
        return lines;
    }

    /** Puts a line back into suspense. What it paid is owed again, and the receipt that was printed for it is void. */
    @Transactional
    public LineView undo(UUID id, BankCommand.Undo command) {
        queries.line(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-line"));
        ReceiptLock.holdOfLines(dataSource, List.of(id));
        LineView line = queries.line(caller.scope(), id).orElseThrow();
        if (line.fundReceipt() != null) {
            fund.reverse(line.fundReceipt(), new FundCommand.Revoke(command.why()));
            audit.record("bank-line-released", "bank-line", id, line.unit(), command.why());
            return queries.line(caller.scope(), id).orElseThrow();
        }
        if (line.entries() != null || line.refund() != null) {
            entries.release(line, command.why());
            audit.record("bank-line-released", "bank-line", id, line.unit(), command.why());
            return queries.line(caller.scope(), id).orElseThrow();
        }
        if (line.receipts() == null) {
            throw BankProblems.inSuspense();
        }
        if (Sql.of("SELECT 1 FROM refund WHERE line_no = ? AND state <> 'refused'", line.no()).first(dataSource, row -> 1).isPresent()) {
            throw BankProblems.refundUnderWay();
        }
        takeBack(id, line.no(), line.unit(), "bank-line-released", "bank-line", command.why());
        return queries.line(caller.scope(), id).orElseThrow();
    }

    /** @param act as which it goes on record, of a {@code what} @throws Problem 409 where nothing of the line is left to take back */
    @Transactional
    void takeBack(UUID id, long no, UUID unit, String act, String what, String why) {
        ReceiptLock.holdOfLines(dataSource, List.of(id));
        journal(new String[] {String.valueOf(no)}, " undone", -1, why);
        if (Sql.of(TAKE_BACK, caller.subject(), no).run(dataSource) == 0) {
            throw BankProblems.undoneAlready();
        }
        audit.record(act, what, id, unit, why);
        jobs.submit(AssignmentUndoneJob.KIND, unit, new AssignmentUndoneJob.Parameters(id));
    }

    private AssignmentPieces pieces(List<LineAssignment> assignments) {
        List<AssignmentPieces.Asked> asked = AssignmentPieces.asked(assignments);
        return AssignmentPieces.of(asked, checks.found(caller.scope(), AssignmentPieces.json(asked)));
    }

    private void book(AssignmentPieces pieces) {
        String[] lines = pieces.lines();
        Sql.of(Allocation.BOOK.replace("{pieces}", PIECES), pieces.json(), caller.subject()).run(dataSource);
        journal(lines, "", 1, null);
        Sql.of(Allocation.LEARN.replace("{lines}", "SELECT unnest(?::bigint[])"), (Object) lines).run(dataSource);
        takeOfEmployers(pieces.employers());
        for (AssignmentPieces.Booked each : pieces.booked()) {
            audit.record("bank-line-assigned", "bank-line", each.line(), each.unit(), null);
        }
        pieces.booked().stream().map(AssignmentPieces.Booked::unit).distinct()
                .forEach(unit -> jobs.submit(ShareCommand.KIND, unit, new ShareCommand()));
    }

    private void takeOfEmployers(Map<UUID, List<FundReceiptService.Line>> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            for (Map.Entry<UUID, List<FundReceiptService.Line>> ofUnit : lines.entrySet()) {
                employers.take(connection, ofUnit.getKey(), ofUnit.getValue(), caller.subject());
            }
        } catch (SQLException failure) {
            throw LedgerService.refused(failure);
        }
    }

    private void journal(String[] lines, String suffix, int sign, String why) {
        try {
            Sql.of(JOURNAL.replace("{suffix}", suffix).replace("{sign}", String.valueOf(sign)), lines, why, caller.subject()).run(dataSource);
        } catch (Sql.SqlFailure failure) {
            throw LedgerService.refused(failure);
        }
    }
}
