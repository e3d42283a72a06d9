package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Looks up all that assignments name, in one statement. */
@ApplicationScoped
class AssignmentQueries {

    private static final String FOUND = """
        SELECT l.no AS line_no, l.unit_id, l.amount AS line_amount, l.currency,
               EXISTS (SELECT FROM live_receipt r WHERE r.line_no = l.no) OR EXISTS (SELECT FROM refund f
                 WHERE f.paid_line = l.no) AS is_settled,
               q.unit_id AS request_unit, q.currency AS request_currency, x.request_id IS NOT NULL AS is_cancelled,
               coalesce(m.no, c.no) AS member_no, c.many
          FROM jsonb_to_recordset(?::jsonb) AS a (line uuid, request uuid, member uuid, code text, place int)
          LEFT JOIN (SELECT b.* FROM bank_line b JOIN unit_ref u ON u.id = b.unit_id WHERE u.path >= ? AND u.path < ?) l ON l.id = a.line
          LEFT JOIN payment_request q ON q.id = a.request
          LEFT JOIN payment_cancellation x ON x.request_id = q.id
          LEFT JOIN member_ref m ON m.id = a.member
               AND (m.unit_id = l.unit_id OR EXISTS (SELECT FROM charge h WHERE h.unit_id = l.unit_id AND h.member_no = m.no))
          LEFT JOIN LATERAL (SELECT min(o.no) AS no, count(*) AS many FROM member_ref o WHERE o.unit_id = l.unit_id AND o.code = a.code) c
               ON a.code IS NOT NULL
         ORDER BY a.place""";

    /** @param line null where there is none in the scope; {@code members} how many bear the code, null where none was given */
    record Found(Long line, UUID unit, long amount, String currency, boolean isSettled, UUID requestUnit, String requestCurrency,
            boolean isCancelled,
            Long member, Long members) {
    }

    private final AgroalDataSource dataSource;

    AssignmentQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** In the order of what was asked: an array of {place, line, request, member, code}. */
    List<Found> found(UnitScope scope, String asked) {
        return Sql.of(FOUND, asked, scope.from(), scope.to()).list(dataSource, row -> new Found(row.getObject("line_no", Long.class),
                row.getObject("unit_id", UUID.class), row.getLong("line_amount"), row.getString("currency"), row.getBoolean("is_settled"),
                row.getObject("request_unit", UUID.class), row.getString("request_currency"), row.getBoolean("is_cancelled"),
                row.getObject("member_no", Long.class), row.getObject("many", Long.class)));
    }
}
