package org.doanket.finance.receipt;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.receipt.ReceiptView.Item;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class ReceiptQueries {

    private static final String IS_VOID = "(EXISTS (SELECT FROM receipt x WHERE x.reverses_id = p.receipt_id) "
            + "OR EXISTS (SELECT FROM fund_receipt y WHERE y.reverses_id = p.fund_receipt_id))";

    private static final String PAPERS = """
        SELECT p.*, l.id AS bank_line, l.source, coalesce(l.payer, w.name) AS payer, l.amount, l.currency, l.value_date, u.jurisdiction,
               u.name AS unit_name, (SELECT a.name FROM unit_ref a WHERE a.id = u.parent_id) AS parent_name, {isVoid} AS is_void
          FROM receipt_paper p JOIN bank_line l ON l.no = p.line_no JOIN unit_ref u ON u.id = p.unit_id
          LEFT JOIN fund_receipt f ON f.id = p.fund_receipt_id LEFT JOIN employer w ON w.no = f.employer_no
         WHERE u.path >= ? AND u.path < ?""".replace("{isVoid}", IS_VOID);

    /** As they were when the paper was issued: those of the same booking, between which nothing was taken back. */
    private static final String ITEMS = """
        SELECT r.month, r.stream, m.code, r.amount, r.surplus, r.currency FROM receipt_paper p JOIN unit_ref u ON u.id = p.unit_id
          JOIN receipt b ON b.id = p.receipt_id JOIN receipt r ON r.line_no = p.line_no AND r.reverses_id IS NULL
          LEFT JOIN member_ref m ON m.no = r.member_no
         WHERE p.id = ? AND u.path >= ? AND u.path < ?
           AND NOT EXISTS (SELECT FROM receipt x WHERE x.line_no = p.line_no AND x.reverses_id IS NOT NULL
                              AND x.id BETWEEN least(r.id, b.id) AND greatest(r.id, b.id))
         ORDER BY r.id""";

    private static final String OF_FUND = "SELECT f.amount, f.currency FROM receipt_paper p JOIN unit_ref u ON u.id = p.unit_id "
            + "JOIN fund_receipt f ON f.id = p.fund_receipt_id WHERE p.id = ? AND u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    ReceiptQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<ReceiptView> receipt(UnitScope scope, UUID id) {
        return Sql.of(PAPERS, scope.from(), scope.to()).add("AND p.id = ?", id).first(dataSource, ReceiptView::of)
                .map(paper -> paper.with(items(scope, id)));
    }

    /** The one that stands for a line, if any was issued. */
    Optional<UUID> standing(UnitScope scope, UUID bankLine) {
        return Sql.of(PAPERS, scope.from(), scope.to()).add("AND l.id = ? AND NOT " + IS_VOID, bankLine)
                .first(dataSource, row -> row.getObject("id", UUID.class));
    }

    public Page<ReceiptView> receipts(UnitScope range, UUID only, Integer year, PageRequest page) {
        Cursor after = page.after(1);
        List<ReceiptView> rows = Sql.of(PAPERS, range.from(), range.to()).given(only, "AND p.unit_id = ?").given(year, "AND p.year = ?")
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, ReceiptView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** Of a member: those whose money went to him alone, since their sum is that of the whole line. */
    public Page<ReceiptView> own(UnitScope scope, UUID member, PageRequest page) {
        Cursor after = page.after(1);
        List<ReceiptView> rows = Sql.of(PAPERS, scope.from(), scope.to())
                .add("AND p.receipt_id IS NOT NULL AND (SELECT bool_and(m.id IS NOT DISTINCT FROM ?::uuid) FROM receipt r "
                        + "LEFT JOIN member_ref m ON m.no = r.member_no WHERE r.line_no = p.line_no)", member)
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, ReceiptView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    private List<Item> items(UnitScope scope, UUID id) {
        List<Item> ofFund = Sql.of(OF_FUND, id, scope.from(), scope.to())
                .list(dataSource, row -> new Item(null, "fund", null, new Money(row.getLong(1), row.getString(2))));
        return !ofFund.isEmpty() ? ofFund : Sql.of(ITEMS, id, scope.from(), scope.to()).list(dataSource, row -> {
            boolean isSurplus = row.getLong("surplus") > 0 && row.getLong("amount") == 0;
            return new Item(isSurplus ? null : YearMonth.from(row.getObject("month", LocalDate.class)), isSurplus ? "surplus"
                    : row.getString("stream"),
                    row.getString("code"), new Money(row.getLong("amount") + row.getLong("surplus"), row.getString("currency")));
        });
    }
}
