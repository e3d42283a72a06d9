package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.doanket.finance.ledger.LedgerView.Account;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class AccountQueries {

    private static final String WHY = "the chart of accounts is the same for every unit";

    /** An account as booking needs to know it. */
    record Known(String code, String measure, String kind, boolean holdsMoney, boolean clearsMoney, String control, boolean isOpen,
            String citation) {

        boolean isMemo() {
            return kind.equals("memo");
        }

        boolean isSpending() {
            return kind.equals("expense");
        }
    }

    private final AgroalDataSource dataSource;

    AccountQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param on those in force on that day, or null for all that there ever were */
    @Unscoped(WHY)
    public Page<Account> accounts(LocalDate on, PageRequest page, Locale language) {
        Cursor after = page.after(1);
        List<Account> rows = select(language).add("WHERE true").given(on, "AND valid_from <= ?").given(on,
                "AND (valid_to > ? OR valid_to IS NULL)")
                .given(after == null ? null : after.text(0), "AND code COLLATE \"C\" > ?")
                .add("ORDER BY code COLLATE \"C\" LIMIT ?", page.limit + 1).list(dataSource, AccountQueries::account);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.code()));
    }

    @Unscoped(WHY)
    public Optional<Account> account(String code, Locale language) {
        return select(language).add("WHERE code = ?", code).first(dataSource, AccountQueries::account);
    }

    @Unscoped(WHY)
    List<Known> known(Collection<String> codes, LocalDate on) {
        return Sql.of("SELECT code, measure, kind, holds_money, clears_money, control, citation, valid_from <= ? AND (valid_to > ? OR "
                + "valid_to IS NULL) AS open FROM account WHERE code = ANY (?)", on, on, codes.toArray(String[]::new))
                .list(dataSource, row -> new Known(row.getString("code"), row.getString("measure"), row.getString("kind"),
                        row.getBoolean("holds_money"), row.getBoolean("clears_money"), row.getString("control"),
                        row.getBoolean("open"), row.getString("citation")));
    }

    private static Sql select(Locale language) {
        return Sql.of("SELECT account.*, " + LedgerQueries.nameColumn(language) + " AS name FROM account");
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(row.getString("code"), row.getString("kind"), row.getString("name"), row.getString("parent_code"),
                row.getString("report_code"), row.getString("measure"), row.getBoolean("clears_money"), row.getString("control"),
                row.getString("settled_by"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class), row.getString("citation"), row.getBoolean("verified"));
    }
}
