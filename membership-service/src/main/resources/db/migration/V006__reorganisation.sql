-- Reorganisations: one act that founds, moves, splits, merges and dissolves any number of units. Drafted, looked at, executed
-- as one transaction, and answered by a counter-act where it was wrong.

-- What begins and ends on the same day was never there on any: an act and its counter-act may be of one day.
ALTER TABLE unit DROP CONSTRAINT unit_check, ADD CHECK (valid_to >= valid_from);
ALTER TABLE unit_placement DROP CONSTRAINT unit_placement_check, ADD CHECK (valid_to >= valid_from);
ALTER TABLE unit_description DROP CONSTRAINT unit_description_check, ADD CHECK (valid_to >= valid_from);

-- Who came after whom, dated, for both directions and any day. Also where the predecessor lives on: a part of it was split off.
CREATE TABLE unit_succession (
  predecessor_id uuid NOT NULL REFERENCES unit,
  successor_id   uuid NOT NULL REFERENCES unit,
  valid_from     date NOT NULL,
  valid_to       date CHECK (valid_to >= valid_from),
  act_number     text NOT NULL,
  act_date       date,
  PRIMARY KEY (predecessor_id, successor_id, valid_from)
);
CREATE INDEX unit_succession_successor ON unit_succession (successor_id);

-- The owner, too, is under row-level security, and would find no unit to take over.
ALTER TABLE unit NO FORCE ROW LEVEL SECURITY;
ALTER TABLE unit_event NO FORCE ROW LEVEL SECURITY;
INSERT INTO unit_succession (predecessor_id, successor_id, valid_from, act_number, act_date)
  SELECT u.id, s.id, u.valid_to, e.act_number, e.act_date FROM unit u CROSS JOIN unnest(u.successors) AS s (id)
  JOIN unit_event e ON e.unit_id = u.id AND e.fact = 'unit-ended';
ALTER TABLE unit FORCE ROW LEVEL SECURITY;
ALTER TABLE unit_event FORCE ROW LEVEL SECURITY;

CALL doanket.scope_by_unit('unit_succession', 'predecessor_id');
CREATE POLICY open_to_read ON unit_succession FOR SELECT TO doanket_app USING (true);
REVOKE DELETE ON unit_succession FROM doanket_app, doanket_worker;

-- The whole state of a unit, as others are told of it: the record UnitState of the platform.
CREATE FUNCTION unit_state(u unit) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('id', u.id, 'code', u.code, 'name', u.name, 'kind', u.kind, 'level', k.level, 'jurisdiction', u.jurisdiction,
    'parentId', u.parent_id, 'path', u.path, 'validFrom', u.valid_from, 'validTo', u.valid_to, 'successors', u.successors,
    'territory', u.territory, 'placements', (
      SELECT json_agg(json_build_object('parentId', p.parent_id, 'path', p.path, 'validFrom', p.valid_from, 'validTo', p.valid_to)
        ORDER BY p.valid_from) FROM unit_placement p WHERE p.unit_id = u.id))
  FROM unit_kind k WHERE k.jurisdiction = u.jurisdiction AND k.code = u.kind
$$;

CREATE TABLE reorganisation (
  id              uuid PRIMARY KEY,
  unit_id         uuid NOT NULL REFERENCES unit,   -- which decides; all that is reorganised stands below it
  path            text COLLATE "C" NOT NULL,
  act_number      text NOT NULL,
  act_date        date,
  effective       date NOT NULL,
  note            text,
  counter_to      uuid REFERENCES reorganisation,  -- the act that this one takes back
  state           text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'executing', 'executed')),
  version         bigint NOT NULL DEFAULT 1,
  checked_version bigint,                          -- what of it the dry run saw
  checked_at      timestamptz,
  fingerprint     text,                            -- and what of the tree
  outcome         jsonb,                           -- totals of the dry run
  conflicts       jsonb,                           -- why the last execution was refused
  job_id          uuid,
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_by      text NOT NULL,
  executed_at     timestamptz,
  executed_by     text
);
CREATE INDEX reorganisation_path ON reorganisation (path);
CREATE INDEX reorganisation_counter_to ON reorganisation (counter_to);

CREATE TABLE reorganisation_step (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation ON DELETE CASCADE,
  number            int NOT NULL,
  action            text NOT NULL CHECK (action IN ('found', 'move', 'merge', 'split', 'dissolve', 'restore')),
  code              text COLLATE "C" NOT NULL,
  name              text,
  kind              text,
  parent            text COLLATE "C",
  territory         text[] NOT NULL,
  valid_from        date,
  into_code         text COLLATE "C",
  successors        text[] NOT NULL,
  members           text[] NOT NULL,
  units             text[] NOT NULL,
  PRIMARY KEY (reorganisation_id, number)
);

-- What the dry run saw and foresaw, made anew by the execution; after it, what was done: the counter-act goes by it.
CREATE TABLE reorganisation_effect (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation ON DELETE CASCADE,
  unit_id           uuid NOT NULL,
  action            text NOT NULL,  -- founded | moved | carried (with one above) | ended | restored | kept (takes or gives members)
  step              int,
  code              text COLLATE "C" NOT NULL,
  name              text NOT NULL,
  kind              text NOT NULL,
  territory         text[] NOT NULL DEFAULT '{}',
  number            bigint,
  valid_from        date,
  version_before    bigint,         -- null where founded
  parent_before     uuid,
  parent_after      uuid,
  path_before       text COLLATE "C",
  path_after        text COLLATE "C",
  into_id           uuid,           -- who takes the members of an ended unit
  successors        uuid[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (reorganisation_id, unit_id)
);

-- Members named one by one, in splits.
CREATE TABLE reorganisation_transfer (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation ON DELETE CASCADE,
  step              int NOT NULL,
  member_code       text COLLATE "C" NOT NULL,
  from_id           uuid NOT NULL,
  into_id           uuid NOT NULL
);
CREATE INDEX reorganisation_transfer_member ON reorganisation_transfer (reorganisation_id, member_code);

-- How many of what are concerned, as each feature counts its own.
CREATE TABLE reorganisation_line (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation ON DELETE CASCADE,
  unit_id           uuid NOT NULL,
  what              text NOT NULL,
  count             bigint NOT NULL,
  PRIMARY KEY (reorganisation_id, unit_id, what)
);

CREATE TABLE reorganisation_finding (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation ON DELETE CASCADE,
  number            bigint GENERATED ALWAYS AS IDENTITY,
  step              int,
  unit_code         text,
  code              text NOT NULL,
  blocks            boolean NOT NULL,
  places            jsonb NOT NULL,
  citation          text,
  verified          boolean,
  PRIMARY KEY (reorganisation_id, number)
);

-- What became of members, for the counter-act.
CREATE TABLE reorganisation_member (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation ON DELETE CASCADE,
  member_id         uuid NOT NULL,
  fact              text NOT NULL,  -- member-ended | member-transferred | member-changed
  unit_before       uuid NOT NULL,
  unit_after        uuid NOT NULL,
  status_before     text NOT NULL,
  reason_before     text,
  PRIMARY KEY (reorganisation_id, member_id)
);

CALL doanket.scope_by_path('reorganisation');
DO $$
DECLARE part text;
BEGIN
  -- Who may see the act may see what it is made of.
  FOREACH part IN ARRAY ARRAY['step', 'effect', 'transfer', 'line', 'finding', 'member'] LOOP
    EXECUTE format('ALTER TABLE reorganisation_%s ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE reorganisation_%s FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY scope ON reorganisation_%s TO doanket_app USING (EXISTS (SELECT FROM reorganisation r '
                   'WHERE r.id = reorganisation_id))', part);
    EXECUTE format('CREATE POLICY background ON reorganisation_%s TO doanket_worker USING (true)', part);
  END LOOP;
END $$;
REVOKE INSERT, UPDATE, DELETE ON reorganisation_member FROM doanket_app;
REVOKE INSERT, UPDATE, DELETE ON reorganisation_effect, reorganisation_transfer, reorganisation_line, reorganisation_finding FROM doanket_app;
