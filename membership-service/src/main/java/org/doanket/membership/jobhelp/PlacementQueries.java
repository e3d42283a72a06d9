package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class PlacementQueries {

    private static final String SELECT = "SELECT p.*, o.employer, o.title FROM placement p JOIN job_opening o ON o.id = p.opening_id "
            + "JOIN unit u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ?";
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    PlacementQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** A unit with all below it, a state, one opening, one seeker. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("state")
        @Pattern(regexp = "contact|intent|hired|ended|annulled")
        public String state;

        @QueryParam("opening")
        public UUID opening;

        @QueryParam("seeker")
        public UUID seeker;
    }

    public PlacementView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND p.id = ?", scope.from(), scope.to(), id).first(dataSource, PlacementView::of)
                .orElseThrow(() -> Problem.notFound("placement"));
    }

    /** The newest first. */
    public Page<PlacementView> list(UnitScope scope, Filter filter, PageRequest page) {
        UnitScope range = range(scope, filter.unit);
        Cursor after = page.after(1);
        return Page.cut(Sql.of(SELECT, range.from(), range.to()).given(filter.state, "AND p.state = ?").given(filter.opening, "AND p.opening_id = ?")
                .given(filter.seeker, "AND p.seeker_id = ?").given(after == null ? null : after.uuid(0), "AND p.id < ?")
                .add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(dataSource, PlacementView::of), page.limit, row -> Cursor.of(row.id()));
    }

    /** Each step counts on its own day; a hiring that was annulled does not count. */
    public PlacementView.Figures figures(UnitScope scope, UUID unit, LocalDate from, LocalDate to) {
        UnitScope range = range(scope, unit);
        LocalDate first = from == null ? FIRST : from;
        LocalDate last = to == null ? LAST : to;
        return Sql.of("SELECT opened.*, met.* FROM (SELECT count(DISTINCT o.employer_key) AS employers, count(*) AS posts, "
                + "coalesce(sum(o.headcount), 0) AS openings FROM job_opening o JOIN unit u ON u.id = o.unit_id "
                + "WHERE u.path >= ? AND u.path < ? AND o.checked_on BETWEEN ? AND ?) opened, ", range.from(), range.to(), first, last)
                .add("(SELECT count(*) FILTER (WHERE p.contacted_on BETWEEN ? AND ?) AS contacts, "
                        + "count(*) FILTER (WHERE p.intent_on BETWEEN ? AND ?) AS intents, "
                        + "count(*) FILTER (WHERE p.state = 'hired' AND p.hired_on BETWEEN ? AND ?) AS hired FROM placement p "
                        + "JOIN unit u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ?) met", first, last, first, last, first, last,
                        range.from(), range.to())
                .first(dataSource, row -> new PlacementView.Figures(range.unit(), from, to, row.getLong("employers"), row.getLong("posts"),
                        row.getLong("openings"), row.getLong("contacts"), row.getLong("intents"), row.getLong("hired"))).orElseThrow();
    }

    private UnitScope range(UnitScope scope, UUID unit) {
        return unit == null ? scope : new UnitScope(unit, tree.require(unit, scope).path());
    }
}
