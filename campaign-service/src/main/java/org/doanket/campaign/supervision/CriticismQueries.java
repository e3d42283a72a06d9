package org.doanket.campaign.supervision;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of social criticism. */
@ApplicationScoped
@Transactional
public class CriticismQueries {

    private static final String STATE = "CASE WHEN c.opinion IS NULL THEN 'open' WHEN c.outcome IS NULL THEN 'opined' ELSE 'concluded' END";
    private static final String SELECT = "SELECT c.*, " + STATE + " AS state, u.code AS unit_code, u.name AS unit_name, c.opinion IS NULL AND c.due < "
            + "legal_day(u.jurisdiction, now()) AS overdue "
            + "FROM social_criticism c JOIN unit_ref u ON u.id = c.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    CriticismQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public Page<CriticismView> list(UnitScope scope, ListFilter filter, String state, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT)).given(filter.year, "AND c.year = ?").given(state, "AND " + STATE + " = ?")
                .given(filter.words(), "AND doanket.search_form(c.title || ' ' || c.asking_body) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND c.id < ?").add("ORDER BY c.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, CriticismView::of), page.limit, row -> Cursor.of(row.id()));
    }

    public CriticismView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND c.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, CriticismView::of)
                .orElseThrow(() -> Problem.notFound("social-criticism"));
    }
}
