package org.doanket.finance.bank;

/**
 * What money pays, worked out for many lines in one statement. A piece of a line goes to a target: a payment request, whose items it pays
 * in their order; a month; some months in their order; or all that a payer owes, the oldest month first. Pieces of one target are paid out
 * one after the other: piece and item each cover a stretch of the target's money, and what both cover is a receipt. Nothing is paid twice:
 * not above the item, not above what the member owes for the month, not above what the unit owes for it; what no item takes came above and
 * is due back. To a unit that ended is owed what its heirs have not collected of it, and of a member
 * what he has not paid them.
 */
final class Allocation {

    /**
     * {@code {pieces}}: line_no, part, unit_id, currency, amount, request_id, month, months, stream, member_no, how; then one place for who
     * books.
     */
    static final String BOOK = """
        WITH piece AS (
          SELECT p.*, coalesce(p.request_id::text, concat_ws('/', p.unit_id, p.month, p.months, coalesce(p.stream, 'dues'), p.member_no)) AS target
            FROM ({pieces}) p
        ), target AS (
          SELECT DISTINCT target, unit_id, currency, request_id, month, months, coalesce(stream, 'dues') AS stream, member_no FROM piece
        ), received AS (
          SELECT r.request_id, r.item_line, sum(r.amount) AS paid FROM receipt r
           WHERE r.request_id IN (SELECT request_id FROM target) AND r.item_line IS NOT NULL GROUP BY r.request_id, r.item_line
        ), item AS (
          SELECT t.target, i.line AS place, i.request_id, i.line AS item_line, i.unit_id, i.month, i.stream, i.member_no,
                 greatest(i.amount - coalesce(r.paid, 0), 0) AS asked
            FROM target t JOIN payment_item i ON i.request_id = t.request_id
            LEFT JOIN received r ON r.request_id = i.request_id AND r.item_line = i.line
          UNION ALL
          SELECT target, 1, NULL, NULL, unit_id, month, stream, member_no, 9000000000000000 FROM target WHERE request_id IS NULL
            AND month IS NOT NULL
          UNION ALL
          SELECT t.target, row_number() OVER (PARTITION BY t.target ORDER BY m.month), NULL, NULL, t.unit_id, m.month, t.stream, t.member_no,
                 9000000000000000
            FROM target t CROSS JOIN LATERAL unnest(t.months) AS m (month)
          UNION ALL
          SELECT t.target, row_number() OVER (PARTITION BY t.target ORDER BY c.month), NULL, NULL, t.unit_id, c.month, 'dues', t.member_no,
                 9000000000000000
            FROM target t JOIN LATERAL (SELECT DISTINCT c.month FROM charge c WHERE c.unit_id = t.unit_id
              AND c.member_no = t.member_no) c ON true
           WHERE t.request_id IS NULL AND t.month IS NULL AND t.months IS NULL
          UNION ALL
          SELECT t.target, row_number() OVER (PARTITION BY t.target ORDER BY m.month), NULL, NULL, t.unit_id, m.month, 'dues', NULL,
            9000000000000000
            FROM target t JOIN unit_month m ON m.unit_id = t.unit_id AND m.currency = t.currency
           WHERE t.request_id IS NULL AND t.month IS NULL AND t.months IS NULL AND t.member_no IS NULL
        ), heir AS (
          SELECT c.unit_id, h.heir_id FROM unit_closing c JOIN closing_heir h ON h.closing_id = c.id
           WHERE c.state = 'closed' AND c.unit_id IN (SELECT unit_id FROM target)
        ), elsewhere AS (
          SELECT h.unit_id, r.month, r.member_no, sum(r.amount) AS paid FROM heir h JOIN receipt r ON r.unit_id = h.heir_id
           WHERE r.stream = 'dues' AND r.member_no IN (SELECT member_no FROM item) GROUP BY h.unit_id, r.month, r.member_no
        ), member_due AS (
          SELECT k.unit_id, k.month, k.member_no, greatest(coalesce(c.amount, 0) - coalesce(r.paid, 0) - coalesce(e.paid, 0), 0) AS due
            FROM (SELECT DISTINCT unit_id, month, member_no FROM item WHERE stream = 'dues' AND member_no IS NOT NULL) k
            LEFT JOIN LATERAL charged(k.unit_id, k.month, k.member_no) c ON true
            LEFT JOIN elsewhere e USING (unit_id, month, member_no)
            LEFT JOIN LATERAL (SELECT sum(r.amount) AS paid FROM receipt r WHERE r.member_no = k.member_no AND r.month = k.month
                                  AND r.unit_id = k.unit_id AND r.stream = 'dues') r ON true
        ), month_due AS (
          SELECT k.unit_id, k.month, greatest(coalesce(m.assessed + m.taken - m.handed, 0) + coalesce(h.open, 0) - coalesce(r.paid, 0), 0) AS due
            FROM (SELECT DISTINCT unit_id, month FROM item WHERE stream = 'dues') k LEFT JOIN unit_month m USING (unit_id, month)
            LEFT JOIN LATERAL (SELECT sum(r.amount) AS paid FROM receipt_total r WHERE r.unit_id = k.unit_id AND r.month = k.month
                                  AND r.kind = 'dues' AND r.currency = m.currency) r ON true
            LEFT JOIN LATERAL (SELECT sum(least(x.amount, greatest(o.assessed + o.taken - o.handed - o.dues_collected, 0))) AS open
                                 FROM (SELECT w.heir_id, sum(w.amount) AS amount FROM closing_claim w
                                        WHERE w.unit_id = k.unit_id AND w.month = k.month GROUP BY w.heir_id) x
                                 JOIN unit_month o ON o.unit_id = x.heir_id AND o.month = k.month) h ON true
        ), priced AS (
          SELECT i.*, CASE i.stream WHEN 'dues' THEN p.due END AS of_member, CASE i.stream WHEN 'dues' THEN u.due END AS of_month,
                 least(i.asked, CASE i.stream WHEN 'dues' THEN p.due END, CASE i.stream WHEN 'dues' THEN u.due END)::bigint AS rest
            FROM item i LEFT JOIN member_due p ON p.unit_id = i.unit_id AND p.month = i.month AND p.member_no = i.member_no
            LEFT JOIN month_due u ON u.unit_id = i.unit_id AND u.month = i.month
        ), item_at AS (
          SELECT i.*, sum(i.rest) OVER (PARTITION BY i.target ORDER BY i.place) - i.rest AS begins FROM priced i WHERE i.rest > 0
        ), piece_at AS (
          SELECT p.*, sum(p.amount) OVER (PARTITION BY p.target ORDER BY p.line_no, p.part) - p.amount AS begins FROM piece p
        ), flow AS (
          SELECT p.line_no, p.part, i.place, i.request_id, i.item_line, i.unit_id, i.month, i.stream, i.member_no, i.of_member, i.of_month,
                 least(p.begins + p.amount, i.begins + i.rest) - greatest(p.begins, i.begins) AS amount
            FROM piece_at p JOIN item_at i ON i.target = p.target AND i.begins < p.begins + p.amount AND i.begins + i.rest > p.begins
        ), for_member AS (
          SELECT f.*, CASE WHEN of_member IS NULL THEN amount
                      ELSE least(of_member, sum(amount) OVER w) - least(of_member, sum(amount) OVER w - amount) END AS part_paid
            FROM flow f WINDOW w AS (PARTITION BY unit_id, month, stream, member_no ORDER BY line_no, part, place)
        ), for_month AS (
          SELECT f.*, CASE WHEN of_month IS NULL THEN part_paid
                      ELSE least(of_month, sum(part_paid) OVER w) - least(of_month, sum(part_paid) OVER w - part_paid) END AS paid
            FROM for_member f WINDOW w AS (PARTITION BY unit_id, month, stream ORDER BY line_no, part, place)
        ), whole AS (
          SELECT p.*, coalesce(f.paid, 0) AS paid, q.amount AS of_request, q.month AS request_month, q.stream AS request_stream,
                 q.member_no AS request_member, l.value_date
            FROM piece p JOIN bank_line l ON l.no = p.line_no LEFT JOIN payment_request q ON q.id = p.request_id
            LEFT JOIN (SELECT line_no, part, sum(paid) AS paid FROM for_month GROUP BY line_no, part) f USING (line_no, part)
        ), named AS (
          SELECT w.*, CASE WHEN how <> 'reference' THEN how WHEN amount = of_request AND paid = amount THEN 'reference'
                      ELSE 'reference-other-amount' END AS matched_by FROM whole w
        )
        INSERT INTO receipt (line_no, unit_id, request_id, item_line, month, stream, member_no, amount, surplus, currency, matched_by,
          booked_by)
        SELECT r.line_no, r.unit_id, r.request_id, r.item_line, r.month, r.stream, r.member_no, r.amount, r.surplus, r.currency,
          r.matched_by, ?
          FROM (SELECT f.line_no, f.part, f.place, f.unit_id, f.request_id, f.item_line, f.month, f.stream, f.member_no, f.paid AS amount,
                       0 AS surplus, n.currency, n.matched_by
                  FROM for_month f JOIN named n USING (line_no, part) WHERE f.paid > 0
                UNION ALL
                SELECT n.line_no, n.part, 2147483647, n.unit_id, n.request_id, NULL,
                       coalesce(n.month, n.request_month, date_trunc('month', n.value_date)::date), coalesce(n.request_stream, n.stream,
                         'dues'),
                       coalesce(n.member_no, n.request_member), 0, n.amount - n.paid, n.currency, n.matched_by
                  FROM named n WHERE n.amount > n.paid) r
         ORDER BY r.line_no, r.part, r.place""";

    /** Whose money came from an account, of lines that paid for one payer only. {@code {lines}}: the numbers of the lines. */
    static final String LEARN = """
        INSERT INTO known_payer AS k (unit_id, payer_index, member_no, times, last_on)
        SELECT l.unit_id, l.payer_index, p.member_no, count(*), max(l.value_date)
          FROM bank_line l JOIN (SELECT r.line_no, min(coalesce(r.member_no, 0)) AS member_no FROM live_receipt r
            WHERE r.line_no IN ({lines})
                                  GROUP BY r.line_no HAVING count(DISTINCT coalesce(r.member_no, 0)) = 1
                                    AND sum(r.amount) > 0) p ON p.line_no = l.no
         WHERE l.payer_index IS NOT NULL GROUP BY l.unit_id, l.payer_index, p.member_no ORDER BY l.payer_index, p.member_no
        ON CONFLICT (unit_id, payer_index, member_no) DO UPDATE SET times = k.times + excluded.times, last_on = greatest(k.last_on,
          excluded.last_on)""";

    private Allocation() {
    }
}
