package org.doanket.finance.payment;

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
public class BankAccountChangeQueries {

    private static final String CHANGES = "SELECT c.* FROM bank_account_change c JOIN unit_ref u ON u.id = c.unit_id "
            + "WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    BankAccountChangeQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<BankAccountChangeView> change(UnitScope scope, UUID id) {
        return Sql.of(CHANGES, scope.from(), scope.to()).add("AND c.id = ?", id).first(dataSource, BankAccountChangeView::of);
    }

    public Page<BankAccountChangeView> changes(UnitScope range, UUID only, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<BankAccountChangeView> rows = Sql.of(CHANGES, range.from(), range.to()).given(only, "AND c.unit_id = ?")
                .given(state, "AND c.state = ?").given(after == null ? null : after.uuid(0), "AND c.id < ?")
                .add("ORDER BY c.id DESC LIMIT ?", page.limit + 1).list(dataSource, BankAccountChangeView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }
}
