package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Jurisdictions;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.bank.BankView.SuggestionView;
import org.doanket.finance.payment.ReferenceQueries;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** What lines in suspense may have paid. Only ever suggested: a payer and an amount are no proof of a purpose. */
@ApplicationScoped
@Transactional
public class SuggestionQueries {

    private static final int MOST = 5;

    /**
     * Requests are open as long as nothing came in on them; what was paid in part bears its reference or is found by the payer. Of a kind
     * that must be unique two are none.
     */
    private static final String PERHAPS = """
        WITH line AS (
          SELECT u.jurisdiction, l.no, l.unit_id, l.amount, l.currency, l.value_date, l.payer_index, l.memo FROM bank_line l JOIN unit_ref u ON u.id = l.unit_id
            JOIN jurisdiction j ON j.code = u.jurisdiction AND j.currency = l.currency
           WHERE l.no = ANY (?::bigint[]) AND u.path >= ? AND u.path < ?
        ), named AS (
          SELECT t.no, q.* FROM unnest(?::bigint[], ?::text[]) AS t (no, reference) JOIN line l USING (no)
            JOIN payment_request q ON q.reference = t.reference AND q.unit_id = l.unit_id
        ), open AS (
          SELECT l.no, l.value_date, l.jurisdiction, q.*, k.payer_index IS NOT NULL AS is_known
            FROM line l JOIN payment_request q ON q.unit_id = l.unit_id AND q.amount = l.amount AND q.currency = l.currency
            LEFT JOIN known_payer k ON k.unit_id = l.unit_id AND k.payer_index = l.payer_index AND k.member_no = coalesce(q.member_no, 0)
           WHERE NOT EXISTS (SELECT FROM receipt r WHERE r.request_id = q.id)
             AND NOT EXISTS (SELECT FROM payment_cancellation x WHERE x.request_id = q.id)
        ), payer AS (
          SELECT l.no, l.unit_id, l.amount, l.currency, k.member_no, k.times, c.month, c.owed
            FROM line l JOIN known_payer k ON k.unit_id = l.unit_id AND k.payer_index = l.payer_index AND k.member_no <> 0
            JOIN LATERAL (
              SELECT s.month, s.amount - coalesce((SELECT sum(r.amount) FROM receipt r WHERE r.member_no = k.member_no
                     AND r.month = s.month AND r.unit_id = l.unit_id AND r.stream = 'dues'), 0) AS owed
                FROM (SELECT n.month, sum(n.amount)::bigint AS amount
                        FROM (SELECT DISTINCT ON (c.month, c.kind >= 2) c.month, c.amount FROM charge c
                               WHERE c.unit_id = l.unit_id AND c.member_no = k.member_no ORDER BY c.month, c.kind >= 2, c.run_no DESC, c.kind) n
                       GROUP BY n.month) s) c ON c.owed > 0
        ), found AS (
          SELECT no, 1 AS rank, 'reference' AS because, id AS request_id, month, stream, member_no, amount AS owed, currency, 1 AS alike
            FROM named
          UNION ALL
          SELECT no, CASE WHEN is_known AND is_near THEN 2 WHEN is_known THEN 3 ELSE 4 END,
                 CASE WHEN is_known AND is_near THEN 'payer-amount-day' WHEN is_known THEN 'payer-amount' ELSE 'request-amount' END,
                 id, month, stream, member_no, amount, currency, count(*) OVER (PARTITION BY no, is_known, is_known AND is_near)
            FROM (SELECT o.*, abs(o.value_date - (o.created_at AT TIME ZONE z.zone)::date) <= payment_rule_value('suggestion-days')
                         AS is_near FROM open o JOIN unnest(?::text[], ?::text[]) AS z (code, zone) ON z.code = o.jurisdiction) o
          UNION ALL
          SELECT no, 3, 'payer-amount', NULL, month, 'dues', member_no, owed, currency, count(*) OVER (PARTITION BY no) FROM payer p
            WHERE owed = amount
             AND NOT EXISTS (SELECT FROM open o WHERE o.no = p.no AND o.member_no = p.member_no AND o.month = p.month)
          UNION ALL
          (SELECT DISTINCT ON (no) no, 5, 'payer', NULL::uuid, month, 'dues', member_no, owed, currency, 1
            FROM payer ORDER BY no, times DESC, month)
        )
        SELECT f.no, f.rank, f.because, f.request_id, f.month, f.stream, m.id AS member, NULL::uuid AS employer, f.owed, f.currency
          FROM found f LEFT JOIN member_ref m ON m.no = f.member_no WHERE f.alike = 1
        UNION ALL
        SELECT p.no, 5, p.because, NULL, NULL, 'fund', NULL, e.id,
               (SELECT coalesce(sum(m.assessed - m.relieved - m.paid), 0) FROM fund_month m WHERE m.employer_no = e.no), p.currency
          FROM (SELECT l.no, l.currency, k.employer_no, 'payer' AS because FROM line l JOIN employer_payer k USING (unit_id, payer_index)
                UNION
                SELECT l.no, l.currency, e.no, 'tax-code' FROM line l CROSS JOIN LATERAL tax_codes_in(l.memo) w
                  JOIN employer e ON e.unit_id = l.unit_id AND replace(e.tax_code, '-', '') = w.word) p JOIN employer e ON e.no = p.employer_no
         ORDER BY 1, 2, 5""";

    private final AgroalDataSource dataSource;
    private final ReferenceQueries references;
    private final Clock clock;

    SuggestionQueries(AgroalDataSource dataSource, ReferenceQueries references, Clock clock) {
        this.dataSource = dataSource;
        this.references = references;
        this.clock = clock;
    }

    /** By the number of the line. */
    Map<Long, List<SuggestionView>> of(UnitScope scope, List<LineView> lines) {
        if (lines.isEmpty()) {
            return Map.of();
        }
        List<Map.Entry<Long, String>> named = lines.stream()
                .flatMap(line -> references.in(line.memo()).stream().map(reference -> Map.entry(line.no(), reference))).toList();
        Jurisdictions there = Jurisdictions.now(dataSource, clock);
        Map<Long, List<SuggestionView>> found = new LinkedHashMap<>();
        Sql.of(PERHAPS, Sql.column(lines, LineView::no), scope.from(), scope.to(), Sql.column(named, Map.Entry::getKey),
                Sql.column(named, Map.Entry::getValue), there.codes(), there.zones()).list(dataSource, row -> {
                    List<SuggestionView> ofLine = found.computeIfAbsent(row.getLong("no"), any -> new ArrayList<>());
                    return ofLine.size() < MOST && ofLine.add(view(row));
                });
        return found;
    }

    private static SuggestionView view(ResultSet row) throws SQLException {
        LocalDate month = row.getObject("month", LocalDate.class);
        return new SuggestionView(row.getString("because"), row.getObject("request_id", UUID.class),
                month == null ? null : YearMonth.from(month), row.getString("stream"), row.getObject("member", UUID.class),
                row.getObject("employer", UUID.class), new Money(row.getLong("owed"), row.getString("currency")));
    }
}
