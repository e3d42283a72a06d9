package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.platform.sql.Sql;

/**
 * What comes back of a year's shares of the fund to units whose employers pay little: of what went up in the months that the rule covers,
 * if that is below its threshold, less what came back before. Both sides book it against what is owed between them.
 */
@ApplicationScoped
class RefundBatch {

    private static final String DUE = """
        WITH input AS (SELECT ?::uuid[] AS units, ?::date AS month_from, ?::date AS month_to, ?::date AS day, ?::bigint AS run,
                 ?::text AS by
        )""" + ShareBatch.EMPLOYERS.replace("{which}", ShareBatch.SOME) + """
        , months AS MATERIALIZED (
          SELECT s.unit_id, s.upper_id, s.currency, u.jurisdiction, s.month, (s.month + interval '1 month')::date AS next_month, sum(s.amount) AS amount
            FROM share_total s JOIN input i ON s.month BETWEEN i.month_from AND i.month_to JOIN unit_ref u ON u.id = s.unit_id
           WHERE s.stream = 'fund' AND s.origin = 'own' AND s.unit_id """ + ShareBatch.SOME + """
           GROUP BY s.unit_id, s.upper_id, s.currency, u.jurisdiction, s.month
        ), of_group AS (
          SELECT m.unit_id, m.month, min(e.employer_group) AS employers FROM months m
            JOIN employers e ON e.union_id = m.unit_id AND e.begins < m.next_month AND e.ends >= m.next_month GROUP BY m.unit_id, m.month
        ), shared AS (
          SELECT m.*, coalesce(g.employers, '') AS employers FROM months m LEFT JOIN of_group g USING (unit_id, month)
        ), year AS (
          SELECT s.unit_id, s.upper_id, s.currency, min(r.no) AS rule_no, min(r.part_num) AS num, min(r.part_den) AS den, min(r.amount) AS
            threshold,
                 sum(s.amount) AS shared, sum(sum(s.amount)) OVER (PARTITION BY s.unit_id) AS of_unit
            FROM shared s CROSS JOIN LATERAL fund_rule_on(s.jurisdiction, 'small-payer-refund', s.employers, s.month) r
           GROUP BY s.unit_id, s.upper_id, s.currency
        ), due AS MATERIALIZED (
          SELECT y.*, coalesce(b.before, 0) AS before,
                 (CASE WHEN y.of_unit < y.threshold THEN div(y.shared * y.num, y.den) ELSE 0 END - coalesce(b.before, 0))::bigint AS amount
            FROM year y LEFT JOIN (SELECT f.unit_id, f.upper_id, sum(f.amount) AS before FROM share_refund f JOIN input i
                 ON f.year = extract(year FROM i.month_from) GROUP BY f.unit_id, f.upper_id) b USING (unit_id, upper_id)
        ), written AS (
          INSERT INTO sharing_run_line (run_no, unit_id, upper_id, month, stream, origin, before, step, currency)
          SELECT i.run, d.unit_id, d.upper_id, i.month_from, 'fund', 'own', d.before, -d.amount, d.currency FROM due d, input i
           WHERE d.amount <> 0 ORDER BY d.unit_id
        )""";

    private static final String BOOK = """
        , booked AS (
          INSERT INTO share_refund (unit_id, upper_id, year, shared, amount, rule_no, currency, day)
          SELECT d.unit_id, d.upper_id, extract(year FROM i.month_from), d.shared, d.amount, d.rule_no, d.currency, i.day FROM due d, input
            i
           WHERE d.amount <> 0 ORDER BY d.unit_id
          RETURNING *
        ), side AS (
          SELECT b.no, b.unit_id AS books, 'share-returned' AS kind, b.currency, b.amount, '3382' AS debit, '51121' AS credit FROM booked b
          UNION ALL SELECT b.no, b.upper_id, 'share-returned-below', b.currency, b.amount, '63922', '1387' FROM booked b
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, source, recorded_by)
          SELECT s.books, s.kind, open_day(s.books, i.day), 'refund ' || s.no, i.by FROM side s, input i ORDER BY s.books, s.no
          RETURNING no, unit_id, effective_date, kind, source
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
        SELECT e.no, l.line, e.unit_id, e.effective_date, l.account, l.amount, s.currency
          FROM entry e JOIN side s ON s.kind = e.kind AND 'refund ' || s.no = e.source
         CROSS JOIN LATERAL (VALUES (1, s.debit, s.amount), (2, s.credit, -s.amount)) AS l (line, account, amount)""";

    /** Of the calendar year of the work. */
    void refund(Connection connection, ShareBatch.Work work) throws SQLException {
        Sql.of(DUE + (work.books() ? BOOK : " SELECT count(*) FROM due"), Sql.column(work.units(), unit -> unit), work.from(), work.to(),
                work.day(), work.run(), work.by()).run(connection);
    }
}
