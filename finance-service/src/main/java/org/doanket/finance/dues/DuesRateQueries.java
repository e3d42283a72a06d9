package org.doanket.finance.dues;

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
public class DuesRateQueries {

    private static final String RATES = "SELECT d.*, j.currency FROM unit_dues d JOIN unit_ref u ON u.id = d.unit_id "
            + "JOIN jurisdiction j ON j.code = u.jurisdiction WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    DuesRateQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Page<DuesRateView> rates(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        List<DuesRateView> rows = Sql.of(RATES, range.from(), range.to()).given(only, "AND d.unit_id = ?")
                .given(after == null ? null : after.uuid(0), "AND d.id > ?")
                .add("ORDER BY d.id LIMIT ?", page.limit + 1).list(dataSource, DuesRateView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<DuesRateView> rate(UnitScope scope, UUID id) {
        return Sql.of(RATES, scope.from(), scope.to()).add("AND d.id = ?", id).first(dataSource, DuesRateView::of);
    }
}
