-- A member owes the dues of a month once, whichever units work them out. Of a member's month each charge follows the newest one before it, in
-- whichever unit (0: there was none), and what takes a charge back follows that charge; what heirs took over is a stream of its own. The key lets
-- one charge only follow another: a run that does not know what another unit has charged him for the month cannot charge him a second time.
ALTER TABLE charge NO FORCE ROW LEVEL SECURITY;
ALTER TABLE charge ADD COLUMN follows bigint NOT NULL DEFAULT 0;
ALTER TABLE charge DROP CONSTRAINT charge_pkey;
ALTER TABLE charge DISABLE TRIGGER append_only;
UPDATE charge c SET follows = s.follows
  FROM (SELECT n.month, n.member_no, n.run_no, n.kind,
               CASE WHEN n.kind >= 2 THEN n.run_no
                    WHEN n.kind = 1 THEN coalesce(lag(n.run_no) OVER (PARTITION BY n.month, n.member_no, n.unit_id, n.kind >= 2 ORDER BY n.run_no), n.run_no)
                    ELSE coalesce(max(n.run_no) OVER (PARTITION BY n.month, n.member_no, n.kind >= 2 ORDER BY n.run_no
                                                       RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) END AS follows
          FROM charge n) s
 WHERE s.follows <> 0 AND c.month = s.month AND c.member_no = s.member_no AND c.run_no = s.run_no AND c.kind = s.kind;
ALTER TABLE charge ENABLE TRIGGER append_only;
ALTER TABLE charge ADD PRIMARY KEY (month, member_no, follows, kind);
ALTER TABLE charge FORCE ROW LEVEL SECURITY;

-- Whether a month stays where a member was charged though he stood elsewhere last in it: he owes it there as well by where he stood, and has begun
-- to pay it here, himself or with all of the unit. Ours: no text was found that says to which unit a month belongs in which a member moves.
CREATE FUNCTION dues_stay(of_member bigint, of_unit uuid, of_month date, by_run bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (EXISTS (SELECT FROM unit_month m WHERE m.unit_id = of_unit AND m.month = of_month AND m.covered_run >= by_run)
          OR coalesce((SELECT sum(r.amount) FROM receipt r WHERE r.member_no = of_member AND r.month = of_month AND r.unit_id = of_unit
                          AND r.stream = 'dues'), 0) > 0)
     AND EXISTS (SELECT FROM member_span s JOIN unit_ref u ON u.id = s.unit_id
                  WHERE s.member_no = of_member AND s.unit_id <> of_unit AND s.valid_from < of_month + interval '1 month'
                    AND (s.valid_to IS NULL OR s.valid_to > of_month)
                    AND (SELECT w.owes FROM owing_rule w WHERE w.jurisdiction = u.jurisdiction AND w.status = s.status AND w.cancelled_at IS NULL
                            AND w.valid_from <= of_month ORDER BY w.valid_from DESC LIMIT 1))
$$;
