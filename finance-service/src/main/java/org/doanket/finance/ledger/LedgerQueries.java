package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerView.Balance;
import org.doanket.finance.ledger.LedgerView.Entry;
import org.doanket.finance.ledger.LedgerView.Period;
import org.doanket.finance.ledger.LedgerView.Posting;
import org.doanket.finance.ledger.LedgerView.TrialBalance;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Balances are sums over postings: there is no row that every booking would have to wait for. */
@ApplicationScoped
@Transactional
public class LedgerQueries {

    private static final String ENTRY = "SELECT e.*, r.id AS reverses, v.id AS reversed_by, p.accounts, p.amounts, p.bank_accounts, p.currency "
            + "FROM journal_entry e JOIN unit_ref u ON u.id = e.unit_id "
            + "LEFT JOIN journal_entry r ON r.no = e.reverses_no LEFT JOIN journal_entry v ON v.reverses_no = e.no "
            + "JOIN LATERAL (SELECT array_agg(account ORDER BY line) AS accounts, array_agg(amount ORDER BY line) AS amounts, "
            + "array_agg(bank_account_id ORDER BY line) AS bank_accounts, "
            + "min(currency) AS currency FROM posting WHERE entry_no = e.no) p ON true WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    LedgerQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<Entry> entry(UnitScope scope, UUID id) {
        return Sql.of(ENTRY, scope.from(), scope.to()).add("AND e.id = ?", id).first(dataSource, LedgerQueries::entry);
    }

    /** @param only the one unit of the range that is meant, or null for all of them */
    public Page<Entry> entries(UnitScope range, UUID only, LocalDate from, LocalDate to, PageRequest page) {
        Cursor after = page.after(1);
        List<Entry> rows = Sql.of(ENTRY, range.from(), range.to()).given(only, "AND e.unit_id = ?")
                .given(from, "AND e.effective_date >= ?").given(to, "AND e.effective_date <= ?")
                .given(after == null ? null : after.number(0), "AND e.no < ?")
                .add("ORDER BY e.no DESC LIMIT ?", page.limit + 1).list(dataSource, LedgerQueries::entry);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    /** @param knownAt what was recorded up to that moment, or null for all that is known now */
    public TrialBalance trialBalance(UnitScope range, UUID only, LocalDate asOf, Instant knownAt, Locale language) {
        List<Balance> balances = Sql.of("SELECT p.account, a." + nameColumn(language) + " AS name, p.currency, "
                + "coalesce(sum(p.amount) FILTER (WHERE p.amount > 0), 0) AS debit, "
                + "coalesce(-sum(p.amount) FILTER (WHERE p.amount < 0), 0) AS credit, sum(p.amount) AS balance "
                + "FROM posting p JOIN account a ON a.code = p.account JOIN unit_ref u ON u.id = p.unit_id "
                + "WHERE u.path >= ? AND u.path < ? AND p.effective_date <= ?", range.from(), range.to(), asOf)
                .given(only, "AND p.unit_id = ?").given(knownAt, "AND p.recorded_at <= ?")
                .add("GROUP BY p.account, a." + nameColumn(language) + ", p.currency ORDER BY p.account COLLATE \"C\", p.currency")
                .list(dataSource, LedgerQueries::balance);
        Map<String, Money> difference = new TreeMap<>();
        balances.forEach(line -> difference.merge(line.balance().currency(), line.balance(), Money::plus));
        return new TrialBalance(range.unit(), only == null ? "subtree" : "unit", asOf, knownAt, balances, List.copyOf(difference.values()));
    }

    public Page<Period> periods(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(2);
        List<Period> rows = Sql.of("SELECT p.* FROM period p JOIN unit_ref u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ?",
                range.from(), range.to()).given(only, "AND p.unit_id = ?")
                .add(after == null ? "" : "AND (p.month, p.id) < (?, ?)", after == null ? new Object[0]
                        : new Object[] {after.day(0), after.uuid(1)})
                .add("ORDER BY p.month DESC, p.id DESC LIMIT ?", page.limit + 1).list(dataSource, LedgerQueries::period);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.month().atDay(1), row.id()));
    }

    public Optional<Period> period(UnitScope scope, UUID id) {
        return Sql.of("SELECT p.* FROM period p JOIN unit_ref u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ? AND p.id = ?",
                scope.from(), scope.to(), id).first(dataSource, LedgerQueries::period);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        LocalDate month = row.getObject("month", LocalDate.class);
        String currency = row.getString("currency");
        return new Entry(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                row.getString("kind"), row.getObject("effective_date", LocalDate.class),
                month == null ? null : YearMonth.from(month), row.getString("source"), row.getObject("reverses", UUID.class),
                row.getObject("reversed_by", UUID.class), row.getString("note"), row.getString("evidence"),
                row.getObject("recorded_at", OffsetDateTime.class), row.getString("recorded_by"), postings(row, currency), null);
    }

    /** Of columns {@code accounts, amounts, bank_accounts}. */
    static List<Posting> postings(ResultSet row, String currency) throws SQLException {
        String[] accounts = (String[]) array(row, "accounts");
        Long[] amounts = (Long[]) array(row, "amounts");
        UUID[] banks = row.getArray("bank_accounts") == null ? new UUID[accounts.length] : (UUID[]) array(row, "bank_accounts");
        List<Posting> postings = new ArrayList<>();
        for (int i = 0; i < accounts.length; i++) {
            postings.add(new Posting(accounts[i], new Money(amounts[i], currency), banks[i]));
        }
        return postings;
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    private static Balance balance(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new Balance(row.getString("account"), row.getString("name"), new Money(row.getLong("debit"), currency),
                new Money(row.getLong("credit"), currency), new Money(row.getLong("balance"), currency));
    }

    private static Period period(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return new Period(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("status"),
                row.getObject("closed_at", OffsetDateTime.class), row.getString("closed_by"), row.getObject("entry_count", Long.class),
                hash == null ? null : HexFormat.of().formatHex(hash));
    }

    static String nameColumn(Locale language) {
        return switch (language.getLanguage()) {
            case "en" -> "name_en";
            case "zh" -> "name_zh";
            default -> "name_vi";
        };
    }
}
