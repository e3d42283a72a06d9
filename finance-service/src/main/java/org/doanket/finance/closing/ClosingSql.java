package org.doanket.finance.closing;

/** The statements of a closing, each a whole step. */
final class ClosingSql {

    /** As of the last day; the year's movements beside the balances, as a statement is read. */
    static final String STATEMENT = """
        INSERT INTO closing_balance (closing_id, unit_id, account, currency, opening, debit, credit, balance, later)
        SELECT c.id, c.unit_id, p.account, p.currency,
               coalesce(sum(p.amount) FILTER (WHERE p.effective_date < date_trunc('year', c.ends_on - 1)), 0),
               coalesce(sum(p.amount) FILTER (WHERE p.amount > 0 AND p.effective_date >= date_trunc('year', c.ends_on - 1)
                 AND p.effective_date < c.ends_on), 0),
               coalesce(-sum(p.amount) FILTER (WHERE p.amount < 0 AND p.effective_date >= date_trunc('year', c.ends_on - 1)
                 AND p.effective_date < c.ends_on), 0),
               coalesce(sum(p.amount) FILTER (WHERE p.effective_date < c.ends_on), 0),
               coalesce(sum(p.amount) FILTER (WHERE p.effective_date >= c.ends_on), 0)
          FROM unit_closing c JOIN posting p ON p.unit_id = c.unit_id WHERE c.id = ?
         GROUP BY c.id, c.unit_id, p.account, p.currency""";

    /**
     * The seven parts: (1) cash and bank, (2) receivables, (3) payables, (4) assets and inventory, (5) records, seal and archive, (6) open
     * payment requests and bank lines, (7) obligations: grants not paid yet, loans that run, relief drives and open pledges, which
     * the heirs take over. Of these 6 and 7
     * are ours and not verified, as {@code closing_part} says; 4 is entered by hand, and so is what is known nowhere here of 5 and 7.
     */
    static final String HAND_OVER = """
        WITH c AS (SELECT c.*, j.currency, ?::text AS by FROM (SELECT * FROM unit_closing WHERE id = ?::uuid) c JOIN unit_ref u
          ON u.id = c.unit_id
            JOIN jurisdiction j ON j.code = u.jurisdiction
        ), balance AS (
          SELECT p.account, p.currency, sum(p.amount) AS amount FROM c JOIN posting p USING (unit_id) GROUP BY 1, 2
            HAVING sum(p.amount) <> 0
        ), item (part, rank, what, ref, quantity, amount, currency) AS (
          SELECT CASE left(b.account, 2) WHEN '11' THEN 1 WHEN '13' THEN 2 WHEN '33' THEN 3
            ELSE 7 END, 1, 'account', b.account, NULL::bigint,
                 CASE left(b.account, 2) WHEN '33' THEN -b.amount ELSE b.amount END, b.currency
            FROM balance b WHERE left(b.account, 2) IN ('11', '13', '33') OR left(b.account, 1) = '0'
          UNION ALL
          SELECT 1, 2, 'bank-account', a.bank_bin, NULL, NULL, NULL FROM c JOIN bank_account a USING (unit_id)
           WHERE a.state = 'open' AND (a.valid_to IS NULL OR a.valid_to > c.ends_on)
          UNION ALL
          SELECT 2, 2, 'dues-owed', to_char(m.month, 'YYYY-MM'), NULL, m.assessed + m.taken - m.handed - m.dues_collected, m.currency
            FROM c JOIN unit_month m USING (unit_id) WHERE m.assessed + m.taken - m.handed > m.dues_collected
          UNION ALL
          SELECT 5, 1, 'books-' || p.status, to_char(p.month, 'YYYY-MM'), (SELECT count(*) FROM journal_entry e WHERE e.unit_id = p.unit_id
                 AND e.effective_date >= p.month AND e.effective_date < p.month + interval '1 month'), NULL, NULL
            FROM c JOIN period p USING (unit_id)
          UNION ALL
          SELECT 5, 2, 'bank-statements', NULL, count(*), NULL, NULL FROM c JOIN bank_statement s USING (unit_id)
           WHERE s.profile <> 'cash' HAVING count(*) > 0
          UNION ALL
          SELECT 6, 1, 'payment-request', q.reference, NULL, q.amount - coalesce(r.paid, 0), q.currency
            FROM c JOIN payment_request q USING (unit_id)
            LEFT JOIN (SELECT request_id, sum(amount + surplus) AS paid FROM receipt GROUP BY 1) r ON r.request_id = q.id
           WHERE q.amount > coalesce(r.paid, 0)
          UNION ALL
          SELECT 6, 2, 'bank-line', l.value_date::text, NULL, l.amount, l.currency FROM c JOIN suspended_line l USING (unit_id)
          UNION ALL
          SELECT 6, 3, 'bank-suspect', b.value_date::text, NULL, b.amount, b.currency FROM c JOIN bank_suspect b USING (unit_id)
           WHERE b.decided_by IS NULL
          UNION ALL
          SELECT 7, 2, 'grant-' || a.state, a.id::text, NULL, a.cash + a.in_kind, a.currency FROM c JOIN grant_application a USING (unit_id)
           WHERE a.state IN ('draft', 'submitted', 'returned', 'approved')
          UNION ALL
          SELECT 7, 3, 'loan-' || l.state, l.id::text, NULL, l.principal + l.capitalised - coalesce((SELECT sum(p.principal) FROM loan_payment p
                   WHERE p.loan_id = l.id), 0), l.currency
            FROM c JOIN loan_referral l USING (unit_id) WHERE l.state IN ('referred', 'endorsed', 'granted')
          UNION ALL
          SELECT 7, 4, 'relief-drive', d.name, NULL, coalesce((SELECT sum(g.amount) FROM contribution g WHERE g.drive_id = d.id
                   AND g.state = 'received'), 0) - coalesce((SELECT sum(x.amount) FROM relief_distribution x WHERE x.drive_id = d.id
                   AND x.state = 'given'), 0), d.currency
            FROM c JOIN relief_drive d USING (unit_id)
          UNION ALL
          SELECT 7, 5, 'pledge-' || p.kind, coalesce(p.goods, p.measure), floor(p.quantity)::bigint, p.amount, p.currency
            FROM c JOIN pledge p USING (unit_id) WHERE p.state = 'open'
        )
        INSERT INTO closing_item (closing_id, unit_id, part, what, ref, quantity, amount, currency, entered_by)
        SELECT c.id, c.unit_id, i.part, i.what, i.ref, i.quantity, i.amount, i.currency, c.by
          FROM c, item i ORDER BY i.part, i.rank, i.ref""";

    /**
     * Successors, and theirs where they have ended too; who has none is followed upwards, to the first ancestor that still exists. Unknown
     * units are told as such.
     */
    static final String HEIRS = """
        WITH RECURSIVE walk (id, place, climbs) AS (
          SELECT n.id, ARRAY[n.ord], cardinality(u.successors) = 0 FROM unit_ref u
           CROSS JOIN LATERAL unnest(CASE WHEN cardinality(u.successors) = 0 THEN ARRAY[u.parent_id] ELSE u.successors END)
             WITH ORDINALITY AS n (id, ord)
           WHERE u.id = ?
          UNION ALL
          SELECT n.id, w.place || n.ord, w.climbs OR cardinality(u.successors) = 0 FROM walk w JOIN unit_ref u ON u.id = w.id
            AND u.valid_to <= ?
           CROSS JOIN LATERAL unnest(CASE WHEN w.climbs OR cardinality(u.successors) = 0 THEN ARRAY[u.parent_id] ELSE u.successors END)
                 WITH ORDINALITY AS n (id, ord)
           WHERE cardinality(w.place) < 30
        ), found AS (
          SELECT DISTINCT ON (w.id) w.id, w.place, u.id IS NOT NULL AS known FROM walk w LEFT JOIN unit_ref u ON u.id = w.id
           WHERE w.id IS NOT NULL AND (u.id IS NULL OR u.valid_to IS NULL OR u.valid_to > ?) ORDER BY w.id, w.place
        )
        SELECT id, known FROM found ORDER BY place""";

    /** With the members who stood in the unit on its last day and stand in the heir now. */
    static final String KEEP_HEIRS = """
        INSERT INTO closing_heir (closing_id, position, unit_id, heir_id, members)
        SELECT c.id, h.position, c.unit_id, h.heir_id, (SELECT count(*) FROM member_span s JOIN member_ref m ON m.no = s.member_no
                 WHERE s.unit_id = c.unit_id AND s.valid_from < c.ends_on AND (s.valid_to IS NULL OR s.valid_to >= c.ends_on)
                   AND m.unit_id = h.heir_id)
          FROM unnest(?::uuid[]) WITH ORDINALITY AS h (heir_id, position) CROSS JOIN unit_closing c""";

    /**
     * Of each account what an heir's part of all that ever was there comes to, less what went there before; the first takes the rest. Of
     * dues owed (1388) its part is what it has claimed of them, month by month. With the relief drives go to the first what they have brought
     * (4314) and as much money: of the bank, then of the cash.
     */
    static final String MOVE = """
        WITH c AS (SELECT * FROM unit_closing WHERE id = ?
        ), balance AS MATERIALIZED (
          SELECT p.account, p.currency, sum(p.amount) AS amount FROM c JOIN posting p USING (unit_id) JOIN account a ON a.code = p.account
           WHERE a.kind IN ('asset', 'liability', 'balance', 'memo') AND p.account <> '4319' GROUP BY 1, 2 HAVING sum(p.amount) <> 0
        ), moved AS (
          SELECT t.position, t.account, t.currency, sum(t.amount) AS amount FROM c JOIN closing_transfer t ON t.closing_id = c.id
            GROUP BY 1, 2, 3
        ), heir AS (
          SELECT h.position, h.parts, sum(h.parts) OVER () AS all_parts FROM c JOIN closing_heir h ON h.closing_id = c.id
        ), whole AS MATERIALIZED (
          SELECT account, currency, sum(amount) AS amount FROM (SELECT account, currency, amount FROM balance
                 UNION ALL SELECT account, currency, amount FROM moved) w GROUP BY account, currency
        ), kept AS (
          SELECT w.account, w.currency, CASE w.account WHEN '4314' THEN w.amount
                 ELSE least(greatest(w.amount, 0), greatest(-d.amount - sum(CASE w.account WHEN '4314' THEN 0 ELSE greatest(w.amount, 0) END)
                   OVER (PARTITION BY w.currency ORDER BY w.account DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)) END AS amount
            FROM whole w JOIN whole d ON d.account = '4314' AND d.currency = w.currency WHERE w.account IN ('4314', '1121', '1111')
        ), claim AS (
          SELECT k.position, '1388' AS account, k.currency, sum(k.amount) AS amount, sum(sum(k.amount)) OVER (PARTITION BY k.currency) AS whole
            FROM c JOIN closing_claim k ON k.closing_id = c.id GROUP BY k.position, k.currency
        ), part AS (
          SELECT h.position, w.account, w.currency, w.amount AS whole,
                 trunc((w.amount - coalesce(k.amount, max(l.whole) OVER (PARTITION BY w.account, w.currency), 0)) * h.parts / h.all_parts)
                   + coalesce(l.amount, 0) AS amount
            FROM heir h CROSS JOIN whole w LEFT JOIN kept k USING (account, currency) LEFT JOIN claim l USING (position, account, currency)
        ), target AS (
          SELECT position, account, currency, CASE WHEN position = 1 THEN whole - (sum(amount) OVER (PARTITION BY account,
            currency) - amount)
                 ELSE amount END AS amount FROM part
        )
        INSERT INTO closing_transfer (closing_id, pass, position, account, currency, unit_id, amount)
        SELECT c.id, c.passes + 1, t.position, t.account, t.currency, c.unit_id, t.amount - coalesce(m.amount, 0)
          FROM c CROSS JOIN target t LEFT JOIN moved m USING (position, account, currency) WHERE t.amount <> coalesce(m.amount, 0)""";

    /** Not before anything that it moves. */
    private static final String DAY = "greatest(c.ends_on, (SELECT max(effective_date) FROM journal_entry WHERE unit_id = c.unit_id))";

    /** What stood on bank accounts of their own is gathered on the main one first, from where it is given. */
    static final String BOOK_GIVEN = """
        WITH c AS (SELECT c.*, {day} AS day FROM unit_closing c WHERE id = ?
        ), apart AS MATERIALIZED (
          SELECT p.account, p.currency, p.bank_account_id, sum(p.amount) AS amount FROM c JOIN posting p USING (unit_id)
           WHERE p.bank_account_id IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(p.amount) <> 0
        ), line AS (
          SELECT t.account, t.currency, -sum(t.amount) AS amount, NULL::uuid AS bank_account_id FROM c JOIN closing_transfer t ON t.closing_id = c.id
            AND t.pass = c.passes GROUP BY 1, 2
          UNION ALL
          SELECT '4319', t.currency, sum(t.amount), NULL FROM c JOIN closing_transfer t ON t.closing_id = c.id AND t.pass = c.passes GROUP BY 2
          UNION ALL
          SELECT account, currency, -amount, bank_account_id FROM apart
          UNION ALL
          SELECT account, currency, amount, NULL FROM apart
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, source, recorded_by)
          SELECT c.unit_id, 'closing-given', open_day(c.unit_id, c.day), 'closing ' || c.no || ' pass ' || c.passes, ? FROM c
          RETURNING no, unit_id, effective_date
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency, bank_account_id)
        SELECT e.no, row_number() OVER (ORDER BY l.account, l.currency, l.bank_account_id), e.unit_id, e.effective_date, l.account, l.amount,
               l.currency, l.bank_account_id
          FROM entry e CROSS JOIN line l WHERE l.amount <> 0""".replace("{day}", DAY);

    /**
     * Where the heir is the level above, what the unit owed upwards ends what is receivable there. The account of a drive goes to the first heir with
     * the drive, and what stood on it stands there again.
     */
    static final String BOOK_TAKEN = """
        WITH c AS (SELECT c.*, {day} AS day, u.parent_id FROM unit_closing c JOIN unit_ref u ON u.id = c.unit_id WHERE c.id = ?
        ), part AS (
          SELECT t.position, h.heir_id, CASE WHEN h.heir_id = c.parent_id AND t.account IN ('3381', '3382') THEN '1387'
            ELSE t.account END AS account,
                 t.currency, t.amount
            FROM c JOIN closing_transfer t ON t.closing_id = c.id AND t.pass = c.passes
            JOIN closing_heir h ON h.closing_id = c.id AND h.position = t.position
        ), of_drive AS MATERIALIZED (
          SELECT h.position, h.heir_id, p.account, p.currency, -p.amount AS amount, p.bank_account_id
            FROM c JOIN journal_entry e ON e.kind = 'closing-given' AND e.source = 'closing ' || c.no || ' pass ' || c.passes
            JOIN posting p ON p.entry_no = e.no JOIN bank_account b ON b.id = p.bank_account_id AND b.purpose = 'drive'
            JOIN closing_heir h ON h.closing_id = c.id AND h.position = 1
        ), line AS MATERIALIZED (
          SELECT position, heir_id, account, currency, sum(amount) AS amount, NULL::uuid AS bank_account_id FROM part GROUP BY 1, 2, 3, 4
          HAVING sum(amount) <> 0
          UNION ALL
          SELECT position, heir_id, '4319', currency, -sum(amount), NULL FROM part GROUP BY 1, 2, 4 HAVING sum(amount) <> 0
          UNION ALL
          SELECT position, heir_id, account, currency, amount, bank_account_id FROM of_drive
          UNION ALL
          SELECT position, heir_id, account, currency, -amount, NULL FROM of_drive
        ), entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, source, recorded_by)
          SELECT h.heir_id, 'closing-taken', open_day(h.heir_id, c.day),
            'closing ' || c.no || ' pass ' || c.passes || ' heir ' || h.position, ?
            FROM c CROSS JOIN (SELECT DISTINCT position, heir_id FROM line) h ORDER BY h.position
          RETURNING no, unit_id, effective_date
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency, bank_account_id)
        SELECT e.no, row_number() OVER (PARTITION BY e.no ORDER BY l.account, l.currency, l.bank_account_id), e.unit_id, e.effective_date, l.account,
          l.amount, l.currency, l.bank_account_id
          FROM entry e JOIN line l ON l.heir_id = e.unit_id""".replace("{day}", DAY);

    private static final String OWN_ENTRIES = """
        WITH c AS (SELECT * FROM unit_closing WHERE id = ?
        ), own AS (
          SELECT e.* FROM c JOIN journal_entry e ON e.kind IN ('closing-given', 'closing-taken')
            AND e.source LIKE 'closing ' || c.no || ' pass %'
        )""";

    /**
     * An heir that has less money than it took over has spent of it, and one that is owed less dues than it took over has collected of them
     * (or of what single months were still owed): named is the first entry that left it less. An heir whose own books are closed has handed
     * it on, and a drive that has gone on in an heir's books is his.
     */
    static final String OBSTACLES = OWN_ENTRIES + """
        , cash AS (
          SELECT p.unit_id, CASE p.account WHEN '1388' THEN 'collected' ELSE 'spent' END AS code, p.entry_no, sum(p.amount) AS amount,
                 sum(p.amount) FILTER (WHERE p.entry_no IN (SELECT no FROM own)) AS taken
            FROM posting p WHERE (p.account LIKE '11%' OR p.account = '1388')
             AND p.unit_id IN (SELECT unit_id FROM own WHERE kind = 'closing-taken') GROUP BY 1, 2, 3
        ), flow AS (
          SELECT unit_id, code, entry_no, amount, sum(amount) OVER w AS kept, sum(taken) OVER w AS taken,
                 sum(amount) OVER (PARTITION BY unit_id, code) < sum(taken) OVER (PARTITION BY unit_id, code) AS lacks FROM cash
          WINDOW w AS (PARTITION BY unit_id, code ORDER BY entry_no)
        ), month AS (
          SELECT k.heir_id AS unit_id, sum(least(k.amount, greatest(m.assessed + m.taken - m.handed - m.dues_collected, 0))) AS kept,
                 sum(k.amount) AS taken
            FROM (SELECT k.heir_id, k.month, sum(k.amount) AS amount FROM c JOIN closing_claim k ON k.closing_id = c.id GROUP BY 1, 2) k
            JOIN unit_month m ON m.unit_id = k.heir_id AND m.month = k.month WHERE k.amount > 0 GROUP BY 1
        ), found AS (
          SELECT f.code, f.unit_id, f.entry_no, f.kept, f.taken FROM flow f WHERE f.lacks AND f.amount < 0 AND f.taken > 0 AND f.kept < f.taken
          UNION ALL
          SELECT 'collected', f.unit_id, f.entry_no, m.kept, m.taken FROM month m JOIN flow f ON f.unit_id = m.unit_id AND f.code = 'collected'
           WHERE m.kept < m.taken AND f.amount < 0 AND f.taken > 0 AND f.entry_no NOT IN (SELECT no FROM own)
        ), obstacle AS (
          SELECT DISTINCT ON (f.unit_id, f.code) f.code, f.unit_id, e.id AS entry, e.effective_date AS day, f.kept, f.taken
            FROM found f JOIN journal_entry e ON e.no = f.entry_no ORDER BY f.unit_id, f.code, f.entry_no
        ), drive AS (
          SELECT DISTINCT ON (p.heir_id) p.heir_id AS unit_id, e.id AS entry, e.effective_date AS day
            FROM c JOIN closing_passed p ON p.closing_id = c.id AND p.what = 'relief-drive'
            JOIN (SELECT drive_id, entry_id FROM contribution WHERE state = 'received'
                  UNION ALL SELECT drive_id, entry_id FROM relief_distribution WHERE state = 'given'
                  UNION ALL SELECT drive_id, reversal_id FROM relief_distribution WHERE state = 'reversed') b ON b.drive_id = p.id
            JOIN journal_entry e ON e.id = b.entry_id AND e.unit_id = p.heir_id ORDER BY p.heir_id, e.no
        ), listed AS (
          SELECT json_build_object('code', 'drive', 'unit', unit_id, 'entry', entry, 'day', day) AS one FROM drive
          UNION ALL
          SELECT json_build_object('code', code, 'unit', unit_id, 'entry', entry, 'day', day, 'kept', kept, 'taken', taken) AS one
            FROM obstacle
          UNION ALL
          SELECT json_build_object('code', 'heir-closing', 'unit', z.unit_id) FROM closing_freeze z
           WHERE z.unit_id IN (SELECT unit_id FROM own WHERE kind = 'closing-taken')
        )
        SELECT json_agg(one) FROM listed""";

    /** Both sides, all passes, in open months. */
    static final String REVERSE = OWN_ENTRIES + """
        , entry AS (
          INSERT INTO journal_entry (unit_id, kind, effective_date, source, reverses_no, recorded_by)
          SELECT o.unit_id, 'closing-undone', open_day(o.unit_id, o.effective_date), o.id::text, o.no, ? FROM own o ORDER BY o.no
          RETURNING no, unit_id, effective_date, reverses_no
        )
        INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency, bank_account_id)
        SELECT e.no, p.line, e.unit_id, e.effective_date, p.account, -p.amount, p.currency, p.bank_account_id
          FROM entry e JOIN posting p ON p.entry_no = e.reverses_no""";

    private ClosingSql() {
    }
}
