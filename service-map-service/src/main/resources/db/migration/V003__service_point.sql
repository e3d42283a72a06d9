-- A site is a place with one entrance; a service point is what is offered there. Two desks in one hall are one site, so
-- that "covered twice" can mean two places.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE site (
  id                  uuid PRIMARY KEY,
  unit_id             uuid NOT NULL,
  path                text COLLATE "C" NOT NULL,
  jurisdiction        text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  name                text NOT NULL,
  address             text NOT NULL,
  administrative_unit text,
  -- of the entrance, WGS 84: what people walk to
  latitude            double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude           double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  access              text NOT NULL CHECK (access IN ('open', 'code', 'key', 'staff')),
  host                text NOT NULL CHECK (host IN ('own', 'partner')),
  host_name           text,
  search_text         text GENERATED ALWAYS AS (doanket.search_form(name || ' ' || address)) STORED,
  version             bigint NOT NULL
);
CREATE INDEX site_unit ON site (unit_id);
CREATE INDEX site_place ON site USING gist (point(longitude, latitude));
CREATE INDEX site_search ON site USING gin (search_text gin_trgm_ops);

CREATE TABLE service_point (
  id               uuid PRIMARY KEY,
  site_id          uuid NOT NULL REFERENCES site,
  unit_id          uuid NOT NULL,
  path             text COLLATE "C" NOT NULL,
  kind             text NOT NULL REFERENCES kind,
  name             text NOT NULL,
  hours            text,
  capacity         int CHECK (capacity > 0),
  amenities        text[] NOT NULL DEFAULT '{}',
  state            text NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
  planned_for      date,
  opened_on        date,
  closed_on        date,
  last_verified_at timestamptz,
  search_text      text GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  version          bigint NOT NULL,
  -- kept by the trigger below: all days on which it was open, for ?asOf=
  open_during      datemultirange NOT NULL DEFAULT '{}',
  touched_by       xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK (state = 'planned' OR opened_on IS NOT NULL),
  CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
  CHECK (closed_on >= opened_on)
);
CREATE INDEX service_point_site ON service_point (site_id);
CREATE INDEX service_point_unit ON service_point (unit_id);
CREATE INDEX service_point_path ON service_point (path);
CREATE INDEX service_point_kind ON service_point (kind, id);
CREATE INDEX service_point_search ON service_point USING gin (search_text gin_trgm_ops);
-- The in-memory index asks "which rows were written by a transaction that I had not seen end": exact where a time
-- stamp would miss those who commit late.
CREATE INDEX service_point_touched ON service_point (touched_by);

CREATE FUNCTION service_point_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.touched_by := pg_current_xact_id();
  IF TG_OP = 'INSERT' THEN
    IF NEW.opened_on IS NOT NULL THEN
      NEW.open_during := datemultirange(daterange(NEW.opened_on, NEW.closed_on));
    END IF;
  ELSIF NEW.state = 'open' AND OLD.state <> 'open' THEN
    NEW.open_during := OLD.open_during + datemultirange(daterange(NEW.opened_on, NULL));
  ELSIF NEW.state = 'closed' AND OLD.state = 'open' THEN
    NEW.open_during := OLD.open_during - datemultirange(daterange(NEW.closed_on, NULL));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER written BEFORE INSERT OR UPDATE ON service_point FOR EACH ROW EXECUTE FUNCTION service_point_written();

-- Everybody may read: every column here is meant for the public map. Writing is for the range of the caller's scope.
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['site', 'service_point'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY public_map ON %I FOR SELECT TO doanket_app USING (true)', relation);
    EXECUTE format('CREATE POLICY add_in_scope ON %I FOR INSERT TO doanket_app '
                   'WITH CHECK (path >= doanket.scope_from() AND path < doanket.scope_to())', relation);
    EXECUTE format('CREATE POLICY change_in_scope ON %I FOR UPDATE TO doanket_app '
                   'USING (path >= doanket.scope_from() AND path < doanket.scope_to())', relation);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', relation);
  END LOOP;
END $$;
-- A point that ends is closed, never erased: its visits and its days of opening are counted.
REVOKE DELETE ON site, service_point FROM doanket_app;
