-- Two rows of one point: one is kept, the other is closed, says where it went, and never opens again. Visits stay where they were counted.
CREATE TABLE point_merge (
  dropped_id uuid PRIMARY KEY REFERENCES service_point,
  kept_id    uuid NOT NULL REFERENCES service_point CHECK (kept_id <> dropped_id),
  unit_id    uuid NOT NULL,
  merged_at  timestamptz NOT NULL,
  merged_by  text NOT NULL
);
CREATE INDEX point_merge_kept ON point_merge (kept_id);
CALL doanket.append_only('point_merge');
ALTER TABLE point_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE point_merge FORCE ROW LEVEL SECURITY;
CREATE POLICY public_map ON point_merge FOR SELECT TO doanket_app USING (true);
CREATE POLICY add_in_scope ON point_merge FOR INSERT TO doanket_app WITH CHECK (unit_id IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY background ON point_merge TO doanket_worker USING (true);
