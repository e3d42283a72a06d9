-- What heirs took over is a stream of its own beside what a unit charged itself: of each the newest row counts (kinds 0 and 1: charged here,
-- owes nothing here any more; kinds 2 and 3: taken over from a unit that ended, nothing is left of that). A member may owe a month of both
-- until a run has found out that he was charged twice.
ALTER TABLE charge NO FORCE ROW LEVEL SECURITY;
ALTER TABLE closing_run NO FORCE ROW LEVEL SECURITY;
ALTER TABLE charge DISABLE TRIGGER append_only;
UPDATE charge SET kind = 3 WHERE kind = 1 AND run_no IN (SELECT run_no FROM closing_run);
ALTER TABLE charge ENABLE TRIGGER append_only;
ALTER TABLE charge FORCE ROW LEVEL SECURITY;
ALTER TABLE closing_run FORCE ROW LEVEL SECURITY;

CREATE FUNCTION charged(of_unit uuid, of_month date, of_member bigint) RETURNS TABLE (amount bigint) LANGUAGE sql STABLE AS $$
  SELECT sum(s.amount)::bigint
    FROM (SELECT DISTINCT ON (c.kind >= 2) c.amount FROM charge c WHERE c.month = of_month AND c.member_no = of_member AND c.unit_id = of_unit
           ORDER BY c.kind >= 2, c.run_no DESC, c.kind) s
$$;

CREATE OR REPLACE FUNCTION members_owing(of_unit uuid, of_month date, covered_upto bigint) RETURNS TABLE (member_no bigint, owed bigint)
LANGUAGE sql STABLE AS $$
  SELECT c.member_no, (c.amount - greatest(c.covered, coalesce(p.paid, 0)))::bigint
    FROM (SELECT s.member_no, sum(s.amount) AS amount, coalesce(sum(s.covered), 0) AS covered
            FROM (SELECT n.member_no, (array_agg(n.amount ORDER BY n.run_no DESC, n.kind))[1] AS amount,
                         (array_agg(n.amount ORDER BY n.run_no DESC, n.kind) FILTER (WHERE n.run_no <= covered_upto))[1] AS covered
                    FROM charge n WHERE n.unit_id = of_unit AND n.month = of_month GROUP BY n.member_no, n.kind >= 2) s
           GROUP BY s.member_no) c
    LEFT JOIN LATERAL (SELECT sum(r.amount)::bigint AS paid FROM receipt r WHERE r.member_no = c.member_no AND r.unit_id = of_unit AND r.month = of_month
                          AND r.stream = 'dues') p ON true
   WHERE c.amount > greatest(c.covered, coalesce(p.paid, 0))
$$;

-- Of each member who owes the ended unit a month, or of whose an heir has one: which heir it goes to (where it is already, else where he
-- stands now, else the first), what he owes, and what stands with the heir. Of a unit that is alive again nobody owes an heir anything.
CREATE FUNCTION closing_owing(of_closing uuid) RETURNS TABLE (month date, member_no bigint, heir_id uuid, owed bigint, claimed bigint)
LANGUAGE sql STABLE AS $$
  WITH c AS (
    SELECT * FROM unit_closing WHERE id = of_closing
  ), claimed AS MATERIALIZED (
    SELECT k.* FROM c JOIN closing_heir h ON h.closing_id = c.id
     CROSS JOIN LATERAL (SELECT DISTINCT ON (n.month, n.member_no) n.* FROM charge n
       WHERE n.unit_id = h.heir_id AND n.kind >= 2 AND EXISTS (SELECT FROM closing_run r WHERE r.closing_id = c.id)
       ORDER BY n.month, n.member_no, n.run_no DESC, n.kind) k
     WHERE k.kind = 2 AND k.run_no IN (SELECT r.run_no FROM closing_run r WHERE r.closing_id = c.id)
  ), owing AS MATERIALIZED (
    SELECT m.month, w.member_no, w.owed FROM c JOIN unit_month m ON m.unit_id = c.unit_id
     CROSS JOIN LATERAL members_owing(c.unit_id, m.month, coalesce(m.covered_run, 0)) w
     WHERE c.state <> 'undoing' AND m.assessed + m.taken > (SELECT coalesce(sum(t.amount), 0) FROM receipt_total t
       WHERE t.unit_id = m.unit_id AND t.month = m.month AND t.kind = 'dues')
  )
  SELECT month, member_no, coalesce(k.unit_id, own.heir_id, first.heir_id), coalesce(o.owed, 0), coalesce(k.amount, 0)
    FROM owing o FULL JOIN claimed k USING (month, member_no) JOIN member_ref m ON m.no = member_no CROSS JOIN c
    LEFT JOIN closing_heir first ON first.closing_id = c.id AND first.position = 1
    LEFT JOIN closing_heir own ON own.closing_id = c.id AND own.heir_id = m.unit_id
$$;

ALTER TABLE closing_rule DROP CONSTRAINT closing_rule_code_check, ADD CONSTRAINT closing_rule_code_check
  CHECK (code IN ('freeze', 'heir', 'late-receipt', 'shares', 'claims'));
INSERT INTO closing_rule (code, valid_from, text_vi, text_en, text_zh, citation, verified) VALUES
  ('claims', '2025-01-01', 'Đoàn phí còn nợ theo đoàn viên về đơn vị kế thừa nơi đoàn viên đang sinh hoạt; không rõ của ai thì chia theo tỷ lệ.',
   'Dues still owed go with each member to the successor where he stands now; what nobody is known to owe is shared as the balances are.',
   '欠缴会费随会员转入其现所在的承继单位；无法确定欠缴人的，按比例分配。', 'Ours: no text was found', false);
