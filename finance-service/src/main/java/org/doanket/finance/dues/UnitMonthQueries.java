package org.doanket.finance.dues;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Sums by unit and month: nothing in them says what one person earns. */
@ApplicationScoped
@Transactional
public class UnitMonthQueries {

    private static final String MONTHS = "SELECT m.* FROM unit_month m JOIN unit_ref u ON u.id = m.unit_id "
            + "WHERE u.path >= ? AND u.path < ?";
    private static final String TOTAL = "SELECT NULL::uuid AS id, ?::uuid AS unit_id, m.month, "
            + "m.currency, sum(m.members) AS members, sum(m.assessed) AS assessed, sum(m.excess) AS excess, "
            + "sum(m.taken) AS taken, sum(m.handed) AS handed, "
            + "sum(m.dues_collected) AS dues_collected, sum(m.dues_shared) AS dues_shared, "
            + "sum(m.fund_collected) AS fund_collected, sum(m.fund_shared) AS fund_shared "
            + "FROM unit_month m JOIN unit_ref u ON u.id = m.unit_id WHERE u.path >= ? AND u.path < ?";

    private static final String KEPT = "WITH unit AS (SELECT u.id FROM unit_ref u WHERE u.path >= ? AND u.path < ?";

    /** Each kept total beside what it should be: the receipts, what employers' money paid, the shares that were booked, and the pay of charges. */
    private static final String REBUILT = """
        ), kept AS (
          SELECT t.unit_id, t.month, t.kind AS what, t.currency, t.amount, t.last_day FROM receipt_total t JOIN unit u ON u.id = t.unit_id
          UNION ALL
          SELECT t.unit_id, t.month, concat_ws(' ', 'shared', t.stream, t.origin, t.upper_id), t.currency, t.amount, t.last_day
            FROM share_total t JOIN unit u ON u.id = t.unit_id
          UNION ALL
          SELECT m.unit_id, m.month, 'pay', m.currency, m.pay, NULL FROM unit_month m JOIN unit u ON u.id = m.unit_id WHERE m.pay <> 0
        ), rebuilt AS (
          SELECT r.unit_id, r.month, r.stream AS what, r.currency, sum(r.amount)::bigint AS amount, max(l.value_date) AS last_day
            FROM receipt r JOIN unit u ON u.id = r.unit_id JOIN bank_line l ON l.no = r.line_no
           GROUP BY r.unit_id, r.month, r.stream, r.currency
          UNION ALL
          SELECT p.unit_id, p.month, 'employer-fund', p.currency, sum(p.amount)::bigint, max(p.day) FROM fund_payment p JOIN unit u ON u.id = p.unit_id
           WHERE NOT p.held GROUP BY p.unit_id, p.month, p.currency
          UNION ALL
          SELECT s.unit_id, s.month, concat_ws(' ', 'shared', s.stream, s.origin, s.upper_id), s.currency, sum(s.amount)::bigint, max(s.day)
            FROM income_share s JOIN unit u ON u.id = s.unit_id GROUP BY s.unit_id, s.month, s.stream, s.origin, s.upper_id, s.currency
          UNION ALL
          SELECT c.unit_id, c.month, 'pay', j.currency, sum(c.pay_delta)::bigint, NULL
            FROM charge c JOIN unit u ON u.id = c.unit_id JOIN unit_ref r ON r.id = u.id JOIN jurisdiction j ON j.code = r.jurisdiction
           GROUP BY c.unit_id, c.month, j.currency HAVING sum(c.pay_delta) <> 0
        ), compared AS (
          SELECT unit_id, month, what, currency, coalesce(k.amount, 0) AS kept, coalesce(r.amount, 0) AS rebuilt,
                 (k.amount, k.last_day) IS DISTINCT FROM (r.amount, r.last_day) AS parted
            FROM kept k FULL JOIN rebuilt r USING (unit_id, month, what, currency)
        )""";
    /** How many there are, and the first that differ: one row without them where none does. */
    private static final String PARTED = """
        SELECT c.totals, p.* FROM (SELECT count(*) AS totals FROM compared) c
          LEFT JOIN (SELECT * FROM compared WHERE parted ORDER BY unit_id, month, what LIMIT ?) p ON true
         ORDER BY p.unit_id, p.month, p.what""";
    private static final int MOST = 200;

    private record Compared(long totals, TotalsView.Parted parted) {
    }

    private final AgroalDataSource dataSource;

    UnitMonthQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Page<UnitMonthView> months(UnitScope range, UUID only, YearMonth month, PageRequest page) {
        Cursor after = page.after(1);
        List<UnitMonthView> rows = Sql.of(MONTHS, range.from(), range.to()).given(only, "AND m.unit_id = ?")
                .given(month == null ? null : month.atDay(1), "AND m.month = ?")
                .given(after == null ? null : after.uuid(0), "AND m.id > ?")
                .add("ORDER BY m.id LIMIT ?", page.limit + 1).list(dataSource, UnitMonthView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** The kept totals held against what they were summed from. @param only the one unit of the range that is meant, or null for all of them */
    public TotalsView verify(UnitScope range, UUID only) {
        List<Compared> rows = Sql.of(KEPT, range.from(), range.to()).given(only, "AND u.id = ?").add(REBUILT).add(PARTED, MOST)
                .list(dataSource, row -> new Compared(row.getLong("totals"), row.getString("what") == null ? null : TotalsView.Parted.of(row)));
        List<TotalsView.Parted> parted = rows.stream().map(Compared::parted).filter(Objects::nonNull).toList();
        return new TotalsView(range.unit(), only == null ? "subtree" : "unit", rows.get(0).totals(), parted.isEmpty(), parted);
    }

    /** The sums of a subtree, a row for each month and currency. */
    public List<UnitMonthView> totals(UnitScope range, YearMonth from, YearMonth to) {
        return Sql.of(TOTAL, range.unit(), range.from(), range.to())
                .given(from == null ? null : from.atDay(1), "AND m.month >= ?").given(to == null ? null : to.atDay(1), "AND m.month <= ?")
                .add("GROUP BY m.month, m.currency ORDER BY m.month, m.currency").list(dataSource, UnitMonthView::of);
    }
}
