package org.doanket.finance.bank;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Which of the lines that were staged are new. The same line comes in many forms, and is known again
 * <ul>
 * <li>by the bank's reference and its amount, or where it has none, in the same form, by all that is known of it and its place among those that
 * look the same;</li>
 * <li>of another form, by day, amount and the balance after it;</li>
 * <li>of another form, by day, amount and the payment reference that its memo names;</li>
 * <li>of another form, where one of the two has no reference, by day, amount and memo.</li>
 * </ul>
 * Each of them pairs one line with one. What is left of another form with its day and amount is suspected, as is a second line with one
 * reference and amount in one file: neither is booked until somebody has decided ({@link SuspectService}).
 */
final class KnownLines {

    /** A line that was held back, with the number that it has now. */
    record Own(long line, long statement, String source) {
    }

    private static final String STAGED = """
        staged AS (
          SELECT s.*, CASE WHEN s.bank_ref IS NULL OR s.place > 1 THEN sha256(s.dedup_key || int8send(s.place)) ELSE s.dedup_key END AS key,
                 s.bank_ref IS NOT NULL AND s.place > 1 AS is_again
            FROM (SELECT b.*, row_number() OVER (PARTITION BY b.dedup_key ORDER BY b.line_no) AS place
                    FROM bank_stage b WHERE b.statement_no = ?) s
        )""";

    /** Lines of another form that bear the same reference: seen in this one, too, so that no other line of this form is theirs. */
    private static final String SEEN = """
        WITH {staged}
        INSERT INTO bank_line_alias (unit_id, dedup_key, line_no, format)
        SELECT l.unit_id, l.dedup_key, l.no, i.format FROM (SELECT ?::uuid AS unit, ?::text AS format) i CROSS JOIN staged s
          JOIN bank_line l ON l.unit_id = i.unit AND l.dedup_key = s.key JOIN bank_statement t ON t.no = l.statement_no
         WHERE coalesce(t.format, t.profile) <> i.format
        ON CONFLICT DO NOTHING""".replace("{staged}", STAGED);

    /** An entry is booked some days before or after its value; further apart than this two are not looked for. */
    private static final String KEEP_NEW = """
        WITH {staged}, input AS (
          SELECT ?::uuid AS unit, ?::text AS format, ?::text AS source
        ), fresh AS MATERIALIZED (
          SELECT s.*, i.unit, i.format, i.source, coalesce(s.booked_on, s.value_date) AS day FROM input i CROSS JOIN staged s
           WHERE NOT EXISTS (SELECT FROM bank_line l WHERE l.unit_id = i.unit AND l.dedup_key = s.key)
             AND NOT EXISTS (SELECT FROM bank_line_alias a WHERE a.unit_id = i.unit AND a.dedup_key = s.key)
             AND NOT EXISTS (SELECT FROM bank_suspect b WHERE b.unit_id = i.unit AND b.dedup_key = s.key)
        ), asked AS (
          SELECT DISTINCT f.unit, f.format, f.amount, f.currency, d.day FROM fresh f
           CROSS JOIN LATERAL (VALUES (f.value_date), (f.day)) AS d (day)
        ), other AS MATERIALIZED (
          SELECT DISTINCT l.no, l.alike, l.bank_ref, l.value_date, coalesce(l.booked_on, l.value_date) AS day, l.amount, l.currency, l.balance,
                 l.reference, l.bank_account_id
            FROM asked a JOIN bank_line l ON l.unit_id = a.unit AND l.amount = a.amount AND l.currency = a.currency
                 AND l.value_date BETWEEN a.day - 7 AND a.day + 7 AND a.day IN (l.value_date, l.booked_on)
            JOIN bank_statement t ON t.no = l.statement_no
           WHERE l.source <> 'cash' AND coalesce(t.format, t.profile) <> a.format
             AND NOT EXISTS (SELECT FROM bank_line_alias x WHERE x.line_no = l.no AND x.format IN ('', a.format))
             AND NOT EXISTS (SELECT FROM bank_suspect b WHERE b.same_no = l.no AND b.format = a.format)
        ), by_balance AS (
          SELECT f.unit, f.format, f.key, o.no
            FROM (SELECT *, row_number() OVER (PARTITION BY bank_account_id, day, amount, currency, balance ORDER BY line_no) AS nth
                    FROM fresh WHERE balance IS NOT NULL) f
            JOIN (SELECT *, row_number() OVER (PARTITION BY bank_account_id, day, amount, currency, balance ORDER BY no) AS nth
                    FROM other WHERE balance IS NOT NULL) o USING (bank_account_id, day, amount, currency, balance, nth)
        ), by_reference AS (
          SELECT f.unit, f.format, f.key, o.no
            FROM (SELECT *, row_number() OVER (PARTITION BY bank_account_id, day, amount, currency, reference ORDER BY line_no) AS nth
                    FROM fresh WHERE reference IS NOT NULL AND key NOT IN (SELECT key FROM by_balance)) f
            JOIN (SELECT *, row_number() OVER (PARTITION BY bank_account_id, day, amount, currency, reference ORDER BY no) AS nth
                    FROM other WHERE reference IS NOT NULL AND no NOT IN (SELECT no FROM by_balance)) o
                 USING (bank_account_id, day, amount, currency, reference, nth)
        ), certain AS (
          SELECT * FROM by_balance UNION ALL SELECT * FROM by_reference
        ), by_memo AS (
          SELECT f.unit, f.format, f.key, o.no
            FROM (SELECT *, row_number() OVER (PARTITION BY alike ORDER BY line_no) AS nth
                    FROM fresh WHERE key NOT IN (SELECT key FROM certain)) f
            JOIN (SELECT *, row_number() OVER (PARTITION BY alike ORDER BY no) AS nth
                    FROM other WHERE no NOT IN (SELECT no FROM certain)) o USING (alike, nth)
           WHERE f.bank_ref IS NULL OR o.bank_ref IS NULL
        ), same AS (
          INSERT INTO bank_line_alias (unit_id, dedup_key, line_no, format)
          SELECT unit, key, no, format FROM certain UNION ALL SELECT unit, key, no, format FROM by_memo
          RETURNING dedup_key, line_no
        ), open AS (
          SELECT DISTINCT o.bank_account_id, o.amount, o.currency, d.day FROM other o CROSS JOIN LATERAL (VALUES (o.value_date), (o.day)) AS d (day)
           WHERE o.bank_account_id IS NOT NULL AND o.no NOT IN (SELECT line_no FROM same)
        ), judged AS MATERIALIZED (
          SELECT f.*, f.is_again OR (f.bank_account_id, f.amount, f.currency, f.value_date) IN (SELECT bank_account_id, amount, currency, day FROM open)
                 OR (f.bank_account_id, f.amount, f.currency, f.day) IN (SELECT bank_account_id, amount, currency, day FROM open) AS is_suspect
            FROM fresh f WHERE f.key NOT IN (SELECT dedup_key FROM same)
        ), held AS (
          INSERT INTO bank_suspect (unit_id, statement_no, dedup_key, format, {told})
          SELECT unit, statement_no, key, format, {told} FROM judged WHERE is_suspect ORDER BY line_no
        )
        INSERT INTO bank_line (unit_id, statement_no, dedup_key, {told})
        SELECT unit, statement_no, key, {told} FROM judged WHERE NOT is_suspect ORDER BY line_no
        ON CONFLICT (unit_id, dedup_key) DO NOTHING""";

    private static final String TOLD = "alike, source, value_date, booked_on, amount, currency, memo, bank_ref, payer, payer_account, payer_index, "
            + "reference, virtual_index, bank_account_id, balance";

    private static final String KEEP = KEEP_NEW.replace("{staged}", STAGED).replace("{told}", TOLD);

    private static final String TAKE_OWN = """
        WITH own AS (DELETE FROM bank_suspect WHERE unit_id = ? AND is_own RETURNING *)
        INSERT INTO bank_line (unit_id, statement_no, dedup_key, {told}) SELECT unit_id, statement_no, dedup_key, {told} FROM own ORDER BY id
        ON CONFLICT (unit_id, dedup_key) DO NOTHING
        RETURNING no, statement_no, source""".replace("{told}", TOLD);

    private KnownLines() {
    }

    /** Of what was staged of a statement, in the transaction of the connection. @param format in which it came @return how many are new */
    static int keepNew(Connection connection, BankBatch.Load load, String format) throws SQLException {
        Sql.of(SEEN, load.statement(), load.unit(), format).run(connection);
        return Sql.of(KEEP, load.statement(), load.unit(), format, load.source()).run(connection);
    }

    static List<Own> takeOwn(Connection connection, UUID unit) throws SQLException {
        return Sql.of(TAKE_OWN, unit).list(connection, row -> new Own(row.getLong(1), row.getLong(2), row.getString(3)));
    }
}
