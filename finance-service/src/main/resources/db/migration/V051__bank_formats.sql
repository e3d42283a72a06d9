-- What more is known of a line: when the bank booked it, the account number given to one payer to which it was sent, and whether it
-- came in a statement or from the bank's webhook. alike tells lines of the same day, amount and memo from others where one side has no
-- reference of the bank.
ALTER TABLE bank_line ADD COLUMN booked_on date, ADD COLUMN virtual_index bytea, ADD COLUMN alike bytea,
  ADD COLUMN source text NOT NULL DEFAULT 'statement' CHECK (source IN ('statement', 'webhook'));
CREATE INDEX bank_line_webhook ON bank_line (unit_id, alike) WHERE source = 'webhook';
CREATE INDEX bank_line_alike ON bank_line (unit_id, alike) WHERE source = 'statement' AND bank_ref IS NULL;
CREATE INDEX bank_line_payer ON bank_line (unit_id, payer_index) WHERE payer_index IS NOT NULL;
ALTER TABLE bank_stage ADD COLUMN booked_on date, ADD COLUMN virtual_index bytea, ADD COLUMN alike bytea NOT NULL;

-- A profile is data that a federation's treasurer keeps: a signed column, or a column each for what came and what left, or a mark of
-- the direction; where the table begins (null: at the row that names the columns), and how the file is written.
ALTER TABLE bank_profile
  ADD COLUMN id uuid NOT NULL DEFAULT uuidv7(),
  ADD COLUMN amount_column text,
  ADD COLUMN direction_column text,
  ADD COLUMN debit_mark text,
  ADD COLUMN virtual_account_column text,
  ADD COLUMN header_row int CHECK (header_row BETWEEN 1 AND 200),
  ADD COLUMN encoding text CHECK (encoding IN ('utf-8', 'utf-16le', 'windows-1258', 'windows-1252', 'gb18030')),
  ADD COLUMN thousands text CHECK (thousands IN (',', '.', ' ', '''')),
  ADD COLUMN ended boolean NOT NULL DEFAULT false,
  ADD COLUMN version bigint NOT NULL DEFAULT 0,
  ALTER COLUMN credit_column DROP NOT NULL,
  ADD CONSTRAINT bank_profile_id UNIQUE (id),
  ADD CONSTRAINT bank_profile_amount CHECK ((amount_column IS NULL) <> (credit_column IS NULL)),
  ADD CONSTRAINT bank_profile_mark CHECK ((direction_column IS NULL) = (debit_mark IS NULL));
GRANT INSERT, UPDATE ON bank_profile TO doanket_app;

-- An account number of the bank's that stands for one payer: whoever sends to it needs no reference.
CREATE TABLE virtual_account (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL,
  member_no    bigint,
  number_index bytea NOT NULL,
  masked       text NOT NULL,
  created_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  version      bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX virtual_account_number ON virtual_account (number_index) WHERE ended_at IS NULL;
CREATE INDEX virtual_account_unit ON virtual_account (unit_id);
CALL doanket.scope_by_unit('virtual_account');
REVOKE DELETE ON virtual_account FROM doanket_app, doanket_worker;

-- Whose money came from an account before: learned from what was assigned, by reference or by hand. Only ever a suggestion.
CREATE TABLE known_payer (
  unit_id     uuid NOT NULL,
  payer_index bytea NOT NULL,
  member_no   bigint NOT NULL DEFAULT 0, -- 0: the unit as a whole
  times       int NOT NULL,
  last_on     date NOT NULL,
  PRIMARY KEY (unit_id, payer_index, member_no)
);
CALL doanket.scope_by_unit('known_payer');
CREATE INDEX known_payer_member ON known_payer (member_no) WHERE member_no <> 0;

-- Numbers of the matching and of the bank's webhook, dated as every rule is.
CREATE TABLE payment_rule (
  name       text NOT NULL CHECK (name IN ('suggestion-days', 'webhook-replay-seconds', 'webhook-overlap-hours')),
  valid_from date NOT NULL,
  value      int NOT NULL CHECK (value BETWEEN 0 AND 100000),
  citation   text NOT NULL,
  verified   boolean NOT NULL,
  PRIMARY KEY (name, valid_from)
);
INSERT INTO payment_rule VALUES
  ('suggestion-days', '2025-01-01', 3, 'Doanket''s own word: who pays within three days of the day on which he was asked', false),
  ('webhook-replay-seconds', '2025-01-01', 300, 'Doanket''s own word: five minutes for the bank''s clock and its way here', false),
  ('webhook-overlap-hours', '2025-01-01', 24, 'Doanket''s own word: a secret that was changed holds one day more', false);
REVOKE UPDATE, DELETE ON payment_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON payment_rule FROM doanket_worker;

CREATE FUNCTION payment_rule_value(wanted text) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT r.value FROM payment_rule r WHERE r.name = wanted AND r.valid_from <= current_date ORDER BY r.valid_from DESC LIMIT 1
$$;

-- Only forgetting changes a line (V031), and it takes the new column along.
DROP TRIGGER only_forgetting ON bank_line;
CREATE TRIGGER only_forgetting BEFORE UPDATE ON bank_line FOR EACH ROW
  WHEN (new.payer_account IS NOT NULL OR new.payer_index IS NOT NULL OR new.virtual_index IS NOT NULL
        OR new.memo <> coalesce(old.reference, '') OR new.payer !~ '^X[0-9A-F]{12}$')
  EXECUTE FUNCTION doanket.refuse_change();
GRANT UPDATE (virtual_index) ON bank_line TO doanket_worker;

-- Why a statement was refused: the whole of it, and what was wrong.
DO $$
DECLARE
  old text;
BEGIN
  FOR old IN SELECT conname FROM pg_constraint WHERE conrelid = 'bank_statement'::regclass AND contype = 'c'
                AND pg_get_constraintdef(oid) ~ 'state' LOOP
    EXECUTE format('ALTER TABLE bank_statement DROP CONSTRAINT %I', old);
  END LOOP;
END $$;
ALTER TABLE bank_statement ADD COLUMN fault text, ADD COLUMN fault_args text[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT bank_statement_state CHECK (state IN ('waiting', 'booked', 'refused'));

-- The check of a posting's entry looks for (no, unit_id, effective_date). Before a table has statistics this index seemed as good for
-- that as
-- the unique one, and then each posting read all entries of the day: a statement of 20,000 lines took minutes.
DROP INDEX IF EXISTS journal_entry_unit;
CREATE INDEX journal_entry_unit ON journal_entry (unit_id, effective_date, no);
