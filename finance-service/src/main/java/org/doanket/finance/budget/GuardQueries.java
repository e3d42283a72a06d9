package org.doanket.finance.budget;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.budget.BudgetView.Guard;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Reads the guards, and holds amounts against those of a year. */
@ApplicationScoped
@Transactional
@Unscoped("guards are the same for every unit of a level")
public class GuardQueries {

    private final AgroalDataSource dataSource;

    GuardQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param year those in force in it, or null for all rows */
    public Page<Guard> guards(String jurisdiction, Integer year, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = year == null ? Sql.of("SELECT * FROM budget_guard g WHERE true")
                : Sql.of("SELECT * FROM (" + IN_FORCE + ") g WHERE (g.to_year IS NULL OR g.to_year >= ?)", year, year);
        List<Guard> rows = sql.given(jurisdiction, "AND g.jurisdiction = ?").given(after == null ? null : after.uuid(0), "AND g.id > ?")
                .add("ORDER BY g.id LIMIT ?", page.limit + 1).list(dataSource, GuardQueries::guard);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    private static final String IN_FORCE = "SELECT DISTINCT ON (jurisdiction, name) * FROM budget_guard WHERE cancelled_at IS NULL AND "
            + "from_year <= ? "
            + "ORDER BY jurisdiction, name, from_year DESC";

    Optional<Guard> guard(UUID id) {
        return Sql.of("SELECT * FROM budget_guard WHERE id = ?", id).first(dataSource, GuardQueries::guard);
    }

    /**
     * What the guards of a year say of a unit's amounts by code.
     *
     * @param spent what is held against {@code base}; in a budget both are the same, of a running year base is what it may count on
     */
    public List<Finding> findings(String jurisdiction, String level, int year, String currency, Map<String, Long> spent, Map<String, Long> base) {
        return Sql.of("SELECT * FROM (" + IN_FORCE + ") g WHERE (g.to_year IS NULL OR g.to_year >= ?) AND g.jurisdiction = ? AND g.level = ? ORDER BY g.name",
                year, year, jurisdiction, level)
                .list(dataSource, GuardQueries::guard).stream().map(guard -> finding(guard, currency, spent, base)).toList();
    }

    private static Finding finding(Guard guard, String currency, Map<String, Long> spent, Map<String, Long> base) {
        long numerator = sum(guard.numerator(), spent);
        long denominator = sum(guard.denominator(), base);
        // n/d against num/den by cross-multiplication: nothing is rounded.
        int compared = BigInteger.valueOf(numerator).multiply(BigInteger.valueOf(guard.share().denominator()))
                .compareTo(BigInteger.valueOf(denominator).multiply(BigInteger.valueOf(guard.share().numerator())));
        boolean kept = denominator <= 0 || (guard.bound().equals("max") ? compared <= 0 : compared >= 0);
        return new Finding(guard.name(), guard.title(), guard.severity(), guard.bound(), guard.share(), new Money(numerator, currency),
                new Money(denominator, currency), kept, guard.citation(), guard.verified());
    }

    private static long sum(List<String> codes, Map<String, Long> amounts) {
        long sum = 0;
        for (String signed : codes) {
            String code = signed.startsWith("-") ? signed.substring(1) : signed;
            long of = amounts.entrySet().stream().filter(each -> each.getKey().equals(code) || each.getKey().startsWith(code + "."))
                    .mapToLong(Map.Entry::getValue).sum();
            sum += signed.startsWith("-") ? -of : of;
        }
        return sum;
    }

    private static Guard guard(ResultSet row) throws SQLException {
        Locale language = Language.current();
        String name = row.getString("name");
        String key = "budget-guard." + name;
        return new Guard(row.getObject("id", UUID.class), row.getString("jurisdiction"), name,
                Messages.has(language, key) ? Messages.text(language, key) : name, row.getString("level"), row.getInt("from_year"), row.getObject("to_year", Integer.class),
                List.of((String[]) row.getArray("numerator").getArray()), List.of((String[]) row.getArray("denominator").getArray()),
                row.getString("bound"), new Ratio(row.getLong("num"), row.getLong("den")), row.getString("severity"),
                row.getString("citation"),
                row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class));
    }
}
