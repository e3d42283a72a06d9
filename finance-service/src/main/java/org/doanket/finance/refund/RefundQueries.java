package org.doanket.finance.refund;

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
public class RefundQueries {

    private static final String REFUNDS = "SELECT f.*, l.id AS bank_line, l.payer, l.payer_account, p.id AS paid_line_id FROM refund f "
            + "JOIN unit_ref u ON u.id = f.unit_id JOIN bank_line l ON l.no = f.line_no LEFT JOIN bank_line p ON p.no = f.paid_line "
            + "WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    RefundQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<RefundView> refund(UnitScope scope, UUID id) {
        return Sql.of(REFUNDS, scope.from(), scope.to()).add("AND f.id = ?", id).first(dataSource, RefundView::of);
    }

    public Page<RefundView> refunds(UnitScope range, UUID only, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<RefundView> rows = Sql.of(REFUNDS, range.from(), range.to()).given(only, "AND f.unit_id = ?").given(state, "AND f.state = ?")
                .given(after == null ? null : after.number(0), "AND f.no < ?").add("ORDER BY f.no DESC LIMIT ?", page.limit + 1)
                .list(dataSource, RefundView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    /** What of a line's surplus was not given back, nor is about to be. In minor units. */
    long left(UnitScope scope, UUID bankLine) {
        return Sql.of("SELECT coalesce((SELECT sum(r.surplus) FROM live_receipt r WHERE r.line_no = l.no), 0) "
                + "- coalesce((SELECT sum(f.amount) FROM refund f WHERE f.line_no = l.no AND f.state <> 'refused'), 0) "
                + "FROM bank_line l JOIN unit_ref u ON u.id = l.unit_id WHERE l.id = ? AND u.path >= ? AND u.path < ?", bankLine,
                scope.from(), scope.to())
                .first(dataSource, row -> row.getLong(1)).orElse(0L);
    }
}
