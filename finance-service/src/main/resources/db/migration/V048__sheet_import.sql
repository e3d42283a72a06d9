-- Sheets of every kind: staged, checked set by set, shown with their faults or taken over.
CREATE TABLE sheet_import (
  id         uuid PRIMARY KEY,
  no         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind       text NOT NULL,
  unit_id    uuid NOT NULL,
  mode       text NOT NULL CHECK (mode IN ('preview', 'commit')),
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'previewed', 'committed')),
  heading    text[],
  row_count  bigint NOT NULL DEFAULT 0,
  faulty     bigint NOT NULL DEFAULT 0,
  added      bigint NOT NULL DEFAULT 0,
  changed    bigint NOT NULL DEFAULT 0,
  unchanged  bigint NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL doanket.scope_by_unit('sheet_import');

-- Rows that were not taken over: the sheet that goes back is made of them.
CREATE TABLE sheet_fault (
  import_no bigint NOT NULL,
  row_no    bigint NOT NULL,
  unit_id   uuid NOT NULL,
  cells     text[] NOT NULL,
  faults    text[] NOT NULL,
  PRIMARY KEY (import_no, row_no)
);
CALL doanket.scope_by_unit('sheet_fault');
REVOKE INSERT, UPDATE, DELETE ON sheet_fault FROM doanket_app;

CREATE UNLOGGED TABLE employer_stage (
  import_no      bigint NOT NULL,
  row_no         bigint NOT NULL,
  cells          text[] NOT NULL,
  faults         text[] NOT NULL,
  tax_code       text,
  name           text,
  search_name    text,
  employer_group text,
  region         text,
  union_code     text,
  valid_from     date,
  union_id       uuid,
  employer_no    bigint,
  is_changed     boolean NOT NULL DEFAULT false,
  PRIMARY KEY (import_no, row_no)
);
REVOKE ALL ON employer_stage FROM doanket_app;
