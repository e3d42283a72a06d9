-- A petition that came from above goes back up, to where its holder sees nothing: he may write it there, once, as what he holds now.
-- A row that is written is held against the policies that read, too.
CREATE POLICY routed_away ON petition FOR UPDATE TO doanket_app
  USING (unit_id IN (SELECT u.id FROM unit_ref u WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()))
  WITH CHECK (id = nullif(current_setting('doanket.petition_routed', true), '')::uuid);
CREATE POLICY routed_reads ON petition FOR SELECT TO doanket_app
  USING (id = nullif(current_setting('doanket.petition_routed', true), '')::uuid);
