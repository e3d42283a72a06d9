package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.CopyLines;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.payment.BankAccountService;
import org.doanket.finance.payment.ReferenceQueries;
import org.doanket.platform.security.Mask;
import org.doanket.platform.sql.ManyRows;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Lines of the bank into the books, however they came: staged by COPY, the new ones kept, matched and booked set by set. */
@ApplicationScoped
class BankBatch {

    /** @param suspected that may be known already, and are in no books until somebody has decided */
    record Result(long lines, long known, long suspected, long matched, long suspended, long debits) {
    }

    /** @param source statement or webhook; @param account which of the unit's it is of where its lines do not say: null for the main one */
    record Load(long statement, UUID unit, String by, String source, UUID account) {
    }

    /** Numbers of lines, both inclusive. */
    private record Range(long from, long to) {
    }

    interface Source {
        /** @return the form they came in */
        String read(StatementLines lines) throws SQLException;
    }

    private record Staged(long lines, String format) {
    }

    /** Money that a contribution has told of already, on the same account and by the bank's own reference. */
    private static final String TOLD = """
        UPDATE contribution c SET line_no = l.no FROM bank_line l JOIN bank_account b ON b.id = l.bank_account_id
         WHERE l.statement_no = ? AND l.no BETWEEN ? AND ? AND l.amount > 0 AND c.unit_id = l.unit_id AND c.channel = 'bank' AND c.bank_ref = l.bank_ref
           AND c.amount = l.amount AND c.currency = l.currency AND c.line_no IS NULL AND c.state <> 'reversed'
           AND coalesce(c.drive_id, c.late_for_id, c.unit_id) = coalesce(b.drive_id, l.unit_id)""";

    private static final String IS_TOLD = "EXISTS (SELECT FROM contribution t WHERE t.line_no = l.no AND t.state <> 'reversed')";

    /**
     * By reference, else by the number given to one payer. A request that was taken back is paid by nobody; what an employer pays of his
     * fund goes by {@link EmployerLines}.
     */
    private static final String MATCHED = """
        SELECT l.no AS line_no, 1 AS part, l.unit_id, l.currency, l.amount, q.id AS request_id, NULL::date AS month, NULL::date[] AS months,
               NULL::text AS stream,
               NULL::bigint AS member_no, 'reference' AS how
          FROM bank_line l JOIN payment_request q ON q.reference = l.reference AND q.unit_id = l.unit_id AND q.currency = l.currency
         WHERE l.statement_no = ? AND l.no BETWEEN ? AND ? AND l.amount > 0
           AND NOT EXISTS (SELECT FROM payment_cancellation x WHERE x.request_id = q.id) AND NOT ({isEmployers}) AND NOT {isTold}
        UNION ALL
        SELECT l.no, 1, l.unit_id, l.currency, l.amount, NULL, NULL, NULL, NULL, v.member_no, 'virtual-account'
          FROM bank_line l JOIN virtual_account v ON v.number_index = l.virtual_index AND v.unit_id = l.unit_id AND v.ended_at IS NULL
          JOIN unit_ref u ON u.id = l.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction AND j.currency = l.currency
         WHERE l.statement_no = ? AND l.no BETWEEN ? AND ? AND l.amount > 0 AND NOT {isTold}
           AND NOT EXISTS (SELECT FROM payment_request q WHERE q.reference = l.reference
           AND q.unit_id = l.unit_id)""".replace("{isEmployers}", EmployerLines.IS_EMPLOYERS).replace("{isTold}", IS_TOLD);

    /** Money that left under the reference of a refund that was agreed to, to the amount. */
    private static final String REFUNDED = """
        UPDATE refund f SET state = 'paid', paid_line = l.no, version = f.version + 1 FROM bank_line l
         WHERE l.statement_no = ? AND l.no BETWEEN ? AND ? AND l.amount < 0 AND f.reference = l.reference AND f.unit_id = l.unit_id AND f.currency = l.currency
           AND f.amount = -l.amount AND f.state = 'approved'
           AND l.no = (SELECT min(o.no) FROM bank_line o WHERE o.statement_no = l.statement_no AND o.reference = l.reference
             AND o.amount = l.amount)""";

    private static final String JOURNAL = """
        WITH fresh AS (
          SELECT l.*, r.month, coalesce(r.dues, 0) AS dues, coalesce(r.fund, 0) AS fund, coalesce(r.surplus, 0) - coalesce(f.amount,
            0) AS surplus
            FROM bank_line l LEFT JOIN refund f ON f.paid_line = l.no
            LEFT JOIN (SELECT r.line_no, min(r.month) AS month, sum(r.amount) FILTER (WHERE r.stream = 'dues') AS dues,
                              sum(r.amount) FILTER (WHERE r.stream = 'fund') AS fund, sum(r.surplus) AS surplus
                         FROM receipt r JOIN bank_line n ON n.no = r.line_no
                           WHERE n.statement_no = ? AND n.no BETWEEN ? AND ? GROUP BY r.line_no) r ON r.line_no = l.no
           WHERE l.statement_no = ? AND l.no BETWEEN ? AND ? AND NOT {isTold}
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, recorded_by)
          SELECT f.unit_id, CASE f.source WHEN 'cash' THEN 'cash-receipt' ELSE 'receipt' END, open_day(f.unit_id, f.value_date),
                 f.month, 'line ' || f.no, ? FROM fresh f ORDER BY f.no
          RETURNING no, unit_id, effective_date, source
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency, bank_account_id)
        SELECT e.no, p.line, e.unit_id, e.effective_date, p.account, p.amount, f.currency, CASE p.line WHEN 1 THEN f.bank_account_id END
          FROM entry e JOIN fresh f ON f.no = substr(e.source, 6)::bigint
         CROSS JOIN LATERAL (VALUES (1, CASE f.source WHEN 'cash' THEN '1111' ELSE '1121' END, f.amount),
               (2, '1388', -f.dues), (3, '5112', -f.fund), (4, '3385', -f.surplus),
               (5, '3384', f.dues + f.fund + f.surplus - f.amount)) AS p (line, account, amount)
         WHERE p.amount <> 0""".replace("{isTold}", IS_TOLD);

    private static final int AT_ONCE = 5_000;
    private static final int FEW = 1_000;

    /** A day that is further off was read wrongly, and what is booked on it would stand in no statement of the unit. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final int DAYS_AHEAD = 31;

    private static final String OF_STATEMENT = "SELECT no FROM bank_line WHERE statement_no = ? AND no BETWEEN ? AND ?";

    private final BankAccountService accounts;
    private final ReferenceQueries references;
    private final EmployerLines employers;
    private final Clock clock;

    BankBatch(BankAccountService accounts, ReferenceQueries references, EmployerLines employers, Clock clock) {
        this.accounts = accounts;
        this.references = references;
        this.employers = employers;
        this.clock = clock;
    }

    /** In the transaction of the connection. */
    Result run(Connection connection, Load load, Source source) throws SQLException {
        OwnAccounts own = OwnAccounts.of(accounts.numbers(connection, load.unit()), load.account());
        ReceiptLock.hold(connection, load.unit());
        Sql.of("DELETE FROM bank_stage WHERE statement_no = ?", load.statement()).run(connection);
        Staged staged = stage(connection, load.statement(), own, source);
        Sql.of("UPDATE bank_statement SET format = ? WHERE no = ?", staged.format(), load.statement()).run(connection);
        int fresh = keepNew(connection, load, staged);
        long suspected = Sql.of("SELECT count(*) FROM bank_suspect WHERE statement_no = ?", load.statement())
                .first(connection, row -> row.getLong(1)).orElseThrow();
        List<Range> ranges = ranges(connection, load.statement());
        long direct = book(connection, load, ranges);
        Sql.of("DELETE FROM bank_stage WHERE statement_no = ?", load.statement()).run(connection);
        long matched = direct + count(connection, "EXISTS (SELECT FROM receipt r WHERE r.line_no = l.no)", load.statement());
        return new Result(staged.lines(), staged.lines() - fresh - suspected, suspected, matched, fresh - matched,
                count(connection, "l.amount < 0", load.statement()));
    }

    /** Some lines are looked up one by one, many against all that are known. */
    private static int keepNew(Connection connection, Load load, Staged staged) throws SQLException {
        if (staged.lines() <= FEW) {
            return KnownLines.keepNew(connection, load, staged.format());
        }
        ManyRows.expect(connection);
        int fresh = KnownLines.keepNew(connection, load, staged.format());
        ManyRows.expectNoMore(connection);
        return fresh;
    }

    /** Those of the unit's lines of which somebody has said that they are lines of their own. In the transaction of the connection. */
    long bookOwn(Connection connection, UUID unit, String by) throws SQLException {
        ReceiptLock.hold(connection, unit);
        List<KnownLines.Own> own = KnownLines.takeOwn(connection, unit);
        for (KnownLines.Own each : own) {
            book(connection, new Load(each.statement(), unit, by, each.source(), null), List.of(new Range(each.line(), each.line())));
        }
        return own.size();
    }

    /** @return how many were matched otherwise than by receipts */
    private long book(Connection connection, Load load, List<Range> ranges) throws SQLException {
        long statement = load.statement();
        long direct = 0;
        for (Range range : ranges) {
            direct += Sql.of(TOLD, statement, range.from(), range.to()).run(connection);
        }
        // Single lines are better looked up one by one.
        boolean many = ranges.size() > 1;
        if (many) {
            ManyRows.expect(connection);
        }
        for (Range range : ranges) {
            Sql.of(Allocation.BOOK.replace("{pieces}", MATCHED), statement, range.from(), range.to(), statement, range.from(), range.to(),
                    load.by()).run(connection);
        }
        for (Range range : ranges) {
            direct += Sql.of(REFUNDED, statement, range.from(), range.to()).run(connection);
            journal(connection, statement, range, load.by());
            direct += employers.take(connection, load, range.from(), range.to());
            Sql.of(Allocation.LEARN.replace("{lines}", OF_STATEMENT), statement, range.from(), range.to()).run(connection);
        }
        if (many) {
            ManyRows.expectNoMore(connection);
        }
        return direct;
    }

    /** Lines that are known to be a few and what they pay, in the transaction of the connection. @param pieces as {@link Allocation} takes them */
    void book(Connection connection, long statement, String by, String pieces, String values) throws SQLException {
        Sql.of(Allocation.BOOK.replace("{pieces}", pieces), values, by).run(connection);
        for (Range range : ranges(connection, statement)) {
            journal(connection, statement, range, by);
        }
    }

    private static void journal(Connection connection, long statement, Range range, String by) throws SQLException {
        Sql.of(JOURNAL, statement, range.from(), range.to(), statement, range.from(), range.to(), by).run(connection);
    }

    /**
     * What was just inserted has no statistics: the planner takes it for a handful, and may join each line with each. So some thousands are
     * booked at once, in their order, and not by nested loops.
     */
    private static List<Range> ranges(Connection connection, long statement) throws SQLException {
        return Sql.of("SELECT min(no), max(no) FROM (SELECT no, (row_number() OVER (ORDER BY no) - 1) / ? AS part FROM bank_line WHERE "
                + "statement_no = ?) l "
                + "GROUP BY part ORDER BY part", AT_ONCE, statement).list(connection, row -> new Range(row.getLong(1), row.getLong(2)));
    }

    private static long count(Connection connection, String which, long statement) throws SQLException {
        return Sql.of("SELECT count(*) FROM bank_line l WHERE l.statement_no = ?", statement).add("AND " + which)
                .first(connection, row -> row.getLong(1)).orElseThrow();
    }

    private Staged stage(Connection connection, long statement, OwnAccounts accountsOfUnit, Source source) throws SQLException {
        long[] count = new long[1];
        LocalDate latest = Zones.today(clock).plusDays(DAYS_AHEAD);
        String format;
        try (CopyLines copy = CopyLines.into(connection, "bank_stage (statement_no, line_no, dedup_key, alike, value_date, booked_on, "
                + "amount, "
                + "currency, memo, bank_ref, payer, payer_account, payer_index, reference, virtual_index, bank_account_id, balance)")) {
            format = source.read(line -> {
                BankAccountService.Number own = accountsOfUnit.of(line);
                if (line.amount() == 0) {
                    return;
                }
                if (line.valueDate().isBefore(EARLIEST) || line.valueDate().isAfter(latest)) {
                    throw BankProblems.unreadable(line.valueDate().toString());
                }
                List<String> found = references.in(line.memo());
                boolean isOwn = line.virtual() != null && line.virtual().endsWith(own.account());
                copy.row(statement, ++count[0], bytes(LineKey.of(own.account(), line)), bytes(LineKey.alike(own.account(), line)),
                        line.valueDate(),
                        line.bookedOn(), line.amount(), line.currency(), line.memo(), line.bankRef(), line.payer(),
                        Mask.account(line.payerAccount()),
                        index(line.payerAccount()), found.size() == 1 ? found.get(0) : null, isOwn ? null : index(line.virtual()), own.id(),
                        line.after());
            });
            copy.end();
        }
        return new Staged(count[0], format);
    }

    private String index(String account) {
        return account == null ? null : bytes(accounts.blindIndex(account));
    }

    private static String bytes(byte[] value) {
        return "\\x" + HexFormat.of().formatHex(value);
    }
}
