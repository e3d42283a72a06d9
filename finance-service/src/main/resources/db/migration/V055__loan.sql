-- Loans of a bank to members which a union has referred (job credit of the social policy bank). The bank is the lender and its books are the
-- truth; here stand memo records for referral, schedule and alerts. None of them is in the ledger: they are neither assets nor debts of the union.

-- In force is the latest row of a kind that has begun and was not cancelled. amount: minor units (max-principal), months (max-months) or
-- days (grace-days: so long after its due day an instalment that was not paid is overdue); the other two are fractions.
CREATE TABLE loan_rule (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  kind          text NOT NULL CHECK (kind IN ('max-principal', 'max-months', 'yearly-rate', 'overdue-factor', 'grace-days')),
  valid_from    date NOT NULL,
  amount        bigint CHECK (amount BETWEEN 0 AND 1000000000000),
  num           bigint CHECK (num BETWEEN 0 AND 10000),
  den           bigint CHECK (den BETWEEN 1 AND 10000),
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((amount IS NULL) = (kind IN ('yearly-rate', 'overdue-factor')) AND (num IS NULL) = (amount IS NOT NULL) AND (num IS NULL) = (den IS NULL))
);
CREATE UNIQUE INDEX loan_rule_begin ON loan_rule (jurisdiction, kind, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO loan_rule (id, jurisdiction, kind, valid_from, amount, num, den, citation, verified) VALUES
  ('019400d5-0000-7000-8000-000000000001', 'vn', 'max-principal', '2019-11-08', 100000000, NULL, NULL, '100 million a worker until 2025 (24h.com.vn, 2026-01-02); the first day not seen', false),
  ('019400d5-0000-7000-8000-000000000002', 'vn', 'max-principal', '2026-01-01', 200000000, NULL, NULL, 'ND 338/2025', true),
  ('019400d5-0000-7000-8000-000000000003', 'vn', 'max-months', '2019-11-08', 120, NULL, NULL, 'at most 120 months (secondary source)', false),
  ('019400d5-0000-7000-8000-000000000004', 'vn', 'yearly-rate', '2019-11-08', NULL, 792, 10000, '7.92 % a year in examples of 2019 and 2022; decision not seen', false),
  ('019400d5-0000-7000-8000-000000000005', 'vn', 'overdue-factor', '2019-11-08', NULL, 130, 100, '130 % of the rate, from an older programme', false),
  ('019400d5-0000-7000-8000-000000000006', 'vn', 'grace-days', '2019-11-08', 5, NULL, NULL, 'Doanket''s own: bank holidays and the way of a receipt', false);
REVOKE DELETE, TRUNCATE ON loan_rule FROM doanket_app, doanket_worker;

CREATE TABLE loan_referral (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL,
  member_no   bigint NOT NULL REFERENCES member_ref,
  bank        text NOT NULL,
  purpose     text NOT NULL,
  principal   bigint NOT NULL CHECK (principal > 0),
  currency    text NOT NULL,
  months      int NOT NULL CHECK (months > 0),
  state       text NOT NULL DEFAULT 'referred' CHECK (state IN ('referred', 'endorsed', 'refused', 'granted', 'declined', 'repaid')),
  rate_num    bigint,
  rate_den    bigint,
  decided_on  date,
  note        text,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL,
  endorsed_by text,
  version     bigint NOT NULL DEFAULT 0,
  CHECK (state NOT IN ('granted', 'repaid') OR (rate_num IS NOT NULL AND rate_den IS NOT NULL AND decided_on IS NOT NULL))
);
CREATE INDEX loan_referral_unit ON loan_referral (unit_id, state);
CREATE INDEX loan_referral_member ON loan_referral (member_no);
CALL doanket.scope_by_unit('loan_referral');
REVOKE DELETE, TRUNCATE ON loan_referral FROM doanket_app, doanket_worker;

-- A copy of the bank's schedule, made here or typed in.
CREATE TABLE loan_instalment (
  loan_id   uuid NOT NULL REFERENCES loan_referral,
  no        int NOT NULL,
  unit_id   uuid NOT NULL,
  due_on    date NOT NULL,
  principal bigint NOT NULL CHECK (principal >= 0),
  interest  bigint NOT NULL CHECK (interest >= 0),
  PRIMARY KEY (loan_id, no)
);
CALL doanket.scope_by_unit('loan_instalment');
CALL doanket.append_only('loan_instalment');

-- What the bank, or the member, has told of payments. A wrong one is taken back by its opposite, once.
CREATE TABLE loan_payment (
  id          uuid PRIMARY KEY,
  loan_id     uuid NOT NULL REFERENCES loan_referral,
  unit_id     uuid NOT NULL,
  paid_on     date NOT NULL,
  principal   bigint NOT NULL,
  interest    bigint NOT NULL,
  reverses    uuid UNIQUE REFERENCES loan_payment,
  reported_by text NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX loan_payment_loan ON loan_payment (loan_id, paid_on);
CALL doanket.scope_by_unit('loan_payment');
CALL doanket.append_only('loan_payment');
