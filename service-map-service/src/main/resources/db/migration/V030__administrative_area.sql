-- Communes and wards with how many people live there and where they end: a user's own table, for "how many people have a point
-- within 15 minutes". What a unit has entered, it and those above it change; everybody reads it.

CREATE TABLE administrative_area (
  code          text PRIMARY KEY CHECK (code ~ '^[0-9A-Za-z-]{1,20}$'),  -- of the statistics office
  name          text NOT NULL,
  population    int CHECK (population >= 0),
  counted_on    date,           -- the day the population is of
  source        text NOT NULL,
  outline       jsonb NOT NULL, -- a GeoJSON Polygon or MultiPolygon on WGS 84
  unit_id       uuid NOT NULL,
  path          text COLLATE "C" NOT NULL,
  revision      bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX administrative_area_revision ON administrative_area (revision DESC);
CALL doanket.scope_by_path('administrative_area');
CREATE POLICY public_map ON administrative_area FOR SELECT TO doanket_app USING (true);
REVOKE DELETE ON administrative_area FROM doanket_app;
