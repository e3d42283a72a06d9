package org.doanket.membership.headcount;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.List;
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

    private static final String SELECT = "SELECT r.*, u.code AS unit_code, u.name AS unit_name FROM headcount_report r JOIN unit u ON u.id = r.unit_id";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final ObjectMapper json;

    HeadcountReportQueries(AgroalDataSource dataSource, UnitTree tree, ObjectMapper json) {
        this.dataSource = dataSource;
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
    }

    public HeadcountReportView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT).add("WHERE r.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> HeadcountReportView.of(row, json)).orElseThrow(() -> Problem.notFound("headcount-report"));
    }

    /** The newest first. */
    public Page<HeadcountReportView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        List<HeadcountReportView> rows = Sql.of(SELECT).add("WHERE u.path >= ? AND u.path < ?", range.from(), range.to())
                .given(filter.scope == null ? filter.unit : null, "AND r.unit_id = ?")
                .given(filter.period, "AND r.period_id = ?")
                .given(filter.state, "AND r.state = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> HeadcountReportView.of(row, json));
        return Page.cut(rows, page.limit, report -> Cursor.of(report.id()));
    }

    @Unscoped("the same for everybody")
    public List<HeadcountPeriodView.Figure> figures(String jurisdiction) {
        return Sql.of("SELECT *, name_" + Language.current().getLanguage() + " AS name FROM headcount_figure WHERE true")
                .given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction DESC, position")
                .list(dataSource, row -> new HeadcountPeriodView.Figure(row.getString("jurisdiction"), row.getString("code"),
                        row.getString("name"), row.getString("part_of"), row.getString("counted_by"), row.getString("citation"), row.getBoolean("verified")));
    }
}
