package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.fund.FundReceiptService;
import org.doanket.platform.sql.Sql;

/** Lines of the bank that brought money of employers: found by themselves, and the account learned that it came from. */
@ApplicationScoped
class EmployerLines {

    /** Of requests for the fund to an employer whose fund this unit collects; the places are those of {@link #FOUND}. */
    static final String IS_EMPLOYERS = "EXISTS (SELECT FROM employer e WHERE e.unit_id = q.unit_id AND e.tax_code = q.employer_tax_code) "
            + "AND NOT EXISTS (SELECT FROM payment_item i WHERE i.request_id = q.id AND i.stream <> 'fund')";

    /** By the reference of a request to him, else by the one tax code in the memo of those whose fund the unit collects. */
    private static final String FOUND = """
        SELECT l.no, e.no, l.unit_id, l.amount, l.currency, l.value_date, q.id
          FROM bank_line l JOIN payment_request q ON q.reference = l.reference AND q.unit_id = l.unit_id AND q.currency = l.currency
          JOIN employer e ON e.unit_id = q.unit_id AND e.tax_code = q.employer_tax_code
         WHERE l.statement_no = ? AND l.no BETWEEN ? AND ? AND l.amount > 0 AND {isEmployers}
           AND NOT EXISTS (SELECT FROM payment_cancellation x WHERE x.request_id = q.id)
        UNION ALL
        SELECT l.no, min(e.no), l.unit_id, l.amount, l.currency, l.value_date, NULL
          FROM bank_line l CROSS JOIN LATERAL tax_codes_in(l.memo) w
          JOIN employer e ON e.unit_id = l.unit_id AND replace(e.tax_code, '-', '') = w.word
          JOIN jurisdiction j ON j.code = e.jurisdiction AND j.currency = l.currency
         WHERE l.statement_no = ? AND l.no BETWEEN ? AND ? AND l.amount > 0
           AND NOT EXISTS (SELECT FROM receipt r WHERE r.line_no = l.no)
           AND NOT EXISTS (SELECT FROM contribution t WHERE t.line_no = l.no AND t.state <> 'reversed')
           AND NOT EXISTS (SELECT FROM payment_request q WHERE q.reference = l.reference AND q.unit_id = l.unit_id)
         GROUP BY l.no, l.unit_id, l.amount, l.currency, l.value_date HAVING count(DISTINCT e.no) = 1
         ORDER BY 1""".replace("{isEmployers}", IS_EMPLOYERS);

    private static final String LEARN = """
        INSERT INTO employer_payer AS k (unit_id, payer_index, employer_no, times, last_on)
        SELECT l.unit_id, l.payer_index, p.employer_no, count(*), max(l.value_date)
          FROM employer_line p JOIN bank_line l ON l.no = p.line_no
         WHERE p.line_no = ANY (?::bigint[]) AND l.payer_index IS NOT NULL
         GROUP BY l.unit_id, l.payer_index, p.employer_no ORDER BY l.payer_index, p.employer_no
        ON CONFLICT (unit_id, payer_index, employer_no) DO UPDATE SET times = k.times + excluded.times,
          last_on = greatest(k.last_on, excluded.last_on)""";

    private final FundReceiptService fund;

    EmployerLines(FundReceiptService fund) {
        this.fund = fund;
    }

    /** Of a statement's lines with these numbers, those that are booked as suspended. @return how many were found */
    int take(Connection connection, BankBatch.Load load, long from, long to) throws SQLException {
        List<FundReceiptService.Line> found = Sql.of(FOUND, load.statement(), from, to, load.statement(), from, to)
                .list(connection, EmployerLines::line);
        take(connection, load.unit(), found, load.by());
        return found.size();
    }

    /** As somebody said by hand, or as was found. */
    void take(Connection connection, UUID unit, List<FundReceiptService.Line> lines, String by) throws SQLException {
        fund.takeLines(connection, unit, lines, by);
        Sql.of(LEARN, (Object) Sql.column(lines, FundReceiptService.Line::line)).run(connection);
    }

    private static FundReceiptService.Line line(ResultSet row) throws SQLException {
        return new FundReceiptService.Line(row.getLong(1), row.getLong(2), row.getObject(3, UUID.class), row.getLong(4), row.getString(5),
                row.getObject(6, LocalDate.class), row.getObject(7, UUID.class));
    }
}
