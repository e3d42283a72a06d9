-- Service points out of a file: staged, looked at, then committed or not; and undone while nobody has touched them since.

CREATE TABLE point_import (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  path       text COLLATE "C" NOT NULL,
  datum      text NOT NULL CHECK (datum IN ('wgs84', 'gcj02', 'bd09')),
  media_type text NOT NULL,
  state      text NOT NULL CHECK (state IN ('checking', 'checked', 'committing', 'committed', 'undoing', 'undone')),
  good       int NOT NULL DEFAULT 0,
  faulty     int NOT NULL DEFAULT 0,
  kept       int NOT NULL DEFAULT 0,  -- at undoing: points that somebody has changed since
  job_id     uuid NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL doanket.scope_by_path('point_import');
CREATE INDEX point_import_path ON point_import (path, id);

-- The file in pieces, so that it is never whole in memory; let go of once its rows are read.
CREATE TABLE point_import_piece (
  import_id uuid NOT NULL REFERENCES point_import,
  number    int NOT NULL,
  path      text COLLATE "C" NOT NULL,
  content   bytea NOT NULL,
  PRIMARY KEY (import_id, number)
);
CALL doanket.scope_by_path('point_import_piece');
REVOKE UPDATE, DELETE ON point_import_piece FROM doanket_app;

CREATE TABLE point_import_row (
  import_id uuid NOT NULL REFERENCES point_import,
  number    int NOT NULL,          -- as in the sheet, or the feature's place in its collection
  path      text COLLATE "C" NOT NULL,
  given     jsonb NOT NULL,        -- the cells by their column, as they came
  faults    jsonb,                 -- null: good
  draft     jsonb,                 -- the point that will come of it
  point_id  uuid,                  -- the point that came of it, or was changed by it
  -- where the row names a point that is there already:
  target_id    uuid,
  base_version bigint,             -- of the point when it was looked at: changed by others since, it stays as they made it
  changed      text[],             -- the columns that differ; empty: nothing to do
  before       jsonb,              -- the point as it was, for the undo
  done_version bigint,             -- of the point once it was changed; null again after the undo
  PRIMARY KEY (import_id, number)
);
CALL doanket.scope_by_path('point_import_row');
REVOKE INSERT, UPDATE, DELETE ON point_import_row FROM doanket_app;
