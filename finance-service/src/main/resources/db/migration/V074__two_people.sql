-- What an account is to entries by hand. Money leaves where cash, bank or an account that clears what left the bank is credited: a debit
-- of the bank stands there until it is said what it was for, and saying so lets it go. A control account is the sum of a sub-ledger and
-- moves by that document only; a voucher settles what is owed up or from below, which no other document does.
ALTER TABLE account
  ADD COLUMN clears_money boolean NOT NULL DEFAULT false,
  ADD COLUMN control      text CHECK (control IN ('dues-run', 'fund-declaration', 'sharing', 'refund', 'contribution', 'unit-closing')),
  ADD COLUMN settled_by   text CHECK (settled_by IN ('payment', 'receipt')),
  ADD CHECK (NOT clears_money OR kind <> 'memo'),
  ADD CHECK (settled_by IS NULL OR control IS NOT NULL);
UPDATE account SET clears_money = true WHERE code = '3384';
UPDATE account SET control = 'dues-run' WHERE code = '1388';
UPDATE account SET control = 'fund-declaration' WHERE code IN ('1389', '13891', '3383', '33831', '33832', '33833');
UPDATE account SET control = 'sharing' WHERE code IN ('1387', '3381', '3382', '5114', '5115', '6391', '6392', '51121', '63922');
UPDATE account SET control = 'refund' WHERE code = '3385';
UPDATE account SET control = 'contribution' WHERE code = '4314';
UPDATE account SET control = 'unit-closing' WHERE code = '4319';
UPDATE account SET settled_by = 'payment' WHERE code IN ('3381', '3382', '33832', '33833');
UPDATE account SET settled_by = 'receipt' WHERE code IN ('1387', '13891');

-- What one person let out alone, so that many small sums of a day are seen as the one that they are.
CREATE TABLE outgoing_alone (
  entry_id uuid PRIMARY KEY REFERENCES journal_entry (id),
  unit_id  uuid NOT NULL,
  day      date NOT NULL,
  made_by  text NOT NULL,
  amount   bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL
);
CREATE INDEX outgoing_alone_day ON outgoing_alone (unit_id, made_by, day) INCLUDE (amount, currency);
CALL doanket.scope_by_unit('outgoing_alone');
CALL doanket.append_only('outgoing_alone');
REVOKE INSERT ON outgoing_alone FROM doanket_worker;

-- Not only entries wait for another person, but all that takes money out again: a reversal, a receipt or a contribution that is undone.
ALTER TABLE entry_proposal
  ADD COLUMN act         text NOT NULL DEFAULT 'entry'
    CHECK (act IN ('entry', 'reversal', 'fund-receipt-reversal', 'contribution-reversal', 'cash-receipt-reversal')),
  ADD COLUMN subject_id  uuid,
  ADD COLUMN alone_today bigint NOT NULL DEFAULT 0,
  ADD CHECK ((act = 'entry') = (subject_id IS NULL));
CREATE UNIQUE INDEX entry_proposal_subject ON entry_proposal (act, subject_id) WHERE state = 'waiting' AND subject_id IS NOT NULL;
