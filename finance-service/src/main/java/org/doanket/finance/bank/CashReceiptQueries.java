package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class CashReceiptQueries {

    private static final String RECEIPTS = """
        SELECT l.id, l.no, l.unit_id, l.value_date, l.amount, l.currency, coalesce(m.id, e.id) AS member, coalesce(m.code, e.code) AS code, r.is_undone, r.booked_by, r.booked_at,
               r.months, r.amounts
          FROM bank_line l JOIN unit_ref u ON u.id = l.unit_id
          JOIN LATERAL (SELECT min(r.member_no) AS member_no, min(r.booked_by) AS booked_by, min(r.booked_at) AS booked_at,
                               array_agg(to_char(r.month, 'YYYY-MM') ORDER BY r.month) AS months,
                               array_agg(r.amount ORDER BY r.month) AS amounts,
                               bool_or(EXISTS (SELECT FROM receipt x WHERE x.reverses_id = r.id)) AS is_undone
                          FROM receipt r WHERE r.line_no = l.no AND r.reverses_id IS NULL) r ON true
          LEFT JOIN member_ref m ON m.no = r.member_no
          LEFT JOIN LATERAL charged_member(CASE WHEN m.no IS NULL THEN l.unit_id END, r.member_no) e ON true
         WHERE l.source = 'cash' AND u.path >= ? AND u.path < ?""";

    private final AgroalDataSource dataSource;

    CashReceiptQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<CashReceiptView> receipt(UnitScope scope, UUID id) {
        return Sql.of(RECEIPTS, scope.from(), scope.to()).add("AND l.id = ?", id).first(dataSource, CashReceiptView::of);
    }

    /** Those that were taken together, in their order. */
    List<CashReceiptView> taken(UnitScope scope, long statement) {
        return Sql.of(RECEIPTS, scope.from(), scope.to()).add("AND l.statement_no = ? ORDER BY l.no", statement)
                .list(dataSource, CashReceiptView::of);
    }

    /** @param member whose, or null for all */
    public Page<CashReceiptView> receipts(UnitScope range, UUID only, UUID member, PageRequest page) {
        Cursor after = page.after(1);
        List<CashReceiptView> rows = Sql.of(RECEIPTS, range.from(), range.to()).given(only, "AND l.unit_id = ?").given(member, "AND m.id = ?")
                .given(after == null ? null : after.number(0), "AND l.no < ?").add("ORDER BY l.no DESC LIMIT ?", page.limit + 1)
                .list(dataSource, CashReceiptView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }
}
