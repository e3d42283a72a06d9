-- Two rows of one place: the points of the one go to the other, which says where they are.
CREATE TABLE site_merge (
  dropped_id uuid PRIMARY KEY REFERENCES site,
  kept_id    uuid NOT NULL REFERENCES site CHECK (kept_id <> dropped_id),
  unit_id    uuid NOT NULL,
  merged_at  timestamptz NOT NULL,
  merged_by  text NOT NULL
);
CREATE INDEX site_merge_kept ON site_merge (kept_id);
CALL doanket.append_only('site_merge');
ALTER TABLE site_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE site_merge FORCE ROW LEVEL SECURITY;
CREATE POLICY public_map ON site_merge FOR SELECT TO doanket_app USING (true);
CREATE POLICY add_in_scope ON site_merge FOR INSERT TO doanket_app WITH CHECK (unit_id IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY background ON site_merge TO doanket_worker USING (true);

-- How far two rows of a file, or a row and the register, may lie apart and still be one place, if owner and name or address are the same.
CREATE TABLE same_site_rule (
  valid_from date PRIMARY KEY,
  metres     int NOT NULL CHECK (metres > 0),
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
INSERT INTO same_site_rule (valid_from, metres, citation, verified) VALUES
  ('2020-01-01', 50, 'Doanket''s own: the doors of one house and its yard, as two map programs place them', true);
REVOKE INSERT, UPDATE, DELETE ON same_site_rule FROM doanket_app;
