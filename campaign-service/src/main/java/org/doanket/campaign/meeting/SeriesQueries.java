package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of series of meetings. */
@ApplicationScoped
@Transactional
public class SeriesQueries {

    private static final String SELECT = "SELECT s.*, u.code AS unit_code, u.name AS unit_name, c.called, c.held FROM meeting_series s JOIN "
            + "unit_ref u ON u.id = s.unit_id "
            + "JOIN LATERAL (SELECT count(*) AS called, count(*) FILTER (WHERE m.state = 'closed') AS held FROM meeting m WHERE m.series_id = s.id "
            + "AND m.state <> 'cancelled') c ON true WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    SeriesQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public Page<SeriesView> list(UnitScope scope, UUID unit, String wanted, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, unit, wanted).narrow(Sql.of(SELECT)).given(after == null ? null : after.uuid(0), "AND s.id < ?")
                .add("ORDER BY s.id DESC LIMIT ?", page.limit + 1).list(dataSource, SeriesView::of), page.limit, row -> Cursor.of(row.id()));
    }

    public SeriesView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND s.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, SeriesView::of)
                .orElseThrow(() -> Problem.notFound("meeting-series"));
    }
}
