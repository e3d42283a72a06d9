-- Since when a member is no longer where an office or a team is: the day of the move, never that of his status, which may be years older.

-- The first day from that one on when the member went from a unit that the place reaches to one that it does not; null where there is no such move.
CREATE FUNCTION day_moved_out(of_member uuid, place text, since date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT min(e.effective) FROM member_event e JOIN unit a ON a.id = (e.detail -> 'unitId' ->> 0)::uuid JOIN unit b ON b.id = (e.detail -> 'unitId' ->> 1)::uuid
   WHERE e.member_id = of_member AND e.version > 1 AND jsonb_typeof(e.detail -> 'unitId') = 'array' AND e.effective >= since
     AND starts_with(a.path, place) AND NOT starts_with(b.path, place)
$$;

-- The same, or else the last day on which he or his unit went anywhere: he may have gone before he was put there, or his unit without him.
CREATE FUNCTION day_elsewhere(of_member uuid, place text, since date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce(day_moved_out(of_member, place, since), greatest((SELECT max(e.effective) FROM member_event e WHERE e.member_id = of_member
           AND e.version > 1 AND jsonb_exists(e.detail, 'unitId')), p.valid_from), m.status_since)
    FROM member m LEFT JOIN unit_placement p ON p.unit_id = m.unit_id AND p.valid_to IS NULL WHERE m.id = of_member
$$;

-- Offices and places in teams that ended by a move were written with the day of the status. The roles' new ends are told.
CREATE FUNCTION repair_days_of_leaving() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH wrong AS (
    SELECT o.id, o.ended_on AS was, greatest(o.starts_on, d.day) AS day,
           CASE u.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END AS zone
      FROM officer o JOIN unit u ON u.id = o.unit_id CROSS JOIN LATERAL (SELECT day_moved_out(o.member_id, o.path, o.starts_on)) d (day)
     WHERE o.end_reason = 'member-elsewhere' AND o.end_act IS NULL AND d.day IS NOT NULL AND o.ended_on <> greatest(o.starts_on, d.day)
  ), right_now AS (
    UPDATE officer o SET ended_on = w.day, version = o.version + 1 FROM wrong w WHERE o.id = w.id
  ), told AS (
    UPDATE role_binding b SET valid_to = greatest(b.valid_from, w.day::timestamp AT TIME ZONE w.zone), version = b.version + 1 FROM wrong w
     WHERE b.officer_id = w.id AND b.valid_to = greatest(b.valid_from, w.was::timestamp AT TIME ZONE w.zone) RETURNING b.*
  )
  INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
  SELECT 'role-binding', id, version, 'role-ended', role_binding_state(told::role_binding) FROM told;

  WITH wrong AS (
    SELECT t.id, t.left_on AS was, greatest(t.joined_on, d.day) AS day
      FROM team_member t CROSS JOIN LATERAL (SELECT day_moved_out(t.member_id, t.path, t.joined_on)) d (day)
     WHERE t.left_reason = 'member-elsewhere' AND t.reorganisation_id IS NULL AND d.day IS NOT NULL AND t.left_on <> greatest(t.joined_on, d.day)
  ), right_now AS (
    UPDATE team_member t SET left_on = w.day, version = t.version + 1 FROM wrong w WHERE t.id = w.id
  )
  UPDATE team_card c SET valid_to = w.day FROM wrong w WHERE c.id = w.id AND c.valid_to = w.was;
END $$;

-- The owner, too, is under row-level security, and would find nothing to repair.
ALTER TABLE officer NO FORCE ROW LEVEL SECURITY;
ALTER TABLE team_member NO FORCE ROW LEVEL SECURITY;
ALTER TABLE team_card NO FORCE ROW LEVEL SECURITY;
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;
ALTER TABLE member_event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE unit NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role_binding NO FORCE ROW LEVEL SECURITY;
SELECT repair_days_of_leaving();
ALTER TABLE officer FORCE ROW LEVEL SECURITY;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY;
ALTER TABLE team_card FORCE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
ALTER TABLE member_event FORCE ROW LEVEL SECURITY;
ALTER TABLE unit FORCE ROW LEVEL SECURITY;
ALTER TABLE role_binding FORCE ROW LEVEL SECURITY;
