-- What a closing passes on besides balances: grants that are not paid yet and loans that run, each to the heir where the member stands now, else
-- to the first; relief drives with their sub-ledger and open pledges to the first. Kept, so that the counter-act gives back what is as it was passed on; a list goes on as a list of the heir's own.
CREATE TABLE closing_passed (
  closing_id uuid NOT NULL REFERENCES unit_closing,
  what       text NOT NULL CHECK (what IN ('grant-application', 'loan-referral', 'relief-drive', 'pledge')),
  id         uuid NOT NULL,
  unit_id    uuid NOT NULL,
  heir_id    uuid NOT NULL,
  list_id    uuid,
  PRIMARY KEY (closing_id, what, id)
);
CALL doanket.scope_by_unit('closing_passed');
CALL doanket.append_only('closing_passed');
REVOKE INSERT ON closing_passed FROM doanket_app;
GRANT UPDATE (unit_id) ON grant_evidence TO doanket_worker;

-- Schedule and payments are seen by whoever sees the loan: they stay where they were told, and it moves.
DROP POLICY scope ON loan_instalment;
CREATE POLICY scope ON loan_instalment TO doanket_app USING (loan_id IN (SELECT l.id FROM loan_referral l));
DROP POLICY scope ON loan_payment;
CREATE POLICY scope ON loan_payment TO doanket_app USING (loan_id IN (SELECT l.id FROM loan_referral l));

-- Nothing new is applied for or referred where the books are closed.
CREATE TRIGGER frozen_unit AFTER INSERT ON grant_application REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_unit();
CREATE TRIGGER frozen_unit AFTER INSERT ON loan_referral REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_unit();
