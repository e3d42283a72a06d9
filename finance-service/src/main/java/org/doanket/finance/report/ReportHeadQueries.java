package org.doanket.finance.report;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.finance.report.ReportView.Head;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** The head of B07: how many, and how much pay, the fund and the dues of the period were reckoned on. Of people as they were last counted in it. */
@ApplicationScoped
@Transactional
class ReportHeadQueries {

    private static final String FUND = "SELECT coalesce(sum(head_count) FILTER (WHERE nth = 1), 0) AS people, coalesce(sum(payroll), 0) AS payroll FROM ("
            + "SELECT f.head_count, f.payroll, row_number() OVER (PARTITION BY f.employer_no ORDER BY f.month DESC) AS nth FROM fund_month f "
            + "JOIN unit_ref u ON u.id = f.unit_id WHERE u.path >= ? AND u.path < ? AND f.month BETWEEN ? AND ? AND f.currency = ?";

    /** As kept when charges were posted. Who went on to a successor within the subtree is counted there. */
    private static final String DUES = "SELECT coalesce(sum(pay), 0), coalesce(sum(members) FILTER (WHERE nth = 1 AND NOT went_on), 0) FROM ("
            + "SELECT m.pay, m.members, row_number() OVER (PARTITION BY m.unit_id ORDER BY m.members > 0 DESC, m.month DESC) AS nth, "
            + "? AND u.valid_to <= ? AND cardinality(u.successors) > 0 AS went_on FROM unit_month m "
            + "JOIN unit_ref u ON u.id = m.unit_id WHERE u.path >= ? AND u.path < ? AND m.month BETWEEN ? AND ? AND m.currency = ?";

    private final AgroalDataSource dataSource;

    ReportHeadQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param only the one unit of the range that is meant, or null for all of them */
    public Head head(UnitScope range, UUID only, ReportParam asked, String currency) {
        record Sums(long people, long pay) {
        }
        Sums fund = Sql.of(FUND, range.from(), range.to(), asked.from(), asked.to(), currency).given(only, "AND f.unit_id = ?").add(") f")
                .first(dataSource, row -> new Sums(row.getLong(1), row.getLong(2))).orElseThrow();
        Sums dues = Sql.of(DUES, only == null, asked.to(), range.from(), range.to(), asked.from(), asked.to(), currency)
                .given(only, "AND m.unit_id = ?").add(") m").first(dataSource, row -> new Sums(row.getLong(2), row.getLong(1))).orElseThrow();
        return new Head(fund.people(), new Money(fund.pay(), currency), dues.people(), new Money(dues.pay(), currency));
    }
}
