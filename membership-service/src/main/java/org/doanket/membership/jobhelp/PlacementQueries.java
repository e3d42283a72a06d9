package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private final AgroalDataSource worker;
    private final UnitTree tree;

    PlacementQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree) {
        this.dataSource = dataSource;
        this.worker = worker;
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

    /** Each step counts on its own day; a hiring that was annulled does not count. @param asOf as it was known and stood on that day, or null */
    public PlacementView.Figures figures(UnitScope scope, UUID unit, LocalDate from, LocalDate to, LocalDate asOf) {
        return asOf == null ? figuresNow(scope, unit, from, to) : figuresAsOf(scope, unit, from, to, asOf);
    }

    /** On the worker's login, with that day's range as a predicate: what was here then may be elsewhere by now. */
    private PlacementView.Figures figuresAsOf(UnitScope scope, UUID unit, LocalDate from, LocalDate to, LocalDate day) {
        UnitScope range = tree.rangeAsOf(range(scope, unit), day).orElseThrow(() -> Problem.notFound("unit"));
        LocalDate first = from == null ? FIRST : from;
        LocalDate last = to == null || to.isAfter(day) ? day : to;
        return Sql.of("WITH there AS MATERIALIZED (SELECT unit_id FROM units_on(?, ?, ?)) SELECT opened.*, met.* FROM (SELECT "
                + "count(DISTINCT o.employer_key) AS employers, count(*) AS posts, coalesce(sum(o.headcount), 0) AS openings FROM job_opening o "
                + "WHERE o.checked_on BETWEEN ? AND ? AND unit_on(?, o.id, o.unit_id) IN (SELECT unit_id FROM there)) opened, ", day, range.from(),
                range.to(), first, last, day)
                .add("(SELECT count(*) FILTER (WHERE p.contacted_on BETWEEN ? AND ?) AS contacts, "
                        + "count(*) FILTER (WHERE p.intent_on BETWEEN ? AND ?) AS intents, count(*) FILTER (WHERE p.hired_on BETWEEN ? AND ? "
                        + "AND (p.state = 'hired' OR p.ended_on > ?)) AS hired FROM placement p "
                        + "WHERE p.contacted_on <= ? AND unit_on(?, p.id, p.unit_id) IN (SELECT unit_id FROM there)) met", first, last, first, last, first,
                        last, day, day, day)
                .first(worker, row -> figures(row, range.unit(), from, to)).orElseThrow();
    }

    private PlacementView.Figures figuresNow(UnitScope scope, UUID unit, LocalDate from, LocalDate to) {
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
                .first(dataSource, row -> figures(row, range.unit(), from, to)).orElseThrow();
    }

    private static PlacementView.Figures figures(ResultSet row, UUID unit, LocalDate from, LocalDate to) throws SQLException {
        return new PlacementView.Figures(unit, from, to, row.getLong("employers"), row.getLong("posts"), row.getLong("openings"),
                row.getLong("contacts"), row.getLong("intents"), row.getLong("hired"));
    }

    private UnitScope range(UnitScope scope, UUID unit) {
        return unit == null ? scope : new UnitScope(unit, tree.require(unit, scope).path());
    }
}
