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
 * Follows a unit's receipts: brings its months up to date, tells what was collected, and books what goes up. The share is
 * taken of the cumulative receipts of a month less what was shared before, rounded down, in this place only: two amounts
 * shared one by one would not add up to their sum shared once. Run again it finds nothing to do.
 */
@ApplicationScoped
public class SharingService {

    private static final List<String> STREAMS = List.of("dues", "fund");

    private static final String COLLECT = """
        WITH input AS (SELECT ?::uuid AS unit
        ), sums AS (
          SELECT r.unit_id, r.month, r.currency, sum(r.amount) AS collected FROM receipt r, input i
           WHERE r.unit_id = i.unit AND r.stream = '{stream}' GROUP BY r.unit_id, r.month, r.currency
        ), changed AS (
          INSERT INTO unit_month AS m (unit_id, month, currency, version, {stream}_collected)
          SELECT unit_id, month, currency, 1, collected FROM sums WHERE collected > 0 ORDER BY month
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

    /** Of dues the excess that a unit resolved for itself is not shared, and counts as collected last. */
    private static final String SHARE = """
        WITH input AS (SELECT ?::uuid AS unit
        ), base AS (
          SELECT m.id, m.unit_id, u.parent_id, m.month, m.currency, m.{stream}_collected AS collected, m.{stream}_shared AS shared,
                 CASE '{stream}' WHEN 'dues' THEN least(m.dues_collected, greatest(m.assessed - m.excess, 0)) ELSE m.fund_collected END
                   AS sharable, u.jurisdiction
            FROM unit_month m JOIN input i ON i.unit = m.unit_id JOIN unit_ref u ON u.id = m.unit_id
           WHERE u.parent_id IS NOT NULL
        ), due AS (
          SELECT b.*, r.id AS ratio_id, b.sharable * r.up_num / r.up_den - b.shared AS amount
            FROM base b JOIN LATERAL (SELECT * FROM sharing_ratio s WHERE s.jurisdiction = b.jurisdiction AND s.stream = '{stream}'
                 AND s.valid_from <= b.month AND s.cancelled_at IS NULL ORDER BY s.valid_from DESC LIMIT 1) r ON true
        ), booked AS (
          INSERT INTO income_share (unit_id, upper_id, month, stream, collected, ratio_id, amount, currency, day)
          SELECT d.unit_id, d.parent_id, d.month, '{stream}', d.collected, d.ratio_id, d.amount, d.currency,
                 (SELECT max(l.value_date) FROM receipt r JOIN bank_line l ON l.no = r.line_no
                   WHERE r.unit_id = d.unit_id AND r.month = d.month AND r.stream = '{stream}')
            FROM due d WHERE d.amount <> 0 ORDER BY d.month
          RETURNING *
        ), changed AS (
          UPDATE unit_month m SET version = m.version + 1, {stream}_shared = m.{stream}_shared + b.amount
            FROM booked b WHERE m.unit_id = b.unit_id AND m.month = b.month
          RETURNING m.*, b.upper_id, b.amount AS step
        ), told AS (
          INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
          SELECT 'unit-month', id, version, 'income-shared', json_build_object('unit', unit_id, 'upper', upper_id,
                 'month', to_char(month, 'YYYY-MM'), 'stream', '{stream}',
                 'collected', json_build_object('amount', {stream}_collected, 'currency', currency),
                 'shared', json_build_object('amount', {stream}_shared, 'currency', currency),
                 'step', json_build_object('amount', step, 'currency', currency))
            FROM changed
        ), sides AS (
          SELECT b.no AS share, b.unit_id AS books, 'share-up' AS kind, b.month, b.day, b.currency, b.amount, '{spent}' AS debit,
                 '{payable}' AS credit FROM booked b
          UNION ALL
          SELECT b.no, b.upper_id, 'share-from-below', b.month, b.day, b.currency, b.amount, '1387', '{income}' FROM booked b
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, recorded_by)
          SELECT s.books, s.kind, open_day(s.books, s.day), s.month, 'share ' || s.share, ?
            FROM sides s ORDER BY s.books, s.share
          RETURNING no, unit_id, effective_date, kind, source
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency)
        SELECT e.no, l.line, e.unit_id, e.effective_date, l.account, l.amount, s.currency
          FROM entry e JOIN sides s ON s.kind = e.kind AND 'share ' || s.share = e.source
         CROSS JOIN LATERAL (VALUES (1, s.debit, s.amount), (2, s.credit, -s.amount)) AS l (line, account, amount)""";

    private final StandingService standings;

    SharingService(StandingService standings) {
        this.standings = standings;
    }

    /** In the transaction of the connection, which is the worker's: the books of the level above are changed as well. */
    public void follow(Connection connection, UUID unit, String by) throws SQLException {
        // One at a time for a unit: the second finds what the first has shared.
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('receipts ' || ?, 5))", unit.toString()).run(connection);
        List<LocalDate> duesOf = List.of();
        for (String stream : STREAMS) {
            List<LocalDate> months = Sql.of(COLLECT.replace("{stream}", stream), unit).list(connection, row -> row.getObject(1, LocalDate.class));
            boolean isDues = stream.equals("dues");
            duesOf = isDues ? months : duesOf;
            Sql.of(SHARE.replace("{stream}", stream)
                    .replace("{spent}", isDues ? "6391" : "6392").replace("{payable}", isDues ? "3381" : "3382")
                    .replace("{income}", isDues ? "5114" : "5115"), unit, by).run(connection);
        }
        standings.afterReceipts(connection, unit, duesOf);
    }
}
