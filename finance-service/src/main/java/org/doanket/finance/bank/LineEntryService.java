package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/**
 * Says that a line of the bank is what documents have booked already: a voucher, a grant, what a drive gave out. The bank's line has booked the
 * same money once more, against suspense; that is taken out, so that it stands on the account of the bank once and the line leaves suspense.
 */
@ApplicationScoped
public class LineEntryService {

    private static final String TOLD = "line-told";

    /**
     * What books money of the bank before the line tells of it: documents, and another line ("receipt") that turns out to be the same. Contributions
     * name their line, or are found by the bank's reference; by an entry where they were recorded without it, or under another.
     */
    private static final Set<String> DOCUMENTS = Set.of("receipt", "contribution", "contribution-late", "manual", "voucher", "grant-paid", "relief-given", "contribution-refunded",
            "contribution-reversed", "fund-receipt");

    /**
     * Of the bank's money that an entry moved the way of the line, on the line's account before others, what no line was said to be yet. Not of what
     * was taken back: a payment that came back is two lines, which an entry by hand names. Of a line's own entry, only another line's of the same amount
     * that was not itself said to be booked otherwise: of two that are each the other none would be left.
     */
    private static final String FOUND = """
        SELECT e.kind, p.account, p.bank_account_id, p.amount - (SELECT coalesce(sum(x.amount), 0) FROM line_entry x WHERE x.entry_id = e.id
                 AND x.told_id IS NOT NULL AND x.released_at IS NULL AND sign(x.amount) = sign(p.amount)) AS rest
          FROM journal_entry e JOIN posting p ON p.entry_no = e.no AND p.account LIKE '112%' AND p.currency = ? AND sign(p.amount) = ?
         WHERE e.id = ? AND e.unit_id = ? AND e.reverses_no IS NULL AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.reverses_no = e.no)
           AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.unit_id = e.unit_id AND r.source = e.source
             AND r.kind = CASE e.kind WHEN 'grant-paid' THEN 'grant-reversed' WHEN 'relief-given' THEN 'relief-reversed' END)
           AND (e.kind <> 'receipt' OR p.amount = ? AND e.source <> 'line ' || ?::text AND NOT EXISTS (SELECT FROM line_entry x
             WHERE x.unit_id = e.unit_id AND 'line ' || x.line_no = e.source AND x.told_id IS NOT NULL AND x.released_at IS NULL))
         ORDER BY p.bank_account_id IS NOT DISTINCT FROM ?::uuid DESC, p.line LIMIT 1""";

    private record Booked(String kind, String account, UUID bankAccount, long rest) {
    }

    /** What of a line an entry has booked, and where. */
    private record Part(UUID entry, String account, UUID bankAccount, long amount) {
    }

    private final AgroalDataSource dataSource;
    private final BankQueries queries;
    private final LedgerService ledger;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    LineEntryService(AgroalDataSource dataSource, BankQueries queries, LedgerService ledger, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.ledger = ledger;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** One transfer may pay many vouchers, and many transfers one list of grants: what the entries have booked makes the line, all of it. */
    @Transactional
    public LineView tell(UUID id, BankCommand.Tell command) {
        UUID unit = line(id).unit();
        ReceiptLock.hold(dataSource, unit);
        LineView line = line(id);
        if (!line.state().equals("suspense")) {
            throw Problem.conflict("line-assigned-already");
        }
        List<Part> parts = parts(line, command.entries());
        UUID told = Ids.next();
        List<Line> lines = new ArrayList<>();
        parts.forEach(part -> lines.add(new Line(part.account(), -part.amount(), part.bankAccount())));
        lines.add(new Line("3384", line.amount().amount()));
        UUID entry = ledger.post(unit, TOLD, line.valueDate(), null, "line " + line.no() + " told " + told, line.amount().currency(), lines, null);
        for (Part part : parts) {
            Sql.of("INSERT INTO line_entry (line_no, entry_id, unit_id, amount, told_id, said_by, said_at) VALUES (?, ?, ?, ?, ?, ?, ?)", line.no(),
                    part.entry(), unit, part.amount(), entry, caller.subject(), clock.instant()).run(dataSource);
        }
        audit.record("bank-line-told", "bank-line", id, unit, null);
        return line(id);
    }

    private List<Part> parts(LineView line, List<UUID> entries) {
        Money amount = line.amount();
        int sign = Long.signum(amount.amount());
        long open = Math.abs(amount.amount());
        List<Part> parts = new ArrayList<>();
        for (UUID entry : entries.stream().distinct().toList()) {
            Booked booked = Sql.of(FOUND, amount.currency(), sign, entry, line.unit(), amount.amount(), line.no(), line.bankAccount())
                    .first(dataSource, row -> new Booked(row.getString(1), row.getString(2), row.getObject(3, UUID.class), Math.abs(row.getLong(4))))
                    .filter(found -> DOCUMENTS.contains(found.kind())).orElseThrow(BankProblems::notBooked);
            long part = Math.min(open, booked.rest());
            if (part == 0) {
                throw BankProblems.bookedOtherwise(amount);
            }
            open -= part;
            parts.add(new Part(entry, booked.account(), booked.bankAccount(), sign * part));
        }
        if (open > 0) {
            throw BankProblems.bookedOtherwise(amount);
        }
        return parts;
    }

    /** Back into suspense: it was not that document's money, or not that refund, which is to be paid then. */
    void release(LineView line, String why) {
        if (line.refund() != null) {
            long amount = -line.amount().amount();
            book(line, List.of(new Line("3384", amount), new Line("3385", -amount)), why);
            Sql.of("UPDATE refund SET state = 'approved', paid_line = NULL, version = version + 1 WHERE id = ?", line.refund()).run(dataSource);
            return;
        }
        List<Line> opposite = Sql.of("SELECT p.account, -p.amount, p.bank_account_id FROM posting p JOIN journal_entry e ON e.no = p.entry_no "
                + "WHERE e.id = (SELECT min(x.told_id::text)::uuid FROM line_entry x WHERE x.line_no = ? AND x.released_at IS NULL) ORDER BY p.line",
                line.no()).list(dataSource, row -> new Line(row.getString(1), row.getLong(2), row.getObject(3, UUID.class)));
        if (opposite.isEmpty()) {
            throw BankProblems.saidByEntry();
        }
        book(line, opposite, why);
        Sql.of("UPDATE line_entry SET released_at = ?, released_by = ? WHERE line_no = ? AND released_at IS NULL", clock.instant(),
                caller.subject(), line.no()).run(dataSource);
    }

    private void book(LineView line, List<Line> lines, String why) {
        ledger.post(line.unit(), TOLD, line.valueDate(), null, "line " + line.no() + " put back " + Ids.next(), line.amount().currency(), lines, why);
    }

    private LineView line(UUID id) {
        return queries.line(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-line"));
    }
}
