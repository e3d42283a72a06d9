-- What single members owe still. A month is paid by the member's own receipts, or when those of his unit covered the run that asked it of him;
-- while his unit has passed on a part only, the receipts do not say whose.
CREATE FUNCTION members_owing(of_unit uuid, of_month date, covered_upto bigint) RETURNS TABLE (member_no bigint, owed bigint) LANGUAGE sql STABLE AS $$
  SELECT c.member_no, c.amount - greatest(coalesce(c.covered, 0), coalesce(p.paid, 0))
    FROM (SELECT n.member_no, (array_agg(n.amount ORDER BY n.run_no DESC, n.kind))[1] AS amount, (array_agg(n.kind ORDER BY n.run_no DESC, n.kind))[1] AS kind,
                 (array_agg(n.amount ORDER BY n.run_no DESC, n.kind) FILTER (WHERE n.run_no <= covered_upto))[1] AS covered
            FROM charge n WHERE n.unit_id = of_unit AND n.month = of_month GROUP BY n.member_no) c
    LEFT JOIN LATERAL (SELECT sum(r.amount)::bigint AS paid FROM receipt r WHERE r.member_no = c.member_no AND r.unit_id = of_unit AND r.month = of_month
                          AND r.stream = 'dues') p ON true
   WHERE c.kind <> 1 AND c.amount > greatest(coalesce(c.covered, 0), coalesce(p.paid, 0))
$$;

-- Phases of his months that a member was told of, each once: together with his unit's, if he had not paid by then.
CREATE TABLE member_reminder (
  member_no bigint NOT NULL REFERENCES member_ref,
  unit_id   uuid NOT NULL,
  month     date NOT NULL,
  phase     int NOT NULL,
  at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (member_no, unit_id, month, phase)
);
CALL doanket.scope_by_unit('member_reminder');
CALL doanket.append_only('member_reminder');
REVOKE INSERT ON member_reminder FROM doanket_app;

ALTER TABLE arrears_reminder ADD COLUMN members_told boolean NOT NULL DEFAULT false;
CREATE INDEX arrears_reminder_untold ON arrears_reminder (unit_id) WHERE NOT members_told;
