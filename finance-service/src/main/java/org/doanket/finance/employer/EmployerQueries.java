package org.doanket.finance.employer;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Employers are seen by the unit that collects their fund and by the union at them, and by all above either. */
@ApplicationScoped
@Transactional
public class EmployerQueries {

    private static final String SEEN = "(e.unit_id IN (SELECT id FROM unit_ref WHERE path >= ? AND path < ?) "
            + "OR e.union_id IN (SELECT id FROM unit_ref WHERE path >= ? AND path < ?))";

    private final AgroalDataSource dataSource;

    EmployerQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<EmployerView> employer(UnitScope scope, UUID id) {
        return in(scope).add("AND e.id = ?", id).first(dataSource, EmployerView::of);
    }

    /**
     * @param only  the one unit of the range that is meant, or null for all of them
     * @param text  part of a name, or a tax code
     * @param union with, without or null for both
     */
    public Page<EmployerView> employers(UnitScope range, UUID only, String text, String union, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = in(range);
        if (only != null) {
            sql.add("AND (e.unit_id = ? OR e.union_id = ?)", only, only);
        }
        if (text != null) {
            sql.add("AND (e.search_name LIKE ? OR e.tax_code = ?)", '%' + SearchForm.of(text).replaceAll("([%_\\\\])", "\\\\$1") + '%',
                    text.trim());
        }
        if (union != null) {
            sql.add(union.equals("with") ? "AND e.union_id IS NOT NULL" : "AND e.union_id IS NULL");
        }
        List<EmployerView> rows = sql.given(after == null ? null : after.uuid(0), "AND e.id > ?")
                .add("ORDER BY e.id LIMIT ?", page.limit + 1).list(dataSource, EmployerView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** The newest first. */
    public Page<EmployerView.State> history(UnitScope scope, EmployerView of, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = seen("SELECT s.* FROM employer_state s JOIN employer e ON e.no = s.employer_no WHERE ", scope).add("AND e.id = ?", of.id());
        if (after != null) {
            sql.add("AND (s.valid_from, s.no) < (?, ?)", after.day(0), after.number(1));
        }
        List<EmployerView.State> rows = sql.add("ORDER BY s.valid_from DESC, s.no DESC LIMIT ?", page.limit + 1)
                .list(dataSource, EmployerView.State::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.validFrom(), row.no()));
    }

    private static Sql in(UnitScope range) {
        return seen("SELECT e.* FROM employer e WHERE ", range);
    }

    private static Sql seen(String select, UnitScope range) {
        return Sql.of(select + SEEN, range.from(), range.to(), range.from(), range.to());
    }
}
