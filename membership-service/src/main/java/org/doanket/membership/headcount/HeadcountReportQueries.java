package org.doanket.membership.headcount;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class HeadcountReportQueries {

    private static final String SELECT = "SELECT r.*, u.code AS unit_code, u.name AS unit_name FROM headcount_report r JOIN ";
    private static final String NOW = "unit u ON u.id = r.unit_id WHERE u.path >= ? AND u.path < ?";
    private static final String AS_OF = "units_on(?, ?, ?) u ON u.unit_id = r.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final ObjectMapper json;

    HeadcountReportQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, ObjectMapper json) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.json = json;
    }

    /** What a list of reports may be narrowed by. */
    public static class Filter {

        @QueryParam("period")
        public UUID period;

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "subtree")
        public String scope;

        @QueryParam("state")
        @Pattern(regexp = "draft|pending|approved|rejected")
        public String state;

        /** Of the units that stood below on that day, by the names that they had. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public HeadcountReportView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + NOW, scope.from(), scope.to()).add("AND r.id = ?", id)
                .first(dataSource, row -> HeadcountReportView.of(row, json)).orElseThrow(() -> Problem.notFound("headcount-report"));
    }

    /** The newest first. As of a day on the worker's login, with that day's range as a predicate: what was here then may be elsewhere by now. */
    public Page<HeadcountReportView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Optional<UnitScope> standing = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()),
                filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Sql sql = filter.asOf == null ? Sql.of(SELECT + NOW, range.from(), range.to()) : Sql.of(SELECT + AS_OF, filter.asOf, range.from(), range.to());
        List<HeadcountReportView> rows = sql.given(filter.scope == null ? filter.unit : null, "AND r.unit_id = ?")
                .given(filter.period, "AND r.period_id = ?")
                .given(filter.state, "AND r.state = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(filter.asOf == null ? dataSource : worker, row -> HeadcountReportView.of(row, json));
        return Page.cut(rows, page.limit, report -> Cursor.of(report.id()));
    }

    /** @param asOf those that a report about that day may have; null: about today */
    @Unscoped("the same for everybody")
    public List<HeadcountPeriodView.Figure> figures(String jurisdiction, LocalDate asOf) {
        return figures(asOf).given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction DESC, rank, code")
                .list(dataSource, row -> new HeadcountPeriodView.Figure(row.getString("jurisdiction"), row.getString("code"), row.getString("name"),
                        row.getString("part_of"), row.getString("counted_by"), row.getString("citation"), row.getBoolean("verified")));
    }

    private static Sql figures(LocalDate asOf) {
        // The column's name is made of one of our three languages, never of what a client sent.
        Sql sql = Sql.of("SELECT *, name_" + Language.current().getLanguage() + " AS name FROM");
        return (asOf == null ? sql.add("headcount_figure") : sql.add("headcount_figures_on(?)", asOf)).add("WHERE is_used");
    }

    @Unscoped("the same for everybody")
    List<FigureRule> figureRules(String jurisdiction, LocalDate day) {
        return Sql.of("SELECT * FROM headcount_figures_on(?) WHERE jurisdiction = ? AND is_used ORDER BY rank, code", day, jurisdiction)
                .list(dataSource, FigureRule::of);
    }
}
