package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/**
 * Keeps suspense and the lines of the bank together: what an entry by hand takes out of it is what the lines brought that it names, or else the
 * line could be said to have paid something once more. Each of these holds the unit's receipts until the transaction ends.
 */
@ApplicationScoped
public class SuspenseService {

    /**
     * What stands in suspense and belongs to no line: above zero where money came, below where it left. It comes with the books of a unit that
     * ended, whose lines stay there.
     */
    private static final String OF_NO_LINE = """
        SELECT (-coalesce((SELECT sum(p.amount) FROM posting p WHERE p.unit_id = i.unit AND p.currency = i.currency
                            AND p.account IN (SELECT a.code FROM account a WHERE a.clears_money)), 0)
                - coalesce((SELECT sum(l.amount) FROM suspended_line l WHERE l.unit_id = i.unit AND l.currency = i.currency), 0)
                - coalesce((SELECT sum(c.amount) FROM contribution c WHERE c.unit_id = i.unit AND c.currency = i.currency
                             AND c.state = 'suspense'), 0))::bigint
          FROM (SELECT ?::uuid AS unit, ?::text AS currency) i""";

    private final AgroalDataSource dataSource;
    private final Caller caller;
    private final Clock clock;

    SuspenseService(AgroalDataSource dataSource, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.clock = clock;
    }

    /** How much of an entry goes out of suspense; below zero what is put there. */
    long cleared(List<Line> lines) {
        Set<String> clearing = new HashSet<>(Sql.of("SELECT code FROM account WHERE clears_money AND code = ANY (?::text[])",
                (Object) lines.stream().map(Line::account).toArray(String[]::new)).list(dataSource, row -> row.getString(1)));
        return lines.stream().filter(line -> clearing.contains(line.account())).mapToLong(Line::amount).sum();
    }

    /**
     * Before an entry by hand.
     *
     * @param bankLines that it says what they were, each of the unit and in suspense
     * @throws Problem 422 where it takes out of suspense more or less than these lines brought, and not of what belongs to no line
     */
    @Transactional
    void require(UUID unit, String currency, List<Line> lines, List<UUID> bankLines) {
        long cleared = cleared(lines);
        if (cleared == 0 && bankLines.isEmpty()) {
            return;
        }
        ReceiptLock.hold(dataSource, unit);
        long brought = 0;
        for (UUID id : bankLines) {
            record Found(long amount, String currency, boolean isOpen) {
            }
            Found found = Sql.of("SELECT l.amount, l.currency, EXISTS (SELECT FROM suspended_line s WHERE s.no = l.no) FROM bank_line l "
                    + "WHERE l.id = ? AND l.unit_id = ? AND l.source <> 'cash'", id, unit).first(dataSource, row ->
                    new Found(row.getLong(1), row.getString(2), row.getBoolean(3))).orElseThrow(() -> Problem.notFound("bank-line"));
            if (!found.isOpen()) {
                throw Problem.conflict("line-assigned-already");
            }
            if (!found.currency().equals(currency)) {
                throw LedgerProblems.suspenseDiffers(found.amount(), found.currency(), cleared, currency);
            }
            brought += found.amount();
        }
        long more = cleared - brought;
        if (more == 0) {
            return;
        }
        long ofNoLine = Sql.of(OF_NO_LINE, unit, currency).first(dataSource, row -> row.getLong(1)).orElseThrow();
        if (Long.signum(more) != Long.signum(ofNoLine) || Math.abs(more) > Math.abs(ofNoLine)) {
            throw LedgerProblems.suspenseDiffers(brought, currency, cleared, currency);
        }
    }

    /** What the lines were is said by the entry, from now on. */
    @Transactional
    void settle(UUID unit, UUID entry, List<UUID> bankLines) {
        if (!bankLines.isEmpty()) {
            Sql.of("INSERT INTO line_entry (line_no, entry_id, unit_id, amount, said_by, said_at) SELECT l.no, ?, l.unit_id, l.amount, ?, ? "
                    + "FROM bank_line l WHERE l.unit_id = ? AND l.id = ANY (?::uuid[]) ORDER BY l.no", entry, caller.subject(), clock.instant(), unit,
                    Sql.column(bankLines, line -> line)).run(dataSource);
        }
    }

    /**
     * Before an entry is taken back, by whichever way: the bank did move what it has told, so the lines have to be put back first.
     *
     * @throws Problem 409 where a line of the bank is said to be what this entry had booked
     */
    @Transactional
    public void requireNotTold(UUID unit, UUID entry) {
        ReceiptLock.hold(dataSource, unit);
        if (Sql.of("SELECT 1 FROM line_entry WHERE entry_id = ? AND told_id IS NOT NULL AND released_at IS NULL", entry)
                .first(dataSource, row -> true).orElse(false)) {
            throw LedgerProblems.hasLines();
        }
    }

    /** Of an entry that was taken back: its lines wait again for somebody to say what they were. */
    @Transactional
    void release(UUID entry) {
        Sql.of("UPDATE line_entry SET released_at = ?, released_by = ? WHERE entry_id = ? AND released_at IS NULL", clock.instant(),
                caller.subject(), entry).run(dataSource);
    }
}
