-- Panels score models by a criteria set: several scorers, each with a ballot per model, put together by a rule. A contest is a row of
-- rounds, each of them a panel; those who pass enter the next.
CREATE TABLE contest (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  name       text NOT NULL,
  search_name text NOT NULL GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  year       int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'over')),
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  version    bigint NOT NULL DEFAULT 1
);
CREATE INDEX contest_unit ON contest (unit_id, year);
CREATE TABLE contest_round (
  contest_id  uuid NOT NULL REFERENCES contest ON DELETE CASCADE,
  number      int  NOT NULL,
  title       text NOT NULL,
  set_id      uuid NOT NULL REFERENCES criteria_set,
  combination text NOT NULL CHECK (combination IN ('mean', 'median', 'trimmed-mean')),
  ties        text[] NOT NULL,
  passing     int  NOT NULL CHECK (passing BETWEEN 1 AND 1000),   -- how many go on, or are awarded in the last round
  PRIMARY KEY (contest_id, number)
);

-- ties: rules that are asked one after the other when scores are equal; places that none of them parts are shared.
CREATE TABLE panel (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL,
  title       text NOT NULL,
  set_id      uuid NOT NULL REFERENCES criteria_set,
  combination text NOT NULL CHECK (combination IN ('mean', 'median', 'trimmed-mean')),
  ties        text[] NOT NULL,
  passing     int,
  contest_id  uuid,
  round       int,
  state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  created_by  text NOT NULL,
  changed_at  timestamptz NOT NULL,
  version     bigint NOT NULL DEFAULT 1,
  UNIQUE (contest_id, round),
  FOREIGN KEY (contest_id, round) REFERENCES contest_round (contest_id, number)
);
CREATE INDEX panel_unit ON panel (unit_id);
-- Scorers are known by the subject of their token.
CREATE TABLE panel_scorer (
  panel_id uuid NOT NULL REFERENCES panel ON DELETE CASCADE,
  subject  text NOT NULL,
  chair    boolean NOT NULL,
  PRIMARY KEY (panel_id, subject)
);
CREATE TABLE panel_entry (
  panel_id uuid NOT NULL REFERENCES panel,
  model_id uuid NOT NULL REFERENCES good_practice_model,
  position int  NOT NULL,
  score    numeric(9, 4),                 -- out of 100, once the panel is closed
  place    int,
  passed   boolean,
  PRIMARY KEY (panel_id, model_id)
);
CREATE TABLE panel_ballot (
  panel_id uuid NOT NULL,
  model_id uuid NOT NULL,
  subject  text NOT NULL,
  code     text NOT NULL,
  points   numeric(7, 2) NOT NULL,
  cast_at  timestamptz NOT NULL,
  PRIMARY KEY (panel_id, model_id, subject, code),
  FOREIGN KEY (panel_id, model_id) REFERENCES panel_entry,
  FOREIGN KEY (panel_id, subject) REFERENCES panel_scorer
);
CALL doanket.scope_by_unit('contest');
CALL doanket.scope_by_unit('panel');
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['panel_scorer', 'panel_entry', 'panel_ballot'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY scope ON %I TO doanket_app USING (EXISTS (SELECT FROM panel p WHERE p.id = panel_id))', part);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', part);
  END LOOP;
END $$;
ALTER TABLE contest_round ENABLE ROW LEVEL SECURITY;
ALTER TABLE contest_round FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON contest_round TO doanket_app USING (EXISTS (SELECT FROM contest c WHERE c.id = contest_id));
CREATE POLICY background ON contest_round TO doanket_worker USING (true);
