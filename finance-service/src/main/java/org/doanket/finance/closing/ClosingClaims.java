package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.UUID;
import org.doanket.finance.standing.StandingService;
import org.doanket.platform.sql.Sql;

/**
 * What members still owe a unit that is closed is its heirs' to collect, as the claim of its books (1388) is theirs: month by month, and
 * member by member from the heir where he stands now, else from the first. What comes in late at the ended unit lessens it by the same rule.
 */
@ApplicationScoped
class ClosingClaims {

    /** Of each month what an heir's part of all months up to it comes to, less that up to the one before, less what it has already. */
    private static final String CLAIM = """
        WITH c AS (SELECT * FROM unit_closing WHERE id = ?
        ), before AS (
          SELECT k.position, k.month, sum(k.amount) AS amount, sum(k.excess) AS excess FROM c JOIN closing_claim k ON k.closing_id = c.id
           GROUP BY k.position, k.month
        ), owed AS (
          SELECT m.month, m.currency, greatest(m.assessed + m.taken - coalesce(r.paid, 0), 0) AS amount, m.excess + m.taken_excess AS excess
            FROM c JOIN unit_month m ON m.unit_id = c.unit_id
            LEFT JOIN LATERAL (SELECT sum(t.amount) AS paid FROM receipt_total t WHERE t.unit_id = m.unit_id AND t.month = m.month
                                  AND t.kind = 'dues') r ON true
        ), upto AS (
          SELECT h.position, h.heir_id, o.month, o.currency, o.amount AS whole, o.excess AS whole_excess,
                 trunc(o.amount * h.parts / h.all_parts) AS amount, trunc(o.excess * h.parts / h.all_parts) AS excess
            FROM (SELECT n.position, n.heir_id, n.parts, sum(n.parts) OVER () AS all_parts FROM c JOIN closing_heir n ON n.closing_id = c.id) h
           CROSS JOIN (SELECT month, currency, sum(amount) OVER w AS amount, sum(least(amount, excess)) OVER w AS excess FROM owed
                       WINDOW w AS (ORDER BY month)) o
        ), rounded AS (
          SELECT position, heir_id, month, currency,
                 CASE position WHEN 1 THEN whole - (sum(amount) OVER w - amount) ELSE amount END AS amount,
                 CASE position WHEN 1 THEN whole_excess - (sum(excess) OVER w - excess) ELSE excess END AS excess
            FROM upto WINDOW w AS (PARTITION BY month)
        ), target AS (
          SELECT position, heir_id, month, currency, amount - lag(amount, 1, 0) OVER w AS amount, excess - lag(excess, 1, 0) OVER w AS excess
            FROM rounded WINDOW w AS (PARTITION BY position ORDER BY month)
        ), step AS (
          INSERT INTO closing_claim (closing_id, position, unit_id, heir_id, month, currency, amount, excess)
          SELECT c.id, t.position, c.unit_id, t.heir_id, t.month, t.currency, t.amount - coalesce(b.amount, 0), t.excess - coalesce(b.excess, 0)
            FROM c CROSS JOIN target t LEFT JOIN before b USING (position, month)
           WHERE (t.amount, t.excess) <> (coalesce(b.amount, 0), coalesce(b.excess, 0)) ORDER BY t.month, t.position
          RETURNING *
        )""";

    private static final String GIVE_BACK = """
        WITH step AS (
          INSERT INTO closing_claim (closing_id, position, unit_id, heir_id, month, currency, amount, excess)
          SELECT k.closing_id, k.position, k.unit_id, k.heir_id, k.month, k.currency, -sum(k.amount), -sum(k.excess) FROM closing_claim k
           WHERE k.closing_id = ? GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(k.amount) <> 0 OR sum(k.excess) <> 0
          RETURNING *
        )""";

    private static final String FOLLOW = """
        , handed AS (
          UPDATE unit_month m SET handed = m.handed + s.amount
            FROM (SELECT unit_id, month, sum(amount) AS amount FROM step GROUP BY unit_id, month) s
           WHERE m.unit_id = s.unit_id AND m.month = s.month
        )
        INSERT INTO unit_month AS m (unit_id, month, currency, taken, taken_excess)
        SELECT s.heir_id, s.month, s.currency, s.amount, s.excess FROM step s ORDER BY s.heir_id, s.month
        ON CONFLICT (unit_id, month) DO UPDATE SET taken = m.taken + excluded.taken, taken_excess = m.taken_excess + excluded.taken_excess""";

    /** What each member owes the ended unit, or nothing where it is alive again, beside what stands with an heir. */
    private static final String CHARGE = """
        WITH c AS (SELECT * FROM unit_closing WHERE id = ?
        ), claimed AS MATERIALIZED (
          SELECT k.* FROM c JOIN closing_heir h ON h.closing_id = c.id
           CROSS JOIN LATERAL (SELECT DISTINCT ON (n.month, n.member_no) n.* FROM charge n
             WHERE n.unit_id = h.heir_id AND EXISTS (SELECT FROM closing_run r WHERE r.closing_id = c.id)
             ORDER BY n.month, n.member_no, n.run_no DESC, n.kind) k
           WHERE k.kind = 2 AND k.run_no IN (SELECT r.run_no FROM closing_run r WHERE r.closing_id = c.id)
        ), owing AS MATERIALIZED (
          SELECT m.month, w.member_no, w.owed FROM c JOIN unit_month m ON m.unit_id = c.unit_id
           CROSS JOIN LATERAL members_owing(c.unit_id, m.month, coalesce(m.covered_run, 0)) w
           WHERE c.state <> 'undoing' AND m.assessed + m.taken > (SELECT coalesce(sum(t.amount), 0) FROM receipt_total t
             WHERE t.unit_id = m.unit_id AND t.month = m.month AND t.kind = 'dues')
        ), changed AS MATERIALIZED (
          SELECT coalesce(k.unit_id, own.heir_id, first.heir_id) AS heir_id, month, member_no, coalesce(o.owed, 0) AS owed
            FROM owing o FULL JOIN claimed k USING (month, member_no) JOIN member_ref m ON m.no = member_no CROSS JOIN c
            LEFT JOIN closing_heir first ON first.closing_id = c.id AND first.position = 1
            LEFT JOIN closing_heir own ON own.closing_id = c.id AND own.heir_id = m.unit_id
           WHERE coalesce(o.owed, 0) <> coalesce(k.amount, 0)
        ), run AS (
          INSERT INTO closing_run (closing_id, unit_id, run_no) SELECT c.id, c.unit_id, nextval('dues_run_no_seq') FROM c
           WHERE EXISTS (SELECT FROM changed)
          RETURNING run_no
        ), written AS (
          INSERT INTO charge (month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta, base, rule_no, exemption_no)
          SELECT w.month, w.member_no, run.run_no, CASE w.owed WHEN 0 THEN 1 ELSE 2 END, w.heir_id, w.owed, 0, 0, 0, o.base, o.rule_no,
                 o.exemption_no
            FROM changed w CROSS JOIN run CROSS JOIN c
            LEFT JOIN LATERAL (SELECT n.* FROM charge n WHERE n.unit_id = c.unit_id AND n.month = w.month AND n.member_no = w.member_no
                                ORDER BY n.run_no DESC, n.kind LIMIT 1) o ON true
        )
        SELECT run_no FROM run""";

    private final StandingService standings;

    ClosingClaims(StandingService standings) {
        this.standings = standings;
    }

    /** In the transaction of the connection, which is the worker's. @return how many months of heirs changed */
    long pass(Connection connection, UUID closing) throws SQLException {
        long months = Sql.of(CLAIM + FOLLOW, closing).run(connection);
        charge(connection, closing);
        return months;
    }

    /** While the closing is being undone. */
    void giveBack(Connection connection, UUID closing) throws SQLException {
        Sql.of(GIVE_BACK + FOLLOW, closing).run(connection);
        charge(connection, closing);
    }

    private void charge(Connection connection, UUID closing) throws SQLException {
        OptionalLong run = Sql.of(CHARGE, closing).first(connection, row -> OptionalLong.of(row.getLong(1))).orElse(OptionalLong.empty());
        if (run.isPresent()) {
            standings.afterClosing(connection, run.getAsLong());
        }
    }
}
