-- The verified payment reference found in a line's memo; null where there is none, or more than one.
ALTER TABLE bank_line ADD COLUMN reference text;
-- Separators are told by the amounts themselves.
ALTER TABLE bank_profile DROP COLUMN grouping;

-- Lines of a file as read, until it is known which of them are new.
CREATE TABLE bank_stage (
  statement_no  bigint NOT NULL,
  line_no       bigint NOT NULL,
  dedup_key     bytea NOT NULL,
  value_date    date NOT NULL,
  amount        bigint NOT NULL,
  currency      text NOT NULL,
  memo          text NOT NULL,
  bank_ref      text,
  payer         text,
  payer_account text,
  payer_index   bytea,
  reference     text,
  PRIMARY KEY (statement_no, line_no)
);
ALTER TABLE bank_stage ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_stage FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON bank_stage TO doanket_worker USING (true);
REVOKE ALL ON bank_stage FROM doanket_app;
