package org.doanket.finance.fund;

import java.time.LocalDate;
import org.doanket.platform.sql.Sql;

/** The months of employers as a source for queries. */
final class FundMonths {

    private static final String PAID_BY = """
        (SELECT f.employer_no, f.month, f.unit_id, f.held, f.currency, f.payroll, f.head_count, f.organisation_members, f.assessed, f.relieved,
                f.paid - coalesce(l.amount, 0)::bigint AS paid, f.due_on, f.version
           FROM fund_month f
           LEFT JOIN (SELECT p.employer_no, p.month, sum(p.amount) AS amount FROM fund_payment p WHERE p.day > ? GROUP BY p.employer_no, p.month) l
                ON l.employer_no = f.employer_no AND l.month = f.month) m""";

    private FundMonths() {
    }

    /** Adds them as {@code m}, paid as it was on a day: today's are kept, a past day's are worked out. */
    static Sql asOf(Sql sql, LocalDate day, LocalDate today) {
        return day.isBefore(today) ? sql.add(PAID_BY, day) : sql.add("fund_month m");
    }
}
