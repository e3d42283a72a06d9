package org.doanket.finance.sharing;

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
public class SharingRunQueries {

    private static final String RUNS = "SELECT r.* FROM sharing_run r JOIN unit_ref u ON u.id = r.unit_id WHERE u.path >= ? AND u.path < ?";
    private static final String LINES = "SELECT l.*, s.citation, s.verified FROM sharing_run_line l JOIN sharing_run r ON r.no = l.run_no "
            + "JOIN unit_ref u ON u.id = l.unit_id LEFT JOIN sharing_ratio s ON s.id = l.ratio_id WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    SharingRunQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<SharingRunView> run(UnitScope scope, UUID id) {
        return Sql.of(RUNS, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, SharingRunView::of);
    }

    public Page<SharingRunView> runs(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        List<SharingRunView> rows = Sql.of(RUNS, range.from(), range.to()).given(only, "AND r.unit_id = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, SharingRunView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Page<SharingRunView.Line> lines(UnitScope scope, UUID run, PageRequest page) {
        Cursor after = page.after(1);
        List<SharingRunView.Line> rows = Sql.of(LINES, scope.from(), scope.to()).add("AND r.id = ?", run)
                .given(after == null ? null : after.number(0), "AND l.no > ?")
                .add("ORDER BY l.no LIMIT ?", page.limit + 1).list(dataSource, SharingRunView.Line::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }
}
