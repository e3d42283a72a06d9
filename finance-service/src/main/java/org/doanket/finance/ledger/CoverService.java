package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.AmountText;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.report.SpendingService;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/**
 * Whether cash and bank hold what is to leave them: on its day and on every later one, or a payment of yesterday would spend what was spent
 * today. Payments of a unit are held against it one after the other; what comes in waits for nobody.
 */
@ApplicationScoped
public class CoverService {

    /** Lines that name no bank account are of the main one, which may be named too. */
    private static final String LEAST = """
        WITH main AS (SELECT id FROM bank_account WHERE unit_id = ? AND main AND valid_to IS NULL
        ), moved AS (
          SELECT p.effective_date AS day, sum(p.amount) AS amount FROM posting p
           WHERE p.unit_id = ? AND p.account = ? AND p.currency = ?
             AND coalesce(p.bank_account_id, (SELECT id FROM main)) IS NOT DISTINCT FROM coalesce(?::uuid, (SELECT id FROM main))
           GROUP BY p.effective_date
        ), book AS (SELECT day, sum(amount) OVER (ORDER BY day) AS balance FROM moved)
        SELECT least(coalesce((SELECT b.balance FROM book b WHERE b.day <= d.day ORDER BY b.day DESC LIMIT 1), 0),
                     (SELECT min(b.balance) FROM book b WHERE b.day > d.day))::bigint
          FROM (SELECT open_day(?, ?) AS day) d""";

    private record Place(String account, UUID bankAccount) {
    }

    /** @param allowed with a warning */
    private record Rule(boolean allowed, String citation, boolean verified) {

        static Rule of(ResultSet row) throws SQLException {
            return new Rule(row.getLong("num") > 0, row.getString("citation"), row.getBoolean("verified"));
        }
    }

    private final AgroalDataSource dataSource;
    private final SpendingService spending;
    private final AuditTrail audit;

    CoverService(AgroalDataSource dataSource, SpendingService spending, AuditTrail audit) {
        this.dataSource = dataSource;
        this.spending = spending;
        this.audit = audit;
    }

    /** For who locks something else besides before he pays: first this, as whoever undoes what had come in. */
    @Transactional
    public void oneAtATime(UUID unit) {
        spending.oneAtATime(unit);
    }

    /** What is not covered of an entry that is not in the books yet. */
    @Transactional
    public List<Finding> findings(UnitRef unit, LocalDate day, String currency, List<Line> lines) {
        Map<Place, Long> moved = new LinkedHashMap<>();
        lines.stream().filter(line -> name(line.account()) != null)
                .forEach(line -> moved.merge(new Place(line.account(), line.bankAccount()), line.amount(), Long::sum));
        List<Finding> findings = new ArrayList<>();
        moved.forEach((place, amount) -> {
            if (amount < 0) {
                rule(unit.jurisdiction(), name(place.account()), day).map(rule -> finding(unit, day, place, new Money(-amount, currency), rule))
                        .filter(finding -> !finding.kept()).ifPresent(findings::add);
            }
        });
        return findings;
    }

    /**
     * Before money leaves, and until the transaction ends nobody else of the unit lets any leave.
     *
     * @return what is not covered and yet allowed
     * @throws org.doanket.platform.error.Problem 422 with all that is not covered and not allowed
     */
    @Transactional
    public List<Finding> require(UnitRef unit, LocalDate day, String currency, List<Line> lines) {
        if (lines.stream().noneMatch(line -> line.amount() < 0 && name(line.account()) != null)) {
            return List.of();
        }
        spending.oneAtATime(unit.id());
        List<Finding> findings = findings(unit, day, currency, lines);
        List<Finding> broken = findings.stream().filter(Finding::blocks).toList();
        if (!broken.isEmpty()) {
            throw LedgerProblems.notCovered(broken);
        }
        findings.forEach(finding -> audit.record("overdrawn", "unit", unit.id(), unit.id(), finding.guard()));
        return findings;
    }

    private Finding finding(UnitRef unit, LocalDate day, Place place, Money leaving, Rule rule) {
        long balance = Sql.of(LEAST, unit.id(), unit.id(), place.account(), leaving.currency(), place.bankAccount(), unit.id(), day)
                .first(dataSource, row -> row.getLong(1)).orElseThrow();
        Locale language = Language.current();
        String title = Messages.text(language, "cover." + name(place.account()), place.account(), text(leaving, language),
                text(new Money(balance, leaving.currency()), language));
        return new Finding(name(place.account()), title, rule.allowed() ? "warn" : "block", "max", new Ratio(1, 1), leaving,
                new Money(balance, leaving.currency()), leaving.amount() <= balance, rule.citation(), rule.verified());
    }

    private static String text(Money money, Locale language) {
        return AmountText.figures(money, language) + ' ' + money.currency();
    }

    private Optional<Rule> rule(String jurisdiction, String name, LocalDate day) {
        return Sql.of("SELECT num, citation, verified FROM figure_on(?, ?, ?)", jurisdiction, name, day).first(dataSource, Rule::of);
    }

    /** The figure that decides, or null for what is neither cash nor bank. */
    private static String name(String account) {
        return account.startsWith("111") ? "cash-overdraft" : account.startsWith("112") ? "bank-overdraft" : null;
    }
}
