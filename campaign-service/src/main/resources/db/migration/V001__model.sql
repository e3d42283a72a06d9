-- Good-practice models ("Dan van kheo"): the registration form, its life, and what may be asked of it where and when.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The fields of work a model may belong to are the jurisdiction's, not ours.
CREATE TABLE model_field (
  jurisdiction text NOT NULL,
  code         text NOT NULL CHECK (code ~ '^[a-z][a-z-]*$'),
  position     int  NOT NULL,
  label_vi     text NOT NULL,
  label_en     text NOT NULL,
  label_zh     text NOT NULL,
  citation     text NOT NULL,
  PRIMARY KEY (jurisdiction, code)
);
INSERT INTO model_field VALUES
  ('vn', 'economy',          1, 'Kinh tế', 'Economy', '经济', 'Phong trào thi đua "Dân vận khéo"'),
  ('vn', 'culture-society',  2, 'Văn hóa - xã hội', 'Culture and society', '文化社会', 'Phong trào thi đua "Dân vận khéo"'),
  ('vn', 'security',         3, 'Quốc phòng - an ninh', 'Defence and security', '国防安全', 'Phong trào thi đua "Dân vận khéo"'),
  ('vn', 'political-system', 4, 'Xây dựng hệ thống chính trị', 'Building the political system', '政治体系建设', 'Phong trào thi đua "Dân vận khéo"');

-- Who may take a model from which state to which. judged_above: not by the unit that holds the model itself, if there is a unit above it.
CREATE TABLE model_transition (
  jurisdiction text    NOT NULL,
  name         text    NOT NULL,
  from_state   text    NOT NULL,
  to_state     text    NOT NULL,
  roles        text[]  NOT NULL,
  judged_above boolean NOT NULL DEFAULT false,
  inputs       text[]  NOT NULL DEFAULT '{}',   -- what must be said with it: note, results, level, decision
  boxes        text[]  NOT NULL DEFAULT '{}',   -- boxes of the form that must be filled by then
  fact         text    NOT NULL,
  PRIMARY KEY (jurisdiction, name, from_state)
);
INSERT INTO model_transition (jurisdiction, name, from_state, to_state, roles, judged_above, inputs, boxes, fact)
SELECT 'vn', name, unnest(from_states), to_state, roles, judged_above, inputs, boxes, fact FROM (VALUES
  ('submit',      '{draft,returned}'::text[], 'registered', '{campaign-officer,unit-officer}'::text[], false, '{}'::text[], '{}'::text[], 'model-registered'),
  ('withdraw',    '{draft,registered,returned}', 'withdrawn', '{campaign-officer,unit-officer}', false, '{}', '{}', 'model-stopped'),
  ('return',      '{registered}', 'returned', '{campaign-officer,federation-officer}', true, '{note}', '{}', 'model-changed'),
  ('accept',      '{registered}', 'accepted', '{campaign-officer,federation-officer}', true, '{}',
                  '{situation,goals,content,criteria,outputs,forces,resources,place,time,prospects}', 'model-changed'),
  ('start',       '{accepted}', 'running', '{campaign-officer,unit-officer}', false, '{}', '{}', 'model-changed'),
  ('review',      '{running}', 'mid-year-reviewed', '{campaign-officer,federation-officer}', true, '{note}', '{}', 'model-changed'),
  ('self-assess', '{running,mid-year-reviewed}', 'self-assessed', '{campaign-officer,unit-officer}', false, '{results}', '{}', 'model-changed'),
  ('propose',     '{self-assessed}', 'proposed', '{campaign-officer,unit-officer}', false, '{level}', '{}', 'model-changed'),
  ('recognise',   '{proposed}', 'recognised', '{campaign-officer,federation-officer}', true, '{level,decision}', '{}', 'model-recognised'),
  ('decline',     '{proposed}', 'not-recognised', '{campaign-officer,federation-officer}', true, '{note}', '{}', 'model-changed'),
  ('keep',        '{recognised,not-recognised}', 'kept', '{campaign-officer,unit-officer}', false, '{}', '{}', 'model-changed'),
  ('spread',      '{recognised,kept}', 'spread', '{campaign-officer,federation-officer}', false, '{}', '{}', 'model-changed'),
  ('stop',        '{accepted,running,mid-year-reviewed,self-assessed,proposed,recognised,not-recognised,kept,spread}', 'stopped',
                  '{campaign-officer,unit-officer}', false, '{note}', '{}', 'model-stopped')
) AS t (name, from_states, to_state, roles, judged_above, inputs, boxes, fact);

-- When a year's registration is open for a unit and all below it; the nearest unit above that says anything counts.
CREATE TABLE registration_window (
  unit_id  uuid NOT NULL,
  year     int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  opens    date NOT NULL,
  closes   date NOT NULL,
  citation text NOT NULL,
  version  bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (unit_id, year),
  CHECK (opens <= closes)
);

CREATE TABLE good_practice_model (
  id               uuid PRIMARY KEY,
  unit_id          uuid NOT NULL,
  jurisdiction     text NOT NULL,
  name             text NOT NULL,
  search_name      text NOT NULL GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  holder           text,
  subject_kind     text NOT NULL CHECK (subject_kind IN ('collective', 'individual')),
  field            text NOT NULL,
  situation        text,
  goals            text,
  content          text,
  place_code       text,
  place            text,
  latitude         double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude        double precision CHECK (longitude BETWEEN -180 AND 180),
  -- Where it is, or whose: models are compared with those of the same place.
  place_key        text NOT NULL GENERATED ALWAYS AS
                     (coalesce(place_code, nullif(doanket.search_form(place), ''), unit_id::text)) STORED,
  -- Numbers tell names apart: "Tổ tự quản số 3" is not "số 4".
  name_digits      text NOT NULL GENERATED ALWAYS AS (regexp_replace(doanket.search_form(name), '[^0-9]', '', 'g')) STORED,
  starts           date,
  ends             date,
  schedule         text,
  prospects        text,
  standing         text NOT NULL CHECK (standing IN ('new', 'existing')),
  results_so_far   text,
  year             int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  registered_on    date NOT NULL,
  state            text NOT NULL,
  results          text,
  level            text,
  decision         text,
  decided_on       date,
  import_id        uuid,
  version          bigint NOT NULL,
  facts            bigint NOT NULL DEFAULT 0,   -- facts told so far: a draft tells none, so this is not the version
  created_by       text NOT NULL,
  created_at       timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  FOREIGN KEY (jurisdiction, field) REFERENCES model_field (jurisdiction, code),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK (starts <= ends)
);
CREATE INDEX good_practice_model_unit ON good_practice_model (unit_id, year);
CREATE INDEX good_practice_model_place ON good_practice_model (place_key, name_digits);
CREATE INDEX good_practice_model_name ON good_practice_model USING gin (search_name gin_trgm_ops);
CREATE INDEX good_practice_model_import ON good_practice_model (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE model_criterion (
  model_id uuid NOT NULL REFERENCES good_practice_model ON DELETE CASCADE,
  position int  NOT NULL,
  text     text NOT NULL,
  PRIMARY KEY (model_id, position)
);
CREATE TABLE model_output (
  model_id uuid NOT NULL REFERENCES good_practice_model ON DELETE CASCADE,
  position int  NOT NULL,
  title    text NOT NULL,
  quantity numeric(20, 4),
  measure  text,
  proof    text,
  PRIMARY KEY (model_id, position)
);
CREATE TABLE model_force (
  model_id uuid NOT NULL REFERENCES good_practice_model ON DELETE CASCADE,
  position int  NOT NULL,
  name     text NOT NULL,
  role     text NOT NULL CHECK (role IN ('lead', 'partner', 'taking-part')),
  task     text,
  PRIMARY KEY (model_id, position)
);
-- Of different kinds, never added together; money in minor units of its currency.
CREATE TABLE model_resource (
  model_id    uuid NOT NULL REFERENCES good_practice_model ON DELETE CASCADE,
  position    int  NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('money', 'premises', 'tools', 'people', 'workdays', 'social-funding')),
  quantity    numeric(20, 4),
  currency    text,
  description text,
  PRIMARY KEY (model_id, position),
  CHECK (currency IS NULL OR kind IN ('money', 'social-funding'))
);
CREATE TABLE model_event (
  model_id   uuid NOT NULL REFERENCES good_practice_model,
  number     bigint NOT NULL,   -- the model's version that it led to
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  verb       text NOT NULL,
  from_state text,
  to_state   text NOT NULL,
  note       text,
  level      text,
  decision   text,
  PRIMARY KEY (model_id, number)
);
CALL doanket.append_only('model_event');

-- By unit and not by path: a unit that moves takes its models along without a row being rewritten.
CALL doanket.scope_by_unit('good_practice_model');
CALL doanket.scope_by_unit('registration_window');
-- Dates when registration is open are no secret, and a unit needs those of the units above it.
CREATE POLICY public_dates ON registration_window FOR SELECT TO doanket_app USING (true);
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['model_criterion', 'model_output', 'model_force', 'model_resource', 'model_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY scope ON %I TO doanket_app USING (EXISTS (SELECT FROM good_practice_model m WHERE m.id = model_id))', part);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', part);
  END LOOP;
END $$;
REVOKE INSERT, UPDATE, DELETE ON model_field, model_transition FROM doanket_app;
