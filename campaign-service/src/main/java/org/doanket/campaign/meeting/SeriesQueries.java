package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
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

    /** What series are narrowed by. Of a year are those that have a day in it. */
    public static class Filter extends ListFilter {

        @QueryParam("kind")
        @Pattern(regexp = MeetingCommand.KIND)
        public String kind;

        @QueryParam("state")
        @Pattern(regexp = "running|over")
        public String state;
    }

    public Page<SeriesView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(narrowed(scope, filter).given(after == null ? null : after.uuid(0), "AND s.id < ?")
                .add("ORDER BY s.id DESC LIMIT ?", page.limit + 1).list(dataSource, SeriesView::of), page.limit, row -> Cursor.of(row.id()));
    }

    private Sql narrowed(UnitScope scope, Filter filter) {
        Sql select = Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT)).given(filter.kind, "AND s.kind = ?")
                .given(filter.year, "AND (SELECT s.starts < make_date(y + 1, 1, 1) AND coalesce(least(s.ends, s.stopped_on) >= make_date(y, 1, 1), true) "
                        + "FROM (SELECT ?::int AS y) asked)")
                .given(filter.words(), "AND doanket.search_form(s.name) LIKE ?");
        String over = "coalesce(least(s.ends, s.stopped_on) < legal_day(u.jurisdiction, now()), false)";
        return filter.state == null ? select : select.add(filter.state.equals("over") ? "AND " + over : "AND NOT " + over);
    }

    public SeriesView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND s.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, SeriesView::of)
                .orElseThrow(() -> Problem.notFound("meeting-series"));
    }
}
