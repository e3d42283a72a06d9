package org.doanket.membership.headcount;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * Periods, and who is where in them. The units that must answer are those of the tree as it stood on the cut-off, also such as have
 * moved elsewhere since: hence the worker's login, with the range as a predicate.
 */
@ApplicationScoped
@Transactional
public class HeadcountPeriodQueries {

    /** Units that must answer, with their reports. */
    private static final String TASKS = """
            WITH task AS (
              SELECT n.unit_id, n.code, n.name, n.kind, coalesce(r.state, 'missing') AS state, r.id AS report_id,
                     coalesce(r.state IN ('draft', 'rejected'), true) AND ?::date > ?::date AS late
                FROM units_on(?, ?, ?) n LEFT JOIN headcount_report r ON r.period_id = ? AND r.unit_id = n.unit_id
               WHERE n.level = ?
            )""";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final Clock clock;

    HeadcountPeriodQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.clock = clock;
    }

    /** What a list of periods may be narrowed by. */
    public static class Filter {

        /** Only those that are open on this day. */
        @QueryParam("openOn")
        public LocalDate openOn;

        @QueryParam("kind")
        @Pattern(regexp = "month|quarter|half-year|year|ad-hoc")
        public String kind;
    }

    /** What a work list may be narrowed by. */
    public static class TaskFilter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("state")
        @Pattern(regexp = "missing|draft|pending|approved|rejected")
        public String state;

        /** Only those who should have filed by now. */
        @QueryParam("late")
        @DefaultValue("false")
        public boolean late;
    }

    /** Asked of units in the scope, or by one in it. */
    public HeadcountPeriodView one(UnitScope scope, UUID id) {
        return visible(scope).add("AND p.id = ?", id).first(dataSource, HeadcountPeriodView::of)
                .orElseThrow(() -> Problem.notFound("headcount-period"));
    }

    /** The newest first. */
    public Page<HeadcountPeriodView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = visible(scope).given(filter.kind, "AND p.kind = ?").given(after == null ? null : after.uuid(0), "AND p.id < ?");
        if (filter.openOn != null) {
            sql.add("AND p.opens_on <= ? AND p.closes_on >= ?", filter.openOn, filter.openOn);
        }
        return Page.cut(sql.add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(dataSource, HeadcountPeriodView::of), page.limit,
                period -> Cursor.of(period.id()));
    }

    /** Those who must answer, by code. */
    public Page<HeadcountPeriodView.Task> tasks(UnitScope scope, UUID id, TaskFilter filter, PageRequest page) {
        HeadcountPeriodView period = one(scope, id);
        Cursor after = page.after(1);
        Optional<UnitScope> range = range(scope, period, filter.unit);
        if (range.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Sql sql = tasksIn(range.get(), period).add("SELECT *, CASE WHEN late THEN ?::date - ?::date ELSE 0 END AS days_late FROM task WHERE true",
                today(period), period.dueOn()).given(filter.state, "AND state = ?").given(after == null ? null : after.text(0), "AND code > ?");
        if (filter.late) {
            sql.add("AND late");
        }
        return Page.cut(sql.add("ORDER BY code LIMIT ?", page.limit + 1).list(worker, HeadcountPeriodView.Task::of), page.limit,
                task -> Cursor.of(task.code()));
    }

    public HeadcountPeriodView.Progress progress(UnitScope scope, UUID id, UUID unit) {
        HeadcountPeriodView period = one(scope, id);
        return range(scope, period, unit).flatMap(range -> tasksIn(range, period).add("SELECT count(*) AS expected, "
                + "count(*) FILTER (WHERE state = 'missing') AS missing, count(*) FILTER (WHERE state = 'draft') AS draft, "
                + "count(*) FILTER (WHERE state = 'pending') AS pending, count(*) FILTER (WHERE state = 'approved') AS approved, "
                + "count(*) FILTER (WHERE state = 'rejected') AS rejected, count(*) FILTER (WHERE late) AS late FROM task")
                .first(worker, row -> new HeadcountPeriodView.Progress(id, row.getLong("expected"), row.getLong("missing"), row.getLong("draft"),
                        row.getLong("pending"), row.getLong("approved"), row.getLong("rejected"), row.getLong("late"))))
                .orElse(new HeadcountPeriodView.Progress(id, 0, 0, 0, 0, 0, 0, 0));
    }

    /** What of the period's subtree, as it stood on the cut-off, lies below the unit, or in the scope; nothing where they do not meet. */
    Optional<UnitScope> range(UnitScope scope, HeadcountPeriodView period, UUID unit) {
        Optional<String> asking = tree.pathAsOf(period.unitId(), period.cutOff());
        UUID wanted = unit == null ? scope.unit() : tree.require(unit, scope).id();
        Optional<String> asked = wanted == null ? Optional.of(UnitScope.ROOT.path()) : tree.pathAsOf(wanted, period.cutOff());
        if (asking.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        UnitScope whole = new UnitScope(period.unitId(), asking.get());
        UnitScope part = new UnitScope(wanted, asked.get());
        return part.contains(whole.path()) ? Optional.of(whole) : whole.contains(part.path()) ? Optional.of(part) : Optional.empty();
    }

    private Sql tasksIn(UnitScope range, HeadcountPeriodView period) {
        return Sql.of(TASKS, today(period), period.dueOn(), period.cutOff(), range.from(), range.to(), period.id(), period.level());
    }

    private static Sql visible(UnitScope scope) {
        return Sql.of("SELECT p.* FROM headcount_period p JOIN unit u ON u.id = p.unit_id "
                + "WHERE (u.path >= ? AND u.path < ? OR starts_with(?, u.path))", scope.from(), scope.to(), scope.path());
    }

    private LocalDate today(HeadcountPeriodView period) {
        String jurisdiction = tree.find(period.unitId()).map(UnitRef::jurisdiction).orElseThrow();
        return Zones.today(clock, jurisdiction);
    }
}
