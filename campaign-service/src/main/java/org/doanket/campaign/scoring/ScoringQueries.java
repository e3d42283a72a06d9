package org.doanket.campaign.scoring;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.UnitEnd;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of scoring sheets. */
@ApplicationScoped
@Transactional
public class ScoringQueries {

    /** What a unit had not handed in when it ended, it hands in no more, and nobody for it: its successor is scored by a sheet of its own. */
    static final String STATE = "CASE WHEN s.state = 'open' AND " + OwnUnit.endedWithin("u", "s.ends") + " THEN 'ended' ELSE s.state END";
    private static final String SELECT = "SELECT s.*, " + STATE + " AS stands, c.name AS set_name, u.code, u.name, u.valid_to, u.successors "
            + "FROM scoring_sheet s JOIN criteria_set c ON c.id = s.set_id JOIN unit_ref u ON u.id = s.unit_id WHERE true";

    /** Takes one sheet, to write it somewhere. */
    interface Taker {
        void take(ScoringView sheet) throws IOException;
    }

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    ScoringQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public ScoringView one(UnitScope scope, UUID id) {
        List<ScoringView.Line> lines = Sql.of("SELECT l.*, c.group_title, c.title, c.how, c.evidence, c.points AS most FROM scoring_line l "
                + "JOIN scoring_sheet s ON s.id = l.sheet_id JOIN criterion c ON c.set_id = s.set_id AND c.code = l.code WHERE l.sheet_id = ? "
                + "ORDER BY c.position", id).list(dataSource, ScoringQueries::line);
        List<ScoringView.Appeal> appeals = Sql.of("SELECT * FROM scoring_appeal WHERE sheet_id = ? ORDER BY id", id).list(dataSource, row ->
                new ScoringView.Appeal(row.getObject("id", UUID.class), row.getString("code"), row.getString("reason"),
                        row.getObject("made_at", OffsetDateTime.class), row.getObject("decide_by", LocalDate.class), plain(row.getBigDecimal("before")),
                        row.getObject("granted", Boolean.class),
                        plain(row.getBigDecimal("points")), row.getString("answer"), row.getObject("decided_at", OffsetDateTime.class)));
        return Sql.of(SELECT + " AND s.id = ?", id).add("AND u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .first(dataSource, row -> view(row, lines, appeals)).orElseThrow(() -> Problem.notFound("scoring-sheet"));
    }

    /** The best first. */
    public Page<ScoringView> list(UnitScope scope, ScoringFilter filter, PageRequest page) {
        Cursor after = page.after(2);
        Sql select = filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter));
        if (after != null) {
            select.add("AND (coalesce(s.total, -1), s.id) < (?::numeric, ?)", decimal(after.text(0)), after.uuid(1));
        }
        return Page.cut(select.add("ORDER BY coalesce(s.total, -1) DESC, s.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> view(row, null, null)), page.limit,
                row -> Cursor.of(row.total() == null ? "-1" : row.total().toPlainString(), row.id()));
    }

    void export(UnitScope scope, ScoringFilter filter, Taker to) throws IOException {
        filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter)).add("ORDER BY coalesce(s.total, -1) DESC, s.id DESC")
                .stream(dataSource, row -> to.take(view(row, null, null)));
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException tampered) {
            throw Problem.malformed(Fault.at("?cursor", "bad-cursor"));
        }
    }

    private static ScoringView.Line line(ResultSet row) throws SQLException {
        return new ScoringView.Line(row.getString("code"), row.getString("group_title"), row.getString("title"), row.getString("how"),
                row.getBoolean("evidence"), plain(row.getBigDecimal("most")), plain(row.getBigDecimal("value")), plain(row.getBigDecimal("claimed")),
                row.getString("note"), plain(row.getBigDecimal("numerator")), plain(row.getBigDecimal("denominator")),
                plain(row.getBigDecimal("points")), row.getString("remark"));
    }

    private static ScoringView view(ResultSet row, List<ScoringView.Line> lines, List<ScoringView.Appeal> appeals) throws SQLException {
        return new ScoringView(row.getObject("id", UUID.class), row.getObject("set_id", UUID.class), row.getString("set_name"),
                row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"), row.getInt("year"),
                row.getObject("starts", LocalDate.class), row.getObject("ends", LocalDate.class), row.getString("stands"), UnitEnd.of(row),
                plain(row.getBigDecimal("total")), row.getString("band"), row.getObject("appeal_by", LocalDate.class), row.getString("appeal_rule"), lines,
                appeals, row.getLong("version"),
                row.getObject("changed_at", OffsetDateTime.class));
    }

    private static BigDecimal plain(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
