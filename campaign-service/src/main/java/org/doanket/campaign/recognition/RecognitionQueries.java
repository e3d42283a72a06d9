package org.doanket.campaign.recognition;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
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

/** Reads of recognitions, newest first. They are seen where the model is, and by those who decided. */
@ApplicationScoped
@Transactional
public class RecognitionQueries {

    private static final String SELECT = "SELECT r.*, m.name, m.holder, m.field, u.code, u.name AS unit_name, b.name AS by_name, v.decision AS revoked_by, "
            + "v.revoked_on, v.reason FROM recognition r JOIN good_practice_model m ON m.id = r.model_id JOIN unit_ref u ON u.id = r.unit_id "
            + "JOIN unit_ref b ON b.id = r.by_unit_id LEFT JOIN recognition_revocation v ON v.recognition_id = r.id WHERE true";

    /** Takes one recognition, to write it somewhere. */
    interface Taker {
        void take(RecognitionView recognition) throws IOException;
    }

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    RecognitionQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public RecognitionView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND r.id = ?", id).add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .first(dataSource, RecognitionQueries::view).orElseThrow(() -> Problem.notFound("recognition"));
    }

    public Page<RecognitionView> list(UnitScope scope, RecognitionFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter))
                .given(after == null ? null : after.uuid(0), "AND r.id < ?");
        return Page.cut(select.add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, RecognitionQueries::view), page.limit,
                row -> Cursor.of(row.id()));
    }

    /** All models of a decision within the scope, in its order. */
    public List<RecognitionView> act(UnitScope scope, UUID by, String decision) {
        return Sql.of(SELECT + " AND r.by_unit_id = ? AND r.decision = ?", by, decision).add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .add("ORDER BY r.number").list(dataSource, RecognitionQueries::view);
    }

    void export(UnitScope scope, RecognitionFilter filter, Taker to) throws IOException {
        filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter)).add("ORDER BY r.decided_on, r.decision, r.number")
                .stream(dataSource, row -> to.take(view(row)));
    }

    private static RecognitionView view(ResultSet row) throws SQLException {
        return new RecognitionView(row.getObject("id", UUID.class), row.getObject("model_id", UUID.class), row.getString("name"),
                row.getString("holder"), row.getString("subject_kind"), row.getString("field"), row.getInt("year"),
                row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("unit_name"), row.getObject("by_unit_id", UUID.class),
                row.getString("by_name"), row.getString("level"), row.getString("decision"), row.getObject("decided_on", LocalDate.class),
                row.getInt("number"), row.getObject("recorded_at", OffsetDateTime.class), row.getString("revoked_by") == null ? null
                        : new RecognitionView.Revoked(row.getString("revoked_by"), row.getObject("revoked_on", LocalDate.class), row.getString("reason")));
    }
}
