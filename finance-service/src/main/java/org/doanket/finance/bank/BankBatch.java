package org.doanket.finance.bank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import org.doanket.finance.CopyLines;
import org.doanket.finance.payment.BankAccountService;
import org.doanket.finance.payment.ReferenceQueries;
import org.doanket.platform.security.Mask;
import org.doanket.platform.sql.Sql;

/** A statement's lines into the books: staged by COPY, the new ones kept, matched and booked set by set. */
@ApplicationScoped
class BankBatch {

    record Result(long lines, long known, long matched, long suspended, long debits) {
    }

    private static final String KEEP_NEW = """
        INSERT INTO bank_line (unit_id, statement_no, dedup_key, value_date, amount, currency, memo, bank_ref, payer, payer_account,
                               payer_index, reference)
        SELECT ?, s.statement_no, s.dedup_key, s.value_date, s.amount, s.currency, s.memo, s.bank_ref, s.payer, s.payer_account,
               s.payer_index, s.reference
          FROM bank_stage s WHERE s.statement_no = ? ORDER BY s.line_no
        ON CONFLICT (unit_id, dedup_key) DO NOTHING""";

    /**
     * Exact reference and amount, or exact reference and another amount. Several lines may pay one request, and several
     * requests one unit-month: what is above the request's or the month's rest, taken line by line, is surplus.
     */
    private static final String MATCH = """
        WITH found AS (
          SELECT l.no, l.unit_id, l.amount, l.currency, q.id AS request_id, q.month, q.stream, q.amount AS asked,
                 greatest(q.amount - coalesce((SELECT sum(r.amount + r.surplus) FROM receipt r WHERE r.request_id = q.id), 0), 0) AS of_request,
                 CASE q.stream WHEN 'dues' THEN greatest(coalesce(m.assessed, 0) - coalesce((SELECT sum(r.amount) FROM receipt r
                   WHERE r.unit_id = q.unit_id AND r.month = q.month AND r.stream = 'dues'), 0), 0) ELSE 9000000000000000 END AS of_month
            FROM bank_line l JOIN payment_request q ON q.reference = l.reference AND q.unit_id = l.unit_id AND q.currency = l.currency
            LEFT JOIN unit_month m ON m.unit_id = q.unit_id AND m.month = q.month
           WHERE l.statement_no = ? AND l.amount > 0
        ), within_request AS (
          SELECT f.*, least(of_request, sum(amount) OVER w) - least(of_request, sum(amount) OVER w - amount) AS part
            FROM found f WINDOW w AS (PARTITION BY request_id ORDER BY no)
        ), within_month AS (
          SELECT r.*, least(of_month, sum(part) OVER w) - least(of_month, sum(part) OVER w - part) AS paid
            FROM within_request r WINDOW w AS (PARTITION BY unit_id, month, stream ORDER BY no)
        )
        INSERT INTO receipt (line_no, unit_id, request_id, month, stream, amount, surplus, currency, matched_by, booked_by)
        SELECT no, unit_id, request_id, month, stream, paid, amount - paid, currency,
               CASE WHEN amount = asked AND paid = asked THEN 'reference' ELSE 'reference-other-amount' END, ?
          FROM within_month ORDER BY no""";

    private static final String JOURNAL = """
        WITH fresh AS (
          SELECT l.*, r.month, r.stream, coalesce(r.amount, 0) AS paid, coalesce(r.surplus, 0) AS surplus,
                 CASE WHEN r.line_no IS NULL THEN l.amount ELSE 0 END AS suspended
            FROM bank_line l LEFT JOIN receipt r ON r.line_no = l.no WHERE l.statement_no = ?
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, recorded_by)
          SELECT f.unit_id, 'receipt', open_day(f.unit_id, f.value_date), f.month, 'line ' || f.no, ? FROM fresh f ORDER BY f.no
          RETURNING no, unit_id, effective_date, source
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
        SELECT e.no, p.line, e.unit_id, e.effective_date, p.account, p.amount, f.currency
          FROM entry e JOIN fresh f ON 'line ' || f.no = e.source
         CROSS JOIN LATERAL (VALUES (1, '1121', f.amount), (2, CASE f.stream WHEN 'fund' THEN '1389' ELSE '1388' END, -f.paid),
               (3, '3385', -f.surplus), (4, '3384', -f.suspended)) AS p (line, account, amount)
         WHERE p.amount <> 0""";

    private final BankAccountService accounts;
    private final ReferenceQueries references;

    BankBatch(BankAccountService accounts, ReferenceQueries references) {
        this.accounts = accounts;
        this.references = references;
    }

    interface Source {
        void read(CamtReader.Lines lines) throws SQLException;
    }

    /** In the transaction of the connection. */
    Result run(Connection connection, long statement, UUID unit, String by, Source source) throws SQLException {
        BankAccountService.Number own = accounts.number(connection, unit).orElseThrow(BankProblems::noBankAccount);
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('receipts ' || ?, 5))", unit.toString()).run(connection);
        Sql.of("DELETE FROM bank_stage WHERE statement_no = ?", statement).run(connection);
        long lines = stage(connection, statement, own, source);
        int fresh = Sql.of(KEEP_NEW, unit, statement).run(connection);
        int matched = Sql.of(MATCH, statement, by).run(connection);
        Sql.of(JOURNAL, statement, by).run(connection);
        Sql.of("DELETE FROM bank_stage WHERE statement_no = ?", statement).run(connection);
        long debits = Sql.of("SELECT count(*) FROM bank_line WHERE statement_no = ? AND amount < 0", statement)
                .first(connection, row -> row.getLong(1)).orElseThrow();
        return new Result(lines, lines - fresh, matched, fresh - matched, debits);
    }

    private long stage(Connection connection, long statement, BankAccountService.Number own, Source source) throws SQLException {
        Map<String, Integer> alike = new HashMap<>();
        long[] count = new long[1];
        try (CopyLines copy = CopyLines.into(connection, "bank_stage (statement_no, line_no, dedup_key, value_date, amount, currency, "
                + "memo, bank_ref, payer, payer_account, payer_index, reference)")) {
            source.read(line -> {
                if (line.account() != null && !line.account().endsWith(own.account())) {
                    throw BankProblems.anotherAccount(Mask.account(line.account()));
                }
                if (line.amount() == 0) {
                    return;
                }
                List<String> found = references.in(line.memo());
                copy.row(statement, ++count[0], "\\x" + HexFormat.of().formatHex(dedupKey(own.account(), line, alike)), line.valueDate(),
                        line.amount(), line.currency(), line.memo(), line.bankRef(), line.payer(), Mask.account(line.payerAccount()),
                        line.payerAccount() == null ? null
                                : "\\x" + HexFormat.of().formatHex(accounts.blindIndex(line.payerAccount())),
                        found.size() == 1 ? found.get(0) : null);
            });
            copy.end();
        }
        return count[0];
    }

    /** The bank's own reference, or all that is known of the line and its place among those of the day that look the same. */
    private static byte[] dedupKey(String account, StatementLine line, Map<String, Integer> alike) {
        String key = line.bankRef() != null ? String.join("\u001f", account, "ref", line.bankRef(), Long.toString(line.amount()))
                : String.join("\u001f", account, line.valueDate().toString(), Long.toString(line.amount()), line.memo(),
                        String.valueOf(line.balance()));
        String unique = line.bankRef() != null ? key : key + "\u001f" + alike.merge(key, 1, Integer::sum);
        try {
            return MessageDigest.getInstance("SHA-256").digest(unique.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
