-- Emulation movements: launched with contents to choose from; units choose, report what came of it, and the level above checks it.
CREATE TABLE movement (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL,
  jurisdiction text NOT NULL,
  name         text NOT NULL,
  search_name  text NOT NULL GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  purpose      text,
  basis        text,
  year         int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  starts       date NOT NULL,
  ends         date NOT NULL,
  grants       text[] NOT NULL DEFAULT '{}',   -- kinds of grants that count for it when units below pay them
  state        text NOT NULL CHECK (state IN ('draft', 'launched', 'closed')),
  launched_at  timestamptz,
  closed_at    timestamptz,
  version      bigint NOT NULL,
  facts        bigint NOT NULL DEFAULT 0,
  created_by   text NOT NULL,
  changed_at   timestamptz NOT NULL,
  CHECK (starts <= ends)
);
CREATE INDEX movement_unit ON movement (unit_id, year);
CREATE INDEX movement_grants ON movement USING gin (grants) WHERE state = 'launched';
CREATE TABLE movement_content (
  movement_id uuid NOT NULL REFERENCES movement ON DELETE CASCADE,
  position    int  NOT NULL,
  code        text NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]*$'),
  title       text NOT NULL,
  field       text,
  PRIMARY KEY (movement_id, code)
);
-- A movement reaches all below the unit that launched it, and they must see it: what it is, is no secret once it is launched.
CALL doanket.scope_by_unit('movement');
ALTER TABLE movement NO FORCE ROW LEVEL SECURITY;          -- next_fact numbers the facts of movements for units below
CREATE POLICY launched ON movement FOR SELECT TO doanket_app USING (state <> 'draft');
ALTER TABLE movement_content ENABLE ROW LEVEL SECURITY;
ALTER TABLE movement_content FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON movement_content TO doanket_app USING (EXISTS (SELECT FROM movement m WHERE m.id = movement_id));
CREATE POLICY background ON movement_content TO doanket_worker USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON movement FROM doanket_app;
GRANT UPDATE (name, purpose, basis, year, starts, ends, grants, state, launched_at, closed_at, version, facts, changed_at) ON movement TO doanket_app;

CREATE TABLE movement_choice (
  movement_id uuid NOT NULL REFERENCES movement,
  unit_id     uuid NOT NULL,
  code        text NOT NULL,
  chosen_on   date NOT NULL,
  chosen_by   text NOT NULL,
  PRIMARY KEY (movement_id, unit_id, code),
  FOREIGN KEY (movement_id, code) REFERENCES movement_content
);
CREATE INDEX movement_choice_unit ON movement_choice (unit_id);
CALL doanket.append_only('movement_choice');
CALL doanket.scope_by_unit('movement_choice');
ALTER TABLE movement_choice NO FORCE ROW LEVEL SECURITY;   -- its own trigger looks whether a unit has chosen before

-- Money in minor units of the currency that is its measure; days of work; goods and counts of a sort in a measure. Never added together.
-- granted: money and gifts that were paid out, which is not money that came in.
CREATE TABLE movement_result (
  id          uuid PRIMARY KEY,
  movement_id uuid NOT NULL REFERENCES movement,
  unit_id     uuid NOT NULL,
  content     text,
  field       text,
  kind        text NOT NULL CHECK (kind IN ('cash', 'workdays', 'goods', 'counts', 'granted')),
  value       numeric(18, 3) NOT NULL CHECK (value > 0),
  sort        text,
  measure     text,
  day         date NOT NULL,
  note        text,
  state       text NOT NULL CHECK (state IN ('reported', 'checked', 'returned', 'reversed')),
  source      text NOT NULL DEFAULT 'typed' CHECK (source IN ('typed', 'contribution', 'grant')),
  source_id   uuid,
  drive_id    uuid,
  reported_by text NOT NULL,
  reported_at timestamptz NOT NULL,
  checked_by  text,
  remark      text,
  version     bigint NOT NULL DEFAULT 1,
  FOREIGN KEY (movement_id, content) REFERENCES movement_content,
  CHECK ((source = 'typed') = (source_id IS NULL)),
  CHECK (checked_by <> reported_by OR source <> 'typed'),
  CHECK (kind NOT IN ('cash', 'granted') OR (value = trunc(value) AND measure ~ '^[A-Z]{3}$')),
  CHECK ((kind IN ('goods', 'counts')) = (sort IS NOT NULL) OR kind = 'granted')
);
CREATE INDEX movement_result_unit ON movement_result (unit_id, movement_id, id);
CREATE INDEX movement_result_movement ON movement_result (movement_id, id);
-- Money has no sort, and counts once all the same.
CREATE UNIQUE INDEX movement_result_once ON movement_result (movement_id, source_id, kind, sort) NULLS NOT DISTINCT WHERE source_id IS NOT NULL;
CREATE INDEX movement_result_source ON movement_result (source_id) WHERE source_id IS NOT NULL;
CALL doanket.scope_by_unit('movement_result');
REVOKE DELETE, TRUNCATE ON movement_result FROM doanket_app, doanket_worker;

-- Appeals for money with an account of its own: finance-service keeps the account and tells what came in.
CREATE TABLE movement_drive (
  id            uuid PRIMARY KEY,
  movement_id   uuid NOT NULL REFERENCES movement,
  unit_id       uuid NOT NULL,
  name          text NOT NULL,
  purpose       text NOT NULL,
  beneficiaries text NOT NULL,
  bank_bin      text NOT NULL,
  account       text NOT NULL,
  holder        text NOT NULL,
  opens_at      timestamptz NOT NULL,
  closes_at     timestamptz NOT NULL CHECK (closes_at > opens_at),
  closed_why    text,
  received      jsonb,                     -- as finance told when its time was over
  opened_by     text NOT NULL,
  version       bigint NOT NULL DEFAULT 1
);
CREATE INDEX movement_drive_movement ON movement_drive (movement_id);
CALL doanket.scope_by_unit('movement_drive');
CREATE POLICY public_by_law ON movement_drive FOR SELECT TO doanket_app USING (true);

CREATE TABLE movement_pledge (
  id          uuid PRIMARY KEY,
  movement_id uuid NOT NULL REFERENCES movement,
  drive_id    uuid REFERENCES movement_drive,
  unit_id     uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('cash', 'workdays', 'goods')),
  value       numeric(18, 3) NOT NULL CHECK (value > 0),
  sort        text,
  measure     text NOT NULL,
  due_on      date,
  made_by     text NOT NULL,
  made_at     timestamptz NOT NULL
);
CREATE INDEX movement_pledge_unit ON movement_pledge (unit_id, movement_id);
CALL doanket.append_only('movement_pledge');
CALL doanket.scope_by_unit('movement_pledge');

-- Choices and results in the tallies: of each movement, by field and kind, by the day that they are of.
CREATE FUNCTION choices_made() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changes tally_change[];
BEGIN
  SELECT array_agg(c) INTO changes FROM (
    SELECT ROW('choices', f.movement_id::text, f.unit_id, f.code, 'content', '', '', f.chosen_on, 1, 0)::tally_change AS c FROM fresh f
    UNION ALL
    SELECT ROW('choices', f.movement_id::text, f.unit_id, '', 'unit', '', '', min(f.chosen_on), 1, 0)::tally_change FROM fresh f
     WHERE NOT EXISTS (SELECT FROM movement_choice o WHERE o.movement_id = f.movement_id AND o.unit_id = f.unit_id
                          AND NOT EXISTS (SELECT FROM fresh n WHERE n.movement_id = o.movement_id AND n.unit_id = o.unit_id AND n.code = o.code))
     GROUP BY f.movement_id, f.unit_id) AS every;
  IF changes IS NOT NULL THEN
    PERFORM tally_add(changes);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER choices_made AFTER INSERT ON movement_choice REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION choices_made();

CREATE FUNCTION result_change(r movement_result, sign int) RETURNS tally_change LANGUAGE sql IMMUTABLE AS
$$ SELECT ROW('results', r.movement_id::text, r.unit_id, coalesce(r.field, ''), r.kind, r.state, coalesce(r.sort, '') || E'\x1f' || coalesce(r.measure, ''),
              r.day, sign, sign * r.value)::tally_change $$;

CREATE FUNCTION results_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changes tally_change[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(result_change(f, 1)) INTO changes FROM fresh f WHERE f.state IN ('reported', 'checked');
  ELSE
    SELECT array_agg(c) INTO changes FROM (
      SELECT result_change(s, -1) AS c FROM stale s WHERE s.state IN ('reported', 'checked')
      UNION ALL SELECT result_change(f, 1) FROM fresh f WHERE f.state IN ('reported', 'checked')) AS every;
  END IF;
  IF changes IS NOT NULL THEN
    PERFORM tally_add(changes);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER results_came AFTER INSERT ON movement_result REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION results_changed();
CREATE TRIGGER results_moved AFTER UPDATE ON movement_result REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION results_changed();

-- Whoever adds to a movement holds its row against a closing that would come between. Units below may not lock what they may not write.
CREATE FUNCTION hold_movement(of uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT FROM movement WHERE id = of FOR SHARE $$;

-- Facts of a movement are numbered under the lock of its row, also by units below that may not write it.
CREATE FUNCTION next_fact(of uuid) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ UPDATE movement SET facts = facts + 1 WHERE id = of RETURNING facts $$;
