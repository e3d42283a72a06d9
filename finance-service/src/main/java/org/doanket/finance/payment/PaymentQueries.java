package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.payment.PaymentRequestView.Employer;
import org.doanket.finance.payment.PaymentRequestView.Item;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class PaymentQueries {

    private static final String REQUESTS = """
        SELECT r.*, coalesce(m.id, e.id) AS member_id, coalesce(p.paid, 0) AS paid, x.why AS cancelled_why
          FROM payment_request r JOIN unit_ref u ON u.id = r.unit_id
          LEFT JOIN member_ref m ON m.no = r.member_no
          LEFT JOIN LATERAL charged_member(CASE WHEN m.no IS NULL THEN r.unit_id END, r.member_no) e ON true
          LEFT JOIN payment_cancellation x ON x.request_id = r.id
          LEFT JOIN LATERAL (SELECT sum(c.amount) AS paid
                               FROM (SELECT amount + surplus AS amount FROM receipt WHERE request_id = r.id
                                     UNION ALL SELECT amount FROM fund_receipt WHERE request_id = r.id) c) p ON true
         WHERE u.path >= ? AND u.path < ?""";

    /** What an employer paid of his fund on a request covers its items in their order. */
    private static final String ITEMS = """
        SELECT i.*, r.currency, coalesce(m.id, e.id) AS member_id, coalesce(p.paid, 0)
               + least(i.amount, greatest((SELECT coalesce(sum(f.amount), 0) FROM fund_receipt f WHERE f.request_id = i.request_id)
                                          - sum(i.amount) OVER (ORDER BY i.line) + i.amount, 0)) AS paid
          FROM payment_item i JOIN payment_request r ON r.id = i.request_id JOIN unit_ref u ON u.id = i.unit_id
          LEFT JOIN member_ref m ON m.no = i.member_no
          LEFT JOIN LATERAL charged_member(CASE WHEN m.no IS NULL THEN i.unit_id END, i.member_no) e ON true
          LEFT JOIN (SELECT c.item_line, sum(c.amount) AS paid FROM receipt c
            WHERE c.request_id = ? GROUP BY c.item_line) p ON p.item_line = i.line
         WHERE i.request_id = ? AND u.path >= ? AND u.path < ? ORDER BY i.line""";

    /** For each thing asked for what is owed of it: what a member is charged, or what the unit was assessed, less what came in for it. */
    private static final String OWED = """
        WITH asked AS (SELECT * FROM jsonb_to_recordset(?::jsonb) AS a (line int, month date, stream text, member uuid))
        SELECT a.line, m.no AS member_no, a.member IS NOT NULL AND m.no IS NULL AS unknown,
               a.stream = 'fund' AND NOT EXISTS (SELECT FROM employer e WHERE e.unit_id = u.id AND e.tax_code = i.employer)
                 AND EXISTS (SELECT FROM fund_month f WHERE f.unit_id = u.id AND f.month = a.month AND NOT f.held AND f.assessed - f.relieved > f.paid)
                 AS is_declared,
               (CASE WHEN a.stream = 'dues' AND a.member IS NOT NULL
                 THEN coalesce((SELECT c.amount FROM charged(u.id, a.month, m.no) c), 0)
                    - coalesce((SELECT sum(r.amount) FROM receipt r WHERE r.member_no = m.no AND r.unit_id = u.id AND r.month = a.month
                                   AND r.stream = 'dues'), 0)
                 WHEN a.stream = 'dues' THEN coalesce((SELECT d.assessed + d.taken - d.handed FROM unit_month d WHERE d.unit_id = u.id AND d.month = a.month), 0)
                    - coalesce((SELECT sum(t.amount) FROM receipt_total t WHERE t.unit_id = u.id AND t.month = a.month AND t.kind = 'dues'), 0)
                 END)::bigint AS due
          FROM asked a JOIN (SELECT ?::uuid AS unit, ?::text AS employer) i ON true JOIN unit_ref u ON u.id = i.unit AND u.path >= ? AND u.path < ?
          LEFT JOIN LATERAL payer_of(u.id, a.member) m ON true
         ORDER BY a.line""";

    /** Of members who owe for a month, those that no open request asks for it. */
    private static final String DEBTS = """
        SELECT c.member_no, c.amount - coalesce(r.paid, 0)::bigint AS due
          FROM (SELECT s.month, s.unit_id, s.member_no, sum(s.amount)::bigint AS amount
                  FROM (SELECT DISTINCT ON (n.member_no, n.kind >= 2) n.* FROM charge n WHERE n.month = ? AND n.unit_id = ?
                         ORDER BY n.member_no, n.kind >= 2, n.run_no DESC, n.kind) s
                 GROUP BY s.month, s.unit_id, s.member_no) c
          JOIN unit_ref u ON u.id = c.unit_id AND u.path >= ? AND u.path < ?
          LEFT JOIN (SELECT p.member_no, sum(p.amount) AS paid FROM receipt p WHERE p.unit_id = ? AND p.month = ? AND p.stream = 'dues'
                      GROUP BY p.member_no) r ON r.member_no = c.member_no
         WHERE c.amount > coalesce(r.paid, 0)
           AND NOT EXISTS (SELECT FROM payment_item i WHERE i.member_no = c.member_no AND i.month = c.month AND i.unit_id = c.unit_id
                 AND NOT EXISTS (SELECT FROM payment_cancellation x WHERE x.request_id = i.request_id)
                 AND i.amount > coalesce((SELECT sum(q.amount) FROM receipt q WHERE q.request_id = i.request_id
                   AND q.item_line = i.line), 0))
         ORDER BY c.member_no""";

    record Debt(long member, long amount) {
    }

    /**
     * @param memberNo   null for the whole unit; {@code due} null for the fund, which is not worked out here
     * @param isDeclared of the fund, whether others than the employer who is asked owe what they have declared for the month
     */
    record Owed(Long memberNo, boolean isUnknown, boolean isDeclared, Long due) {
    }

    /** Which requests of a collection are meant; null where it does not matter. @param self who is asked by them, and nobody else */
    public record Filter(UUID only, YearMonth month, UUID member, String state, String reference, UUID self) {
    }

    private final AgroalDataSource dataSource;

    PaymentQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<PaymentRequestView> request(UnitScope scope, UUID id) {
        return Sql.of(REQUESTS, scope.from(), scope.to()).add("AND r.id = ?", id).first(dataSource, PaymentQueries::view);
    }

    public Page<PaymentRequestView> requests(UnitScope range, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = Sql.of(REQUESTS, range.from(), range.to()).given(filter.only(), "AND r.unit_id = ?").given(filter.self(), "AND m.id = ?")
                .given(filter.month() == null ? null : filter.month().atDay(1),
                        "AND EXISTS (SELECT FROM payment_item i WHERE i.request_id = r.id AND i.month = ?)")
                .given(filter.member(), "AND EXISTS (SELECT FROM payment_item i JOIN member_ref w ON w.no = i.member_no WHERE "
                + "i.request_id = r.id "
                        + "AND w.id = ?)")
                .given(filter.reference(), "AND r.reference = upper(?)");
        if (filter.state() != null) {
            sql.add(switch (filter.state()) {
                case "cancelled" -> "AND x.request_id IS NOT NULL";
                case "open" -> "AND x.request_id IS NULL AND coalesce(p.paid, 0) = 0";
                case "partly-paid" -> "AND x.request_id IS NULL AND p.paid > 0 AND p.paid < r.amount";
                default -> "AND x.request_id IS NULL AND p.paid >= r.amount";
            });
        }
        List<PaymentRequestView> rows = sql.given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, PaymentQueries::view);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    List<Item> items(UnitScope scope, UUID request) {
        return Sql.of(ITEMS, request, request, scope.from(), scope.to()).list(dataSource, row -> new Item(row.getInt("line"),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("stream"), row.getObject("member_id", UUID.class),
                new Money(row.getLong("amount"), row.getString("currency")), new Money(row.getLong("paid"), row.getString("currency"))));
    }

    List<Debt> debts(UnitScope scope, UUID unit, YearMonth month) {
        return Sql.of(DEBTS, month.atDay(1), unit, scope.from(), scope.to(), unit, month.atDay(1))
                .list(dataSource, row -> new Debt(row.getLong("member_no"), row.getLong("due")));
    }

    /** @param employer tax code of who is asked, or null; {@code asked} an array of {line, month, stream, member}; answered in its order */
    List<Owed> owed(UnitScope scope, UUID unit, String employer, String asked) {
        return Sql.of(OWED, asked, unit, employer, scope.from(), scope.to()).list(dataSource, row -> new Owed(row.getObject("member_no", Long.class),
                row.getBoolean("unknown"), row.getBoolean("is_declared"), row.getObject("due", Long.class)));
    }

    private static PaymentRequestView view(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        Money amount = new Money(row.getLong("amount"), currency);
        Money paid = new Money(row.getLong("paid"), currency);
        String why = row.getString("cancelled_why");
        String state = why != null ? "cancelled" : paid.amount() == 0 ? "open" : paid.amount() < amount.amount() ? "partly-paid" : "paid";
        String reference = row.getString("reference");
        String taxCode = row.getString("employer_tax_code");
        Employer employer = taxCode == null ? null : new Employer(row.getObject("employer_id", UUID.class),
                row.getString("employer_name"), taxCode);
        return new PaymentRequestView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("stream"), row.getObject("member_id", UUID.class),
                employer,
                amount, paid, state, reference, reference, null, why, null, null, null, row.getObject("created_at", OffsetDateTime.class));
    }

    void tell(@Observes PersonalData asked) {
        asked.select("paymentRequests", """
                SELECT p.reference, to_char(i.month, 'YYYY-MM') AS month, i.stream, u.code AS "unitCode", money_in_json(i.amount, p.currency) AS amount,
                       p.created_at AS "askedAt", c.cancelled_at AS "cancelledAt", c.why AS "cancelledWhy"
                  FROM payment_item i JOIN member_ref m ON m.no = i.member_no JOIN payment_request p ON p.id = i.request_id LEFT JOIN unit_ref u ON u.id = i.unit_id
                  LEFT JOIN payment_cancellation c ON c.request_id = p.id
                 WHERE m.id = ? ORDER BY p.created_at, i.line""", asked.person());
    }
}
