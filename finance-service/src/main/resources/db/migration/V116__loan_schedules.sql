-- A bank reschedules a loan: from a day on another schedule holds for what was not repaid before that day. The earlier one stays as it was, and whoever
-- asks how a loan stood on an earlier day is answered by it. What was paid before a schedule began is no payment of it.
CREATE TABLE loan_schedule (
  loan_id        uuid NOT NULL REFERENCES loan_referral,
  no             int NOT NULL CHECK (no > 0),
  unit_id        uuid NOT NULL,
  valid_from     date NOT NULL,
  principal      bigint NOT NULL CHECK (principal > 0),
  paid_principal bigint NOT NULL DEFAULT 0,
  paid_interest  bigint NOT NULL DEFAULT 0,
  rate_num       bigint NOT NULL,
  rate_den       bigint NOT NULL,
  why            text,
  made_by        text NOT NULL,
  made_at        timestamptz NOT NULL,
  PRIMARY KEY (loan_id, no)
);
CALL doanket.scope_by_unit('loan_schedule');
DROP POLICY scope ON loan_schedule;
CREATE POLICY scope ON loan_schedule TO doanket_app USING (loan_id IN (SELECT l.id FROM loan_referral l));
REVOKE UPDATE, DELETE, TRUNCATE ON loan_schedule FROM doanket_app, doanket_worker;
-- Why is a text about a person, who may have to be forgotten.
GRANT UPDATE (why) ON loan_schedule TO doanket_app, doanket_worker;

ALTER TABLE loan_referral NO FORCE ROW LEVEL SECURITY;
ALTER TABLE loan_schedule NO FORCE ROW LEVEL SECURITY;
INSERT INTO loan_schedule (loan_id, no, unit_id, valid_from, principal, rate_num, rate_den, made_by, made_at)
SELECT l.id, 1, l.unit_id, l.decided_on, l.principal, l.rate_num, l.rate_den, coalesce(l.endorsed_by, l.created_by), l.created_at
  FROM loan_referral l WHERE l.state IN ('granted', 'repaid');
ALTER TABLE loan_referral FORCE ROW LEVEL SECURITY;
ALTER TABLE loan_schedule FORCE ROW LEVEL SECURITY;

ALTER TABLE loan_instalment ADD COLUMN schedule_no int NOT NULL DEFAULT 1, DROP CONSTRAINT loan_instalment_pkey, ADD PRIMARY KEY (loan_id, schedule_no, no);

-- What the bank has given up is asked of nobody any more.
ALTER TABLE loan_referral
  DROP CONSTRAINT loan_referral_state_check,
  ADD CONSTRAINT loan_referral_state_check CHECK (state IN ('referred', 'endorsed', 'refused', 'granted', 'declined', 'repaid', 'written-off')),
  ADD COLUMN written_off     bigint CHECK (written_off > 0),
  ADD COLUMN written_off_on  date,
  ADD COLUMN written_off_why text,
  ADD CHECK ((state = 'written-off') = (written_off IS NOT NULL) AND (written_off IS NULL) = (written_off_on IS NULL));
