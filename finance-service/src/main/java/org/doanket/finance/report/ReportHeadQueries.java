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

    private static final String MEMBERS = "SELECT coalesce(sum(members), 0) FROM (SELECT DISTINCT ON (m.unit_id) m.members FROM unit_month m "
            + "JOIN unit_ref u ON u.id = m.unit_id WHERE u.path >= ? AND u.path < ? AND m.month BETWEEN ? AND ? AND m.members > 0";

    /** Of each member's month what was assessed last. */
    private static final String PAY = "SELECT coalesce(sum(base), 0) FROM (SELECT DISTINCT ON (c.month, c.member_no, c.unit_id) c.base, c.kind FROM charge c "
            + "JOIN unit_ref u ON u.id = c.unit_id WHERE u.path >= ? AND u.path < ? AND c.month BETWEEN ? AND ?";

    private final AgroalDataSource dataSource;

    ReportHeadQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param only the one unit of the range that is meant, or null for all of them */
    public Head head(UnitScope range, UUID only, ReportParam asked, String currency) {
        record Fund(long people, long payroll) {
        }
        Fund fund = Sql.of(FUND, range.from(), range.to(), asked.from(), asked.to(), currency).given(only, "AND f.unit_id = ?").add(") f")
                .first(dataSource, row -> new Fund(row.getLong(1), row.getLong(2))).orElseThrow();
        long members = number(Sql.of(MEMBERS, range.from(), range.to(), asked.from(), asked.to()).given(only, "AND m.unit_id = ?")
                .add("ORDER BY m.unit_id, m.month DESC) m"));
        long pay = number(Sql.of(PAY, range.from(), range.to(), asked.from(), asked.to()).given(only, "AND c.unit_id = ?")
                .add("ORDER BY c.month, c.member_no, c.unit_id, c.run_no DESC, c.kind) c WHERE c.kind = 0"));
        return new Head(fund.people(), new Money(fund.payroll(), currency), members, new Money(pay, currency));
    }

    private long number(Sql sql) {
        return sql.first(dataSource, row -> row.getLong(1)).orElseThrow();
    }
}
