package org.doanket.finance.book;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.book.BookView.Book;
import org.doanket.finance.book.BookView.Line;
import org.doanket.finance.payment.BankAccountQueries;
import org.doanket.finance.payment.BankAccountView;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.finance.voucher.VoucherView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The book of cash and that of the bank: the postings of one account in the order of their days, with the balance after each. */
@ApplicationScoped
@Transactional
public class BookQueries {

    static final String CASH = "s11-h";

    private static final String POSTINGS = " FROM posting p JOIN unit_ref u ON u.id = p.unit_id WHERE u.path >= ? AND u.path < ? AND p.unit_id = ? "
            + "AND p.currency = ? AND p.account LIKE ?";

    /** Money of the bank that names no account is of the main one of its day. */
    private static final String ON_MAIN = "AND (p.bank_account_id = ? OR p.bank_account_id IS NULL AND p.effective_date >= ? "
            + "AND p.effective_date < coalesce(?::date, 'infinity'))";

    private static final String SUMS = "SELECT coalesce(sum(p.amount) FILTER (WHERE p.effective_date < ?), 0) AS opening, "
            + "coalesce(sum(p.amount) FILTER (WHERE p.effective_date >= ? AND p.amount > 0), 0) AS came, "
            + "coalesce(-sum(p.amount) FILTER (WHERE p.effective_date >= ? AND p.amount < 0), 0) AS left_it, "
            + "count(*) FILTER (WHERE p.effective_date >= ?) AS lines";

    private static final String LINES = """
        SELECT l.*, e.id, e.kind, coalesce(e.note, d.memo) AS note,
               (SELECT array_agg(DISTINCT o.account ORDER BY o.account) FROM posting o WHERE o.entry_no = l.entry_no AND o.line <> l.line) AS against,
               coalesce(v.number || '/' || v.year, r.number || '/' || r.year, d.bank_ref, e.evidence) AS document,
               coalesce(v.day, r.day, d.value_date) AS document_day, v.kind AS voucher
          FROM shown l JOIN journal_entry e ON e.no = l.entry_no
          LEFT JOIN voucher v ON v.entry_id = e.id
          LEFT JOIN bank_line d ON e.kind IN ('receipt', 'cash-receipt') AND d.no = CASE WHEN e.source ~ '^line [0-9]+$' THEN substr(e.source, 6)::bigint END
          LEFT JOIN LATERAL (SELECT w.number, w.year, w.day FROM receipt_paper w WHERE w.line_no = d.no ORDER BY w.id DESC LIMIT 1) r ON true
         ORDER BY l.effective_date, l.entry_no, l.line""";

    /** Takes one line after the other. */
    interface Taker {
        void take(Line line) throws IOException;
    }

    private final AgroalDataSource dataSource;
    private final BankAccountQueries accounts;
    private final RuleQueries rules;
    private final UnitTree tree;

    BookQueries(AgroalDataSource dataSource, BankAccountQueries accounts, RuleQueries rules, UnitTree tree) {
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.rules = rules;
        this.tree = tree;
    }

    /** @throws Problem 404 for a unit or an account outside the scope; 422 for a time that ends before it begins, or an account of the book of cash */
    public Book book(UnitScope scope, String form, BookParam asked) {
        UnitRef unit = tree.require(asked.unit, scope);
        boolean isCash = form.equals(CASH);
        if (asked.to.isBefore(asked.from)) {
            throw new Problem(422, "book-ends-before");
        }
        if (isCash && asked.account != null) {
            throw new Problem(422, "book-of-cash-account");
        }
        BankAccountView account = isCash ? null : account(scope, asked);
        String currency = isCash ? rules.currencyOf(unit.jurisdiction()) : account.currency();
        return of(scope, Sql.of(SUMS, asked.from, asked.from, asked.from, asked.from), unit.id(), currency, account)
                .add("AND p.effective_date <= ?", asked.to)
                .first(dataSource, row -> {
                    Money opening = new Money(row.getLong("opening"), currency);
                    Money in = new Money(row.getLong("came"), currency);
                    Money out = new Money(row.getLong("left_it"), currency);
                    return new Book(form, unit.id(), unit.name(), tree.nameAbove(unit), unit.jurisdiction(), account, asked.from, asked.to, currency, opening,
                            in, out, opening.plus(in).minus(out), row.getLong("lines"));
                }).orElseThrow();
    }

    public Page<Line> lines(UnitScope scope, Book book, PageRequest page) {
        Cursor after = page.after(3);
        Sql sql = shown(scope, book);
        if (after != null) {
            sql.add("WHERE (b.effective_date, b.entry_no, b.line) > (?, ?, ?)", after.day(0), after.number(1), after.number(2));
        }
        List<Line> rows = sql.add("ORDER BY b.effective_date, b.entry_no, b.line LIMIT ?) " + LINES, page.limit + 1)
                .list(dataSource, row -> line(row, book));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.day(), row.no(), row.place()));
    }

    /** All of them, as they come. */
    void each(UnitScope scope, Book book, Taker taker) throws IOException {
        shown(scope, book).add(") " + LINES).stream(dataSource, row -> taker.take(line(row, book)));
    }

    private static Sql shown(UnitScope scope, Book book) {
        return of(scope, Sql.of("WITH shown AS (SELECT * FROM (SELECT p.entry_no, p.line, p.effective_date, p.amount, ?::bigint + sum(p.amount) OVER "
                + "(ORDER BY p.effective_date, p.entry_no, p.line) AS balance", book.opening().amount()), book.unit(),
                book.currency(), book.bankAccount()).add("AND p.effective_date BETWEEN ? AND ?) b", book.from(), book.to());
    }

    /** @param account null for cash */
    private static Sql of(UnitScope scope, Sql sql, UUID unit, String currency, BankAccountView account) {
        sql.add(POSTINGS, scope.from(), scope.to(), unit, currency, account == null ? "111%" : "112%");
        if (account != null && account.main()) {
            sql.add(ON_MAIN, account.id(), account.validFrom(), account.validTo());
        } else if (account != null) {
            sql.add("AND p.bank_account_id = ?", account.id());
        }
        return sql;
    }

    private BankAccountView account(UnitScope scope, BookParam asked) {
        return (asked.account == null ? accounts.main(scope, asked.unit) : accounts.open(scope, asked.unit, asked.account))
                .orElseThrow(() -> Problem.notFound("bank-account"));
    }

    private static Line line(ResultSet row, Book book) throws SQLException {
        long amount = row.getLong("amount");
        String voucher = row.getString("voucher");
        String number = row.getString("document");
        String document = voucher == null ? number : VoucherView.numbered(voucher, number);
        return new Line(row.getObject("id", UUID.class), row.getLong("entry_no"), row.getInt("line"), row.getObject("effective_date", LocalDate.class),
                row.getString("kind"), document, row.getObject("document_day", LocalDate.class), row.getString("note"),
                List.of((String[]) row.getArray("against").getArray()), amount > 0 ? new Money(amount, book.currency()) : null,
                amount < 0 ? new Money(-amount, book.currency()) : null, new Money(row.getLong("balance"), book.currency()));
    }
}
