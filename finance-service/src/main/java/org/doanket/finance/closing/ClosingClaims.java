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
 * member by member, from the heir where he stands now, else from the first. What comes in late at the ended unit lessens it by the same rule.
 */
@ApplicationScoped
class ClosingClaims {

    /**
     * Of each month what is still owed, by what the members who went to each heir owe of it; a month that nobody is known to owe, as the balances
     * are shared. Rounded down, the rest is the first heir's; less what each has already.
     */
    private static final String CLAIM = """
        WITH c AS (SELECT * FROM unit_closing WHERE id = ?
        ), before AS (
          SELECT k.position, k.month, sum(k.amount) AS amount, sum(k.excess) AS excess FROM c JOIN closing_claim k ON k.closing_id = c.id
           GROUP BY k.position, k.month
        ), owed AS (
          SELECT m.month, m.currency, greatest(m.assessed + m.taken - coalesce(r.paid, 0), 0) AS amount, m.excess + m.taken_excess AS excess
            FROM c JOIN unit_month m ON m.unit_id = c.unit_id
            LEFT JOIN LATERAL (SELECT sum(t.amount) AS paid FROM receipt_total t WHERE t.unit_id = m.unit_id AND t.month = m.month
                                  AND t.kind = 'dues' AND t.currency = m.currency) r ON true
        ), going AS (
          SELECT o.month, o.heir_id, sum(o.owed) AS owed FROM c CROSS JOIN closing_owing(c.id) o GROUP BY o.month, o.heir_id
        ), part AS (
          SELECT h.position, h.heir_id, o.month, o.currency, o.amount, least(o.amount, o.excess) AS excess,
                 CASE WHEN sum(g.owed) OVER w > 0 THEN coalesce(g.owed, 0) ELSE h.parts END AS part,
                 CASE WHEN sum(g.owed) OVER w > 0 THEN sum(g.owed) OVER w ELSE sum(h.parts) OVER w END AS parts
            FROM c JOIN closing_heir h ON h.closing_id = c.id CROSS JOIN owed o LEFT JOIN going g ON g.month = o.month AND g.heir_id = h.heir_id
          WINDOW w AS (PARTITION BY o.month)
        ), rounded AS (
          SELECT p.*, trunc(p.amount * p.part / p.parts) AS down, trunc(p.excess * p.part / p.parts) AS down_excess,
                 row_number() OVER (PARTITION BY p.month ORDER BY p.part > 0 DESC, p.position) AS nth FROM part p
        ), target AS (
          SELECT position, heir_id, month, currency, CASE nth WHEN 1 THEN amount - (sum(down) OVER w - down) ELSE down END AS amount,
                 CASE nth WHEN 1 THEN excess - (sum(down_excess) OVER w - down_excess) ELSE down_excess END AS excess
            FROM rounded WINDOW w AS (PARTITION BY month)
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

    /** What each member owes the ended unit, or nothing where it is alive again, beside what stands with an heir; and what he was reminded of. */
    private static final String CHARGE = """
        WITH c AS (SELECT * FROM unit_closing WHERE id = ?
        ), changed AS MATERIALIZED (
          SELECT o.* FROM c CROSS JOIN closing_owing(c.id) o WHERE o.owed <> o.claimed
        ), run AS (
          INSERT INTO closing_run (closing_id, unit_id, run_no) SELECT c.id, c.unit_id, nextval('dues_run_no_seq') FROM c
           WHERE EXISTS (SELECT FROM changed)
          RETURNING run_no
        ), reminded AS (
          INSERT INTO member_reminder (member_no, unit_id, month, phase, at)
          SELECT w.member_no, w.heir_id, w.month, r.phase, r.at FROM changed w CROSS JOIN c
            JOIN member_reminder r ON r.member_no = w.member_no AND r.unit_id = c.unit_id AND r.month = w.month WHERE w.owed > 0
          ON CONFLICT DO NOTHING
        ), written AS (
          INSERT INTO charge (month, member_no, run_no, kind, follows, unit_id, amount, excess, amount_delta, excess_delta, base, rule_no, exemption_no)
          SELECT w.month, w.member_no, run.run_no, CASE w.owed WHEN 0 THEN 3 ELSE 2 END, run.run_no, w.heir_id, w.owed, 0, 0, 0, o.base, o.rule_no,
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
