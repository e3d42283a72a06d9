-- Whose a point was and of what kind, until it changed hands or trade: what is counted for a day belongs to those of that day.
CREATE TABLE point_past (
  point_id uuid NOT NULL REFERENCES service_point,
  until    date NOT NULL,   -- the first day on which it was so no longer
  unit_id  uuid NOT NULL,
  kind     text NOT NULL,
  PRIMARY KEY (point_id, until)
);
CREATE INDEX point_past_unit ON point_past (unit_id);
ALTER TABLE point_past ENABLE ROW LEVEL SECURITY;
ALTER TABLE point_past FORCE ROW LEVEL SECURITY;
CREATE POLICY public_map ON point_past FOR SELECT TO doanket_app USING (true);
CREATE POLICY add_in_scope ON point_past FOR INSERT TO doanket_app WITH CHECK (EXISTS (SELECT FROM service_point p
  WHERE p.id = point_id AND p.path >= doanket.scope_from() AND p.path < doanket.scope_to()));
CREATE POLICY background ON point_past TO doanket_worker USING (true);
CALL doanket.append_only('point_past');

-- Changed twice on one day, that day is of what it was last, and the days before of what it was first.
CREATE FUNCTION service_point_changed_hands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO point_past (point_id, until, unit_id, kind)
  SELECT OLD.id, (now() AT TIME ZONE CASE s.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date, OLD.unit_id, OLD.kind
    FROM site s WHERE s.id = NEW.site_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER changed_hands AFTER UPDATE OF unit_id, kind ON service_point FOR EACH ROW
  WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id OR OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION service_point_changed_hands();

-- Who has a point now brings in what was counted before, for the unit that had it then.
CREATE POLICY heir ON visit_entry TO doanket_app USING (EXISTS (SELECT FROM service_point p
  WHERE p.id = point_id AND p.path >= doanket.scope_from() AND p.path < doanket.scope_to()));
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['visit_day', 'visit_month', 'activity_month'] LOOP
    EXECUTE format('CREATE POLICY heir ON %I TO doanket_app USING (unit_id IN (SELECT t.unit_id FROM point_past t '
                   'JOIN service_point p ON p.id = t.point_id WHERE p.path >= doanket.scope_from() AND p.path < doanket.scope_to()))', relation);
  END LOOP;
END $$;
