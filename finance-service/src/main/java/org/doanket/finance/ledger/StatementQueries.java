package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerView.AccountLine;
import org.doanket.finance.ledger.LedgerView.Elimination;
import org.doanket.finance.ledger.LedgerView.Statement;
import org.doanket.finance.ledger.LedgerView.StatementLine;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/**
 * Opening, movements and closing of a unit or a subtree. In a subtree, what units of it owe one another goes out on both sides; the
 * topmost unit's own debts upwards stay, since the one it owes is not in the picture.
 */
@ApplicationScoped
@Transactional
public class StatementQueries {

    /** The pair an account belongs to on a day. */
    private static final String PAIR = "(SELECT DISTINCT ON (account) * FROM elimination WHERE valid_from <= ? ORDER BY account, valid_from DESC) el "
            + "ON el.account = p.account AND (el.valid_to > ? OR el.valid_to IS NULL) "
            + "AND (el.side = 'upper' OR p.unit_id IS DISTINCT FROM ?::uuid) ";

    private final AgroalDataSource dataSource;

    StatementQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param only the one unit of the range that is meant, or null for all of them; @param knownAt null for what is known now */
    public Statement statement(UnitScope range, UUID only, LocalDate from, LocalDate to, Instant knownAt, Locale language) {
        boolean isTree = only == null;
        String name = LedgerQueries.nameColumn(language);
        List<StatementLine> lines = Sql.of("SELECT p.account, a." + name + " AS name, p.currency, "
                + "coalesce(sum(p.amount) FILTER (WHERE p.effective_date < ?), 0) AS opening, "
                + "coalesce(sum(p.amount) FILTER (WHERE p.effective_date >= ? AND p.amount > 0), 0) AS debit, "
                + "coalesce(-sum(p.amount) FILTER (WHERE p.effective_date >= ? AND p.amount < 0), 0) AS credit, "
                + "sum(p.amount) AS closing, coalesce(sum(p.amount) FILTER (WHERE el.code IS NOT NULL), 0) AS eliminated "
                + "FROM posting p JOIN account a ON a.code = p.account JOIN unit_ref u ON u.id = p.unit_id LEFT JOIN " + PAIR
                + "WHERE u.path >= ? AND u.path < ? AND p.effective_date <= ?", from, from, from, to, to, range.unit(), range.from(),
                range.to(), to)
                .given(only, "AND p.unit_id = ?").given(knownAt, "AND p.recorded_at <= ?")
                .add("GROUP BY p.account, a." + name + ", p.currency ORDER BY p.account COLLATE \"C\", p.currency")
                .list(dataSource, row -> line(row, isTree));
        List<Elimination> eliminations = isTree ? eliminations(range, to, knownAt, language) : null;
        return new Statement(range.unit(), isTree ? "subtree" : "unit", from, to, knownAt, lines, eliminations);
    }

    private List<Elimination> eliminations(UnitScope range, LocalDate to, Instant knownAt, Locale language) {
        return Sql.of("SELECT el.code, p.currency, coalesce(sum(p.amount) FILTER (WHERE el.side = 'upper'), 0) AS upper, "
                + "coalesce(sum(p.amount) FILTER (WHERE el.side = 'lower'), 0) AS lower, sum(p.amount) AS difference "
                + "FROM posting p JOIN unit_ref u ON u.id = p.unit_id JOIN " + PAIR
                + "WHERE u.path >= ? AND u.path < ? AND p.effective_date <= ?",
                to, to, range.unit(), range.from(), range.to(), to)
                .given(knownAt, "AND p.recorded_at <= ?").add("GROUP BY el.code, p.currency ORDER BY el.code, p.currency")
                .list(dataSource, row -> {
                    String currency = row.getString("currency");
                    String code = row.getString("code");
                    String name = Messages.has(language, "elimination." + code) ? Messages.text(language, "elimination." + code) : code;
                    return new Elimination(code, name, money(row, "upper", currency), money(row, "lower", currency),
                            money(row, "difference", currency));
                });
    }

    /** The postings of an account in the order of their days, each with the balance after it. */
    public Page<AccountLine> lines(UnitScope range, UUID only, String account, LocalDate from, LocalDate to, Instant knownAt,
            PageRequest page) {
        Cursor after = page.after(3);
        Sql sql = Sql.of("SELECT l.*, e.id, e.kind, e.note FROM (SELECT p.*, sum(p.amount) OVER (PARTITION BY p.currency "
                + "ORDER BY p.effective_date, p.entry_no, p.line) AS balance FROM posting p JOIN unit_ref u ON u.id = p.unit_id "
                + "WHERE u.path >= ? AND u.path < ? AND p.account = ?", range.from(), range.to(), account)
                .given(only, "AND p.unit_id = ?").given(knownAt, "AND p.recorded_at <= ?").given(to, "AND p.effective_date <= ?")
                .add(") l JOIN journal_entry e ON e.no = l.entry_no WHERE true").given(from, "AND l.effective_date >= ?");
        if (after != null) {
            sql.add("AND (l.effective_date, l.entry_no, l.line) > (?, ?, ?)", after.day(0), after.number(1), after.number(2));
        }
        List<AccountLine> rows = sql.add("ORDER BY l.effective_date, l.entry_no, l.line LIMIT ?", page.limit + 1)
                .list(dataSource, StatementQueries::accountLine);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.on(), row.no(), row.line()));
    }

    private static StatementLine line(ResultSet row, boolean isTree) throws SQLException {
        String currency = row.getString("currency");
        Money closing = money(row, "closing", currency);
        Money eliminated = isTree ? money(row, "eliminated", currency) : null;
        return new StatementLine(row.getString("account"), row.getString("name"), money(row, "opening", currency), money(row, "debit",
                currency),
                money(row, "credit", currency), closing, eliminated, isTree ? closing.minus(eliminated) : null);
    }

    private static AccountLine accountLine(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new AccountLine(row.getObject("id", UUID.class), row.getLong("entry_no"), row.getInt("line"), row.getObject("unit_id",
                UUID.class),
                row.getObject("effective_date", LocalDate.class), row.getString("kind"), row.getString("note"), money(row, "amount",
                currency),
                money(row, "balance", currency));
    }

    private static Money money(ResultSet row, String column, String currency) throws SQLException {
        return new Money(row.getLong(column), currency);
    }
}
