-- A person is in one place at a time, whosever rosters he is on. Whoever plans need not reach the unit of the other one: the function sees the duties of all
-- units, and tells no more than when somebody of this pool has one on another roster.
CREATE POLICY elsewhere ON duty FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY elsewhere ON roster FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY elsewhere ON roster_person FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION duties_elsewhere(pool uuid, since date) RETURNS TABLE (member_id uuid, day date, starts_at time, ends_at time)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT d.member_id, d.day, r.starts_at, r.ends_at FROM roster_person p JOIN duty d ON d.member_id = p.member_id AND d.roster_id <> p.roster_id AND d.day >= since
     JOIN roster r ON r.id = d.roster_id WHERE p.roster_id = pool $$;
REVOKE EXECUTE ON FUNCTION duties_elsewhere(uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duties_elsewhere(uuid, date) TO doanket_app;
