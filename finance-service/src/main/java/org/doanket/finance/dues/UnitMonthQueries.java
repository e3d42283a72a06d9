package org.doanket.finance.dues;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.YearMonth;
import java.util.List;
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

    /** What is still owed of the dues of a month, by the receipts themselves. */
    public long outstanding(UnitScope scope, UUID unit, YearMonth month) {
        return Sql.of("SELECT m.assessed + m.taken - m.handed - coalesce((SELECT sum(r.amount) FROM receipt r WHERE r.unit_id = m.unit_id AND r.month = m.month "
                + "AND r.stream = 'dues'), 0) FROM unit_month m JOIN unit_ref u ON u.id = m.unit_id "
                + "WHERE m.unit_id = ? AND m.month = ? AND u.path >= ? AND u.path < ?", unit, month.atDay(1), scope.from(), scope.to())
                .first(dataSource, row -> row.getLong(1)).orElse(0L);
    }

    /** The sums of a subtree, a row for each month and currency. */
    public List<UnitMonthView> totals(UnitScope range, YearMonth from, YearMonth to) {
        return Sql.of(TOTAL, range.unit(), range.from(), range.to())
                .given(from == null ? null : from.atDay(1), "AND m.month >= ?").given(to == null ? null : to.atDay(1), "AND m.month <= ?")
                .add("GROUP BY m.month, m.currency ORDER BY m.month, m.currency").list(dataSource, UnitMonthView::of);
    }
}
