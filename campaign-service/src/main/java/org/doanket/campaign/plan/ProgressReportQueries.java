package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Reads of reports, and of who owes one. */
@ApplicationScoped
@Transactional
public class ProgressReportQueries {

    /** Of a period whose end its unit has not seen there is nothing to report, and what was begun is sent in no more. */
    private static final String STATE = "CASE WHEN r.state IN ('draft', 'returned') AND " + OwnUnit.endedWithin("u", "r.cut_off")
            + " THEN 'ended' ELSE r.state END";
    private static final String SELECT = "SELECT r.*, " + STATE + " AS stands, p.name AS plan_name, u.code AS unit_code, u.name AS unit_name, "
            + "u.valid_to, u.successors, " + STATE + " <> 'ended' AND legal_day(u.jurisdiction, coalesce(r.submitted_at, now())) > r.due AS late "
            + "FROM plan_report r JOIN action_plan p ON p.id = r.plan_id "
            + "JOIN unit_ref u ON u.id = r.unit_id WHERE true";
    private static final String LINES = SELECT.replaceFirst("SELECT", "SELECT l.*,").replace("WHERE true",
            "LEFT JOIN plan_report_line l ON l.report_id = r.id WHERE true");
    /** Plans of units below that have a share of this one. */
    private static final String BELOW = "SELECT DISTINCT c.plan_id FROM target c JOIN target t ON t.id = c.parent_id WHERE t.plan_id = ?";

    private final AgroalDataSource dataSource;
    private final ReportingDateQueries dates;
    private final UnitTree tree;
    private final Clock clock;

    ProgressReportQueries(AgroalDataSource dataSource, ReportingDateQueries dates, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.dates = dates;
        this.tree = tree;
        this.clock = clock;
    }

    /** What reports are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("plan")
        public UUID plan;

        @QueryParam("period")
        @Pattern(regexp = ProgressReportCommand.PERIOD)
        public String period;

        @QueryParam("state")
        @Pattern(regexp = "draft|submitted|returned|accepted|ended")
        public String state;
    }

    public Page<ProgressReportView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        List<ProgressReportView> rows = narrowed(scope, filter, SELECT).given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, ProgressReportView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** Each line of each of them, one by one as they come. */
    public void each(UnitScope scope, Filter filter, Sql.RowTaker taker) throws IOException {
        narrowed(scope, filter, LINES).add("ORDER BY u.path, r.id, l.position").stream(dataSource, taker);
    }

    /** The same of one report. */
    public void each(UnitScope scope, UUID id, Sql.RowTaker taker) throws IOException {
        Sql.of(LINES + " AND r.id = ? AND u.path >= ? AND u.path < ? ORDER BY l.position", id, scope.from(), scope.to()).stream(dataSource, taker);
    }

    private Sql narrowed(UnitScope scope, Filter filter, String select) {
        return Subtree.of(tree, scope, filter).narrow(Sql.of(select)).given(filter.plan, "AND r.plan_id = ?").given(filter.year, "AND r.year = ?")
                .given(filter.period, "AND r.period = ?").given(filter.state, "AND " + STATE + " = ?")
                .given(filter.words(), "AND doanket.search_form(concat_ws(' ', u.name, p.name, r.summary, r.difficulties, r.proposals)) LIKE ?");
    }

    public ProgressReportView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND r.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .first(dataSource, ProgressReportView::of).map(report -> report.with(Sql.of("SELECT * FROM plan_report_line WHERE report_id = ? "
                        + "ORDER BY position", id).list(dataSource, ProgressReportView.Line::of)))
                .orElseThrow(() -> Problem.notFound("progress-report"));
    }

    public Page<ProgressReportView.Late> late(UnitScope scope, UUID plan, String period, LocalDate on, String words, PageRequest page) {
        return Page.cut(late(scope, plan, period, on, words, page.after(2), page.limit + 1), page.limit, row -> Cursor.of(row.unitCode(), row.plan()));
    }

    /**
     * Whose report of the period is not here though the day is over. A unit that had ended by the end of the period owes none.
     *
     * @param on null: today. @param words of the unit's name, as LIKE compares them; null: any. @param limit null: all of them
     */
    List<ProgressReportView.Late> late(UnitScope scope, UUID plan, String period, LocalDate on, String words, Cursor after, Integer limit) {
        record Owner(UUID unit, int year) {
        }
        Owner owner = Sql.of("SELECT p.unit_id, p.year FROM action_plan p JOIN unit_ref u ON u.id = p.unit_id WHERE p.id = ? AND u.path >= ? AND u.path < ?",
                plan, scope.from(), scope.to()).first(dataSource, row -> new Owner(row.getObject(1, UUID.class), row.getInt(2)))
                .orElseThrow(() -> Problem.notFound("action-plan"));
        UnitRef unit = tree.require(owner.unit(), scope);
        LocalDate day = on == null ? Zones.today(clock, unit.jurisdiction()) : on;
        ReportingDateView days = dates.of(unit, owner.year(), period);
        LocalDate due = days.due();
        return Sql.of("SELECT p.id, p.unit_id, u.code, u.name, r.id AS report, r.state, coalesce(r.due, ?::date) AS its_due, "
                + "(SELECT count(*) FROM plan_reminder m WHERE m.plan_id = p.id AND m.period = ?) AS reminders, "
                + "(SELECT max(m.sent_at) FROM plan_reminder m WHERE m.plan_id = p.id AND m.period = ?) AS reminded_at "
                + "FROM (" + BELOW + ") below JOIN action_plan p ON p.id = below.plan_id JOIN unit_ref u ON u.id = p.unit_id "
                + "LEFT JOIN plan_report r ON r.plan_id = p.id AND r.period = ? WHERE u.path >= ? AND u.path < ? AND coalesce(r.due, ?::date) < ? "
                + "AND coalesce(r.state, 'none') NOT IN ('submitted', 'accepted') "
                + "AND (u.valid_to IS NULL OR u.valid_to > least(?::date, coalesce(r.cut_off, ?::date)))",
                due, period, period, plan, period, scope.from(), scope.to(), due, day, day, days.cutOff())
                .given(words, "AND u.search_name LIKE ?").add(after == null ? "" : "AND (u.code COLLATE \"C\", p.id) > (?, ?::uuid)", after == null
                ? new Object[0]
                        : new Object[] {after.text(0), after.uuid(1)}).add("ORDER BY u.code COLLATE \"C\", p.id LIMIT ?", limit).list(dataSource, row -> {
                    LocalDate its = row.getObject("its_due", LocalDate.class);
                    return new ProgressReportView.Late(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"),
                            row.getString("name"), its, day.toEpochDay() - its.toEpochDay(), row.getObject("report", UUID.class),
                            row.getString("state"), row.getInt("reminders"), row.getObject("reminded_at", OffsetDateTime.class));
                });
    }

    /** What units were reminded of, the newest first. */
    public Page<ProgressReportView.Reminder> reminders(UnitScope scope, ListFilter filter, String period, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter).narrow(Sql.of("SELECT m.* FROM plan_reminder m JOIN unit_ref u ON u.id = m.unit_id WHERE true"))
                .given(filter.year, "AND EXISTS (SELECT FROM action_plan p WHERE p.id = m.plan_id AND p.year = ?)").given(period, "AND m.period = ?")
                .given(filter.words(), "AND doanket.search_form(concat_ws(' ', m.text, u.name)) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND m.id < ?").add("ORDER BY m.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new ProgressReportView.Reminder(row.getObject("id", UUID.class), row.getObject("plan_id", UUID.class),
                        row.getObject("unit_id", UUID.class), row.getString("period"), row.getObject("due", LocalDate.class), row.getString("text"),
                        row.getObject("sent_at", OffsetDateTime.class))), page.limit, row -> Cursor.of(row.id()));
    }
}
