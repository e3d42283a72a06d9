package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class BankAccountQueries {

    private static final String ACCOUNTS = "SELECT a.* FROM bank_account a JOIN unit_ref u ON u.id = a.unit_id WHERE u.path >= ? AND u.path < ?";

    /** Which accounts of a collection are meant; null where it does not matter. @param on those in force on that day */
    record Filter(UUID only, String purpose, String state, LocalDate on) {
    }

    private final AgroalDataSource dataSource;

    BankAccountQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param id for the account of a drive that of the drive */
    public Optional<BankAccountView> account(UnitScope scope, UUID id) {
        return Sql.of(ACCOUNTS, scope.from(), scope.to()).add("AND a.id = ?", id).first(dataSource, BankAccountView::of);
    }

    /** One that its unit's money may come and go on. */
    public Optional<BankAccountView> open(UnitScope scope, UUID unit, UUID id) {
        return account(scope, id).filter(account -> account.unit().equals(unit) && account.state().equals("open"));
    }

    public Optional<BankAccountView> main(UnitScope scope, UUID unit) {
        return Sql.of(ACCOUNTS, scope.from(), scope.to()).add("AND a.unit_id = ? AND a.main AND a.valid_to IS NULL", unit)
                .first(dataSource, BankAccountView::of);
    }

    /** Whether a number is that of any account in use but this unit's main one. */
    boolean isTaken(UnitScope scope, byte[] index, UUID unit) {
        return Sql.of(ACCOUNTS, scope.from(), scope.to()).add("AND a.blind_index = ? AND a.state <> 'refused' AND a.valid_to IS NULL "
                + "AND NOT (a.main AND a.unit_id = ?)", index, unit).first(dataSource, row -> true).orElse(false);
    }

    Page<BankAccountView> accounts(UnitScope range, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        List<BankAccountView> rows = Sql.of(ACCOUNTS, range.from(), range.to()).given(filter.only(), "AND a.unit_id = ?")
                .given(filter.purpose(), "AND a.purpose = ?").given(filter.state(), "AND a.state = ?").given(filter.on(), "AND a.valid_from <= ?")
                .given(filter.on(), "AND (a.valid_to IS NULL OR a.valid_to > ?)").given(after == null ? null : after.uuid(0), "AND a.id > ?")
                .add("ORDER BY a.id LIMIT ?", page.limit + 1).list(dataSource, BankAccountView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }
}
