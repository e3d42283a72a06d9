-- Registrations from a sheet, staged: checked row by row, shown with all faults, then committed in one go, and undone in one go.
CREATE TABLE model_import (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  file_name  text,
  content    bytea,                    -- until it is committed or thrown away
  header     text[],
  state      text NOT NULL DEFAULT 'checking' CHECK (state IN ('checking', 'checked', 'committing', 'committed', 'undone')),
  year       int,
  row_count  int NOT NULL DEFAULT 0,
  faulty     int NOT NULL DEFAULT 0,
  look_alike int NOT NULL DEFAULT 0,
  registered int NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE model_import_row (
  import_id  uuid NOT NULL REFERENCES model_import ON DELETE CASCADE,
  number     int  NOT NULL,            -- as the spreadsheet program counts
  cells      text[] NOT NULL,
  form       jsonb NOT NULL,
  unit_id    uuid,
  year       int,
  search_name text,                    -- these three as in good_practice_model, to be compared with it
  name_digits text,
  place_key  text,
  faults     jsonb NOT NULL DEFAULT '[]',
  look_alike boolean NOT NULL DEFAULT false,
  model_id   uuid NOT NULL,
  PRIMARY KEY (import_id, number)
);
CREATE INDEX model_import_row_place ON model_import_row (import_id, place_key, name_digits);
CALL doanket.scope_by_unit('model_import');
ALTER TABLE model_import_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE model_import_row FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON model_import_row TO doanket_app USING (EXISTS (SELECT FROM model_import i WHERE i.id = import_id));
CREATE POLICY background ON model_import_row TO doanket_worker USING (true);
