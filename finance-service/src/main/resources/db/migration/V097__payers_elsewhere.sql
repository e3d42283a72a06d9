-- Who owes a unit though he stands elsewhere now: a member who has moved, or one of a unit that ended whose heir it is. Rows of members are
-- seen where they stand; these functions run with the owner's rights and name whom a unit in the caller's scope has charged, and nothing more of him.
CREATE POLICY owner ON member_ref FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner ON charge FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION charged_member(of_unit uuid, of_member bigint) RETURNS TABLE (id uuid, code text, display_name text)
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.id, m.code, m.display_name FROM member_ref m
   WHERE m.no = of_member AND EXISTS (SELECT FROM charge c WHERE c.unit_id = of_unit AND c.member_no = m.no)
     AND EXISTS (SELECT FROM unit_ref u WHERE u.id = of_unit AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to())
$$;

-- His number, where he is a member of the unit or is charged by it.
CREATE FUNCTION payer_of(of_unit uuid, of_member uuid) RETURNS TABLE (no bigint)
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.no FROM member_ref m
   WHERE m.id = of_member AND (m.unit_id = of_unit OR EXISTS (SELECT FROM charge c WHERE c.unit_id = of_unit AND c.member_no = m.no))
     AND EXISTS (SELECT FROM unit_ref u WHERE u.id = of_unit AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to())
$$;
REVOKE EXECUTE ON FUNCTION charged_member(uuid, bigint), payer_of(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION charged_member(uuid, bigint), payer_of(uuid, uuid) TO doanket_app;
