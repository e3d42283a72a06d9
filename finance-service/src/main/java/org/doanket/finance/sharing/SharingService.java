package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.standing.StandingService;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.sql.Sql;

/**
 * Follows a unit's receipts: brings its months up to date, tells what was collected, and books what goes up, level by level. Run again
 * it finds nothing to do.
 */
@ApplicationScoped
public class SharingService {

    private static final String COLLECT = """
        WITH input AS (SELECT ?::uuid AS unit
        ), sums AS (
          SELECT t.unit_id, t.month, t.currency, sum(t.amount) AS collected FROM input i
            JOIN unit_ref u ON u.id = i.unit JOIN jurisdiction j ON j.code = u.jurisdiction
            JOIN receipt_total t ON t.unit_id = i.unit AND t.currency = j.currency
           WHERE t.kind IN ('{stream}', 'employer-{stream}') GROUP BY t.unit_id, t.month, t.currency
        ), changed AS (
          INSERT INTO unit_month AS m (unit_id, month, currency, version, {stream}_collected)
          SELECT s.unit_id, s.month, s.currency, 1, s.collected FROM sums s
           WHERE s.collected > 0 OR EXISTS (SELECT FROM unit_month k WHERE k.unit_id = s.unit_id AND k.month = s.month) ORDER BY s.month
          ON CONFLICT (unit_id, month) DO UPDATE SET version = m.version + 1, {stream}_collected = excluded.{stream}_collected
           WHERE m.{stream}_collected <> excluded.{stream}_collected
          RETURNING m.*
        ), told AS (
          INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
          SELECT 'unit-month', id, version, '{stream}-collected', json_build_object('unit', unit_id, 'month', to_char(month, 'YYYY-MM'),
                 'assessed', json_build_object('amount', assessed, 'currency', currency),
                 'collected', json_build_object('amount', {stream}_collected, 'currency', currency))
            FROM changed
        )
        SELECT month FROM changed""";

    /** Whether the unit {@code u} may pass on a part of what comes to it from below. */
    static final String PASSES_ON = "EXISTS (SELECT FROM sharing_ratio s WHERE s.jurisdiction = u.jurisdiction AND s.level IN ('', u.level) "
            + "AND s.origin = 'below' AND s.cancelled_at IS NULL)";

    private final ShareBatch batch;
    private final StandingService standings;
    private final Jobs jobs;

    SharingService(ShareBatch batch, StandingService standings, Jobs jobs) {
        this.batch = batch;
        this.standings = standings;
        this.jobs = jobs;
    }

    /**
     * In the transaction of the connection, which is the worker's: the books of the unit above are changed as well. It holds the receipts
     * of this unit and of no other.
     */
    public void follow(Connection connection, UUID unit, String by) throws SQLException {
        ReceiptLock.hold(connection, unit);
        List<LocalDate> duesOf = List.of();
        for (String stream : ShareBatch.STREAMS) {
            boolean isDues = stream.equals("dues");
            List<LocalDate> months = Sql.of(COLLECT.replace("{stream}", stream), unit)
                    .list(connection, row -> row.getObject(1, LocalDate.class));
            duesOf = isDues ? months : duesOf;
            passOn(connection, stream, batch.share(connection, stream, ShareBatch.Origin.OWN, ShareBatch.Work.after(unit, by)), by);
        }
        batch.shareWithOrganisations(connection, ShareBatch.Work.after(unit, by));
        standings.afterReceipts(connection, unit, duesOf);
    }

    /**
     * What came to those above in these months they pass on in part, from below upwards, each by a job of its own: many units have the same
     * one above, and would wait there for each other. One that passes on nothing ends it.
     */
    void passOn(Connection connection, String stream, List<ShareBatch.Span> booked, String by) throws SQLException {
        for (ShareBatch.Span span : booked) {
            if (Sql.of("SELECT EXISTS (SELECT FROM unit_ref u WHERE u.id = ? AND " + PASSES_ON + ")", span.upper())
                    .first(connection, row -> row.getBoolean(1)).orElseThrow()) {
                jobs.submit(connection, PassingOnJob.KIND, span.upper(), by, new PassingOnJob.Parameters(stream, span.from(), span.to()));
            }
        }
    }
}
