package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
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
public class PaymentQueries {

    private static final String REQUESTS = """
        SELECT r.*, m.id AS member_id, coalesce(p.paid, 0) AS paid FROM payment_request r JOIN unit_ref u ON u.id = r.unit_id
          LEFT JOIN member_ref m ON m.no = r.member_no
          LEFT JOIN LATERAL (SELECT sum(c.amount + c.surplus) AS paid FROM receipt c WHERE c.request_id = r.id) p ON true
         WHERE u.path >= ? AND u.path < ?""";

    /** Newest charge of the member less what came in on requests for him. */
    private static final String MEMBER_OUTSTANDING = """
        SELECT m.no, c.amount - coalesce((SELECT sum(r.amount) FROM receipt r JOIN payment_request q ON q.id = r.request_id
               WHERE q.member_no = m.no AND r.unit_id = c.unit_id AND r.month = c.month AND r.stream = 'dues'), 0) AS due
          FROM member_ref m JOIN charge c ON c.member_no = m.no JOIN unit_ref u ON u.id = c.unit_id
         WHERE m.id = ? AND c.unit_id = ? AND c.month = ? AND u.path >= ? AND u.path < ?
         ORDER BY c.run_no DESC, c.kind LIMIT 1""";

    /** @param memberNo null for the whole unit */
    record Outstanding(Long memberNo, long amount) {
    }

    private final AgroalDataSource dataSource;

    PaymentQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<PaymentRequestView> request(UnitScope scope, UUID id) {
        return Sql.of(REQUESTS, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, PaymentQueries::view);
    }

    public Page<PaymentRequestView> requests(UnitScope range, UUID only, YearMonth month, PageRequest page) {
        Cursor after = page.after(1);
        List<PaymentRequestView> rows = Sql.of(REQUESTS, range.from(), range.to()).given(only, "AND r.unit_id = ?")
                .given(month == null ? null : month.atDay(1), "AND r.month = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, PaymentQueries::view);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    Optional<Outstanding> outstanding(UnitScope scope, UUID unit, YearMonth month, UUID member) {
        if (member != null) {
            return Sql.of(MEMBER_OUTSTANDING, member, unit, month.atDay(1), scope.from(), scope.to())
                    .first(dataSource, row -> new Outstanding(row.getLong("no"), row.getLong("due")));
        }
        return Sql.of("SELECT m.assessed - m.dues_collected AS due FROM unit_month m JOIN unit_ref u ON u.id = m.unit_id "
                + "WHERE m.unit_id = ? AND m.month = ? AND u.path >= ? AND u.path < ?", unit, month.atDay(1), scope.from(), scope.to())
                .first(dataSource, row -> new Outstanding(null, row.getLong("due")));
    }

    private static PaymentRequestView view(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        Money amount = new Money(row.getLong("amount"), currency);
        Money paid = new Money(row.getLong("paid"), currency);
        String state = paid.amount() == 0 ? "open" : paid.amount() < amount.amount() ? "partly-paid" : "paid";
        String reference = row.getString("reference");
        return new PaymentRequestView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("stream"), row.getObject("member_id", UUID.class),
                amount, paid, state, reference, reference, null, null, null, row.getObject("created_at", OffsetDateTime.class));
    }
}
