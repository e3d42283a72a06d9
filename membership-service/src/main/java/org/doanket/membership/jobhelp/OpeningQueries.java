package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class OpeningQueries {

    /**
     * Looks the same, as it stood on a day: what was closed since was open, and who was hired since was not. Of whom an employer has asked to ask for is told
     * only where the opening is within what the caller reaches today.
     */
    private static final String AS_OF = "(SELECT x.id, s.unit_id, x.jurisdiction, x.employer, x.employer_code, x.title, x.trade, x.description, x.area, "
            + "x.headcount, h.hired, x.pay_from, x.pay_to, x.currency, x.key, CASE WHEN n.is_here THEN x.contact_name END AS contact_name, "
            + "CASE WHEN n.is_here THEN x.contact_phone END AS contact_phone, x.open_until, CASE WHEN n.is_over THEN x.state WHEN x.checked_on IS NULL "
            + "OR x.checked_on > d.day THEN 'entered' WHEN h.hired >= x.headcount THEN 'filled' ELSE 'published' END AS state, "
            + "CASE WHEN x.checked_on <= d.day THEN x.checked_on END AS checked_on, CASE WHEN n.is_over THEN x.reason END AS reason, x.version "
            + "FROM day d CROSS JOIN " + PlacementQueries.STOOD.formatted("job_opening") + " s JOIN job_opening x ON x.id = s.id AND (x.entered_at AT TIME ZONE "
            + "CASE x.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date <= d.day JOIN unit w ON w.id = x.unit_id "
            + "CROSS JOIN LATERAL (SELECT w.path >= ? AND w.path < ? AS is_here, x.state IN ('refused', 'closed') AND (x.ended_on IS NULL OR x.ended_on <= d.day) "
            + "AS is_over) n CROSS JOIN LATERAL (SELECT count(*) AS hired FROM placement p WHERE p.opening_id = x.id AND p.hired_on <= d.day "
            + "AND (p.state = 'hired' OR p.ended_on > d.day)) h)";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final FieldVault vault;
    private final Clock clock;

    OpeningQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, FieldVault vault, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.vault = vault;
        this.clock = clock;
    }

    /** What officers narrow their list by: a unit with all below it, a state, a day. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("state")
        @Pattern(regexp = "entered|published|refused|filled|closed")
        public String state;

        /** Those of the units that stood below on that day, in the state that they had. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    /** What the public list may be narrowed by. An area counts with all within it. */
    public static class OpenFilter {

        @QueryParam("jurisdiction")
        @Pattern(regexp = "vn|cn")
        public String jurisdiction;

        @QueryParam("area")
        public String area;

        @QueryParam("trade")
        public String trade;

        @QueryParam("q")
        public String q;
    }

    public OpeningView one(UnitScope scope, UUID id) {
        return select("job_opening").add("WHERE o.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> OpeningView.of(row, vault)).orElseThrow(() -> Problem.notFound("job-opening"));
    }

    /** The newest first. As of a day on the worker's login, with that day's range as a predicate: what was here then may be elsewhere by now. */
    public Page<OpeningView> list(UnitScope scope, Filter filter, PageRequest page) {
        Optional<UnitScope> standing = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()),
                filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Cursor after = page.after(1);
        Sql sql = filter.asOf == null ? select("job_opening").add("WHERE u.path >= ? AND u.path < ?", range.from(), range.to())
                : PlacementQueries.there(filter.asOf, range).add(select(AS_OF, scope.from(), scope.to())).add("WHERE true");
        return Page.cut(sql.given(filter.state, "AND o.state = ?").given(after == null ? null : after.uuid(0), "AND o.id < ?")
                .add("ORDER BY o.id DESC LIMIT ?", page.limit + 1).list(filter.asOf == null ? dataSource : worker, row -> OpeningView.of(row, vault)),
                page.limit, opening -> Cursor.of(opening.id()));
    }

    /** Those that close first come first. */
    @Unscoped("public: what was published, without persons")
    public Page<OpeningView.Open> open(OpenFilter filter, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = select("open_job").add("WHERE o.open_until >= ?", today()).given(filter.jurisdiction, "AND o.jurisdiction = ?")
                .given(filter.trade, "AND o.trade = ?").given(SearchForm.containing(filter.q), "AND o.search_title LIKE ?");
        if (filter.area != null) {
            sql.add("AND (o.area = ? OR a.parent_code = ? OR EXISTS (SELECT FROM administrative_unit p WHERE p.jurisdiction = a.jurisdiction "
                    + "AND p.code = a.parent_code AND p.parent_code = ?))", filter.area, filter.area, filter.area);
        }
        if (after != null) {
            sql.add("AND (o.open_until, o.id) > (?, ?)", after.day(0), after.uuid(1));
        }
        return Page.cut(sql.add("ORDER BY o.open_until, o.id LIMIT ?", page.limit + 1).list(dataSource, OpeningView.Open::of), page.limit,
                job -> Cursor.of(job.openUntil(), job.id()));
    }

    @Unscoped("public: what was published, without persons")
    public OpeningView.Open open(UUID id) {
        return select("open_job").add("WHERE o.id = ? AND o.open_until >= ?", id, today()).first(dataSource, OpeningView.Open::of)
                .orElseThrow(() -> Problem.notFound("job-opening"));
    }

    @Unscoped("names of trades are for everybody")
    public List<OpeningView.Trade> trades(String jurisdiction) {
        return Sql.of("SELECT DISTINCT ON (code) code, name_" + Language.current().getLanguage() + " FROM job_trade WHERE is_used")
                .given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY code, jurisdiction DESC")
                .list(dataSource, row -> new OpeningView.Trade(row.getString(1), row.getString(2)));
    }

    /** In the westernmost of our jurisdictions: an opening shows until its last day is over everywhere. */
    private LocalDate today() {
        return Zones.today(clock, "vn");
    }

    private static Sql select(String relation, Object... values) {
        // Relation and column are words of ours, never what a client sent.
        return Sql.of("SELECT o.*, t.name_" + Language.current().getLanguage() + " AS trade_name, a.name AS area_name, u.name AS unit_name FROM "
                + relation + " o LEFT JOIN job_trade t ON t.jurisdiction = o.jurisdiction AND t.code = o.trade JOIN unit u ON u.id = o.unit_id "
                + "LEFT JOIN administrative_unit a ON a.jurisdiction = o.jurisdiction AND a.code = o.area", values);
    }
}
