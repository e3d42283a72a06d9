-- Sheets of declarations, staged; and which sheet a declaration came by, so that the employers of one are settled after it.
CREATE UNLOGGED TABLE fund_declaration_stage (
  import_no            bigint NOT NULL,
  row_no               bigint NOT NULL,
  cells                text[] NOT NULL,
  faults               text[] NOT NULL,
  tax_code             text,
  month                date,
  payroll              bigint,
  head_count           int,
  organisation_members int,
  note                 text,
  employer_no          bigint,
  unit_id              uuid,
  held                 boolean,
  rule_no              bigint,
  assessed             bigint,
  assessed_before      bigint,
  is_changed           boolean NOT NULL DEFAULT false,
  PRIMARY KEY (import_no, row_no)
);
REVOKE ALL ON fund_declaration_stage FROM doanket_app;

ALTER TABLE fund_declaration ADD COLUMN import_no bigint REFERENCES sheet_import (no);
CREATE INDEX fund_declaration_import ON fund_declaration (import_no, employer_no) WHERE import_no IS NOT NULL;
