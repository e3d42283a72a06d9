package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.bank.BankView.SuspectView;
import org.doanket.finance.bank.BankView.TwinView;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Lines that were held back, with those that they may be. */
@ApplicationScoped
@Transactional
public class SuspectQueries {

    private static final int MOST = 5;

    private static final String SUSPECTS = "SELECT b.*, t.id AS statement_id, l.id AS same_as FROM bank_suspect b JOIN unit_ref u ON u.id = b.unit_id "
            + "LEFT JOIN bank_statement t ON t.no = b.statement_no LEFT JOIN bank_line l ON l.no = b.same_no WHERE u.path >= ? AND u.path < ?";

    /** The likeliest first: of the same memo, then of the nearest day. */
    private static final String PERHAPS = """
        SELECT b.id AS suspect, l.id, coalesce(t.format, t.profile) AS format, l.value_date, l.booked_on, l.memo, l.bank_ref, l.payer, l.payer_account
          FROM bank_suspect b JOIN unit_ref u ON u.id = b.unit_id
          JOIN LATERAL (SELECT o.* FROM bank_line o
                         WHERE o.unit_id = b.unit_id AND o.amount = b.amount AND o.currency = b.currency AND o.source <> 'cash'
                           AND o.value_date BETWEEN b.value_date - 7 AND b.value_date + 7
                           AND (o.bank_account_id = b.bank_account_id OR o.bank_account_id IS NULL)
                         ORDER BY o.alike <> b.alike, o.bank_ref IS DISTINCT FROM b.bank_ref, o.payer_index IS DISTINCT FROM b.payer_index,
                                  abs(o.value_date - b.value_date), o.no LIMIT ?) l ON true
          JOIN bank_statement t ON t.no = l.statement_no
         WHERE b.id = ANY (?::uuid[]) AND u.path >= ? AND u.path < ?""";

    private final AgroalDataSource dataSource;

    SuspectQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param state same, or waiting: for a decision or, as a line of its own, for its booking */
    public Page<SuspectView> suspects(UnitScope range, UUID only, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<SuspectView> rows = Sql.of(SUSPECTS, range.from(), range.to()).given(only, "AND b.unit_id = ?")
                .add(state.equals("same") ? "AND b.same_no IS NOT NULL" : "AND b.same_no IS NULL")
                .given(after == null ? null : after.uuid(0), "AND b.id > ?").add("ORDER BY b.id LIMIT ?", page.limit + 1)
                .list(dataSource, SuspectView::of);
        return Page.cut(whole(range, rows), page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<SuspectView> suspect(UnitScope scope, UUID id) {
        return whole(scope, Sql.of(SUSPECTS, scope.from(), scope.to()).add("AND b.id = ?", id).list(dataSource, SuspectView::of)).stream().findFirst();
    }

    private List<SuspectView> whole(UnitScope scope, List<SuspectView> rows) {
        Map<UUID, List<TwinView>> perhaps = rows.isEmpty() ? Map.of() : Sql.of(PERHAPS, MOST, Sql.column(rows, SuspectView::id), scope.from(),
                scope.to()).list(dataSource, TwinView::of).stream().collect(Collectors.groupingBy(TwinView::suspect));
        return rows.stream().map(row -> row.with(perhaps.getOrDefault(row.id(), List.of()))).toList();
    }
}
