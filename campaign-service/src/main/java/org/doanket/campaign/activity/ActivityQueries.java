package org.doanket.campaign.activity;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.word.WordCommand;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of activities. */
@ApplicationScoped
@Transactional
public class ActivityQueries {

    private static final String SELECT = "SELECT a.*, u.code AS unit_code, u.name AS unit_name FROM activity a JOIN unit_ref u ON u.id = a.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    ActivityQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** What activities are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("kind")
        @Pattern(regexp = WordCommand.CODE)
        public String kind;

        @QueryParam("state")
        @Pattern(regexp = "planned|held|cancelled")
        public String state;
    }

    public Page<ActivityView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT)).given(filter.kind, "AND a.kind = ?")
                .given(filter.state, "AND a.state = ?").given(filter.year, "AND extract(year FROM legal_day(u.jurisdiction, a.starts_at)) = ?")
                .given(filter.words(), "AND doanket.search_form(concat_ws(' ', a.name, a.place)) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND a.id < ?").add("ORDER BY a.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, ActivityView::of), page.limit, row -> Cursor.of(row.id()));
    }

    public ActivityView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND a.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, ActivityView::of)
                .orElseThrow(() -> Problem.notFound("activity"));
    }

    public List<ActivityView.OfKind> tally(UnitScope scope, UUID unit, String wanted, int year) {
        return Subtree.of(tree, scope, unit, wanted).narrow(Sql.of("SELECT a.kind, count(*) FILTER (WHERE a.state = 'planned') AS planned, "
                + "count(*) FILTER (WHERE a.state = 'held') AS held, "
                + "coalesce(sum(a.attended), 0) AS attended, coalesce(sum(a.women), 0) AS women FROM activity a JOIN unit_ref u ON u.id = a.unit_id "
                + "WHERE extract(year FROM legal_day(u.jurisdiction, a.starts_at)) = ? AND a.state <> 'cancelled'", year)).add("GROUP BY a.kind ORDER BY a.kind").list(dataSource,
                row -> new ActivityView.OfKind(row.getString("kind"), row.getInt("planned"), row.getInt("held"), row.getLong("attended"), row.getLong("women")));
    }
}
