-- "The sign says nine to five and the door is locked." Who reports that is not kept; on which day, and whether the hours said open, is.
CREATE TABLE trust_rule (
  valid_from date PRIMARY KEY,
  loss       numeric(3, 2) NOT NULL CHECK (loss > 0 AND loss <= 1),
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
INSERT INTO trust_rule (valid_from, loss, citation, verified) VALUES
  ('2020-01-01', 0.25, 'Doanket''s own: each day on which a point was found closed in its hours takes a quarter of the trust, until somebody has been there', true);
REVOKE INSERT, UPDATE, DELETE ON trust_rule FROM doanket_app;

CREATE TABLE found_closed (
  id       uuid PRIMARY KEY,
  point_id uuid NOT NULL REFERENCES service_point,
  at       timestamptz NOT NULL,
  day      date NOT NULL,
  in_hours boolean   -- null where no hours are known
);
CREATE INDEX found_closed_point ON found_closed (point_id, at);
CALL doanket.append_only('found_closed');
ALTER TABLE found_closed ENABLE ROW LEVEL SECURITY;
ALTER TABLE found_closed FORCE ROW LEVEL SECURITY;
-- Nobody is named in it: everybody may add and read.
CREATE POLICY told_by_anybody ON found_closed FOR INSERT TO doanket_app WITH CHECK (true);
CREATE POLICY public_map ON found_closed FOR SELECT TO doanket_app USING (true);
CREATE POLICY background ON found_closed TO doanket_worker USING (true);
