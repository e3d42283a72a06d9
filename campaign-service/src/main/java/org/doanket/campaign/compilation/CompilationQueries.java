package org.doanket.campaign.compilation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of compilations, newest first. */
@ApplicationScoped
@Transactional
public class CompilationQueries {

    private static final String SELECT = "SELECT c.*, u.code, u.name, (SELECT count(*) FROM compilation_item i WHERE i.compilation_id = c.id) AS models "
            + "FROM compilation c JOIN unit_ref u ON u.id = c.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    CompilationQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public CompilationView one(UnitScope scope, UUID id) {
        List<CompilationView.Item> items = Sql.of("SELECT i.*, m.name, m.field, m.subject_kind, m.state, u.code, u.name AS unit_name "
                + "FROM compilation_item i JOIN good_practice_model m ON m.id = i.model_id JOIN unit_ref u ON u.id = m.unit_id "
                + "WHERE i.compilation_id = ? ORDER BY i.position", id).list(dataSource, row -> new CompilationView.Item(row.getInt("position") + 1,
                row.getObject("model_id", UUID.class), row.getString("name"), row.getString("code"), row.getString("unit_name"),
                row.getString("field"), row.getString("subject_kind"), row.getString("step"), row.getString("note"), row.getString("level"),
                row.getString("state")));
        return Sql.of(SELECT + " AND c.id = ?", id).add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .first(dataSource, row -> view(row, items)).orElseThrow(() -> Problem.notFound("compilation"));
    }

    public Page<CompilationView> list(UnitScope scope, CompilationFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter))
                .given(after == null ? null : after.uuid(0), "AND c.id < ?").add("ORDER BY c.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> view(row, null)), page.limit, row -> Cursor.of(row.id()));
    }

    private static CompilationView view(ResultSet row, List<CompilationView.Item> items) throws SQLException {
        return new CompilationView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"),
                row.getInt("year"), row.getString("title"), row.getInt("models"), row.getObject("made_at", OffsetDateTime.class), items);
    }
}
