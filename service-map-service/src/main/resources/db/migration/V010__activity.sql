-- What units tell the others of a month: one aggregate for each unit, month and fact, whose version counts the tellings.
CREATE TABLE activity_month (
  id      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL,
  month   date NOT NULL CHECK (extract(day FROM month) = 1),
  fact    text NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  UNIQUE (unit_id, month, fact)
);
CALL doanket.scope_by_unit('activity_month');

-- Counting visits. How late a count may come: offline devices and paper lists come in weeks after.
CREATE TABLE visit_rule (
  valid_from date PRIMARY KEY,
  late_days  int NOT NULL CHECK (late_days > 0),
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
REVOKE INSERT, UPDATE, DELETE ON visit_rule FROM doanket_app;
INSERT INTO visit_rule (valid_from, late_days, citation, verified) VALUES
  ('2020-01-01', 400, 'Doanket''s own: a count may be added until the yearly figures of the year before are reported', true);

-- A device at the door that counts and knows nobody. Its key is kept as a keyed hash; the one before stays good for a while.
CREATE TABLE visit_counter (
  id             uuid PRIMARY KEY,
  point_id       uuid NOT NULL REFERENCES service_point,
  unit_id        uuid NOT NULL,
  label          text NOT NULL,
  key_hash       bytea NOT NULL,
  key_since      timestamptz NOT NULL,
  former_hash    bytea,
  former_until   timestamptz,
  last_heard_at  timestamptz,
  retired_at     timestamptz,
  created_by     text NOT NULL,
  version        bigint NOT NULL DEFAULT 1
);
CALL doanket.scope_by_unit('visit_counter');
CREATE INDEX visit_counter_point ON visit_counter (point_id);
CREATE INDEX visit_counter_unit ON visit_counter (unit_id, id);

-- Who counts makes the id, so what arrives twice is one. A correction is an entry of its own.
CREATE TABLE visit_entry (
  id          uuid PRIMARY KEY,
  point_id    uuid NOT NULL REFERENCES service_point,
  unit_id     uuid NOT NULL,
  kind        text NOT NULL,
  day         date NOT NULL,
  counter_id  uuid REFERENCES visit_counter,   -- null: a desk
  visits      int NOT NULL,
  services    int NOT NULL,
  reverses    uuid UNIQUE REFERENCES visit_entry,
  reason      text,
  recorded_by text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK (reverses IS NOT NULL OR visits >= 0 AND services >= 0)
);
CALL doanket.scope_by_unit('visit_entry');
CALL doanket.append_only('visit_entry');
CREATE INDEX visit_entry_point ON visit_entry (point_id, day);

-- Unit and kind are those of the day on which it was counted: a point that changes hands leaves its past where it was.
CREATE TABLE visit_day (
  point_id uuid NOT NULL,
  day      date NOT NULL,
  unit_id  uuid NOT NULL,
  kind     text NOT NULL,
  visits   bigint NOT NULL CHECK (visits >= 0),
  services bigint NOT NULL CHECK (services >= 0),
  PRIMARY KEY (point_id, day, unit_id, kind)
);
CREATE INDEX visit_day_unit ON visit_day (unit_id, day, point_id);
CREATE TABLE visit_month (
  unit_id  uuid NOT NULL,
  month    date NOT NULL CHECK (extract(day FROM month) = 1),
  kind     text NOT NULL,
  visits   bigint NOT NULL CHECK (visits >= 0),
  services bigint NOT NULL CHECK (services >= 0),
  PRIMARY KEY (unit_id, month, kind)
);

-- Everybody may read sums; writing is for the caller's own subtree.
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['visit_day', 'visit_month'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY public_sums ON %I FOR SELECT TO doanket_app USING (true)', relation);
    EXECUTE format('CREATE POLICY add_in_scope ON %I FOR INSERT TO doanket_app WITH CHECK (unit_id IN (SELECT u.id FROM unit_ref u '
                   'WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()))', relation);
    EXECUTE format('CREATE POLICY change_in_scope ON %I FOR UPDATE TO doanket_app USING (unit_id IN (SELECT u.id FROM unit_ref u '
                   'WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()))', relation);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', relation);
  END LOOP;
END $$;
REVOKE DELETE ON visit_day, visit_month, visit_counter, activity_month FROM doanket_app;
