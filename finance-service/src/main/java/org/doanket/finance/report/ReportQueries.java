package org.doanket.finance.report;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.finance.budget.BudgetQueries;
import org.doanket.finance.report.ReportView.Approval;
import org.doanket.finance.report.ReportView.Line;
import org.doanket.finance.report.ReportView.Mapping;
import org.doanket.finance.report.ReportView.Report;
import org.doanket.finance.report.ReportView.Row;
import org.doanket.finance.report.ReportView.Traced;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Reports are sums over postings, from one look at them for both years. */
@ApplicationScoped
@Transactional
public class ReportQueries {

    private static final String MAPPED = "WITH mapped AS (SELECT DISTINCT ON (account) account, code FROM report_mapping "
            + "WHERE cancelled_at IS NULL AND valid_from <= ? ORDER BY account, valid_from DESC) ";
    static final String OTHER_INCOME = "25";
    static final String OTHER_SPENDING = "37";
    private static final String CODE = "coalesce(m.code, CASE a.kind WHEN 'income' THEN '" + OTHER_INCOME + "' ELSE '" + OTHER_SPENDING + "' END)";
    private static final String POSTED = "FROM posting p JOIN account a ON a.code = p.account JOIN unit_ref u ON u.id = p.unit_id "
            + "LEFT JOIN mapped m ON m.account = p.account";
    private static final String APPROVALS = "SELECT a.*, l.code, l.settled, l.approved, j.currency FROM report_approval a JOIN unit_ref u ON u.id = a.unit_id "
            + "JOIN jurisdiction j ON j.code = u.jurisdiction JOIN report_approval_line l ON l.approval_id = a.id WHERE u.path >= ? AND u.path < ?";
    private static final String WITHIN = "WHERE u.path >= ? AND u.path < ? AND p.currency = ? "
            + "AND (a.kind IN ('income', 'expense') OR a.kind = 'balance' AND m.code IS NOT NULL)";

    /** Of one account the sums before and in the period, and before and in the same of the year before; debit above zero. */
    private record Sum(String account, String kind, String code, boolean mapped, long before, long now, long beforeLast, long last) {
    }

    /** Accounts that say the same of one transfer, once above and once below. */
    private record Pair(List<String> upper, List<String> lower) {
    }

    private final AgroalDataSource dataSource;
    private final ReportCodeQueries codes;
    private final BudgetQueries budgets;
    private final RuleQueries rules;
    private final ReportHeadQueries heads;

    ReportQueries(AgroalDataSource dataSource, ReportCodeQueries codes, BudgetQueries budgets, RuleQueries rules,
            ReportHeadQueries heads) {
        this.dataSource = dataSource;
        this.codes = codes;
        this.budgets = budgets;
        this.rules = rules;
        this.heads = heads;
    }

    /** @param asked whose unit is {@code unit}, in the caller's scope */
    public Report report(UnitScope scope, String form, UnitRef unit, ReportParam asked, Locale language) {
        UnitScope range = new UnitScope(unit.id(), unit.path());
        UUID only = asked.isSubtree() ? null : unit.id();
        String currency = rules.currencyOf(unit.jurisdiction());
        Map<String, String> sides = codes.sides();
        List<Sum> sums = sums(range, only, currency, asked.from(), asked.to());
        List<Pair> pairs = asked.isSubtree() ? eliminations(asked.to()) : List.of();
        Map<String, Long> taken = eliminated(sums, pairs, Sum::now);
        Figures settled = new Figures(sides, amounts(sums, taken, Sum::before, Sum::now));
        Figures last = new Figures(sides, amounts(sums, eliminated(sums, pairs, Sum::last), Sum::beforeLast, Sum::last));
        Figures off = new Figures(sides, taken);
        boolean settles = form.equals("b07");
        Figures budget = new Figures(sides, budgets.amounts(range, only, asked.year, settles));
        Figures approved = settles ? approved(sides, range, only, asked)
                : new Figures(sides, budgets.amounts(range, only, asked.year, true));
        List<Row> rows = codes.form(asked.to(), language).stream().map(code -> new Row(code.code(), code.name(), code.side(),
                new Money(budget.at(code.code()), currency), new Money(settled.at(code.code()), currency),
                new Money(code.side().equals("closing") ? 0 : off.at(code.code()), currency), new Money(last.at(code.code()), currency),
                approved == null ? null : new Money(approved.at(code.code()), currency), code.verified())).toList();
        return new Report(form, unit.id(), unit.name(), asked.scope, asked.year, asked.period, asked.from(), asked.to(), currency,
                settles ? heads.head(range, only, asked, currency) : null, rows,
                sums.stream().filter(each -> !each.mapped()).map(Sum::account).distinct().sorted().toList());
    }

    /** What a unit has earned and spent in a year so far, by code, for the guards. */
    public Map<String, Long> settled(UnitScope scope, UUID unit, String currency, int year) {
        List<Sum> sums = sums(scope, unit, currency, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        return amounts(sums, Map.of(), Sum::before, Sum::now);
    }

    /** Under which code an account falls on a day. */
    @Unscoped("which account falls under which code is the same for every unit")
    public String codeOf(String account, LocalDate day) {
        return Sql.of(MAPPED + "SELECT " + CODE + " FROM account a LEFT JOIN mapped m ON m.account = a.code WHERE a.code = ?", day, account)
                .first(dataSource, row -> row.getString(1)).orElseThrow();
    }

    private List<Sum> sums(UnitScope range, UUID only, String currency, LocalDate from, LocalDate to) {
        LocalDate lastFrom = from.minusYears(1);
        LocalDate lastTo = to.minusYears(1);
        return Sql.of(MAPPED + "SELECT p.account, a.kind, " + CODE + " AS code, m.code IS NOT NULL AS mapped, "
                + "coalesce(sum(p.amount) FILTER (WHERE p.effective_date < ?), 0) AS before, "
                + "coalesce(sum(p.amount) FILTER (WHERE p.effective_date >= ?), 0) AS now, "
                + "coalesce(sum(p.amount) FILTER (WHERE p.effective_date < ?), 0) AS before_last, "
                + "coalesce(sum(p.amount) FILTER (WHERE p.effective_date >= ? AND p.effective_date <= ?), 0) AS last "
                + POSTED, to, from, from, lastFrom, lastFrom, lastTo)
                .add(WITHIN + " AND p.effective_date <= ?", range.from(), range.to(), currency, to).given(only, "AND p.unit_id = ?")
                .add("GROUP BY p.account, a.kind, m.code")
                .list(dataSource, row -> new Sum(row.getString("account"), row.getString("kind"), row.getString("code"),
                row.getBoolean("mapped"),
                        row.getLong("before"), row.getLong("now"), row.getLong("before_last"), row.getLong("last")));
    }

    /** Everything before the period is the opening accumulation; what moved on its balances within it was taken over or handed over. */
    private static Map<String, Long> amounts(List<Sum> sums, Map<String, Long> eliminated, Function<Sum, Long> before, Function<Sum,
            Long> now) {
        Map<String, Long> amounts = new HashMap<>();
        for (Sum each : sums) {
            amounts.merge("10", -before.apply(each), Long::sum);
            amounts.merge(each.code(), each.kind().equals("expense") ? now.apply(each) : -now.apply(each), Long::sum);
        }
        eliminated.forEach((code, amount) -> amounts.merge(code, -amount, Long::sum));
        return amounts;
    }

    /** As much as the upper side has booked is taken off on both. */
    private static Map<String, Long> eliminated(List<Sum> sums, List<Pair> pairs, Function<Sum, Long> now) {
        Map<String, Sum> byAccount = sums.stream().collect(Collectors.toMap(Sum::account, Function.identity()));
        Map<String, Long> off = new HashMap<>();
        for (Pair pair : pairs) {
            List<Sum> upper = pair.upper().stream().map(byAccount::get).filter(Objects::nonNull).toList();
            List<Sum> lower = pair.lower().stream().map(byAccount::get).filter(Objects::nonNull).toList();
            if (!upper.isEmpty() && !lower.isEmpty()) {
                long rest = upper.stream().mapToLong(each -> shown(each, now)).sum();
                upper.forEach(each -> off.merge(each.code(), shown(each, now), Long::sum));
                for (int i = 0; i < lower.size(); i++) {
                    long part = i == lower.size() - 1 ? rest : Math.min(rest, shown(lower.get(i), now));
                    off.merge(lower.get(i).code(), part, Long::sum);
                    rest -= part;
                }
            }
        }
        return off;
    }

    private static long shown(Sum each, Function<Sum, Long> now) {
        return each.kind().equals("expense") ? now.apply(each) : -now.apply(each);
    }

    /** The accounts of income and spending that go out against each other, as the ledger's own statements have it on that day. */
    private List<Pair> eliminations(LocalDate on) {
        return Sql.of("SELECT array_agg(e.account ORDER BY e.account) FILTER (WHERE e.side = 'upper') AS upper, "
                + "array_agg(e.account ORDER BY e.account) FILTER (WHERE e.side = 'lower') AS lower "
                + "FROM (SELECT DISTINCT ON (account) * FROM elimination WHERE valid_from <= ? ORDER BY account, valid_from DESC) e "
                + "JOIN account a ON a.code = e.account AND a.kind IN ('income', 'expense') WHERE e.valid_to IS NULL OR e.valid_to > ? "
                + "GROUP BY e.code HAVING count(DISTINCT e.side) = 2 ORDER BY e.code", on, on).list(dataSource, row ->
                new Pair(Arrays.asList((String[]) row.getArray("upper").getArray()), Arrays.asList((String[]) row.getArray("lower").getArray())));
    }

    /** Of a single unit's whole year, where the level above has approved it. */
    private Figures approved(Map<String, String> sides, UnitScope range, UUID only, ReportParam asked) {
        if (only == null || !asked.period.equals("year")) {
            return null;
        }
        List<Line> lines = approvals(range, only, asked.year).stream().limit(1).flatMap(each -> each.lines().stream()).toList();
        return lines.isEmpty() ? null : new Figures(sides, lines.stream().collect(Collectors.toMap(Line::code, line -> line.approved().amount())));
    }

    /** The newest first; each replaces the one before. */
    public List<Approval> approvals(UnitScope range, UUID unit, int year) {
        return approvals(Sql.of(APPROVALS, range.from(), range.to()).add("AND a.unit_id = ? AND a.year = ?", unit, year));
    }

    /** @throws Problem 404 none in the scope */
    public Approval approval(UnitScope scope, UUID id) {
        return approvals(Sql.of(APPROVALS, scope.from(), scope.to()).add("AND a.id = ?", id)).stream().findFirst()
                .orElseThrow(() -> Problem.notFound("report-approval"));
    }

    private List<Approval> approvals(Sql which) {
        Map<UUID, Approval> found = new LinkedHashMap<>();
        which.add("ORDER BY a.version DESC, l.code LIMIT 5000").list(dataSource, row -> {
                    Approval approval = found.computeIfAbsent(row.getObject("id", UUID.class), id -> approval(row, id));
                    return approval.lines().add(new Line(row.getString("code"), new Money(row.getLong("settled"), row.getString("currency")),
                            new Money(row.getLong("approved"), row.getString("currency"))));
                });
        return List.copyOf(found.values());
    }

    private static Approval approval(ResultSet row, UUID id) {
        try {
            return new Approval(id, row.getObject("unit_id", UUID.class), row.getInt("year"), row.getInt("version"), row.getString("act"),
                    row.getString("approved_by"), row.getObject("approved_at", OffsetDateTime.class), new ArrayList<>());
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The lines of entries that a figure is made of, the newest first; with those that a subtree's report takes off again. */
    public Page<Traced> entries(UnitScope scope, UnitRef unit, ReportParam asked, String code, PageRequest page) {
        UnitScope range = new UnitScope(unit.id(), unit.path());
        String currency = rules.currencyOf(unit.jurisdiction());
        String side = codes.sides().get(code);
        if (side == null) {
            throw ReportProblems.unknownCode(code);
        }
        boolean isAccumulation = side.equals("opening") || side.equals("closing");
        Cursor after = page.after(2);
        Sql sql = Sql.of(MAPPED + "SELECT e.id, e.no, p.line, p.unit_id, e.kind, e.effective_date, p.account, " + CODE
                + " AS code, e.note, "
                + (isAccumulation ? "-p.amount" : "CASE a.kind WHEN 'expense' THEN p.amount ELSE -p.amount END") + " AS amount " + POSTED
                + " JOIN journal_entry e ON e.no = p.entry_no", asked.to())
                .add(WITHIN, range.from(), range.to(), currency).given(asked.isSubtree() ? null : unit.id(), "AND p.unit_id = ?")
                .add(side.equals("opening") ? "AND p.effective_date < ?" : "AND p.effective_date <= ?", side.equals("opening")
                ? asked.from() : asked.to());
        if (!isAccumulation) {
            sql.add("AND p.effective_date >= ?", asked.from());
            of(sql, side, code);
        }
        if (after != null) {
            sql.add("AND (e.no, p.line) < (?, ?)", after.number(0), after.number(1));
        }
        List<Traced> rows = sql.add("ORDER BY e.no DESC, p.line DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> traced(row, currency));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no(), row.line()));
    }

    private static void of(Sql sql, String side, String code) {
        switch (side) {
            case "total-income" -> sql.add("AND " + CODE + " IN (SELECT c.code FROM report_code c WHERE c.side = 'income')");
            case "total-spending" -> sql.add("AND " + CODE + " IN (SELECT c.code FROM report_code c WHERE c.side = 'spending')");
            default -> sql.add("AND (" + CODE + " = ? OR " + CODE + " LIKE ?)", code, code + ".%");
        }
    }

    private static Traced traced(ResultSet row, String currency) throws SQLException {
        return new Traced(row.getObject("id", UUID.class), row.getLong("no"), row.getInt("line"), row.getObject("unit_id", UUID.class),
                row.getString("kind"), row.getObject("effective_date", LocalDate.class), row.getString("account"), row.getString("code"),
                new Money(row.getLong("amount"), currency), row.getString("note"));
    }

    @Unscoped("which account falls under which code is the same for every unit")
    public Page<Mapping> mappings(LocalDate on, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = on == null ? Sql.of("SELECT * FROM report_mapping r WHERE true")
                : Sql.of("SELECT * FROM (SELECT DISTINCT ON (account) * FROM report_mapping WHERE cancelled_at IS NULL AND valid_from <= ? "
                        + "ORDER BY account, valid_from DESC) r WHERE true", on);
        List<Mapping> rows = sql.given(after == null ? null : after.uuid(0), "AND r.id > ?").add("ORDER BY r.id LIMIT ?", page.limit + 1)
                .list(dataSource, ReportQueries::mapping);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    @Unscoped("as above")
    public Mapping mapping(UUID id) {
        return Sql.of("SELECT * FROM report_mapping WHERE id = ?", id).first(dataSource, ReportQueries::mapping)
                .orElseThrow(() -> Problem.notFound("report-mapping"));
    }

    private static Mapping mapping(ResultSet row) throws SQLException {
        return new Mapping(row.getObject("id", UUID.class), row.getString("account"), row.getString("code"),
                row.getObject("valid_from", LocalDate.class),
                row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class));
    }
}
