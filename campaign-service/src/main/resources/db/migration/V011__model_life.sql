-- What follows once a model runs: papers that its steps need, the level that recognises it, its copies, and the lists by which a unit
-- deals with what lies below it.

ALTER TABLE good_practice_model
  ADD origin_id   uuid REFERENCES good_practice_model,
  ADD launched_on date,
  ADD panel_score numeric(7, 3);          -- out of 100, as the last panel that closed gave it
CREATE INDEX good_practice_model_origin ON good_practice_model (origin_id) WHERE origin_id IS NOT NULL;

-- Picked to be launched in public, with what is promised there; and once recognised, proposed anew to a higher level.
INSERT INTO model_transition (jurisdiction, name, from_state, to_state, roles, judged_above, inputs, boxes, fact) VALUES
  ('vn', 'launch',  'accepted',   'running',  '{campaign-officer,federation-officer}', true,  '{note}',  '{}', 'model-changed'),
  ('vn', 'propose', 'recognised', 'proposed', '{campaign-officer,unit-officer}',       false, '{level}', '{}', 'model-changed'),
  ('vn', 'propose', 'kept',       'proposed', '{campaign-officer,unit-officer}',       false, '{level}', '{}', 'model-changed'),
  ('vn', 'propose', 'spread',     'proposed', '{campaign-officer,unit-officer}',       false, '{level}', '{}', 'model-changed');

-- Who recognises at a level: units of these levels, for what lies below them; own: also what they hold themselves.
CREATE TABLE recognition_level (
  jurisdiction text    NOT NULL,
  code         text    NOT NULL CHECK (code ~ '^[a-z][a-z-]*$'),
  rank         int     NOT NULL,
  unit_levels  text[]  NOT NULL,
  own          boolean NOT NULL,
  label_vi     text    NOT NULL,
  label_en     text    NOT NULL,
  label_zh     text    NOT NULL,
  citation     text    NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, code),
  UNIQUE (jurisdiction, rank)
);
INSERT INTO recognition_level VALUES
  ('vn', 'grass-roots', 1, '{grass-roots}', true,  'Cấp cơ sở', 'Grass roots', '基层', 'Guidance of a province, 2021-04-19: grass roots, (district,) province', false),
  ('vn', 'upper',       2, '{upper}',       false, 'Cấp trên trực tiếp cơ sở', 'Directly above the grass roots', '基层以上', 'Guidance of a province, 2021-04-19: grass roots, (district,) province', false),
  ('vn', 'province',    3, '{province}',    false, 'Cấp tỉnh, thành phố', 'Province', '省级', 'Guidance of a province, 2021-04-19: grass roots, (district,) province', false),
  ('vn', 'central',     4, '{central}',     false, 'Cấp Tổng Liên đoàn', 'Confederation', '全国级', 'Doanket''s own: the levels of the union above the province', false);

-- Which papers a step needs. Of the rules that have begun, that of the nearest unit above counts; a jurisdiction's has no unit.
CREATE TABLE evidence_rule (
  id           uuid PRIMARY KEY,
  jurisdiction text NOT NULL,
  unit_id      uuid,
  step         text NOT NULL,
  valid_from   date NOT NULL,
  kinds        text[] NOT NULL,
  score        boolean NOT NULL DEFAULT false,   -- a panel must have scored the model
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  set_by       text,
  UNIQUE NULLS NOT DISTINCT (jurisdiction, unit_id, step, valid_from)
);
INSERT INTO evidence_rule (id, jurisdiction, unit_id, step, valid_from, kinds, citation, verified) VALUES
  ('019400d7-0000-7000-8000-000000000001', 'vn', NULL, 'propose', '2020-01-01', '{achievement-report,minutes,request}',
   'dichvucong.gov.vn 9387, the dossier of a similar title: request, minutes, report', false);
REVOKE UPDATE, DELETE, TRUNCATE ON evidence_rule FROM doanket_app, doanket_worker;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON recognition_level FROM doanket_app, doanket_worker;

-- A decision of a unit that recognises models at its level. The number is that of the paper; each model has its place on it.
CREATE TABLE recognition (
  id           uuid PRIMARY KEY,
  model_id     uuid NOT NULL REFERENCES good_practice_model,
  unit_id      uuid NOT NULL,              -- that holds the model
  by_unit_id   uuid NOT NULL,              -- that recognised it
  level        text NOT NULL,
  decision     text NOT NULL,
  decided_on   date NOT NULL,
  number       int  NOT NULL,
  subject_kind text NOT NULL,
  year         int  NOT NULL,
  recorded_by  text NOT NULL,
  recorded_at  timestamptz NOT NULL,
  UNIQUE (model_id, level),
  UNIQUE (by_unit_id, decision, number)
);
CREATE INDEX recognition_unit ON recognition (unit_id, year);
CALL doanket.append_only('recognition');
CALL doanket.scope_by_unit('recognition');

-- A list by which a unit deals with models below it in one go.
CREATE TABLE compilation (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  year       int  NOT NULL,
  title      text NOT NULL,
  made_by    text NOT NULL,
  made_at    timestamptz NOT NULL
);
CREATE INDEX compilation_unit ON compilation (unit_id, year);
CREATE TABLE compilation_item (
  compilation_id uuid NOT NULL REFERENCES compilation,
  position       int  NOT NULL,
  model_id       uuid NOT NULL REFERENCES good_practice_model,
  step           text NOT NULL,
  note           text,
  level          text,
  PRIMARY KEY (compilation_id, position),
  UNIQUE (compilation_id, model_id)
);
CALL doanket.append_only('compilation');
CALL doanket.append_only('compilation_item');
CALL doanket.scope_by_unit('compilation');
ALTER TABLE compilation_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE compilation_item FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON compilation_item TO doanket_app USING (EXISTS (SELECT FROM compilation c WHERE c.id = compilation_id));
CREATE POLICY background ON compilation_item TO doanket_worker USING (true);
