package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Looks up all that assignments name, in one statement. */
@ApplicationScoped
class AssignmentQueries {

    private static final String FOUND = """
        SELECT l.no AS line_no, l.unit_id, l.amount AS line_amount, l.currency, l.own_currency, l.value_date, e.no AS employer_no, e.unit_id AS collector,
               NOT EXISTS (SELECT FROM suspended_line s WHERE s.no = l.no) AS is_settled,
               q.unit_id AS request_unit, q.currency AS request_currency, x.request_id IS NOT NULL AS is_cancelled,
               coalesce(m.no, c.no) AS member_no, c.many,
               EXISTS (SELECT FROM fund_month f WHERE f.unit_id = l.unit_id AND f.month = a.fund AND NOT f.held AND f.assessed - f.relieved > f.paid)
                 AS is_declared
          FROM jsonb_to_recordset(?::jsonb) AS a (line uuid, request uuid, member uuid, code text, employer uuid, fund date, place int)
          LEFT JOIN (SELECT b.*, j.currency AS own_currency FROM bank_line b JOIN unit_ref u ON u.id = b.unit_id
               JOIN jurisdiction j ON j.code = u.jurisdiction WHERE b.source <> 'cash' AND u.path >= ? AND u.path < ?) l ON l.id = a.line
          LEFT JOIN employer e ON e.id = a.employer
          LEFT JOIN payment_request q ON q.id = a.request
          LEFT JOIN payment_cancellation x ON x.request_id = q.id
          LEFT JOIN LATERAL payer_of(l.unit_id, a.member) m ON true
          LEFT JOIN LATERAL (SELECT min(o.no) AS no, count(*) AS many FROM member_ref o WHERE o.unit_id = l.unit_id AND o.code = a.code) c
               ON a.code IS NOT NULL
         ORDER BY a.place""";

    /**
     * @param line null where there is none in the scope
     * @param own  the currency that its unit is owed in
     * @param members how many bear the code, null where none was given
     * @param isDeclared whether employers owe the unit what they have declared for the month of the fund
     */
    record Found(Long line, UUID unit, long amount, String currency, String own, LocalDate day, boolean isSettled, UUID requestUnit,
            String requestCurrency, boolean isCancelled, Long member, Long members, Long employer, UUID collector, boolean isDeclared) {
    }

    private final AgroalDataSource dataSource;

    AssignmentQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** In the order of what was asked: an array of {place, line, request, member, code, employer, fund}. */
    List<Found> found(UnitScope scope, String asked) {
        return Sql.of(FOUND, asked, scope.from(), scope.to()).list(dataSource, row -> new Found(row.getObject("line_no", Long.class),
                row.getObject("unit_id", UUID.class), row.getLong("line_amount"), row.getString("currency"), row.getString("own_currency"),
                row.getObject("value_date", LocalDate.class), row.getBoolean("is_settled"),
                row.getObject("request_unit", UUID.class), row.getString("request_currency"), row.getBoolean("is_cancelled"),
                row.getObject("member_no", Long.class), row.getObject("many", Long.class),
                row.getObject("employer_no", Long.class), row.getObject("collector", UUID.class),
                row.getBoolean("is_declared")));
    }
}
