-- COPY does not go with row-level security: stages are the worker's alone, and what requests may see of them is moved to a
-- table of its own. They are refilled after a crash, so they need no log.
DROP POLICY scope ON pay_stage;
DROP POLICY background ON pay_stage;
DROP POLICY background ON bank_stage;
ALTER TABLE pay_stage NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pay_stage DISABLE ROW LEVEL SECURITY;
ALTER TABLE bank_stage NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bank_stage DISABLE ROW LEVEL SECURITY;
ALTER TABLE pay_stage SET UNLOGGED;
ALTER TABLE bank_stage SET UNLOGGED;
REVOKE ALL ON pay_stage, bank_stage FROM doanket_app;

-- Rows of a pay file that were not taken over: the sheet that goes back is made of them.
CREATE TABLE pay_fault (
  import_no bigint NOT NULL,
  row_no    bigint NOT NULL,
  unit_id   uuid NOT NULL,
  cells     text[] NOT NULL,
  faults    text[] NOT NULL,
  PRIMARY KEY (import_no, row_no)
);
CALL doanket.scope_by_unit('pay_fault');
REVOKE INSERT, UPDATE, DELETE ON pay_fault FROM doanket_app;
