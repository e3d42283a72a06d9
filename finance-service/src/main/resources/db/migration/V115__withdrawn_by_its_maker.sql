-- Who has made a voucher or an entry that another person has not decided on yet may take it back himself: nothing was booked by it. It stays on record
-- without anybody who decided; decided_at is when it was withdrawn.
DO $$
DECLARE
  old record;
BEGIN
  FOR old IN SELECT conrelid::regclass AS relation, conname FROM pg_constraint
              WHERE contype = 'c' AND conrelid IN ('voucher'::regclass, 'entry_proposal'::regclass)
                AND (pg_get_constraintdef(oid) LIKE '%decided_by IS NULL%' OR pg_get_constraintdef(oid) LIKE '%''refused''%')
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', old.relation, old.conname);
  END LOOP;
END $$;
ALTER TABLE voucher
  ADD CONSTRAINT voucher_state_check CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn')),
  ADD CONSTRAINT voucher_decided CHECK ((state IN ('proposed', 'withdrawn')) = (decided_by IS NULL) AND (state <> 'withdrawn' OR decided_at IS NOT NULL));
ALTER TABLE entry_proposal
  ADD CONSTRAINT entry_proposal_state_check CHECK (state IN ('waiting', 'approved', 'refused', 'withdrawn')),
  ADD CONSTRAINT entry_proposal_decided CHECK ((state IN ('waiting', 'withdrawn')) = (decided_by IS NULL) AND (state <> 'withdrawn' OR decided_at IS NOT NULL));
