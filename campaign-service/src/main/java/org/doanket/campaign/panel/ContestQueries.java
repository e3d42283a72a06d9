package org.doanket.campaign.panel;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** Reads of contests, newest first. */
@ApplicationScoped
@Transactional
public class ContestQueries {

    private static final String SELECT = "SELECT c.*, u.code, u.name AS unit_name FROM contest c JOIN unit_ref u ON u.id = c.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    ContestQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public PanelView.Contest one(UnitScope scope, UUID id) {
        List<PanelView.RoundView> rounds = Sql.of("SELECT r.*, p.id AS panel, coalesce(p.state, 'waiting') AS state FROM contest_round r "
                + "LEFT JOIN panel p ON p.contest_id = r.contest_id AND p.round = r.number AND p.state <> 'cancelled' "
                + "WHERE r.contest_id = ? ORDER BY r.number", id)
                .list(dataSource, row -> new PanelView.RoundView(row.getInt("number"), row.getString("title"), PanelQueries.rule(row),
                        row.getObject("panel", UUID.class), row.getString("state")));
        return Sql.of(SELECT + " AND c.id = ?", id).add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .first(dataSource, row -> view(row, rounds)).orElseThrow(() -> Problem.notFound("contest"));
    }

    public Page<PanelView.Contest> list(UnitScope scope, ContestFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter)).given(after == null ? null : after.uuid(0), "AND c.id < ?")
                .add("ORDER BY c.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> view(row, null)), page.limit, row -> Cursor.of(row.id()));
    }

    /** Each model of each round that was opened, one by one as they come. */
    public void entries(UnitScope scope, UUID id, Sql.RowTaker taker) throws IOException {
        Sql.of("SELECT r.number, r.title, e.place, m.name, h.name AS unit_name, trim_scale(e.score) AS score, e.passed FROM contest c "
                + "JOIN unit_ref u ON u.id = c.unit_id JOIN contest_round r ON r.contest_id = c.id JOIN panel p ON p.contest_id = c.id AND p.round = r.number "
                + "AND p.state <> 'cancelled' JOIN panel_entry e ON e.panel_id = p.id JOIN good_practice_model m ON m.id = e.model_id "
                + "JOIN unit_ref h ON h.id = m.unit_id WHERE c.id = ? AND u.path >= ? AND u.path < ? ORDER BY r.number, e.place, e.position", id, scope.from(),
                scope.to()).stream(dataSource, taker);
    }

    private static PanelView.Contest view(ResultSet row, List<PanelView.RoundView> rounds) throws SQLException {
        return new PanelView.Contest(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"),
                row.getString("unit_name"), row.getString("name"), row.getInt("year"), row.getString("state"), row.getString("cancelled_for"), rounds,
                row.getLong("version"));
    }
}
