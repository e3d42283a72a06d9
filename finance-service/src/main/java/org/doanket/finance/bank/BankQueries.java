package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.bank.BankView.ProfileView;
import org.doanket.finance.bank.BankView.StatementView;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class BankQueries {

    private static final String STATEMENTS = "SELECT s.* FROM bank_statement s JOIN unit_ref u ON u.id = s.unit_id "
            + "WHERE u.path >= ? AND u.path < ?";
    private static final String LINES = "SELECT l.*, r.id AS receipt_id, r.request_id, r.month, r.stream, r.amount AS paid, r.surplus, "
            + "r.matched_by FROM bank_line l JOIN unit_ref u ON u.id = l.unit_id LEFT JOIN receipt r ON r.line_no = l.no "
            + "WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    BankQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<StatementView> statement(UnitScope scope, UUID id) {
        return Sql.of(STATEMENTS, scope.from(), scope.to()).add("AND s.id = ?", id).first(dataSource, StatementView::of);
    }

    public Page<StatementView> statements(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        List<StatementView> rows = Sql.of(STATEMENTS, range.from(), range.to()).given(only, "AND s.unit_id = ?")
                .given(after == null ? null : after.uuid(0), "AND s.id < ?")
                .add("ORDER BY s.id DESC LIMIT ?", page.limit + 1).list(dataSource, StatementView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<LineView> line(UnitScope scope, UUID id) {
        return Sql.of(LINES, scope.from(), scope.to()).add("AND l.id = ?", id).first(dataSource, LineView::of);
    }

    /** @param state matched, suspense, or null for both */
    public Page<LineView> lines(UnitScope range, UUID only, String state, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = Sql.of(LINES, range.from(), range.to()).given(only, "AND l.unit_id = ?");
        if (state != null) {
            sql.add(state.equals("matched") ? "AND r.id IS NOT NULL" : "AND r.id IS NULL");
        }
        List<LineView> rows = sql.given(after == null ? null : after.number(0), "AND l.no < ?")
                .add("ORDER BY l.no DESC LIMIT ?", page.limit + 1).list(dataSource, LineView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    @Unscoped("how banks lay out their files is the same for every unit")
    public List<ProfileView> profiles() {
        return Sql.of("SELECT code, name FROM bank_profile ORDER BY code")
                .list(dataSource, row -> new ProfileView(row.getString(1), row.getString(2)));
    }
}
