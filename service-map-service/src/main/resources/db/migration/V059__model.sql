-- Good-practice models that were recognised, as campaign-service tells of them: they are shown on the map, where they can be seen. Those of a person, or
-- that a person did not agree to, are not kept.
CREATE TABLE model_ref (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL,
  jurisdiction  text NOT NULL,
  name          text NOT NULL,
  field         text NOT NULL,
  year          int  NOT NULL,
  level         text,
  recognised_on date NOT NULL,
  place_code    text,
  place         text,
  latitude      double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude     double precision CHECK (longitude BETWEEN -180 AND 180),
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX model_ref_unit ON model_ref (unit_id);

-- Where one is drawn: where it is said to be, else in the middle of the area that it names, else where its unit is.
CREATE TABLE model_spot (
  model_id  uuid PRIMARY KEY,
  latitude  double precision NOT NULL,
  longitude double precision NOT NULL,
  placed_by text NOT NULL CHECK (placed_by IN ('position', 'area', 'unit'))
);
CREATE INDEX model_spot_place ON model_spot USING gist (point(longitude, latitude));

DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['model_ref', 'model_spot'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY public_map ON %I FOR SELECT TO doanket_app USING (true)', relation);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', relation);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %I FROM doanket_app', relation);
  END LOOP;
END $$;
