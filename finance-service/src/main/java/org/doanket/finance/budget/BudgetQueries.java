package org.doanket.finance.budget;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.budget.BudgetView.Budget;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.budget.BudgetView.Line;
import org.doanket.finance.budget.BudgetView.Outstanding;
import org.doanket.finance.budget.BudgetView.Version;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

@ApplicationScoped
@Transactional
public class BudgetQueries {

    private static final String LINES = "LEFT JOIN LATERAL (SELECT array_agg(l.code ORDER BY l.code) AS codes, array_agg(l.amount ORDER "
            + "BY l.code) AS amounts "
            + "FROM budget_line l WHERE l.version_id = v.id) l ON true ";
    private static final String BUDGETS = "SELECT b.id AS budget_id, b.no AS budget_no, b.unit_id, b.year, b.currency, b.version, u.name "
            + "AS unit_name, "
            + "u.jurisdiction, u.level, v.*, l.*, (SELECT max(a.no) FROM budget_version a WHERE a.budget_id = b.id AND a.state = "
            + "'approved') AS approved, budget_due(u.jurisdiction, b.year) AS due_on, (SELECT min(s.submitted_at) FROM budget_version s "
            + "WHERE s.budget_id = b.id) AS handed_in "
            + "FROM budget b JOIN unit_ref u ON u.id = b.unit_id JOIN LATERAL (SELECT n.no, n.id, n.act, n.state, n.made_by, n.made_at, "
            + "n.submitted_by, "
            + "n.submitted_at, n.decided_by, n.decided_at, n.reason FROM budget_version n WHERE n.budget_id = b.id ORDER BY n.no DESC "
            + "LIMIT 1) v ON true "
            + LINES + "WHERE u.path >= ? AND u.path < ?";

    /** Units that there were by the day on which it was due, and of which nothing was approved nor waits for the level above. */
    private static final String OUTSTANDING = """
        SELECT u.id, u.code, u.name, u.path, u.jurisdiction, i.year, d.due_on, b.id AS budget_id, coalesce(v.state, 'none') AS state
          FROM (SELECT ?::int AS year) i CROSS JOIN unit_ref u
          JOIN (SELECT c.code, budget_due(c.code, y.year) AS due_on FROM (SELECT ?::int AS year) y CROSS JOIN jurisdiction c) d ON d.code = u.jurisdiction
          LEFT JOIN budget b ON b.unit_id = u.id AND b.year = i.year
          LEFT JOIN LATERAL (SELECT n.state FROM budget_version n WHERE n.budget_id = b.id ORDER BY n.no DESC LIMIT 1) v ON true
         WHERE u.path >= ? AND u.path < ? AND d.due_on IS NOT NULL AND u.valid_from <= d.due_on AND u.valid_to IS NULL
           AND coalesce(v.state, 'none') IN ('none', 'draft', 'returned')
           AND NOT EXISTS (SELECT FROM budget_version a WHERE a.budget_id = b.id AND a.state = 'approved')""";

    private final AgroalDataSource dataSource;
    private final GuardQueries guards;
    private final Clock clock;

    BudgetQueries(AgroalDataSource dataSource, GuardQueries guards, Clock clock) {
        this.dataSource = dataSource;
        this.guards = guards;
        this.clock = clock;
    }

    /** In the order of the tree: whom the level above has to remind. */
    public Page<Outstanding> outstanding(UnitScope range, UUID only, int year, PageRequest page) {
        Cursor after = page.after(1);
        List<Outstanding> rows = Sql.of(OUTSTANDING, year, year, range.from(), range.to()).given(only, "AND u.id = ?")
                .given(after == null ? null : after.text(0), "AND u.path > ?").add("ORDER BY u.path LIMIT ?", page.limit + 1)
                .list(dataSource, row -> {
                    LocalDate due = row.getObject("due_on", LocalDate.class);
                    return new Outstanding(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"), row.getString("path"),
                            row.getInt("year"), row.getString("state"), row.getObject("budget_id", UUID.class), due,
                            late(due, null, row.getString("jurisdiction")));
                });
        return Page.cut(rows, page.limit, row -> Cursor.of(row.path()));
    }

    /** Null where it was in time, or still may be. */
    private Long late(LocalDate due, OffsetDateTime handedIn, String jurisdiction) {
        LocalDate day = handedIn == null ? Zones.today(clock, jurisdiction) : handedIn.atZoneSameInstant(Zones.of(jurisdiction)).toLocalDate();
        return due == null || !day.isAfter(due) ? null : Long.valueOf(ChronoUnit.DAYS.between(due, day));
    }

    /** @param state of the newest version, or null for any; without what the guards say */
    public Page<Budget> budgets(UnitScope range, UUID only, Integer year, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<Budget> rows = Sql.of(BUDGETS, range.from(), range.to()).given(only, "AND b.unit_id = ?").given(year, "AND b.year = ?")
                .given(state, "AND v.state = ?").given(after == null ? null : after.number(0), "AND b.no < ?")
                .add("ORDER BY b.no DESC LIMIT ?", page.limit + 1).list(dataSource, row -> budget(row, null));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    public Optional<Budget> budget(UnitScope scope, UUID id) {
        return Sql.of(BUDGETS, scope.from(), scope.to()).add("AND b.id = ?", id).first(dataSource, row -> {
            Map<String, Long> amounts = lines(row).stream().collect(Collectors.toMap(Line::code, line -> line.amount().amount()));
            return budget(row, guards.findings(row.getString("jurisdiction"), row.getString("level"), row.getInt("year"),
                    row.getString("currency"), amounts, amounts));
        });
    }

    /** All versions, the newest first. */
    public Page<Version> versions(UnitScope scope, UUID budget, PageRequest page) {
        Cursor after = page.after(1);
        List<Version> rows = Sql.of("SELECT v.*, l.*, b.currency FROM budget_version v JOIN budget b ON b.id = v.budget_id JOIN unit_ref u ON u.id = v.unit_id " + LINES
                + "WHERE u.path >= ? AND u.path < ? AND v.budget_id = ?", scope.from(), scope.to(), budget)
                .given(after == null ? null : after.number(0), "AND v.no < ?").add("ORDER BY v.no DESC LIMIT ?", page.limit + 1)
                .list(dataSource, BudgetQueries::version);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    /** Amounts by code of a year's budgets. @param approved of the versions that hold, else of the newest ones */
    public Map<String, Long> amounts(UnitScope range, UUID only, int year, boolean approved) {
        Map<String, Long> amounts = new HashMap<>();
        Sql.of("SELECT l.code, sum(l.amount) AS amount FROM budget b JOIN unit_ref u ON u.id = b.unit_id JOIN LATERAL (SELECT v.id FROM "
                + "budget_version v "
                + "WHERE v.budget_id = b.id AND (v.state = 'approved' OR NOT ?) ORDER BY v.no DESC LIMIT 1) v ON true "
                + "JOIN budget_line l ON l.version_id = v.id WHERE u.path >= ? AND u.path < ? AND b.year = ?", approved, range.from(),
                range.to(), year)
                .given(only, "AND b.unit_id = ?").add("GROUP BY l.code")
                .list(dataSource, row -> amounts.put(row.getString(1), row.getLong(2)) == null);
        return amounts;
    }

    /** @throws org.doanket.platform.error.Problem naming all codes that are none, or that follow from others */
    @Unscoped("the lines of the forms are the same for every unit")
    public void requireCodes(List<String> codes) {
        Set<String> wrong = new TreeSet<>(codes);
        Sql.of("SELECT code FROM report_code WHERE side IN ('opening', 'income', 'spending', 'up') AND code = ANY (?::text[])",
                (Object) codes.toArray(String[]::new)).list(dataSource, row -> wrong.remove(row.getString(1)));
        if (!wrong.isEmpty()) {
            throw BudgetProblems.unknownCodes(String.join(", ", wrong));
        }
    }

    private Budget budget(ResultSet row, List<Finding> findings) throws SQLException {
        Version newest = version(row);
        LocalDate due = row.getObject("due_on", LocalDate.class);
        OffsetDateTime handedIn = row.getObject("handed_in", OffsetDateTime.class);
        return new Budget(row.getObject("budget_id", UUID.class), row.getLong("budget_no"), row.getObject("unit_id", UUID.class),
                row.getString("unit_name"), row.getInt("year"), row.getString("currency"), newest.state(),
                row.getObject("approved", Integer.class),
                due, handedIn, late(due, handedIn, row.getString("jurisdiction")), newest, findings, row.getLong("version"));
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(row.getObject("id", UUID.class), row.getInt("no"), row.getString("act"), row.getString("state"),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class), row.getString("submitted_by"),
                row.getObject("submitted_at", OffsetDateTime.class),
                row.getString("decided_by"), row.getObject("decided_at", OffsetDateTime.class), row.getString("reason"), lines(row));
    }

    private static List<Line> lines(ResultSet row) throws SQLException {
        Array codes = row.getArray("codes");
        if (codes == null) {
            return List.of();
        }
        String[] code = (String[]) codes.getArray();
        String currency = row.getString("currency");
        Long[] amount = (Long[]) row.getArray("amounts").getArray();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < code.length; i++) {
            lines.add(new Line(code[i], new Money(amount[i], currency)));
        }
        return lines;
    }
}
