package org.doanket.finance.dues;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.dues.DuesRunView.ProblemView;
import org.doanket.finance.dues.DuesRunView.UnitView;
import org.doanket.platform.http.Messages;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class DuesRunQueries {

    private static final String RUNS = "SELECT r.* FROM dues_run r JOIN unit_ref u ON u.id = r.unit_id "
            + "WHERE u.path >= ? AND u.path < ?";

    private static final String UNITS = "SELECT k.*, u.code AS unit_code, u.name AS unit_name, u.path, j.currency FROM dues_run_unit k "
            + "JOIN dues_run r ON r.no = k.run_no JOIN unit_ref u ON u.id = k.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction "
            + "WHERE r.id = ? AND u.path >= ? AND u.path < ?";

    /** Takes one row after the other. */
    interface Taker {
        void take(UnitView row) throws IOException;
    }

    private final AgroalDataSource dataSource;

    DuesRunQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<DuesRunView> run(UnitScope scope, UUID id) {
        return Sql.of(RUNS, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, DuesRunView::of);
    }

    public Page<DuesRunView> runs(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        List<DuesRunView> rows = Sql.of(RUNS, range.from(), range.to()).given(only, "AND r.unit_id = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, DuesRunView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** In the order of the tree. @param onlyChanged those alone whose charges the run changes */
    public Page<UnitView> units(UnitScope range, UUID only, UUID run, boolean onlyChanged, PageRequest page) {
        Cursor after = page.after(1);
        List<UnitView> rows = units(range, only, run, onlyChanged).given(after == null ? null : after.text(0), "AND u.path > ?")
                .add("ORDER BY u.path LIMIT ?", page.limit + 1).list(dataSource, UnitView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.path()));
    }

    void eachUnit(UnitScope range, UUID only, UUID run, boolean onlyChanged, Taker taker) throws IOException {
        units(range, only, run, onlyChanged).add("ORDER BY u.path").stream(dataSource, row -> taker.take(UnitView.of(row)));
    }

    private static Sql units(UnitScope range, UUID only, UUID run, boolean onlyChanged) {
        return Sql.of(UNITS, run, range.from(), range.to()).given(only, "AND k.unit_id = ?").add(onlyChanged ? "AND k.changed > 0" : "");
    }

    public Page<ProblemView> problems(UnitScope scope, UUID run, Locale language, PageRequest page) {
        Cursor after = page.after(1);
        List<ProblemView> rows = Sql.of("SELECT m.id, m.code AS member_code, m.display_name, p.unit_id, p.code, p.amount, p.bound, "
                + "nullif(concat_ws('; ', r.citation, f.citation), '') AS rule, r.verified AND coalesce(f.verified, true) AS verified FROM dues_problem p "
                + "JOIN dues_run n ON n.no = p.run_no JOIN member_ref m ON m.no = p.member_no "
                + "JOIN unit_ref u ON u.id = p.unit_id LEFT JOIN dues_rule r ON r.no = p.rule_no "
                + "LEFT JOIN LATERAL (SELECT a.citation, a.verified FROM parameter a WHERE p.code = 'dues-below-floor' AND a.jurisdiction = r.jurisdiction "
                + "AND a.name = r.floor_parameter AND a.region = '' AND a.valid_from <= n.month AND a.cancelled_at IS NULL "
                + "ORDER BY a.valid_from DESC LIMIT 1) f ON true "
                + "WHERE n.id = ? AND u.path >= ? AND u.path < ?", run, scope.from(), scope.to())
                .given(after == null ? null : after.uuid(0), "AND m.id > ?").add("ORDER BY m.id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new ProblemView(row.getObject("id", UUID.class), row.getString("member_code"),
                        row.getString("display_name"), row.getObject("unit_id", UUID.class), row.getString("code"),
                        Messages.text(language, "dues-problem." + row.getString("code"), row.getObject("bound")),
                        row.getString("rule"), row.getObject("verified", Boolean.class)));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.member()));
    }
}
