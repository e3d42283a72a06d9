-- Official statistics: counted once as of a cut-off, frozen, and never counted again.

-- The days of the year about which a jurisdiction counts; dated, as the rules are.
CREATE TABLE statistic_cut_off (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code          text COLLATE "C" NOT NULL,
  month         int NOT NULL CHECK (month BETWEEN 1 AND 12),
  day           int NOT NULL CHECK (day BETWEEN 1 AND 31),
  valid_from    date NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  UNIQUE (jurisdiction, code, valid_from)
);
REVOKE UPDATE, DELETE, TRUNCATE ON statistic_cut_off FROM doanket_app, doanket_worker;
INSERT INTO statistic_cut_off VALUES
  (md5('cut-off vn first-half')::uuid,  'vn', 'first-half',  5, 31, '2013-01-01', 'Form 02-HDCD for upper unions: two cut-offs a year, 31 May and 30 November', true),
  (md5('cut-off vn second-half')::uuid, 'vn', 'second-half', 11, 30, '2013-01-01', 'Form 02-HDCD for upper unions: two cut-offs a year, 31 May and 30 November', true),
  (md5('cut-off cn year')::uuid,        'cn', 'year',        12, 31, '2013-01-01', 'Yearbooks count to the end of the year; no rule of the federation seen', false);

-- One tree, one cut-off. Written last: with its row the rows below are closed.
CREATE TABLE statistic_snapshot (
  id                uuid PRIMARY KEY,
  unit_id           uuid NOT NULL REFERENCES unit,
  jurisdiction      text NOT NULL,
  cut_off           date NOT NULL,
  units             bigint NOT NULL,
  members           bigint NOT NULL,
  small_cell        bigint NOT NULL,       -- what was too small to be published, by the rule in force on the cut-off
  small_cell_source text NOT NULL,
  row_hash          bytea NOT NULL,        -- over all rows, in order; see SnapshotHash
  taken_at          timestamptz NOT NULL DEFAULT now(),
  taken_by          text NOT NULL,
  UNIQUE (unit_id, cut_off)
);

CREATE TABLE statistic_unit (
  snapshot_id      uuid NOT NULL,
  unit_id          uuid NOT NULL,
  code             text COLLATE "C" NOT NULL,
  name             text NOT NULL,
  kind             text COLLATE "C" NOT NULL,
  level            text NOT NULL,
  parent_id        uuid,
  path             text COLLATE "C" NOT NULL,  -- as the tree stood
  ownership        text,
  members          bigint NOT NULL,            -- of the unit itself, by the register
  members_women    bigint NOT NULL,
  members_of_no_sex bigint NOT NULL,
  report_id        uuid,                       -- the approved head count about that day, if any, with what it said
  reported_members bigint,
  reported_women   bigint,
  workers          bigint,
  workers_women    bigint,
  figures          jsonb NOT NULL,
  PRIMARY KEY (snapshot_id, unit_id)
);
CREATE UNIQUE INDEX statistic_unit_path ON statistic_unit (snapshot_id, path);
CREATE INDEX statistic_unit_parent ON statistic_unit (snapshot_id, parent_id, code);

CREATE TABLE statistic_cell (
  snapshot_id uuid NOT NULL,
  unit_id     uuid NOT NULL,
  sex         text NOT NULL,
  category    text NOT NULL,
  status      text NOT NULL,
  dues_kind   text NOT NULL,
  members     bigint NOT NULL CHECK (members > 0),
  PRIMARY KEY (snapshot_id, unit_id, sex, category, status, dues_kind)
);

-- What anybody may see: units of the upper levels with all below them, and what stands directly below them (rest) without such a
-- unit between. members null: not published, for it is too small or would give away one that is.
CREATE TABLE statistic_public (
  snapshot_id uuid NOT NULL,
  unit_id     uuid NOT NULL,
  rest        boolean NOT NULL,
  dimension   text NOT NULL CHECK (dimension IN ('total', 'sex', 'category', 'status', 'kind', 'ownership')),
  value       text NOT NULL,
  members     bigint,
  PRIMARY KEY (snapshot_id, unit_id, rest, dimension, value)
);

CREATE FUNCTION refuse_in_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh f JOIN statistic_snapshot s ON s.id = f.snapshot_id) THEN
    RAISE EXCEPTION 'the snapshot is frozen' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER frozen AFTER INSERT ON statistic_unit REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_in_frozen();
CREATE TRIGGER frozen AFTER INSERT ON statistic_cell REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_in_frozen();
CREATE TRIGGER frozen AFTER INSERT ON statistic_public REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_in_frozen();

CALL doanket.append_only('statistic_snapshot');
CALL doanket.append_only('statistic_unit');
CALL doanket.append_only('statistic_cell');
CALL doanket.append_only('statistic_public');
-- Counted by the job and read by its login, with the range of the tree as it stood then as a predicate: a unit that has moved since
-- would be hidden by today's paths, and be missing in the sums of where it stood.
REVOKE ALL ON statistic_snapshot, statistic_unit, statistic_cell, statistic_public FROM doanket_app;
