package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.EmployerLock;
import org.doanket.finance.sharing.SharingService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/**
 * Follows what was declared, decided and received of an employer: what is let off and by when the rest is due; which months the money
 * pays, the oldest first; what was held for want of a union goes to the one that was founded; then the shares. Each step takes what
 * holds now less what was booked before, so that the order in which things came makes no difference, and run again it finds nothing to do.
 */
@ApplicationScoped
public class FundSettlementService {

    private static final String RELIEVE = """
        WITH input AS (SELECT ?::bigint AS employer, ?::date AS day, ?::text AS by
        ), target AS (
          SELECT m.employer_no, m.month, m.relieved AS before, fund_due_on(m.employer_no, m.month) AS due_on,
                 CASE WHEN EXISTS (SELECT FROM fund_decision w WHERE w.employer_no = m.employer_no AND w.kind = 'waiver'
                                      AND w.revoked_at IS NULL AND m.month BETWEEN w.from_month AND w.to_month) THEN greatest(m.assessed - m.paid, 0)
                      ELSE coalesce((SELECT div(m.assessed::numeric * d.part_num, d.part_den)::bigint FROM fund_decision d WHERE d.employer_no = m.employer_no
                                        AND d.kind = 'reduction' AND d.revoked_at IS NULL AND m.month BETWEEN d.from_month AND d.to_month
                                      ORDER BY d.decided_on DESC, d.no DESC LIMIT 1), 0) END AS relieved
            FROM fund_month m JOIN input i ON m.employer_no = i.employer
        ), changed AS (
          UPDATE fund_month m SET relieved = t.relieved, due_on = t.due_on, version = m.version + 1 FROM target t
           WHERE m.employer_no = t.employer_no AND m.month = t.month AND (m.relieved, m.due_on) IS DISTINCT FROM (t.relieved, t.due_on)
          RETURNING m.*, t.relieved - t.before AS step
        ), line AS (
          SELECT c.unit_id AS unit, 'fund-relieved' AS kind, c.month,
                 'relief ' || c.employer_no || ' ' || c.month || ' ' || c.version AS source, i.day, l.account, l.amount, c.currency
            FROM changed c CROSS JOIN input i CROSS JOIN LATERAL (VALUES (CASE WHEN c.held THEN '3383' ELSE '5112' END, c.step), ('1389', -c.step))
                 AS l (account, amount)
        )""" + FundBooks.ENTRIES;

    /**
     * What one unit receives for another's books stands in both, as owed by the one to the other. On the day of his last payment, whichever
     * settlement comes first: that of what he declared or that of what he paid.
     */
    private static final String ALLOT = """
        WITH input AS (SELECT ?::bigint AS employer, ?::date AS day, ?::text AS by
        ), owed AS (
          SELECT m.*, m.assessed - m.relieved AS rest, sum(m.assessed - m.relieved) OVER (ORDER BY m.month) AS upto
            FROM fund_month m JOIN input i ON m.employer_no = i.employer
        ), target AS (
          SELECT o.*, least(o.rest, greatest(r.received - (o.upto - o.rest), 0)) AS covered
            FROM owed o, (SELECT coalesce(sum(f.amount), 0) AS received FROM fund_receipt f JOIN input i ON f.employer_no = i.employer) r
        ), allotted AS (
          INSERT INTO fund_payment (employer_no, month, unit_id, held, amount, currency, day)
          SELECT t.employer_no, t.month, t.unit_id, t.held, t.covered - t.paid, t.currency,
                 coalesce((SELECT max(f.day) FROM fund_receipt f WHERE f.employer_no = i.employer), i.day) FROM target t, input i
           WHERE t.covered <> t.paid ORDER BY t.month
          RETURNING *
        ), changed AS (
          UPDATE fund_month m SET paid = m.paid + a.amount, version = m.version + 1 FROM allotted a
           WHERE m.employer_no = a.employer_no AND m.month = a.month
        ), line AS (
          SELECT CASE WHEN l.is_collector THEN e.unit_id ELSE a.unit_id END AS unit,
                 CASE WHEN l.is_collector THEN 'fund-allotted' ELSE 'fund-collected-elsewhere' END AS kind, a.month,
                 'fund payment ' || a.no AS source, a.day, l.account, l.amount, a.currency
            FROM allotted a JOIN employer e ON e.no = a.employer_no
           CROSS JOIN LATERAL (VALUES
             (true, '33831', a.amount), (true, CASE WHEN a.unit_id = e.unit_id THEN '1389' ELSE '33832' END, -a.amount),
             (false, '13891', CASE WHEN a.unit_id = e.unit_id THEN 0 ELSE a.amount END),
             (false, '1389', CASE WHEN a.unit_id = e.unit_id THEN 0 ELSE -a.amount END)) AS l (is_collector, account, amount)
        )""" + FundBooks.ENTRIES;

    /** The union gets its part of what was held; the rest is the upper share, an income of the unit that held it. */
    private static final String HAND_OVER = """
        WITH input AS (SELECT ?::bigint AS employer, ?::date AS day, ?::text AS by
        ), held AS (
          SELECT p.employer_no, p.unit_id, p.currency, e.union_id, r.no AS rule_no, sum(p.amount) AS held,
                 sum(p.amount) * (r.part_den - r.part_num) AS numerator, r.part_den AS denominator
            FROM fund_payment p JOIN input i ON p.employer_no = i.employer JOIN employer e ON e.no = p.employer_no
           CROSS JOIN LATERAL (SELECT min(s.valid_from) AS founded FROM employer_state s WHERE s.employer_no = e.no AND
                       s.union_id = e.union_id) f
           CROSS JOIN LATERAL fund_rule_on(e.jurisdiction, 'hand-over', e.employer_group, f.founded) r
           WHERE p.held AND e.union_id IS NOT NULL
           GROUP BY p.employer_no, p.unit_id, p.currency, e.union_id, r.no, r.part_num, r.part_den
        ), before AS (
          SELECT h.unit_id, sum(h.given) AS given, sum(h.kept) AS kept FROM fund_handover h JOIN input i ON h.employer_no = i.employer
            GROUP BY h.unit_id
        ), due AS (
          SELECT h.*, h.held - div(h.numerator, h.denominator) - coalesce(b.given, 0) AS given,
                 div(h.numerator, h.denominator) - coalesce(b.kept, 0) AS kept
            FROM held h LEFT JOIN before b USING (unit_id)
        ), handed AS (
          INSERT INTO fund_handover (employer_no, unit_id, union_id, held, given, kept, rule_no, currency, day)
          SELECT d.employer_no, d.unit_id, d.union_id, d.held, d.given, d.kept, d.rule_no, d.currency, i.day FROM due d, input i
           WHERE d.given <> 0 OR d.kept <> 0
          RETURNING *
        ), line AS (
          SELECT CASE WHEN l.is_holder THEN h.unit_id ELSE h.union_id END AS unit,
                 CASE WHEN l.is_holder THEN 'fund-handed-over' ELSE 'fund-taken-over' END AS kind, NULL::date AS month, 'handover ' || h.no
                   AS source, h.day, l.account, l.amount::bigint AS amount, h.currency
            FROM handed h CROSS JOIN LATERAL (VALUES
              (true, '3383', h.given + h.kept), (true, CASE WHEN h.unit_id = h.union_id THEN '5112' ELSE '33832' END, -h.given),
              (true, '5115', -h.kept),
              (false, '13891', CASE WHEN h.unit_id = h.union_id THEN 0 ELSE h.given END),
              (false, '5112', CASE WHEN h.unit_id = h.union_id THEN 0 ELSE -h.given END)) AS l (is_holder, account, amount)
        )""" + FundBooks.ENTRIES;

    private record Employer(long no, String jurisdiction) {
    }

    private final FundBatch batch;
    private final SharingService sharing;
    private final Clock clock;

    FundSettlementService(FundBatch batch, SharingService sharing, Clock clock) {
        this.batch = batch;
        this.sharing = sharing;
        this.clock = clock;
    }

    /**
     * In the transaction of the connection, which is the worker's: books of units below and above the asking one are changed. Whoever has
     * taken in an employer's money calls it before he locks any unit's receipts, for it locks those after the employer.
     *
     * @param day on which it is booked: that of the payment that came; today if null
     * @throws Problem 404 for an employer that there is not
     */
    public void settle(Connection connection, UUID employer, LocalDate day, String by) throws SQLException {
        Employer found = Sql.of("SELECT no, jurisdiction FROM employer WHERE id = ?", employer)
                .first(connection, row -> new Employer(row.getLong(1), row.getString(2))).orElseThrow(() -> Problem.notFound("employer"));
        LocalDate today = Zones.today(clock, found.jurisdiction());
        settle(connection, found.no(), day == null ? today : day, by);
    }

    void settle(Connection connection, long employer, LocalDate day, String by) throws SQLException {
        EmployerLock.hold(connection, employer);
        for (String step : List.of(RELIEVE, ALLOT, RELIEVE, HAND_OVER)) {
            Sql.of(step, employer, day, by).run(connection);
        }
        List<UUID> unions = Sql.of("SELECT DISTINCT unit_id FROM fund_month WHERE employer_no = ? AND NOT held ORDER BY unit_id", employer)
                .list(connection, row -> row.getObject(1, UUID.class));
        for (UUID union : unions) {
            sharing.follow(connection, union, by);
        }
    }
}
