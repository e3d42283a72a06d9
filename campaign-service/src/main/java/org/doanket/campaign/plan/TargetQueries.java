package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.UnitEnd;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Reads of targets, each with how far it is. */
@ApplicationScoped
@Transactional
public class TargetQueries {

    private static final String SELECT = "SELECT t.*, u.code AS unit_code, u.name AS unit_name, u.jurisdiction FROM target t "
            + "JOIN unit_ref u ON u.id = t.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final ProgressQueries progress;
    private final LightQueries lights;
    private final UnitTree tree;
    private final Clock clock;

    TargetQueries(AgroalDataSource dataSource, ProgressQueries progress, LightQueries lights, UnitTree tree, Clock clock) {
        this.lights = lights;
        this.clock = clock;
        this.dataSource = dataSource;
        this.progress = progress;
        this.tree = tree;
    }

    public TargetView one(UnitScope scope, UUID id) {
        List<TargetView> found = Sql.of(SELECT + " AND t.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .list(dataSource, this::defined);
        return found.isEmpty() ? missing() : measured(scope, found).get(0);
    }

    /** What targets are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("plan")
        public UUID plan;

        /** Code of a binding, or {@code none} for targets whose progress is typed. */
        @QueryParam("binding")
        @Size(max = 60)
        public String binding;

        /** By the days from which to which it counts. */
        @QueryParam("state")
        @Pattern(regexp = "to-come|running|over")
        public String state;
    }

    public Page<TargetView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT)).given(filter.plan, "AND t.plan_id = ?").given(filter.state, "AND CASE "
                + "WHEN t.starts > legal_day(u.jurisdiction, now()) THEN 'to-come' WHEN t.ends < legal_day(u.jurisdiction, now()) THEN 'over' ELSE 'running' END = ?")
                .given(filter.year, "AND EXISTS (SELECT FROM action_plan p WHERE p.id = t.plan_id AND p.year = ?)")
                .given(filter.words(), "AND doanket.search_form(concat_ws(' ', t.code, t.title, u.name)) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND t.id > ?");
        sql = "none".equals(filter.binding) ? sql.add("AND t.binding IS NULL") : sql.given(filter.binding, "AND t.binding = ?");
        List<TargetView> rows = sql.add("ORDER BY t.id LIMIT ?", page.limit + 1).list(dataSource, this::defined);
        return Page.cut(measured(scope, rows), page.limit, target -> Cursor.of(target.id()));
    }

    List<TargetView> ofPlan(UnitScope scope, UUID plan) {
        return measured(scope, Sql.of(SELECT + " AND t.plan_id = ? ORDER BY t.id", plan).list(dataSource, this::defined));
    }

    /** The shares that units below have taken of it. @param due those who have not reported since then are late */
    public Page<ShareView> shares(UnitScope scope, UUID id, LocalDate due, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(2);
        Sql select = Sql.of(SELECT + " AND t.parent_id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to());
        if (after != null) {
            select.add("AND (u.code COLLATE \"C\", t.id) > (?, ?)", after.text(0), after.uuid(1));
        }
        Page<TargetView> shares = Page.cut(measured(scope, select.add("ORDER BY u.code COLLATE \"C\", t.id LIMIT ?", page.limit + 1).list(dataSource,
                this::defined)),
                page.limit, share -> Cursor.of(share.unitCode(), share.id()));
        String[] ids = shares.items().stream().map(share -> share.id().toString()).toArray(String[]::new);
        record Reported(LocalDate newest, UnitEnd end) {
        }
        Map<UUID, Reported> reported = Sql.of("SELECT t.id, (SELECT max(p.day) FROM progress_report p WHERE p.target_id = t.id) AS newest, u.valid_to, "
                + "u.successors "
                + "FROM target t JOIN unit_ref u ON u.id = t.unit_id WHERE t.id = ANY (?::uuid[])", (Object) ids)
                .list(dataSource, row -> Map.entry(row.getObject(1, UUID.class), new Reported(row.getObject(2, LocalDate.class), UnitEnd.of(row))))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Page<>(shares.items().stream().map(share -> {
            Reported its = reported.get(share.id());
            boolean isLate = share.binding() == null && due != null && (its.end() == null || its.end().on().isAfter(due))
                    && (its.newest() == null || its.newest().isBefore(due));
            return new ShareView(share.id(), share.unit(), share.unitCode(), share.unitName(), share.planned(), share.progress().actual(),
                    share.progress().percent(), its.newest(), isLate, its.end());
        }).toList(), shares.next());
    }

    /** From which facts a bound target is counted, newest first; of a ratio both parts. */
    public Page<SourceView> facts(UnitScope scope, UUID id, PageRequest page) {
        TargetView target = one(scope, id);
        Cursor after = page.after(3);
        Sql sql = Sql.of("SELECT f.*, u.code AS unit_code FROM counted_fact f JOIN unit_ref u ON u.id = f.unit_id JOIN target t ON t.id = ? "
                + "JOIN binding b ON b.code = f.binding JOIN unit_ref r ON r.id = t.bound_unit WHERE f.binding IN (t.binding, t.denominator) AND f.value <> 0 "
                + "AND f.currency = coalesce(t.currency, '') AND u.path >= r.path AND u.path < left(r.path, -1) || '0' "
                + "AND f.day BETWEEN CASE WHEN b.monthly THEN date_trunc('month', t.starts)::date ELSE t.starts END AND t.ends", target.id());
        if (after != null) {
            sql.add("AND (f.day, f.source, f.binding) < (?, ?, ?)", after.day(0), after.uuid(1), after.text(2));
        }
        return Page.cut(sql.add("ORDER BY f.day DESC, f.source DESC, f.binding DESC LIMIT ?", page.limit + 1).list(dataSource, row -> new SourceView(
                row.getObject("fact_id", UUID.class), row.getString("fact"), row.getString("binding"), row.getObject("source", UUID.class),
                row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getObject("day", LocalDate.class),
                RollUp.plain(row.getBigDecimal("value")), row.getObject("at", OffsetDateTime.class))), page.limit,
                source -> Cursor.of(source.day(), source.source(), source.binding()));
    }

    /** What was reported, newest first; a report that a later one for the same day has replaced is marked. */
    public Page<ReportView> reports(UnitScope scope, UUID id, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT p.*, EXISTS (SELECT FROM progress_report n WHERE n.target_id = p.target_id AND n.day = p.day "
                + "AND n.id > p.id) AS replaced FROM progress_report p WHERE p.target_id = ?", id)
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new ReportView(row.getObject("id", UUID.class), row.getObject("day", LocalDate.class),
                        RollUp.plain(row.getBigDecimal("value")), RollUp.plain(row.getBigDecimal("numerator")),
                        RollUp.plain(row.getBigDecimal("denominator")), row.getString("note"), row.getString("reported_by"),
                        row.getObject("reported_at", OffsetDateTime.class), row.getBoolean("replaced"))),
                page.limit, report -> Cursor.of(report.id()));
    }

    /** The targets of a plan as they stood on a day, for a report. */
    List<TargetView> ofPlanOn(UnitScope scope, UUID plan, LocalDate day) {
        return measured(scope, Sql.of(SELECT + " AND t.plan_id = ? ORDER BY t.task NULLS LAST, t.id", plan).list(dataSource, this::defined), day);
    }

    private List<TargetView> measured(UnitScope scope, List<TargetView> targets) {
        return measured(scope, targets, null);
    }

    private List<TargetView> measured(UnitScope scope, List<TargetView> targets, LocalDate until) {
        if (targets.isEmpty()) {
            return targets;
        }
        Map<UUID, ProgressQueries.Known> known = progress.of(scope,
                targets.stream().collect(Collectors.toMap(TargetView::id, TargetView::aggregation)), until);
        Map<String, Outlook.Rule> rules = new HashMap<>();
        return targets.stream().map(target -> {
            LocalDate day = until == null ? Zones.today(clock, target.jurisdiction()) : until;
            Outlook.Rule rule = rules.computeIfAbsent(target.jurisdiction(), jurisdiction -> lights.rule(jurisdiction, day));
            return target.with(known.get(target.id()), rule, day);
        }).toList();
    }

    private TargetView defined(ResultSet row) throws SQLException {
        BigDecimal planned = RollUp.plain(row.getBigDecimal("planned"));
        return new TargetView(row.getObject("id", UUID.class), row.getObject("plan_id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getString("unit_code"), row.getString("unit_name"), row.getObject("task", Integer.class), row.getString("code"),
                row.getString("title"), row.getString("unit_of_measure"), row.getString("direction"), row.getString("aggregation"), planned,
                row.getString("binding"), row.getString("denominator"), row.getString("currency"), row.getObject("starts", LocalDate.class),
                row.getObject("ends", LocalDate.class), row.getObject("bound_unit", UUID.class), row.getObject("parent_id", UUID.class),
                row.getBoolean("offered"), row.getString("jurisdiction"), null, null, row.getLong("version"));
    }

    private static TargetView missing() {
        throw Problem.notFound("target");
    }
}
