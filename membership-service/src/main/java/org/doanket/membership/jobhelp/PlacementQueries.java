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
import java.util.List;
import java.util.Optional;
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

    /**
     * The rows of a table of job help by the units of a day, beside {@link #there}: what is there now and was nowhere else since, and what went elsewhere since
     * and was there before.
     */
    static final String STOOD = "(SELECT x.id, t.unit_id FROM there t JOIN %1$s x ON x.unit_id = t.unit_id WHERE NOT EXISTS (SELECT FROM earlier_unit e "
            + "WHERE e.row_id = x.id AND e.until > (SELECT day FROM day)) UNION ALL SELECT e.row_id, t.unit_id FROM there t JOIN earlier_unit e "
            + "ON e.unit_id = t.unit_id AND e.until > (SELECT day FROM day) AND NOT EXISTS (SELECT FROM earlier_unit s WHERE s.row_id = e.row_id "
            + "AND s.until > (SELECT day FROM day) AND s.until < e.until))";

    /** Looks the same, as it stood on a day: without the steps that came later. Why it ended is told where it lies within what the caller reaches today. */
    private static final String AS_OF = "SELECT p.* FROM (SELECT x.id, s.unit_id, x.opening_id, x.seeker_id, o.employer, o.title, "
            + "CASE WHEN x.ended_on <= d.day THEN x.state WHEN x.hired_on <= d.day THEN 'hired' WHEN x.intent_on <= d.day THEN 'intent' ELSE 'contact' END "
            + "AS state, x.contacted_on, CASE WHEN x.intent_on <= d.day THEN x.intent_on END AS intent_on, CASE WHEN x.hired_on <= d.day THEN x.hired_on END "
            + "AS hired_on, CASE WHEN x.ended_on <= d.day THEN x.ended_on END AS ended_on, CASE WHEN x.ended_on <= d.day AND w.path >= ? AND w.path < ? "
            + "THEN x.reason END AS reason, x.version FROM day d CROSS JOIN " + STOOD.formatted("placement") + " s JOIN placement x ON x.id = s.id "
            + "AND x.contacted_on <= d.day JOIN job_opening o ON o.id = x.opening_id JOIN unit w ON w.id = x.unit_id) p WHERE true";

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

        /** Those of the units that stood below on that day, at the step at which they were. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public PlacementView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND p.id = ?", scope.from(), scope.to(), id).first(dataSource, PlacementView::of)
                .orElseThrow(() -> Problem.notFound("placement"));
    }

    /** The newest first. */
    public Page<PlacementView> list(UnitScope scope, Filter filter, PageRequest page) {
        Optional<UnitScope> standing = tree.rangeAsOf(range(scope, filter.unit), filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Cursor after = page.after(1);
        Sql sql = filter.asOf == null ? Sql.of(SELECT, range.from(), range.to()) : there(filter.asOf, range).add(AS_OF, scope.from(), scope.to());
        return Page.cut(sql.given(filter.state, "AND p.state = ?").given(filter.opening, "AND p.opening_id = ?")
                .given(filter.seeker, "AND p.seeker_id = ?").given(after == null ? null : after.uuid(0), "AND p.id < ?")
                .add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(filter.asOf == null ? dataSource : worker, PlacementView::of), page.limit,
                row -> Cursor.of(row.id()));
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
        return there(day, range).add("SELECT opened.*, met.* FROM (SELECT count(DISTINCT o.employer_key) AS employers, count(*) AS posts, "
                + "coalesce(sum(o.headcount), 0) AS openings FROM").add(STOOD.formatted("job_opening")).add("s JOIN job_opening o ON o.id = s.id "
                + "WHERE o.checked_on BETWEEN ? AND ?) opened, (SELECT count(*) FILTER (WHERE p.contacted_on BETWEEN ? AND ?) AS contacts, "
                + "count(*) FILTER (WHERE p.intent_on BETWEEN ? AND ?) AS intents, count(*) FILTER (WHERE p.hired_on BETWEEN ? AND ? "
                + "AND (p.state = 'hired' OR p.ended_on > ?)) AS hired FROM", first, last, first, last, first, last, first, last, day)
                .add(STOOD.formatted("placement")).add("s JOIN placement p ON p.id = s.id WHERE p.contacted_on <= ?) met", day)
                .first(worker, row -> figures(row, range.unit(), from, to)).orElseThrow();
    }

    /** The units of a day, with that day. */
    static Sql there(LocalDate day, UnitScope range) {
        return Sql.of("WITH day AS (SELECT ?::date AS day), there AS MATERIALIZED (SELECT u.* FROM day d CROSS JOIN LATERAL units_on(d.day, ?, ?) u)", day,
                range.from(), range.to());
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
