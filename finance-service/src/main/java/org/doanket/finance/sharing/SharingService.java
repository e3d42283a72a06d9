package org.doanket.finance.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.standing.StandingService;
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
          SELECT s.unit_id, s.month, s.currency, sum(s.amount) AS collected FROM (
              SELECT r.unit_id, r.month, r.currency, r.amount FROM receipt r, input i WHERE r.unit_id = i.unit AND r.stream = '{stream}'
              {employers}) s GROUP BY s.unit_id, s.month, s.currency
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

    /** Money of employers: not what is held for want of a union, which is nobody's income yet. */
    private static final String OF_EMPLOYERS = """
        UNION ALL SELECT p.unit_id, p.month, p.currency, p.amount FROM fund_payment p, input i WHERE p.unit_id = i.unit AND NOT p.held""";

    private final ShareBatch batch;
    private final StandingService standings;

    SharingService(ShareBatch batch, StandingService standings) {
        this.batch = batch;
        this.standings = standings;
    }

    /** In the transaction of the connection, which is the worker's: the books of the levels above are changed as well. */
    public void follow(Connection connection, UUID unit, String by) throws SQLException {
        ShareBatch.lockForOne(connection, unit);
        List<LocalDate> duesOf = List.of();
        for (String stream : ShareBatch.STREAMS) {
            boolean isDues = stream.equals("dues");
            List<LocalDate> months = Sql.of(COLLECT.replace("{employers}", isDues ? "" : OF_EMPLOYERS).replace("{stream}", stream), unit)
                    .list(connection, row -> row.getObject(1, LocalDate.class));
            duesOf = isDues ? months : duesOf;
            passOn(connection, stream, batch.share(connection, stream, ShareBatch.Origin.OWN, ShareBatch.Work.after(unit, by)), by);
        }
        batch.shareWithOrganisations(connection, ShareBatch.Work.after(unit, by));
        standings.afterReceipts(connection, unit, duesOf);
    }

    /** What came to those above in these months they pass on in part, from below upwards: one that passes on nothing ends it. */
    private void passOn(Connection connection, String stream, List<ShareBatch.Span> booked, String by) throws SQLException {
        for (ShareBatch.Span span : booked) {
            if (passesOn(connection, span.upper())) {
                ShareBatch.lockForOne(connection, span.upper());
                passOn(connection, stream, batch.share(connection, stream, ShareBatch.Origin.BELOW, ShareBatch.Work.after(span.upper(), by).in(span)),
                        by);
            }
        }
    }

    private static boolean passesOn(Connection connection, UUID upper) throws SQLException {
        return Sql.of("SELECT EXISTS (SELECT FROM unit_ref a JOIN sharing_ratio s ON s.jurisdiction = a.jurisdiction AND s.level IN ('', a.level) "
                + "WHERE a.id = ? AND s.origin = 'below' AND s.cancelled_at IS NULL)", upper).first(connection, row -> row.getBoolean(1)).orElseThrow();
    }
}
