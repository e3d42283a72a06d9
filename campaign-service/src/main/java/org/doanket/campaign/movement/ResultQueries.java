package org.doanket.campaign.movement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of results, newest first. */
@ApplicationScoped
@Transactional
public class ResultQueries {

    private static final String SELECT = "SELECT r.*, u.code, u.name FROM movement_result r JOIN unit_ref u ON u.id = r.unit_id WHERE true";

    /** Takes one result, to write it somewhere. */
    interface Taker {
        void take(ResultView result) throws IOException;
    }

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    ResultQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public ResultView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND r.id = ?", id).add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .first(dataSource, ResultQueries::view).orElseThrow(() -> Problem.notFound("result"));
    }

    public Page<ResultView> list(UnitScope scope, ResultFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter))
                .given(after == null ? null : after.uuid(0), "AND r.id < ?").add("ORDER BY r.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, ResultQueries::view), page.limit, row -> Cursor.of(row.id()));
    }

    void export(UnitScope scope, ResultFilter filter, Taker to) throws IOException {
        filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter)).add("ORDER BY u.path, r.day, r.id")
                .stream(dataSource, row -> to.take(view(row)));
    }

    private static ResultView view(ResultSet row) throws SQLException {
        return new ResultView(row.getObject("id", UUID.class), row.getObject("movement_id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getString("code"), row.getString("name"), row.getString("content"), row.getString("field"),
                Yield.of(row.getString("kind"), row.getBigDecimal("value"), row.getString("sort"), row.getString("measure")),
                row.getObject("day", LocalDate.class), row.getString("note"), row.getString("state"), row.getString("source"),
                row.getObject("source_id", UUID.class), row.getString("remark"), row.getLong("version"),
                row.getObject("reported_at", OffsetDateTime.class));
    }
}
