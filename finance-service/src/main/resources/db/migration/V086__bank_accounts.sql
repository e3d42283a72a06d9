-- A unit has as many bank accounts as it needs: the main one, to which it asks its dues to be paid; others of its own; one for the employers'
-- fund, where that is collected apart; and one for each relief drive, whose number is public by law and stands with the drive, not sealed here.
-- All but a unit's first are opened by the word of two, for what is asked for is paid where they point to. Rows are dated and never removed:
-- a main account gives way to another by ending on the day on which that begins.
ALTER TABLE bank_account_change DROP CONSTRAINT bank_account_change_unit_id_fkey;
ALTER TABLE bank_account DROP CONSTRAINT bank_account_pkey, DROP CONSTRAINT bank_account_blind_index_key;
ALTER TABLE bank_account
  ADD COLUMN id         uuid NOT NULL PRIMARY KEY,
  ADD COLUMN main       boolean NOT NULL,
  ADD COLUMN purpose    text NOT NULL CHECK (purpose IN ('general', 'fund', 'drive')),
  ADD COLUMN drive_id   uuid UNIQUE REFERENCES relief_drive,
  ADD COLUMN masked     text NOT NULL,
  ADD COLUMN currency   text NOT NULL,
  ADD COLUMN valid_from date NOT NULL,
  ADD COLUMN valid_to   date CHECK (valid_to >= valid_from),
  ADD COLUMN state      text NOT NULL CHECK (state IN ('waiting', 'open', 'refused')),
  ADD COLUMN made_by    text NOT NULL,
  ADD COLUMN made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD COLUMN decided_by text CHECK (decided_by <> made_by),
  ADD COLUMN decided_at timestamptz,
  ADD COLUMN reason     text,
  ALTER COLUMN sealed DROP NOT NULL,
  ADD CHECK (NOT main OR purpose = 'general' AND state = 'open'),
  ADD CHECK ((purpose = 'drive') = (drive_id IS NOT NULL) AND (purpose = 'drive') = (sealed IS NULL)),
  ADD CHECK (main OR (state = 'waiting') = (decided_by IS NULL));
CREATE UNIQUE INDEX bank_account_number ON bank_account (blind_index) WHERE state <> 'refused' AND valid_to IS NULL;
CREATE UNIQUE INDEX bank_account_main ON bank_account (unit_id) WHERE main AND valid_to IS NULL;
CREATE UNIQUE INDEX bank_account_fund ON bank_account (unit_id, currency) WHERE purpose = 'fund' AND state <> 'refused' AND valid_to IS NULL;
CREATE INDEX bank_account_unit ON bank_account (unit_id, id);
REVOKE DELETE, TRUNCATE ON bank_account FROM doanket_app, doanket_worker;

-- When a second person held its number against the bank's letter: what the public may see of the account's state.
ALTER TABLE relief_drive ADD COLUMN account_approved_at timestamptz;
GRANT UPDATE (account_approved_at) ON relief_drive TO doanket_app;

-- On which of them money of the bank came or left: the sub-account of 1121. A posting that names none is of the unit's main account of its day,
-- so that what knows of no accounts goes on as it did.
ALTER TABLE posting ADD COLUMN bank_account_id uuid;
CREATE INDEX posting_bank_account ON posting (bank_account_id, effective_date) WHERE bank_account_id IS NOT NULL;
ALTER TABLE entry_proposal ADD COLUMN bank_accounts uuid[];
ALTER TABLE voucher ADD COLUMN bank_account_id uuid REFERENCES bank_account;
ALTER TABLE bank_line ADD COLUMN bank_account_id uuid REFERENCES bank_account;
ALTER TABLE bank_stage ADD COLUMN bank_account_id uuid NOT NULL;
ALTER TABLE bank_statement ADD COLUMN bank_account_id uuid REFERENCES bank_account;

-- A contribution and the line of the bank that brought it are one and the same money: either the line came second and is only noted, or it
-- stood in suspense and the contribution takes it from there. One that is taken back leaves its line in suspense.
ALTER TABLE contribution ADD COLUMN line_no bigint REFERENCES bank_line (no);
CREATE UNIQUE INDEX contribution_line ON contribution (line_no) WHERE state <> 'reversed';
GRANT UPDATE (line_no) ON contribution TO doanket_worker;

-- As before, and: only money of the bank is on a bank account, which is there.
CREATE OR REPLACE FUNCTION check_postings() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = on AS $$
DECLARE
  wrong text;
BEGIN
  IF EXISTS (SELECT FROM fresh GROUP BY entry_no, currency HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'entry is not zero-sum' USING ERRCODE = 'DK001';
  END IF;
  IF (SELECT count(*) FROM posting WHERE entry_no IN (SELECT entry_no FROM fresh)) <> (SELECT count(*) FROM fresh) THEN
    RAISE EXCEPTION 'entry is complete already' USING ERRCODE = 'DK002';
  END IF;
  IF EXISTS (SELECT FROM fresh f JOIN account a ON a.code = f.account GROUP BY f.entry_no HAVING count(DISTINCT a.kind = 'memo') > 1) THEN
    RAISE EXCEPTION 'memo accounts and money in one entry' USING ERRCODE = 'DK006';
  END IF;
  SELECT f.account INTO wrong FROM fresh f JOIN account a ON a.code = f.account
   WHERE f.currency <> coalesce(a.measure, f.currency) OR (a.measure IS NULL AND f.currency IN (SELECT m.measure FROM account m)) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'account % has another measure', wrong USING ERRCODE = 'DK007';
  END IF;
  SELECT f.account INTO wrong FROM fresh f JOIN account a ON a.code = f.account JOIN journal_entry e ON e.no = f.entry_no
   WHERE (f.effective_date < a.valid_from OR f.effective_date >= a.valid_to) AND e.reverses_no IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'account % is not in force', wrong USING ERRCODE = 'DK005';
  END IF;
  IF EXISTS (SELECT FROM fresh f WHERE f.bank_account_id IS NOT NULL
                AND (f.account NOT LIKE '112%' OR NOT EXISTS (SELECT FROM bank_account b WHERE b.id = f.bank_account_id))) THEN
    RAISE EXCEPTION 'no such bank account' USING ERRCODE = 'DK008';
  END IF;
  RETURN NULL;
END $$;

-- The seal of an entry says which bank account it moved, too.
CREATE OR REPLACE FUNCTION seals_of(unit uuid, wanted date) RETURNS TABLE (place bigint, entry_id uuid, seal bytea) LANGUAGE sql STABLE AS $$
  SELECT row_number() OVER (ORDER BY e.no), e.id, sha256(convert_to(jsonb_build_array(e.id, e.unit_id, e.kind, e.effective_date, e.month,
         e.source, e.reverses_no, e.note, e.evidence, extract(epoch FROM e.recorded_at), e.recorded_by,
         (SELECT jsonb_agg(jsonb_build_array(p.line, p.account, p.amount, p.currency, p.effective_date, p.bank_account_id) ORDER BY p.line)
            FROM posting p WHERE p.entry_no = e.no))::text, 'UTF8'))
    FROM journal_entry e
   WHERE e.unit_id = unit AND e.effective_date >= wanted AND e.effective_date < wanted + interval '1 month'
$$;
