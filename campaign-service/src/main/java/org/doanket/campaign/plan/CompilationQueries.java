package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** What reports of units below say together, for the report of the unit above. */
@ApplicationScoped
@Transactional
public class CompilationQueries {

    /** Reports that have been sent in, of plans with a share of the plan of this report, for the same period. */
    private static final String SENT = " FROM plan_report own JOIN plan_report r ON r.period = own.period AND r.year = own.year AND r.state "
            + "IN ('submitted', 'accepted') "
            + "AND r.plan_id IN (SELECT c.plan_id FROM target c JOIN target t ON t.id = c.parent_id WHERE t.plan_id = own.plan_id) "
            + "JOIN unit_ref u ON u.id = r.unit_id ";
    private static final String WITHIN = "WHERE own.id = ? AND u.path >= ? AND u.path < ? ";

    private final AgroalDataSource dataSource;
    private final ProgressReportQueries reports;

    CompilationQueries(AgroalDataSource dataSource, ProgressReportQueries reports) {
        this.dataSource = dataSource;
        this.reports = reports;
    }

    public ProgressReportView.Compilation of(UnitScope scope, UUID id) {
        ProgressReportView own = reports.one(scope, id);
        int[] expected = Sql.of("SELECT count(*) FILTER (WHERE NOT ended), count(*) FILTER (WHERE ended) FROM (SELECT c.unit_id, bool_and("
                + OwnUnit.endedWithin("u", "?::date") + " AND NOT EXISTS (SELECT FROM plan_report r WHERE r.plan_id = c.plan_id AND r.period = ? "
                + "AND r.state IN ('submitted', 'accepted'))) AS ended FROM target c JOIN target t ON t.id = c.parent_id JOIN unit_ref u ON u.id = c.unit_id "
                + "WHERE t.plan_id = ? AND u.path >= ? AND u.path < ? GROUP BY c.unit_id) s", own.cutOff(), own.period(), own.plan(), scope.from(), scope.to())
                .first(dataSource, row -> new int[] {row.getInt(1), row.getInt(2)}).orElseThrow();
        List<ProgressReportView.Total> totals = Sql.of("SELECT t.id, t.code, t.title, t.unit_of_measure, t.aggregation, t.planned, sum(l.actual) AS actual, "
                + "sum(l.numerator) AS numerator, sum(l.denominator) AS denominator, count(l.actual) AS reports" + SENT
                + "JOIN plan_report_line l ON l.report_id = r.id JOIN target t ON t.id = l.parent_id AND t.plan_id = own.plan_id " + WITHIN
                + "GROUP BY t.id ORDER BY t.task NULLS LAST, t.id", id, scope.from(), scope.to()).list(dataSource, row -> {
                    boolean isRatio = "ratio".equals(row.getString("aggregation"));
                    BigDecimal planned = row.getBigDecimal("planned");
                    BigDecimal numerator = row.getBigDecimal("numerator");
                    BigDecimal denominator = row.getBigDecimal("denominator");
                    BigDecimal actual = RollUp.plain(isRatio ? RollUp.percent(numerator, denominator) : row.getBigDecimal("actual"));
                    return new ProgressReportView.Total(row.getObject("id", UUID.class), row.getString("code"), row.getString("title"),
                            row.getString("unit_of_measure"), row.getString("aggregation"), RollUp.plain(planned), actual, RollUp.plain(numerator),
                            RollUp.plain(denominator), RollUp.percent(actual, planned), row.getInt("reports"));
                });
        List<ProgressReportView.Voice> voices = Sql.of("SELECT r.*, u.code, u.name" + SENT + WITHIN + "ORDER BY u.path LIMIT 5000", id, scope.from(), scope.to())
                .list(dataSource, row -> new ProgressReportView.Voice(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                        row.getString("code"), row.getString("name"), row.getString("state"), row.getString("summary"), row.getString("difficulties"),
                        row.getString("proposals")));
        int sent = Sql.of("SELECT count(*)" + SENT + WITHIN, id, scope.from(), scope.to()).first(dataSource, row -> row.getInt(1)).orElseThrow();
        return new ProgressReportView.Compilation(id, expected[0], sent, expected[1], totals, voices);
    }

    /** Each line of each report that is here, for a sheet. */
    public void each(UnitScope scope, UUID id, Sql.RowTaker taker) throws IOException {
        reports.one(scope, id);
        Sql.of("SELECT u.code AS unit_code, u.name AS unit_name, r.state, l.*" + SENT + "JOIN plan_report_line l ON l.report_id = r.id " + WITHIN
                + "ORDER BY u.path, l.position", id, scope.from(), scope.to()).stream(dataSource, taker);
    }
}
