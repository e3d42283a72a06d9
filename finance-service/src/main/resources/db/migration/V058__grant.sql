-- Welfare grants: kinds as dated rules, quotas, applications, evidence, payments.
INSERT INTO account (code, kind, name_vi, name_en, name_zh) VALUES
  ('6112', 'expense', 'Chi trợ cấp, thăm hỏi', 'Grants in cash', '困难补助支出'),
  ('6113', 'expense', 'Chi quà tặng', 'Gifts', '慰问品支出'),
  ('6114', 'expense', 'Chi Mái ấm Công đoàn', 'Housing grants', '住房援助支出');

-- A kind as it holds from a day on, for all (unit_id null) or for a unit and what lies below it; the nearest unit's counts, of one unit the
-- latest that has begun. cash and in_kind are for one person, given as they stand ('fixed') or at most ('up-to'). approval_limits: how much
-- of one act the unit itself may approve, then the level above, and so on; what is above the last goes one level further up.
CREATE TABLE grant_rule (
  id               uuid PRIMARY KEY,
  no               bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  jurisdiction     text NOT NULL REFERENCES jurisdiction,
  unit_id          uuid,
  code             text NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  name             text NOT NULL,
  valid_from       date NOT NULL,
  method           text NOT NULL CHECK (method IN ('fixed', 'up-to')),
  cash             bigint NOT NULL CHECK (cash BETWEEN 0 AND 1000000000000),
  in_kind          bigint NOT NULL CHECK (in_kind BETWEEN 0 AND 1000000000000),
  currency         text NOT NULL,
  share_num        bigint CHECK (share_num BETWEEN 0 AND 10000),
  share_den        bigint CHECK (share_den BETWEEN 1 AND 10000),
  person_year      bigint CHECK (person_year BETWEEN 1 AND 1000000000000),
  person_times     int CHECK (person_times BETWEEN 1 AND 1000),
  evidence         text[] NOT NULL,
  approval_limits  bigint[] NOT NULL,
  funding_code     text NOT NULL,
  cash_account     text NOT NULL REFERENCES account,
  in_kind_account  text NOT NULL REFERENCES account,
  citation         text NOT NULL,
  verified         boolean NOT NULL,
  cancelled_at     timestamptz,
  cancelled_why    text,
  CHECK (cash + in_kind > 0),
  CHECK ((share_num IS NULL) = (share_den IS NULL))
);
CREATE UNIQUE INDEX grant_rule_begin ON grant_rule (jurisdiction, unit_id, code, valid_from) NULLS NOT DISTINCT WHERE cancelled_at IS NULL;
REVOKE UPDATE, DELETE, TRUNCATE ON grant_rule FROM doanket_app, doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON grant_rule TO doanket_app;

-- Sickness, funerals, weddings, births, school: no national figure was found; they are set in units' own rules. Limits of approval are ours,
-- so no row is verified as a whole: its citation says which part of it was read.
INSERT INTO grant_rule (id, jurisdiction, code, name, valid_from, method, cash, in_kind, currency, share_num, share_den, person_year, person_times, evidence,
                        approval_limits, funding_code, cash_account, in_kind_account, citation, verified) VALUES
  ('019400d7-0000-7000-8000-000000000001', 'vn', 'tet', 'Chăm lo Tết', '2025-10-15', 'fixed', 1000000, 300000, 'VND', NULL, NULL, NULL, 1, '{}', '{50000000,500000000}', '31.03', '6112', '6113', 'Plan 34/KH-TLD, 2025-10-15 (amounts; limits of approval are Doanket''s own)', false),
  ('019400d7-0000-7000-8000-000000000002', 'vn', 'tet-disaster', 'Chăm lo Tết vùng thiên tai', '2025-10-15', 'fixed', 2000000, 0, 'VND', NULL, NULL, NULL, 1, '{}', '{50000000,500000000}', '31.03', '6112', '6113', 'Plan 34/KH-TLD, 2025-10-15 (amount; limits of approval are Doanket''s own)', false),
  ('019400d7-0000-7000-8000-000000000003', 'vn', 'hardship', 'Trợ cấp khó khăn đặc biệt', '2024-01-01', 'up-to', 2000000, 0, 'VND', NULL, NULL, NULL, NULL, '{application}', '{2000000,20000000}', '31.03', '6112', '6113', 'QD 1408 and 1411/QD-TLD 2024: at most 2,000,000 a person and time (laodong.vn 1639886; the day and the limits not seen)', false),
  ('019400d7-0000-7000-8000-000000000004', 'vn', 'sector-support', 'Hỗ trợ đoàn viên ngành', '2024-01-01', 'up-to', 1000000, 0, 'VND', 12, 100, 1000000, 1, '{}', '{50000000}', '31.03', '6112', '6113', 'Health sector: at most 1,000,000 and at most 12 % of members (laodong.vn 1639886; the day and the limits not seen)', false),
  ('019400d7-0000-7000-8000-000000000005', 'vn', 'housing-new', 'Mái ấm Công đoàn: xây mới', '2026-01-01', 'up-to', 40000000, 0, 'VND', NULL, NULL, 40000000, 1, '{application,site-report}', '{0,50000000}', '31.03', '6114', '6114', 'Ha Tinh, 2026-01: 40 million for a new house (a local figure; limits of approval are Doanket''s own)', false),
  ('019400d7-0000-7000-8000-000000000006', 'vn', 'housing-repair', 'Mái ấm Công đoàn: sửa chữa', '2026-01-01', 'up-to', 25000000, 0, 'VND', NULL, NULL, 25000000, 1, '{application,site-report}', '{0,50000000}', '31.03', '6114', '6114', 'Ha Tinh, 2026-01: 25 million for repairs (a local figure; limits of approval are Doanket''s own)', false),
  ('019400d7-0000-7000-8000-000000000007', 'vn', 'year-end-meal', 'Cơm tất niên', '2024-01-01', 'fixed', 0, 70000, 'VND', NULL, NULL, NULL, 1, '{}', '{50000000}', '31.03', '6112', '6113', 'Health sector: 70,000 a person for the year-end meal (laodong.vn 1639886; the day not seen, limits of approval are Doanket''s own)', false);

-- What a unit with all below it may grant of a kind in a year. Of several the newest counts.
CREATE TABLE grant_quota (
  no       bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id       uuid PRIMARY KEY,
  unit_id  uuid NOT NULL,
  code     text NOT NULL,
  year     int NOT NULL,
  amount   bigint CHECK (amount BETWEEN 0 AND 1000000000000),
  people   int CHECK (people >= 0),
  currency text NOT NULL,
  note     text,
  set_by   text NOT NULL,
  set_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (amount IS NOT NULL OR people IS NOT NULL)
);
CREATE INDEX grant_quota_unit ON grant_quota (unit_id, code, year, no);
CALL doanket.scope_by_unit('grant_quota');
CALL doanket.append_only('grant_quota');

-- Many applications of one unit in one act: submitted, approved and paid together.
CREATE TABLE grant_list (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  code       text NOT NULL,
  year       int NOT NULL,
  applied_on date NOT NULL,
  note       text,
  currency   text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX grant_list_unit ON grant_list (unit_id);
CALL doanket.scope_by_unit('grant_list');
CALL doanket.append_only('grant_list');

-- An act of payment: one entry in the ledger, one fact for others.
CREATE TABLE grant_payment (
  id        uuid PRIMARY KEY,
  unit_id   uuid NOT NULL,
  code      text NOT NULL,
  year      int NOT NULL,
  paid_on   date NOT NULL,
  paid_from text NOT NULL CHECK (paid_from IN ('1111', '1121')),
  people    int NOT NULL CHECK (people > 0),
  cash      bigint NOT NULL CHECK (cash >= 0),
  in_kind   bigint NOT NULL CHECK (in_kind >= 0),
  currency  text NOT NULL,
  entry_id  uuid NOT NULL,
  paid_by   text NOT NULL,
  paid_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX grant_payment_unit ON grant_payment (unit_id);
CALL doanket.scope_by_unit('grant_payment');
CALL doanket.append_only('grant_payment');

-- A payment that was wrong, taken back as a whole; what it had paid is approved again.
CREATE TABLE grant_reversal (
  payment_id  uuid PRIMARY KEY REFERENCES grant_payment,
  unit_id     uuid NOT NULL,
  entry_id    uuid NOT NULL,
  why         text NOT NULL,
  reversed_by text NOT NULL,
  reversed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CALL doanket.scope_by_unit('grant_reversal');
CALL doanket.append_only('grant_reversal');

CREATE TABLE grant_application (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL,
  member_no     bigint NOT NULL REFERENCES member_ref,
  list_id       uuid REFERENCES grant_list,
  rule_id       uuid NOT NULL REFERENCES grant_rule,
  code          text NOT NULL,
  year          int NOT NULL,
  applied_on    date NOT NULL,
  cash          bigint NOT NULL CHECK (cash >= 0),
  in_kind       bigint NOT NULL CHECK (in_kind >= 0 AND cash + in_kind > 0),
  currency      text NOT NULL,
  reason        text NOT NULL,
  state         text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'refused', 'paid')),
  created_by    text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  submitted_by  text,
  decided_by    text,
  decision_note text,
  approved_at   timestamptz,
  payment_id    uuid REFERENCES grant_payment,
  version       bigint NOT NULL DEFAULT 0,
  CHECK (state NOT IN ('approved', 'paid') OR (decided_by <> created_by AND decided_by <> submitted_by)),
  CHECK ((state = 'paid') = (payment_id IS NOT NULL))
);
CREATE INDEX grant_application_unit ON grant_application (unit_id, id);
CREATE INDEX grant_application_member ON grant_application (member_no, code, year);
CREATE INDEX grant_application_counted ON grant_application (code, year, unit_id) WHERE state IN ('submitted', 'approved', 'paid');
CREATE INDEX grant_application_list ON grant_application (list_id) WHERE list_id IS NOT NULL;
CALL doanket.scope_by_unit('grant_application');
REVOKE DELETE, TRUNCATE ON grant_application FROM doanket_app, doanket_worker;

-- Papers on somebody's need: sealed with the member's key, gone when he is forgotten.
CREATE TABLE grant_evidence (
  id             uuid PRIMARY KEY,
  application_id uuid NOT NULL REFERENCES grant_application,
  unit_id        uuid NOT NULL,
  kind           text NOT NULL,
  media_type     text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  size           int NOT NULL CHECK (size BETWEEN 1 AND 1048576),
  sealed         bytea NOT NULL,
  uploaded_by    text NOT NULL,
  uploaded_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX grant_evidence_application ON grant_evidence (application_id);
CALL doanket.scope_by_unit('grant_evidence');
REVOKE UPDATE, TRUNCATE ON grant_evidence FROM doanket_app, doanket_worker;
