-- A voucher and what a drive gave out may be taken back: by an entry that is the opposite, once; the document and its number stay.
ALTER TABLE voucher ADD COLUMN reversal_id uuid UNIQUE, ADD COLUMN reversed_by text, ADD COLUMN reversed_at timestamptz, ADD COLUMN reversed_why text,
  ADD CHECK ((reversal_id IS NULL) = (reversed_by IS NULL) AND (reversal_id IS NULL OR state = 'approved'));

ALTER TABLE relief_distribution DROP CONSTRAINT relief_distribution_state_check,
  ADD CONSTRAINT relief_distribution_state_check CHECK (state IN ('proposed', 'given', 'refused', 'reversed')),
  ADD COLUMN reversal_id uuid, ADD COLUMN reversed_by text CHECK (reversed_by <> decided_by), ADD COLUMN reversed_why text,
  ADD CHECK ((state = 'reversed') = (reversed_by IS NOT NULL)),
  ADD CHECK (reversal_id IS NULL OR state = 'reversed');
GRANT UPDATE (reversal_id, reversed_by, reversed_why) ON relief_distribution TO doanket_app;

-- What was reversed is recorded anew under the same reference of the bank.
DROP INDEX contribution_bank_ref;
CREATE UNIQUE INDEX contribution_bank_ref ON contribution (coalesce(drive_id, late_for_id, unit_id), bank_ref) WHERE state <> 'reversed';

ALTER TABLE entry_proposal DROP CONSTRAINT entry_proposal_act_check, ADD CONSTRAINT entry_proposal_act_check
  CHECK (act IN ('entry', 'reversal', 'fund-receipt-reversal', 'contribution-reversal', 'cash-receipt-reversal', 'voucher-reversal'));
