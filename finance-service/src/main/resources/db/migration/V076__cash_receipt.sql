-- Dues are also taken in cash, by guilds above all. Money that came over the desk is a line like one that came by the bank, so that what
-- pays what, what is shared and whose standing changes is worked out by the same statements: it has no statement of a bank behind it but
-- the list of the treasurer who took it, and stands for cash. The desk adds only such lines.
DO $$
DECLARE
  old text;
BEGIN
  FOR old IN SELECT conname FROM pg_constraint WHERE conrelid = 'bank_line'::regclass AND contype = 'c'
                AND pg_get_constraintdef(oid) ~ 'webhook' LOOP
    EXECUTE format('ALTER TABLE bank_line DROP CONSTRAINT %I', old);
  END LOOP;
END $$;
ALTER TABLE bank_line
  ADD CONSTRAINT bank_line_source CHECK (source IN ('statement', 'webhook', 'cash')),
  ADD CONSTRAINT bank_line_cash CHECK (source <> 'cash' OR amount > 0);
CREATE INDEX bank_line_cash ON bank_line (unit_id, no) WHERE source = 'cash';
GRANT INSERT ON bank_line TO doanket_app;
CREATE POLICY only_cash ON bank_line AS RESTRICTIVE FOR INSERT TO doanket_app WITH CHECK (source = 'cash');

ALTER TABLE receipt DROP CONSTRAINT receipt_matched_by,
  ADD CONSTRAINT receipt_matched_by
    CHECK (matched_by IN ('reference', 'reference-other-amount', 'virtual-account', 'hand', 'cash', 'undone'));
