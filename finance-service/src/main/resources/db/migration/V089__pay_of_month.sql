-- Pay that dues were reckoned on, kept by unit and month as charges are posted, so that the head of B07 adds up months and not a year's
-- charges. It is the pay of those who owe at a rate: not of who is free or out of scope, and no fixed amount, which is no pay. Each charge
-- says by how much it changes it.
ALTER TABLE charge ADD COLUMN pay_delta bigint NOT NULL DEFAULT 0;
ALTER TABLE unit_month ADD COLUMN pay bigint NOT NULL DEFAULT 0;

-- What was charged before, in the same way; what heirs took over was reckoned where it was charged.
ALTER TABLE charge NO FORCE ROW LEVEL SECURITY;
ALTER TABLE unit_month NO FORCE ROW LEVEL SECURITY;
ALTER TABLE charge DISABLE TRIGGER append_only;
WITH reckoned AS (
  SELECT c.month, c.member_no, c.run_no, c.kind, c.unit_id, CASE WHEN c.amount > 0 AND r.method = 'rate' THEN c.base ELSE 0 END AS pay
    FROM charge c LEFT JOIN dues_rule r ON r.no = c.rule_no WHERE c.kind IN (0, 1)
), step AS (
  SELECT r.*, r.pay - lag(r.pay, 1, 0::bigint) OVER (PARTITION BY r.month, r.member_no, r.unit_id ORDER BY r.run_no, r.kind DESC) AS delta
    FROM reckoned r
)
UPDATE charge c SET pay_delta = s.delta FROM step s
 WHERE c.month = s.month AND c.member_no = s.member_no AND c.run_no = s.run_no AND c.kind = s.kind AND s.delta <> 0;
ALTER TABLE charge ENABLE TRIGGER append_only;
UPDATE unit_month m SET pay = s.pay FROM (SELECT unit_id, month, sum(pay_delta) AS pay FROM charge GROUP BY unit_id, month) s
 WHERE s.unit_id = m.unit_id AND s.month = m.month;
ALTER TABLE charge FORCE ROW LEVEL SECURITY;
ALTER TABLE unit_month FORCE ROW LEVEL SECURITY;
