-- Rules are kept here as in the other services: each row has an id, and one that is cancelled before it begins stays in its table with the reason. Of
-- those that are not cancelled one of the same begins on a day; what reads rules passes cancelled ones over. (What was cancelled before this is in
-- cancelled_rule.)
DO $$
DECLARE rule text[];
BEGIN
  FOREACH rule SLICE 1 IN ARRAY ARRAY[['same_site_rule', ''], ['territory_rule', ''], ['visit_rule', ''], ['trust_rule', ''],
      ['spread_rule', ''], ['off_street_rule', ''], ['territory_far_rule', ''], ['territorial_kind', 'jurisdiction, kind, '], ['request_clock', 'kind, jurisdiction, '], ['ride_fare', 'team_id, ']] LOOP
    EXECUTE format('ALTER TABLE %1$I DROP CONSTRAINT %1$s_pkey, ADD COLUMN id uuid NOT NULL DEFAULT uuidv7() PRIMARY KEY, '
      'ADD COLUMN cancelled_at timestamptz, ADD COLUMN cancelled_why text, '
      'ADD CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))', rule[1]);
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id DROP DEFAULT', rule[1]);
    EXECUTE format('DROP TRIGGER IF EXISTS begun_rule_stays ON %I', rule[1]);
    EXECUTE format('REVOKE DELETE ON %I FROM doanket_app', rule[1]);
    EXECUTE format('GRANT INSERT, UPDATE (cancelled_at, cancelled_why) ON %I TO doanket_app', rule[1]);
    EXECUTE format('CREATE UNIQUE INDEX %1$s_begin ON %1$I (%2$svalid_from) WHERE cancelled_at IS NULL', rule[1], rule[2]);
  END LOOP;
END $$;
DROP TRIGGER append_only ON ride_fare;
REVOKE UPDATE, TRUNCATE ON ride_fare FROM doanket_app, doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON ride_fare TO doanket_app;

-- A unit may be competent again on days for which that was taken back.
DO $$
DECLARE one_at_a_time text;
BEGIN
  SELECT conname INTO one_at_a_time FROM pg_constraint WHERE conrelid = 'request_competence'::regclass AND contype = 'x';
  EXECUTE format('ALTER TABLE request_competence DROP CONSTRAINT %I', one_at_a_time);
END $$;
ALTER TABLE request_competence ADD COLUMN cancelled_at timestamptz, ADD COLUMN cancelled_why text,
  ADD CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL)),
  ADD EXCLUDE USING gist (unit_id WITH =, kind WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (cancelled_at IS NULL);
DROP TRIGGER begun_rule_stays ON request_competence;
DROP POLICY remove_in_scope ON request_competence;
REVOKE DELETE ON request_competence FROM doanket_app;
DROP FUNCTION begun_rule_stays();

CREATE OR REPLACE FUNCTION doubts(point uuid, verified timestamptz, OUT reports bigint, OUT days bigint, OUT last_day date, OUT lost numeric)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(d.reports), 0)::bigint, count(*) FILTER (WHERE d.weight > 0), max(d.last_day), coalesce(sum(least(1, d.weight)), 0)
    FROM (SELECT count(*) AS reports, max(c.day) AS last_day, count(*) FILTER (WHERE c.in_hours AND c.is_known)
                 + count(*) FILTER (WHERE c.in_hours AND NOT c.is_known)::numeric
                 / (SELECT r.strangers FROM trust_rule r WHERE r.cancelled_at IS NULL AND r.valid_from <= current_date ORDER BY r.valid_from DESC LIMIT 1)
                 AS weight
            FROM found_closed c WHERE c.point_id = point AND c.at > coalesce(verified, '-infinity') GROUP BY c.arrived_on) d
$$;
CREATE OR REPLACE FUNCTION trust_of(point uuid, verified timestamptz) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT greatest(0, 1 - (doubts(point, verified)).lost
    * (SELECT r.loss FROM trust_rule r WHERE r.cancelled_at IS NULL AND r.valid_from <= current_date ORDER BY r.valid_from DESC LIMIT 1))
$$;
CREATE OR REPLACE FUNCTION territorial_rank(asked_jurisdiction text, asked_kind text, on_day date) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT rank FROM territorial_kind WHERE cancelled_at IS NULL AND jurisdiction = asked_jurisdiction AND kind = asked_kind AND valid_from <= on_day
   ORDER BY valid_from DESC LIMIT 1
$$;

-- How fast one goes and how long the way is, where no streets are loaded, is a rule with a day as the others; a mode is its code, by which streets
-- are compiled.
CREATE TABLE travel_rule (
  id            uuid PRIMARY KEY,
  subject       text COLLATE "C" NOT NULL REFERENCES travel_mode,
  valid_from    date NOT NULL,
  speed_kmh     numeric(4, 1) NOT NULL CHECK (speed_kmh > 0),
  detour_factor numeric(4, 2) NOT NULL CHECK (detour_factor >= 1),
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))
);
CREATE UNIQUE INDEX travel_rule_begin ON travel_rule (subject, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO travel_rule (id, subject, valid_from, speed_kmh, detour_factor, citation, verified)
SELECT uuidv7(), code, '2020-01-01', speed_kmh, detour_factor, source, false FROM travel_mode;
ALTER TABLE travel_mode DROP speed_kmh, DROP detour_factor, DROP source;
CREATE VIEW travel_today AS
  SELECT DISTINCT ON (subject) subject, speed_kmh, detour_factor, citation FROM travel_rule WHERE cancelled_at IS NULL AND valid_from <= current_date
   ORDER BY subject, valid_from DESC;
REVOKE UPDATE, DELETE, TRUNCATE ON travel_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON travel_rule FROM doanket_worker;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON travel_today FROM doanket_app, doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON travel_rule TO doanket_app;
