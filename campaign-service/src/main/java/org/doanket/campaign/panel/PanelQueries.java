package org.doanket.campaign.panel;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of panels, newest first. What a scorer gave, nobody else sees before the panel is closed. */
@ApplicationScoped
@Transactional
public class PanelQueries {

    private static final String SELECT = "SELECT p.*, u.code, u.name FROM panel p JOIN unit_ref u ON u.id = p.unit_id WHERE true";

    private static final String IN_SCOPE = "AND u.path >= ? AND u.path < ?";
    private static final String IN_SCOPE_OR_SCORED = "AND (u.path >= ? AND u.path < ? OR p.id = panel_scored())";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;

    PanelQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
    }

    public PanelView one(UnitScope scope, UUID id) {
        return one(scope, id, IN_SCOPE);
    }

    /** Also for a scorer whose role is somewhere else than at the panel's unit or above. */
    public PanelView oneOrScored(UnitScope scope, UUID id, String subject) {
        present(id, subject);
        return one(scope, id, IN_SCOPE_OR_SCORED);
    }

    /** For this transaction: the one panel that he scores, wherever it is. */
    @Unscoped("who scores a panel is asked by his subject")
    void present(UUID id, String subject) {
        Sql.of("SELECT 1 FROM panel_scorer WHERE panel_id = ? AND subject = ? AND left_at IS NULL", id, subject).first(worker, row -> true)
                .ifPresent(scores -> Sql.of("SELECT set_config('doanket.panel_scored', ?, true)", id.toString()).first(dataSource, row -> true));
    }

    private PanelView one(UnitScope scope, UUID id, String reach) {
        List<PanelCommand.Scorer> scorers = Sql.of("SELECT * FROM panel_scorer WHERE panel_id = ? AND left_at IS NULL ORDER BY chair DESC, subject", id)
                .list(dataSource, row -> new PanelCommand.Scorer(row.getString("subject"), row.getBoolean("chair")));
        List<PanelView.Former> former = Sql.of("SELECT * FROM panel_scorer WHERE panel_id = ? AND left_at IS NOT NULL ORDER BY left_at", id)
                .list(dataSource, row -> new PanelView.Former(row.getString("subject"), row.getString("left_for"), row.getObject("left_at", OffsetDateTime.class)));
        List<PanelView.Recusal> recusals = Sql.of("SELECT * FROM panel_recusal WHERE panel_id = ? ORDER BY declared_at, model_id", id).list(dataSource, row ->
                new PanelView.Recusal(row.getString("subject"), row.getObject("model_id", UUID.class), row.getString("reason"),
                        row.getObject("declared_at", OffsetDateTime.class)));
        List<PanelView.Entry> entries = Sql.of("SELECT e.*, m.name, m.unit_id, m.state, m.is_over, u.name AS unit_name, (SELECT count(DISTINCT b.subject) "
                + "FROM counted_ballot b "
                + "WHERE b.panel_id = e.panel_id AND b.model_id = e.model_id) AS ballots FROM panel_entry e JOIN good_practice_model m ON m.id = e.model_id "
                + "JOIN unit_ref u ON u.id = m.unit_id WHERE e.panel_id = ? ORDER BY e.place, e.position", id).list(dataSource, row ->
                new PanelView.Entry(row.getObject("model_id", UUID.class), row.getString("name"), row.getObject("unit_id", UUID.class),
                        row.getString("unit_name"), row.getString("state"), row.getBoolean("is_over"), row.getInt("ballots"),
                        plain(row.getBigDecimal("score")), row.getObject("place", Integer.class),
                        row.getObject("passed", Boolean.class)));
        return Sql.of(SELECT + " AND p.id = ?", id).add(reach, scope.from(), scope.to())
                .first(dataSource, row -> view(row, scorers, former, recusals, entries)).orElseThrow(() -> Problem.notFound("panel"));
    }

    public Page<PanelView> list(UnitScope scope, PanelFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(filter.narrow(Sql.of(SELECT), Subtree.of(tree, scope, filter))
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> view(row, null, null, null, null)), page.limit, row -> Cursor.of(row.id()));
    }

    /** In the order of models. @param subject whose own are shown while the panel is open; then all */
    public Page<PanelView.Ballot> ballots(UnitScope scope, UUID id, String subject, PageRequest page) {
        boolean isOpen = oneOrScored(scope, id, subject).state().equals("open");
        Cursor after = page.after(2);
        // Who scored does not stand in an address, so not in its cursor either.
        Sql select = Sql.of("SELECT b.model_id, b.subject, md5(b.subject) COLLATE \"C\" AS place, min(b.cast_at) AS cast_at, "
                + "array_agg(b.code ORDER BY b.code) AS codes, array_agg(b.points ORDER BY b.code) AS points FROM counted_ballot b WHERE b.panel_id = ?", id)
                .given(isOpen ? subject : null, "AND b.subject = ?");
        if (after != null) {
            select.add("AND (b.model_id, md5(b.subject) COLLATE \"C\") > (?, ?)", after.uuid(0), after.text(1));
        }
        record Placed(PanelView.Ballot ballot, String place) {
        }
        Page<Placed> placed = Page.cut(select.add("GROUP BY b.model_id, b.subject ORDER BY b.model_id, place LIMIT ?", page.limit + 1).list(dataSource, row -> {
            String[] codes = (String[]) row.getArray("codes").getArray();
            BigDecimal[] points = (BigDecimal[]) row.getArray("points").getArray();
            return new Placed(new PanelView.Ballot(row.getString("subject"), row.getObject("model_id", UUID.class), IntStream.range(0, codes.length)
                    .mapToObj(i -> new PanelCommand.Points(codes[i], plain(points[i]))).toList(), row.getObject("cast_at", OffsetDateTime.class)),
                    row.getString("place"));
        }), page.limit, each -> Cursor.of(each.ballot().model(), each.place()));
        return new Page<>(placed.items().stream().map(Placed::ballot).toList(), placed.next());
    }

    /** All of them, as many as a panel of fifty scorers has of five hundred models: for its sheet, and what one scorer has cast. */
    public List<PanelView.Ballot> ballots(UnitScope scope, UUID id, String subject) {
        boolean isOpen = oneOrScored(scope, id, subject).state().equals("open");
        record Line(String subject, UUID model, OffsetDateTime at, PanelCommand.Points points) {
        }
        Map<List<Object>, List<Line>> ballots = new LinkedHashMap<>();
        Sql.of("SELECT * FROM counted_ballot WHERE panel_id = ?", id).given(isOpen ? subject : null, "AND subject = ?").add("ORDER BY model_id, subject, code")
                .list(dataSource, row -> new Line(row.getString("subject"), row.getObject("model_id", UUID.class),
                        row.getObject("cast_at", OffsetDateTime.class), new PanelCommand.Points(row.getString("code"), plain(row.getBigDecimal("points")))))
                .forEach(line -> ballots.computeIfAbsent(List.of(line.subject(), line.model()), any -> new ArrayList<>()).add(line));
        return ballots.values().stream().map(lines -> new PanelView.Ballot(lines.get(0).subject(), lines.get(0).model(),
                lines.stream().map(Line::points).toList(), lines.get(0).at())).toList();
    }

    private static PanelView view(ResultSet row, List<PanelCommand.Scorer> scorers, List<PanelView.Former> former,
            List<PanelView.Recusal> recusals, List<PanelView.Entry> entries) throws SQLException {
        return new PanelView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"),
                row.getString("title"), rule(row), row.getObject("contest_id", UUID.class), row.getObject("round", Integer.class), row.getString("state"),
                row.getString("cancelled_for"), scorers, former, recusals, entries,
                row.getLong("version"), row.getObject("changed_at", OffsetDateTime.class));
    }

    static PanelCommand.Rule rule(ResultSet row) throws SQLException {
        return new PanelCommand.Rule(row.getObject("set_id", UUID.class), row.getString("combination"), List.of((String[]) row.getArray("ties").getArray()),
                row.getObject("passing", Integer.class));
    }

    private static BigDecimal plain(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
