-- The same line of the bank comes in more than one form: as camt.053, as MT940, as the sheet of its portal, by its webhook. It is one line where
-- the bank's reference says so, or day, amount and balance after it, or day, amount and memo where one side has no reference; then the line is
-- noted as seen in that form. Where only day and amount agree a person decides: until then it is in no books. Of one form, a line that bears the
-- reference and the amount of another one in the same file is as doubtful.
ALTER TABLE bank_statement ADD COLUMN format text, ADD COLUMN suspected bigint;
ALTER TABLE bank_line ADD COLUMN balance bigint;
ALTER TABLE bank_stage ADD COLUMN balance bigint;
DROP INDEX bank_line_webhook, bank_line_alike;
CREATE INDEX bank_line_day ON bank_line (unit_id, amount, value_date);

-- In which forms, beside its own, a line was seen, and under which key. Of earlier ones the form is not known ('').
ALTER TABLE bank_line_alias ADD COLUMN format text NOT NULL DEFAULT '';
ALTER TABLE bank_line_alias ALTER COLUMN format DROP DEFAULT, DROP CONSTRAINT bank_line_alias_pkey,
  DROP CONSTRAINT bank_line_alias_line_no_key, ADD PRIMARY KEY (unit_id, dedup_key, format), ADD UNIQUE (line_no, format);
INSERT INTO bank_line_alias (unit_id, dedup_key, line_no, format)
SELECT DISTINCT ON (l.no) l.unit_id, l.dedup_key, l.no, 'webhook' FROM bank_webhook_event e JOIN bank_line l ON l.no = e.line_no
 WHERE l.source = 'statement' ON CONFLICT DO NOTHING;

-- Lines of which nobody has said yet whether they are lines of their own (is_own: the worker books them then and they leave) or another one
-- once more (same_no: they stay, and can be decided anew).
CREATE TABLE bank_suspect (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  unit_id         uuid NOT NULL,
  statement_no    bigint NOT NULL,
  dedup_key       bytea NOT NULL,
  alike           bytea NOT NULL,
  format          text NOT NULL,
  source          text NOT NULL CHECK (source IN ('statement', 'webhook')),
  value_date      date NOT NULL,
  booked_on       date,
  amount          bigint NOT NULL CHECK (amount <> 0),
  currency        text NOT NULL,
  memo            text NOT NULL,
  bank_ref        text,
  payer           text,
  payer_account   text,
  payer_index     bytea,
  reference       text,
  virtual_index   bytea,
  bank_account_id uuid NOT NULL REFERENCES bank_account,
  balance         bigint,
  found_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  same_no         bigint REFERENCES bank_line (no),
  is_own          boolean NOT NULL DEFAULT false,
  decided_by      text,
  decided_at      timestamptz,
  UNIQUE (unit_id, dedup_key),
  CHECK (same_no IS NULL OR NOT is_own),
  CHECK ((decided_by IS NULL) = (same_no IS NULL AND NOT is_own) AND (decided_by IS NULL) = (decided_at IS NULL))
);
CREATE INDEX bank_suspect_statement ON bank_suspect (statement_no);
CREATE INDEX bank_suspect_same ON bank_suspect (same_no) WHERE same_no IS NOT NULL;
CALL doanket.scope_by_unit('bank_suspect');
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON bank_suspect FROM doanket_app;
REVOKE UPDATE, TRUNCATE ON bank_suspect FROM doanket_worker;
GRANT UPDATE (same_no, is_own, decided_by, decided_at) ON bank_suspect TO doanket_app;
GRANT UPDATE (memo, payer, payer_account, payer_index, virtual_index) ON bank_suspect TO doanket_worker;
