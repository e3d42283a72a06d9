package org.doanket.finance.voucher;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class VoucherQueries {

    private static final String STATE = "CASE WHEN v.reversal_id IS NULL THEN v.state ELSE 'reversed' END";
    private static final String VOUCHERS = "SELECT v.*, " + STATE + " AS shown FROM voucher v JOIN unit_ref u ON u.id = v.unit_id "
            + "WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    VoucherQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<VoucherView> voucher(UnitScope scope, UUID id) {
        return Sql.of(VOUCHERS, scope.from(), scope.to()).add("AND v.id = ?", id).first(dataSource, VoucherQueries::view);
    }

    public Page<VoucherView> vouchers(UnitScope range, UUID only, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<VoucherView> rows = Sql.of(VOUCHERS, range.from(), range.to()).given(only, "AND v.unit_id = ?").given(state, "AND " + STATE + " = ?")
                .given(after == null ? null : after.number(0), "AND v.no < ?").add("ORDER BY v.no DESC LIMIT ?", page.limit + 1)
                .list(dataSource, VoucherQueries::view);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    private static VoucherView view(ResultSet row) throws SQLException {
        return new VoucherView(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                row.getString("kind"),
                row.getObject("day", LocalDate.class), row.getString("account"), row.getString("money"),
                row.getObject("bank_account_id", UUID.class),
                new Money(row.getLong("amount"), row.getString("currency")), row.getString("purpose"),
                row.getObject("number") == null ? null : row.getLong("number") + "/" + row.getInt("year"), row.getString("shown"),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class), row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class),
                row.getString("reason"), row.getObject("entry_id", UUID.class), row.getObject("reversal_id", UUID.class), row.getString("reversed_by"),
                row.getObject("reversed_at", OffsetDateTime.class), row.getString("reversed_why"), null);
    }
}
